import FoundationEssentials
import TestSupport
import Testing

/// The transcripts in README.md are what the program prints, times, digests and random ids aside.
@Suite("README")
struct ReadmeTests {
  static let readme = "\(ChildProcess.repository)/README.md"
  static let start =
    "<!-- transcript: regenerated and checked by Tests/CommandLineToolTests/ReadmeTests.swift -->\n"
  static let end = "<!-- end of transcript -->"
  static let evaluationStart =
    "<!-- evaluation: regenerated and checked by Tests/CommandLineToolTests/ReadmeTests.swift -->\n"
  static let evaluationEnd = "<!-- end of evaluation -->"

  static func transcript() throws -> String {
    let folder = try TemporaryFolder()
    let audit = ["--audit", folder.file("audit"), "--color", "never"]
    var text = "```console\n"
    for command in [
      ["summarize", "Corpus/cardiology-chest-pain.txt"], ["audit", "list"], ["audit", "verify"],
    ] {
      text += "$ vouch \(command.joined(separator: " "))\n"
      let arguments = command.map {
        $0.hasPrefix("Corpus/") ? "\(ChildProcess.repository)/\($0)" : $0
      }
      let result = try ChildProcess.vouch(
        arguments + audit, environment: ["COLUMNS": "100", "LANG": "C.UTF-8"])
      text += result.output
    }
    text = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Self.steady(String($0), folder.path) }.joined(separator: "\n")
    return text + "```\n"
  }

  /// A few notes only: the program that tests run is slow.
  static func evaluation() throws -> String {
    let result = try ChildProcess.vouch(
      [
        "evaluate", "\(ChildProcess.repository)/Corpus", "--sample", "24", "--policies",
        "\(ChildProcess.repository)/Policies",
      ], environment: ["COLUMNS": "100", "LANG": "C.UTF-8"])
    let text = result.output.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Self.steadyFigures(String($0)) }.joined(separator: "\n")
    return "```console\n$ vouch evaluate Corpus --sample 24\n\(text)```\n"
  }

  /// Replaces paths, beginnings of digests, and times.
  static func steadyFigures(_ line: String) -> String {
    let words = line.replacing(ChildProcess.repository + "/", with: "")
      .split(separator: " ", omittingEmptySubsequences: false)
    return words.indices.map { index -> String in
      let word = String(words[index])
      if words.dropFirst(index + 1).first == "ms" { return "·" }
      guard word.contains("…"), word.count(where: \.isHexDigit) >= 12 else { return word }
      let prefix = word.contains("sha256:") ? "(sha256:" : "("
      return prefix + "············…" + (word.hasSuffix(",") ? ")," : ")")
    }.joined(separator: " ")
  }

  /// Replaces what differs from run to run: paths, times and random ids.
  static func steady(_ line: String, _ folder: String) -> String {
    var line = line.replacing(folder + "/", with: "")
    line = line.replacing(ChildProcess.repository + "/", with: "")
    return String(
      line.split(separator: " ", omittingEmptySubsequences: false).map { word -> Substring in
        let digits = word.count { $0.isHexDigit }
        if word.count >= 19, word.contains("T"), word.contains(":"), word.hasPrefix("20") {
          return "2031-05-14T09:26:53Z"
        }
        return word.count >= 8 && digits == word.count
          ? Substring(String(repeating: "·", count: word.count)) : word
      }.joined(separator: " "))
  }

  @Test("the transcripts of README.md are what the program prints")
  func current() throws {
    let data = try #require(FileManager.default.contents(atPath: Self.readme))
    let text = String(decoding: data, as: UTF8.self)
    var renewed = text
    for (start, end, fresh) in [
      (Self.start, Self.end, try Self.transcript()),
      (Self.evaluationStart, Self.evaluationEnd, try Self.evaluation()),
    ] {
      let from = try #require(renewed.firstRange(of: start)).upperBound
      let to = try #require(renewed.firstRange(of: end)).lowerBound
      renewed = String(renewed[..<from]) + fresh + String(renewed[to...])
    }
    if text == renewed { return }
    guard ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" else {
      Issue.record("README.md is out of date; run with RECORD_GOLDEN=1 and look at the difference")
      return
    }
    try Data(renewed.utf8).write(to: URL(filePath: Self.readme))
    Issue.record("README.md was rewritten; look at the difference and run again")
  }
}
