/// Converts between byte offsets, which Vouch computes with, and Unicode scalar offsets, which its
/// JSON shows (they are what Python's `str` slicing counts).
///
/// Building it is one pass; a look-up scans at most one block of 64 bytes. For ASCII both are free.
package struct ScalarOffsets: Sendable {
  private let text: SourceText
  /// Scalars that begin before each block; empty for ASCII.
  private let scalarsBeforeBlock: [Int32]
  private static let blockSize = 64

  package init(_ text: SourceText) {
    self.text = text
    guard !text.isASCII else {
      scalarsBeforeBlock = []
      return
    }
    var table: [Int32] = []
    table.reserveCapacity(text.count / Self.blockSize + 1)
    var scalars: Int32 = 0
    for (offset, byte) in text.bytes.enumerated() {
      if offset % Self.blockSize == 0 { table.append(scalars) }
      if byte & 0xC0 != 0x80 { scalars += 1 }
    }
    if text.count % Self.blockSize == 0 { table.append(scalars) }
    scalarsBeforeBlock = table
  }

  /// The number of scalars that begin before the byte offset.
  package func scalarOffset(ofByte offset: Int) -> Int {
    guard !text.isASCII else { return offset }
    let block = offset / Self.blockSize
    var scalars = Int(scalarsBeforeBlock[block])
    var position = block * Self.blockSize
    if isASCII(block: block) { return scalars + offset - position }
    while position < offset {
      if text.bytes[position] & 0xC0 != 0x80 { scalars += 1 }
      position += 1
    }
    return scalars
  }

  /// The byte at which the scalar begins, or nil where there are fewer scalars.
  package func byteOffset(ofScalar scalar: Int) -> Int? {
    guard !text.isASCII else { return scalar <= text.count && scalar >= 0 ? scalar : nil }
    guard scalar >= 0 else { return nil }
    // A scalar has a byte at least, so that its block is this one or a later one.
    var low = min(scalar / Self.blockSize, scalarsBeforeBlock.count - 1)
    var high = scalarsBeforeBlock.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(scalarsBeforeBlock[middle]) <= scalar { low = middle } else { high = middle }
    }
    var remaining = scalar - Int(scalarsBeforeBlock[low])
    var position = low * Self.blockSize
    if isASCII(block: low) { return position + remaining }
    while position < text.count {
      if text.bytes[position] & 0xC0 != 0x80 {
        if remaining == 0 { return position }
        remaining -= 1
      }
      position += 1
    }
    return remaining == 0 ? position : nil
  }

  /// Whether as many scalars begin in a block as it has bytes; false for the last one.
  private func isASCII(block: Int) -> Bool {
    block + 1 < scalarsBeforeBlock.count
      && Int(scalarsBeforeBlock[block + 1] - scalarsBeforeBlock[block]) == Self.blockSize
  }

  /// The span counted in scalars.
  package func scalarRange(of span: TextSpan) -> Range<Int> {
    scalarOffset(ofByte: Int(span.start))..<scalarOffset(ofByte: Int(span.end))
  }
}
