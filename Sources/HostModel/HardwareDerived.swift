/// What follows from the facts alone, without any answer of the user.
extension Hardware.PCIDevice {
  /// A display controller, or an accelerator that renders and computes like one.
  ///
  /// Class 03 in all its sub-classes: VGA (0300), 3D without outputs (0302, data centre cards and
  /// laptops), other display (0380, many APUs). Class 1200, processing accelerator, is a GPU for AMD's
  /// Instinct, but an NPU for Intel. Class 0001 is VGA before PCI 2.0.
  package var isDisplay: Bool {
    guard let classCode else { return false }
    if classCode >> 16 == 0x03 || classCode >> 8 == 0x0001 { return true }
    return classCode >> 8 == 0x1200 && vendor == 0x1002
  }
}
