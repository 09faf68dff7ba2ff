/// Words that stand under every output.
enum StandingWords {
  /// For output that no policy governs; a policy's own disclaimers stand under summaries.
  static let notForClinicalUse =
    "Synthetic or mock notes only; for learning and exploration, not for clinical use."
}
