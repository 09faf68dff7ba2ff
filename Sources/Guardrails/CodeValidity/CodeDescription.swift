import ClinicalLanguage
import SourceText

/// Holds the title of a code against the text in which the code stands.
struct CodeDescription {
  enum Verdict: Sendable, Hashable {
    case described
    /// Nothing of what the code means is said.
    case absent
    /// The text says left and the code right, or the other way round.
    case otherSide
    /// The text says another type or stage than the code.
    case otherGrade
  }

  let document: ClinicalDocument
  /// The stems of the document's tokens.
  let stems: [UInt64]
  /// The stems of the other text of the case.
  let otherStems: [UInt64]

  func verdict(on code: DiagnosisCode, at mention: CodeMention) -> Verdict {
    guard !code.words.isEmpty,
      let index = document.sentenceIndex(containing: Int(mention.span.start))
    else { return .described }
    let sentence = document.sentences[index]
    if let conflict = conflict(of: code, in: sentence.tokens) { return conflict }
    let telling = Set(
      code.words.filter { !Self.common.contains($0) && $0.utf8.count > 2 }
        .map { Stem.stem(of: $0) })
    guard !telling.isEmpty else { return .described }
    if stems[sentence.tokens].contains(where: telling.contains) { return .described }
    let problems = problems(in: index)
    let written = Array(document.text.bytes[mention.span.range])
    switch relation(of: problems, to: written, telling) {
    case .same: return .described
    case .far: return .absent
    case .unclear: break
    }
    return stems.contains(where: telling.contains) || otherStems.contains(where: telling.contains)
      || allProblemsInclude(written)
      ? .described : .absent
  }

  /// Words of many titles, which tell nothing about one.
  private static let common: Set<String> = [
    "disease", "diseases", "disorder", "disorders", "type", "acute", "chronic", "left", "right",
    "bilateral", "primary", "secondary", "complication", "complications", "unilateral", "mild",
    "moderate", "severe", "stage", "open", "closed", "state", "status", "condition", "conditions",
    "history", "personal", "family", "findings", "abnormal", "essential", "single", "multiple",
    "recurrent", "syndrome", "symptoms", "signs", "system", "level", "upper", "lower",
  ]

  // MARK: - Problems

  private enum Relation { case same, far, unclear }

  private func problems(in sentence: Int) -> [ConceptID] {
    document.facts.compactMap { fact in
      fact.kind == .problem && fact.sentence == sentence ? fact.concept : nil
    }
  }

  /// Whether the lexicon's names and codes of the problems fit the code; `far` where every problem of
  /// the sentence has codes and all are of another chapter.
  private func relation(of problems: [ConceptID], to code: [UInt8], _ telling: Set<UInt64>)
    -> Relation
  {
    guard !problems.isEmpty else { return .unclear }
    var isFar = true
    for id in problems {
      let concept = document.lexicon[id]
      let candidates = concept.detail.split(separator: ";")
      if candidates.contains(where: { $0.utf8.prefix(3).elementsEqual(code.prefix(3)) }) {
        return .same
      }
      let words = concept.name.split(separator: " ")
      if words.contains(where: { telling.contains(Stem.stem(of: String($0))) }) { return .same }
      // Symptoms and injuries (R, S, T, Z and beyond) cut across the chapters.
      let isOfChapter = candidates.contains {
        $0.utf8.first == code.first || $0.utf8.first.map { $0 >= UInt8(ascii: "R") } ?? true
      }
      if candidates.isEmpty || isOfChapter { isFar = false }
    }
    return isFar && code.first.map { $0 < UInt8(ascii: "R") } ?? false ? .far : .unclear
  }

  /// Whether any problem of the document has the code's category among its candidates.
  private func allProblemsInclude(_ code: [UInt8]) -> Bool {
    document.facts.contains { fact in
      guard fact.kind == .problem, let id = fact.concept else { return false }
      return document.lexicon[id].detail.split(separator: ";").contains {
        $0.utf8.prefix(3).elementsEqual(code.prefix(3))
      }
    }
  }

  // MARK: - Conflicts

  private static let left = Stem.stem(of: "left")
  private static let right = Stem.stem(of: "right")
  private static let graded: [(word: String, stem: UInt64)] = ["type", "stage"].map {
    ($0, Stem.stem(of: $0))
  }

  private func conflict(of code: DiagnosisCode, in sentence: Range<Int>) -> Verdict? {
    let words = stems[sentence]
    let saysLeft = words.contains(Self.left)
    let saysRight = words.contains(Self.right)
    if saysLeft != saysRight {
      let isLeft = code.words.contains("left")
      let isRight = code.words.contains("right")
      if isLeft != isRight, isLeft != saysLeft { return .otherSide }
    }
    for (word, stem) in Self.graded {
      guard let place = code.words.firstIndex(of: word), place + 1 < code.words.count,
        let grade = Self.digit(of: Array(code.words[place + 1].utf8))
      else { continue }
      let given = sentence.dropLast().compactMap { index in
        stems[index] == stem
          ? Self.digit(of: Array(document.text.bytes[document.tokens[index + 1].span.range])) : nil
      }
      if !given.isEmpty, !given.contains(grade) { return .otherGrade }
    }
    return nil
  }

  /// The grade that a word such as `2`, `3a` or `II` gives.
  private static func digit(of word: [UInt8]) -> UInt8? {
    guard let first = word.first, word.count <= 2 || word.allSatisfy({ $0 | 0x20 == 0x69 }) else {
      return nil
    }
    if (0x30...0x39).contains(first) { return first }
    return switch String(decoding: word, as: UTF8.self).uppercased() {
    case "I": UInt8(ascii: "1")
    case "II": UInt8(ascii: "2")
    case "III": UInt8(ascii: "3")
    case "IV": UInt8(ascii: "4")
    case "V": UInt8(ascii: "5")
    default: nil
    }
  }
}
