/// What writes summaries: of the engines that policies can name, those that Vouch runs itself.
enum WritingEngine: String, Sendable, Equatable, CaseIterable {
  case extractive, remote
}
