/// The digits of a float, as few as tell it from its neighbours: Grisu2, by Florian Loitsch
/// ("Printing Floating-Point Numbers Quickly and Accurately with Integers", 2010).
///
/// Of the shortest digits it does not always find those that are closest to the number, and one time in
/// a thousand it gives one digit more. It is used for this very reason: Nix writes JSON so, and the text
/// of a number is part of the hash of what is built from it.
enum ShortFloat {
  /// The digits of a positive number and the place of the decimal point before or behind them:
  /// 0.0125 is ("125", -1).
  static func digits(of value: Double) -> (digits: [UInt8], point: Int) {
    let bounds = Bounds(of: value)
    let power = CachedPower.bringing(exponent: bounds.upper.exponent)
    let value = bounds.value.times(power.number)
    // Products are off by one at most, so the interval is made smaller by one at each end.
    let lower = bounds.lower.times(power.number).significand + 1
    let upper = bounds.upper.times(power.number)
    var generator = Generator(
      upper: upper.significand - 1, exponent: upper.exponent, lower: lower,
      value: value.significand)
    let shift = generator.run()
    return (generator.digits, generator.digits.count + shift - power.decimal)
  }

  /// `significand * 2^exponent`.
  private struct Binary {
    var significand: UInt64
    var exponent: Int

    /// The same number with the highest bit set.
    var normalized: Binary {
      let shift = significand.leadingZeroBitCount
      return Binary(significand: significand << shift, exponent: exponent - shift)
    }

    /// The upper 64 bits of the product, rounded half up.
    func times(_ other: Binary) -> Binary {
      let (high, low) = significand.multipliedFullWidth(by: other.significand)
      return Binary(significand: high + (low >> 63), exponent: exponent + other.exponent + 64)
    }
  }

  /// A number and the ends of the interval that reads back as it, all with one exponent.
  private struct Bounds {
    let lower: Binary
    let value: Binary
    let upper: Binary

    init(of number: Double) {
      let fraction = number.significandBitPattern
      let isNormal = number.isNormal
      let value = Binary(
        significand: isNormal ? fraction | 1 << 52 : fraction,
        exponent: max(Int(number.exponentBitPattern), 1) - 1075)
      // At a power of two the neighbour below is half as far away.
      let isLowerCloser = fraction == 0 && number.exponentBitPattern > 1
      let below =
        isLowerCloser
        ? Binary(significand: 4 * value.significand - 1, exponent: value.exponent - 2)
        : Binary(significand: 2 * value.significand - 1, exponent: value.exponent - 1)
      let above = Binary(significand: 2 * value.significand + 1, exponent: value.exponent - 1)
      upper = above.normalized
      lower = Binary(
        significand: below.significand << (below.exponent - upper.exponent),
        exponent: upper.exponent)
      self.value = value.normalized
    }
  }

  /// Writes the digits of the upper end until what is left out is smaller than the interval, then
  /// brings the last digit closer to the number.
  private struct Generator {
    /// The scaled upper end.
    let upper: UInt64
    /// Of all numbers here; from -60 to -32.
    let exponent: Int
    /// How far the ends, and the upper end and the number, are from each other.
    var width: UInt64
    var distance: UInt64
    private(set) var digits: [UInt8] = []

    init(upper: UInt64, exponent: Int, lower: UInt64, value: UInt64) {
      self.upper = upper
      self.exponent = exponent
      width = upper - lower
      distance = upper - value
      digits.reserveCapacity(17)
    }

    /// Returns the power of ten of the last digit.
    mutating func run() -> Int {
      let one = UInt64(1) << -exponent
      var whole = upper / one
      var rest = upper % one
      var power: UInt64 = 1
      var count = 1
      while whole / power >= 10 {
        power *= 10
        count += 1
      }
      while count > 0 {
        append(whole / power)
        whole %= power
        count -= 1
        let left = whole * one + rest
        if left <= width {
          round(left: left, unit: power * one)
          return count
        }
        power /= 10
      }
      while true {
        rest *= 10
        append(rest / one)
        rest %= one
        count -= 1
        width *= 10
        distance *= 10
        if rest <= width {
          round(left: rest, unit: one)
          return count
        }
      }
    }

    private mutating func append(_ digit: UInt64) {
      digits.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
    }

    /// Lowers the last digit while that comes closer to the number and stays in the interval.
    private mutating func round(left: UInt64, unit: UInt64) {
      var left = left
      while left < distance, width - left >= unit,
        left + unit < distance || distance - left > left + unit - distance
      {
        digits[digits.count - 1] -= 1
        left += unit
      }
    }
  }

  /// A power of ten, to 64 bits.
  private struct CachedPower {
    let number: Binary
    let decimal: Int

    /// The power that brings a number with this exponent near 2^-60 to 2^-32, where the part before
    /// the point fits in 32 bits.
    static func bringing(exponent: Int) -> CachedPower {
      let wanted = -61 - exponent
      // log10 2, in 2^-18.
      let tens = wanted * 78913 / (1 << 18) + (wanted > 0 ? 1 : 0)
      let index = (tens - first + step - 1) / step
      let decimal = first + index * step
      // The exponent of the highest bit, by log2 10 in 2^-16; exact for the whole table.
      let binary = ((decimal * 217706) >> 16) - 63
      return CachedPower(
        number: Binary(significand: significands[index], exponent: binary), decimal: decimal)
    }

    private static let first = -300
    private static let step = 8

    /// The significands of 10^-300, 10^-292, … 10^324, rounded to nearest.
    private static let significands: [UInt64] = [
      0xab70fe17c79ac6ca, 0xff77b1fcbebcdc4f, 0xbe5691ef416bd60c, 0x8dd01fad907ffc3c,
      0xd3515c2831559a83, 0x9d71ac8fada6c9b5, 0xea9c227723ee8bcb, 0xaecc49914078536d,
      0x823c12795db6ce57, 0xc21094364dfb5637, 0x9096ea6f3848984f, 0xd77485cb25823ac7,
      0xa086cfcd97bf97f4, 0xef340a98172aace5, 0xb23867fb2a35b28e, 0x84c8d4dfd2c63f3b,
      0xc5dd44271ad3cdba, 0x936b9fcebb25c996, 0xdbac6c247d62a584, 0xa3ab66580d5fdaf6,
      0xf3e2f893dec3f126, 0xb5b5ada8aaff80b8, 0x87625f056c7c4a8b, 0xc9bcff6034c13053,
      0x964e858c91ba2655, 0xdff9772470297ebd, 0xa6dfbd9fb8e5b88f, 0xf8a95fcf88747d94,
      0xb94470938fa89bcf, 0x8a08f0f8bf0f156b, 0xcdb02555653131b6, 0x993fe2c6d07b7fac,
      0xe45c10c42a2b3b06, 0xaa242499697392d3, 0xfd87b5f28300ca0e, 0xbce5086492111aeb,
      0x8cbccc096f5088cc, 0xd1b71758e219652c, 0x9c40000000000000, 0xe8d4a51000000000,
      0xad78ebc5ac620000, 0x813f3978f8940984, 0xc097ce7bc90715b3, 0x8f7e32ce7bea5c70,
      0xd5d238a4abe98068, 0x9f4f2726179a2245, 0xed63a231d4c4fb27, 0xb0de65388cc8ada8,
      0x83c7088e1aab65db, 0xc45d1df942711d9a, 0x924d692ca61be758, 0xda01ee641a708dea,
      0xa26da3999aef774a, 0xf209787bb47d6b85, 0xb454e4a179dd1877, 0x865b86925b9bc5c2,
      0xc83553c5c8965d3d, 0x952ab45cfa97a0b3, 0xde469fbd99a05fe3, 0xa59bc234db398c25,
      0xf6c69a72a3989f5c, 0xb7dcbf5354e9bece, 0x88fcf317f22241e2, 0xcc20ce9bd35c78a5,
      0x98165af37b2153df, 0xe2a0b5dc971f303a, 0xa8d9d1535ce3b396, 0xfb9b7cd9a4a7443c,
      0xbb764c4ca7a44410, 0x8bab8eefb6409c1a, 0xd01fef10a657842c, 0x9b10a4e5e9913129,
      0xe7109bfba19c0c9d, 0xac2820d9623bf429, 0x80444b5e7aa7cf85, 0xbf21e44003acdd2d,
      0x8e679c2f5e44ff8f, 0xd433179d9c8cb841, 0x9e19db92b4e31ba9,
    ]
  }
}
