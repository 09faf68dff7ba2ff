internal import CLibcrypto

/// A private key for Ed25519 signatures (RFC 8032, section 5.1): a seed of 32 bytes.
package struct Ed25519SigningKey: Sendable {
  /// The secret; whoever has it can sign.
  package let seed: Digest
  package let verifyingKey: Ed25519VerifyingKey

  /// In bytes (RFC 8032, section 5.1.6).
  package static let signatureByteCount = 64

  package init(seed: Digest) throws(CryptographyError) {
    guard
      let key = unsafe EVP_PKEY_new_raw_private_key(
        EVP_PKEY_ED25519, nil, seed.bytes, Digest.byteCount)
    else { throw .libraryFailure }
    defer { unsafe EVP_PKEY_free(key) }
    var count = Digest.byteCount
    var isDone = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe buffer.initialize(repeating: 0)
      isDone = unsafe EVP_PKEY_get_raw_public_key(key, buffer.baseAddress, &count) == 1
      filled = Digest.byteCount
    }
    guard isDone, count == Digest.byteCount, let publicKey = Digest(bytes) else {
      throw .libraryFailure
    }
    self.seed = seed
    verifyingKey = Ed25519VerifyingKey(bytes: publicKey)
  }

  /// The 64 bytes of the signature; the same message always gives the same ones.
  package func signature(for message: [UInt8]) throws(CryptographyError) -> [UInt8] {
    guard
      let key = unsafe EVP_PKEY_new_raw_private_key(
        EVP_PKEY_ED25519, nil, seed.bytes, Digest.byteCount),
      let context = unsafe EVP_MD_CTX_new()
    else { throw .libraryFailure }
    defer {
      unsafe EVP_MD_CTX_free(context)
      unsafe EVP_PKEY_free(key)
    }
    var count = Self.signatureByteCount
    var isDone = false
    let signature = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      unsafe buffer.initialize(repeating: 0)
      isDone =
        unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1
        && EVP_DigestSign(context, buffer.baseAddress, &count, message, message.count) == 1
      filled = Self.signatureByteCount
    }
    guard isDone, count == Self.signatureByteCount else { throw .libraryFailure }
    return signature
  }
}

/// A public key for Ed25519 signatures: 32 bytes (RFC 8032, section 5.1.5).
package struct Ed25519VerifyingKey: Hashable, Sendable {
  package let bytes: Digest

  package init(bytes: Digest) { self.bytes = bytes }

  /// Whether the signature was made of just this message by the private half of this key.
  package func accepts(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard signature.count == Ed25519SigningKey.signatureByteCount,
      let key = unsafe EVP_PKEY_new_raw_public_key(
        EVP_PKEY_ED25519, nil, bytes.bytes, Digest.byteCount)
    else { return false }
    defer { unsafe EVP_PKEY_free(key) }
    guard let context = unsafe EVP_MD_CTX_new() else { return false }
    defer { unsafe EVP_MD_CTX_free(context) }
    return unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
      && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
  }
}
