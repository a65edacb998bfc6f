# A file that is missing is shown where it is asked for, not where the list of modules begins.
{
  imports = [
    ./modules
  ];
}
