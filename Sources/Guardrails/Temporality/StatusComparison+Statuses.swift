import ClinicalLanguage

/// The words of status that are compared, and what beside a thing agrees with each or speaks against it.
extension StatusComparison {
  /// A status a summary may claim, and what in the note bears it out or speaks against it.
  struct Status {
    var words: Set<UInt64>
    /// Wider than the words themselves: a note that has any of these beside the thing is left alone.
    var agreeing: RootSet
    var opposing: RootSet
    var isOfDrugs = false
    /// Whether it is said of treatments, procedures among them.
    var isOfTreatment = false
    /// Agrees less than what is plainly over, or plainly begun, speaks against it: `now resolved`.
    var dating: RootSet
    var overruling: RootSet

    init(
      _ words: String, agreeing: String, dating: String = "", overruling: String = "",
      opposing: String, isOfDrugs: Bool = false, isOfTreatment: Bool = false
    ) {
      self.words = Thesaurus.roots(words)
      self.agreeing = Thesaurus.roots(agreeing + " " + words)
      self.dating = Thesaurus.roots(dating)
      self.overruling = Thesaurus.roots(overruling)
      self.opposing = Thesaurus.roots(opposing)
      self.isOfDrugs = isOfDrugs
      self.isOfTreatment = isOfTreatment
    }
  }

  static let statuses = [
    Status(
      "current currently ongoing still persistent persist persisted",
      agreeing: "continue continued remains persists present presently active actively",
      dating: "now today recent new acute",
      overruling: "resolved healed subsided disappeared resolution",
      opposing: """
        former formerly resolved quit stopped discontinued reversal reversed ceased completed finished
        healed subsided disappeared resolution
        """,
      isOfTreatment: true),
    Status(
      "active actively",
      agreeing: """
        continue continued remains persists persistent present presently current currently ongoing still
        found shows showed findings
        """,
      dating: "now today new acute",
      overruling: "resolved healed subsided disappeared resolution",
      opposing: """
        former formerly resolved quit stopped discontinued ceased healed subsided disappeared resolution
        history hx
        """),
    Status(
      "unchanged",
      agreeing: """
        stable again similar similarly persistent persists same previous previously prior chronic known old
        remain remains still continue continued change changed interval comparison
        """,
      opposing: "new newly increasing increased worsened worsening enlarging enlarged resolved"),
    Status(
      "await awaiting awaits planned scheduled upcoming",
      agreeing: """
        plan will pending consider candidate refer referred recommend recommended propose proposed future
        next need needs require requires if tomorrow elective prepare preparation arrange order ordered
        wish wishes want wants discussed option possible until schedule repeat again undergo undergoing
        """,
      opposing: "post s/p underwent performed previously received followed placed ago",
      isOfTreatment: true),
    Status(
      "first initial",
      agreeing: "first initial new onset never presenting",
      opposing: "recurrent recurring recurrence repeated"),
    Status(
      "completed complete finished finish",
      agreeing: """
        prior past history previous ago status post s/p after following followed received underwent
        done end ended earlier concluded remove removed
        """,
      dating: "last cycle course had was were",
      overruling: "begin began begun start started",
      opposing: """
        begin beginning began start starting started initiate currently current receiving undergoing
        ongoing continue continuing planned need needs needing require requires requiring
        """,
      isOfTreatment: true),
    Status(
      "former formerly previous previously quit resolved stopped discontinued ceased",
      agreeing: """
        prior past history old remote ago hold held off switch switched change changed wean taper finish
        finished complete completed earlier removed reversal improved no not last avoid then used was
        were had failed status post resolution resolves resolving cleared discontinuation cessation
        """,
      opposing: """
        current currently ongoing active actively still continue continued continues persistent presently
        taking remains
        """),
    Status(
      "new newly",
      agreeing:
        "recent recently onset acute sudden start started began begin develop developed now today",
      opposing: "chronic chronically longstanding long previously baseline preexisting"),
    Status(
      "chronic longstanding",
      agreeing: "history years year long known past old prior previous months",
      opposing: "new newly acute acutely sudden suddenly"),
    Status(
      "acute acutely",
      agreeing: """
        onset sudden suddenly new newly recent recently today yesterday began started days day hours week
        weeks presents presented presenting admitted evolving emergent emergency
        """,
      opposing: "old remote prior previous previously post s/p chronic longstanding"),
    Status(
      "continue continued continuing",
      agreeing: """
        current currently taking take takes refill refilled maintain keep resume resumed stay
        restart increase decrease already been
        """,
      dating: "on home", overruling: "new newly",
      opposing: "start started initiate begin commence discontinue discontinued new newly",
      isOfDrugs: true),
    Status(
      "today",
      agreeing: """
        now this morning tonight current currently start started begin prescribe prescribed given give refill
        refilled continue continued increase increased decrease decreased change changed switch switched stop
        stopped add added resume resumed order ordered will take takes taking
        """,
      opposing: "ago yesterday previously last", isOfDrugs: true),
    Status(
      "start started initiate initiated begin begun",
      agreeing: """
        add added prescribe prescribed treat treated put place placed give given trial new resume resumed restart order
        ordered recommend switch switched change changed increase increased try
        """,
      opposing: "continue continued taking currently completed finished", isOfDrugs: true),
  ]

  /// Which status each word claims.
  static let claims: RootTable<Int> = {
    var claims: [UInt64: Int] = [:]
    for (index, status) in statuses.enumerated() {
      for word in status.words { claims[word] = index }
    }
    return RootTable(claims)
  }()
}
