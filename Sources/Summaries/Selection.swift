import ClinicalLanguage
import SourceText

/// Chooses candidates under a word budget: first what must not be lost, then what is worth most.
///
/// The worth of a candidate is its salience for each word times the share of its content that the
/// choice does not yet have; the best is taken while it fits (greedy choice of a submodular value
/// under a budget: Lin and Bilmes, ACL 2011).
struct Selection {
  private let candidates: [Candidate]
  private let terms: Terms
  private var remaining: Int
  private(set) var chosen: [Int] = []
  private var covered: TermSet

  /// Beyond this many candidates only the most salient are looked at; a note of 3 kB has about 90.
  private static let maximumCandidates = 1024

  init(_ candidates: [Candidate], terms: Terms, budget: Int) {
    self.candidates = candidates
    self.terms = terms
    remaining = budget
    covered = TermSet(expecting: budget * 2)
  }

  /// The indices of the chosen candidates, in the order of the note.
  static func indices(
    of candidates: [Candidate], terms: Terms, budget: Int, alarms: Alarms = Alarms()
  ) -> [Int] {
    var selection = Selection(candidates, terms: terms, budget: budget)
    if budget < Self.shortestWithRoom { selection.openTitle(leavingRoomFor: alarms) }
    selection.carry(alarms)
    selection.introduce(budget: budget)
    selection.reserve(budget)
    selection.fill(others: false)
    // Relatives' illnesses are said where nothing else is left, not to fill the last few words.
    if selection.remaining > budget * 3 / 20 { selection.fill(others: true) }
    return selection.chosen.sorted { candidates[$0].span < candidates[$1].span }
  }

  // MARK: What must not be lost

  /// Summaries of fewer words are titles.
  private static let shortestWithRoom = 25

  /// Takes the best statement that leaves room for a quotation of each alert.
  private mutating func openTitle(leavingRoomFor alarms: Alarms) {
    guard !alarms.quotations.isEmpty else { return }
    var room = remaining
    for quotation in alarms.quotations.compactMap({ $0 }) { room -= candidates[quotation].words }
    var best: (index: Int, worth: Float)?
    for index in candidates.indices where candidates[index].words <= room {
      if candidates[index].worth > best?.worth ?? 0 { best = (index, candidates[index].worth) }
    }
    if let best { take(best.index) }
  }

  /// Takes one statement for each alert, while it fits; else the words that raised it.
  private mutating func carry(_ alarms: Alarms) {
    // Where room is short, no alert's statement may take the room of the next one's quotation.
    var owed = 0
    for quotation in alarms.quotations.compactMap({ $0 }) { owed += candidates[quotation].words }
    for (alarm, carriers) in alarms.carriers.enumerated() {
      let quotation = alarms.quotations[alarm]
      if let quotation { owed -= candidates[quotation].words }
      if carriers.contains(where: chosen.contains) { continue }
      let fitting = carriers.filter {
        candidates[$0].words <= remaining - owed && !overlapsChosen($0)
      }
      // The shortest says it with the least loss to the rest; a statement of some salience first.
      let best = fitting.max { left, right in
        (value(ofCarrier: left), right) < (value(ofCarrier: right), left)
      }
      if let best {
        take(best)
      } else if let quotation, candidates[quotation].words <= remaining,
        !overlapsChosen(quotation)
      {
        take(quotation)
      }
    }
  }

  private func value(ofCarrier index: Int) -> Float {
    let candidate = candidates[index]
    return (0.2 + max(candidate.salience, 0)) * 18 / Float(max(candidate.words, 6))
  }

  /// How much of the budget may go to what must not be lost before anything else is chosen.
  ///
  /// A title of fifteen words has no room for it; from forty words on half of the summary may be
  /// spent on it. Where there is room for a paragraph, orders of a few words and what may harm when
  /// it is lost may take most of it: terse notes hold more of these than half a summary.
  private struct Reserve {
    var room: Int
    /// Beyond the room, for `MustKeep.harmful` and for statements of up to `fewWords`.
    let excess: Int

    init(budget: Int) {
      let share =
        switch budget {
        case ..<25: 0.0
        case ..<Self.paragraph: 0.5
        default: 0.6
        }
      room = Int(Double(budget) * share)
      excess = budget < Self.paragraph ? 0 : budget * 3 / 10
    }

    private static let paragraph = 90
    private static let fewWords = 9

    func words(for kind: MustKeep) -> Int {
      let most = room + excess
      return MustKeep.harmful.contains(kind) ? most : max(room, min(most, Self.fewWords))
    }
  }

  private mutating func reserve(_ budget: Int) {
    var reserve = Reserve(budget: budget)
    guard reserve.room > 0 else { return }
    var rest = candidates.indices.filter {
      !candidates[$0].mustKeep.isEmpty && !overlapsChosen($0)
    }
    // Round one gives each class its best candidate, later rounds what room is left.
    var open = rest.reduce(into: MustKeep()) { $0.formUnion(candidates[$1].mustKeep) }
    for round in 0..<4 where !open.isEmpty {
      for kind in MustKeep.byPriority where open.contains(kind) {
        guard round < kind.mostStatements,
          let index = best(of: kind, in: rest, room: min(reserve.words(for: kind), remaining))
        else {
          open.remove(kind)
          continue
        }
        reserve.room -= candidates[index].words
        take(index)
        rest.removeAll { $0 == index || overlapsChosen($0) }
      }
    }
  }

  /// The candidate of the class that says most in the room; of equals the first.
  private func best(of kind: MustKeep, in rest: [Int], room: Int) -> Int? {
    let room = min(room, kind.mostWords)
    var best: (index: Int, value: Float)?
    for index in rest {
      let candidate = candidates[index]
      guard candidate.mustKeep.contains(kind), candidate.words <= room else { continue }
      let novelty = novelty(of: candidate)
      guard novelty > 0.3 else { continue }
      // The rest of a sentence may qualify an order, so the whole is quoted where there is room.
      let completeness: Float = candidate.isWhole ? 1.3 : 1
      // Short clauses leave room for the rest of what must be kept.
      let brevity = 24 / Float(max(candidate.words, 24))
      let value = (0.2 + max(candidate.salience, 0)) * novelty * brevity * completeness
      if value > best?.value ?? 0 { best = (index, value) }
    }
    return best?.index
  }

  /// Takes the longest statement of who the patient is that leaves most of the room to the rest.
  private mutating func introduce(budget: Int) {
    guard budget >= Self.shortestWithIdentity,
      !chosen.contains(where: { candidates[$0].isIdentity })
    else { return }
    let room = min(budget * 2 / 5, remaining)
    let best = candidates.indices
      .filter { candidates[$0].isIdentity && candidates[$0].words <= room && !overlapsChosen($0) }
      .max { (candidates[$0].words, $1) < (candidates[$1].words, $0) }
    if let best { take(best) }
  }

  /// A shorter summary tells what is the matter, not with whom.
  private static let shortestWithIdentity = 50

  // MARK: What is worth most

  private mutating func fill(others: Bool) {
    var rest = candidates.indices.filter {
      candidates[$0].salience > 0 && candidates[$0].isOthers == others && !overlapsChosen($0)
    }
    if rest.count > Self.maximumCandidates {
      rest.sort { (candidates[$1].salience, $0) < (candidates[$0].salience, $1) }
      rest.removeSubrange(Self.maximumCandidates...)
      rest.sort()
    }
    var offers = rest.map { index in
      let candidate = candidates[index]
      return Offer(
        index: index, span: candidate.span, words: candidate.words, worth: candidate.worth,
        value: candidate.worth * novelty(of: candidate))
    }
    while remaining > 0 {
      var bestPlace = -1
      var bestValue: Float = 0
      for place in offers.indices where offers[place].words <= remaining {
        // Novelty only falls, so a stale value that cannot win needs no new one.
        guard offers[place].value > bestValue else { continue }
        let value = offers[place].worth * novelty(of: candidates[offers[place].index])
        offers[place].value = value
        if value > bestValue { (bestPlace, bestValue) = (place, value) }
      }
      guard bestPlace >= 0 else { return }
      let taken = offers[bestPlace]
      take(taken.index)
      offers.removeAll { $0.span.overlaps(taken.span) }
    }
  }

  /// What the greedy choice looks at of a candidate, in as little memory as possible.
  private struct Offer {
    var index: Int
    var span: TextSpan
    var words: Int
    var worth: Float
    /// The worth times the novelty as it was when last computed.
    var value: Float
  }

  // MARK: State

  private mutating func take(_ index: Int) {
    let candidate = candidates[index]
    chosen.append(index)
    remaining -= candidate.words
    for token in candidate.quoted where terms.isContent(token) {
      covered.insert(terms.stems[token])
    }
  }

  /// The share of the content words that nothing chosen has.
  private func novelty(of candidate: Candidate) -> Float {
    let stems = terms.stems.span
    var content = 0
    var new = 0
    for token in candidate.quoted where stems[token] != 0 {
      content += 1
      if !covered.contains(stems[token]) { new += 1 }
    }
    return content > 0 ? Float(new) / Float(content) : 0
  }

  /// Whether the candidate shares words with a chosen one of the same sentence.
  private func overlapsChosen(_ index: Int) -> Bool {
    let span = candidates[index].span
    return chosen.contains { candidates[$0].span.overlaps(span) }
  }
}

/// The stems that a summary already has. Two stems may share a place, at odds of the words chosen
/// to the places: that costs a little novelty and nothing else.
struct TermSet {
  private var bits: [UInt64]
  private let mask: UInt32

  init(expecting count: Int) {
    var places = 1024
    while places < count * 16, places < 1 << 20 { places *= 2 }
    bits = Array(repeating: 0, count: places / 64)
    mask = UInt32(places - 1)
  }

  mutating func insert(_ stem: UInt32) {
    let place = Int(stem & mask)
    bits[place >> 6] |= 1 << UInt64(place & 63)
  }

  func contains(_ stem: UInt32) -> Bool {
    let place = Int(stem & mask)
    return bits[place >> 6] & (1 << UInt64(place & 63)) != 0
  }
}
