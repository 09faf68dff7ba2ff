import SourceText

extension FactReader {
  /// Problems, medications and measurements by the lexicon's terms.
  mutating func readTerms(_ matches: ArraySlice<TermMatch>, of sentence: Range<Int>, in index: Int)
  {
    // `hemoglobin and hematocrit 11.5 and 33.1`: the name that waits for its value.
    var unread: (tokens: Range<Int>, concept: ConceptID)?
    for (place, match) in zip(matches.indices, matches)
    where match.tokens.upperBound <= sentence.upperBound {
      guard isFree(match.tokens) else { continue }
      let concept = ConceptID(index: match.payload)
      // `Sando-K 2 tds` is a tablet.
      if isInName(match.tokens.lowerBound) { continue }
      switch structure.lexicon.kind(of: concept) {
      case .laboratory, .vitalSign:
        takeMeasurement(match.tokens, concept, pairedWith: unread, of: sentence, in: index)
        unread = isTaken[match.tokens.lowerBound] ? nil : (match.tokens, concept)
      case .medication:
        takeMedication(
          match.tokens, concept, next: nextDrug(after: place, in: matches), of: sentence, in: index)
      case .disease, .symptom:
        takeProblem(match.tokens, concept, of: sentence, in: index)
      }
    }
  }

  /// Whether one capital letter ends a word with a hyphen, as in the names of drugs.
  private func isInName(_ index: Int) -> Bool {
    guard index > 1, source.tokens[index].span.count == 1, source.byte(index).isASCIIUppercase,
      source.isMark(index - 1, "-"), source.touchesPrevious(index),
      source.touchesPrevious(index - 1)
    else { return false }
    return source.tokens[index - 2].kind == .word && source.tokens[index - 2].span.count > 3
  }

  private mutating func takeMeasurement(
    _ name: Range<Int>, _ concept: ConceptID,
    pairedWith first: (tokens: Range<Int>, concept: ConceptID)?, of sentence: Range<Int>,
    in index: Int
  ) {
    let end = sentence.upperBound
    guard var reading = measurements.reading(of: concept, named: name, before: end),
      isFree(reading.tokens)
    else { return }
    if let first, first.tokens.upperBound + 1 == name.lowerBound,
      !source.words[first.tokens.upperBound].isDisjoint(with: [.separator, .slash])
    {
      if let pair = measurements.pair(
        reading, first: first, second: (name, concept), before: end)
      {
        takeMeasurement(pair.first, in: index)
        reading = pair.second
      } else if !source.words[first.tokens.upperBound].contains(.slash) {
        // `BUN and creatinine 1.2`: whose value it is stays open. `PT/INR 1.0` names one thing.
        return
      }
    }
    if sentence.contains(where: { source.words[$0].contains(.specimen) }) {
      reading.abnormality = nil
    }
    takeMeasurement(reading, in: index)
  }

  private mutating func takeProblem(
    _ tokens: Range<Int>, _ concept: ConceptID, of sentence: Range<Int>, in index: Int
  ) {
    guard !isLabelOrUnit(tokens, in: sentence) else { return }
    var fact = fact(.problem, tokens: tokens, name: tokens, in: index)
    fact.concept = concept
    fact.laterality = laterality(of: tokens, in: sentence)
    take(fact, tokens)
  }

  /// `MS: no deformity`, `2 CM`: an abbreviation as the label of a line, or a unit.
  private func isLabelOrUnit(_ tokens: Range<Int>, in sentence: Range<Int>) -> Bool {
    let span = source.span(tokens)
    guard tokens.count == 1, span.count <= 3 else { return false }
    let next = tokens.upperBound
    if next < sentence.upperBound, source.words[next].contains(.colon) { return true }
    return tokens.lowerBound > sentence.lowerBound
      && source.tokens[tokens.lowerBound - 1].kind == .number
      && UnitSpelling.unit(at: tokens.lowerBound, before: next, in: source) != nil
  }

  /// How many words beside a mention are looked at for its side.
  private static let sideReach = 3

  /// The side that a word in the mention or close to it names.
  private func laterality(of tokens: Range<Int>, in sentence: Range<Int>) -> Laterality? {
    for index in tokens { if let side = side(index) { return side } }
    var index = tokens.lowerBound - 1
    while index >= max(sentence.lowerBound, tokens.lowerBound - Self.sideReach) {
      if let side = side(index) { return side }
      if source.words[index].isBoundary { break }
      index -= 1
    }
    index = tokens.upperBound
    while index < min(sentence.upperBound, tokens.upperBound + Self.sideReach) {
      if let side = side(index) { return side }
      if source.words[index].isBoundary { break }
      index += 1
    }
    return nil
  }

  private func side(_ index: Int) -> Laterality? {
    let word = source.words[index]
    if word.contains(.left) { return .left }
    if word.contains(.right) { return .right }
    return word.contains(.bilateral) ? .bilateral : nil
  }

  /// The first token of the next term for a drug, where its details must end.
  private func nextDrug(after place: Int, in matches: ArraySlice<TermMatch>) -> Int? {
    let end = matches[place].tokens.upperBound
    for match in matches[(place + 1)...].prefix(12) where match.tokens.lowerBound >= end {
      if structure.lexicon.kind(of: ConceptID(index: match.payload)) == .medication {
        return match.tokens.lowerBound
      }
    }
    return nil
  }

  private mutating func takeMedication(
    _ name: Range<Int>, _ concept: ConceptID, next: Int?, of sentence: Range<Int>, in index: Int
  ) {
    let reading = medications.reading(
      ofDrug: name, from: sentence.lowerBound, before: sentence.upperBound, nextDrug: next)
    let section = structure.sections[structure.sentences[index].section].name
    if !reading.hasDetail, isSubstanceOnly(concept, name), !Self.isMedicationSection(section) {
      return
    }
    var tokens = reading.tokens
    if !isFree(tokens) { tokens = name }
    var fact = fact(.medication, tokens: tokens, name: name, in: index)
    fact.concept = concept
    var detail = reading.detail
    detail.status = statuses.status(of: tokens, in: sentence, under: section)
    if detail.status == .mentioned || detail.status == .continued {
      detail.status = statuses.regimen(of: detail, at: tokens, in: sentence) ?? detail.status
    }
    fact.medication = detail
    // `albuterol p.r.n., metoprolol`: the condition is the first drug's.
    if fact.context.assertion == .conditional,
      let cue = context.cueSpan(ofToken: name.lowerBound), statuses.saysAsNeeded(cue)
    {
      fact.context.assertion = .present
    }
    if isNotTaken(tokens.lowerBound, from: sentence.lowerBound) { fact.context.assertion = .absent }
    take(fact, tokens)
  }

  /// `not taking any aspirin`, `not on insulin`: of a drug an absence, though not of a problem.
  private func isNotTaken(_ drug: Int, from start: Int) -> Bool {
    var position = drug - 1
    var sawTaking = false
    while position >= max(start, drug - 5) {
      let key = source.letters(at: position, before: drug)?.key ?? 0
      if Self.takings.contains(key) { sawTaking = true }
      if key == Self.not { return sawTaking }
      if source.words[position].isBoundary, !Self.takings.contains(key) { return false }
      position -= 1
    }
    return false
  }

  private static let not = FactSource.packed("not".utf8)
  private static let takings: RootSet = RootSet(
    ["taking", "on", "using", "take", "taken", "use"].map { FactSource.packed($0.utf8) })

  static func isMedicationSection(_ section: SectionName) -> Bool {
    switch section {
    case .medications, .admissionMedications, .dischargeMedications: true
    default: false
    }
  }

  /// Substances that are measured, drunk or breathed more often than prescribed: drugs only with a
  /// dose beside them.
  private func isSubstanceOnly(_ concept: ConceptID, _ name: Range<Int>) -> Bool {
    let span = source.span(name)
    return Self.substances.contains(structure.lexicon.nameHash(of: concept))
      || Self.substances.contains(FoldedName.hash(structure.text.bytes.span, in: span.range))
      || isMeasurementName(name)
  }

  /// Whether the lexicon knows the same words as a laboratory value.
  private func isMeasurementName(_ name: Range<Int>) -> Bool {
    structure.lexicon.matcher.matches(
      in: structure.text, tokens: structure.tokens, at: name.lowerBound
    ).contains {
      let kind = structure.lexicon.kind(of: ConceptID(index: $0.payload))
      return $0.tokens == name && (kind == .laboratory || kind == .vitalSign)
    }
  }

  /// By the hashes of their names.
  private static let substances: RootSet = RootSet(
    [
      "alcohol", "ethanol", "water", "oxygen", "sugar", "sucrose", "caffeine", "nicotine",
      "tobacco",
      "sodium", "calcium", "chloride", "glucose", "dextrose", "iron", "zinc", "copper", "nitrogen",
      "carbon dioxide", "cocaine", "cannabis", "marijuana", "heroin", "silver", "gold", "urea",
      "lactic acid", "cholesterol", "creatinine", "albumin", "thrombin", "fibrin", "collagen",
      "magnesium", "potassium", "phosphorus", "bicarbonate", "lactate", "ammonia", "oxygen therapy",
      "histamine", "dopamine receptor", "air", "honey", "tea", "coffee", "soy", "milk", "latex",
      "nitric oxide", "hydrogen", "allis", "luminal", "carbon", "helium", "methane",
      "carbon monoxide",
    ].map { FoldedName.hash($0.utf8Span.span, in: 0..<$0.utf8.count) })
}

extension ContextWord {
  /// Whether phrases end here.
  var isBoundary: Bool { !isDisjoint(with: [.separator, .semicolon, .colon, .bracket, .verb]) }
}
