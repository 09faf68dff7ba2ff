import StrictYAML

/// One setting of a rule as it is written, with the places that it comes from.
package struct RuleSetting: Sendable, Hashable {
  /// `mode`, `then.disposition`, `params.terms`.
  package let path: RulePath
  /// On one line.
  package let value: String
  /// One for each file: a list may have items of several.
  package let places: [PolicyPlace]
}

extension RuleSource {
  /// All settings but the examples, in the order of the file; what a folder above has set stands where
  /// it was set below.
  package var settings: [RuleSetting] {
    guard case .mapping(let entries) = node.content else { return [] }
    return entries.flatMap { entry -> [RuleSetting] in
      let path = RulePath(.field(entry.key))
      switch entry.key {
      case "tests", "id": return []
      case "params", "then", "limits":
        guard case .mapping(let fields) = entry.value.content else { return [] }
        return fields.map { setting(path.appending(.field($0.key)), $0.value) }
      default: return [setting(path, entry.value)]
      }
    }
  }

  private func setting(_ path: RulePath, _ node: YAMLNode) -> RuleSetting {
    var places: [PolicyPlace] = []
    for item in node.listItems ?? [node] {
      let place = place(of: item.span)
      if !places.contains(where: { $0.file == place.file }) { places.append(place) }
    }
    return RuleSetting(path: path, value: node.flowText, places: places)
  }
}
