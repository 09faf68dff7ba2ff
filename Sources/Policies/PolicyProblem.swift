import StrictYAML

/// Why policy files are refused, or doubtful: the table of the `P` codes from 030; those from 060 to
/// 069 are warnings.
///
/// `P010` to `P019` are `ShapeProblem` with the letter of policies; `Y` codes are syntax.
package enum PolicyProblem: String, Sendable, Hashable, CaseIterable {
  // The folder as a whole.

  /// No policy file at all: without policies nothing is released.
  case emptyFolder = "P030"
  /// No file has a `bundle`.
  case noBundle = "P031"
  /// More than one file has a `bundle`.
  case secondBundle = "P032"
  /// The `schema` is not one that this version reads.
  case unknownSchema = "P033"
  /// More files, rules or tests than allowed.
  case tooMany = "P034"

  // Rules and disclaimers.

  /// An id with other characters than it may have.
  case malformedID = "P035"
  /// Two rules, or two disclaimers, with one id.
  case duplicateID = "P036"
  /// A rule kind that does not exist.
  case unknownKind = "P037"
  /// Parameters that the rule kind refuses.
  case refusedParameters = "P038"
  /// A pattern that does not compile.
  case malformedPattern = "P039"

  // `when`.

  /// Not an expression.
  case conditionSyntax = "P040"
  /// An expression that compares what cannot be compared.
  case conditionType = "P041"
  /// A field, or a value of a field, that does not exist.
  case conditionName = "P042"
  /// Too long, or nested too deeply.
  case conditionTooLarge = "P043"
  /// A condition under which one more alert would end the rule's effect.
  case looseningCondition = "P054"

  // `then`.

  /// Not one of the obligations.
  case unknownObligation = "P044"
  /// A time limit that is not such as `15m`, `4h` or `2d`.
  case malformedDuration = "P045"
  /// A disclaimer that no file defines.
  case unknownDisclaimer = "P046"
  /// An escalating rule without exactly one `route`.
  case routeNeeded = "P047"
  /// The same obligation twice.
  case repeatedObligation = "P048"

  /// A rule on a language model's word that would do more than hold, or change words.
  case beyondAdvice = "P055"
  /// A rule on a language model's word that does not say what silence counts as.
  case silenceUnsettled = "P056"

  /// A rule that counts the findings of a rule or kind that does not exist.
  case unknownRule = "P049"
  /// Rules that count each other's findings in a circle.
  case ruleCycle = "P053"

  // `tests`.

  /// An expectation that cannot be read, or that the rule kind can never meet.
  case malformedExpectation = "P050"
  /// Expected words that the test's own texts do not have.
  case wordsNotInText = "P051"
  /// Two tests of one rule with one name.
  case duplicateTest = "P052"

  // Warnings.

  /// A rule without tests.
  case untested = "P060"
  /// A rule that is switched off.
  case switchedOff = "P061"
  /// A rule whose tests all expect it to find nothing.
  case onlyPasses = "P062"
  /// A disclaimer that is never shown.
  case unusedDisclaimer = "P063"
  /// A bundle in which no rule is enforced.
  case nothingEnforced = "P064"
  /// `overridable` where an override could change nothing.
  case idleOverride = "P065"
  /// A condition that is always true or always false.
  case constantCondition = "P066"
  /// An audience under whose summaries no disclaimer always stands.
  case noStandingDisclaimer = "P067"

  /// An override that leaves its rule as it was.
  case idleOverlay = "P068"

  // Folders that extend others, and limits.

  /// The folder that `extends` names is missing, empty or unreadable.
  case missingFoundation = "P070"
  /// A folder that extends itself, be it through others, or that lies inside the one it extends.
  case foundationCycle = "P071"
  /// `overrides` in a folder that extends none, or a field that an override cannot change.
  case misplacedOverride = "P072"
  /// An override of a rule that the folder below does not have.
  case unknownOverride = "P073"
  /// A setting below what the rule's `limits` allow.
  case loweredTooFar = "P074"
  /// Two overrides of one rule in one folder.
  case secondOverride = "P075"
  /// Items to add to what is no list, or to remove that are not there.
  case noSuchItem = "P076"
  /// A limit that is none: above the rule itself, or of a parameter that the kind does not have.
  case malformedLimit = "P077"
  /// Examples of a rule that does not exist.
  case unknownExampleRule = "P078"

  var isWarning: Bool { ("P060"..<"P070").contains(rawValue) }
}

/// What a policy folder may have at most.
package enum PolicyLimits {
  package static let fileCount = 256
  /// Of the whole folder; a hospital's formulary rules number in the hundreds.
  package static let ruleCount = 2_000
  /// Of one rule.
  package static let testCount = 500
  /// Of an id, in bytes.
  package static let idByteCount = 100
  /// The longest time limit of a route: 30 days.
  package static let routeMinutes = 30 * 24 * 60
}
