import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `entity_not_in_source`: a drug, problem, procedure, test or finding that the note does not name.
///
/// Parameters: `types` (`medication`, `drug_class`, `problem`, `finding`, `procedure`, `test`, `device`,
/// `site`, `relative`, `person`: anybody else, `part`: a part of the body of which the note has no word, by itself or within a longer
/// expression; `displaced_site`: one right before a thing that the note has only with others before it;
/// `unknown`: a word that neither the clinical lists nor everyday English have),
/// `allow` (an expression with one of these words may always stand; of a disease or a procedure where the
/// note has its other words), `heads` (judge only expressions whose
/// last word is one of these), `leastWords` (judge only expressions of as many words), `wholly` (judge only
/// expressions of which the note has no word, not even one that begins alike), `inQuotation` (judge only
/// what stands in a copy of the note, where another word is no paraphrase). Of these `part` knows `allow`
/// alone.
package struct EntityNotInSourceRule: RuleKind {
  package static let kind = "entity_not_in_source"
  static let holdsAgainstNote = true

  private enum Sort: String, CaseIterable {
    case medication
    case drugClass = "drug_class"
    case problem, finding, procedure, test, device, site, relative, person, unknown
    /// A word for a part of the body, also within a longer expression.
    case part
    /// A part of the body in the place of the note's: see `DisplacedSites`.
    case displacedSite = "displaced_site"
    /// Whatever carries content, for summaries that copy the note.
    case any

    func includes(_ unit: SummaryUnit) -> Bool {
      if self == .part || self == .displacedSite { return false }
      if self == .any { return unit.kind != .quantity && unit.kind != .time }
      if !unit.isKnown { return self == .unknown && !unit.isNeutral }
      switch unit.kind {
      case .drug: return self == .medication
      case .drugClass: return self == .drugClass
      case .disease: return self == .problem
      case .finding: return self == .finding
      case .procedure: return self == .procedure
      case .test: return self == .test
      case .device: return self == .device
      case .site: return self == .site
      case .person: return self == (unit.cues.contains(.kin) ? .relative : .person)
      case .abbreviation, .state, .action, .time, .descriptor, .quantity, .generic: return false
      }
    }
  }

  private let sorts: [Sort]
  private let asksForQuotation: Bool
  private let allowed: Set<UInt64>
  private let heads: Set<UInt64>?
  private let leastWords: Int
  private let asksForWhole: Bool

  package init?(reading parameters: inout ParameterReader) {
    let sorts = parameters.requiredChoices("types", of: Sort.self)
    asksForQuotation = parameters.flag("inQuotation", default: false)
    leastWords = parameters.integer("leastWords", in: 1...8) ?? 1
    asksForWhole = parameters.flag("wholly", default: false)
    let allow = parameters.strings("allow") ?? []
    heads = parameters.strings("heads").map { words in
      words.reduce(into: []) { $0.formUnion(Thesaurus.roots($1)) }
    }
    guard let sorts else { return nil }
    if sorts.contains(.part) {
      for key in ["inQuotation", "leastWords", "wholly", "heads"] where parameters.has(key) {
        parameters.report(
          "'\(key)' says nothing of 'part'", at: key, hint: "make two rules of it")
      }
    }
    self.sorts = sorts
    allowed = allow.reduce(into: []) { $0.formUnion(Thesaurus.roots($1)) }
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard let comparison = context.judged.comparison else { return .nothing }
    var judgement = Judgement.nothing
    for unit in missing(comparison) {
      guard asksForQuotation || !isDenial(unit, comparison),
        !asksForQuotation || comparison.isMostlyCopied
          || (comparison.isQuoting && unit.isInQuotation),
        !isVerb(unit, comparison), !isPatient(unit, comparison),
        !isRelativeOfNote(unit, comparison), !comparison.isOfDeniedClass(unit),
        !isRate(unit, comparison), asksForQuotation || !comparison.isSort(unit.words, isName: true),
        !asksForWhole || unit.kind != .test || !ImpliedTests.standard.shows(unit, in: comparison),
        sorts.contains(where: { $0.includes(unit) }),
        isHeaded(unit, comparison), unit.words.count >= leastWords,
        !isAllowed(unit.words, comparison), !asksForWhole || isWhollyMissing(unit, comparison),
        !asksForQuotation || !isInQuantity(unit, context.judged.summaryQuantities),
        !asksForQuotation || !isClipped(unit, comparison),
        unit.isKnown
          ? !comparison.isDerived(unit.span, ofNoteAlone: unit.kind == .disease)
          : isForeign(unit, comparison)
      else { continue }
      judgement.observations.append(
        Observation(
          message: .missing(unit.kind), summarySpan: unit.span,
          noteSpans: context.claims[unit.claim].evidence))
    }
    if sorts.contains(.displacedSite) {
      for (unit, place) in DisplacedSites.all(in: comparison)
      where !isDenial(unit, comparison) && !isAllowed(unit.words, comparison) {
        judgement.observations.append(
          Observation(
            message: .missing(.site), summarySpan: unit.span,
            noteSpans: [comparison.noteSpan(place)]))
      }
    }
    if sorts.contains(.part) {
      for part in comparison.unnamedParts
      where part.unit.map(isUnasserted) != true && !isAllowed(part.words, comparison) {
        judgement.observations.append(
          Observation(message: .missing(.site), summarySpan: part.span))
      }
    }
    return judgement
  }

  /// The F of `101.2 F`, the `q6hr` of a schedule: numbers are compared with their units.
  private func isInQuantity(_ unit: SummaryUnit, _ quantities: [QuantityMention]) -> Bool {
    let first = quantities.partitioningIndex { $0.span.end > unit.span.start }
    return first < quantities.count && quantities[first].span.contains(unit.span)
      && (quantities[first].kind == .frequency
        || quantities[first].kind == .amount && quantities[first].dimension != .none)
  }

  /// The `hosp` of `post-hosp follow-up`, the `R` of `R kidney stone`: a short form of an everyday word in small
  /// letters, or one letter, by which nothing is copied but told in shorthand.
  private func isClipped(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    unit.span.count == 1
      || unit.kind == .abbreviation && unit.words.count == 1
        && comparison.summary.text[unit.span].allSatisfy { $0 &- 0x61 < 26 }
  }

  /// The `h/d` of `16 h/d`: behind a number, two short words and a stroke are a rate.
  private func isRate(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    let first = unit.words.lowerBound
    guard first > 0, words[first].gap < .comma, words[first - 1].isNumber else { return false }
    let parts = comparison.summary.text[unit.span].split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { (1...Self.longestMeasure).contains($0.count) }
  }

  /// In bytes: `tabs/day`.
  private static let longestMeasure = 4

  /// Whether a word may always stand; of a disease and a procedure the others of its expression must be
  /// the note's: an aortic valve replacement is another matter than a valve.
  private func isAllowed(_ range: Range<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words[range]
    guard words.contains(where: { allowed.contains($0.fine) }) else { return false }
    return !sorts.contains(.problem) && !sorts.contains(.procedure)
      || words.allSatisfy {
        allowed.contains($0.fine) || FunctionWords.holds($0) || comparison.index.holds($0.fine)
          || comparison.index.holds(NoteIndex.coarseKey($0))
      }
  }

  /// Whether the expression's last word is one of those asked for, and nothing in it denies.
  private func isHeaded(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard let heads else { return true }
    return !unit.cues.contains(.negation)
      && heads.contains(comparison.summaryMeanings.words[unit.words.upperBound - 1].fine)
  }

  /// Whether the note has none of the expression's words in any form: who says `breast asymmetry` where
  /// the note has `asymmetry` invents nothing.
  private func isWhollyMissing(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    if isShortForm(comparison.summary.text[unit.span]) { return false }
    return !comparison.summaryMeanings.words[unit.words].contains {
      !FunctionWords.holds($0) && !Self.degrees.contains($0.fine)
        && (comparison.index.holds($0.fine) || comparison.index.holds(NoteIndex.coarseKey($0)))
    } && !comparison.hasKin(of: unit.span, inNoteAlone: true)
  }

  /// `R`, `CR`, `JAK2`, `EOMI`, `IOP`, `c/c/e`, `C&S`: what short forms mean is told by their
  /// surroundings, and each hospital has its own.
  private func isShortForm(_ text: ArraySlice<UInt8>) -> Bool {
    if text.count < Self.leastInitials { return true }
    if text.contains(where: { [UInt8]("/&".utf8).contains($0) || (0x30...0x39).contains($0) }) {
      return true
    }
    return text.allSatisfy { !(0x61...0x7A).contains($0) }
  }

  private static let leastInitials = 3

  /// Words that any finding may have beside it.
  private static let degrees = Thesaurus.roots(
    """
    mild moderate severe small large reduced decreased increased new old slight marked minimal low high
    poor absent
    """)

  /// Among copies a word that only begins like the note's, or of which the note has the parts, is another.
  private func missing(_ comparison: Comparison) -> [SummaryUnit] {
    asksForQuotation && comparison.isMostlyCopied
      ? comparison.unsaidUnits : comparison.unsupportedUnits
  }

  /// That something was not there is told in too many ways to ask the note for its name.
  private func isDenial(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    switch unit.kind {
    case .finding, .disease, .procedure: isUnasserted(unit)
    // `Wear a mask and take an antihistamine when you work`: what is to be taken is named.
    case .drugClass, .device: unit.context.assertion == .absent
    default: false
    }
  }

  /// `no neck stiffness`, `call if your calf swells`
  private func isUnasserted(_ unit: SummaryUnit) -> Bool {
    unit.context.assertion == .absent || unit.context.assertion == .hypothetical
  }

  /// `the tube that drains the kidney`, `the coiled tube`, `the heart's pumping`, `pumps normally`: a
  /// device's name as a verb.
  private func isVerb(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard unit.kind == .device else { return false }
    let text = comparison.summary.text[unit.span]
    if text.hasSuffix("ing") { return true }
    let words = comparison.summaryMeanings.words
    var next = unit.words.upperBound
    // `pumps very strongly`
    if next + 1 < words.count, words[next].gap == .none,
      Self.intensifying.contains(words[next].fine)
    {
      next += 1
    }
    if next < words.count, words[next].gap == .none, text.hasSuffix("s") {
      let following = comparison.summary.text[
        comparison.summaryMeanings.span(of: next..<next + 1, in: comparison.summary)]
      if Self.manners.contains(words[next].fine)
        || following.count > Self.leastAdverb && following.hasSuffix("ly")
      {
        return true
      }
    }
    guard unit.words.count == 1 else {
      // `bile drained into the wound`
      let last = unit.words.upperBound - 1
      return text.hasSuffix("ed") && !Self.beds.contains(words[last].fine)
        && next < words.count && words[next].gap == .none && FunctionWords.holds(words[next])
    }
    if text.hasSuffix("ed") { return true }
    next = unit.words.upperBound
    let previous = unit.words.lowerBound - 1
    return
      (next < words.count && words[next].gap < .comma
      && Self.determiners.contains(words[next].fine))
      || (previous >= 0 && Self.relatives.contains(words[previous].fine))
  }

  private static let beds = Thesaurus.roots("bed")
  private static let manners = Thesaurus.roots("well hard poorly")
  private static let intensifying = Thesaurus.roots("very quite so too rather fairly less more")
  /// `fly` and `ply` are none.
  private static let leastAdverb = 4

  /// `The mother tolerated surgery well` of a delivery: the patient herself. `Your baby` where the note
  /// speaks of a child: whose parents read it.
  private func isPatient(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard unit.kind == .person else { return false }
    let first = unit.words.lowerBound
    let words = comparison.summaryMeanings.words
    if first > 0, words[first].gap == .none, Self.readers.contains(words[first - 1].fine),
      Self.offspring.contains(words[first].fine)
    {
      return isOfChild(comparison) || age(comparison) == nil
    }
    guard Self.mothers.contains(comparison.summaryMeanings.words[unit.words.lowerBound].fine)
    else { return false }
    return Self.newborns.contains(where: comparison.index.holds)
      && Self.births.contains(where: comparison.index.holds)
  }

  /// `maternal` and `parents` where the note has `Mum` and `Dad`.
  private func isRelativeOfNote(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard unit.kind == .person else { return false }
    let words = comparison.summaryMeanings.words
    // `maternal GBS` is the mother's.
    let isMaternal = words[unit.words].contains { Self.mothers.contains($0.fine) }
    let told = Relatives(in: unit.words, of: words).union(isMaternal ? .mother : [])
    guard !told.isEmpty, told != .all else { return false }
    let known = Relatives(
      in: comparison.noteMeanings.words.indices, of: comparison.noteMeanings.words)
    // `The family was present` names nobody, unless the patient is a child, whose family are the parents.
    return
      (told.isSubset(of: known) || isSingular(unit, comparison) && !told.isDisjoint(with: known))
      && (known != .all || told.isSubset(of: .parents) && isOfChild(comparison))
  }

  private static let children = Thesaurus.roots("children")

  /// `the parent`, who is the mother of the note.
  private func isSingular(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words[unit.words]
    return comparison.summary.text[unit.span].last.map { $0 | 0x20 != UInt8(ascii: "s") } ?? false
      && !words.contains { Self.children.contains($0.fine) }
  }

  /// Whether the note has a word for the young, or a patient of that age.
  private func isOfChild(_ comparison: Comparison) -> Bool {
    Self.young.contains(where: comparison.index.holds)
      || age(comparison).map { $0 < Self.adult } ?? false
  }

  private func age(_ comparison: Comparison) -> Double? {
    comparison.note.facts.lazy.compactMap { $0.demographic?.ageInYears }.min()
  }

  private static let mothers = Thesaurus.roots("mother mom mum maternal")
  private static let newborns: Set<UInt64> = Thesaurus.roots("infant newborn neonate baby fetus")
  private static let readers = Thesaurus.roots("your")
  private static let offspring = Thesaurus.roots("baby child son daughter infant newborn")
  private static let young: Set<UInt64> = Thesaurus.roots(
    """
    infant newborn neonate baby toddler child children boy girl pediatric guardian
    """)
  private static let adult = 18.0
  private static let births: Set<UInt64> = Thesaurus.roots(
    "delivery delivered cesarean labor gravida pregnancy")
  private static let determiners = Thesaurus.roots("your his her their the its")
  private static let relatives = Thesaurus.roots("that which to")

  /// Whether a word that no list knows is a term from elsewhere: no number, no everyday word, and no
  /// abbreviation, since those are made up as people write.
  private func isForeign(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    let word = comparison.summaryMeanings.words[unit.words.lowerBound]
    if asksForQuotation && comparison.isMostlyCopied {
      return !word.isNumber && unit.span.count > 2
    }
    guard !word.isNumber, !comparison.isHyphenated(unit), unit.span.count >= 5,
      !OrdinaryWords.embedded.contains(word)
    else {
      return false
    }
    guard
      comparison.summary.text[unit.span].dropFirst().allSatisfy({ byte in
        byte >= 0x80 || (0x61...0x7A).contains(byte)
      })
    else { return false }
    return !comparison.isCompound(unit.span) && !comparison.hasKin(of: unit.span)
      && !comparison.isMisspelled(unit.span)
  }
}

extension Message {
  fileprivate static func missing(_ kind: Thesaurus.Kind) -> Message {
    switch kind {
    case .drug: Message("the note does not name this drug")
    case .drugClass: Message("the note has no drug of this class")
    case .disease: Message("the note does not have this diagnosis")
    case .finding: Message("the note does not have this symptom or sign")
    case .procedure: Message("the note does not have this procedure")
    case .test: Message("the note does not have this test")
    case .device: Message("the note does not have this device")
    case .site: Message("the note does not name this part of the body")
    case .person: Message("the note does not name this person")
    case .abbreviation, .state, .action, .time, .descriptor, .quantity, .generic:
      Message("the note does not have this word")
    }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ suffix: String) -> Bool {
    suffix.utf8.count <= count
      && zip(self.suffix(suffix.utf8.count), suffix.utf8).allSatisfy { $0 | 0x20 == $1 }
  }
}
