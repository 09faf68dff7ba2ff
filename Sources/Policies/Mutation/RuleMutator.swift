import SourceText
import StrictYAML

/// Derives mutants of a rule from its part of the file's tree, for every kind of rule alike: what a
/// value is (a number, a flag, a word of an enumeration), the kind's own reader tells.
package struct RuleMutator {
  /// Which changes are tried.
  package enum Scope: Sendable { case everything, parametersOnly }

  private let source: RuleSource
  private let kinds: [any RuleParameters.Type]
  private let rule: Rule
  private let entryLimit: Int
  private var types: [TextSpan: ParameterType] = [:]
  private var result = RuleMutants()
  /// The rule without its tests, which no mutation touches and each mutant would read again.
  private let base: YAMLNode

  /// - Parameter entryLimit: Of a longer list so many items are dropped, one at a time, spread
  ///   evenly from its first to its last.
  package static func mutants(
    of rule: Rule, source: RuleSource, kinds: [any RuleParameters.Type], entryLimit: Int,
    scope: Scope = .everything
  ) -> RuleMutants {
    var mutator = RuleMutator(rule, source, kinds, entryLimit)
    mutator.mutateParameters()
    if scope == .everything {
      mutator.mutateCondition()
      mutator.mutateConsequences()
    }
    return mutator.result
  }

  private init(
    _ rule: Rule, _ source: RuleSource, _ kinds: [any RuleParameters.Type], _ entryLimit: Int
  ) {
    self.rule = rule
    self.source = source
    self.kinds = kinds
    self.entryLimit = max(1, entryLimit)
    base =
      source.node.changing([.field("tests")], { _ in nil }) ?? source.node
    let recorder = ParameterRecorder()
    _ = Self.load(base, source, kinds, recorder)
    types = recorder.types
  }

  /// The rule as the loader reads it; nil where it refuses.
  private static func load(
    _ node: YAMLNode, _ source: RuleSource, _ kinds: [any RuleParameters.Type],
    _ recorder: ParameterRecorder? = nil
  ) -> Rule? {
    let problems = ProblemList(source.document, family: "P")
    guard var fields = MappingReader(node, named: "a rule", problems: problems) else { return nil }
    var draft = BundleDraft()
    let rule = RuleDecoder(kinds: kinds, recorder: recorder).decode(&fields, into: &draft)
    fields.finish()
    return problems.hasErrors ? nil : rule
  }

  private mutating func add(
    _ sort: RuleMutation.Operator, _ path: RulePath, _ change: String, at span: TextSpan,
    _ mutated: YAMLNode?
  ) {
    guard let mutated, let changed = Self.load(mutated, source, kinds) else {
      result.discarded += 1
      return
    }
    result.mutants.append(
      RuleMutant(
        mutation: RuleMutation(
          operator: sort, path: path, change: change, place: source.place(of: span)),
        rule: changed.with(tests: rule.tests)))
  }

  private mutating func replace(
    _ sort: RuleMutation.Operator, _ path: RulePath, _ node: YAMLNode, from old: String,
    to new: String, at span: TextSpan? = nil
  ) {
    add(
      sort, path, "\(old.quoted) → \(new.quoted)", at: span ?? node.span,
      base.changing(path.steps[...]) { $0.saying(new) })
  }

  private mutating func remove(
    _ sort: RuleMutation.Operator, _ path: RulePath, _ what: String, at span: TextSpan
  ) {
    add(sort, path, "without \(what)", at: span, base.changing(path.steps[...]) { _ in nil })
  }
}

// MARK: - Parameters

extension RuleMutator {
  private mutating func mutateParameters() {
    let path = RulePath(.field("params"))
    if let params = base.field("params") { mutate(params, at: path) }
  }

  private mutating func mutate(_ node: YAMLNode, at path: RulePath) {
    switch node.content {
    case .refused: break
    case .scalar(let scalar): mutate(scalar, node, at: path)
    case .sequence(let items): mutate(items, at: path)
    case .mapping(let entries):
      for entry in entries {
        let inner = path.appending(.field(entry.key))
        flipBoundary(of: entry, at: inner)
        mutate(entry.value, at: inner)
        switch entry.value.content {
        // A list of one item is gone with its item, and where the kind demands a list the loader
        // refuses the change.
        case .sequence(let items) where items.count > 1:
          remove(.dropField, inner, "all of '\(entry.key)'", at: entry.keySpan)
        case .sequence, .mapping:
          remove(.dropField, inner, "'\(entry.key)'", at: entry.keySpan)
        case .scalar, .refused: break
        }
      }
    }
  }

  private mutating func mutate(_ items: [YAMLNode], at path: RulePath) {
    let taken = Self.sample(items.count, limit: entryLimit)
    if taken.count < items.count {
      result.samples.append(
        RuleMutants.Sample(path: path, taken: taken.count, count: items.count))
    }
    for index in taken {
      let inner = path.appending(.item(index))
      if items.count > 1 {
        remove(.dropEntry, inner, items[index].shown, at: items[index].span)
      }
      mutate(items[index], at: inner)
    }
  }

  /// Evenly spread from the first to the last.
  static func sample(_ count: Int, limit: Int) -> [Int] {
    guard count > limit else { return Array(0..<count) }
    guard limit > 1 else { return [0] }
    return (0..<limit).map { $0 * (count - 1) / (limit - 1) }
  }

  private mutating func mutate(_ scalar: YAMLScalar, _ node: YAMLNode, at path: RulePath) {
    let text = scalar.text
    switch types[node.span] {
    case nil: break
    case .integer, .decimal:
      for new in DecimalStep.neighbours(of: text) {
        replace(.stepNumber, path, node, from: text, to: new)
      }
    case .flag:
      replace(.flipFlag, path, node, from: text, to: text == "true" ? "false" : "true")
    case .choice(let words):
      for word in words where word != text {
        replace(.otherChoice, path, node, from: text, to: word)
      }
    case .pattern:
      let alternatives = PatternAlternatives.ranges(in: text)
      guard alternatives.count > 1 else { break }
      let bytes = Array(text.utf8)
      let taken = Self.sample(alternatives.count, limit: entryLimit)
      if taken.count < alternatives.count {
        result.samples.append(
          RuleMutants.Sample(path: path, taken: taken.count, count: alternatives.count))
      }
      for index in taken {
        let kept = alternatives.indices.filter { $0 != index }
          .map { String(decoding: bytes[alternatives[$0]], as: UTF8.self) }
        let dropped = String(decoding: bytes[alternatives[index]], as: UTF8.self)
        add(
          .dropAlternative, path, "without \(dropped.quoted)",
          at: source.document.span(of: alternatives[index], in: scalar, at: node),
          base.changing(path.steps[...]) { $0.saying(kept.joined(separator: "|")) })
      }
    }
  }

  private mutating func flipBoundary(of entry: YAMLEntry, at path: RulePath) {
    guard let other = Boundary.counterpart(of: entry.key) else { return }
    add(
      .flipBoundary, path, "'\(entry.key)' → '\(other)'", at: entry.keySpan,
      base.changing(path.parent.steps[...]) { $0.renaming(entry.key, to: other) })
  }
}

/// Names of limits that come in pairs, with and without the limit itself.
private enum Boundary {
  static func counterpart(of key: String) -> String? {
    switch key {
    case "above": "atOrAbove"
    case "below": "atOrBelow"
    case "atOrAbove": "above"
    case "atOrBelow": "below"
    default: nil
    }
  }
}

// MARK: - Condition

extension RuleMutator {
  private mutating func mutateCondition() {
    let path = RulePath(.field("when"))
    guard let condition = rule.when, let syntax = condition.syntax,
      let node = source.node.field("when"), case .scalar(let scalar) = node.content
    else { return }
    remove(.dropCondition, path, "the condition", at: node.span)
    for variant in ConditionVariants.of(syntax) {
      let span = source.document.span(of: variant.range, in: scalar, at: node)
      replace(
        variant.operator, path, node, from: condition.text, to: variant.syntax.described, at: span)
    }
  }
}

// MARK: - What follows

extension RuleMutator {
  private mutating func mutateConsequences() {
    if rule.mode == .enforce, let node = source.node.field("mode") {
      for mode in [RuleMode.shadow, .off] {
        replace(
          .weakenMode, RulePath(.field("mode")), node, from: rule.mode.rawValue, to: mode.rawValue)
      }
    }
    let path = RulePath(.field("then"), .field("disposition"))
    let all = Disposition.allCases
    if let node = source.node(at: path), let index = all.firstIndex(of: rule.disposition) {
      for other in [index - 1, index + 1] where all.indices.contains(other) {
        replace(
          .shiftDisposition, path, node, from: rule.disposition.rawValue, to: all[other].rawValue)
      }
    }
    let obligations = RulePath(.field("then"), .field("obligations"))
    guard case .sequence(let items) = source.node(at: obligations)?.content else { return }
    for (index, item) in items.enumerated() {
      remove(
        .dropObligation, obligations.appending(.item(index)), item.shown, at: item.span)
    }
  }
}

extension YAMLNode {
  /// As a change names it: a text quoted, a mapping by its fields.
  fileprivate var shown: String {
    switch content {
    case .refused: "?"
    case .scalar(let scalar): scalar.text.quoted
    case .sequence(let items): "[" + items.map(\.shown).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key): \($0.value.shown)" }.joined(separator: ", ") + "}"
    }
  }
}
