{
  script = /* bash */ ''
    echo hello
  '';
  query = /*sql*/ "select 1";
  other = /* not a language, far too many words */ "text";
  list = [
    /* lua */ ''
      return 1
    ''
    # comment
    /* lua */
    ''return "2"''
  ];
  call = writeText "name" /* json */ ''
    {}
  '';
  number = /* lua */ 1;
}
