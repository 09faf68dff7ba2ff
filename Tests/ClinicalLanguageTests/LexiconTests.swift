import ClinicalLanguage
import SourceText
import Testing

@Suite("The embedded lexicon")
struct LexiconTests {
  /// The kinds and names of what a text's words can mean.
  private func meanings(_ text: String) throws -> Set<String> {
    let source = try SourceText(text)
    let matches = structureLexicon.matcher.matches(
      in: source, tokens: Tokenizer.tokens(of: source))
    return Set(
      matches.filter { $0.span == source.fullSpan }.map { match in
        let concept = structureLexicon[ConceptID(index: match.payload)]
        return "\(concept.kind):\(concept.name)"
      })
  }

  @Test(
    "Common terms lead to their concept",
    arguments: [
      ("hypertension", "disease:hypertension"), ("HTN", "disease:hypertension"),
      ("htn", "disease:hypertension"), ("chest pain", "symptom:chest pain"),
      ("Chest pains", "symptom:chest pain"), ("lasix", "medication:furosemide"),
      ("metformin", "medication:metformin"), ("paracetamol", "medication:acetaminophen"),
      ("COPD", "disease:chronic obstructive pulmonary disease"),
      ("PE", "disease:pulmonary embolism"), ("SOB", "symptom:shortness of breath"),
      ("Potassium", "laboratory:Potassium"), ("K", "laboratory:Potassium"),
      ("Hgb", "laboratory:Hemoglobin"), ("HR", "vitalSign:Heart rate"),
    ])
  func known(term: String, meaning: String) throws {
    #expect(try meanings(term).contains(meaning))
  }

  @Test(
    "Everyday words that look like short forms mean nothing",
    arguments: [
      "as", "he", "ms", "all", "pe", "add", "hi", "ed", "k", "mi", "sob", "Pe", "aids", "pad",
      "the",
      "patient", "mg", "pt", "na",
    ])
  func everyday(word: String) throws {
    #expect(try meanings(word) == [])
  }

  @Test("Brands of a combination do not pass for one ingredient")
  func combinations() throws {
    #expect(try meanings("lortab") == ["medication:hydrocodone/acetaminophen"])
    for brand in ["neosporin", "trijardy", "synjardy"] {
      #expect(try meanings(brand).allSatisfy { $0.contains("/") || $0.contains(" and ") })
    }
  }

  @Test("Every concept has a name and every kind has concepts")
  func concepts() {
    var kinds: [Concept.Kind: Int] = [:]
    for id in structureLexicon.conceptIDs {
      let concept = structureLexicon[id]
      #expect(!concept.name.isEmpty)
      #expect(concept.name == structureLexicon.name(of: id))
      #expect(concept.kind == structureLexicon.kind(of: id))
      #expect(!concept.name.utf8.contains(UInt8(ascii: "\t")))
      kinds[concept.kind, default: 0] += 1
    }
    #expect(kinds[.disease, default: 0] > 5_000)
    #expect(kinds[.symptom, default: 0] > 500)
    #expect(kinds[.medication, default: 0] > 1_500)
    #expect(kinds[.laboratory, default: 0] > 60)
    #expect(kinds[.vitalSign, default: 0] > 10)
  }
}
