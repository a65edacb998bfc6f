

# A file comment.
/* one line in a block */
{ # beside the brace
  a = 1; # beside a value
  b = /* between */ 2;
  /*
   * a column
   * of stars
   */
  c = 3;


  /** doc comment
      with an indented line
        and another
  */
  d = # after the sign
    4;
  e # before the sign
    = 5;
  #no space
  #
  /**/ f = 6; /* trailing block */ # and more
  g = {
    # only a comment
  };
  h = [ # the first entry
        # goes on here
    1 # one
    2
    # the end
  ];
  i = f # function
    x # argument
    ;
  # last
}
# after the end
