import CanonicalJSON

extension JSONWriter {
  /// A finite number with at most six digits after the point; `null` for others.
  mutating func decimal(_ value: Double) { raw(Array(DecimalText.json(value).utf8)) }

  /// A finite number so that the same one is read again.
  mutating func exact(_ value: Double) {
    precondition(value.isFinite, "figures of samples are finite")
    raw(Array("\(value)".utf8))
  }

  mutating func strings(_ name: StaticString, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  mutating func span(_ name: StaticString, _ range: Range<Int>) {
    key(name)
    write(range)
  }

  mutating func spans(_ name: StaticString, _ ranges: [Range<Int>]) {
    key(name)
    beginArray()
    for range in ranges { write(range) }
    endArray()
  }

  private mutating func write(_ range: Range<Int>) {
    beginObject()
    member("start", range.lowerBound)
    member("end", range.upperBound)
    endObject()
  }
}

/// Numbers as text without a locale.
package enum DecimalText {
  /// With so many digits after the point.
  package static func fixed(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let rounded = (abs(value) * scale).rounded()
    guard rounded < 9e15 else { return "\(value)" }
    let whole = Int(rounded)
    let sign = value < 0 && whole > 0 ? "−" : ""
    guard digits > 0 else { return "\(sign)\(whole)" }
    let fraction = String(whole % Int(scale))
    let zeros = String(repeating: "0", count: digits - fraction.utf8.count)
    return "\(sign)\(whole / Int(scale)).\(zeros)\(fraction)"
  }

  /// As JSON has it, without zeros at the end.
  static func json(_ value: Double) -> String {
    guard value.isFinite else { return "null" }
    var text = fixed(value, 6)
    guard text.utf8.contains(UInt8(ascii: ".")) else { return text }
    while text.utf8.last == UInt8(ascii: "0") { text.removeLast() }
    if text.utf8.last == UInt8(ascii: ".") { text.removeLast() }
    return text.hasPrefix("−") ? "-" + text.dropFirst() : text
  }
}
