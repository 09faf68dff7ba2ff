package import SourceText

/// The way back from surrogates: what stands for what, and where in the text that was given out.
package struct SurrogateMap: Sendable, Hashable {
  package struct Entry: Sendable, Hashable {
    /// Where the surrogate stands in the deidentified text.
    package var place: TextSpan
    package var surrogate: [UInt8]
    package var original: [UInt8]
  }

  /// In order of place.
  package var entries: [Entry]

  package init(entries: [Entry]) { self.entries = entries }
}

/// A text with its identifiers back in it.
package struct Reidentified: Sendable, Hashable {
  package var bytes: [UInt8]
  /// How many identifiers were put back.
  package var count: Int
  /// Whether the text was just what had been given out, so that it came back as it was.
  package var isExact: Bool
}

extension SurrogateMap {
  /// Puts the originals back.
  ///
  /// Where every surrogate stands in its place, the text comes back byte for byte. In a text that was
  /// worked on since, such as a summary of it, each surrogate is replaced that stands there as whole
  /// words. Linear in the length of the text.
  package func reidentify(_ text: SourceText) -> Reidentified {
    if hasEverySurrogate(text) {
      var bytes: [UInt8] = []
      var position = 0
      for entry in entries {
        bytes += text.bytes[position..<Int(entry.place.start)]
        bytes += entry.original
        position = Int(entry.place.end)
      }
      bytes += text.bytes[position...]
      return Reidentified(bytes: bytes, count: entries.count, isExact: true)
    }
    return searched(text.bytes)
  }

  /// The same the other way round, for texts about the original: what is an original here becomes its
  /// surrogate.
  package var reversed: SurrogateMap {
    SurrogateMap(
      entries: entries.map {
        Entry(place: $0.place, surrogate: $0.original, original: $0.surrogate)
      })
  }

  /// A text with every surrogate that stands there as whole words replaced, wherever it stands.
  package func replaced(_ bytes: [UInt8]) -> [UInt8] {
    entries.isEmpty ? bytes : searched(bytes).bytes
  }

  private func hasEverySurrogate(_ text: SourceText) -> Bool {
    var position: Int32 = 0
    for entry in entries {
      guard entry.place.start >= position, Int(entry.place.end) <= text.count,
        text[entry.place].elementsEqual(entry.surrogate)
      else { return false }
      position = entry.place.end
    }
    return true
  }

  /// No surrogate is longer, in bytes: an address of eight parts.
  private static let longest = 2200

  private func searched(_ bytes: [UInt8]) -> Reidentified {
    var originals: [ArraySlice<UInt8>: [UInt8]] = [:]
    for entry in entries { originals[entry.surrogate[...]] = entry.original }
    let lengths = Set(originals.keys.map(\.count)).sorted(by: >).filter { $0 <= Self.longest }
    // The first bytes of surrogates: at most places nothing needs to be looked up.
    var begins = [Bool](repeating: false, count: 256)
    for surrogate in originals.keys { if let first = surrogate.first { begins[Int(first)] = true } }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var count = 0
    var position = 0
    while position < bytes.count {
      if begins[Int(bytes[position])], position == 0 || !isWordByte(bytes[position - 1]),
        let (length, original) = match(bytes, at: position, lengths, originals)
      {
        result += original
        position += length
        count += 1
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return Reidentified(bytes: result, count: count, isExact: false)
  }

  private func match(
    _ bytes: [UInt8], at position: Int, _ lengths: [Int],
    _ originals: [ArraySlice<UInt8>: [UInt8]]
  ) -> (Int, [UInt8])? {
    for length in lengths {
      let end = position + length
      guard end <= bytes.count,
        end == bytes.count || !isWordByte(bytes[end]) || !isWordByte(bytes[end - 1]),
        let original = originals[bytes[position..<end]]
      else { continue }
      return (length, original)
    }
    return nil
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }
}

// As bytes: `count`, then for each entry its place and the two texts with their lengths; numbers have
// four bytes, most significant first.
extension SurrogateMap {
  package var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.appendNumber(entries.count)
    for entry in entries {
      bytes.appendNumber(Int(entry.place.start))
      bytes.appendNumber(Int(entry.place.end))
      for part in [entry.surrogate, entry.original] {
        bytes.appendNumber(part.count)
        bytes += part
      }
    }
    return bytes
  }

  /// Reads what `encoded` wrote; nil for anything else.
  package init?(decoding bytes: [UInt8]) {
    var rest = bytes[...]
    guard let count = rest.takeNumber(), count <= bytes.count else { return nil }
    entries = []
    for _ in 0..<count {
      guard let start = rest.takeNumber(), let end = rest.takeNumber(), end >= start,
        let surrogate = rest.takePart(), let original = rest.takePart(),
        end - start == surrogate.count
      else { return nil }
      entries.append(
        Entry(place: TextSpan(start, end), surrogate: surrogate, original: original))
    }
    guard rest.isEmpty else { return nil }
  }
}

extension [UInt8] {
  fileprivate mutating func appendNumber(_ number: Int) {
    for shift in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: number >> shift)) }
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func takeNumber() -> Int? {
    guard count >= 4 else { return nil }
    let number = prefix(4).reduce(0) { $0 << 8 | Int($1) }
    self = dropFirst(4)
    return number <= Int(Int32.max) ? number : nil
  }

  fileprivate mutating func takePart() -> [UInt8]? {
    guard let length = takeNumber(), count >= length else { return nil }
    defer { self = dropFirst(length) }
    return Array(prefix(length))
  }
}
