import ClinicalLanguage

/// Words that only hold others together.
enum FunctionWords {
  private static let roots = Thesaurus.roots(
    """
    a an the and or nor but of in on at to for from by with without as is are was were be been being
    am has have had having do does did done will would can could may might must should shall it its
    this that these those he she they we i you his her their our your my him them us me who whom whose
    which what when where why how if than then there here not no so such into onto upon over under
    also too very just only both each any all some more most other another same own per via after
    before during until while because since about between through against up down out off again once
    due plus minus versus vs
    """)

  static func holds(_ word: MeaningWord) -> Bool { roots.contains(word.fine) }
}
