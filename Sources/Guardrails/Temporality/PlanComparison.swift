import ClinicalLanguage
import SourceText

/// Finds what was done told as planned (`is to be resected later` for `had been resected`), what is only
/// planned told as done (`endoscopy has already been done` for `the next step would be endoscopy`), and what
/// is over told as going on (`headaches ever since` for `no headaches any more`).
///
/// Asked only where all sentences of the note that hold the clause speak in the other time, none in its own.
enum PlanComparison {
  private static let planning = TimeWords("scheduled awaiting planned upcoming will")
  private static let toBe = TimedClause.forms("is are")
  private static let to = TimedClause.form("to".utf8)
  private static let be = TimedClause.form("be".utf8)
  private static let finishing = TimeWords(
    "already underwent completed",
    pairs: """
      has been; have been; was done; were done; was performed; were performed
      """)
  /// `has been given instructions`, `was told to rest`: what is told is done later.
  private static let advising = TimeWords(
    "given advised advice instructed instructions told asked counseled encouraged reminded explained"
  )
  private static let lasting = TimeWords(
    """
    persists persisted persistent persist persisting still continues continued ongoing remains remained
    unresolved unrelieved
    """,
    pairs: "ever since; continued since; has continued; have continued; no better; not improved")
  /// Words of a clause with which its time is open.
  private static let open = TimeWords(
    "if should would may can return follow call discussed risks told could might unless until")

  /// What in the note speaks of a plan, in any way.
  private static let anyPlan = TimeWords(
    """
    will plan planned plans planning schedule scheduled awaiting await next going tomorrow future pending
    shall intend recommend recommended recommends advise advised consider considered considering candidate
    would should could may might if need needs order ordered refer referred discuss discussed want wants
    wish wishes option options possible elected elect proceed return follow followup repeat until begin
    start continue arrange discharge to be prescription prn call agreed agrees request requested sign signed
    offered offer propose proposed hope hopes today
    """)
  private static let planAside = TimedClause.forms("to be if")
  /// What speaks of a plan and nothing else.
  private static let plan = TimeWords(
    "will would recommend recommended plan planned schedule scheduled if consider next should going refer"
  )
  /// What in the note speaks of the past.
  private static let past = TimeWords(
    """
    was were had underwent previously previous prior post status after performed done received followed
    removed placed failed given completed made taken seen found been history since has have did
    """)
  /// Those that also stand in what goes on.
  private static let pastAside = TimedClause.forms("has have had been")
  /// What in the note says that something is over.
  private static let over = TimeWords(
    "resolved resolve resolves resolution subsided disappeared healed cleared ceased abated",
    pairs: """
      went away; gone away; no longer; not any; symptom free; pain free; was gone; is gone; are gone;
      had none; completely relieved; complete relief; not had; has stopped; have stopped
      """)
  /// What says that it goes on after all.
  private static let goingOn = TimeWords(
    """
    persists persisted persistent persist persisting still continues continued ongoing remains remained
    unresolved recurred recurrent returned recurrence again worse worsened worsening
    """)

  static func disagreements(in comparison: Comparison) -> [(span: TextSpan, noteSpans: [TextSpan])]
  {
    TimedClause.all(in: comparison) { isPlanned(main($0)) || isDone($0) || isLasting($0) }
      .filter(isTurned).map { ($0.span, [$0.noteSpan]) }
  }

  private static let relating = TimeWords("which whom whose whereupon")

  /// The clause without what is said of one of its things: of `tablets daily, during which the drops are to be
  /// stopped` the tablets.
  private static func main(
    _ words: ArraySlice<TimedClause.Form>
  ) -> ArraySlice<TimedClause.Form> {
    words.prefix { !relating.holds($0) }
  }

  private static func isPlanned(_ words: ArraySlice<TimedClause.Form>) -> Bool {
    guard !open.stands(in: words), words.allSatisfy({ !past.holds($0) || pastAside.contains($0) })
    else { return false }
    return planning.stands(in: words)
      || words.indices.dropLast(2).contains {
        toBe.contains(words[$0]) && words[$0 + 1] == to && words[$0 + 2] == be
      }
  }

  private static func isDone(_ words: ArraySlice<TimedClause.Form>) -> Bool {
    finishing.stands(in: words) && !advising.stands(in: words)
      && words.allSatisfy { !anyPlan.holds($0) || planAside.contains($0) }
  }

  private static func isLasting(_ words: ArraySlice<TimedClause.Form>) -> Bool {
    lasting.stands(in: words) && !over.stands(in: words) && !open.stands(in: words)
  }

  private static func isTurned(_ clause: TimedClause) -> Bool {
    if isLasting(clause.words), !clause.isDenied, over.standsUndenied(in: clause.source[...]),
      !goingOn.stands(in: clause.around[...])
    {
      return true
    }
    guard clause.isOfAction else { return false }
    if isPlanned(main(clause.words)) {
      return past.stands(in: clause.source[...]) && !anyPlan.stands(in: clause.around[...])
    }
    // `PROCEDURES: Right orchiopexy` of an operation whose indication says `plan is for repair`.
    return isDone(clause.words) && !clause.isListed && plan.stands(in: clause.source[...])
      && clause.around.allSatisfy { !past.holds($0) || pastAside.contains($0) }
  }
}
