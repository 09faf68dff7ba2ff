/// Groups of digits with what divides them, such as `555-0142` or `+41 (0)69 979 80 58`.
struct DigitRun {
  enum Divider: UInt8 {
    case none, dash, dot, slash, space
    /// A parenthesis, with or without a space.
    case parenthesis
  }

  static let limit = 10
  private(set) var count = 0
  private(set) var starts = [10 of Int](repeating: 0)
  private(set) var ends = [10 of Int](repeating: 0)
  /// What stands before each group.
  private(set) var dividers = [10 of Divider](repeating: .none)
  private(set) var hasPlus = false
  /// Where it begins, a `+` or `(` included.
  let start: Int

  /// Reads from a digit, a `+` or a `(`.
  init(_ bytes: [UInt8], at start: Int) {
    self.start = start
    var position = start
    if position < bytes.count, bytes[position] == UInt8(ascii: "+") {
      hasPlus = true
      position += 1
    }
    var divider = Divider.none
    if position < bytes.count, bytes[position] == UInt8(ascii: "(") {
      divider = .parenthesis
      position += 1
    }
    while count < Self.limit, position < bytes.count, bytes[position] &- 0x30 < 10 {
      starts[count] = position
      // No number that is looked for is longer.
      while position < bytes.count, bytes[position] &- 0x30 < 10, position - starts[count] < 40 {
        position += 1
      }
      ends[count] = position
      dividers[count] = divider
      count += 1
      var next = position
      divider = .none
      while next < bytes.count, next - position < 3, let kind = Self.divider(bytes[next]) {
        if divider == .none || divider == .space || kind == .parenthesis { divider = kind }
        next += 1
      }
      // Wider gaps stand between the columns of a table.
      if divider == .space, next - position > 1 { break }
      guard next > position, next < bytes.count, bytes[next] &- 0x30 < 10 else { break }
      position = next
    }
  }

  private static func divider(_ byte: UInt8) -> Divider? {
    switch byte {
    case UInt8(ascii: "-"): .dash
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: "/"): .slash
    case UInt8(ascii: " "): .space
    case UInt8(ascii: "("), UInt8(ascii: ")"): .parenthesis
    default: nil
    }
  }

  func length(_ group: Int) -> Int { ends[group] - starts[group] }

  /// Whether the first groups have these lengths.
  func hasLengths(_ lengths: Int...) -> Bool {
    guard count >= lengths.count else { return false }
    return lengths.indices.allSatisfy { length($0) == lengths[$0] }
  }

  /// Whether the groups from the second to this count are all divided so.
  func isDivided(by divider: Divider, through groups: Int) -> Bool {
    (1..<groups).allSatisfy { dividers[$0] == divider }
  }

  /// Digits in the first groups.
  func digits(in groups: Int) -> Int { (0..<groups).reduce(0) { $0 + length($1) } }

  func value(_ group: Int, in bytes: [UInt8]) -> Int {
    guard length(group) <= 9 else { return .max }
    return (starts[group]..<ends[group]).reduce(0) { $0 * 10 + Int(bytes[$1] &- 0x30) }
  }

  /// Whether the group is cut off from what comes next: no digit follows behind the same divider.
  func endsClosed(at groups: Int) -> Bool {
    guard groups < count else { return true }
    switch dividers[groups] {
    case .dash, .dot, .slash: return false
    case .none, .space, .parenthesis: return true
    }
  }
}
