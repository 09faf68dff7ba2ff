/// Bytes that a `TermTrie` has taken in.
struct TermSource {
  /// Where their folded copy begins in the arena.
  let base: Int
  /// Whether they cannot be compared where they lie: since a `’` may be among them, which is compared as
  /// `'`, or since there is no copy.
  let isRewritten: Bool

  /// Bytes of which each phrase is copied by itself: slower, and no larger than the phrases.
  static let notTaken = TermSource(base: 0, isRewritten: true)
}
