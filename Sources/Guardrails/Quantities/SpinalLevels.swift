import ClinicalLanguage
import SourceText

/// The levels of the spine that a text names: `L4-5`, `C7-T1`, `L5 to S1`, `T12`.
///
/// Vertebrae are counted from C1 to S5 (7 cervical, 12 thoracic, 5 lumbar, 5 sacral), so a range holds
/// all that lie between its ends.
struct SpinalLevels {
  struct Mention {
    var span: TextSpan
    var first: Int
    var last: Int

    /// Whether two ends are written: one alone may be a heart sound (`S1`) or a sequence (`T2`).
    var isRange: Bool { first != last }
  }

  let mentions: [Mention]

  init(of document: ClinicalDocument) {
    let tokens = document.tokens
    var mentions: [Mention] = []
    var index = 0
    while index < tokens.count {
      if let pair = Self.pair(at: index, in: document) {
        mentions.append(Mention(span: tokens[index].span, first: pair, last: pair + 1))
        index += 1
        continue
      }
      guard let first = Self.vertebra(at: index, in: document) else {
        index += 1
        continue
      }
      var end = first.next
      var last = first.place
      if end + 1 < tokens.count, Self.joins(end, in: document) {
        if let other = Self.vertebra(at: end + 1, in: document), other.place > first.place {
          (last, end) = (other.place, other.next)
        } else if let other = Self.sameRegion(at: end + 1, as: first.place, in: document) {
          (last, end) = (other, end + 2)
        }
      }
      mentions.append(
        Mention(
          span: TextSpan(start: tokens[index].start, end: tokens[end - 1].end), first: first.place,
          last: last))
      index = end
    }
    self.mentions = mentions
  }

  /// Names of the summary that the note has nowhere, where it names levels at all.
  static func unknown(in summary: ClinicalDocument, to note: ClinicalDocument) -> [(
    span: TextSpan, noteSpans: [TextSpan]
  )] {
    let named = SpinalLevels(of: summary).mentions
    guard !named.isEmpty else { return [] }
    let known = SpinalLevels(of: note).mentions
    guard known.contains(where: { $0.isRange || isUnmistakable($0.first) }) else { return [] }
    var holds = [Bool](repeating: false, count: count + 1)
    for mention in known { for place in mention.first...mention.last { holds[place] = true } }
    return named.filter { mention in
      (mention.isRange || isUnmistakable(mention.first))
        && !(holds[mention.first] && holds[mention.last])
    }.map { ($0.span, known.prefix(3).map(\.span)) }
  }

  // MARK: - Reading

  private static let regions: [(letter: UInt8, before: Int, count: Int)] = [
    (UInt8(ascii: "C"), 0, 7), (UInt8(ascii: "T"), 7, 12), (UInt8(ascii: "L"), 19, 5),
    (UInt8(ascii: "S"), 24, 5),
  ]
  private static let count = 29

  /// Cervical, lumbar, and thoracic from T5: `T2` and `S1` have other meanings, and tumors have a `T4`.
  private static func isUnmistakable(_ place: Int) -> Bool {
    place <= 7 || (12...24).contains(place)
  }

  /// `L4`, `L-4`: its place from C1, and the token behind it.
  private static func vertebra(at index: Int, in document: ClinicalDocument) -> (
    place: Int, next: Int
  )? {
    let token = document.tokens[index]
    let bytes = document.text.bytes
    guard token.kind == .word, token.span.count <= 3,
      let region = regions.first(where: { $0.letter == bytes[Int(token.start)] })
    else { return nil }
    if token.span.count > 1 {
      return number(bytes[token.span.range.dropFirst()], upTo: region.count).map {
        (region.before + $0, index + 1)
      }
    }
    guard index + 2 < document.tokens.count, document.tokens[index + 1].start == token.end,
      bytes[Int(token.end)] == UInt8(ascii: "-"),
      document.tokens[index + 2].start == document.tokens[index + 1].end,
      let number = number(
        bytes[document.tokens[index + 2].span.range], upTo: region.count)
    else { return nil }
    return (region.before + number, index + 3)
  }

  /// The first of the two neighbours of `L45`, `C56` or `L5S1`; no spine has so many vertebrae.
  private static func pair(at index: Int, in document: ClinicalDocument) -> Int? {
    let token = document.tokens[index]
    let letters = document.text.bytes[token.span.range]
    guard token.kind == .word, letters.count == 3 || letters.count == 4,
      let region = regions.first(where: { $0.letter == letters.first }),
      number(letters.dropFirst(), upTo: region.count) == nil,
      let first = number(letters.dropFirst().prefix(1), upTo: region.count)
    else { return nil }
    let other = letters.dropFirst(2)
    let last =
      other.count == 1
      ? number(other, upTo: region.count).map { region.before + $0 }
      : regions.first(where: { $0.letter == other.first }).flatMap { region in
        number(other.dropFirst(), upTo: region.count).map { region.before + $0 }
      }
    return last == region.before + first + 1 ? region.before + first : nil
  }

  /// The `5` of `L4-5`.
  private static func sameRegion(at index: Int, as place: Int, in document: ClinicalDocument)
    -> Int?
  {
    guard let region = regions.last(where: { $0.before < place }),
      document.tokens[index].kind == .number,
      let number = number(
        document.text.bytes[document.tokens[index].span.range], upTo: region.count),
      region.before + number > place
    else { return nil }
    return region.before + number
  }

  private static func number(_ digits: ArraySlice<UInt8>, upTo limit: Int) -> Int? {
    var value = 0
    for byte in digits {
      guard byte &- 0x30 < 10, value < 10 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return (1...limit).contains(value) ? value : nil
  }

  /// `-`, `/`, a dash, `to`, `through`.
  private static func joins(_ index: Int, in document: ClinicalDocument) -> Bool {
    let token = document.tokens[index]
    let word = document.text.bytes[token.span.range]
    switch token.kind {
    case .punctuation:
      return word.first == UInt8(ascii: "-") || word.first == UInt8(ascii: "/")
        || word.first == 0xE2
    case .word: return joining.contains { $0.elementsEqual(word) }
    case .number: return false
    }
  }

  private static let joining = ["to", "through", "thru"].map { Array($0.utf8) }
}
