package import SourceText

/// One file of a policy folder: its path as messages show it, and its bytes.
package struct PolicyFile: Sendable {
  package let path: String
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Whether it holds examples of rules that stand in other files; its first lines tell.
  package var isOfExamples: Bool { ExampleFile.isOne(self) }
}

/// What loading came to: the bundle exactly where no diagnostic is an error.
package struct PolicyLoad: Sendable {
  package let bundle: PolicyBundle?
  /// Errors and warnings, by file, line and column.
  package let diagnostics: [Diagnostic]

  package init(bundle: PolicyBundle?, diagnostics: [Diagnostic]) {
    self.bundle = bundle
    self.diagnostics = diagnostics
  }
}

extension PolicyBundle {
  /// Checks all files of a folder together; pure, without file access. The order of the files does
  /// not matter.
  package static func load(
    _ files: [PolicyFile], kinds: [any RuleParameters.Type]
  ) -> PolicyLoad {
    load([PolicyLayer(files)], kinds: kinds).load
  }

  /// Checks a folder together with those that it extends, the lowest first; also gives the rules as
  /// they are written, with what overrides have changed.
  package static func load(
    _ layers: [PolicyLayer], kinds: [any RuleParameters.Type]
  ) -> (load: PolicyLoad, sources: PolicySources) {
    let merged = MergedPolicies(layers, kinds: kinds)
    return (
      BundleLoader(kinds: kinds).load(layers, merged), PolicySources(documents: merged.documents)
    )
  }
}
