package import ClinicalLanguage
import SourceText

/// Finds identifiers in one pass over the tokens of a text.
///
/// Every look around a token is bounded, so that the time is linear in the length of the text.
package struct IdentifierReader {
  let text: SourceText
  let bytes: [UInt8]
  let tokens: [Token]
  let lists: WordLists
  let cues: CueTable
  /// Whether names must show by more than a capital letter: in a clinical text an unknown word with
  /// one is more often a drug, a device or an abbreviation.
  let isClinical: Bool
  /// For each token whether it is part of a problem, a drug, a procedure or a measurement.
  let isMedical: [Bool]
  private(set) var found: [Identifier] = []
  /// Capital words that were taken for nothing, to be looked at again when all names are known.
  var leftCapitals: [Int32] = []
  /// The words of accepted names, by hash.
  var nameWords: [UInt32: Identifier.Role] = [:]

  /// The identifiers of a document, in order and apart.
  ///
  /// - Parameter isClinical: whether the text reads as a clinical note; elsewhere a word with a
  ///   capital letter that no dictionary has is taken for a name.
  package static func identifiers(
    in document: ClinicalDocument, isClinical: Bool
  ) -> [Identifier] {
    var reader = IdentifierReader(document, isClinical: isClinical)
    reader.read()
    reader.readKnownNames()
    return reader.found.resolved()
  }

  private init(_ document: ClinicalDocument, isClinical: Bool) {
    text = document.text
    bytes = document.text.bytes
    tokens = document.tokens
    lists = WordLists.shared
    cues = CueTable.shared
    self.isClinical = isClinical
    isMedical = Self.medicalTokens(of: document)
  }

  private static func medicalTokens(of document: ClinicalDocument) -> [Bool] {
    var marks = [Bool](repeating: false, count: document.tokens.count)
    var token = 0
    for fact in document.facts {
      switch fact.kind {
      case .problem, .medication, .allergy, .procedure, .measurement: break
      case .demographic, .date, .concept: continue
      }
      while token < marks.count, document.tokens[token].end <= fact.nameSpan.start { token += 1 }
      var index = token
      while index < marks.count, document.tokens[index].start < fact.nameSpan.end {
        marks[index] = true
        index += 1
      }
    }
    return marks
  }

  private mutating func read() {
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      // Most words begin with a small letter and announce nothing.
      if bytes[Int(token.start)] &- 0x61 < 26, !lists.mayMatter(token.foldedHash) {
        index += 1
        continue
      }
      let next =
        switch token.kind {
        case .number: number(at: index)
        case .word: word(at: index)
        case .punctuation: mark(at: index)
        }
      index = max(index + 1, next)
    }
  }

  /// Reads what begins with a word; the token to go on with.
  private mutating func word(at index: Int) -> Int {
    let token = tokens[index]
    let cue = cues[token.foldedHash]
    if !cue.isEmpty, let end = cued(at: index, cue) { return end }
    if isCapital(index) {
      if token.span.count >= 15, let end = bankNumber(at: index) { return end }
      return capital(at: index)
    }
    if lists.mayMatter(token.foldedHash), let end = smallName(at: index) { return end }
    return index + 1
  }

  /// Reads what a cue announces; nil where it stands for nothing here.
  private mutating func cued(at index: Int, _ cue: Cue) -> Int? {
    if cue.contains(.scheme), let end = url(at: index) { return end }
    if cue.contains(.topDomain), let end = bareDomain(at: index) { return end }
    if cue.contains(.month), let end = monthDate(at: index) { return end }
    if !cue.isDisjoint(with: .numberLabels), let end = labelled(at: index, cue) { return end }
    if cue.contains(.postBox), let end = postBox(at: index) { return end }
    if cue.contains(.streetPrefix), let end = prefixedStreet(at: index) { return end }
    if cue.contains(.cornerWord), let end = corner(at: index) { return end }
    return nil
  }

  private mutating func mark(at index: Int) -> Int {
    switch bytes[Int(tokens[index].start)] {
    case UInt8(ascii: "@"): return email(at: index) ?? index + 1
    case UInt8(ascii: "("), UInt8(ascii: "+"):
      guard index + 1 < tokens.count, touches(index + 1), tokens[index + 1].kind == .number
      else { return index + 1 }
      return phone(at: index) ?? index + 1
    default: return index + 1
    }
  }

  mutating func add(_ span: TextSpan, _ type: IdentifierType, role: Identifier.Role = .none) {
    found.append(Identifier(span: span, type: type, role: role))
  }

  /// Takes back what was found from the byte on, since it is part of something longer.
  mutating func removeFound(from start: Int) {
    while let last = found.last, Int(last.span.start) >= start { found.removeLast() }
  }
}

// What stands at and around a token.
extension IdentifierReader {
  /// Whether no white space lies before the token.
  func touches(_ index: Int) -> Bool {
    index > 0 && index < tokens.count && tokens[index].start == tokens[index - 1].end
  }

  /// Whether the token stands on the line of the one before, at most two bytes behind it.
  func follows(_ index: Int) -> Bool {
    index > 0 && index < tokens.count && !tokens[index].beginsLine
      && tokens[index].start - tokens[index - 1].end <= 2
  }

  func isMark(_ index: Int, _ mark: Unicode.Scalar) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .punctuation
      && bytes[Int(tokens[index].start)] == UInt8(ascii: mark)
  }

  func isNumber(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .number
  }

  func isWord(_ index: Int) -> Bool {
    index >= 0 && index < tokens.count && tokens[index].kind == .word
  }

  /// The cue of a word; nothing outside the text.
  func cue(_ index: Int) -> Cue {
    isWord(index) ? cues[tokens[index].foldedHash] : []
  }

  /// Whether the token is a word that begins with a capital letter.
  func isCapital(_ index: Int) -> Bool {
    guard isWord(index) else { return false }
    let start = Int(tokens[index].start)
    let byte = bytes[start]
    if byte < 0x80 { return byte &- 0x41 < 26 }
    return Self.isCapital(scalar(at: start))
  }

  /// Whether every letter of the word is a capital one; it has at least two.
  func isAllCapital(_ index: Int) -> Bool {
    let span = tokens[index].span
    guard span.count >= 2 else { return false }
    for offset in span.range where bytes[offset] &- 0x61 < 26 { return false }
    return isCapital(index)
  }

  /// The number of digits, where the token is a whole number.
  func wholeDigits(_ index: Int) -> Int? {
    guard isNumber(index) else { return nil }
    let span = tokens[index].span
    guard span.range.allSatisfy({ bytes[$0] &- 0x30 < 10 }) else { return nil }
    return span.count
  }

  /// The value of a whole number of at most nine digits.
  func whole(_ index: Int) -> Int? {
    guard let digits = wholeDigits(index), digits <= 9 else { return nil }
    return tokens[index].span.range.reduce(0) { $0 * 10 + Int(bytes[$1] &- 0x30) }
  }

  private func scalar(at start: Int) -> Unicode.Scalar {
    let lead = bytes[start]
    var value = UInt32(lead)
    var length = 1
    if lead >= 0xF0 {
      (value, length) = (UInt32(lead & 0x07), 4)
    } else if lead >= 0xE0 {
      (value, length) = (UInt32(lead & 0x0F), 3)
    } else if lead >= 0xC0 {
      (value, length) = (UInt32(lead & 0x1F), 2)
    }
    for offset in 1..<max(length, 1) where start + offset < bytes.count {
      value = value << 6 | UInt32(bytes[start + offset] & 0x3F)
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isUppercase
  }
}
