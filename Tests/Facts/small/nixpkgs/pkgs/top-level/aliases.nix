pkgs: with pkgs; {
  hi = hello; # Added 2030-01-01
  hammer = tools.hammer;
  gone = throw "'gone' has been removed";
  bye = throw "'bye' has been renamed to/replaced by 'hello'";
  greeting = builtins.warn "'greeting' has been renamed to/replaced by 'hello'" hello;
  old = builtins.warn "old is old" other;
}
