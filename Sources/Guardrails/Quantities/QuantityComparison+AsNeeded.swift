import ClinicalLanguage
import SourceText

extension QuantityComparison {
  /// `Takes Tylenol twice daily and Peri-Colace as needed` for the other way round: what a drug is only
  /// taken for, told with a schedule, and the reverse.
  ///
  /// Only what the note says of the drug in every place counts: a dose that is given every four hours as
  /// needed may lose either half in a summary.
  mutating func compareAsNeeded() {
    let told = summary.facts.ofKind(.medication)
    guard !told.isEmpty else { return }
    let drugs = note.facts.ofKind(.medication)
    for fact in told.prefix(Self.mostDrugs) {
      guard let concept = fact.concept, let detail = fact.medication else { continue }
      let known = drugs.filter { $0.concept == concept }
        .prefix(Self.mostDrugs)
      guard !known.isEmpty else { continue }
      let frequencies = index.mentions(ofDrug: concept).filter {
        index.mentions[$0].kind == .frequency
      }
      if detail.status == .asNeeded {
        guard !frequencies.isEmpty, known.allSatisfy({ !isNeeded($0) }) else { continue }
        reportSchedule(detail.frequency ?? fact.nameSpan, frequencies)
      } else if let schedule = scheduled(by: detail), frequencies.isEmpty,
        known.contains(where: isNeeded), known.allSatisfy({ isNeeded($0) || !hasPlan($0) })
      {
        reportSchedule(schedule, [])
      }
    }
  }

  /// More drugs than these are no list of a patient's.
  private static let mostDrugs = 40

  private mutating func reportSchedule(_ span: TextSpan, _ frequencies: [Int]) {
    guard !findings.contains(where: { $0.summarySpan.overlaps(span) }) else { return }
    findings.append(
      QuantityFinding(
        aspect: .frequency, reason: .otherValue, summarySpan: span,
        noteSpans: frequencies.prefix(3).map { index.mentions[$0].span }))
  }

  private func hasPlan(_ fact: Fact) -> Bool { fact.medication?.frequency != nil }

  private static let needing = Thesaurus.roots(
    "prn p.r.n needed need necessary required if when may")

  /// In bytes, behind a drug's name.
  private static let neededReach: Int32 = 70

  /// Whether what stands behind a drug of the note, up to the next drug, says that it is taken when needed.
  private func isNeeded(_ fact: Fact) -> Bool {
    if fact.medication?.status == .asNeeded { return true }
    guard let comparison = judged.comparison else { return true }
    let meanings = comparison.noteMeanings
    let next = note.facts.partitioningIndex { $0.span.start > fact.nameSpan.start }
    let following = note.facts[next...].prefix(4).first { $0.kind == .medication }
    let end = min(
      fact.nameSpan.end + Self.neededReach, following?.nameSpan.start ?? .max)
    return comparison.noteWords(ofSentence: Int32(fact.sentence)).contains { word in
      let start = note.tokens[Int(meanings.words[word].firstToken)].start
      return start >= fact.nameSpan.end && start < end
        && Self.needing.contains(meanings.words[word].fine)
    }
  }

  /// The schedule of a drug of the summary: nil where it has none, or is also taken when needed.
  private func scheduled(by detail: MedicationDetail) -> TextSpan? {
    guard let span = detail.frequency else { return nil }
    let isFrequency = mentions.contains { $0.kind == .frequency && $0.span.overlaps(span) }
    return isFrequency ? span : nil
  }
}
