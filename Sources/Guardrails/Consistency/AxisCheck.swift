import ClinicalLanguage
import Policies
import SourceText

/// What the kinds that compare words of exclusive axes share: parameters and judging.
///
/// Parameters: `axes` (names of `exclusives.tsv`), `checks`: `contradicted` (the note qualifies the same
/// thing otherwise), `unsupported` (the note never qualifies it so), `swapped` (the note never has this
/// value, but has another of the axis), `beside` (wherever the note has the word beside the value, it has
/// another there, and never this one), `among` (the passage of the note with the words around the value
/// has another, and none that is like it has this one), `predicate` (as `beside`, of what is said of a thing as
/// `the abdomen is rigid`); `parts` (the two last for parts of the body too).
struct AxisCheck: Sendable {
  enum Check: String, CaseIterable {
    case contradicted, unsupported, swapped, beside, among, predicate
  }

  private let axes: Set<Int16>
  private let checks: Set<Check>
  private let isStrict: Bool
  private let comparesParts: Bool

  init?(reading parameters: inout ParameterReader, defaultAxes: [String]) {
    let names = parameters.strings("axes") ?? defaultAxes
    isStrict = parameters.flag("strict", default: false)
    comparesParts = parameters.flag("parts", default: false)
    checks = Set(parameters.choices("checks", of: Check.self) ?? [.contradicted])
    var axes: Set<Int16> = []
    var isComplete = true
    for name in names {
      if let axis = ExclusiveAxes.embedded.axis(named: name) {
        axes.insert(axis)
      } else {
        isComplete = false
        parameters.report(
          "there is no axis of that name", at: "axes",
          hint: "the names are the first column of exclusives.tsv, such as 'side' or 'onset'")
      }
    }
    guard isComplete else { return nil }
    self.axes = axes
  }

  func observations(in context: JudgingContext, _ message: Message) -> [Observation] {
    guard let comparison = context.judged.axes else { return [] }
    var found: [AxisComparison.Disagreement] = []
    if checks.contains(.contradicted) || checks.contains(.unsupported) {
      found = comparison.disagreements(
        on: axes, asksForSupport: checks.contains(.unsupported), isStrict: isStrict)
    }
    if checks.contains(.swapped) {
      let known = Set(found.map(\.span))
      found += comparison.swaps(on: axes).filter { !known.contains($0.span) }
    }
    if !checks.isDisjoint(with: [.beside, .among, .predicate]),
      let displaced = context.judged.displaced
    {
      let known = Set(found.map(\.span))
      found += displaced.disagreements(
        on: axes, comparesParts: comparesParts, besideWord: checks.contains(.beside),
        amongWords: checks.contains(.among), asPredicate: checks.contains(.predicate)
      ).filter { !known.contains($0.span) }
    }
    return found.map {
      Observation(
        message: Message("\(message.text) (\(Self.name(of: $0.axis)))"),
        summarySpan: $0.span, noteSpans: $0.noteSpans)
    }
  }

  private static func name(of axis: Int16) -> String {
    axis == BodyMentions.axis ? "part of the body" : ExclusiveAxes.embedded.names[Int(axis)]
  }
}
