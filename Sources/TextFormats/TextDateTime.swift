/// A date, a time of day, or both, with or without an offset from UTC: the four kinds of TOML.
package struct TextDateTime: Sendable, Hashable {
  package var date: Day?
  package var time: TimeOfDay?
  /// Minutes east of UTC.
  package var offset: Int?

  /// A day of the proleptic Gregorian calendar.
  package struct Day: Sendable, Hashable {
    package var year: Int
    package var month: Int
    package var day: Int

    package init(year: Int, month: Int, day: Int) {
      self.year = year
      self.month = month
      self.day = day
    }

    /// Whether the calendar has that day.
    package var exists: Bool {
      guard (1...12).contains(month), day >= 1 else { return false }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      return day <= days[month - 1]
    }
  }

  /// A time of day to the nanosecond; second 60 is a leap second.
  package struct TimeOfDay: Sendable, Hashable {
    package var hour: Int
    package var minute: Int
    package var second: Int
    package var nanosecond: Int

    /// Whether a clock can show that time.
    package var exists: Bool {
      (0...23).contains(hour) && (0...59).contains(minute) && (0...60).contains(second)
    }
  }

  /// RFC 3339 text: `T` between the parts, as many digits of the fraction, in groups of three, as
  /// the value needs.
  package var description: String {
    var out = ""
    if let date {
      out += "\(pad(date.year, 4))-\(pad(date.month, 2))-\(pad(date.day, 2))"
    }
    if let time {
      if date != nil { out += "T" }
      out += "\(pad(time.hour, 2)):\(pad(time.minute, 2)):\(pad(time.second, 2))"
      if time.nanosecond % 1000 != 0 {
        out += "." + pad(time.nanosecond, 9)
      } else if time.nanosecond % 1_000_000 != 0 {
        out += "." + pad(time.nanosecond / 1000, 6)
      } else if time.nanosecond != 0 {
        out += "." + pad(time.nanosecond / 1_000_000, 3)
      }
    }
    if let offset {
      let distance = abs(offset)
      out += offset == 0 ? "Z" : "\(offset < 0 ? "-" : "+")\(pad(distance / 60, 2))"
      if offset != 0 { out += ":\(pad(distance % 60, 2))" }
    }
    return out
  }

  private func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
