/// What is known of the text that a part of a pattern matches.
enum PatternPart {
  typealias Need = PatternPrefilter.Need

  /// It is one of these, in symbols of `TrigramSet` and `edge`; none: it never matches.
  case exact([[UInt8]])
  /// Unknown text, in a match that needs this.
  case open(Need)

  /// A place between characters where a word begins or ends (`\b`).
  static let edge: UInt8 = 30
  /// How many exact strings are followed.
  private static let mostStrings = 48
  /// How often a string is repeated before the repetition is unknown.
  private static let mostRepetitions = 4

  /// Parts in a row: strings are put together while they are few.
  struct Chain {
    private var strings: [[UInt8]] = [[]]
    private var needs: [Need] = []
    private var isOpen = false

    mutating func append(_ part: PatternPart) {
      switch part {
      case .exact(let others) where others.count == 1:
        for index in strings.indices { strings[index] += others[0] }
      case .exact(let others):
        if strings.count * others.count > PatternPart.mostStrings {
          close()
          strings = others
        } else {
          strings = strings.flatMap { string in others.map { string + $0 } }
        }
      case .open(let need):
        close()
        needs.append(need)
        strings = [[]]
      }
    }

    /// One character more.
    mutating func append(_ symbol: UInt8) {
      for index in strings.indices { strings[index].append(symbol) }
    }

    private mutating func close() {
      isOpen = true
      needs.append(PatternPart.literals(strings))
    }

    var part: PatternPart {
      isOpen ? .open(.all(of: needs + [PatternPart.literals(strings)])) : .exact(strings)
    }
  }

  /// One of the parts.
  static func choice(of parts: [Self]) -> Self {
    var strings: [[UInt8]] = []
    for part in parts {
      guard case .exact(let others) = part else { return .open(.any(of: parts.map(\.need))) }
      strings += others
    }
    return strings.count <= mostStrings ? .exact(strings) : .open(literals(strings))
  }

  /// The part so often in a row; nil: as often as may be.
  func repeated(least: Int, most: Int?) -> Self {
    switch self {
    case .exact(let strings):
      // A run of gaps is one gap.
      if strings == [[TrigramSet.Symbol.gap]] {
        return .exact(least == 0 ? [[], strings[0]] : strings)
      }
      if least == 1 && most == 1 { return self }
      if least == 0 && most == 1 { return .exact(strings + [[]]) }
      if least == most, strings.count == 1, (2...Self.mostRepetitions).contains(least) {
        return .exact([(0..<least).flatMap { _ in strings[0] }])
      }
      return .open(least == 0 ? .nothing : Self.literals(strings))
    case .open(let need): return .open(least == 0 ? .nothing : need)
    }
  }

  /// What a match needs.
  var need: Need {
    switch self {
    case .exact(let strings): Self.literals(strings)
    case .open(let need): need
    }
  }

  private static func literals(_ strings: [[UInt8]]) -> Need {
    var needs: [Need] = []
    for string in strings {
      let plain = withoutEdges(string)
      if plain.count < 3 { return .nothing }
      needs.append(.literal(plain))
    }
    return .any(of: needs)
  }

  /// With the gap that an edge of a word stands for at the beginning and the end, and runs of gaps as
  /// one, as in a `TrigramSet`.
  private static func withoutEdges(_ string: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    for (index, symbol) in string.enumerated() {
      guard symbol == edge else {
        if symbol != TrigramSet.Symbol.gap || plain.last != TrigramSet.Symbol.gap {
          plain.append(symbol)
        }
        continue
      }
      // Beside a letter of a word, an edge at an end of the string has a gap on its other side.
      let following = string[(index + 1)...].first { $0 != edge }
      let isInner = !plain.isEmpty && following != nil
      if !isInner, (following ?? plain.last ?? TrigramSet.Symbol.gap) != TrigramSet.Symbol.gap,
        plain.last != TrigramSet.Symbol.gap
      {
        plain.append(TrigramSet.Symbol.gap)
      }
    }
    return plain
  }
}
