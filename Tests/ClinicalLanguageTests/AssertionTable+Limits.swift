/// What the cues cannot see yet: each row is read otherwise than a reader would.
extension AssertionTableTests {
  static let limits = [
    // A list without `or` that changes over to what is there shows only by its sense.
    "Two renal cysts, no hydronephrosis, ⟦yes:atherosclerosis⟧ of the aorta.",
    // `Denied` as a passive participle.
    "Denied ⟦yes:parole⟧, he became depressed.",
    // An absence within another.
    "It is not true that he has no ⟦yes:pain⟧.",
    // One answer for two tests that `and` joins.
    "⟦no:Influenza⟧ A and B negative.",
  ]
}
