import AuditTrail
import Workflow

/// The key behind surrogates and maps: that of `--key FILE`, else the one of the audit trail.
enum IdentifierKey {
  static let option = OptionSpecification(
    "key", .text(placeholder: "FILE"),
    "Key for surrogates and maps, mode 0600. Default: the audit trail's own.")

  /// - Parameter isNew: whether a trail, and so a key, is begun where there is none.
  static func key(
    _ invocation: Invocation, _ settings: Settings, mayBegin isNew: Bool
  ) throws(ToolFailure) -> DeidentificationKey {
    if let path = invocation.arguments.value("key") {
      let secret = try TrailAccess.wrap { () throws(AuditError) in
        try DeidentificationSecret.inFile(invocation.environment.absolute(path))
      }
      guard let secret else {
        let name = ShellWord.quoted(path)
        throw .trouble(
          message: "\(Printable.line(path)): no such key file",
          hint: "make one: (umask 077; echo vouch-key/1 $(openssl rand -hex 32) > \(name))")
      }
      return DeidentificationKey(secret: secret)
    }
    let secret = try TrailAccess.wrap { () throws(AuditError) in
      isNew
        ? try DeidentificationSecret.ofTrail(
          at: settings.audit, anchor: settings.anchor,
          environment: TrailAccess.environment(invocation))
        : try DeidentificationSecret.existing(at: settings.audit)
    }
    guard let secret else {
      throw .trouble(
        message: "\(Printable.line(settings.audit)): there is no audit trail, and so no key",
        hint: "name the trail that the text was deidentified under with --audit, or its --key")
    }
    return DeidentificationKey(secret: secret)
  }
}
