import ClinicalLanguage
import SourceText

/// Finds clauses that tell as done what the note only plans, or as planned what it says was done.
struct DoneOrPlanned {
  struct Disagreement {
    var span: TextSpan
    var noteSpan: TextSpan
  }

  let comparison: Comparison

  /// Words that say that something has happened.
  private static let done = Thesaurus.roots(
    """
    was were had done completed given performed received underwent already has been did got obtained
    placed removed drawn sent reviewed finished made took taken saw
    """)
  /// Words that say that it is still to come.
  private static let planned = Thesaurus.roots(
    """
    will planned plan pending awaited awaiting await scheduled upcoming future next tomorrow later
    should shall going if would considered consider recommended needs until
    """)
  /// Those that say nothing else, and so may stand against the other side.
  private static let plainlyDone = Thesaurus.roots(
    "done completed performed received underwent already obtained finished reviewed given")
  private static let plainlyPlanned = Thesaurus.roots(
    "will pending awaited awaiting scheduled upcoming tomorrow")

  func disagreements() -> [Disagreement] {
    var found: [Disagreement] = []
    let words = comparison.summaryMeanings.words
    let noteWords = comparison.noteMeanings.words
    for clause in RenderedClause.all(in: comparison) {
      func has(_ set: RootSet) -> Int? {
        clause.clause.first { set.contains(words[$0].fine) }
      }
      func noteHas(_ set: RootSet) -> Int? {
        clause.sentence.first { set.contains(noteWords[$0].fine) }
      }
      var place: (summary: Int, note: Int)?
      if let mine = has(Self.plainlyDone), has(Self.planned) == nil,
        let theirs = noteHas(Self.plainlyPlanned), noteHas(Self.done) == nil
      {
        place = (mine, theirs)
      } else if let mine = has(Self.plainlyPlanned), has(Self.done) == nil,
        let theirs = noteHas(Self.done), noteHas(Self.planned) == nil
      {
        place = (mine, theirs)
      }
      guard let place else { continue }
      found.append(
        Disagreement(
          span: comparison.summaryMeanings.span(
            of: place.summary..<place.summary + 1, in: comparison.summary),
          noteSpan: comparison.noteMeanings.span(
            of: place.note..<place.note + 1, in: comparison.note)))
    }
    return found
  }
}
