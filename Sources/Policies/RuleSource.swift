package import SourceText
package import StrictYAML

/// A rule as it is written: its part of a file's tree, for tools that change, compare or point into it.
package struct RuleSource: Sendable {
  package let id: String
  package let document: YAMLDocument
  package let node: YAMLNode

  /// Where a span of the rule's file stands.
  package func place(of span: TextSpan) -> PolicyPlace {
    let (line, column) = document.position(of: Int(span.start))
    return PolicyPlace(file: document.path(of: Int(span.start)), line: line, column: column)
  }

  /// The node at a path below the rule; nil where there is none.
  package func node(at path: RulePath) -> YAMLNode? { node.node(at: path.steps[...]) }
}

/// The rules of a folder as they are written, by id.
package struct PolicySources: Sendable {
  /// In order of id; of two rules with one id the first.
  package let rules: [RuleSource]
  private let indices: [String: Int]

  /// What cannot be parsed is left out: loading reports it.
  package init(_ files: [PolicyFile]) { self.init(documents: PolicyLayer(files).documents) }

  init(documents: [YAMLDocument]) {
    var found: [String: RuleSource] = [:]
    for document in documents {
      guard case .sequence(let items) = document.root.field("rules")?.content else { continue }
      for item in items {
        guard case .scalar(let id) = item.field("id")?.content, found[id.text] == nil else {
          continue
        }
        found[id.text] = RuleSource(id: id.text, document: document, node: item)
      }
    }
    self.init(found)
  }

  private init(_ found: [String: RuleSource]) {
    rules = found.values.sorted { $0.id < $1.id }
    indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.id, $0) })
  }

  /// Prompts by id, each a whole file: they are compared like rules. Nil where none of the files is a
  /// prompt.
  package static func prompts(_ files: [PolicyFile]) -> PolicySources? {
    var found: [String: RuleSource] = [:]
    for document in PolicyLayer(files).documents {
      guard case .scalar(let schema) = document.root.field("schema")?.content,
        schema.text.hasPrefix("vouch/prompt/"),
        case .scalar(let id) = document.root.field("id")?.content
      else { continue }
      found[id.text] = RuleSource(id: id.text, document: document, node: document.root)
    }
    return found.isEmpty ? nil : PolicySources(found)
  }

  package subscript(id: String) -> RuleSource? { indices[id].map { rules[$0] } }
}

/// The way to a value inside a rule: `params.thresholds[2].atOrAbove`.
package struct RulePath: Sendable, Hashable, CustomStringConvertible {
  package enum Step: Sendable, Hashable {
    case field(String)
    /// From 0; shown from 1.
    case item(Int)
  }

  package var steps: [Step]

  package init(_ steps: Step...) { self.steps = steps }

  package func appending(_ step: Step) -> RulePath {
    var path = self
    path.steps.append(step)
    return path
  }

  /// The path of the list or mapping that holds the value.
  package var parent: RulePath {
    var path = self
    path.steps.removeLast()
    return path
  }

  package var description: String {
    var text = ""
    for step in steps {
      switch step {
      case .field(let name): text += text.isEmpty ? name : ".\(name)"
      case .item(let index): text += "[\(index + 1)]"
      }
    }
    return text
  }
}

extension YAMLNode {
  /// The value of a field of a mapping.
  package func field(_ name: String) -> YAMLNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key == name }?.value
  }

  package func node(at path: ArraySlice<RulePath.Step>) -> YAMLNode? {
    guard let step = path.first else { return self }
    switch (step, content) {
    case (.field(let name), .mapping): return field(name)?.node(at: path.dropFirst())
    case (.item(let index), .sequence(let items)):
      return items.indices.contains(index) ? items[index].node(at: path.dropFirst()) : nil
    default: return nil
    }
  }

  /// The tree with one value changed; places stay those of the file. A change to nil removes the item
  /// or field.
  func changing(_ path: ArraySlice<RulePath.Step>, _ change: (YAMLNode) -> YAMLNode?) -> YAMLNode? {
    guard let step = path.first else { return change(self) }
    let rest = path.dropFirst()
    switch (step, content) {
    case (.field(let name), .mapping(let entries)):
      let changed = entries.compactMap { entry -> YAMLEntry? in
        guard entry.key == name else { return entry }
        return entry.value.changing(rest, change).map {
          YAMLEntry(key: name, keySpan: entry.keySpan, value: $0)
        }
      }
      return YAMLNode(content: .mapping(changed), span: span)
    case (.item(let index), .sequence(let items)):
      let changed = items.enumerated().compactMap { position, item in
        position == index ? item.changing(rest, change) : item
      }
      return YAMLNode(content: .sequence(changed), span: span)
    default: return self
    }
  }

  /// The mapping with one field called otherwise.
  func renaming(_ name: String, to other: String) -> YAMLNode {
    guard case .mapping(let entries) = content else { return self }
    return YAMLNode(
      content: .mapping(
        entries.map {
          $0.key == name
            ? YAMLEntry(key: other, keySpan: $0.keySpan, value: $0.value) : $0
        }), span: span)
  }

  /// The scalar with another text.
  func saying(_ text: String) -> YAMLNode {
    YAMLNode(content: .scalar(YAMLScalar(text: text, style: .doubleQuoted)), span: span)
  }
}
