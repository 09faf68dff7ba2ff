/// Names one concept of the lexicon.
public struct ConceptID: Hashable, Sendable {
  /// Its place among the concepts of the lexicon.
  public let index: Int32

  /// That of a place.
  public init(index: Int32) { self.index = index }

  /// Written out so that other modules compare in place.
  @inlinable
  public static func == (left: ConceptID, right: ConceptID) -> Bool { left.index == right.index }
}

/// A clinical concept with its preferred name; many surface terms lead to it.
package struct Concept: Sendable, Hashable {
  package enum Kind: UInt8, Sendable {
    case disease, symptom, medication, laboratory, vitalSign
  }

  package let kind: Kind
  /// The preferred name, as the lexicon writes it: `hypertension`, `furosemide`, `Potassium`.
  package let name: String
  /// For medications the class (`loop diuretic`), for problems the ICD-10-CM candidates; else empty.
  package let detail: String

  package init(kind: Kind, name: String, detail: String = "") {
    self.kind = kind
    self.name = name
    self.detail = detail
  }
}
