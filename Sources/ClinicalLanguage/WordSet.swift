/// Words by the hashes of their tokens, for asking whether a word is one of them: open addressing, and no
/// hash function, since they are hashes already.
public struct WordSet: Sendable {
  /// A power of two; 0 is free.
  @usableFromInline var slots: [UInt32]
  /// Whether 0, the mark of a free slot, is one of them.
  @usableFromInline var holdsZero = false

  /// The words of these hashes.
  public init(_ hashes: some Collection<UInt32>) {
    var size = 8
    while size < hashes.count * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for hash in hashes {
      if hash == 0 { holdsZero = true }
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while slots[slot] != 0, slots[slot] != hash { slot = (slot + 1) & (size - 1) }
      slots[slot] = hash
    }
  }

  /// Whether the word of that hash is one of them.
  @inlinable
  public func contains(_ hash: UInt32) -> Bool {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if slots[slot] == hash { return true }
      slot = (slot + 1) & mask
    }
    return hash == 0 && holdsZero
  }
}
