import ClinicalLanguage
import SourceText

/// What a text says of a thing in one of two ways that exclude each other: lost or not, allowed or not, sound or
/// impaired.
struct PolarReading {
  /// The word that names the thing.
  var thing: Int
  /// From the first word that says so to the last, the thing among them.
  var words: Range<Int>
  var isDenied: Bool
}

extension Comparison {
  /// Readings of the summary of which the note has the other way, and nowhere this one.
  ///
  /// - Parameters:
  ///   - most: a text with more readings speaks of too many things, and nothing is said of it.
  ///   - read: all readings of a text.
  func turned(
    most: Int, _ read: (DocumentMeanings) -> [PolarReading]
  ) -> [PolarityComparison.Disagreement] {
    let told = read(summaryMeanings)
    guard !told.isEmpty, told.count <= most, units.count <= Self.mostUnits else { return [] }
    let known = read(noteMeanings)
    guard known.count <= most else { return [] }
    return told.compactMap { reading in
      let root = summaryMeanings.words[reading.thing].fine
      let same = known.filter { noteMeanings.words[$0.thing].fine == root }
      guard let first = same.first, same.allSatisfy({ $0.isDenied != reading.isDenied }),
        let unit = units.first(where: { $0.words.contains(reading.thing) }), !unit.isAboutRecord,
        unit.context.experiencer == .patient
      else { return nil }
      return PolarityComparison.Disagreement(
        unit: unit,
        place: NoteIndex.Place(
          start: Int32(first.words.lowerBound), end: Int32(first.words.upperBound)),
        isDenied: reading.isDenied)
    }
  }
}
