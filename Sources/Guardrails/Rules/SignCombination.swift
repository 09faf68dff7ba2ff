import Policies
import SourceText

/// Signs that say little alone and much together, as `red_flag` rules state them:
/// ```yaml
/// - within: sentence
///   signs:
///     - {phrases: [head injury, struck his head]}
///     - {phrases: [loss of consciousness]}
/// ```
///
/// A sign is there where one of its phrases is true of this patient now or one of its thresholds is
/// crossed. `atLeast` so many of the signs must be there (default: all of them), in one `sentence`, in
/// one `section` or anywhere in the `note` (the default).
struct SignCombination: Sendable {
  enum Reach: String, Sendable, CaseIterable { case sentence, section, note }

  struct Sign: Sendable {
    var phrases: WrittenPhrases
    var thresholds: [Threshold]
  }

  let signs: [Sign]
  private let minimum: Int
  private let reach: Reach

  init?(reading parameters: inout ParameterReader) {
    let signs = parameters.requiredMappings("signs") { (reader: inout ParameterReader) -> Sign? in
      let phrases = reader.phrases("phrases")
      let thresholds = reader.mappings("thresholds") { (reader: inout ParameterReader) in
        Threshold(reading: &reader)
      }
      guard reader.has("phrases") || reader.has("thresholds") else {
        reader.report("a sign needs 'phrases' or 'thresholds'", at: "phrases")
        return nil
      }
      return Sign(phrases: phrases ?? [], thresholds: thresholds ?? [])
    }
    let minimum = parameters.integer("atLeast", in: 2...20)
    reach = parameters.choice("within", of: Reach.self, default: .note)
    guard let signs else { return nil }
    guard signs.count >= max(2, minimum ?? 2) else {
      parameters.report("a combination needs two signs, and as many as 'atLeast' says", at: "signs")
      return nil
    }
    self.signs = signs
    self.minimum = minimum ?? signs.count
  }

  /// Where a sign stands.
  struct Place<Item> {
    var sign: Int
    var sentence: Int
    var section: Int
    var item: Item
  }

  /// Those of the places at which enough of the signs come together.
  func met<Item>(by places: [Place<Item>]) -> [Place<Item>] {
    guard places.count >= minimum else { return [] }
    var groups: [Int: [Place<Item>]] = [:]
    for place in places {
      let group =
        switch reach {
        case .sentence: place.sentence
        case .section: place.section
        case .note: 0
        }
      groups[group, default: []].append(place)
    }
    return groups.keys.sorted().flatMap { key -> [Place<Item>] in
      guard let group = groups[key], Set(group.map(\.sign)).count >= minimum else { return [] }
      return group
    }
  }
}
