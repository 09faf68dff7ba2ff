/// How much each signal adds to the worth of each word of a clause.
///
/// The numbers are ridge regressions of the share of a clause's word pairs that a person's summary
/// repeats, rounded: `brief` on one-line descriptions of dictated notes (15 words), `full` on
/// clinicians' summaries of dictated notes and clinic visits (120 words).
struct SalienceWeights: Sendable {
  var early: Float = 0
  var opens: Float = 0
  var lateness: Float = 0
  var beginsSection: Float = 0
  var endsSection: Float = 0
  var content: Float = 0
  var drugs: Float = 0
  var problems: Float = 0
  var denials: Float = 0
  var numbers: Float = 0
  var abnormalValues: Float = 0
  var normality: Float = 0
  var technique: Float = 0
  var discussion: Float = 0
  var age: Float = 0
  var length: Float = 0
  var pointsBack: Float = 0
  var scrap: Float = 0
  /// What a clause is worth before any signal, by the raw value of its section's role.
  var roles: [Float]

  /// A table by role, 0 for roles that are not named.
  static func table(_ entries: [SectionRole: Float]) -> [Float] {
    SectionRole.allCases.map { entries[$0] ?? 0 }
  }

  func salience(of signals: SalienceSignals, in role: SectionRole) -> Float {
    let place =
      early * signals.early + opens * signals.opens + lateness * signals.lateness
      + beginsSection * signals.beginsSection + endsSection * signals.endsSection
    let matter =
      content * signals.content + drugs * signals.drugs + problems * signals.problems
      + denials * signals.denials + numbers * signals.numbers
      + abnormalValues * signals.abnormalValues + age * signals.age
    let routine =
      normality * signals.normality + technique * signals.technique
      + discussion * signals.discussion + length * signals.length
      + pointsBack * signals.pointsBack + (role.isTerse ? 0 : scrap * signals.scrap)
    return roles[role.rawValue] + place + matter + routine
  }

  /// One line under a title: the opening and the title-like sections win.
  static let brief = SalienceWeights(
    early: 0.27, opens: 0.2, lateness: 0, beginsSection: 0.05, endsSection: 0.05, content: 0.17,
    drugs: -0.03, problems: 0.04, denials: -0.01, numbers: -0.02, normality: -0.02,
    technique: -0.03, discussion: -0.04, age: 0.08,
    roles: table([
      .procedure: 0.06, .impression: 0.09, .assessmentAndPlan: 0.08, .technique: 0.03,
      .course: 0.02,
      .imaging: 0.02, .plan: 0.03, .laboratory: -0.01, .examination: -0.02, .story: -0.03,
      .history: -0.02, .social: -0.04, .reason: -0.05, .vitals: -0.07, .systemsReview: -0.05,
      .medications: -0.07, .allergies: -0.11, .family: -0.08, .opening: -0.04, .other: -0.03,
    ]))

  /// A paragraph for a clinician: dense words, findings and drugs win over routine and talk.
  static let full = SalienceWeights(
    early: 0.15, opens: 0.02, lateness: 0.09, beginsSection: 0.02, endsSection: 0.04, content: 0.26,
    drugs: 0.11, problems: 0.03, denials: -0.015, numbers: 0.07, abnormalValues: 0.05,
    normality: -0.065,
    technique: -0.08,
    discussion: -0.12, length: -0.05, pointsBack: -0.06, scrap: -0.12,
    roles: table([
      .laboratory: 0.09, .reason: 0.08, .imaging: 0.06, .impression: 0.05,
      .technique: 0.02, .plan: 0, .assessmentAndPlan: -0.02, .story: -0.02, .other: -0.02,
      .opening: -0.04, .allergies: -0.05, .examination: -0.055, .systemsReview: -0.05,
      .vitals: -0.09, .social: -0.1,
    ]))
}

/// The worth of clauses for a summary of a given length.
struct Salience: Sendable {
  /// How far the length is from `brief`, 0, to `full`, 1.
  private let fullness: Float

  /// The lengths, in words, up to which `brief` and from which `full` holds alone.
  private static let briefWords = 20
  private static let fullWords = 90

  init(words: Int) {
    let way = Float(min(words, Self.fullWords) - Self.briefWords)
    fullness = max(way, 0) / Float(Self.fullWords - Self.briefWords)
  }

  /// What a clause of so many words is worth beside one of a single word of the same salience.
  ///
  /// Choosing by salience alone fills a long summary best, but a title with scraps; there the whole
  /// sentence counts more, though less than in proportion to its length (scaled cost: Lin and
  /// Bilmes, ACL 2011; the square root was tuned on one-line descriptions).
  func reach(ofWords words: Int) -> Float {
    fullness + (1 - fullness) * Float(words).squareRoot()
  }

  /// What a clause of orders, advice, dangers or allergies gains beyond the room kept for these.
  func credit(for mustKeep: MustKeep) -> Float {
    mustKeep.subtracting(.noAllergy).isEmpty ? 0 : 0.05 * fullness
  }

  func value(of signals: SalienceSignals, in role: SectionRole) -> Float {
    guard fullness > 0 else { return SalienceWeights.brief.salience(of: signals, in: role) }
    let full = SalienceWeights.full.salience(of: signals, in: role)
    guard fullness < 1 else { return full }
    let brief = SalienceWeights.brief.salience(of: signals, in: role)
    return brief + fullness * (full - brief)
  }
}
