import ClinicalLanguage
import SourceText

/// The side of a part of the body that the note has under another name: the `left groin` of a patient whose
/// right femoral artery was used, the `left kidney` after a right nephrectomy.
extension DisplacedValues {
  /// How many words may stand between a side and its part.
  private static let partReach: Int32 = 1

  /// The sides of all passages that tell of the part, where each names the other side alone, and nothing
  /// else of the clause is told of this one.
  func opposing(
    sideOfPart value: ExclusiveAxes.Mention, at index: Int
  ) -> [ExclusiveAxes.Mention]? {
    guard let part = part(behind: value, at: index), parts.holds(part),
      !isToldOnSide(value)
    else { return nil }
    var found: [ExclusiveAxes.Mention] = []
    for passage in 0..<passages.count where parts.holds(part, in: passage) {
      if hasSide(value, near: passage) { return nil }
      let sides = noteValues[passage].filter { $0.axis == Self.side }
      guard sides.allSatisfy({ excludes(value, $0) }) else { return nil }
      found += sides
    }
    return found.isEmpty ? nil : found
  }

  private func part(behind value: ExclusiveAxes.Mention, at index: Int) -> BodyParts.Part? {
    let words = comparison.summaryMeanings.words
    guard
      let part = summaryValues[index...].prefix(while: { $0.start <= value.end + Self.partReach })
        .first(where: { $0.axis == BodyMentions.axis && $0.start >= value.end }),
      (value.end...part.start).allSatisfy({ words[Int($0)].gap <= .hyphen })
    else { return nil }
    return BodyMentions.part(of: part)
  }

  /// Whether the passage has the side, or one beside it, which may be about the same thing.
  private func hasSide(_ value: ExclusiveAxes.Mention, near passage: Int) -> Bool {
    let isSided = noteValues[passage].contains { $0.axis == Self.side }
    let near =
      isSided
      ? passage...passage : max(0, passage - 1)...min(passages.count - 1, passage + 1)
    return near.contains { holds(value, in: $0) }
  }

  /// Whether anything else that the clause speaks of is told of this side.
  private func isToldOnSide(_ value: ExclusiveAxes.Mention) -> Bool {
    let units = comparison.units
    let next = units.partitioningIndex { $0.words.upperBound > Int(value.start) }
    guard next < units.count else { return true }
    let clause = units[next].clause
    let first = units[..<next].reversed().prefix { $0.clause == clause }.count
    return units[(next - first)...].prefix { $0.clause == clause }.contains { unit in
      !unit.isNeutral && !unit.words.contains(Int(value.start))
        && unit.places.contains { place in
          noteValues[Int(passages.ofWord[Int(place.start)])].contains {
            $0.axis == value.axis && $0.value == value.value
          }
        }
    }
  }
}
