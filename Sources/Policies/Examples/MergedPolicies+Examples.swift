import SourceText
import StrictYAML

// Examples that stand in files of their own.
extension MergedPolicies {
  /// Gives the rules of the layers merged so far their examples, behind those that stand beside them.
  ///
  /// - Parameter isWhole: Whether all files of rules could be parsed; else a rule that is not found may
  ///   stand in one that could not.
  mutating func attach(_ examples: [YAMLDocument], isWhole: Bool) {
    guard !examples.isEmpty else { return }
    let positions = positions()
    for document in examples {
      let problems = ProblemList(document, family: "P")
      lists.append(problems)
      guard
        var fields = MappingReader(document.root, named: "a file of examples", problems: problems)
      else { continue }
      _ = fields.requiredString("schema")
      // Places of this file in the documents that it was joined to.
      var starts: [Int: Int] = [:]
      for item in fields.nodes("examples", atLeast: 1) ?? [] {
        guard let (id, tests) = addition(item, problems) else { continue }
        guard let position = positions[id.text] else {
          guard isWhole else { continue }
          problems.report(
            at: id.span, .unknownExampleRule, "no rule has the id \(id.text.quoted)",
            hint: NearestName.hint(for: id.text, among: positions.keys.sorted()))
          continue
        }
        if starts[position.document] == nil {
          let (joined, start) = documents[position.document].joining(document)
          documents[position.document] = joined
          starts[position.document] = start
        }
        add(tests.shifted(by: starts[position.document] ?? 0), at: position)
      }
      fields.finish()
    }
  }

  /// The rule and the list of examples of one item; nil, and reported, where either is missing.
  private func addition(
    _ item: YAMLNode, _ problems: ProblemList
  ) -> (id: (text: String, span: TextSpan), tests: YAMLEntry)? {
    guard
      var fields = MappingReader(item, named: "an item of 'examples'", problems: problems)
    else { return nil }
    let id = fields.requiredString("rule")
    let place = fields.place(of: "rule")
    let tests = fields.requiredEntry("tests")
    let items = fields.nodes("tests", atLeast: 1)
    fields.finish()
    guard let id, let tests, items != nil else { return nil }
    return ((id, place), tests)
  }

  private mutating func add(_ tests: YAMLEntry, at position: Position) {
    let document = documents[position.document]
    let path: [RulePath.Step] = [.field("rules"), .item(position.item)]
    let root = document.root.changing(path[...]) { rule in
      guard let own = rule.field("tests") else { return rule.setting(tests) }
      // What is no list is reported where the rule is read.
      guard let items = own.listItems else { return rule }
      return rule.changing([.field("tests")]) { _ in
        own.with(items: items + (tests.value.listItems ?? []))
      }
    }
    if let root { documents[position.document] = document.with(root: root) }
  }
}
