import ClinicalLanguage
import SourceText
import Testing

/// Values in columns under the names of tests, and values that are none.
@Suite("Columns and aims")
struct ColumnTests {
  private static let lexicon = Lexicon.embedded()

  /// A note, and what is read: name and value, in order.
  struct Row: Sendable, CustomTestStringConvertible {
    var note: String
    var values: [String]
    var testDescription: String { note }

    init(_ note: String, _ values: String...) { (self.note, self.values) = (note, values) }
  }

  static let columns = [
    Row(
      "date/time        K     HCO3   creat\n28/12 pre-HD    5.1    22     512\n08/01 09:10     7.1    14     871",
      "Potassium 5.1", "Bicarbonate 22", "Creatinine 512", "Potassium 7.1", "Bicarbonate 14",
      "Creatinine 871"),
    // An empty cell leaves the others where they are.
    Row(
      "date     K      HCO3   Hb\n08/01    6.5    16     -\n09/01    -      17     98",
      "Potassium 6.5",
      "Bicarbonate 16", "Bicarbonate 17", "Hemoglobin 98"),
    Row(
      "| date | K | HCO3 | Hb |\n| 08/01 | 6.5 | 16 | 98 |", "Potassium 6.5", "Bicarbonate 16",
      "Hemoglobin 98"),
    Row(
      "date\tK\tHCO3\tHb\n08/01\t6.5\t16\t98", "Potassium 6.5", "Bicarbonate 16", "Hemoglobin 98"),
    // An empty line ends the table; two names make none; words in a row are no values.
    Row("date     K      HCO3   Hb\n\n08/01    6.5    16     98"),
    Row("date     K      HCO3\n08/01    6.5    16"),
    Row("date     K      HCO3   Hb\nIn June  six    seen   well"),
    Row("K   HCO3   Hb\nHe took 6 tablets of it."),
  ]

  @Test("A value belongs to the name over it", arguments: columns)
  func column(_ row: Row) throws {
    #expect(try values(in: row.note) == row.values)
  }

  private func values(in note: String) throws -> [String] {
    let document = ClinicalDocument(reading: try SourceText(note), lexicon: Self.lexicon)
    return document.facts.compactMap { fact in
      guard fact.kind == .measurement, let quantity = fact.quantity else { return nil }
      let value =
        quantity.value == quantity.value.rounded()
        ? "\(Int(quantity.value))" : "\(quantity.value)"
      return "\(document.name(of: fact)) \(value)"
    }
  }

  @Test(
    "What is aimed at is planned, what is measured is not",
    arguments: [
      ("Target sats 88-92%.", true), ("Keep O2 sats > 90%.", true), ("Aim for sats of 94%.", true),
      ("Maintain BP 120/80.", true), ("Sats 88%.", false), ("Kept still, sats 88%.", false),
      ("He is on target. Sats 88%.", false),
    ])
  func aim(_ note: String, isAim: Bool) throws {
    let document = ClinicalDocument(reading: try SourceText(note), lexicon: Self.lexicon)
    let fact = try #require(document.facts.first { $0.kind == .measurement })
    #expect((fact.context.temporality == .planned) == isAim)
  }

  @Test(
    "A frequency is no value",
    arguments: [
      "Glucose 2-hourly.", "Glucose 2 hourly.", "Potassium 6-hourly.", "BMs and glucose 4-h.",
    ])
  func frequency(_ note: String) throws {
    #expect(try values(in: note) == [])
  }

  @Test(
    "A flag behind a value is no unit of time",
    arguments: ["K 6.9 H.", "K 6.9 HR 50."])
  func flag(_ note: String) throws {
    #expect(try values(in: note).first == "Potassium 6.9")
  }

  @Test(
    "A value without unit is in the one that it can only be meant in",
    arguments: [
      ("Glucose 7.9.", "Glucose", false, 142), ("Glucose 28.", "Glucose", false, 28),
      ("Glucose 28.", "Glucose", true, 504), ("Glucose 12.4.", "Glucose", false, 223),
      ("Glucose 104.", "Glucose", true, 104), ("Hb 65.", "Hemoglobin", false, 6.5),
      ("Hb 12.1.", "Hemoglobin", true, 12.1),
    ])
  func unit(_ note: String, name: String, isSI: Bool, value: Double) throws {
    let document = ClinicalDocument(reading: try SourceText(note), lexicon: Self.lexicon)
    let fact = try #require(document.facts.first { $0.kind == .measurement })
    let concept = try #require(fact.concept)
    let quantity = try #require(fact.quantity)
    let resolved = Self.lexicon.resolved(quantity, concept, isSI: isSI)
    #expect(document.name(of: fact) == name)
    #expect(abs(resolved.value - value) < 1)
  }
}
