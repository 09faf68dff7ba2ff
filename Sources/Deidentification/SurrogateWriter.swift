import SourceText

/// Makes surrogates that look like what they stand for, each original always the same one.
struct SurrogateWriter {
  var random: SurrogateRandom
  /// Days by which all dates of the text are moved.
  private let dateShift: Int
  private let lists = WordLists.shared
  private let cues = CueTable.shared
  /// Hashes of the words of the text, which no surrogate word may be.
  private let wordsOfText: Set<UInt32>
  /// What must not come out, in small letters.
  private let originals: Set<[UInt8]>
  private var taken: Set<[UInt8]> = []
  private var known: [[UInt8]: [UInt8]] = [:]
  private var nameWords: [UInt32: [UInt8]] = [:]
  private var usedNameWords: Set<[UInt8]> = []
  private var opaqueCount = 0

  /// So often another surrogate is tried where one is taken.
  private static let attempts = 24

  init(
    _ seed: SurrogateSeed, wordsOfText: Set<UInt32>, originals: [(IdentifierType, [UInt8])]
  ) {
    random = SurrogateRandom(seed)
    self.wordsOfText = wordsOfText
    let folded = Set(originals.map { Self.folded($0.1) })
    self.originals = folded
    dateShift = Self.shift(
      &random, dates: originals.filter { $0.0 == .date }.map(\.1), originals: folded)
  }

  /// The most days that dates are moved by.
  private static let longestShift = 365

  /// A number of days that moves no date onto another of the text.
  private static func shift(
    _ random: inout SurrogateRandom, dates: [[UInt8]], originals: Set<[UInt8]>
  ) -> Int {
    var shift = 1
    for _ in 0..<16 {
      let days = random.below(longestShift) + 1
      shift = random.below(2) == 0 ? days : -days
      let isFree = dates.allSatisfy { date in
        guard let moved = SurrogateDates.moved(date[...], by: shift) else { return true }
        return !originals.contains(folded(moved))
      }
      if isFree { break }
    }
    return shift
  }

  /// The surrogate of an original; the same for the same original.
  mutating func surrogate(for original: [UInt8], _ type: IdentifierType) -> [UInt8] {
    let key = Array(type.rawValue.utf8) + [0] + original
    if let known = known[key] { return known }
    for _ in 0..<Self.attempts {
      let candidate = candidate(for: original, type)
      if take(candidate) {
        known[key] = candidate
        return candidate
      }
    }
    while true {
      opaqueCount += 1
      let label = Array("[\(type.rawValue)-\(opaqueCount)]".utf8)
      if take(label) {
        known[key] = label
        return label
      }
    }
  }

  private mutating func take(_ candidate: [UInt8]) -> Bool {
    !originals.contains(Self.folded(candidate)) && taken.insert(candidate).inserted
  }

  private static func folded(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
  }

  private mutating func candidate(for original: [UInt8], _ type: IdentifierType) -> [UInt8] {
    switch type {
    case .name: name(original)
    case .date: SurrogateDates.moved(original[...], by: dateShift) ?? scrambled(original)
    case .age: age(original)
    case .address: address(original)
    case .location: location(original)
    case .phone, .fax: telephone(original)
    case .email, .url: networkName(original)
    case .ip: networkAddress(original)
    case .socialSecurity: unassigned(original)
    case .creditCard: invalidCard(original)
    case .zip, .medicalRecord, .healthPlan, .account, .license, .vehicle, .device, .biometric,
      .bank, .other:
      scrambled(original)
    }
  }
}

// Numbers and codes.
extension SurrogateWriter {
  /// Another digit for each digit, another letter for each letter; the rest stays.
  private mutating func scrambled(_ original: [UInt8], keepingLetters: Bool = false) -> [UInt8] {
    var isFirstDigit = true
    var result: [UInt8] = []
    result.reserveCapacity(original.count)
    for byte in original {
      switch byte {
      case 0x30...0x39:
        // No leading zero comes or goes, so that numbers stay as long as they are.
        result.append(
          isFirstDigit && byte != 0x30
            ? 0x31 + UInt8(random.below(9)) : isFirstDigit ? byte : 0x30 + UInt8(random.below(10)))
        isFirstDigit = false
      case 0x41...0x5A: result.append(keepingLetters ? byte : 0x41 + UInt8(random.below(26)))
      case 0x61...0x7A: result.append(keepingLetters ? byte : 0x61 + UInt8(random.below(26)))
      // One letter for each scalar beyond ASCII.
      case 0x80...0xBF: continue
      case 0xC0...0xFF: result.append(0x61 + UInt8(random.below(26)))
      default: result.append(byte)
      }
    }
    return result
  }

  /// Numbers that were never given out as social security numbers begin with 9 (SSA, 2011).
  private mutating func unassigned(_ original: [UInt8]) -> [UInt8] {
    var result = scrambled(original)
    if let first = result.firstIndex(where: { $0 &- 0x30 < 10 }) { result[first] = 0x39 }
    return result
  }

  private mutating func invalidCard(_ original: [UInt8]) -> [UInt8] {
    var result = scrambled(original)
    if CheckDigits.isLuhn(result[...]),
      let last = result.lastIndex(where: { $0 &- 0x30 < 10 })
    {
      result[last] = 0x30 + (result[last] &- 0x30 + 1) % 10
    }
    return result
  }

  /// In North America numbers from 555-0100 to 555-0199 are kept free (ATIS-0300115).
  private mutating func telephone(_ original: [UInt8]) -> [UInt8] {
    var result = scrambled(original)
    let digits = result.indices.filter { result[$0] &- 0x30 < 10 }
    guard digits.count == 10 || digits.count == 7 || digits.count == 11 && result[digits[0]] == 0x31
    else { return result }
    let reserved: [UInt8] = [0x35, 0x35, 0x35, 0x30, 0x31]
    for (place, digit) in zip(digits.suffix(7), reserved) { result[place] = digit }
    return result
  }

  /// Another age of as many digits over 89.
  private mutating func age(_ original: [UInt8]) -> [UInt8] {
    let isLong = original.count > 2
    return Array(String(isLong ? 100 + random.below(20) : 90 + random.below(10)).utf8)
  }

  /// Letters and digits change; scheme, `www` and the last label stay.
  private mutating func networkName(_ original: [UInt8]) -> [UInt8] {
    let pieces = TextPiece.pieces(of: original[...])
    let host = hostEnd(pieces)
    var result: [UInt8] = []
    for (place, piece) in pieces.enumerated() {
      let isKept =
        place == host
        || piece.kind == .letters && place < 2
          && cues[piece.hash].contains(.scheme)
        || piece.kind == .letters && cues[piece.hash].contains(.scheme) && place < 4
      result += isKept || piece.kind == .other ? piece.bytes : scrambled(piece.bytes)
    }
    return result
  }

  /// The piece that is the last label of the host.
  private func hostEnd(_ pieces: [TextPiece]) -> Int {
    var last = -1
    for (place, piece) in pieces.enumerated() {
      if piece.kind == .other {
        if place > 1, piece.bytes.first == UInt8(ascii: "/") { break }
      } else if piece.kind == .letters, place > 0,
        pieces[place - 1].bytes.last == UInt8(ascii: ".")
      {
        last = place
      }
    }
    return last
  }

  private mutating func networkAddress(_ original: [UInt8]) -> [UInt8] {
    TextPiece.pieces(of: original[...]).flatMap { piece -> [UInt8] in
      guard piece.kind == .digits else { return piece.bytes }
      let number =
        switch piece.bytes.count {
        case 1: 1 + random.below(9)
        case 2: 10 + random.below(90)
        default: 100 + random.below(155)
        }
      return Array(String(number).utf8)
    }
  }
}

// Names and places.
extension SurrogateWriter {
  private mutating func name(_ original: [UInt8]) -> [UInt8] {
    TextPiece.pieces(of: original[...]).flatMap { piece -> [UInt8] in
      switch piece.kind {
      case .other: piece.bytes
      case .digits: scrambled(piece.bytes)
      case .letters:
        // `van der`, `Jr`, `MD` stay.
        !cues[piece.hash].isDisjoint(with: [.particle, .credential]) && piece.bytes.count > 1
          ? piece.bytes : nameWord(piece)
      }
    }
  }

  /// Another name of about the same length, of the same sex where that is known; the same for the
  /// same word.
  private mutating func nameWord(_ piece: TextPiece) -> [UInt8] {
    let hash = piece.hash
    if let known = nameWords[hash] { return piece.written(known) }
    let word: [UInt8]
    if piece.bytes.count == 1 {
      let letter = piece.bytes[0]
      let offset = (Int(letter | 0x20) - 0x61 + 1 + random.below(25)) % 26
      word = [0x41 + UInt8(truncatingIfNeeded: max(0, offset))]
    } else {
      word = listedName(like: piece)
      usedNameWords.insert(word)
    }
    nameWords[hash] = word
    return piece.written(word)
  }

  private mutating func listedName(like piece: TextPiece) -> [UInt8] {
    let traits = lists[piece.hash]
    let wanted: UInt8
    if traits.contains(.male) {
      wanted = UInt8(ascii: "m")
    } else if traits.contains(.female) {
      wanted = UInt8(ascii: "f")
    } else {
      wanted = UInt8(ascii: "l")
    }
    return listed(.names, like: piece.bytes.count) { kinds in
      kinds.first == wanted || wanted == UInt8(ascii: "l") && kinds.contains(wanted)
    }
  }

  /// A row of the list at random, of about this length, whose word the text does not have; its word.
  private mutating func listed(
    _ list: EmbeddedNames, like length: Int, where fits: (ArraySlice<UInt8>) -> Bool
  ) -> [UInt8] {
    // What lies far from every name's length is met halfway.
    let length = min(max(length, 4), 11)
    var slack = 1
    // A text with more names than that is no note.
    for attempt in 0..<(usedNameWords.count < 1000 ? 2000 : 0) {
      if attempt % 100 == 99 { slack += 1 }
      let (word, kinds) = list.row(random.below(list.byteCount))
      guard abs(word.count - length) <= slack, !word.isEmpty, fits(kinds),
        kinds.last != UInt8(ascii: "~"),
        word.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 == 0x20 }),
        !wordsOfText.contains(WordHash.of(word)), !usedNameWords.contains(word)
      else { continue }
      return word
    }
    return (0..<length).map {
      $0 == 0 ? 0x41 + UInt8(random.below(26)) : 0x61 + UInt8(random.below(26))
    }
  }

  private mutating func address(_ original: [UInt8]) -> [UInt8] {
    TextPiece.pieces(of: original[...]).flatMap { piece -> [UInt8] in
      guard piece.kind == .letters else { return scrambled(piece.bytes) }
      let cue = cues[piece.hash]
      if piece.isAllCapital, piece.bytes.count == 2, cue.contains(.stateCode) {
        return state(piece)
      }
      let isKept = !cue.isDisjoint(with: [.streetSuffix, .unit, .postBox, .direction, .particle])
      // `the corner of … and …`
      if isKept || piece.isSmall && lists[piece.hash].contains(.english) { return piece.bytes }
      return nameWord(piece)
    }
  }

  /// The words before a comma become another city; state and ZIP code follow suit.
  private mutating func location(_ original: [UInt8]) -> [UInt8] {
    let end = original.firstIndex(of: UInt8(ascii: ",")) ?? original.endIndex
    let head = TextPiece(kind: .letters, bytes: Array(original[..<end]))
    let city = listed(.places, like: head.bytes.count) { $0.first == UInt8(ascii: "c") }
    let tail = TextPiece.pieces(of: original[end...]).flatMap { piece -> [UInt8] in
      guard piece.kind == .letters else { return scrambled(piece.bytes) }
      return piece.bytes.count == 2 ? state(piece) : nameWord(piece)
    }
    return head.written(city) + tail
  }

  private mutating func state(_ piece: TextPiece) -> [UInt8] {
    let codes = Self.states
    var code = codes[random.below(codes.count)]
    if code == piece.bytes { code = codes[(random.below(codes.count - 1) + 1) % codes.count] }
    return piece.written(code)
  }

  /// The first of the codes of USPS Publication 28, appendix B.
  private static let states =
    "AL AK AZ AR CA CO CT FL GA ID IL IA KS KY MN MO MT NE NV NJ NM OH OK TN UT VA WI WY"
    .split(separator: " ").map { Array($0.utf8) }
}

extension EmbeddedNames {
  /// The word and the letters behind it in the row around the byte.
  fileprivate func row(_ byte: Int) -> (word: [UInt8], kinds: ArraySlice<UInt8>) {
    read { list in
      var start = max(Self.firstRow(of: list), byte)
      while start > 0, list[start - 1] != 0x0A { start -= 1 }
      var end = start
      while end < list.count, list[end] != 0x0A { end += 1 }
      let row = (start..<end).map { list[$0] }
      let tab = row.firstIndex(of: 0x09) ?? row.count
      return (Array(row[..<tab]), row[min(tab + 1, row.count)...])
    }
  }

  fileprivate var byteCount: Int { read { $0.count } }
}
