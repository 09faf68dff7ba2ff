internal import CLibcrypto

/// SHA-256 (FIPS 180-4): in one call, or piece by piece.
///
/// The state is a value: a copy goes on from where the original stood, which is how `HMACSHA256`
/// keys itself once for many messages.
package struct SHA256: Sendable {
  private var state = SHA256_CTX()

  package init() { _ = unsafe SHA256_Init(&state) }

  /// Takes the next bytes of the message.
  package mutating func update(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { buffer in
      _ = unsafe SHA256_Update(&state, buffer.baseAddress, buffer.count)
    }
  }

  /// Takes the next bytes of the message.
  package mutating func update(_ bytes: [UInt8]) { update(bytes.span) }

  /// Takes the next byte of the message.
  package mutating func update(_ byte: UInt8) {
    var byte = byte
    _ = unsafe SHA256_Update(&state, &byte, 1)
  }

  /// Takes the next 32 bytes of the message.
  package mutating func update(_ digest: Digest) {
    // Without an array, since trees hash two digests for each record.
    var words = digest.words
    for index in words.indices { words[index] = words[index].bigEndian }
    unsafe words.span.withUnsafeBytes { buffer in
      _ = unsafe SHA256_Update(&state, buffer.baseAddress, buffer.count)
    }
  }

  /// The digest of all that was taken; the state itself stays as it is.
  package func digest() -> Digest {
    var finished = state
    var words: [4 of UInt64] = [0, 0, 0, 0]
    var span = words.mutableSpan
    unsafe span.withUnsafeMutableBytes { buffer in
      // Three machine words and one: the digest is 32 bytes, just as long as the buffer.
      _ = unsafe SHA256_Final(buffer.baseAddress, &finished)
    }
    for index in words.indices { words[index] = UInt64(bigEndian: words[index]) }
    return Digest(words: words)
  }

  package static func hash(_ bytes: Span<UInt8>) -> Digest {
    var hash = SHA256()
    hash.update(bytes)
    return hash.digest()
  }

  package static func hash(_ bytes: [UInt8]) -> Digest { hash(bytes.span) }

  package static func hash(_ bytes: ArraySlice<UInt8>) -> Digest { hash(bytes.span) }

  /// The digest of the string's UTF-8 bytes.
  package static func hash(_ string: String) -> Digest { hash(Array(string.utf8)) }
}
