import Cryptography

/// Digests of names that are not ours.
enum RemoteDigest {
  static func hex(_ text: String) -> String { SHA256.hash(Array(text.utf8)).hex }
}
