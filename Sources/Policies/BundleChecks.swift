import SourceText
import StrictYAML

/// The checks that need all files of a folder.
struct BundleChecks {
  let draft: BundleDraft
  let lists: [ProblemList]
  /// The names of all rule kinds.
  let kinds: [String]
  /// Whether every file could be parsed; else what is missing may stand in one that could not.
  let isComplete: Bool

  func run() {
    checkBundle()
    reportDuplicates(draft.ruleIDs, "rule")
    reportDuplicates(draft.disclaimerIDs, "disclaimer")
    guard isComplete else { return }
    checkReferences()
    RuleReferenceChecks(draft: draft, kinds: kinds).run()
    warnOfDisclaimers()
    warnOfRules()
  }

  func checkBundle() {
    for extra in draft.bundlePlaces.dropFirst() {
      extra.problems.report(
        at: extra.span, .secondBundle, "a second 'bundle'; a folder has one",
        hint: "the first is at \(draft.bundlePlaces[0].place.described)")
    }
    if draft.bundlePlaces.isEmpty, isComplete {
      lists.first?.report(
        at: TextSpan(0, 0), .noBundle, "no file of the folder has a 'bundle'",
        hint: "add 'bundle: {id: …, revision: 1, owner: …}' to one of them")
    }
  }

  private func reportDuplicates(_ mentions: [BundleDraft.Mention], _ sort: String) {
    var first: [String: BundleDraft.Mention] = [:]
    for mention in mentions {
      guard let earlier = first[mention.name] else {
        first[mention.name] = mention
        continue
      }
      guard !mention.problems.isFull else { continue }
      mention.problems.report(
        at: mention.span, .duplicateID, "duplicate \(sort) id '\(mention.name)'",
        hint: "it is first given at \(earlier.place.described)")
    }
  }

  private func checkReferences() {
    let known = draft.disclaimerIDs.map(\.name)
    let isKnown = Set(known)
    for reference in draft.disclaimerReferences where !isKnown.contains(reference.name) {
      reference.problems.report(
        at: reference.span, .unknownDisclaimer,
        "no file defines a disclaimer \(reference.name.quoted)",
        hint: NearestName.hint(for: reference.name, among: known))
    }
  }

  private func warnOfDisclaimers() {
    let used = Set(draft.disclaimerReferences.map(\.name))
    for disclaimer in draft.disclaimers
    where disclaimer.audiences.isEmpty && !used.contains(disclaimer.id) {
      guard let mention = draft.disclaimerIDs.first(where: { $0.name == disclaimer.id }) else {
        continue
      }
      mention.problems.report(
        at: mention.span, .unusedDisclaimer, "the disclaimer '\(disclaimer.id)' is never shown",
        hint: "name its 'audiences', or let a rule ask for it with 'disclaim'")
    }
    // A header that cannot be read may extend a folder that has them.
    guard let bundle = draft.bundlePlaces.first, draft.header != nil,
      draft.disclaimers.count == draft.disclaimerCount
    else { return }
    for audience in PolicyAudience.allCases
    where !draft.disclaimers.contains(where: { $0.audiences.contains(audience.rawValue) }) {
      bundle.problems.report(
        at: bundle.span, .noStandingDisclaimer,
        "no disclaimer stands under every summary for the audience '\(audience.rawValue)'")
    }
  }

  private func warnOfRules() {
    guard let bundle = draft.bundlePlaces.first, draft.rules.count == draft.ruleCount,
      !draft.rules.contains(where: { $0.mode == .enforce })
    else { return }
    bundle.problems.report(
      at: bundle.span, .nothingEnforced,
      "no rule of the bundle is enforced: every summary would be released")
  }
}
