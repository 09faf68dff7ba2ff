import ClinicalLanguage
import SourceText

/// Finds what was done told as planned (`is to be resected later` for `had been resected`), and what is
/// only planned told as done (`endoscopy has already been done` for `the next step would be endoscopy`).
///
/// Asked of clauses that name something done to a patient, and only where all sentences of the note that
/// hold their words speak in the other time, none in theirs.
struct PlanComparison {
  private typealias Forms = Set<[UInt8]>

  /// In these forms only: `complete` is no `completed`.
  private static func forms(_ words: String) -> Forms {
    Set(words.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) })
  }

  private static let planning = forms("scheduled awaiting planned upcoming will")
  private static let finishing = forms("already underwent completed")
  private static let being = forms("is are")
  private static let having = forms("has have was were")
  private static let done = forms("been done performed")
  /// Words of a clause with which its time is open.
  private static let open = forms(
    "if should would may can return follow call discussed risks told could might unless until")

  /// What in the note speaks of a plan, in any way.
  private static let noteFuture = forms(
    """
    will plan planned plans planning schedule scheduled awaiting await next going tomorrow future pending
    shall intend recommend recommended recommends advise advised consider considered considering candidate
    would should could may might if need needs order ordered refer referred discuss discussed want wants
    wish wishes option options possible elected elect proceed return follow followup repeat until begin
    start continue arrange discharge to be prescription prn call agreed agrees request requested sign signed
    offered offer propose proposed hope hopes today
    """)
  private static let noteFutureAside = forms("to be if")
  /// What speaks of a plan and nothing else.
  private static let notePlan = forms(
    """
    will would recommend recommended plan planned schedule scheduled if consider next should going refer
    """)
  /// What in the note speaks of the past.
  private static let notePast = forms(
    """
    was were had underwent previously previous prior post status after performed done received followed
    removed placed failed given completed made taken seen found been history since has have did
    """)
  /// Those that also stand in what goes on.
  private static let notePastAside = forms("has have had been")

  /// The least share of a clause that one sentence of the note must hold.
  private static let leastShare: Float = 0.4
  /// Longer sentences are lists.
  private static let mostWords = 120

  let comparison: Comparison

  func disagreements() -> [(span: TextSpan, noteSpans: [TextSpan])] {
    var found: [(span: TextSpan, noteSpans: [TextSpan])] = []
    let units = comparison.units
    var first = 0
    while first < units.count {
      var end = first + 1
      while end < units.count, units[end].clause == units[first].clause { end += 1 }
      let clause = units[first..<end]
      first = end
      guard let unit = clause.first, unit.clauseSupport >= Self.leastShare, unit.clauseSentence >= 0,
        !unit.isAboutRecord, unit.clause.count <= Self.mostWords
      else { continue }
      let words = forms(unit.clause, comparison.summaryMeanings, comparison.summary)
      let isPlanned = isPlanned(words)
      guard isPlanned || isDone(words), isTurned(clause, isPlanned: isPlanned, words) else {
        continue
      }
      let sentence = comparison.noteWords(ofSentence: unit.clauseSentence)
      found.append(
        (
          comparison.summaryMeanings.span(of: unit.clause, in: comparison.summary),
          [comparison.noteMeanings.span(of: sentence, in: comparison.note)]
        ))
    }
    return found
  }

  private func forms(
    _ range: Range<Int>, _ meanings: DocumentMeanings, _ document: ClinicalDocument
  ) -> [[UInt8]] {
    range.map { word in
      document.text[document.tokens[Int(meanings.words[word].firstToken)].span].map { $0 | 0x20 }
    }
  }

  private func isPlanned(_ words: [[UInt8]]) -> Bool {
    guard words.allSatisfy({ !Self.open.contains($0) }) else { return false }
    return words.contains { Self.planning.contains($0) }
      || words.indices.dropLast(2).contains {
        Self.being.contains(words[$0]) && words[$0 + 1].elementsEqual("to".utf8)
          && words[$0 + 2].elementsEqual("be".utf8)
      }
  }

  private func isDone(_ words: [[UInt8]]) -> Bool {
    guard words.allSatisfy({ !Self.noteFuture.contains($0) || Self.noteFutureAside.contains($0) })
    else { return false }
    return words.contains { Self.finishing.contains($0) }
      || words.indices.dropLast().contains {
        Self.having.contains(words[$0]) && Self.done.contains(words[$0 + 1])
      }
  }

  /// Whether the sentences of the note that hold the clause speak in the other time.
  private func isTurned(
    _ clause: ArraySlice<SummaryUnit>, isPlanned: Bool, _ words: [[UInt8]]
  ) -> Bool {
    guard let own = clause.first?.clauseSentence else { return false }
    let sentences = comparison.noteMeanings.sentences
    var held: [Int32: Int] = [:]
    var isOfAction = false
    for unit in clause where !unit.isNeutral {
      for sentence in Set(unit.places.map { sentences[Int($0.start)] }) {
        held[sentence, default: 0] += 1
        if sentence == own, Self.isAction(unit.kind) { isOfAction = true }
      }
    }
    guard isOfAction, let most = held[own] else { return false }
    let around = held.filter { $0.value * 2 >= most }.keys
    var all: [[UInt8]] = []
    for sentence in around {
      let range = comparison.noteWords(ofSentence: sentence)
      guard range.count <= Self.mostWords else { return false }
      all += forms(range, comparison.noteMeanings, comparison.note)
    }
    let ownWords = forms(
      comparison.noteWords(ofSentence: own), comparison.noteMeanings, comparison.note)
    if isPlanned {
      return ownWords.contains { Self.notePast.contains($0) }
        && all.allSatisfy { !Self.noteFuture.contains($0) }
    }
    return ownWords.contains { Self.notePlan.contains($0) }
      && all.allSatisfy { !Self.notePast.contains($0) || Self.notePastAside.contains($0) }
  }

  private static func isAction(_ kind: Thesaurus.Kind) -> Bool {
    switch kind {
    case .procedure, .action, .device, .drug, .drugClass: true
    default: false
    }
  }
}
