{

  programs.appimage = {
    enable = true;
    binfmt = true;
  };
}
