import CanonicalJSON
import ModelClient
import Synchronization
import Workflow

extension RemoteRun {
  /// What a reader should know of the model: `tiny-1 at llm.example.org, 2 requests`.
  var shown: String {
    var text = "\(model) at \(host), \(Plural.count(account.attempts, "request"))"
    if regenerations > 0 { text += ", asked again \(regenerations == 1 ? "once" : "twice")" }
    if isDeidentified { text += ", deidentified" }
    return text
  }

  /// Why the summary is not the model's, with what to do; nil where it is.
  var complaint: String? {
    failure.map { failure in
      "the summary is not the model's but quoted from the note: \(failure.message)"
        + (failure.hint.map { "; \($0)" } ?? "")
    }
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("model", model)
    json.member("host", host)
    json.member("used", failure == nil)
    json.key("failure")
    if let failure {
      json.beginObject()
      json.member("code", failure.code)
      json.member("message", failure.message)
      json.endObject()
    } else {
      json.null()
    }
    json.member("attempts", account.attempts)
    json.member("regenerations", regenerations)
    json.member("deidentified", isDeidentified)
    prompt.write(to: &json)
    json.endObject()
  }
}

extension JudgeRun {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("rule", rule)
    json.member("model", model)
    json.member("host", host)
    json.member("statements", asked.count)
    json.key("unsupported")
    if let unsupported { json.integer(unsupported) } else { json.null() }
    json.key("failure")
    if let failure { json.string(failure) } else { json.null() }
    json.member("attempts", account.attempts)
    json.member("deidentified", isDeidentified)
    prompt.write(to: &json)
    json.endObject()
  }
}

extension RemoteRun.PromptLabel {
  fileprivate func write(to json: inout JSONWriter) {
    json.key("prompt")
    json.beginObject()
    json.member("id", id)
    json.member("version", version)
    json.member("digest", digest)
    json.endObject()
  }
}

/// How the lines of a batch fared with a model, counted from many threads.
final class RemoteTally: Sendable {
  private struct Counts: Sendable {
    var used = 0
    var failures: [String: (count: Int, complaint: String)] = [:]
  }

  private let counts = Mutex(Counts())

  func count(_ run: RemoteRun) {
    counts.withLock { counts in
      guard let failure = run.failure, let complaint = run.complaint else {
        counts.used += 1
        return
      }
      counts.failures[failure.code, default: (0, complaint)].count += 1
    }
  }

  /// One line for the whole, and one for each kind of failure with what to do about it.
  var lines: [String] {
    counts.withLock { counts in
      let failed = counts.failures.values.reduce(0) { $0 + $1.count }
      guard counts.used + failed > 0 else { return [] }
      return [
        "\(Plural.count(counts.used, "summary", "summaries")) by the model, \(failed) quoted instead"
      ]
        + counts.failures.sorted { $0.key < $1.key }.map { code, failure in
          "\(failure.count) \(code): \(failure.complaint)"
        }
    }
  }
}

extension Plural {
  /// A number with a noun whose plural is another word.
  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }
}
