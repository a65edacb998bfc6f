let
  hosts = {
    alpha = 1;
    alphas = 2;
    beta = 3;
    alhpa = 4;
  };
in
hosts.alpa
