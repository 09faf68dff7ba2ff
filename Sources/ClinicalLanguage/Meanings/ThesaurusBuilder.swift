/// Reads `equivalents.tsv` for the table of a `Thesaurus`.
struct ThesaurusBuilder {
  private var kinds: [Thesaurus.Kind] = []
  private var trie = RootTrieBuilder()
  /// For each meaning the broader ones, a step up.
  private var broader: [[Int32]] = []

  init() {
    EmbeddedList.equivalents.read { list in
      var broaderTerms: [(group: Int32, terms: Range<Int>)] = []
      var tokens: [Token] = []
      var words: [MeaningWord] = []
      var rows = TabSeparatedRows(of: list)
      while let row = rows.next(in: list) {
        let group = Int32(kinds.count)
        kinds.append(Thesaurus.Kind(named: list.string(row[0])))
        Thesaurus.forEachTerm(row[1], of: list) { term, isExact in
          Thesaurus.read(term, of: list, &tokens, &words)
          trie.insert(words, payload: group, isExact: isExact)
        }
        if !row[2].isEmpty { broaderTerms.append((group, row[2])) }
      }
      broader = Array(repeating: [], count: kinds.count)
      for (group, terms) in broaderTerms {
        Thesaurus.forEachTerm(terms, of: list) { term, isExact in
          Thesaurus.read(term, of: list, &tokens, &words)
          for broad in meanings(of: words, isExact: isExact, like: group)
          where broad != group && !broader[Int(group)].contains(broad) {
            broader[Int(group)].append(broad)
          }
        }
      }
    }
  }

  /// The meanings of a broader expression; one that no row has gets a meaning of its own.
  private mutating func meanings(
    of words: [MeaningWord], isExact: Bool, like group: Int32
  ) -> [Int32] {
    let groups = trie.payloads(of: words, isExact: isExact)
    guard groups.isEmpty else { return groups }
    let new = Int32(kinds.count)
    kinds.append(kinds[Int(group)])
    broader.append([])
    trie.insert(words, payload: new, isExact: isExact)
    return [new]
  }

  func write(to numbers: inout CompiledNumberWriter) {
    numbers.append(kinds.map(\.rawValue))
    BroaderMeanings(broader).write(to: &numbers)
    trie.trie.write(to: &numbers)
    numbers.append(EmbeddedList.neutralWords.read { RootSet.roots(linesOf: $0) })
  }
}

extension Thesaurus.Kind {
  /// The class that a row names.
  fileprivate init(named name: String) {
    self =
      switch name {
      case "abbreviation": .abbreviation
      case "finding": .finding
      case "disease": .disease
      case "site": .site
      case "procedure": .procedure
      case "test": .test
      case "device": .device
      case "drugclass": .drugClass
      case "drug": .drug
      case "state": .state
      case "action": .action
      case "time": .time
      case "person": .person
      case "descriptor": .descriptor
      case "quantity": .quantity
      default: .generic
      }
  }
}
