import ClinicalLanguage
import SourceText

/// The parts of the body that a text names.
///
/// They are kept as the values of an axis: what hurts on the left hurts not on the right, and what hurts in
/// the knee hurts not in the elbow.
enum BodyMentions {
  /// No axis of the lists has this number.
  static let axis: Int16 = -1

  /// The part that a value of this axis names.
  static func part(of value: ExclusiveAxes.Mention) -> BodyParts.Part {
    BodyParts.Part(index: value.value)
  }

  /// The parts that words name, each by one word. What they name in passing, as in `on the other hand`,
  /// is none.
  static func named(
    in words: [MeaningWord], of document: ClinicalDocument
  ) -> [ExclusiveAxes.Mention] {
    let parts = BodyParts.embedded
    let idioms = PartIdioms.standard
    var found: [ExclusiveAxes.Mention] = []
    for (index, word) in words.enumerated() {
      guard let part = parts.part(named: word.fine) ?? back(at: index, words),
        !isVerb(word, in: document),
        !idioms.hold(index, of: words)
      else { continue }
      found.append(
        ExclusiveAxes.Mention(
          start: Int32(index), end: Int32(index + 1), axis: axis, value: part.index))
    }
    return found
  }

  private static let back: Set<UInt64> = Thesaurus.roots("back")
  private static let complaints: Set<UInt64> = Thesaurus.roots(
    "pain pains ache aches spasm spasms injury surgery discomfort strain stiffness")
  private static let backache = BodyParts.embedded.part(
    named: Array(Thesaurus.roots("backache") as Set<UInt64>)[0])

  /// The back, where no other word is meant: `back pain`.
  private static func back(at index: Int, _ words: [MeaningWord]) -> BodyParts.Part? {
    guard back.contains(words[index].fine), index + 1 < words.count, words[index + 1].gap < .comma,
      complaints.contains(words[index + 1].fine)
    else { return nil }
    return backache
  }

  /// `headed for`, `facing`, the `headings` of a report and the `handed` of `right-handed`, which have the roots
  /// of parts.
  private static func isVerb(_ word: MeaningWord, in document: ClinicalDocument) -> Bool {
    let bytes = document.text[document.tokens[Int(word.endToken) - 1].span]
    return endings.contains { ending in
      bytes.count > ending.count
        && zip(bytes.suffix(ending.count), ending).allSatisfy { $0 | 0x20 == $1 }
    }
  }

  private static let endings = ["ed", "ing", "ings"].map { Array($0.utf8) }
}
