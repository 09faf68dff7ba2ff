/// Words that several comparisons ask for, written once, so that none of them knows a denial or a
/// condition that another misses.
///
/// They are strings, since each comparison joins them with words that only it asks for.
enum PlainWords {
  /// Auxiliaries that hold their own denial.
  static let contractions = """
    didn't doesn't don't isn't aren't wasn't weren't hasn't haven't hadn't couldn't can't cannot
    didnt doesnt dont isnt arent wasnt werent hasnt havent hadnt couldnt cant
    """

  /// What denies the verb behind it.
  static let not = "not never \(contractions)"

  /// What joins a thing to what is said of it.
  static let copulas = """
    is are was were be been being remain remains remained look looks looked appear appears appeared
    seem seems seemed
    """

  /// What makes a statement depend on something, or leaves it open.
  static let open = "if unless whether until should would may might"

  /// What speaks of a thing that is still to come.
  static let planning = """
    will plan planned schedule scheduled recommend recommended consider considered would should may
    might if going next until
    """
}
