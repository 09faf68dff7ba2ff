import Policies
import SourceText

/// A folder `site` over a folder `base`, both of one file.
enum OverlayFixture {
  static func layer(_ name: String, _ text: String) -> PolicyLayer {
    PolicyLayer([PolicyFile(path: "\(name)/p.yaml", bytes: Array(text.utf8))])
  }

  static func load(
    _ layers: (name: String, text: String)...
  ) -> (load: PolicyLoad, sources: PolicySources) {
    PolicyBundle.load(
      layers.map { layer($0.name, $0.text) },
      kinds: [WordsParameters.self, AlarmParameters.self, SilentParameters.self])
  }

  /// One override of `words.sound`, its fields from line 5; the rule is that of `oneRule`.
  static func site(_ lines: String..., extends: String = "../base") -> String {
    """
    schema: vouch/policy/1
    bundle: {id: site, revision: 2, owner: ward, extends: \(extends)}
    overrides:
      - id: words.sound
    \(lines.map { "    \($0)\n" }.joined())
    """
  }

  static func over(
    _ limits: String, _ lines: String..., then: String = "# nothing else"
  ) -> PolicyLoad {
    let text = """
      schema: vouch/policy/1
      bundle: {id: site, revision: 2, owner: ward, extends: ../base}
      overrides:
        - id: words.sound
      \(lines.map { "    \($0)\n" }.joined())
      """
    return load(("base", oneRule(field: limits, then: then)), ("site", text)).load
  }
}

extension PolicyLoad {
  var soundRule: Rule? { bundle?.rules.first { $0.id == "words.sound" } }

  /// Each as `raised then.disposition hold → block`.
  var changeLines: [String] {
    (bundle?.overlay?.changes ?? []).map {
      "\($0.effect.rawValue) \($0.path) \($0.before ?? "–") → \($0.after ?? "–")"
    }
  }
}
