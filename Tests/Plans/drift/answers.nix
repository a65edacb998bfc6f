{
  host = {
    name = "sentinel";
    release = "unstable";
    stateVersion = "26.11";
  };
  drift = {
    check = "daily";
    folder = "/srv/config";
  };
}
