import Guardrails
import Policies
import SourceText

/// What must hold of any folder that extends another.
enum OverlayProperties {
  static func check(_ input: [UInt8]) {
    guard let place = input.firstRange(of: Array("\n%%\n".utf8)) else { return }
    let base = PolicyLayer([
      PolicyFile(path: "base.yaml", bytes: Array(input[..<place.lowerBound]))
    ])
    let site = PolicyLayer([
      PolicyFile(path: "site.yaml", bytes: Array(input[place.upperBound...]))
    ])
    let (load, sources) = PolicyBundle.load([base, site], kinds: GuardrailEngine.kinds)
    precondition((load.bundle == nil) == load.diagnostics.contains { $0.severity == .error })
    for rule in sources.rules { _ = rule.settings }
    for diagnostic in load.diagnostics {
      precondition(["base.yaml", "site.yaml"].contains(diagnostic.file))
    }
    guard let bundle = load.bundle else { return }
    if let below = PolicyBundle.load([base], kinds: GuardrailEngine.kinds).load.bundle {
      checkRules(of: bundle, over: below)
    }
    FuzzTarget.judge(under: bundle)
  }

  /// A rule that nothing has lowered is no weaker than below.
  private static func checkRules(of bundle: PolicyBundle, over below: PolicyBundle) {
    let changes = bundle.overlay?.changes ?? []
    let lowered = Set(changes.filter { $0.effect == .lowered }.map(\.rule))
    precondition(changes.allSatisfy { $0.effect != .lowered || $0.reason != nil })
    for rule in below.rules where !lowered.contains(rule.id) {
      guard let other = bundle.rules.first(where: { $0.id == rule.id }) else {
        preconditionFailure("no rule is lost")
      }
      precondition(
        other.mode >= rule.mode && other.severity >= rule.severity
          && other.disposition >= rule.disposition && other.onError >= rule.onError)
    }
  }
}
