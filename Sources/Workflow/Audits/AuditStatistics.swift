package import AuditTrail

/// What the trail tells of a period: decisions over time, rules, drift, reviews.
package struct AuditStatistics: Sendable {
  /// Half-open.
  package struct Period: Sendable, Hashable {
    package let from: Timestamp
    package let to: Timestamp

    package init(from: Timestamp, to: Timestamp) {
      self.from = from
      self.to = to
    }

    func contains(_ time: Timestamp) -> Bool { from <= time && time < to }
  }

  /// The decisions of one stretch of time.
  package struct Stretch: Sendable, Hashable {
    package let start: Timestamp
    package fileprivate(set) var outcomes: [RunRecord.Outcome: Int] = [:]

    package var runs: Int { outcomes.values.reduce(0, +) }
  }

  package struct RuleFigures: Sendable, Hashable {
    package let rule: String
    package let fired: Int
    package let withheld: Int
    /// Of the summaries that it held: those that reviewers have decided about, and overridden.
    package let decided: Int
    package let overridden: Int

    package var overrideRate: Double? {
      decided == 0 ? nil : Double(overridden) / Double(decided)
    }
  }

  package struct ReviewerFigures: Sendable, Hashable {
    package let person: String
    package fileprivate(set) var approved = 0
    package fileprivate(set) var amended = 0
    package fileprivate(set) var rejected = 0
    package fileprivate(set) var acknowledged = 0
    /// Decisions after a look at the source.
    package fileprivate(set) var withSource = 0
    fileprivate var seconds: [Int] = []

    package var decisions: Int { approved + amended + rejected + acknowledged }
    /// The middle one of the times to decisions.
    package var medianSeconds: Int? {
      seconds.isEmpty ? nil : seconds.sorted()[seconds.count / 2]
    }
  }

  package private(set) var period: Period?
  package private(set) var total = RunTally()
  package private(set) var stretches: [Stretch] = []
  package private(set) var rules: [RuleFigures] = []
  /// What drift is measured from and to; nil where there is nothing on one side.
  package private(set) var windows: (reference: Period, current: Period)?
  package private(set) var drifts: [Drift] = []
  /// Reviews that wait, oldest first.
  package private(set) var pending: [ReviewCase] = []
  package private(set) var reviewers: [ReviewerFigures] = []
  package let unfinished: Int
  package let now: Timestamp

  /// - Parameters:
  ///   - reference: The window that drift is measured from; nil for the older half of the period.
  ///   - now: When overrides and deadlines are asked for.
  package init(
    matching query: AuditQuery, reference: Period?, in search: AuditSearch, at now: Timestamp
  ) throws(AuditError) {
    self.now = now
    unfinished = try search.unfinishedRuns().count
    var runs = SampledRuns()
    try search.visitFacts(matching: query) { time, facts in runs.append(facts, at: time) }
    let cases = try ReviewCase.all(
      in: search.records(
        matching: AuditQuery(types: Set(RecordType.allCases.filter(\.concernsReview)))))
    pending = cases.filter { $0.isPending(at: now) }
    let first = query.from ?? runs.all.map(\.time).min()
    let last =
      query.to ?? runs.all.map(\.time).max().map { Timestamp(microseconds: $0.microseconds + 1) }
    guard let first, let last, first < last else { return }
    let period = Period(from: first, to: last)
    self.period = period
    total = runs.tally { _ in true }
    stretches = Self.stretches(
      runs.all.map { ($0.time, runs.samples[$0.sample].facts.outcome) }, of: period)
    let recent = cases.filter { period.contains($0.openedAt) }
    rules = Self.rules(total, recent)
    reviewers = Self.reviewers(recent)
    try measureDrift(runs, query, from: reference, in: search)
  }

  private mutating func measureDrift(
    _ runs: SampledRuns, _ query: AuditQuery, from given: Period?,
    in search: AuditSearch
  ) throws(AuditError) {
    guard let period else { return }
    var older = RunTally()
    var newer = RunTally()
    let reference: Period
    let current: Period
    if let given {
      (reference, current) = (given, period)
      newer = total
      var query = query
      (query.from, query.to) = (given.from, given.to)
      var earlier = SampledRuns()
      try search.visitFacts(matching: query) { time, facts in earlier.append(facts, at: time) }
      older = earlier.tally { _ in true }
    } else {
      let middle = Timestamp(
        microseconds: period.from.microseconds
          + (period.to.microseconds - period.from.microseconds) / 2)
      reference = Period(from: period.from, to: middle)
      current = Period(from: middle, to: period.to)
      older = runs.tally { reference.contains($0) }
      newer = runs.tally { !reference.contains($0) }
    }
    guard older.runs > 0, newer.runs > 0 else { return }
    windows = (reference, current)
    drifts = Drift.all(from: older, to: newer)
  }

  /// About forty stretches of whole minutes, hours, days or weeks.
  private static func stretches(
    _ runs: [(time: Timestamp, outcome: RunRecord.Outcome)], of period: Period
  ) -> [Stretch] {
    let length = period.to.microseconds - period.from.microseconds
    let minute: Int64 = 60_000_000
    let units = [1, 5, 15, 60, 180, 720, 1440, 10_080, 40_320].map { $0 * minute }
    let unit = units.first { length / $0 < 40 } ?? max(units.last ?? minute, length / 40)
    let start = period.from.microseconds / unit * unit
    let count = Int((period.to.microseconds - 1 - start) / unit) + 1
    var stretches = (0..<count).map {
      Stretch(start: Timestamp(microseconds: start + Int64($0) * unit))
    }
    for (time, outcome) in runs {
      let place = Int((time.microseconds - start) / unit)
      guard stretches.indices.contains(place) else { continue }
      stretches[place].outcomes[outcome, default: 0] += 1
    }
    return stretches
  }

  private static func rules(_ tally: RunTally, _ cases: [ReviewCase]) -> [RuleFigures] {
    var decided: [String: Int] = [:]
    var overridden: [String: Int] = [:]
    for review in cases {
      // An override that has ended was one all the same.
      let types = review.steps.map(\.type)
      let isOverride = types.contains(.overrideApplied)
      guard isOverride || types.contains(.reviewRejected) || review.isAmended else { continue }
      for rule in review.opened.rules {
        decided[rule, default: 0] += 1
        if isOverride { overridden[rule, default: 0] += 1 }
      }
    }
    return Set(tally.fired.keys).union(decided.keys).map { rule in
      RuleFigures(
        rule: rule, fired: tally.fired[rule] ?? 0, withheld: tally.withheld[rule] ?? 0,
        decided: decided[rule] ?? 0, overridden: overridden[rule] ?? 0)
    }.sorted { ($1.fired, $0.rule) < ($0.fired, $1.rule) }
  }

  private static func reviewers(_ cases: [ReviewCase]) -> [ReviewerFigures] {
    var figures: [String: ReviewerFigures] = [:]
    for step in cases.flatMap(\.steps) {
      guard let person = step.actor?.id else { continue }
      var one = figures[person] ?? ReviewerFigures(person: person)
      switch step.type {
      case .reviewApproved: one.approved += 1
      case .reviewAmended: one.amended += 1
      case .reviewRejected: one.rejected += 1
      case .escalationAcknowledged: one.acknowledged += 1
      default: continue
      }
      if step.details.sourceOpened == true { one.withSource += 1 }
      if let seconds = step.details.secondsToDecision { one.seconds.append(seconds) }
      figures[person] = one
    }
    return figures.values.sorted { ($1.decisions, $0.person) < ($0.decisions, $1.person) }
  }
}

extension AuditStatistics {
  /// Under how many decisions an override rate says nothing, and from which rate on it says much.
  private static let (fewestDecisions, doubtfulRate) = (5, 0.5)

  /// What the figures suggest to look at; in words.
  package var advice: [String] {
    var advice = rules.compactMap { rule -> String? in
      guard rule.decided >= Self.fewestDecisions, let rate = rule.overrideRate,
        rate >= Self.doubtfulRate
      else { return nil }
      return
        "\(rule.rule): reviewers overrode it in \(rule.overridden) of \(rule.decided) decisions; "
        + "see whether it says what it should ('vouch policy explain --rule \(rule.rule)'), or put it "
        + "in shadow mode while you do"
    }
    advice += reviewers.compactMap { one in
      let blind = one.decisions - one.withSource
      guard one.decisions >= Self.fewestDecisions, blind * 2 > one.decisions else { return nil }
      return
        "\(one.person): \(blind) of \(one.decisions) decisions were made without a look at the note"
    }
    let overdue = pending.count { $0.isOverdue(at: now) }
    if overdue > 0 {
      advice.append("\(overdue) reviews are overdue; see 'vouch review list --overdue'")
    }
    if unfinished > 0 {
      advice.append("\(unfinished) runs began and have no end in the log")
    }
    for drift in drifts where drift.degree == .shifted {
      advice.append("\(drift.subject): shifted since the reference window")
    }
    return advice
  }
}

extension ReviewCase {
  fileprivate var isAmended: Bool {
    steps.contains { $0.type == .reviewAmended && $0.details.output != nil }
  }
}
