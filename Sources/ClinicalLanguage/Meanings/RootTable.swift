/// A value for each of some roots of words, as `RootSet` keeps them.
public struct RootTable<Value: Sendable>: Sendable {
  /// A power of two of them; a root of 0 is free.
  @usableFromInline var slots: [(root: UInt64, value: Int32)]
  @usableFromInline var values: [Value]

  /// The table of a dictionary without the root 0.
  public init(_ dictionary: [UInt64: Value]) {
    var size = 8
    while size < dictionary.count * 2 { size *= 2 }
    slots = Array(repeating: (0, 0), count: size)
    values = []
    values.reserveCapacity(dictionary.count)
    for (root, value) in dictionary {
      var slot = RootSet.slot(of: root, among: size)
      while slots[slot].root != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = (root, Int32(values.count))
      values.append(value)
    }
  }

  /// The value of a root; nil where it is not among them.
  @inlinable
  public subscript(root: UInt64) -> Value? {
    let mask = slots.count - 1
    var slot = RootSet.slot(of: root, among: slots.count)
    while slots[slot].root != 0 {
      if slots[slot].root == root { return values[Int(slots[slot].value)] }
      slot = (slot + 1) & mask
    }
    return nil
  }
}
