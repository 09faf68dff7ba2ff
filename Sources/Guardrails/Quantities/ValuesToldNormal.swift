import ClinicalLanguage
import SourceText

/// Finds what a summary calls normal although every value that the note gives of it is beyond the limits of the
/// lexicon: `potassium normal` for `K 5.9`.
struct ValuesToldNormal {
  let comparison: Comparison

  private static let normal = Thesaurus.roots("normal unremarkable wnl normotensive")
  /// What may stand between a measurement and the word: `is within normal limits`.
  private static let between = Thesaurus.roots(
    "is was are were remains remained stays within level levels value values")
  /// What the note itself may say of its values.
  private static let excusing = Thesaurus.roots(
    "normal unremarkable wnl acceptable fine baseline goal normalized normalised")

  /// More tokens than these lie between no measurement and what is said of it.
  private static let reach = 16

  func disagreements() -> [(span: TextSpan, noteSpan: TextSpan)] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    let words = comparison.summaryMeanings.words
    let summary = comparison.summary
    let told = words.indices.filter { Self.normal.contains(words[$0].fine) }
    guard !told.isEmpty else { return [] }
    let known = abnormalValues()
    guard !known.isEmpty else { return [] }
    return told.compactMap { word in
      let token = Int(words[word].firstToken)
      guard !isOpen(word), comparison.isCompared(word..<word + 1) else { return nil }
      let first = summary.terms.partitioningIndex { $0.tokens.lowerBound + Self.reach >= token }
      let measured = summary.terms[first...].prefix { $0.tokens.lowerBound <= token + 1 }.first {
        known[ConceptID(index: $0.payload)] != nil && isBeside($0.tokens, token, word)
      }
      guard let measured, let note = known[ConceptID(index: measured.payload)] else {
        return nil
      }
      return (comparison.summaryMeanings.span(of: word..<word + 1, in: summary), note)
    }
  }

  /// Measurements of which the note has abnormal values alone, and says nowhere beside them that they are normal:
  /// where the first stands.
  private func abnormalValues() -> [ConceptID: TextSpan] {
    var found: [ConceptID: TextSpan] = [:]
    var excused: Set<ConceptID> = []
    let facts = comparison.note.facts
    var first = 0
    while first < facts.count {
      let sentence = facts[first].sentence
      var end = first + 1
      while end < facts.count, facts[end].sentence == sentence { end += 1 }
      defer { first = end }
      let measured = facts[first..<end].filter { $0.kind == .measurement }
      guard !measured.isEmpty else { continue }
      let isExcused = isExcused(sentence, with: facts[first..<end])
      for fact in measured {
        guard let concept = fact.concept else { continue }
        let isAbnormal = fact.abnormality.map { $0 != .normal } ?? false
        if isAbnormal, fact.context.isCurrent, !isExcused {
          if found[concept] == nil { found[concept] = fact.span }
        } else {
          excused.insert(concept)
        }
      }
    }
    return found.filter { !excused.contains($0.key) && !isCalledNormal($0.key) }
  }

  /// Whether the sentence has a word that a value is all right, or a number of which nobody knows whose it is:
  /// `5.9 on admission and 4.2 today`.
  ///
  /// - Parameter facts: those of the sentence, by start.
  private func isExcused(_ sentence: Int, with facts: ArraySlice<Fact>) -> Bool {
    let words = comparison.noteMeanings.words
    var next = facts.startIndex
    var furthest = Int32(0)
    return comparison.noteWords(ofSentence: Int32(sentence)).contains { index in
      let word = words[index]
      if Self.excusing.contains(word.fine) { return true }
      guard word.isNumber else { return false }
      let span = comparison.note.tokens[Int(word.firstToken)].span
      while next < facts.endIndex, facts[next].span.start <= span.start {
        furthest = max(furthest, facts[next].span.end)
        next += 1
      }
      return span.end > furthest
    }
  }

  /// Whether a sentence of the note that names it says that it is normal.
  private func isCalledNormal(_ concept: ConceptID) -> Bool {
    let note = comparison.note
    return note.terms.lazy.filter { $0.payload == concept.index }.prefix(Self.mostMentions).contains
    {
      guard let sentence = note.sentenceIndex(containing: Int($0.span.start)) else { return false }
      return comparison.noteWords(ofSentence: Int32(sentence)).prefix(Self.longestSentence).contains
      {
        Self.excusing.contains(comparison.noteMeanings.words[$0].fine)
      }
    }
  }

  private static let mostMentions = 20
  private static let longestSentence = 400

  /// Whether the word is said of the term: `normal potassium`, `potassium was normal`.
  private func isBeside(_ term: Range<Int>, _ token: Int, _ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    if term.lowerBound == token + 1 {
      // `normal potassium intake` is of another thing.
      var next = word + 1
      while next < words.count, Int(words[next].firstToken) < term.upperBound { next += 1 }
      return next == words.count || words[next].gap >= .comma || FunctionWords.holds(words[next])
    }
    guard term.upperBound <= token else { return false }
    var before = word
    while before > 0, words[before].gap < .comma,
      Int(words[before - 1].firstToken) >= term.upperBound
    {
      before -= 1
      guard Self.between.contains(words[before].fine) else { return false }
    }
    return words[before].gap < .comma && before > 0
      && Int(words[before - 1].endToken) == term.upperBound && !isOfVessel(before - 1)
  }

  private static let vessels = Thesaurus.roots(
    "distal peripheral pedal radial femoral popliteal carotid brachial dorsalis tibial")

  /// `distal pulses are normal` says nothing of the heart rate.
  private func isOfVessel(_ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    return words.holds(before: word, reach: 2) { Self.vessels.contains(words[$0].fine) }
  }

  private static let opening = Thesaurus.roots(
    "goal target aim if until when to back returned returns return normalized not no")

  private func isOpen(_ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    return words[max(0, word - 4)..<word].contains { Self.opening.contains($0.fine) }
  }
}
