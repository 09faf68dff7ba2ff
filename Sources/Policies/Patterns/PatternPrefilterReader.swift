/// Reads a PCRE2 pattern for what its matches must hold (the rules of Cox's `FilteredRE2`, 2010): exact
/// strings while there are few, and conditions on literals where they end.
///
/// It knows the syntax that policies use (pcre2pattern(3)); at anything else it stops, and the pattern
/// has no prefilter.
struct PatternPrefilterReader {
  private typealias Part = PatternPart

  /// How many symbols a class of characters may stand for before it is unknown.
  private static let mostSymbols = 6

  private struct Unsupported: Error {}

  private let bytes: [UInt8]
  private var index = 0
  private var ignoresSpace = false
  private var depth = 0
  /// `(?x)` and its like at the very beginning, which hold for all alternatives.
  private var commonFlags: ArraySlice<UInt8> = []
  /// Whether a verb was read that says where to go on.
  private var directsBacktracking = false

  private init(_ pattern: [UInt8]) { bytes = pattern }

  /// One of the alternatives at the outermost level.
  struct Alternative {
    /// It as a pattern of its own.
    let pattern: [UInt8]
    let need: PatternPrefilter.Need
  }

  /// The alternatives of the pattern, each of which matches by itself wherever the pattern matches by
  /// it; nil where that cannot be said. Those that never match are left out.
  static func alternatives(of pattern: [UInt8]) -> [Alternative]? {
    var reader = Self(pattern)
    // reason: what cannot be read has no alternatives that could be told
    return try? reader.outermost()
  }

  private mutating func outermost() throws(Unsupported) -> [Alternative] {
    var found: [Alternative] = []
    repeat {
      let start = index
      directsBacktracking = false
      let need = try sequence().need
      if case .impossible = need { continue }
      // Where an alternative moves on, others may be passed over which it alone would meet.
      guard !directsBacktracking else { throw Unsupported() }
      let flags = start == 0 ? [] : Array(commonFlags)
      found.append(Alternative(pattern: flags + bytes[start..<index], need: need))
    } while take("|")
    guard index == bytes.count else { throw Unsupported() }
    return found
  }

  // MARK: Syntax

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ byte: Character) -> Bool {
    guard next == byte.asciiValue else { return false }
    index += 1
    return true
  }

  /// Up to the end of the group or pattern.
  private mutating func alternatives() throws(Unsupported) -> Part {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Int(PatternLimits.nesting) + 1 else { throw Unsupported() }
    // Flags that are set within a group end with it.
    let outerIgnoresSpace = ignoresSpace
    defer { ignoresSpace = outerIgnoresSpace }
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return Part.choice(of: parts)
  }

  private mutating func sequence() throws(Unsupported) -> Part {
    var chain = PatternPart.Chain()
    while let byte = next, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      if ignoresSpace, skipSpace() { continue }
      // A letter that no quantifier follows: most of a pattern.
      if isLetter(byte), index + 1 < bytes.count, isLetter(bytes[index + 1]) {
        chain.append(TrigramSet.symbol(ofASCII: byte))
        index += 1
        continue
      }
      guard let part = try atom() else { continue }
      chain.append(try repeated(part))
    }
    return chain.part
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// White space or a comment of the free-spacing form.
  private mutating func skipSpace() -> Bool {
    guard let byte = next else { return false }
    if byte == UInt8(ascii: "#") {
      while let byte = next, byte != UInt8(ascii: "\n") { _ = byte; index += 1 }
      return true
    }
    guard byte == 0x20 || (0x09...0x0D).contains(byte) else { return false }
    index += 1
    return true
  }

  /// One thing that can be repeated; nil for a setting.
  private mutating func atom() throws(Unsupported) -> Part? {
    guard let byte = next else { throw Unsupported() }
    switch byte {
    case UInt8(ascii: "("): return try group()
    case UInt8(ascii: "["): return try characterClass()
    case UInt8(ascii: "\\"): return try escape()
    case UInt8(ascii: "."):
      index += 1
      return .open(.nothing)
    case UInt8(ascii: "^"), UInt8(ascii: "$"):
      index += 1
      return .exact([[]])
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      throw Unsupported()
    default:
      return .exact(try symbol().map { [[$0]] } ?? [])
    }
  }

  /// The symbol of the character here; nil for one that no text with a `TrigramSet` holds.
  private mutating func symbol() throws(Unsupported) -> UInt8? {
    if let (symbol, length) = TrigramSet.symbol(of: bytes, at: index) {
      index += length
      return symbol
    }
    index += 1
    while let byte = next, byte & 0xC0 == 0x80 { index += 1 }
    return nil
  }

  private mutating func group() throws(Unsupported) -> Part? {
    index += 1
    if take("*") { return try verb() }
    var isLook = false
    if take("?") {
      if take(":") || take(">") {
        // As it stands.
      } else if take("=") || take("!") {
        isLook = true
      } else if take("<") {
        isLook = take("=") || take("!")
        if !isLook { try skipName(until: UInt8(ascii: ">")) }
      } else if take("P") {
        guard take("<") else { throw Unsupported() }
        try skipName(until: UInt8(ascii: ">"))
      } else {
        guard try flags() else { return nil }
      }
    }
    let part = try alternatives()
    guard take(")") else { throw Unsupported() }
    // What is looked at is not taken: it says nothing of the text around.
    return isLook ? .exact([[]]) : part
  }

  private mutating func skipName(until end: UInt8) throws(Unsupported) {
    while let byte = next, byte != end { _ = byte; index += 1 }
    guard next == end else { throw Unsupported() }
    index += 1
  }

  /// `(?x)` and its like, which hold to the end of the group around, and `(?x:…)`: whether a group
  /// follows.
  private mutating func flags() throws(Unsupported) -> Bool {
    let start = index - 2
    // Elsewhere in an alternative they would hold for those behind it.
    guard depth > 0 || start == 0 else { throw Unsupported() }
    var isOn = true
    while let byte = next {
      index += 1
      switch byte {
      case UInt8(ascii: "x"): ignoresSpace = isOn
      case UInt8(ascii: "i"), UInt8(ascii: "s"), UInt8(ascii: "m"): break
      case UInt8(ascii: "-"): isOn = false
      case UInt8(ascii: ")"):
        if start == 0 { commonFlags = bytes[..<index] }
        return false
      // Its flags would have to end with it.
      default: throw Unsupported()
      }
    }
    throw Unsupported()
  }

  /// `(*F)` and the verbs that direct backtracking.
  private mutating func verb() throws(Unsupported) -> Part {
    let start = index
    while let byte = next, byte != UInt8(ascii: ")") { _ = byte; index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    guard take(")") else { throw Unsupported() }
    switch name {
    case "F", "FAIL": return .exact([])
    case "SKIP", "PRUNE", "COMMIT", "THEN":
      directsBacktracking = true
      return .exact([[]])
    default: throw Unsupported()
    }
  }

  private mutating func escape() throws(Unsupported) -> Part {
    index += 1
    guard let byte = next else { throw Unsupported() }
    index += 1
    switch byte {
    case UInt8(ascii: "b"): return .exact([[Part.edge]])
    case UInt8(ascii: "B"), UInt8(ascii: "K"), UInt8(ascii: "A"), UInt8(ascii: "z"),
      UInt8(ascii: "Z"):
      return .exact([[]])
    case UInt8(ascii: "d"): return .exact([[TrigramSet.Symbol.digit]])
    case UInt8(ascii: "s"), UInt8(ascii: "h"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"), UInt8(ascii: "R"), UInt8(ascii: "W"):
      return .exact([[TrigramSet.Symbol.gap]])
    case UInt8(ascii: "w"), UInt8(ascii: "S"), UInt8(ascii: "D"), UInt8(ascii: "N"):
      return .open(.nothing)
    default:
      // A letter or digit would have a meaning of its own; a group that is referred to is in no
      // alternative alone.
      guard byte < 0x80, TrigramSet.symbol(ofASCII: byte) == TrigramSet.Symbol.gap else {
        throw Unsupported()
      }
      return .exact([[TrigramSet.Symbol.gap]])
    }
  }

  private mutating func characterClass() throws(Unsupported) -> Part {
    index += 1
    var isKnown = !take("^")
    var symbols: Set<UInt8> = []
    var isFirst = true
    while let byte = next {
      if byte == UInt8(ascii: "]") && !isFirst {
        index += 1
        guard isKnown, symbols.count <= Self.mostSymbols else { return .open(.nothing) }
        return .exact(symbols.sorted().map { [$0] })
      }
      isFirst = false
      if byte == UInt8(ascii: "[") { throw Unsupported() }
      if byte == UInt8(ascii: "\\") {
        guard try classEscape(into: &symbols) else {
          isKnown = false
          continue
        }
      } else if let symbol = try symbol() {
        symbols.insert(symbol)
      }
      // A range, unless the hyphen is the last.
      if next == UInt8(ascii: "-"), index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: "]") {
        isKnown = false
      }
    }
    throw Unsupported()
  }

  /// Whether it is known what the escape stands for.
  private mutating func classEscape(into symbols: inout Set<UInt8>) throws(Unsupported) -> Bool {
    guard index + 1 < bytes.count else { throw Unsupported() }
    let byte = bytes[index + 1]
    switch byte {
    case UInt8(ascii: "b"):
      index += 2
      symbols.insert(TrigramSet.Symbol.gap)
      return true
    default:
      switch try escape() {
      case .exact(let strings):
        guard let only = strings.first, only.count == 1 else { throw Unsupported() }
        symbols.insert(only[0])
        return true
      case .open: return false
      }
    }
  }

  /// The part with the quantifier that follows it.
  private mutating func repeated(_ part: Part) throws(Unsupported) -> Part {
    if ignoresSpace { while skipSpace() {} }
    var least = 1
    var most: Int? = 1
    if take("?") {
      least = 0
    } else if take("*") {
      (least, most) = (0, nil)
    } else if take("+") {
      most = nil
    } else if next == UInt8(ascii: "{"), let bounds = bounds() {
      (least, most) = bounds
    } else {
      return part
    }
    // Greed and possession change which match is found, not whether there is one.
    _ = take("?") || take("+")
    guard next != UInt8(ascii: "?"), next != UInt8(ascii: "+"), next != UInt8(ascii: "*") else {
      throw Unsupported()
    }
    return part.repeated(least: least, most: most)
  }

  /// `{2}`, `{2,}`, `{2,3}` and `{,3}`; nil where the brace stands for itself.
  private mutating func bounds() -> (Int, Int?)? {
    var position = index + 1
    var numbers: [Int?] = [nil]
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let value = (numbers[numbers.count - 1] ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
        guard value <= 65_535 else { return nil }
        numbers[numbers.count - 1] = value
      case UInt8(ascii: ",") where numbers.count == 1: numbers.append(nil)
      case UInt8(ascii: "}"):
        guard numbers.contains(where: { $0 != nil }) else { return nil }
        index = position
        return numbers.count == 1 ? (numbers[0] ?? 0, numbers[0]) : (numbers[0] ?? 0, numbers[1])
      default: return nil
      }
    }
    return nil
  }
}
