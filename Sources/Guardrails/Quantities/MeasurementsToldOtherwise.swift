import ClinicalLanguage
import SourceText

/// Finds what a summary says of a measurement although all values of the note say otherwise: `afebrile` for 39.4 °C,
/// `blood pressure is normal` for 168/98, `hypotensive` for 132/80.
struct MeasurementsToldOtherwise {
  let comparison: Comparison

  /// What the summary says, and where.
  private struct Told {
    var sign: Int
    var claim: ToldMeasurement.Claim
    var word: Int
    /// Whether the word says it by itself.
    var isName: Bool
  }

  private struct NamedClaim {
    var sign: Int
    var claim: ToldMeasurement.Claim
  }

  private static let names: [UInt64: NamedClaim] = {
    var names: [UInt64: NamedClaim] = [:]
    for (sign, vital) in ToldMeasurement.all.enumerated() {
      for (claim, roots) in vital.names {
        for root in roots { names[root] = NamedClaim(sign: sign, claim: claim) }
      }
    }
    return names
  }()

  private static let topics: [UInt64: Int] = {
    var topics: [UInt64: Int] = [:]
    for (sign, vital) in ToldMeasurement.all.enumerated() {
      for root in vital.topics { topics[root] = sign }
    }
    return topics
  }()

  private static let normal = Thesaurus.roots("normal unremarkable wnl stable")
  /// `poorly controlled`
  private static let poorly = Thesaurus.roots("poorly inadequately suboptimally not never")
  /// What a note may say of its own values.
  private static let excusing = Thesaurus.roots(
    """
    normal normalized normalised unremarkable wnl stable controlled improved improving better acceptable
    fine baseline goal good well adequate preserved resolved
    """)

  /// How many words lie at most between what is measured and what is said of it.
  private static let reach = 4

  func disagreements() -> [(span: TextSpan, noteSpan: TextSpan)] {
    guard comparison.units.count <= Comparison.mostUnits else { return [] }
    let told = told()
    guard !told.isEmpty else { return [] }
    var values: [Int: [Value]] = [:]
    return told.compactMap { one in
      let span = comparison.summaryMeanings.span(
        of: one.word..<one.word + 1, in: comparison.summary)
      let mention = comparison.summary.context(of: span)
      guard mention.experiencer == .patient, mention.temporality == .recent,
        comparison.isCompared(one.word..<one.word + 1), !isOpen(one.word),
        let claim = claim(one, mention.assertion)
      else { return nil }
      let known = values[one.sign] ?? self.values(of: ToldMeasurement.all[one.sign])
      values[one.sign] = known
      guard
        let opposing = opposing(claim, known, ToldMeasurement.all[one.sign])
          ?? (known.isEmpty ? toldInWords(claim, ToldMeasurement.all[one.sign]) : nil),
        !noteSaysSo(claim, of: ToldMeasurement.all[one.sign])
      else { return nil }
      return (span, opposing)
    }
  }

  // MARK: - What the summary says

  private func told() -> [Told] {
    let words = comparison.summaryMeanings.words
    return words.indices.compactMap { word in
      if let name = Self.names[words[word].fine] {
        return Told(sign: name.sign, claim: name.claim, word: word, isName: true)
      }
      guard let sign = Self.topics[words[word].fine],
        !isPartOfName(word, of: ToldMeasurement.all[sign]),
        let claim = claimBeside(word, ToldMeasurement.all[sign]),
        claim == .normal || !ToldMeasurement.all[sign].isFunction
      else { return nil }
      return Told(sign: sign, claim: claim, word: word, isName: false)
    }
  }

  private static let measured = Thesaurus.roots(
    "level levels count counts value values rate function functions saturation test tests panel number"
  )
  private static let function = Thesaurus.roots("function functions test tests panel")
  private static let adverbs = Thesaurus.roots(
    """
    well poorly very mildly slightly good controlled therapeutic preserved remains remained remain stays within
    today now currently
    """)
  private static let determiners = Thesaurus.roots(
    "serum plasma laboratory lab current latest repeat total resting")

  /// Whether the word says, or helps to say, how something is.
  private func isOfState(_ word: MeaningWord) -> Bool {
    Self.normal.contains(word.fine) || MeasuredFindings.high.contains(word.fine)
      || MeasuredFindings.low.contains(word.fine) || Self.adverbs.contains(word.fine)
  }

  /// `low-potassium diet`, `intraocular pressure`: whether it is a part of another name. Of an organ only its function
  /// is measured.
  private func isPartOfName(_ word: Int, of sign: ToldMeasurement) -> Bool {
    let words = comparison.summaryMeanings.words
    let next = word + 1 < words.count && words[word + 1].gap < .comma ? words[word + 1] : nil
    if sign.isFunction, !(next.map { Self.function.contains($0.fine) } ?? false) { return true }
    if let next, !FunctionWords.holds(next), !Self.measured.contains(next.fine), !isOfState(next) {
      return true
    }
    guard word > 0, words[word].gap < .comma else { return false }
    let previous = words[word - 1]
    return !FunctionWords.holds(previous) && !sign.qualifiers.contains(previous.fine)
      && !Self.determiners.contains(previous.fine) && !isOfState(previous)
  }

  private static let joining = Thesaurus.roots("and but or nor while with")

  /// What the nearest words on either side say of the one that is measured: nil where none does, where they say two
  /// different things, or where it is denied. Behind `and`, and beside another measurement, they say it of that.
  private func claimBeside(_ topic: Int, _ sign: ToldMeasurement) -> ToldMeasurement.Claim? {
    let words = comparison.summaryMeanings.words
    var found: ToldMeasurement.Claim?
    for step in [-1, 1] {
      var word = topic
      for _ in 0..<Self.reach {
        let next = word + step
        guard words.indices.contains(next), words[max(word, next)].gap < .comma,
          !Self.joining.contains(words[next].fine), !isOther(next, than: sign)
        else { break }
        word = next
        let root = words[word].fine
        if Self.opening.contains(root) || Self.poorly.contains(root) { return nil }
        guard let claim = claim(of: word, sign) else { continue }
        // `poorly controlled diabetes`
        if words.holds(before: word, reach: 2, where: { Self.poorly.contains(words[$0].fine) }) {
          return nil
        }
        if comparison.summaryCues.words[word].contains(.negation), claim != .normal { return nil }
        if let found, found != claim { return nil }
        found = claim
        break
      }
    }
    return found
  }

  private func claim(of word: Int, _ sign: ToldMeasurement) -> ToldMeasurement.Claim? {
    let root = comparison.summaryMeanings.words[word].fine
    if Self.normal.contains(root) || sign.normalWords.contains(root) { return .normal }
    if MeasuredFindings.high.contains(root) { return .high }
    return MeasuredFindings.low.contains(root) ? .low : nil
  }

  /// Whether the word names another measurement.
  private func isOther(_ word: Int, than sign: ToldMeasurement) -> Bool {
    let root = comparison.summaryMeanings.words[word].fine
    return (Self.topics[root] != nil || Self.names[root] != nil) && !sign.topics.contains(root)
      && !sign.qualifiers.contains(root)
  }

  /// `No fever` says that it is not high.
  private func claim(_ one: Told, _ assertion: Assertion) -> ToldMeasurement.Claim? {
    switch (assertion, one.claim) {
    // That the note lacks the thing, another rule finds.
    case (.present, .high), (.present, .low):
      one.isName && !ToldMeasurement.all[one.sign].isVitalSign ? nil : one.claim
    case (.present, _): one.claim
    case (.absent, .high) where one.isName: .notHigh
    case (.absent, .low) where one.isName: .notLow
    default: nil
    }
  }

  /// Nothing is told of what shall be: `the goal is`.
  private static let opening = Thesaurus.roots(
    """
    goal target aim if until when returned returns return normalized history keep maintain reached reach restored
    came became improved
    """)

  private static let openingReach = 8

  private func isOpen(_ word: Int) -> Bool {
    let words = comparison.summaryMeanings.words
    return words.holds(before: word, reach: Self.openingReach) {
      Self.opening.contains(words[$0].fine)
    }
  }

  // MARK: - What the note has

  private struct Value {
    var measure: Int
    var value: Double
    /// Nil where no limit is known: of children, and of several numbers in one.
    var abnormality: Fact.Abnormality?
    var span: TextSpan
    /// Whether it is the patient's now, read for certain, and its sentence says nothing of it.
    var counts: Bool
  }

  private func values(of sign: ToldMeasurement) -> [Value] {
    let note = comparison.note
    return note.facts.compactMap { fact in
      guard fact.kind == .measurement, let concept = fact.concept, let quantity = fact.quantity,
        let measure = sign.measures.firstIndex(where: { $0.name == note.lexicon.name(of: concept) })
      else { return nil }
      return Value(
        measure: measure, value: quantity.value, abnormality: fact.abnormality, span: fact.span,
        counts: fact.context.isCurrent && !isFollowed(fact))
    }
  }

  /// In tokens.
  private static let followingReach = 10

  /// `39.4 C on arrival, 36.9 C at noon`: whether a number of which nobody knows whose it is stands behind the
  /// value, in its sentence.
  private func isFollowed(_ fact: Fact) -> Bool {
    let note = comparison.note
    let next = note.tokenIndex(at: fact.span.end)
    let sentence = note.sentences[fact.sentence].span
    let later = note.facts.partitioningIndex { $0.span.start >= fact.span.end }
    return (next..<min(note.tokens.count, next + Self.followingReach)).contains { token in
      let span = note.tokens[token].span
      return note.tokens[token].kind == .number && sentence.contains(span)
        && !note.facts[later...].prefix(Self.followingReach).contains { $0.span.contains(span) }
    }
  }

  /// The first value where all of one measurement say otherwise; of what is told as high or low, all of all
  /// measurements.
  private func opposing(
    _ claim: ToldMeasurement.Claim, _ values: [Value], _ sign: ToldMeasurement
  ) -> TextSpan? {
    guard let first = values.first, values.allSatisfy({ $0.counts && $0.abnormality != nil }) else {
      return nil
    }
    func isOpposed(_ value: Value) -> Bool {
      value.abnormality.map {
        sign.measures[value.measure].contradicts(claim, value.value, $0)
      } ?? false
    }
    switch claim {
    case .high, .low: return values.allSatisfy(isOpposed) ? first.span : nil
    case .normal, .notHigh, .notLow:
      return sign.measures.indices.lazy.compactMap { measure -> TextSpan? in
        let own = values.filter { $0.measure == measure }
        return own.allSatisfy(isOpposed) ? own.first?.span : nil
      }.first
    }
  }

  /// `febrile` where the note has `afebrile` and no value.
  private func toldInWords(_ claim: ToldMeasurement.Claim, _ sign: ToldMeasurement) -> TextSpan? {
    guard claim == .high, let names = sign.names[.notHigh] else { return nil }
    var found: TextSpan?
    for name in names {
      comparison.index.forEachPlace(of: name) { place in
        guard comparison.noteContext(place).isCurrent else { return }
        let span = comparison.noteSpan(place)
        found = found.map { min($0, span) } ?? span
      }
    }
    return found
  }

  /// Whether the note says the same somewhere in words, or speaks of the matter otherwise than in numbers.
  private func noteSaysSo(_ claim: ToldMeasurement.Claim, of sign: ToldMeasurement) -> Bool {
    let names: [ToldMeasurement.Claim] =
      switch claim {
      case .normal: [.normal, .notHigh]
      case .high: [.high]
      case .low: [.low]
      case .notHigh: [.normal, .notHigh, .high]
      case .notLow: [.normal, .low]
      }
    if names.contains(where: { sign.names[$0]?.contains(where: comparison.index.holds) ?? false }) {
      return true
    }
    let words =
      switch claim {
      case .high: MeasuredFindings.high
      case .low: MeasuredFindings.low
      case .normal, .notHigh, .notLow: Self.excusing
      }
    return comparison.noteHasSentence(with: sign.topics) { sentence in
      sentence.contains { words.contains(comparison.noteMeanings.words[$0].fine) }
    }
  }
}
