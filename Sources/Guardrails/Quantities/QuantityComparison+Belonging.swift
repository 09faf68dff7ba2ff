import ClinicalLanguage
import SourceText

/// What an amount is of: a drug or a measurement.
extension QuantityComparison {
  /// A dose that the note gives to other drugs only, where it gives this one another.
  mutating func compareDose(_ place: Int, _ candidates: [Int]) -> Bool {
    let mention = mentions[place]
    guard mention.dimension != .none, mention.dimension.measure != .duration,
      owners.measurement[place] == nil, let drug = owners.nearest[place],
      candidates.count < QuantityIndex.mostCandidates
    else { return false }
    let concept = owners.drugs[drug].concept
    let own = index.mentions(ofDrug: concept)
    if own.contains(where: { candidates.contains($0) }) { return false }
    // An amount that the note gives to no drug may be of this one.
    if candidates.contains(where: {
      noteOwners.nearest[$0] == nil && noteOwners.measurement[$0] == nil
        && index.mentions[$0].dimension == mention.dimension
    }) {
      return false
    }
    // `his oxygen was 91%`: how much is in the blood, not how much was given.
    if mention.dimension.measure == .percent,
      candidates.contains(where: { noteOwners.measurement[$0] != nil })
    {
      return false
    }
    let others = own.filter {
      let other = index.mentions[$0]
      return other.kind == .amount && other.dimension == mention.dimension
        && noteOwners.nearest[$0].map { noteOwners.drugs[$0].concept == concept } ?? false
    }
    if !own.contains(where: { isDose(index.mentions[$0]) }), isBorrowed(place, from: candidates) {
      report(place, .dose, .otherValue, note: candidates)
      return true
    }
    guard !others.isEmpty, !isDerived(mention, isOfDrug: true),
      !isOfUnreadName(place, owners.drugs[drug].name, candidates),
      !isBehindSameWord(place, candidates),
      !isRespective(place, drug, candidates)
    else { return false }
    report(place, .dose, .otherValue, note: others)
    return true
  }

  /// The 200 mg of `Coumadin 5 mg daily, MgO 200 mg`: behind a comma, where the drug has its dose already
  /// and the note gives this one to a drug that the summary names in no way that is known.
  private func isOfUnreadName(_ place: Int, _ name: TextSpan, _ candidates: [Int]) -> Bool {
    let mention = mentions[place]
    guard name.end < mention.span.start,
      mentions[..<place].contains(where: {
        $0.span.start >= name.end && $0.kind == .amount && $0.dimension == mention.dimension
      }),
      summary.text[TextSpan(start: name.end, end: mention.span.start)].contains(UInt8(ascii: ","))
    else { return false }
    return candidates.contains {
      noteOwners.nearest[$0].map { !owners.concepts.contains(noteOwners.drugs[$0].concept) }
        ?? false
    }
  }

  /// The 25 mg of `aspirin as needed, TriViFlor 25 mg`: behind a name that no list knows, as in the note.
  private func isBehindSameWord(_ place: Int, _ candidates: [Int]) -> Bool {
    func word(before mention: QuantityMention, in text: ClinicalDocument) -> [UInt8]? {
      let token = Int(mention.tokens.lowerBound) - 1
      guard token >= 0, text.tokens[token].kind == .word,
        text.tokens[token].span.count >= Self.leastName,
        // `take 25 mg` names nothing.
        !OrdinaryWords.embedded.contains(
          root: MeaningWord.fineRoot(of: text.text.bytes, text.tokens[token].span.range))
      else { return nil }
      return text.text[text.tokens[token].span].map { $0 | 0x20 }
    }
    guard let name = word(before: mentions[place], in: summary) else { return false }
    return candidates.contains { word(before: index.mentions[$0], in: note) == name }
  }

  /// In bytes.
  private static let leastName = 4

  /// The 5 mg of `morphine with Benadryl (5 mg and 25 mg)`: of two drugs and two doses, the first of both.
  private func isRespective(_ place: Int, _ drug: Int, _ candidates: [Int]) -> Bool {
    guard drug > 0, mentions.indices.contains(place + 1) else { return false }
    let (before, next) = (owners.drugs[drug - 1], mentions[place + 1])
    return before.sentence == owners.drugs[drug].sentence
      && next.dimension == mentions[place].dimension
      && next.tokens.lowerBound - mentions[place].tokens.upperBound == 1
      && candidates.contains {
        noteOwners.nearest[$0].map { noteOwners.drugs[$0].concept == before.concept } ?? false
      }
  }

  /// Whether a number of the note is of no drug, no date and no other dimension.
  private func isFree(_ candidate: Int, _ dimension: QuantityDimension) -> Bool {
    let other = index.mentions[candidate]
    return other.kind == .amount && noteOwners.nearest[candidate] == nil
      && (other.dimension == .none || other.dimension == dimension || dimension == .none)
      && other.qualifiers.isDisjoint(with: [.age, .hash])
  }

  /// A value that the note gives to other measurements only, where it gives this one another.
  mutating func compareMeasurement(_ place: Int, _ candidates: [Int]) -> Bool {
    guard let concept = owners.measurement[place],
      candidates.count < QuantityIndex.mostCandidates
    else { return false }
    let own = index.mentions(ofMeasurement: concept)
    guard !own.isEmpty else { return false }
    for candidate in candidates {
      let owner = noteOwners.measurement[candidate]
      if owner == concept { return false }
      // A number that belongs to nothing else may be of this one.
      if owner == nil, isFree(candidate, mentions[place].dimension) { return false }
    }
    report(place, .number, .otherValue, note: own)
    return true
  }
}
