internal import CLibcrypto

/// AES-256-GCM (NIST SP 800-38D): nobody without the key can read it, or change it unnoticed.
///
/// A sealed message is `nonce (12 bytes) || ciphertext || tag (16 bytes)`. Under one key at most
/// 2^32 messages may be sealed with random nonces (section 8.3); the vault takes a key per message.
package struct AuthenticatedCipher: Sendable {
  private let key: [UInt8]

  /// In bytes; 96 bits is the length that SP 800-38D recommends (section 5.2.1.1).
  package static let nonceByteCount = 12
  /// In bytes; the full tag.
  package static let tagByteCount = 16

  package init(key: Digest) { self.key = key.bytes }

  /// Encrypts, and binds the result to `associatedData`, which is not part of it.
  ///
  /// The nonce must be random, 12 bytes, and never used twice under this key.
  package func seal(
    _ plaintext: [UInt8], nonce: [UInt8], associatedData: [UInt8]
  ) throws(CryptographyError) -> [UInt8] {
    precondition(nonce.count == Self.nonceByteCount, "a GCM nonce has 12 bytes")
    precondition(plaintext.count < Int32.max && associatedData.count < Int32.max)
    guard let context = unsafe EVP_CIPHER_CTX_new() else { throw .libraryFailure }
    defer { unsafe EVP_CIPHER_CTX_free(context) }
    var length: Int32 = 0
    var isDone =
      unsafe EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
      && EVP_EncryptUpdate(context, nil, &length, associatedData, Int32(associatedData.count)) == 1
    let count = nonce.count + plaintext.count + Self.tagByteCount
    let sealed = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe buffer.initialize(repeating: 0)
      filled = count
      guard isDone, let start = buffer.baseAddress else { return }
      unsafe start.update(from: nonce, count: nonce.count)
      let body = unsafe start + nonce.count
      let tag = unsafe body + plaintext.count
      isDone =
        unsafe EVP_EncryptUpdate(context, body, &length, plaintext, Int32(plaintext.count)) == 1
        && EVP_EncryptFinal_ex(context, tag, &length) == 1
        && EVP_CIPHER_CTX_ctrl(
          context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagByteCount), tag) == 1
    }
    guard isDone else { throw .libraryFailure }
    return sealed
  }

  /// Decrypts what `seal` made under the same key and associated data; `notAuthentic` otherwise.
  package func open(
    _ sealed: [UInt8], associatedData: [UInt8]
  ) throws(CryptographyError) -> [UInt8] {
    let count = sealed.count - Self.nonceByteCount - Self.tagByteCount
    guard count >= 0, sealed.count < Int32.max, associatedData.count < Int32.max else {
      throw .notAuthentic
    }
    guard let context = unsafe EVP_CIPHER_CTX_new() else { throw .libraryFailure }
    defer { unsafe EVP_CIPHER_CTX_free(context) }
    let nonce = Array(sealed.prefix(Self.nonceByteCount))
    let body = Array(sealed.dropFirst(Self.nonceByteCount).prefix(count))
    var tag = Array(sealed.suffix(Self.tagByteCount))
    var length: Int32 = 0
    guard
      unsafe EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1
        && EVP_DecryptUpdate(
          context, nil, &length, associatedData, Int32(associatedData.count)) == 1
        && EVP_CIPHER_CTX_ctrl(
          context, EVP_CTRL_AEAD_SET_TAG, Int32(Self.tagByteCount), &tag) == 1
    else { throw .libraryFailure }
    var isAuthentic = false
    // One byte more than the plaintext, so that there is an address even where that is empty.
    let plaintext = unsafe [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, filled in
      unsafe buffer.initialize(repeating: 0)
      guard let start = buffer.baseAddress else { return }
      isAuthentic =
        unsafe EVP_DecryptUpdate(context, start, &length, body, Int32(count)) == 1
        && EVP_DecryptFinal_ex(context, start + count, &length) == 1
      filled = isAuthentic ? count : 0
    }
    guard isAuthentic else { throw .notAuthentic }
    return plaintext
  }
}
