/// Words of everyday English, whatever they mean in a clinic: a summary's word that is none of these,
/// that no clinical list has and that the note does not have is a name or a term from elsewhere.
package final class OrdinaryWords: Sendable {
  private let roots: RootSet

  package static let embedded = OrdinaryWords()

  private init() {
    var numbers = CompiledList.ordinaryWords.numbers
    roots = RootSet(numbers.next(of: UInt64.self))
  }

  package func contains(_ word: MeaningWord) -> Bool { roots.contains(word.fine) }

  package func contains(root: UInt64) -> Bool { roots.contains(root) }
}
