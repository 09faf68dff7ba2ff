import ClinicalLanguage
import SourceText

extension ErrorPlanter {
  // MARK: Drugs and allergies

  var lookAlikes: [PlantedEdit] {
    facts(.medication).compactMap { fact in
      let name = words(fact.nameSpan)
      guard let other = LookAlikeDrugs.name(like: name), !noteWords.contains(other) else {
        return nil
      }
      return PlantedEdit(fact.nameSpan, cased(other, like: fact.nameSpan))
    }
  }

  /// Another allergen, or none where the note has one.
  var otherAllergies: [PlantedEdit] {
    let own = facts(.allergy).filter { $0.context.assertion == .present }
    var edits = own.compactMap { fact -> PlantedEdit? in
      guard let other = Self.allergens.first(where: { !noteWords.contains($0) }) else { return nil }
      return PlantedEdit(fact.nameSpan, cased(other, like: fact.nameSpan))
    }
    for denial in ["nkda", "nka"] {
      edits += places(of: denial).map { PlantedEdit($0, "allergic to penicillin") }
    }
    return noteWords.contains("penicillin") && own.isEmpty ? [] : edits
  }

  private static let allergens = ["codeine", "penicillin", "latex", "sulfa drugs", "iodine"]

  // MARK: What is said of a problem

  /// What was denied is affirmed, or, where nothing is denied, what was affirmed is denied; each where the note
  /// itself says otherwise.
  var turnedNegations: [PlantedEdit] {
    let denied = facts(.problem).filter { $0.context.assertion == .absent && isDeniedInNote($0) }
      .compactMap { fact -> PlantedEdit? in
        guard let cue = summary.cueSpan(of: fact.nameSpan),
          let turned = Self.affirmed[words(cue)]
        else { return nil }
        return PlantedEdit(cue, cased(turned, like: cue))
      }
    if !denied.isEmpty { return denied }
    return statements.map { PlantedEdit(TextSpan(start: $0.start, end: $0.start), "no ") }
  }

  private static let affirmed = [
    "no": "some", "denies": "reports", "denied": "reported", "without": "with",
    "negative for": "positive for", "no evidence of": "evidence of", "not": "clearly",
    "negative": "positive", "no signs of": "signs of", "never": "often",
  ]

  /// Where the summary states a problem that the note says the patient has.
  private var statements: [TextSpan] {
    facts(.problem).filter { $0.context.isCurrent && isAffirmedInNote($0) }
      .compactMap { statement(of: $0.nameSpan) }
  }

  var turnedSides: [PlantedEdit] {
    let sentences = Set(summary.facts.filter { $0.laterality != nil }.map(\.sentence))
    func turned(_ word: String, _ other: String) -> [PlantedEdit] {
      places(of: word).filter { place in
        summary.sentenceIndex(containing: Int(place.start)).map(sentences.contains) ?? false
      }.map { PlantedEdit($0, cased(other, like: $0)) }
    }
    return turned("left", "right") + turned("right", "left") + turned("bilateral", "left-sided")
  }

  /// A problem of the patient becomes a relative's, or the other way round.
  var otherPeople: [PlantedEdit] {
    let relatives = ["mother", "father", "brother", "sister", "son", "daughter", "aunt", "uncle"]
    let ofFamily = relatives.flatMap { word in
      places(of: word).filter { place in
        summary.facts.contains { fact in
          fact.context.experiencer == .family && isOfFamilyInNote(fact)
            && summary.sentenceIndex(containing: Int(place.start)) == fact.sentence
        }
      }.map { PlantedEdit($0, cased("patient", like: $0)) }
    }
    if !ofFamily.isEmpty { return ofFamily }
    return statements.map {
      PlantedEdit(TextSpan(start: $0.start, end: $0.start), "family history of ")
    }
  }

  /// What is over goes on, what was begun was ended.
  var otherTimes: [PlantedEdit] {
    let words = [
      "started": "stopped", "stopped": "started", "discontinued": "started", "start": "stop",
      "stop": "start", "continue": "stop", "continued": "stopped", "resolved": "ongoing",
      "previous": "current", "prior": "current", "chronic": "new", "current": "previous",
      "scheduled": "completed", "planned": "completed",
    ]
    return words.sorted { $0.key < $1.key }.flatMap { word, other in
      places(of: word).map { PlantedEdit($0, cased(other, like: $0)) }
    }
  }

  /// A suspicion becomes a diagnosis.
  var surer: [PlantedEdit] {
    ["possible", "suspected", "probable", "presumed", "likely", "suspicious"].flatMap { word in
      places(of: word).filter { place in
        summary.facts.contains { fact in
          fact.kind == .problem && fact.context.assertion == .possible
            && summary.sentenceIndex(containing: Int(place.start)) == fact.sentence
        }
      }.map { PlantedEdit($0, cased("confirmed", like: $0)) }
    }
  }

  // MARK: What is left out

  /// Sentences that state a critical fact which no other sentence states; without any facts that are known,
  /// those with an allergy, or a value beyond its critical limits.
  func omissions(_ critical: [[String]]) -> [PlantedEdit] {
    // A summary of one sentence without it would be none.
    guard summary.sentences.count > 1 else { return [] }
    let facts = critical.map { $0.map { $0.lowercased() } }
    return summary.sentences.indices.compactMap { index in
      let span = summary.sentences[index].span
      let text = words(span)
      let before = TextSpan(0, Int(span.start))
      let rest = words(before) + words(TextSpan(Int(span.end), summary.text.count))
      let stated = critical.isEmpty ? graveFacts(in: index) : facts
      let lost = stated.filter { wordings in
        wordings.contains { text.contains($0) } && !wordings.contains { rest.contains($0) }
      }
      return lost.isEmpty ? nil : PlantedEdit(span, "", cure: .with(lost))
    }
  }

  /// The allergies of a sentence by their names, and its values beyond critical limits.
  private func graveFacts(in sentence: Int) -> [[String]] {
    summary.facts.filter { $0.sentence == sentence }.compactMap { fact in
      if fact.kind == .allergy { return [words(fact.nameSpan)] }
      guard fact.abnormality?.isCritical == true else { return nil }
      return fact.quantity.map { [words($0.span)] }
    }
  }
}
