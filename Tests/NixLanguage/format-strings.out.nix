{
  plain = "a ${b} c ${d.e} ${f x}";
  long = "prefix ${
    lib.concatStringsSep ", " (map (x: x.name) (builtins.filter (x: x.enable) everything))
  } suffix";
  lines = "first
  second ${x}
third";
  indented = ''
    one
      two
    three ${four}
  '';
  single = "just text";
  quoted = ''has "quotes"'';
  escaped = "\${literal} and '' ";
  tight = ''
    a
    b'';
  blank = ''

    after a blank line

  '';
  only = ''
    ${lib.optionalString condition ''
      nested
    ''}
    ${x}
    ${f {
      a = 1;
      b = 2;
    }}
  '';
  empty = "";
  spaces = "";
  path = ./some/${name}/file.nix;
  home = ~/file;
  search = <nixpkgs/lib>;
  uri = "https://example.org/path";
  "quoted name" = 1;
  ${dynamic} = 2;
  "inter${polated}".x = 3;
}
