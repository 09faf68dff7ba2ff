import ClinicalLanguage
package import Policies
import SourceText
import Summaries

/// `prompt_injection`: passages of the note that address a machine or steer its output.
///
/// It judges by register, not by trigger words: "ignore", "system" and "summary" stand in most
/// charts. Parameters: `signals` (which count; default all), `sensitivity` (`low`, `normal`, `high`;
/// default `normal`: a passage needs four, three or two points), `in` (`note`, the default, or
/// `summary`). A finding points at whole sentences or lines; those of the note the built-in engine
/// then does not quote.
package struct PromptInjectionRule: RuleKind {
  package static let kind = "prompt_injection"

  private enum Sensitivity: String, CaseIterable {
    case low, normal, high

    /// Set on clinic notes, dictations and radiology reports, of which the normal one stops fewer
    /// than one in two hundred, and on notes with planted passages.
    var leastPoints: Int {
      switch self {
      case .low: 4
      case .normal: 3
      case .high: 2
      }
    }
  }

  private enum Place: String, CaseIterable { case note, summary }

  private let place: Place
  private let signals: [HostileSignal]
  private let leastPoints: Int

  package init?(reading parameters: inout ParameterReader) {
    place = parameters.choice("in", of: Place.self, default: .note)
    signals = parameters.choices("signals", of: HostileSignal.self) ?? HostileSignal.allCases
    leastPoints =
      parameters.choice("sensitivity", of: Sensitivity.self, default: .normal).leastPoints
  }

  var readsSummaryText: Bool { place == .summary }
  var readsHostilePassages: Bool { place == .note }

  func judge(_ context: JudgingContext) throws(RuleError) -> Judgement {
    place == .note ? judgeNote(context) : judgeSummary(context)
  }

  private func judgeSummary(_ context: JudgingContext) -> Judgement {
    guard !context.judged.isQuotation else { return .nothing }
    var judgement = Judgement.nothing
    for place in places(in: PassageReader.passages(in: context.draft.document)) {
      judgement.observations.append(
        Observation(message: .inSummary, summarySpan: place.span))
    }
    return judgement
  }

  private func judgeNote(_ context: JudgingContext) -> Judgement {
    var judgement = Judgement.nothing
    let places = places(in: context.judged.scanned.hostilePassages)
    guard !places.isEmpty else { return .nothing }
    for place in places {
      judgement.observations.append(
        Observation(message: .passage(place.signal), noteSpans: [place.span]))
    }
    let quarantine = places.map(\.span).merged()
    for claim in context.claims
    where !claim.evidence.isEmpty && claim.evidence.allSatisfy({ quarantine.hasOverlap(with: $0) })
    {
      judgement.observations.append(
        Observation(
          message: .restsOnPassage, summarySpan: claim.claim.span, noteSpans: claim.evidence))
    }
    return judgement
  }

  func quarantine(_ passages: [HostilePassage]) -> [TextSpan] {
    place == .note ? places(in: passages).map(\.span) : []
  }

  /// How many units may lie between two parts of one passage.
  private static let widestGap = 2

  /// The passages that count, those that follow one another joined.
  private func places(in passages: [HostilePassage]) -> [(span: TextSpan, signal: HostileSignal)] {
    var places: [(span: TextSpan, signal: HostileSignal)] = []
    var lastUnit = Int.min / 2
    var isOpen = false
    for passage in passages {
      let points = passage.score.points(for: signals)
      // Next to a passage that counts a weaker one belongs to it.
      let follows = isOpen && passage.unit - lastUnit == 1 && points >= leastPoints - 1
      guard points >= leastPoints || follows || passage.isBlock && isOpen,
        let signal = passage.score.strongest(of: signals)
      else {
        isOpen = false
        continue
      }
      if isOpen, passage.unit - lastUnit == 1, let last = places.indices.last {
        places[last].span = places[last].span.union(passage.span)
      } else {
        places.append((passage.span, signal))
      }
      lastUnit = passage.unit
      isOpen = true
    }
    return places
  }
}

extension Message {
  fileprivate static let inSummary = Message(
    "this part of the summary speaks to a program, or says what is to be done with the summary")
  fileprivate static let restsOnPassage = Message(
    "this statement rests only on a part of the note that no summary may draw on")

  fileprivate static func passage(_ signal: HostileSignal) -> Message {
    switch signal {
    case .addressedToMachine: Message("this part of the note speaks to a program, not to a reader")
    case .outputSteering: Message("this part of the note says what a summary or reply must hold")
    case .roleMarkup: Message("this part of the note has marks of a chat, a prompt or a program")
    case .offDomain: Message("this part of the note asks for something that belongs to no clinic")
    case .encoded:
      Message("this part of the note is written in a code or in letters of another script")
    case .invisible: Message("this part of the note has characters that nobody can see")
    case .homoglyph:
      Message("this part of the note has letters that only look like those of the words")
    }
  }
}
