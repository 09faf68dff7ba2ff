import SourceText

/// Makes the facts of a note, sentence by sentence.
///
/// Readers come in an order that settles conflicts: a date or an age is no value, a value is no
/// drug (`potassium 3.5`), an allergen is no medication, and of overlapping terms the longest wins.
/// Each token belongs to one fact; only the caller's own concepts may lie over others.
struct FactReader {
  let structure: DocumentStructure
  let source: FactSource
  let context: ContextMap
  let measurements: MeasurementReader
  let medications: MedicationReader
  let statuses: MedicationStatusReader
  let demographics: DemographicReader
  let dates: DateReader
  let procedures: [TermMatch]
  var facts: [Fact] = []
  /// Whether a token already belongs to a fact.
  var isTaken: [Bool]
  /// The line in which a sentence begins.
  var line = LineCursor()
  /// The first match of each list that no sentence has had yet.
  private var nextTerm = 0
  private var nextProcedure = 0

  /// The context of every token, and the facts in order of their spans.
  static func read(_ structure: DocumentStructure, concepts: [String])
    -> (context: ContextMap, facts: [Fact])
  {
    var reader = FactReader(structure)
    // Few facts are no terms, and some terms are no facts.
    reader.facts.reserveCapacity(structure.matches.count + 16)
    reader.readDemographics()
    reader.readSentences()
    reader.readConcepts(concepts)
    reader.facts.sort { ($0.span, $0.kind.order) < ($1.span, $1.kind.order) }
    return (reader.context, reader.facts)
  }

  private init(_ structure: DocumentStructure) {
    self.structure = structure
    let words = ContextWords.standard.words(of: structure.tokens, in: structure.text)
    source = FactSource(text: structure.text, tokens: structure.tokens, words: words)
    context = ContextMap(
      source: source, sentences: structure.sentences, sections: structure.sections)
    medications = MedicationReader(source: source)
    statuses = MedicationStatusReader(source: source)
    demographics = DemographicReader(source: source)
    dates = DateReader(source: source)
    procedures = FactProcedures.matcher.matches(in: structure.text, tokens: structure.tokens)
    isTaken = Array(repeating: false, count: structure.tokens.count)
    measurements = MeasurementReader(
      source: source, table: structure.lexicon.measurements,
      isChild: Self.isChild(source: source, sentences: structure.sentences, context: context))
  }

  /// Younger than this many years, vital signs are not held against the limits of adults (NEWS2 is
  /// for those of 16 years and over).
  private static let adultAge = 16.0

  /// Whether the first age that the note gives of its patient is a child's, or, where it gives none,
  /// its first words are those of a ward of newborns.
  private static func isChild(source: FactSource, sentences: [Sentence], context: ContextMap)
    -> Bool
  {
    let reader = DemographicReader(source: source)
    for sentence in sentences {
      for index in sentence.tokens {
        guard let reading = reader.reading(at: index, in: sentence.tokens),
          context.context(ofTokens: reading.tokens).experiencer == .patient
        else { continue }
        return (reading.detail.ageInYears ?? adultAge) < adultAge
      }
    }
    return source.tokens.prefix(titleWords).contains {
      newborns.contains(FactSource.packed(source.text.bytes[$0.span.range]))
    }
  }

  /// The title of a note and what stands in its first lines.
  private static let titleWords = 24
  private static let newborns = Set(
    [
      "neonate", "neonatal", "newborn", "newborns", "neonatology", "nursery", "nicu", "scbu", "lnu",
      "apgar",
    ].map { FactSource.packed($0.utf8) })

  // MARK: - Shared by the readers

  func fact(_ kind: Fact.Kind, tokens: Range<Int>, name: Range<Int>, in sentence: Int) -> Fact {
    Fact(
      kind: kind, span: source.span(tokens), nameSpan: source.span(name),
      context: context.context(ofTokens: name), section: structure.sentences[sentence].section,
      sentence: sentence)
  }

  mutating func take(_ fact: Fact, _ tokens: Range<Int>) {
    facts.append(fact)
    for index in tokens { isTaken[index] = true }
  }

  func isFree(_ tokens: Range<Int>) -> Bool {
    !isTaken[tokens.lowerBound] && !isTaken[tokens.upperBound - 1]
      && !tokens.contains { isTaken[$0] }
  }

  // MARK: - Sentences

  private mutating func readDemographics() {
    var isAgeKnown = false
    for (index, sentence) in structure.sentences.enumerated() {
      for position in sentence.tokens {
        guard let found = demographics.reading(at: position, in: sentence.tokens),
          isFree(found.tokens), !(isAgeKnown && demographics.mayBeFrench(found.tokens))
        else { continue }
        isAgeKnown = true
        var fact = fact(.demographic, tokens: found.tokens, name: found.tokens, in: index)
        fact.context.temporality = .recent
        fact.quantity = found.age
        fact.demographic = found.detail
        take(fact, found.tokens)
      }
    }
  }

  private mutating func readSentences() {
    readColumns()
    for (index, sentence) in structure.sentences.enumerated() {
      readDates(of: sentence.tokens, in: index)
      readPressures(of: sentence.tokens, in: index)
      let terms = nextMatches(structure.matches, from: &nextTerm, in: sentence.tokens)
      readAllergies(of: sentence.tokens, terms: terms, in: index)
      readTerms(terms, of: sentence.tokens, in: index)
      let found = nextMatches(procedures, from: &nextProcedure, in: sentence.tokens)
      readProcedures(found, of: sentence.tokens, in: index)
    }
  }

  /// The run of matches that lies in the sentence.
  private func nextMatches(_ matches: [TermMatch], from next: inout Int, in tokens: Range<Int>)
    -> ArraySlice<TermMatch>
  {
    while next < matches.count, matches[next].tokens.lowerBound < tokens.lowerBound { next += 1 }
    let first = next
    while next < matches.count, matches[next].tokens.lowerBound < tokens.upperBound { next += 1 }
    return matches[first..<next]
  }

  private mutating func readDates(of tokens: Range<Int>, in sentence: Int) {
    for position in tokens {
      let isMonth = source.words[position].contains(.month)
      guard isMonth || source.tokens[position].kind == .number, !isTaken[position] else { continue }
      var range =
        isMonth
        ? dates.date(atMonth: position, before: tokens.upperBound)
        : dates.date(atNumber: position, before: tokens.upperBound)
      if range == nil, !isMonth, position > tokens.lowerBound, dates.isYear(position),
        source.words[position - 1].contains(.preposition)
      {
        range = position..<position + 1
      }
      guard let range, isFree(range) else { continue }
      take(fact(.date, tokens: range, name: range, in: sentence), range)
    }
  }

  private mutating func readPressures(of tokens: Range<Int>, in sentence: Int) {
    for position in tokens where source.tokens[position].kind == .number && !isTaken[position] {
      let readings = measurements.bloodPressure(
        at: position, from: tokens.lowerBound, before: tokens.upperBound)
      for reading in readings { takeMeasurement(reading, in: sentence) }
    }
  }

  mutating func takeMeasurement(_ reading: MeasurementReader.Reading, in sentence: Int) {
    var fact = fact(.measurement, tokens: reading.tokens, name: reading.name, in: sentence)
    if isFamilyByHeadingOnly(fact, in: sentence) { fact.context.experiencer = .patient }
    if measurements.isAim(reading.name) { fact.context.temporality = .planned }
    fact.concept = reading.concept
    fact.quantity = reading.quantity
    fact.abnormality = reading.abnormality
    take(fact, reading.tokens)
  }

  /// Whether only the heading gives a value to the family. Notes run on behind `Family history:
  /// noncontributory` without a new heading; a relative's value has the relative in its sentence.
  private func isFamilyByHeadingOnly(_ fact: Fact, in sentence: Int) -> Bool {
    fact.context.experiencer == .family
      && !structure.sentences[sentence].tokens.contains { context.isSaidOfFamily(token: $0) }
  }

  private mutating func readProcedures(
    _ matches: ArraySlice<TermMatch>, of tokens: Range<Int>, in sentence: Int
  ) {
    for match in matches
    where match.tokens.upperBound <= tokens.upperBound && isFree(match.tokens) {
      take(fact(.procedure, tokens: match.tokens, name: match.tokens, in: sentence), match.tokens)
    }
    for position in tokens {
      let token = source.tokens[position]
      guard Int(token.end - token.start) >= FactProcedures.shortest, token.kind == .word,
        !isTaken[position],
        FactProcedures.hasEnding(source.text.bytes[source.tokens[position].span.range])
      else { continue }
      let range = position..<position + 1
      take(fact(.procedure, tokens: range, name: range, in: sentence), range)
    }
  }

  /// The caller's phrases, wherever they stand as whole words.
  private mutating func readConcepts(_ concepts: [String]) {
    guard !concepts.isEmpty else { return }
    let matcher = TermMatcher(concepts.map { TermMatcher.Entry(phrase: $0, payload: 0) })
    var sentence = 0
    var last: Range<Int>?
    for match in matcher.matches(in: structure.text, tokens: structure.tokens) {
      // The same phrase given twice is one.
      if match.tokens == last { continue }
      last = match.tokens
      while sentence + 1 < structure.sentences.count,
        structure.sentences[sentence + 1].tokens.lowerBound <= match.tokens.lowerBound
      {
        sentence += 1
      }
      guard !structure.sentences.isEmpty else { return }
      facts.append(fact(.concept, tokens: match.tokens, name: match.tokens, in: sentence))
    }
  }
}

extension Fact.Kind {
  /// The order of facts that have the same span.
  fileprivate var order: Int {
    switch self {
    case .problem: 0
    case .medication: 1
    case .allergy: 2
    case .measurement: 3
    case .procedure: 4
    case .demographic: 5
    case .date: 6
    case .concept: 7
    }
  }
}

/// Finds the beginning of a line on the way through a note, so that a note of one line takes no longer.
struct LineCursor {
  /// The first token of the line of the last token that was passed.
  private(set) var first = 0
  private var passed = 0

  /// Passes all tokens before the index.
  mutating func advance(to index: Int, in tokens: [Token]) {
    while passed < index {
      if tokens[passed].beginsLine { first = passed }
      passed += 1
    }
  }
}
