import Cryptography
import Testing

@testable import AuditTrail

@Suite("Signed notes")
struct SignedNoteTests {
  /// The example in the documentation of Go's `sumdb/note`.
  private static let goKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  private static let goNote = """
    If you think cryptography is the answer to your problem,
    then you don't know what your problem is.

    \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

    """

  private func key(_ seed: String = "seed", name: String = "vouch/audit/test") throws
    -> NoteSigningKey
  {
    try NoteSigningKey(name: name, seed: SHA256.hash(seed))
  }

  private func checkpoint(size: Int = 17, seed: String = "seed") throws -> Checkpoint {
    let key = try key(seed)
    return try Checkpoint.signed(
      origin: key.verifier.name, size: size, root: SHA256.hash("root"), with: [key])
  }

  @Test("accepts what Go's sumdb/note signed, with the key as Go writes it")
  func go() throws {
    let key = try #require(NoteVerifierKey(Self.goKey))
    #expect(key.text == Self.goKey)
    let note = try #require(SignedNote(Array(Self.goNote.utf8)))
    #expect(note.isSigned(with: key))
    #expect(note.bytes == Array(Self.goNote.utf8))
  }

  @Test("comes back from its bytes just as it went")
  func roundTrip() throws {
    for size in [0, 1, 255, 256, 65_537, 1 << 52] {
      let checkpoint = try checkpoint(size: size)
      #expect(Checkpoint(checkpoint.bytes) == checkpoint)
      #expect(checkpoint.isSigned(with: try key().verifier))
      #expect(!checkpoint.isSigned(with: try key("other").verifier))
      #expect(!checkpoint.isSigned(with: try key(name: "vouch/audit/other").verifier))
    }
    let signing = try key()
    #expect(try NoteSigningKey(signing.text)?.text == signing.text)
    #expect(NoteVerifierKey(signing.verifier.text) == signing.verifier)
  }

  @Test("refuses a checkpoint with any bit flipped")
  func everyBit() throws {
    let key = try key().verifier
    let bytes = try checkpoint().bytes
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << bit
        #expect(Checkpoint(changed)?.isSigned(with: key) != true, "byte \(index), bit \(bit)")
      }
    }
    for count in 0..<bytes.count {
      #expect(Checkpoint(bytes.prefix(count))?.isSigned(with: key) != true, "cut at \(count)")
    }
  }

  @Test("passes over signatures of others, and none that bears the key's name and does not hold")
  func others() throws {
    let (first, second) = (try key(), try key("second"))
    let both = try Checkpoint.signed(
      origin: first.verifier.name, size: 3, root: .zero, with: [first, second])
    #expect(both.isSigned(with: first.verifier) && both.isSigned(with: second.verifier))
    let text = both.note.text
    let wrong = SignedNote.Signature(
      name: first.verifier.name, id: first.verifier.id, bytes: [UInt8](repeating: 7, count: 64))
    let spoiled = SignedNote(text: text, signatures: both.note.signatures + [wrong])
    #expect(!spoiled.isSigned(with: first.verifier) && spoiled.isSigned(with: second.verifier))
    #expect(SignedNote(spoiled.bytes) == spoiled)
  }

  @Test(
    "is no checkpoint in any other form",
    arguments: [
      "", "\n", "a\n1\n", "a\n01\nROOT\n", "a\n-1\nROOT\n", "a\n+1\nROOT\n", "a\n1 \nROOT\n",
      "a\n\nROOT\n",
      "\n1\nROOT\n", "a\n1\nROOT=\n", "a\n9007199254740992\nROOT\n", "a\n1\nAAAA\n",
      "a\n1\nROOT\n\nb\n",
      "a\u{7}\n1\nROOT\n", "a\n1\n ROOT\n",
    ])
  func forms(text: String) throws {
    let signature = try #require(
      String(decoding: try checkpoint().bytes, as: UTF8.self).split(separator: "\n").last)
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
    func note(_ text: String) -> Checkpoint? {
      Checkpoint(Array((text.replacing("ROOT", with: root) + "\n\(signature)\n").utf8))
    }
    #expect(note("a\n1\nROOT\n") != nil)
    #expect(note("a\n1\nROOT\nan extension\n") != nil)
    #expect(note(text) == nil)
  }

  @Test(
    "takes no other text for a key",
    arguments: [
      "", "name", "name+00000000+AQ==",
      "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ])
  func keys(text: String) throws {
    #expect(NoteVerifierKey(text) == nil)
    #expect(try NoteSigningKey("PRIVATE+KEY+" + text) == nil)
  }
}
