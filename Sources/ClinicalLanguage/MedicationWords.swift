/// The words of a prescription behind the drug's name, by their packed letters.
enum MedicationWord: UInt8 {
  /// `tablets`, `puffs`: what is counted out.
  case form
  /// `p.o.`, `intravenous`.
  case route
  /// `b.i.d.`, `daily`, `nightly`: a frequency by itself.
  case frequency
  /// `once`, `twice`: with or without `a day`.
  case times
  /// `every`, `each`, `per`, `a`: before a unit of time.
  case every
  /// `day`, `hours`, `morning`, `meals`.
  case time
  /// `at`, `in`, `with`, `before`, `as`: before `bedtime`, `the morning`, `meals`, `needed`.
  case lead
  /// `bedtime`, `needed`, `directed`: after a lead.
  case occasion
  /// `one`, `two`, `half`.
  case count
  /// `XR`, `sodium`, `of`, `to`, `dose`: may stand between the parts.
  case link
  /// `mg`-like units that are read with their number elsewhere.
  case other

  static let standard: [UInt64: MedicationWord] = {
    var table: [UInt64: MedicationWord] = [:]
    for (word, list) in lists {
      for spelling in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        table[FactSource.packed(spelling.utf8)] = word
      }
    }
    return table
  }()

  /// General usage in prescriptions, British forms (`od`, `bd`, `tds`, `nocte`) among them.
  private static let lists: [(MedicationWord, String)] = [
    (
      .form,
      """
      tablet tablets tab tabs capsule capsules cap caps puff puffs drop drops gtt gtts patch patches
      spray sprays pill pills vial vials ampule suppository suppositories scoop packet packets
      lozenge application applications teaspoon teaspoons tsp tablespoon tbsp inhalations dose doses
      inhaler cream ointment gel lotion solution suspension syrup elixir injection drip infusion bolus
      """
    ),
    (
      .route,
      """
      po oral orally iv intravenous intravenously im intramuscular intramuscularly sc sq subq subcut
      subcutaneous subcutaneously topical topically sublingual sublingually sl pr rectally rectal
      inhaled intranasal intranasally nasal nasally transdermal transdermally ophthalmic nebulized
      nebulizer neb nebs vaginal vaginally intrathecal epidural ivp ivpb inh pv buccal
      """
    ),
    (
      .frequency,
      """
      daily qd bid tid qid qhs hs prn nightly weekly monthly qod qam qpm od bd tds qds nocte mane
      stat biweekly hourly ac pc qweek qmonth qac qday qdaily yearly annually x1
      """
    ),
    (.times, "once twice thrice times x"),
    (.every, "every each per a"),
    (
      .time,
      "day days hour hours hr hrs h week weeks month months morning evening night minutes noon afternoon am pm dinner breakfast lunch meals meal other"
    ),
    (.lead, "at in with before after as by"),
    (
      .occasion,
      "bedtime needed directed required night morning evening afternoon meals meal breakfast dinner lunch food mouth noon hs"
    ),
    (.count, "one two three four five six half"),
    (
      .link,
      """
      xr er sr xl cr la dr hcl sodium potassium hydrochloride succinate tartrate besylate calcium
      of to total currently for the strength ec chewable acetate maleate mesylate sulfate phosphate
      regular nph extended release delayed is was started on been taking taken
      """
    ),
  ]
}
