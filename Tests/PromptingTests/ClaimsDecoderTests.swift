import Prompting
import Summaries
import TestSupport
import Testing

@Suite("Replies of models")
struct ClaimsDecoderTests {
  private func decode(
    _ text: String, isText: Bool = false
  ) throws(ReplyProblem) -> [ModelClaim] {
    try ClaimsDecoder(sentences: 9, withheld: [7]).claims(of: text, isText: isText)
  }

  private static func reply(_ claims: String...) -> String {
    #"{"claims":[\#(claims.joined(separator: ","))]}"#
  }

  private static func claim(
    _ text: String = "K 3.2.", section: String = "plan", cites: String = "[1]"
  ) -> String { #"{"text":"\#(text)","section":"\#(section)","cites":\#(cites)}"# }

  @Test("claims as they are, white space collapsed and citations in order")
  func claims() throws {
    let found = try decode(
      Self.reply(Self.claim(#" K\n3.2. "#, cites: "[9, 1]"), Self.claim("Rest.", section: "alerts"))
    )
    #expect(
      found == [
        ModelClaim(text: "K 3.2.", section: .plan, cites: [1, 9]),
        ModelClaim(text: "Rest.", section: .alerts, cites: [1]),
      ])
  }

  static let refused: [(text: String, problem: ReplyProblem)] = [
    ("", .notJSON), ("Here is the summary.", .notJSON), ("[]", .wrongShape(claim: nil)),
    ("{}", .wrongShape(claim: nil)), (#"{"claims":{}}"#, .wrongShape(claim: nil)),
    (#"{"claims":[]}"#, .noClaims), (#"{"claims":[],"note":"x"}"#, .unknownField(claim: nil)),
    (#"{"claims":[],"claims":[]}"#, .repeatedField), (#"{"claims":[7]}"#, .wrongShape(claim: 1)),
    (reply(claim(), claim()), .repeatedClaim(2)),
    (reply(claim(), claim("k 3.2.")), .repeatedClaim(2)),
    (reply(claim("")), .emptyClaim(1)), (reply(claim(" - ")), .emptyClaim(1)),
    (reply(claim("12")), .emptyClaim(1)),
    (reply(claim(#"a\u0007b"#)), .unprintableClaim(1)),
    (reply(claim(#"a\u202eb"#)), .unprintableClaim(1)),
    (reply(claim(#"a\u200bb"#)), .unprintableClaim(1)),
    (reply(claim(String(repeating: "a", count: 1001))), .longClaim(1)),
    (reply(claim(section: "summary")), .unknownSection(1)),
    (reply(claim(section: "Plan")), .unknownSection(1)),
    (reply(claim(cites: "[]")), .noCitation(1)),
    (reply(claim(cites: "[0]")), .citationOutOfRange(claim: 1, sentences: 9)),
    (reply(claim(cites: "[10]")), .citationOutOfRange(claim: 1, sentences: 9)),
    (reply(claim(cites: "[-1]")), .citationOutOfRange(claim: 1, sentences: 9)),
    (reply(claim(cites: "[1.0]")), .wrongShape(claim: 1)),
    (reply(claim(cites: #"["1"]"#)), .wrongShape(claim: 1)),
    (reply(claim(cites: "[99999999999999999999]")), .wrongShape(claim: 1)),
    (reply(claim(cites: "[1,1]")), .repeatedCitation(1)),
    (reply(claim(cites: "[7]")), .citationWithheld(claim: 1)),
    (reply(claim(cites: "[[1]]")), .tooDeep), (reply(claim(cites: "1")), .wrongShape(claim: 1)),
    (
      reply(claim(cites: "[" + (1...41).map { "\($0)" }.joined(separator: ",") + "]")),
      .tooManyCitations(1)
    ),
    (
      #"{"claims":[{"text":"a","section":"plan","cites":[1],"confidence":1}]}"#,
      .unknownField(claim: 1)
    ),
    (#"{"claims":[{"text":"a","section":"plan"}]}"#, .wrongShape(claim: 1)),
    (reply(claim()) + reply(claim()), .notJSON), ("```json\n" + reply(claim()) + "\n```", .notJSON),
    (String(repeating: " ", count: 200_000), .tooLarge),
    (reply(claim()).dropLast().description, .notJSON),
  ]

  @Test("what is no list of claims, and why", arguments: refused.indices)
  func problems(index: Int) {
    let (text, problem) = Self.refused[index]
    let found = #expect(throws: problem) { try decode(text) }
    #expect(found?.code.hasPrefix("reply-") == true && found?.message.isEmpty == false)
  }

  @Test(
    "as text, code marks and thoughts around the reply are taken off, and nothing else",
    arguments: [
      ("```json\n@\n```", true), ("```\n@\n```\n", true), (" @ ", true),
      ("<think>A {thought}.</think>\n@", true), ("<think>x</think>\n```json\n@\n```", true),
      ("Here it is:\n@", false), ("@\nDone.", false), ("```json\n@", false),
      ("```json key=1\n@\n```", false), ("<think>@", false), ("```@```", false),
    ])
  func fences(text: String, isRead: Bool) {
    let reply = text.map { $0 == "@" ? Self.reply(Self.claim()) : String($0) }.joined()
    let claims = try? decode(reply, isText: true)  // reason: whether it is read is the question
    #expect((claims?.count == 1) == isRead)
  }

  @Test("of a reply that is still coming, the claims that have ended")
  func partial() throws {
    let whole = Self.reply(Self.claim(#"a \" ]} b"#), Self.claim("c"))
    let bytes = Array(whole.utf8)
    var counts: [Int] = []
    for end in 0...bytes.count {
      guard let text = ClaimsDecoder.complete(Array(bytes[..<end])) else { continue }
      counts.append(try decode(text).count)
    }
    #expect(counts == counts.sorted() && Set(counts) == [1, 2])
    #expect(ClaimsDecoder.complete(Array("{\"claims\":[".utf8)) == nil)
  }

  @Test("what claims are written as, the decoder reads back")
  func roundTrip() throws {
    let claims = [ModelClaim(text: #"He said "no" – K 3.2 ≥ 3."#, section: .alerts, cites: [2, 9])]
    #expect(try decode(claims.json) == claims)
  }

  @Test("no bytes at all can trap the decoder")
  func noise() {
    var random = SplitMix64(seed: 11)
    let pieces = [
      "{", "}", "[", "]", "\"claims\"", ":", ",", "\"text\"", "\"a\"", "1", "7", "\"section\"",
      "\"plan\"", "\"cites\"", "```", "\\", "\u{202E}", " ", "null",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0..<30, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      _ = try? decode(text, isText: true)  // reason: that it returns is the test
      _ = ClaimsDecoder.complete(Array(text.utf8))
    }
  }
}
