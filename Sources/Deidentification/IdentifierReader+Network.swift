import ClinicalLanguage
import SourceText

// Electronic mail addresses, web addresses.
extension IdentifierReader {
  /// The longest local part (RFC 5321, section 4.5.3.1.1) and domain (4.5.3.1.2).
  private static let localLimit = 64
  private static let domainLimit = 255
  /// The longest web address that browsers of old take.
  private static let urlLimit = 2048

  /// An address around this `@`.
  mutating func email(at index: Int) -> Int? {
    let place = Int(tokens[index].start)
    var start = place
    while start > 0, place - start < Self.localLimit, isLocalPart(bytes[start - 1]) { start -= 1 }
    while start < place, bytes[start] == UInt8(ascii: ".") || bytes[start] == UInt8(ascii: "'") {
      start += 1
    }
    guard start < place else { return nil }
    var end = place + 1
    var lastDot: Int?
    while end < bytes.count, end - place <= Self.domainLimit, isDomainPart(bytes[end]) {
      if bytes[end] == UInt8(ascii: ".") { lastDot = end }
      end += 1
    }
    while end > place + 1, !isAlphanumeric(bytes[end - 1]) {
      end -= 1
      if let dot = lastDot, dot >= end {
        lastDot = bytes[place..<end].lastIndex(of: UInt8(ascii: "."))
      }
    }
    guard let lastDot, lastDot > place + 1, end - lastDot > 2 else { return nil }
    removeFound(from: start)
    add(TextSpan(start, end), .email)
    return token(from: index, endingAt: end)
  }

  /// `https://…`, `www.…`.
  mutating func url(at index: Int) -> Int? {
    let start = Int(tokens[index].start)
    let isHost = bytes[start] | 0x20 == UInt8(ascii: "w")
    guard isHost ? isMark(index + 1, ".") : isMark(index + 1, ":") && isMark(index + 2, "/"),
      touches(index + 1)
    else { return nil }
    var end = start
    while end < bytes.count, end - start < Self.urlLimit, isURLPart(bytes[end]) { end += 1 }
    while end > start, isTrailing(bytes[end - 1]) { end -= 1 }
    // More than `www.` or `http://`.
    guard end - start > 8 else { return nil }
    add(TextSpan(start, end), .url)
    return token(from: index, endingAt: end)
  }

  /// `example.com`, at its last part.
  mutating func bareDomain(at index: Int) -> Int? {
    guard isMark(index - 1, "."), touches(index), touches(index - 1), isWord(index - 2),
      !isMark(index + 1, "@")
    else { return nil }
    var first = index - 2
    while first >= 2, index - first < 12, touches(first),
      isMark(first - 1, ".") || isMark(first - 1, "-"),
      touches(first - 1), tokens[first - 2].kind != .punctuation
    {
      first -= 2
    }
    let start = Int(tokens[first].start)
    var end = Int(tokens[index].end)
    if isMark(index + 1, "/"), touches(index + 1) {
      while end < bytes.count, end - start < Self.urlLimit, isURLPart(bytes[end]) { end += 1 }
      while end > start, isTrailing(bytes[end - 1]) { end -= 1 }
    }
    removeFound(from: start)
    add(TextSpan(start, end), .url)
    return token(from: index, endingAt: end)
  }

  /// The first token that begins at the byte or behind it.
  func token(from index: Int, endingAt end: Int) -> Int {
    var next = index + 1
    while next < tokens.count, Int(tokens[next].start) < end { next += 1 }
    return next
  }

  private func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte >= 0x80
  }

  private func isLocalPart(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "._%+-'".utf8.contains(byte)
  }

  private func isDomainPart(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  private func isURLPart(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && !"<>\"`{}".utf8.contains(byte)
  }

  private func isTrailing(_ byte: UInt8) -> Bool { ".,;:!?)]'".utf8.contains(byte) }
}
