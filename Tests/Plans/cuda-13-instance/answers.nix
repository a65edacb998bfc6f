{
  host.name = "bench";
  llama = {
    cudaVersion = "13.0";
    packages = [ "whisper-cpp" ];
  };
}
