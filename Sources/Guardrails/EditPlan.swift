import Policies
import SourceText

/// Turns the edits that findings ask for into edits that can be made: in order and apart.
///
/// Of edits that overlap, `redact` wins over `replace`, then the longer span, then the rule id that
/// sorts first. The winner's edit covers the losers' words too: what any rule wants gone is gone.
enum EditPlan {
  /// What a redaction leaves in the place of the words, so that a reader sees that some were there.
  static let redactionMark = "[redacted]"

  struct Proposal: Sendable, Hashable {
    var span: TextSpan
    /// `redact` or `replace`.
    var obligation: Obligation
    var rule: String

    fileprivate var replacement: String {
      if case .replace(let text) = obligation { text } else { redactionMark }
    }

    fileprivate func wins(over other: Proposal) -> Bool {
      let redacts = obligation == .redact
      if redacts != (other.obligation == .redact) { return redacts }
      if span.count != other.span.count { return span.count > other.span.count }
      return (rule, span, replacement) < (other.rule, other.span, other.replacement)
    }
  }

  static func edits(from proposals: [Proposal]) -> [Edit] {
    var nobody = NoObserver()
    return edits(from: proposals, observer: &nobody)
  }

  static func edits<Observer: JudgingObserver>(
    from proposals: [Proposal], observer: inout Observer
  ) -> [Edit] {
    var edits: [Edit] = []
    var winner: Proposal?
    var covered = TextSpan(0, 0)
    func close() {
      if let winner {
        edits.append(Edit(span: covered, replacement: winner.replacement, rule: winner.rule))
      }
    }
    for proposal in proposals.sorted(by: { $0.span < $1.span }) where !proposal.span.isEmpty {
      if let current = winner, covered.overlaps(proposal.span) {
        covered = covered.union(proposal.span)
        let isStronger = proposal.wins(over: current)
        observer.didOverlap(
          winner: isStronger ? proposal : current, loser: isStronger ? current : proposal)
        if isStronger { winner = proposal }
      } else {
        close()
        winner = proposal
        covered = proposal.span
      }
    }
    close()
    return edits
  }
}

/// A text with edits made, and where the old places are in it.
struct EditedText: Sendable {
  let bytes: [UInt8]
  private let edits: [Edit]
  /// For each edit where its replacement begins and ends in the new text.
  let replacements: [TextSpan]

  /// The edits are in order, apart and within the text.
  init(_ text: SourceText, edits: [Edit]) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    var replacements: [TextSpan] = []
    var position = 0
    for edit in edits {
      bytes += text.bytes[position..<Int(edit.span.start)]
      let start = bytes.count
      bytes += edit.replacement.utf8
      replacements.append(TextSpan(start, bytes.count))
      position = Int(edit.span.end)
    }
    bytes += text.bytes[position...]
    self.bytes = bytes
    self.edits = edits
    self.replacements = replacements
  }

  /// The place in the new text. A place that begins or ends inside an edit takes in its replacement.
  func span(of old: TextSpan) -> TextSpan {
    guard !edits.isEmpty else { return old }
    let start = moved(old.start, toEndOfEdit: false)
    let end = moved(old.end, toEndOfEdit: true)
    return TextSpan(start: start, end: max(start, end))
  }

  private func moved(_ offset: Int32, toEndOfEdit: Bool) -> Int32 {
    // The last edit that begins before the offset.
    let low = edits.partitioningIndex { $0.span.start >= offset }
    guard low > 0 else { return offset }
    let edit = edits[low - 1].span
    let replacement = replacements[low - 1]
    if offset < edit.end { return toEndOfEdit ? replacement.end : replacement.start }
    return offset - edit.end + replacement.end
  }
}
