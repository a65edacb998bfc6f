{
  host.name = "lender";
  llama = {
    service = false;
    rpcWorker = true;
    host = "10.0.0.2";
    openFirewall = true;
  };
}
