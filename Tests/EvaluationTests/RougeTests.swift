import Evaluation
import TestSupport
import Testing

/// Values of `rouge-score` 0.1.2 and NLTK 3.10; `make evaluate-test` compares on real texts.
@Suite("ROUGE")
struct RougeTests {
  @Test(
    "stems are those of NLTK's Porter stemmer",
    arguments: [
      ("caresses", "caress"), ("ponies", "poni"), ("ties", "tie"), ("cats", "cat"),
      ("feed", "feed"), ("agreed", "agre"), ("plastered", "plaster"), ("bled", "bled"),
      ("motoring", "motor"), ("sing", "sing"), ("conflated", "conflat"), ("troubled", "troubl"),
      ("sized", "size"), ("hopping", "hop"), ("tanned", "tan"), ("falling", "fall"),
      ("hissing", "hiss"), ("fizzed", "fizz"), ("failing", "fail"), ("filing", "file"),
      ("happy", "happi"), ("sky", "sky"), ("skies", "sky"), ("dying", "die"), ("enjoy", "enjoy"),
      ("spied", "spi"), ("died", "die"), ("flies", "fli"), ("relational", "relat"),
      ("conditional", "condit"), ("rational", "ration"), ("valency", "valenc"),
      ("digitizer", "digit"), ("conformably", "conform"), ("radically", "radic"),
      ("differently", "differ"), ("vilely", "vile"), ("analogously", "analog"),
      ("vietnamization", "vietnam"), ("predication", "predic"), ("operator", "oper"),
      ("feudalism", "feudal"), ("decisiveness", "decis"), ("hopefulness", "hope"),
      ("callousness", "callous"), ("formality", "formal"), ("sensitivity", "sensit"),
      ("sensibility", "sensibl"), ("hopefully", "hope"), ("geology", "geolog"),
      ("archaeology", "archaeolog"), ("triplicate", "triplic"), ("formative", "form"),
      ("formalize", "formal"), ("electricity", "electr"), ("electrical", "electr"),
      ("hopeful", "hope"), ("goodness", "good"), ("revival", "reviv"), ("allowance", "allow"),
      ("inference", "infer"), ("airliner", "airlin"), ("gyroscopic", "gyroscop"),
      ("adjustable", "adjust"), ("defensible", "defens"), ("irritant", "irrit"),
      ("replacement", "replac"), ("adjustment", "adjust"), ("dependent", "depend"),
      ("adoption", "adopt"), ("homologous", "homolog"), ("communism", "commun"),
      ("activate", "activ"), ("angularity", "angular"), ("effective", "effect"),
      ("bowdlerize", "bowdler"), ("probate", "probat"), ("rate", "rate"), ("cease", "ceas"),
      ("control", "control"), ("roll", "roll"), ("news", "news"), ("proceed", "proceed"),
      ("innings", "inning"), ("metoprolol", "metoprolol"), ("hypertension", "hypertens"),
      ("hypertensive", "hypertens"), ("bleeding", "bleed"), ("allergies", "allergi"),
      ("allergic", "allerg"), ("medications", "medic"), ("daily", "daili"), ("yyyy", "yyyi"),
      ("yes", "ye"), ("500mg", "500mg"), ("b12", "b12"), ("oed", "o"), ("ing", "ing"),
      ("eed", "eed"), ("sses", "ss"),
    ])
  func stem(word: String, stem: String) {
    #expect(String(decoding: PorterStemmer.stem(word.utf8), as: UTF8.self) == stem)
  }

  struct Pair: Sendable {
    let reference: String
    let candidate: String
    /// Precision and recall of ROUGE-1, ROUGE-2 and ROUGE-Lsum.
    let scores: [[Double]]
  }

  @Test(
    "scores are those of rouge-score with its stemmer",
    arguments: [
      Pair(
        reference: "The patient was admitted with chest pain.\nShe takes metoprolol 25 mg daily.",
        candidate: "She was admitted for chest pains.\nMetoprolol 25 mg twice daily, she takes it.",
        scores: [[0.714286, 0.769231], [0.384615, 0.416667], [0.642857, 0.692308]]),
      Pair(
        reference: "Follow-up in 6 weeks; stop aspirin.",
        candidate: "STOP ASPIRIN! Follow up within six weeks.",
        scores: [[0.714286, 0.714286], [0.333333, 0.333333], [0.428571, 0.428571]]),
      Pair(
        reference: "one two three four\nfive six", candidate: "five six one\n\ntwo three four",
        scores: [[1, 1], [0.8, 0.8], [1, 1]]),
      Pair(
        reference: "a a a b", candidate: "a b a b a",
        scores: [[0.8, 1], [0.25, 0.333333], [0.6, 0.75]]),
      Pair(
        reference: "\u{212A}alium 5,5 mmol/l \u{0130}stanbul", candidate: "kalium 5.5 i stanbul",
        scores: [[1, 0.714286], [0.75, 0.5], [1, 0.714286]]),
      Pair(
        reference: "éclampsia severe", candidate: "eclampsia sévère severe",
        scores: [[0.2, 0.5], [0, 0], [0.2, 0.5]]),
      Pair(reference: "fever", candidate: "no", scores: [[0, 0], [0, 0], [0, 0]]),
      Pair(reference: "", candidate: "something", scores: [[0, 0], [0, 0], [0, 0]]),
    ])
  func golden(pair: Pair) {
    let rouge = Rouge(
      reference: RougeText(Array(pair.reference.utf8)),
      candidate: RougeText(Array(pair.candidate.utf8)))
    for (score, expected) in zip([rouge.one, rouge.two, rouge.lsum], pair.scores) {
      #expect(abs(score.precision - expected[0]) < 1e-6)
      #expect(abs(score.recall - expected[1]) < 1e-6)
    }
  }

  @Test("stems that are remembered are those that are made")
  func remembered() {
    var cache = StemCache()
    let words = (0..<3_000).map { "patients\($0 % 1_700) relational\($0 % 900)ing" }
    let bytes = Array(words.joined(separator: " ").utf8)
    let (with, without) = (RougeText(bytes, stems: &cache), RougeText(bytes))
    #expect(with.stems == RougeText(bytes, stems: &cache).stems)
    var alone: [Substring: UInt64] = [:]
    for word in Set(words.joined(separator: " ").split(separator: " ")) {
      alone[word] = RougeText(Array(word.utf8)).stems.first
    }
    #expect(without.stems == words.joined(separator: " ").split(separator: " ").map { alone[$0] })
    #expect(with.stems == without.stems && with.pairs == without.pairs)
  }

  @Test("a text against itself is perfect, and precision and recall change places with the texts")
  func properties() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let words = ["pain", "pains", "no", "mg", "5", "stopped", "stop", "\n", ". "]
    for _ in 0..<200 {
      func text(_ random: inout SplitMix64) -> RougeText {
        let count = Int.random(in: 3...20, using: &random)
        let chosen = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
        return RougeText(Array(("pain mg " + chosen.joined(separator: " ")).utf8))
      }
      let (left, right) = (text(&random), text(&random))
      let same = Rouge(reference: left, candidate: left)
      #expect(same.one.f1 == 1 && same.two.f1 == 1 && same.lsum.f1 == 1, "seed \(seed)")
      let there = Rouge(reference: left, candidate: right)
      let back = Rouge(reference: right, candidate: left)
      #expect(there.one.precision == back.one.recall && there.two.recall == back.two.precision)
      for score in [there.one, there.two, there.lsum] {
        #expect((0...1).contains(score.precision) && (0...1).contains(score.recall))
      }
      #expect(there.lsum.recall <= there.one.recall, "seed \(seed)")
    }
  }
}
