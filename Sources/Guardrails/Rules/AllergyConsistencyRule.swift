import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `allergy_consistency`: allergies that the note does not have, denies, or that the summary loses.
///
/// Parameters: `checks` (all by default): `added` (an allergy of the summary that the note does not
/// have), `denied` (`no known allergies` where the note does not say so), `dropped` (a summary that
/// names allergies leaves one of the note's out).
package struct AllergyConsistencyRule: RuleKind {
  package static let kind = "allergy_consistency"

  private enum Check: String, CaseIterable { case added, denied, dropped }
  private let checks: [Check]

  package init?(reading parameters: inout ParameterReader) {
    checks = parameters.choices("checks", of: Check.self) ?? Check.allCases
  }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    guard let comparison = context.judged.comparison else { return .nothing }
    let note = context.note
    let summary = context.draft.document
    let noteFacts = note.facts.ofKind(.allergy).filter { $0.context.experiencer == .patient }
    let noteAllergens = noteFacts.filter { $0.context.assertion != .absent }
    let noteDenials = noteFacts.filter { $0.context.assertion == .absent }
    // Under a run-in heading (`Allergies: penicillin. No fever.`) only the first sentence is meant.
    let facts = summary.facts.ofKind(.allergy).filter { fact in
      guard fact.context.experiencer == .patient,
        // `Allergies: Reglan only; tolerates Percocet`.
        !comparison.units(over: fact.nameSpan).contains(where: { tellsTolerance($0, comparison) })
      else { return false }
      let sentence = summary.sentences[fact.sentence]
      return fact.sentence == 0 || summary.sentences[fact.sentence - 1].section != sentence.section
        || summary.sections[sentence.section].name != .allergies
    }
    var judgement = Judgement.nothing
    // Each is compared with each: of more than any patient has nothing can be said in time.
    if let first = facts.first, max(facts.count, noteFacts.count) > Self.mostAllergies {
      judgement.observations.append(
        Observation(message: .tooMany, summarySpan: first.span, noteSpans: []))
      return judgement
    }
    func isAboutRecord(_ fact: Fact) -> Bool {
      comparison.units(over: fact.span).contains { $0.isAboutRecord }
    }
    for fact in facts where !isAboutRecord(fact) {
      if fact.context.assertion == .absent {
        // `no phenytoin` beside an allergy to it is an order, and what the note has no allergy to may be
        // said to be none.
        let isTrueOfOne =
          !isGeneral(fact, summary)
          && (!noteAllergens.contains { same(fact, summary, $0, note) }
            || facts.contains {
              $0.context.assertion != .absent && same($0, summary, fact, summary)
            })
        if checks.contains(.denied), noteDenials.isEmpty, !isTrueOfOne, !deniesAllergies(comparison)
        {
          judgement.observations.append(
            Observation(
              message: .notDenied, summarySpan: fact.span,
              noteSpans: noteAllergens.prefix(4).map(\.span)))
        }
      } else if checks.contains(.added) {
        let known = noteFacts.filter { same(fact, summary, $0, note) }
        // Denied wherever the note speaks of it: `denies allergy to iodine or codeine`.
        if known.allSatisfy({ $0.context.assertion == .absent }),
          fact.concept != nil || isNamed(fact, comparison) || Self.isGrave(fact, summary),
          !isTaken(fact, comparison), !isRejected(fact, comparison)
        {
          let units = comparison.units(over: fact.nameSpan)
          let near = units.contains { unit in
            unit.places.contains { place in
              comparison.noteContext(place).assertion != .absent
                && (noteFacts.contains { $0.sentence == comparison.noteSentence(place) }
                  || note.sections[note.sentences[comparison.noteSentence(place)].section].name
                    == .allergies)
            }
          }
          // What the note denies by its name is not made true by standing there.
          if !near || !known.isEmpty {
            judgement.observations.append(
              Observation(
                message: .added, summarySpan: fact.span,
                noteSpans: noteFacts.prefix(4).map(\.span)))
          }
        }
      }
    }
    if checks.contains(.denied) {
      judgement.observations += toleratedAllergens(noteAllergens, comparison)
    }
    if checks.contains(.dropped),
      let first = facts.first(where: { $0.context.assertion != .absent })
    {
      let told = summary.facts.ofKind(.allergy)
      for fact in noteAllergens
      where (fact.concept != nil || Self.isGrave(fact, note)) && !isAsked(fact, note)
        && !isDoubted(fact, note)
        && !told.contains(where: { same($0, summary, fact, note) })
      {
        let mentioned = comparison.units.contains { unit in
          !tellsTolerance(unit, comparison)
            && unit.places.contains { place in
              comparison.noteSpan(place).overlaps(fact.nameSpan)
                // `No opioids` is no word about an allergy to Percocet.
                && ((unit.kind == .drug && !comparison.mayBeDenied(unit))
                  || comparison.sharesWord(unit, place)
                  || unit.clause.contains {
                    Self.cues.contains(comparison.summaryMeanings.words[$0].fine)
                  })
            }
        }
        if !mentioned {
          judgement.observations.append(
            Observation(message: .dropped, summarySpan: first.span, noteSpans: [fact.span]))
        }
      }
    }
    return judgement
  }

  /// `peanut oil?`: an allergy that the note only asks about.
  private func isAsked(_ fact: Fact, _ note: ClinicalDocument) -> Bool {
    let next = note.tokenIndex(at: fact.span.end)
    return (next..<min(next + 2, note.tokens.count)).contains {
      note.text[note.tokens[$0].span].elementsEqual([UInt8(ascii: "?")])
    }
  }

  /// `iodine: told yes as a child, but no reaction to contrast`, `spironolactone (intolerance)`: what the note
  /// itself holds to be no allergy, or none for sure.
  private func isDoubted(_ fact: Fact, _ note: ClinicalDocument) -> Bool {
    let end = note.sentences[fact.sentence].span.end
    guard end > fact.nameSpan.end else { return false }
    let rest = note.text.string(TextSpan(start: fact.nameSpan.end, end: end)).lowercased()
    // Of the next allergen of the list it says nothing.
    let own = rest.prefix { $0 != ";" && $0 != "\n" }
    return ["no reaction", "(intolerance", "not confirmed", "unconfirmed"].contains {
      own.contains($0)
    }
  }

  /// `NKDA`, `no known drug allergies`, `none`: of all allergens rather than of one.
  private func isGeneral(_ fact: Fact, _ document: ClinicalDocument) -> Bool {
    guard fact.concept == nil else { return false }
    let name = document.text.string(fact.nameSpan).lowercased()
    return name.contains("allerg") || ["no", "nk", "nil", "den"].contains { name.hasPrefix($0) }
  }

  /// Whether the allergen is something that the lists know, and no remnant of a sentence.
  private func isNamed(_ fact: Fact, _ comparison: Comparison) -> Bool {
    comparison.units(over: fact.nameSpan).contains { $0.isKnown && !$0.isNeutral }
  }

  /// `codeine caused excitability, not a true allergy`.
  private func isRejected(_ fact: Fact, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    return comparison.units(over: fact.span).contains { unit in
      // `codeine allergy but none to iodine`: what follows is said of another.
      let contrast = (unit.words.upperBound..<max(unit.words.upperBound, unit.clause.upperBound))
        .first { Self.contrasts.contains(words[$0].fine) }
      let own = unit.clause.lowerBound..<(contrast ?? unit.clause.upperBound)
      return comparison.summaryCues.cues(in: own).contains(.negation)
    }
  }

  private static let contrasts = Thesaurus.roots("but")

  /// `allergic to grasses, and OTC Claritin seems to help`: a drug for the allergy.
  private func isTaken(_ fact: Fact, _ comparison: Comparison) -> Bool {
    guard let unit = comparison.units(over: fact.nameSpan).first else { return false }
    let words = comparison.summaryMeanings.words
    let near = max(0, unit.words.lowerBound - 3)..<min(words.count, unit.words.upperBound + 4)
    let sentence = comparison.summaryMeanings.sentences[unit.words.lowerBound]
    return near.contains {
      Self.taking.contains(words[$0].fine) && comparison.summaryMeanings.sentences[$0] == sentence
    }
  }

  private static let taking = Thesaurus.roots(
    "otc takes taking uses using help helps prn prescribed daily bid relief")

  private static let tolerance = Thesaurus.roots("tolerate tolerated tolerates takes taking")

  /// `tolerates Percocet` is the opposite of an allergy to it.
  private func tellsTolerance(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    unit.clause.contains { Self.tolerance.contains(comparison.summaryMeanings.words[$0].fine) }
  }

  private static let tolerating: Set<UInt64> = Thesaurus.roots(
    "tolerates tolerated tolerating tolerate")
  private static let denying = Thesaurus.roots("\(PlainWords.not) no without cannot unable poorly")
  /// `tolerates penicillin`, in words.
  private static let toleranceReach = 3

  private static let parting = Thesaurus.roots("and but while whether if ask")

  /// Allergens of a note that a summary has the patient tolerate, where the note has no word of that.
  private func toleratedAllergens(_ allergens: [Fact], _ comparison: Comparison) -> [Observation] {
    guard !allergens.isEmpty, comparison.units.count <= Comparison.mostUnits,
      !Self.tolerating.contains(where: comparison.index.holds)
    else { return [] }
    let told = comparison.units.filter { isTolerated($0, comparison) }
    guard let first = told.first else { return [] }
    // Each is compared with each.
    if allergens.count > Self.mostAllergies {
      return [Observation(message: .tooMany, summarySpan: first.span, noteSpans: [])]
    }
    return told.compactMap { unit in
      let allergen = allergens.first { fact in
        unit.places.contains { comparison.noteSpan($0).overlaps(fact.nameSpan) }
          && !isAsked(fact, comparison.note) && !isDoubted(fact, comparison.note)
      }
      return allergen.map {
        Observation(message: .tolerated, summarySpan: unit.span, noteSpans: [$0.span])
      }
    }
  }

  /// Whether the summary says that the patient tolerates it.
  private func isTolerated(_ unit: SummaryUnit, _ comparison: Comparison) -> Bool {
    guard unit.kind == .drug || unit.kind == .drugClass, unit.support == .said,
      comparison.summary.context(of: unit.span).isCurrent
    else { return false }
    let words = comparison.summaryMeanings.words
    let before = unit.clause.lowerBound..<unit.words.lowerBound
    guard
      let verb = before.suffix(Self.toleranceReach).last(where: {
        Self.tolerating.contains(words[$0].fine)
      })
    else { return false }
    return !before.contains { Self.denying.contains(words[$0].fine) }
      && !(max(before.lowerBound, verb - Self.toleranceReach)..<unit.words.lowerBound).contains {
        Self.parting.contains(words[$0].fine)
      }
  }

  private static let cues = Thesaurus.roots("allergy allergic nkda nka intolerance")

  /// Whether a sentence about allergies, or under their heading, has a word of denial.
  private func deniesAllergies(_ comparison: Comparison) -> Bool {
    for (index, word) in comparison.noteMeanings.words.enumerated() {
      let sentence = Int(comparison.noteMeanings.sentences[index])
      guard comparison.noteCues.sentences[sentence].contains(.negation) else { continue }
      if Self.cues.contains(word.fine) { return true }
      let section = comparison.note.sections[comparison.note.sentences[sentence].section].name
      if section == .allergies { return true }
    }
    return false
  }

  private static let grave = Thesaurus.roots(
    "latex contrast dye iodine egg nut peanut sulfa shellfish")

  private static let mostAllergies = 200

  private static func isGrave(_ fact: Fact, _ note: ClinicalDocument) -> Bool {
    !Thesaurus.roots(note.text.string(fact.nameSpan)).isDisjoint(with: grave)
  }

  private func same(
    _ left: Fact, _ leftDocument: ClinicalDocument, _ right: Fact, _ rightDocument: ClinicalDocument
  ) -> Bool {
    if let concept = left.concept, concept == right.concept { return true }
    let l = leftDocument.text.string(left.nameSpan).lowercased()
    let r = rightDocument.text.string(right.nameSpan).lowercased()
    if l.hasPrefix(r) || r.hasPrefix(l) { return true }
    // `adhesive tape` and `tape`, `iodinated contrast` and `contrast`: the words of one are in the other.
    let (mine, theirs) = (words(of: l), words(of: r))
    return !mine.isEmpty && !theirs.isEmpty
      && (mine.isSubset(of: theirs) || theirs.isSubset(of: mine))
  }

  private func words(of name: String) -> Set<Substring> {
    Set(name.split { !$0.isLetter && $0 != "-" })
  }
}

extension Message {
  fileprivate static let tolerated = Message("the note has this as an allergy")
  fileprivate static let notDenied = Message(
    "the summary says that there are no allergies; the note does not")
  fileprivate static let tooMany = Message("there are more allergies than can be compared")
  fileprivate static let added = Message("the note does not have this allergy")
  fileprivate static let dropped = Message(
    "the summary names allergies, but leaves one of the note's out")
}
