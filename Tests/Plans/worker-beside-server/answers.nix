{
  host.name = "lender";
  llama = {
    rpcWorker = true;
    host = "10.0.0.2";
    openFirewall = true;
  };
}
