# `rec` counts where the attribute is defined first.
{
  a = rec { b = c; };
  a.c = 5;
}
