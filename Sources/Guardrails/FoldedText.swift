/// Bytes for comparing texts whatever their case and line breaks: ASCII letters in lower case, each
/// run of white space as one space, none at the ends.
struct FoldedText: Sendable, Hashable {
  let bytes: [UInt8]

  init(_ text: some Sequence<UInt8>) {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.underestimatedCount)
    for byte in text {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        if folded.last != 0x20 && !folded.isEmpty { folded.append(0x20) }
      } else {
        folded.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      }
    }
    if folded.last == 0x20 { folded.removeLast() }
    bytes = folded
  }

  var isEmpty: Bool { bytes.isEmpty }

  /// Whether the words stand somewhere in the text; linear in both (Knuth, Morris and Pratt, SIAM J
  /// Comput 1977).
  ///
  /// - Parameter wholeWords: whether no letter or digit may stand right before or after: `.5 mg` is
  ///   not in `0.5 mg`.
  func contains(_ words: FoldedText, wholeWords: Bool = false) -> Bool {
    let words = words.bytes
    guard !words.isEmpty else { return true }
    var fallback = [Int](repeating: 0, count: words.count)
    var matched = 0
    for index in words.indices.dropFirst() {
      while matched > 0 && words[index] != words[matched] { matched = fallback[matched - 1] }
      if words[index] == words[matched] { matched += 1 }
      fallback[index] = matched
    }
    matched = 0
    for (index, byte) in bytes.enumerated() {
      while matched > 0 && byte != words[matched] { matched = fallback[matched - 1] }
      if byte == words[matched] { matched += 1 }
      guard matched == words.count else { continue }
      let start = index + 1 - words.count
      if !wholeWords || !isWordByte(start - 1) && !isWordByte(index + 1) { return true }
      matched = fallback[matched - 1]
    }
    return false
  }

  private func isWordByte(_ index: Int) -> Bool {
    guard bytes.indices.contains(index) else { return false }
    let byte = bytes[index]
    return byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
