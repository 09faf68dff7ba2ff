import ClinicalLanguage
import SourceText

/// A clause that a summary could state.
struct Candidate: Sendable {
  /// Index of its sentence.
  var sentence: Int
  var tokens: Range<Int>
  /// The tokens with those of the heading, where it was taken along.
  var quoted: Range<Int>
  /// With the heading before it, where it was taken along.
  var span: TextSpan
  var hasHeading: Bool
  /// Whether it ends where its sentence ends and begins where it begins.
  var isWhole: Bool
  /// Its length, in words split at white space.
  var words: Int
  /// How much each of its words is worth before what was chosen already is considered.
  var salience: Float
  /// The salience with the credit that a summary of this length gives to whole sentences.
  var worth: Float
  var mustKeep: MustKeep
  /// Whether it is only about relatives, which is said where nothing else is left.
  var isOthers: Bool
  /// Under which heading of the summary it would stand.
  var heading: SummarySection

  /// Whether it says who the patient is.
  var isIdentity: Bool { mustKeep.contains(.identity) }
}

/// Where a sentence stands in its note and section.
struct SentencePosition: Sendable {
  let total: Int
  private(set) var index = 0
  private(set) var indexInSection = 0
  private(set) var endsSection = false
  private var section = -1

  init(total: Int) { self.total = total }

  mutating func advance(to index: Int, section: Int, endsSection: Bool) {
    self.index = index
    indexInSection = section == self.section ? indexInSection + 1 : 0
    self.section = section
    self.endsSection = endsSection
  }
}
