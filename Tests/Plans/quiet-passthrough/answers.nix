{
  host.name = "silent";
  boot.quiet = true;
}
