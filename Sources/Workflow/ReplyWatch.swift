import Guardrails
import Prompting
import Summaries

/// Watches a reply that is still coming, so that one which can come to nothing is not waited for. Nothing
/// of it is ever shown.
struct ReplyWatch {
  let dialogue: RemoteDialogue
  /// Whether the reply was given up since it makes no summary.
  private(set) var isRunaway = false
  /// How many claims were looked at.
  private(set) var seen = 0
  /// The length of the text at the last look, and of what was whole in it.
  private var looked = 0
  private var wholeLength = 0
  /// The note as the rules that block have read it.
  private lazy var note = dialogue.engine.blocking?.scan(dialogue.note.document)

  init(dialogue: RemoteDialogue) { self.dialogue = dialogue }

  /// A constrained model that has lost its way writes white space until its limit, in bytes.
  private static let longestBlank = 2_000
  /// Between two looks, in bytes.
  private static let stride = 64

  mutating func mayGoOn(_ text: [UInt8]) -> Bool {
    if text.count > ClaimsDecoder.longestReply || isBlank(text.suffix(Self.longestBlank)) {
      isRunaway = true
      return false
    }
    guard let blocking = dialogue.engine.blocking, text.count - looked >= Self.stride else {
      return true
    }
    looked = text.count
    return !holdsBannedWords(text, blocking)
  }

  private func isBlank(_ tail: ArraySlice<UInt8>) -> Bool {
    tail.count == Self.longestBlank && tail.allSatisfy { $0 <= 0x20 }
  }

  /// Looks at each claim that has ended since, in order, so that the pieces in which a reply comes change
  /// nothing.
  private mutating func holdsBannedWords(_ text: [UInt8], _ blocking: GuardrailEngine) -> Bool {
    // What cannot be read yet is judged when the reply has ended.
    guard let whole = ClaimsDecoder.complete(text), whole.utf8.count > wholeLength else {
      return false
    }
    wholeLength = whole.utf8.count
    // reason: a reply that cannot be read is refused at its end, by its own name
    guard
      let claims = try? ClaimsDecoder(dialogue.sent.numbered).claims(of: whole)
    else { return false }
    while seen < claims.count {
      seen += 1
      // What makes no text now will make none at the end of the reply, where it is told.
      guard let note, let restored = try? dialogue.sent.restored(Array(claims.prefix(seen))),
        let alone = try? dialogue.draft(of: [restored[seen - 1]]),
        blocking.blocks(alone, of: note, audience: dialogue.input.audience)
      else { continue }
      // A single claim only raises the suspicion; what stands so far must be blocked as a whole.
      if let whole = try? dialogue.draft(of: restored), dialogue.judged(whole).decision == .blocked
      {
        return true
      }
    }
    return false
  }
}
