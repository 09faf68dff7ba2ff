import CanonicalJSON
import Policies

/// How the prompts of two folders differ, as written.
struct PromptDifferenceReport {
  let older: PolicySources
  let newer: PolicySources

  private var prompts: [RuleDifference] { newer.differences(from: older) }

  func text(_ style: Style, width: Int) -> String {
    let prompts = prompts
    return prompts.isEmpty
      ? "no prompt differs\n" : prompts.text(named: "prompt", style, width: width)
  }

  var json: [UInt8] {
    var json = JSONWriter(pretty: true)
    json.beginObject()
    json.member("schema", "vouch/prompt-difference/1")
    json.differences("prompts", named: "prompt", prompts)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}
