import ClinicalLanguage
import SourceText

/// The words around a quantity that say what it is of.
struct QuantityContext {
  /// Stems of content words, none twice.
  var stems: [UInt64] = []

  /// How many words to each side are looked at in the summary, which is terse.
  private static let reach = 9
  /// And in the note.
  static let noteReach = 14

  /// The content words of the clause in which a quantity stands, up to the next one of its kind.
  init(
    of mention: QuantityMention, in document: ClinicalDocument, stems all: [UInt64],
    from first: Int, to last: Int
  ) {
    let lower = max(first, Int(mention.tokens.lowerBound) - Self.reach)
    let upper = min(last, Int(mention.tokens.upperBound) + Self.reach)
    var place = Int(mention.tokens.lowerBound) - 1
    while place >= lower, !Self.isClauseEnd(place, in: document) {
      append(place, document, all)
      place -= 1
    }
    place = Int(mention.tokens.upperBound)
    while place < upper, !Self.isClauseEnd(place, in: document) {
      append(place, document, all)
      place += 1
    }
  }

  private mutating func append(_ place: Int, _ document: ClinicalDocument, _ all: [UInt64]) {
    guard let stem = Self.content(place, document, all), !stems.contains(stem) else { return }
    stems.append(stem)
  }

  /// The stem of a content word; nil for others. Coming back has many names.
  private static func content(_ place: Int, _ document: ClinicalDocument, _ all: [UInt64])
    -> UInt64?
  {
    let token = document.tokens[place]
    guard token.kind == .word else { return nil }
    let stem = all[place]
    if followUps.contains(stem) { return followUp }
    // `see her back in two months`
    if stem == back, (max(0, place - 3)..<place).contains(where: { seeing.contains(all[$0]) }) {
      return followUp
    }
    if token.end - token.start == 1 {
      // `f/u`
      guard stem == fLetter, place + 2 < document.tokens.count, all[place + 2] == uLetter,
        document.tokens[place + 2].end - token.start == 3
      else { return nil }
      return followUp
    }
    return token.end - token.start > 2 && !common.contains(stem) ? stem : nil
  }

  static let followUp = Stem.stem(of: "follow")
  private static let back = Stem.stem(of: "back")
  private static let seeing = Set(["see", "seen", "seeing"].map { Stem.stem(of: $0) })
  private static let fLetter = Stem.stem(of: "f")
  private static let uLetter = Stem.stem(of: "u")
  private static let followUps = Set(
    ["follow", "followup", "return", "recheck", "revisit", "reevaluate", "appointment", "fu"].map {
      Stem.stem(of: $0)
    })

  private static func isClauseEnd(_ place: Int, in document: ClinicalDocument) -> Bool {
    guard document.tokens[place].kind == .punctuation else { return false }
    let byte = document.text.bytes[Int(document.tokens[place].start)]
    return byte == UInt8(ascii: ";") || byte == UInt8(ascii: ".") && !isInner(place, document)
  }

  /// A full stop that touches the next word is part of an abbreviation.
  private static func isInner(_ place: Int, _ document: ClinicalDocument) -> Bool {
    place + 1 < document.tokens.count
      && document.tokens[place].end == document.tokens[place + 1].start
  }

  /// Words that stand around any number.
  private static let common: Set<UInt64> = Set(
    """
    the and was were has had have been are with for from that this which who his her him she they \
    their patient about over under than then into onto per day days week weeks month months year \
    years hour hours minute minutes daily twice once three times time every each ago last past next \
    approximately roughly around nearly least most more less also not but now today after before \
    since during until while when given gave taken take takes taking show shows showed noted will \
    would should can may must our your you one two three four five six seven eight nine ten level \
    value measure measured measuring total another other first second mg mcg units unit tablet cm mm \
    degree degrees pound pounds lbs percent mmhg kilogram gram milligram range right left see seen
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { Stem.stem(of: String($0)) })

  /// How many of the words stand near a quantity of the note.
  func overlap(with mention: QuantityMention, in note: ClinicalDocument, stems all: [UInt64]) -> Int
  {
    guard !stems.isEmpty else { return 0 }
    let lower = max(0, Int(mention.tokens.lowerBound) - Self.noteReach)
    let upper = min(note.tokens.count, Int(mention.tokens.upperBound) + Self.noteReach)
    return overlap(with: lower..<upper, in: note, stems: all)
  }

  /// More tokens of a sentence than these are not looked at.
  private static let longestSentence = 80

  /// How many of the words stand in the sentence of the note that has the quantity.
  func overlap(
    withSentenceOf mention: QuantityMention, in note: ClinicalDocument, stems all: [UInt64]
  ) -> Int {
    let sentence = note.sentences[Int(mention.sentence)].tokens
    let near =
      Int(mention.tokens.lowerBound) - Self.longestSentence..<Int(mention.tokens.upperBound)
      + Self.longestSentence
    return overlap(with: sentence.clamped(to: near), in: note, stems: all)
  }

  private func overlap(with tokens: Range<Int>, in note: ClinicalDocument, stems all: [UInt64])
    -> Int
  {
    var seen: UInt64 = 0
    for place in tokens {
      guard let stem = Self.content(place, note, all), let which = stems.firstIndex(of: stem)
      else { continue }
      seen |= 1 << UInt64(which)
    }
    // To come back is said of nothing else than a visit.
    let isFollowUp = stems.firstIndex(of: Self.followUp).map { seen >> UInt64($0) & 1 == 1 }
    return seen.nonzeroBitCount + (isFollowUp == true ? 2 : 0)
  }
}
