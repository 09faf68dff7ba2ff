import ClinicalLanguage
import SourceText

/// A result told of what the note says is still awaited: `lupus serology negative` for `lupus serology is
/// pending`, `a confirmed epidural` for one that is tentatively planned, a normal examination for a deferred
/// one.
struct AwaitedResult {
  var span: TextSpan
  var noteSpan: TextSpan

  private static let awaiting = Thesaurus.roots(
    "pending awaiting awaited tentative tentatively outstanding deferred postponed")
  /// Words of a clause that leave the result open.
  private static let open = Thesaurus.roots(
    """
    pending await awaiting awaits awaited wait waiting until tentative tentatively outstanding back yet if
    once when after sent result depending soon later follow followed will to plan planned scheduled further
    unless not deferred postponed checked check ordered order due drawn recommend recommended need needs evaluation evaluate
    expected review
    """)
  /// Words of a clause that give one.
  private static let given = Thesaurus.roots(
    """
    negative positive normal abnormal elevated raised increased decreased low high show showed shown reveal
    revealed demonstrate demonstrated confirm confirmed proven established mutation mutated amplification
    grew growth found detected unremarkable benign malignant cancer consistent reactive clear excluded met
    completed received done
    """)

  /// Results that have plain names.
  private static let examined = Thesaurus.roots(
    "pathology biopsy biopsies cytology histology culture cultures smear")

  /// How far from the word that awaits it a thing may stand in the note.
  private static let reach = 6
  /// More things that are awaited than these are no plan.
  private static let most = 40

  /// All clauses of a summary that tell such a result.
  static func told(in comparison: Comparison) -> [AwaitedResult] {
    let words = comparison.noteMeanings.words
    let awaiting = awaiting
    var waits: [Int] = []
    for index in words.indices where awaiting.contains(words[index].fine) {
      waits.append(index)
      if waits.count == most { break }
    }
    guard !waits.isEmpty else { return [] }
    var found: [AwaitedResult] = []
    let units = comparison.units
    var first = 0
    while first < units.count {
      var end = first + 1
      while end < units.count, units[end].clause == units[first].clause { end += 1 }
      defer { first = end }
      let clause = units[first].clause
      guard !units[first].isAboutRecord, gives(clause, comparison) else { continue }
      for wait in waits {
        if let unit = awaited(units[first..<end], at: wait, comparison) {
          found.append(
            AwaitedResult(
              span: comparison.summaryMeanings.span(of: clause, in: comparison.summary),
              noteSpan: comparison.noteSpan(unit)))
          break
        }
      }
    }
    return found
  }

  private static func gives(_ clause: Range<Int>, _ comparison: Comparison) -> Bool {
    let words = comparison.summaryMeanings.words
    return !clause.contains { open.contains(words[$0].fine) }
      && clause.contains { given.contains(words[$0].fine) }
  }

  /// The place of the thing awaited, if the clause speaks of it and of nothing else by its name: one word
  /// that the note has in that sentence alone, or two that it has there together.
  private static func awaited(
    _ units: ArraySlice<SummaryUnit>, at wait: Int, _ comparison: Comparison
  ) -> NoteIndex.Place? {
    let sentence = comparison.noteMeanings.sentences[wait]
    var near: [NoteIndex.Place] = []
    var elsewhere: Set<Int32>?
    for unit in units where unit.support >= .parts {
      let isExamined = examined.contains(
        comparison.summaryMeanings.words[unit.words.lowerBound].fine)
      switch unit.kind {
      // `previous`, `up`: no thing that anybody waits for.
      case .time, .person, .quantity, .descriptor: guard isExamined else { continue }
      default: guard isExamined || !unit.isNeutral else { continue }
      }
      let sentences = comparison.noteMeanings.sentences
      guard
        let place = unit.places.first(where: {
          sentences[Int($0.start)] == sentence && abs(Int($0.start) - wait) <= reach
        })
      else { continue }
      if unit.places.allSatisfy({ sentences[Int($0.start)] == sentence }) { return place }
      near.append(place)
      let others = Set(unit.places.map { sentences[Int($0.start)] }).subtracting([sentence])
      elsewhere = elsewhere.map { $0.intersection(others) } ?? others
    }
    // `urine culture is pending`, and another sentence has a urine culture of another day.
    return near.count >= 2 && elsewhere?.isEmpty == true ? near[0] : nil
  }
}
