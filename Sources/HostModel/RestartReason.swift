extension Planner {
  /// Why a switch alone does not bring the plan about: the modules that drive the GPUs are those of
  /// the running system until the machine starts anew. NVIDIA's libraries refuse a module of another
  /// version than their own, so that nothing draws or computes in between.
  func restartReason(_ graphics: GraphicsPlan?) -> String? {
    // What is installed starts for the first time anyway.
    if hardware.operatingSystem.live { return nil }
    let cards = hardware.ownGPUs.filter { $0.vendor == .nvidia }
    let driver = cards.compactMap(\.pci.driver).first
    guard let card = cards.first else { return nil }
    if graphics?.nvidia == nil {
      return driver == "nvidia" ? "NVIDIA's driver has \(card.productName) until then" : nil
    }
    if let driver, driver != "nvidia" {
      return "\(driver) drives \(card.productName) until then"
    }
    return "libraries and kernel module of NVIDIA's driver must be of one version"
  }
}
