import CanonicalJSON
import Policies

/// How many rules of a bundle judge summaries for each audience, and how many for all: one folder holds
/// the bundles of all audiences, which share the rules that name none.
struct AudienceCounts {
  /// In a fixed order.
  let counts: [(audience: String, rules: Int)]
  let shared: Int

  init(_ bundle: PolicyBundle) {
    let audiences = bundle.rules.map(\.audiences)
    counts = RuleAudience.all.map { name in (name, audiences.count { $0.contains(name) }) }
    shared = audiences.count { $0.count == RuleAudience.all.count }
  }

  /// `for a clinician 150 rules, for a patient 158; 145 of them are shared`.
  var words: String {
    counts.enumerated().map { index, count in
      "for a \(count.audience) "
        + (index == 0 ? Plural.count(count.rules, "rule") : "\(count.rules)")
    }.joined(separator: ", ") + "; \(shared) of them \(shared == 1 ? "is" : "are") shared"
  }

  func write(to json: inout JSONWriter) {
    json.key("audiences")
    json.beginObject()
    for (audience, rules) in counts {
      json.key(dynamic: audience)
      json.integer(rules)
    }
    json.endObject()
    json.member("shared", shared)
  }
}
