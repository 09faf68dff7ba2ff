/// HMAC-SHA-256 (RFC 2104) under one key, for any number of messages.
package struct HMACSHA256: Sendable {
  /// The hash of the padded key alone; each message goes on from a copy.
  private let inner: SHA256
  private let outer: SHA256

  /// SHA-256 works on blocks of 64 bytes (FIPS 180-4, section 1).
  private static let blockSize = 64

  package init(key: [UInt8]) {
    var block = key.count > Self.blockSize ? SHA256.hash(key).bytes : key
    block += repeatElement(0, count: Self.blockSize - block.count)
    var inner = SHA256()
    inner.update(block.map { $0 ^ 0x36 })
    var outer = SHA256()
    outer.update(block.map { $0 ^ 0x5C })
    self.inner = inner
    self.outer = outer
  }

  package init(key: Digest) { self.init(key: key.bytes) }

  package func code(for message: Span<UInt8>) -> Digest {
    var hash = inner
    hash.update(message)
    var result = outer
    result.update(hash.digest())
    return result.digest()
  }

  package func code(for message: [UInt8]) -> Digest { code(for: message.span) }

  /// The code for the string's UTF-8 bytes.
  package func code(for message: String) -> Digest { code(for: Array(message.utf8)) }
}
