package import Cryptography

/// The secret behind surrogates and the maps back from them, which derives from a local key: that of
/// a trail, or one in a file of the same format.
package enum DeidentificationSecret {
  /// The secret of the trail in a directory; begins a trail where there is none.
  package static func ofTrail(
    at directory: String, anchor: String? = nil, environment: AuditEnvironment
  ) throws(AuditError) -> Digest {
    if let secret = try existing(at: directory, files: environment.files) { return secret }
    return try AuditTrail.open(at: directory, anchor: anchor, environment: environment)
      .deidentificationSecret
  }

  /// The secret of the trail in a directory; nil where there is no trail.
  package static func existing(
    at directory: String, files: any FileSystem = SystemFiles()
  ) throws(AuditError) -> Digest? {
    try inFile(AuditLayout(root: directory).key, files: files)
  }

  /// The secret of a key file, `vouch-key/1 `, 64 hexadecimal digits and a line feed, which only its
  /// owner may read; nil where there is none.
  package static func inFile(
    _ path: String, files: any FileSystem = SystemFiles()
  ) throws(AuditError) -> Digest? {
    try LocalKey.load(from: path, files: files)?.deidentification
  }
}
