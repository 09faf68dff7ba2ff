import ClinicalLanguage

extension ReassuranceRule {
  /// Comfort, and how notes give it of the same thing: `harmless` for `benign`.
  static let counterparts: [(told: Set<UInt64>, known: Set<UInt64>)] = [
    (
      Thesaurus.roots("harmless innocent benign"),
      Thesaurus.roots("benign innocent harmless physiological")
    ),
    (
      Thesaurus.roots("worry worrying worried concern concerning"),
      Thesaurus.roots("reassure reassured reassurance reassuring")
    ),
    (
      Thesaurus.roots("reassuring reassured"),
      Thesaurus.roots("reassured reassuring reassuringly")
    ),
    (
      Thesaurus.roots("happy content pleased"),
      Thesaurus.roots("agree agreed agrees happy satisfied pleased consented")
    ),
    (
      // `raise no concern`
      Thesaurus.roots("raise raised"),
      Thesaurus.roots("normal unremarkable negative")
    ),
    (
      Thesaurus.roots("control controlled"),
      Thesaurus.roots("hemostasis haemostasis control controlled")
    ),
    (
      Thesaurus.roots("comfort comfortable"),
      Thesaurus.roots("discomfort comfort comfortable")
    ),
    (
      Thesaurus.roots("unaffected"),
      Thesaurus.roots("maintained unaffected preserved normal unchanged well fine ok good")
    ),
    (
      Thesaurus.roots("gone disappeared vanished"),
      Thesaurus.roots("gone resolved relieved relief cleared clear disappeared subsided painless")
    ),
    (
      Thesaurus.roots("recovered recover recovery"),
      Thesaurus.roots("recovered recovery resolved")
    ),
    (
      Thesaurus.roots("cleared"),
      Thesaurus.roots("clear cleared removed aspirated")
    ),
    (
      Thesaurus.roots("completely entirely"),
      Thesaurus.roots("completely entirely fully")
    ),
    (
      Thesaurus.roots("work works driving drive exercise sport sports normal usual"),
      Thesaurus.roots("unrestricted unlimited restrictions")
    ),
  ]
}
