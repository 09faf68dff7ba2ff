/// Why a cryptographic operation did not happen.
package enum CryptographyError: Error, Hashable {
  /// The generator is not seeded or failed.
  case noRandomness
  /// The sealed bytes are not what was sealed: another key, other associated data, or changed.
  case notAuthentic
  /// libcrypto refused, for want of memory or because a provider is missing.
  case libraryFailure

  /// A stable name for logs and JSON.
  package var code: String {
    switch self {
    case .noRandomness: "no-randomness"
    case .notAuthentic: "not-authentic"
    case .libraryFailure: "cryptography-failed"
    }
  }

  package var message: String {
    switch self {
    case .noRandomness: "the system gave no random bytes; is /dev/urandom there?"
    case .notAuthentic:
      "the encrypted content does not open: it was changed, or the key is another one"
    case .libraryFailure: "libcrypto failed; is OpenSSL installed as a whole?"
    }
  }
}
