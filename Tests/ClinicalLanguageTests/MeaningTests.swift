import SourceText
import Testing

@testable import ClinicalLanguage

/// The words of a text as meanings are compared.
private func words(_ text: String) -> [MeaningWord] {
  let bytes = Array(text.utf8)
  var tokens: [Token] = []
  var words: [MeaningWord] = []
  Thesaurus.read(0..<bytes.count, of: bytes.span, &tokens, &words)
  return words
}

private func roots(_ word: String) -> (fine: UInt64, coarse: UInt64) {
  let bytes = Array(word.utf8)
  return WordRoot.roots(of: bytes.span, 0..<bytes.count)
}

@Suite("Roots of words")
struct WordRootTests {
  @Test(
    "inflections share the fine root",
    arguments: [
      ("fracture", "fractures"), ("fracture", "fractured"), ("fracture", "fracturing"),
      ("biopsy", "biopsies"), ("stop", "stopped"), ("mass", "masses"), ("patient", "patient's"),
      ("patient", "patient\u{2019}s"), ("Cough", "coughing"), ("swallow", "swallowed"),
      ("reflux", "refluxes"), ("stitch", "stitches"), ("press", "pressed"), ("mild", "mildly"),
      ("ECG", "ecg"), ("anaemia", "anemia"), ("oedema", "edema"), ("tumour", "tumor"),
      ("catheterised", "catheterized"), ("sulphate", "sulfate"), ("diagnosis", "diagnoses"),
      ("haemorrhage", "hemorrhage"), ("labour", "labor"),
    ])
  func same(_ left: String, _ right: String) {
    #expect(roots(left).fine == roots(right).fine)
  }

  @Test(
    "other words keep a fine root of their own",
    arguments: [
      ("hydralazine", "hydroxyzine"), ("diabetes", "diabetic"), ("mucus", "mucous"),
      ("bed", "be"), ("ring", "r"), ("need", "ne"), ("L4", "L5"), ("B12", "B1"), ("pus", "pu"),
      ("fall", "fal"), ("ileum", "ilium"), ("access", "acces"), ("left", "right"), ("noted", "not"),
      ("note", "not"), ("source", "sorce"), ("shoe", "she"), ("basis", "bas"),
    ])
  func different(_ left: String, _ right: String) {
    #expect(roots(left).fine != roots(right).fine)
  }

  @Test(
    "the coarse root is the beginning: it joins derivations and keeps other beginnings apart",
    arguments: [
      ("diabetes", "diabetic", true), ("reduction", "reduced", false),
      ("infection", "infectious", true), ("surgery", "surgical", false),
      ("hydralazine", "hydroxyzine", false), ("cholecystectomy", "cholecystitis", true),
    ])
  func coarse(_ left: String, _ right: String, joined: Bool) {
    #expect((roots(left).coarse == roots(right).coarse) == joined)
  }

  @Test(
    "numbers are compared by value",
    arguments: [
      ("1,200", "1200", true), ("5.0", "5", true), ("05", "5", true), ("0.5", "5", false),
      ("50", "500", false), ("0", "00", true), ("1.50", "1.5", true), ("10", "1", false),
    ])
  func numbers(_ left: String, _ right: String, equal: Bool) throws {
    let first = try #require(words(left).first)
    let second = try #require(words(right).first)
    #expect(first.isNumber && second.isNumber)
    #expect((first.fine == second.fine) == equal)
  }
}

@Suite("Words of a text")
struct MeaningWordTests {
  @Test(
    "abbreviations with full stops and slashes are one word",
    arguments: ["b.i.d.", "p.o.", "s/p", "w/o", "B.I.D."])
  func abbreviation(_ written: String) {
    let found = words("take \(written) today")
    #expect(found.count == 3)
    #expect(words(written).map(\.fine) == [found[1].fine])
  }

  @Test("initials part where a blank stands between them")
  func initials() {
    #expect(words("b. i. d.").count == 3)
    #expect(words("b.i.d.")[0].fine == words("B.I.D")[0].fine)
  }

  @Test("punctuation becomes the gap before the next word")
  func gaps() {
    let text = "no fever, chills; well-known T/A change - old"
    #expect(
      words(text).map(\.gap) == [
        .sentence, .none, .comma, .clause, .hyphen, .none, .none, .clause,
      ])
  }

  @Test("tokens of a word lie in the text, in order, without overlap")
  func tokens() {
    let found = words("b.i.d. s/p retro-orbital pain 1,200 mg, w/o fever.")
    for (left, right) in zip(found, found.dropFirst()) {
      #expect(left.endToken <= right.firstToken)
    }
  }

  @Test("only capitals are kept as written")
  func exact() {
    #expect(words("ARM")[0].exact != 0)
    #expect(words("arm")[0].exact == 0)
    #expect(words("ARM")[0].exact != words("Arm")[0].exact)
    #expect(words("ARM")[0].fine == words("arm")[0].fine)
  }
}

@Suite("Expressions of one meaning")
struct ThesaurusTests {
  private let thesaurus = Thesaurus.embedded

  private func meanings(_ text: String) -> Set<Int32> {
    let found = words(text)
    var groups: Set<Int32> = []
    for expression in thesaurus.expressions(in: found)
    where expression.start == 0 && Int(expression.end) == found.count {
      groups.formUnion(thesaurus.payloads[expression.payloads])
    }
    return groups
  }

  @Test(
    "synonyms share a meaning",
    arguments: [
      ("shortness of breath", "dyspnea"), ("antibiotics", "antimicrobial"),
      ("ACE inhibitor", "angiotensin converting enzyme inhibitor"),
    ])
  func synonyms(_ left: String, _ right: String) {
    #expect(!meanings(left).isDisjoint(with: meanings(right)))
  }

  @Test(
    "what only looks alike does not",
    arguments: [("hypertension", "hypotension"), ("antibiotic", "antidepressant")])
  func apart(_ left: String, _ right: String) {
    #expect(meanings(left).isDisjoint(with: meanings(right)))
  }

  @Test("a form in capitals is no form in small letters")
  func exactCase() {
    let inCapitals = meanings("ACE")
    #expect(!inCapitals.isEmpty)
    #expect(!inCapitals.isSubset(of: meanings("ace")))
  }

  @Test("a broader meaning is reached upwards only")
  func broader() {
    let narrow = meanings("cephalosporin")
    let broad = meanings("antibiotic")
    #expect(
      narrow.contains { group in thesaurus.broader(than: group).contains(where: broad.contains) })
    #expect(
      !broad.contains { group in thesaurus.broader(than: group).contains(where: narrow.contains) })
  }

  @Test("an expression does not reach over a comma")
  func comma() {
    let found = words("shortness, of breath")
    #expect(thesaurus.expressions(in: found).allSatisfy { $0.start > 0 || $0.end <= 1 })
  }

  @Test(
    "hostile texts are read to their end",
    arguments: [
      "", "....", "a.b.c.d.e.f.", "s/", "/p", "\u{2019}s", "\u{0}\u{1}", "--------", "'s s's",
      String(repeating: "a ", count: 20_000), String(repeating: "shortness of ", count: 5_000),
      String(repeating: "x", count: 50_000), String(repeating: "a.", count: 5_000),
    ])
  func hostile(_ text: String) {
    let found = words(text)
    #expect(thesaurus.expressions(in: found).count <= found.count * 64)
  }
}

@Suite("A trie of roots")
struct RootTrieTests {
  @Test("every expression that begins at a word is found with its length")
  func matches() {
    var builder = RootTrieBuilder()
    builder.insert(words("heart"), payload: 1, isExact: false)
    builder.insert(words("heart failure"), payload: 2, isExact: false)
    builder.insert(words("heart attack"), payload: 3, isExact: false)
    builder.insert(words("CHF"), payload: 4, isExact: true)
    let trie = builder.trie
    let found = words("heart failures and chf CHF")
    let matches = trie.matches(in: found).flatMap { match in
      trie.payloads[match.payloads].map { [match.start, match.end, $0] }
    }
    #expect(
      matches.sorted { $0.lexicographicallyPrecedes($1) } == [[0, 1, 1], [0, 2, 2], [4, 5, 4]])
    var payloads: [Int32] = []
    for index in found.indices {
      trie.forEachMatch(ofWordAt: index, in: found) { payloads.append($0) }
    }
    #expect(payloads == [1, 4])
  }

  @Test("of several payloads of one expression the last that was inserted comes first")
  func order() {
    var builder = RootTrieBuilder()
    for payload: Int32 in 0..<3 {
      builder.insert(words("old age"), payload: payload, isExact: false)
    }
    #expect(builder.payloads(of: words("old age"), isExact: false) == [2, 1, 0])
    #expect(builder.trie.payloads(of: words("old ages"), isExact: false) == [2, 1, 0])
  }

  @Test("many siblings are told apart, and what is not there is not found")
  func siblings() {
    var builder = RootTrieBuilder()
    for number in 0..<2_000 {
      builder.insert(words("word\(number) tail"), payload: Int32(number), isExact: false)
      builder.insert(words("word head\(number)"), payload: Int32(number), isExact: false)
    }
    let trie = builder.trie
    for number in stride(from: 0, to: 2_000, by: 37) {
      #expect(trie.payloads(of: words("word\(number) tails"), isExact: false) == [Int32(number)])
      #expect(trie.payloads(of: words("word head\(number)"), isExact: false) == [Int32(number)])
    }
    #expect(trie.payloads(of: words("word2000 tail"), isExact: false).isEmpty)
    #expect(trie.payloads(of: words("word head2000"), isExact: false).isEmpty)
    #expect(trie.payloads(of: words("word"), isExact: false).isEmpty)
    #expect(trie.payloads(of: [], isExact: false).isEmpty)
  }

  @Test("a trie without any expression finds none")
  func empty() {
    #expect(RootTrieBuilder().trie.matches(in: words("heart failure")).isEmpty)
  }
}

@Suite("Tables made beforehand")
struct CompiledListTests {
  @Test(
    "every table is what its list makes; if not, run `make tables`",
    arguments: CompiledList.allCases)
  func current(_ list: CompiledList) {
    #expect(list.embedded == list.compiled())
  }

  @Test("numbers are read as they were written, list by list")
  func numbers() {
    var writer = CompiledNumberWriter()
    writer.append([1, .max, 0x0102_0304] as [UInt32])
    writer.append([] as [UInt8])
    writer.append([0x0102_0304_0506_0708, 0, .max] as [UInt64])
    let bytes = writer.bytes
    unsafe bytes.withUnsafeBytes { buffer in
      var reader = unsafe CompiledNumbers(constants: buffer)
      #expect(reader.next(of: UInt32.self) == [1, .max, 0x0102_0304])
      #expect(reader.next(of: UInt8.self) == [])
      #expect(reader.next(of: UInt64.self) == [0x0102_0304_0506_0708, 0, .max])
    }
  }

  @Test("numbers are the same where they lie, wherever that is", arguments: 0..<9)
  func numbersInPlace(_ offset: Int) {
    var writer = CompiledNumberWriter()
    writer.append([1, .max, 0x0102_0304] as [UInt32])
    writer.append([7, 8, 9] as [UInt8])
    writer.append([0x0102_0304_0506_0708, 0, .max] as [UInt64])
    let bytes = [UInt8](repeating: 0xFF, count: offset) + writer.bytes
    unsafe bytes.withUnsafeBytes { buffer in
      var reader = unsafe CompiledNumbers(
        constants: UnsafeRawBufferPointer(rebasing: buffer[offset...]))
      func numbers<Number: BitwiseCopyable>(of type: Number.Type) -> [Number] {
        reader.nextInPlace(of: type).withSpan { span in span.indices.map { span[$0] } }
      }
      #expect(numbers(of: UInt32.self) == [1, .max, 0x0102_0304])
      #expect(numbers(of: UInt8.self) == [7, 8, 9])
      #expect(numbers(of: UInt64.self) == [0x0102_0304_0506_0708, 0, .max])
    }
  }
}

@Suite("Values that exclude each other")
struct ExclusiveAxesTests {
  private let axes = ExclusiveAxes.embedded

  private func values(_ axis: String, _ text: String) throws -> [Int16] {
    let wanted = try #require(axes.axis(named: axis))
    return axes.mentions(in: words(text)).filter { $0.axis == wanted }.map(\.value)
  }

  @Test("values are told apart, and expressions of one value are not")
  func sides() throws {
    #expect(try values("side", "left knee, right hip, both ears") == [0, 1, 2])
    #expect(try values("side", "the bilateral knees") == [2])
    #expect(try values("course", "acute and long-standing pain") == [0, 1])
  }

  @Test("L stands for left in capitals only")
  func capitals() throws {
    #expect(try values("side", "L knee") == [0])
    #expect(try values("side", "l knee").isEmpty)
  }

  @Test("names are unique, and unknown ones are none")
  func names() {
    #expect(Set(axes.names).count == axes.names.count)
    #expect(axes.axis(named: "no such axis") == nil)
  }

  @Test("mentions of one axis do not overlap")
  func overlap() throws {
    let side = try #require(axes.axis(named: "side"))
    let found = axes.mentions(in: words(String(repeating: "left both sides right ", count: 500)))
      .filter { $0.axis == side }
    #expect(found.count == 1_500)
    for (one, next) in zip(found, found.dropFirst()) { #expect(one.end <= next.start) }
  }
}
