import ClinicalLanguage
import SourceText

/// What the note gives to other drugs alone: `Xanax 2 mg` where the 2 mg are those of Ativan, `IM Cogentin`
/// where Haldol was given so.
extension QuantityComparison {
  /// Whether each place where the note has the value has it as that of another drug, of which the
  /// summary's own is neither a name nor the class.
  func isBorrowed(_ place: Int, from known: [Int]) -> Bool {
    let mention = mentions[place]
    // By needle of some sort are many drugs given, and of one strength are many solutions.
    guard !known.isEmpty, known.count < QuantityIndex.mostCandidates,
      mention.route != .injection, mention.dimension.measure != .percent,
      let drug = owners.nearest[place]
    else { return false }
    let concept = owners.drugs[drug].concept
    guard noteOwners.concepts.contains(concept) else { return false }
    let places = placesInNote(ofDrug: drug)
    return known.allSatisfy { candidate in
      guard let other = noteOwners.nearest[candidate] else { return false }
      return noteOwners.drugs[other].concept != concept
        && !noteOwners.possible[candidate].contains {
          noteOwners.drugs[$0].concept == concept
            || places.contains(where: noteOwners.drugs[$0].name.overlaps)
        }
        && !places.contains(where: noteOwners.drugs[other].name.overlaps)
        && !isNamedBeside(candidate, places)
    }
  }

  /// Where the note has the drug under any name, and what the name may stand for: `insulin` for Lantus.
  private func placesInNote(ofDrug drug: Int) -> [TextSpan] {
    guard let comparison = judged.comparison,
      let unit = comparison.units(over: owners.drugs[drug].name).first
    else { return [] }
    return unit.places.map(comparison.noteSpan)
  }

  /// Whether the sentence of the note that has the value names the drug too, so that it may be of both.
  private func isNamedBeside(_ candidate: Int, _ places: [TextSpan]) -> Bool {
    let sentence = note.sentences[Int(index.mentions[candidate].sentence)].span
    return places.contains(where: sentence.overlaps)
  }

  /// `Toradol IV and Zofran IM` for Toradol IM and Zofran IV: whether the note has another way in right beside
  /// the drug, and this one right beside other drugs alone.
  func isExchangedRoute(_ place: Int, _ route: MedicationRoute, _ own: [Int]) -> Bool {
    guard let drug = owners.nearest[place],
      isBeside(mentions[place].span, owners.drugs[drug].name)
    else { return false }
    let concept = owners.drugs[drug].concept
    let others = own.filter { known in
      guard let owner = besideDrug(known), owner.concept == concept else { return false }
      return !(index.mentions[known].route?.isCompatible(with: route) ?? true)
    }
    return !others.isEmpty
      && index.routes.prefix(QuantityIndex.mostCompared).allSatisfy { known in
        guard index.mentions[known].route?.isCompatible(with: route) ?? true else { return true }
        return besideDrug(known).map { $0.concept != concept } ?? false
      }
  }

  /// The drug right beside a mention of the note.
  private func besideDrug(_ known: Int) -> QuantityOwners.Drug? {
    guard let owner = noteOwners.nearest[known] else { return nil }
    let drug = noteOwners.drugs[owner]
    return isBeside(index.mentions[known].span, drug.name) ? drug : nil
  }

  private func isBeside(_ span: TextSpan, _ name: TextSpan) -> Bool {
    max(span.start, name.start) - min(span.end, name.end) <= 1
  }
}
