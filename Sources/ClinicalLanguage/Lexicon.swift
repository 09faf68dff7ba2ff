/// The words that Vouch knows: concepts with their surface terms, limits of measurements, headings.
///
/// Made once for a process and shared by all threads. Names stay in the embedded lists until they
/// are asked for, which keeps the start short.
package final class Lexicon: Sendable {
  private let concepts: [ConceptRecord]
  /// Finds the surface terms of all concepts; a match's payload is the index of its concept.
  package let matcher: TermMatcher
  let headings: SectionHeadings
  let measurements: MeasurementTable

  init(
    concepts: [ConceptRecord], matcher: TermMatcher, headings: SectionHeadings,
    measurements: MeasurementTable
  ) {
    self.concepts = concepts
    self.matcher = matcher
    self.headings = headings
    self.measurements = measurements
  }

  /// Every concept, in the order of the lists.
  package var conceptIDs: [ConceptID] {
    concepts.indices.map { ConceptID(index: Int32($0)) }
  }

  /// The laboratory values and vital signs.
  package var measurementIDs: [ConceptID] {
    var found: [ConceptID] = []
    for (index, concept) in concepts.enumerated()
    where concept.kind == .laboratory || concept.kind == .vitalSign {
      found.append(ConceptID(index: Int32(index)))
    }
    return found
  }

  /// The concept with its names, which are made at each call: not for inner loops.
  package subscript(id: ConceptID) -> Concept {
    let record = concepts[Int(id.index)]
    return Concept(
      kind: record.kind, name: record.list.string(record.name),
      detail: record.list.string(record.detail))
  }

  /// The kind alone, without making strings.
  package func kind(of id: ConceptID) -> Concept.Kind { concepts[Int(id.index)].kind }

  /// The preferred name alone.
  package func name(of id: ConceptID) -> String {
    let record = concepts[Int(id.index)]
    return record.list.string(record.name)
  }

  /// Hands the bytes of the preferred name to the closure: a list and the place in it.
  func readName<Result>(of id: ConceptID, _ body: (Span<UInt8>, Range<Int>) -> Result) -> Result {
    let record = concepts[Int(id.index)]
    return record.list.read { body($0, record.name) }
  }

  /// The hash of the preferred name, without making a string.
  func nameHash(of id: ConceptID) -> UInt64 {
    let record = concepts[Int(id.index)]
    return record.list.read { FoldedName.hash($0, in: record.name) }
  }
}

/// Hashes names for looking them up whatever their case; of a few dozen names in 2^64, a false hit is
/// out of the question.
enum FoldedName {
  static func hash(_ bytes: Span<UInt8>, in range: Range<Int>) -> UInt64 {
    var hash = SectionHeadings.WordHash()
    for index in range { hash.add(bytes[index]) }
    return hash.value
  }
}

/// A concept as a place in its list; 12 bytes without padding, since there are thousands and they are
/// kept as bytes.
struct ConceptRecord: Sendable, BitwiseCopyable {
  private let start: Int32
  private let nameCount: UInt16
  private let detailOffset: UInt16
  private let detailCount: UInt16
  private let kindNumber: UInt16

  var kind: Concept.Kind { Concept.Kind(rawValue: UInt8(kindNumber)) ?? .disease }

  /// - Parameters:
  ///   - name: where the name stands in the list of that kind.
  ///   - detail: a later part of the same row.
  init(kind: Concept.Kind, name: Range<Int>, detail: Range<Int>) {
    kindNumber = UInt16(kind.rawValue)
    start = Int32(name.lowerBound)
    nameCount = UInt16(name.count)
    detailOffset = UInt16(detail.lowerBound - name.lowerBound)
    detailCount = UInt16(detail.count)
  }

  var name: Range<Int> { Int(start)..<Int(start) + Int(nameCount) }

  var detail: Range<Int> {
    let first = Int(start) + Int(detailOffset)
    return first..<first + Int(detailCount)
  }

  var list: EmbeddedList {
    switch kind {
    case .medication: .medications
    case .disease, .symptom: .problems
    case .laboratory, .vitalSign: .measurements
    }
  }
}
