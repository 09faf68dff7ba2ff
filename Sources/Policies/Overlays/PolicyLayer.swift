import Parallelism
package import SourceText
import StrictYAML

/// The policy files of one folder, parsed. A folder may extend another one: a bundle is loaded from its
/// layers, the folder that extends none first.
package struct PolicyLayer: Sendable {
  /// Those that could be parsed, in order of path.
  let documents: [YAMLDocument]
  /// Examples of rules that stand in files of their own, parsed; none where nobody wants them.
  let examples: [YAMLDocument]
  /// What is wrong with the syntax.
  package let diagnostics: [Diagnostic]
  /// Files of rules.
  package let fileCount: Int
  /// More threads would wait for the longest file (three of the shipped ones have most of the bytes).
  private static let threadCount = 3

  /// - Parameter examples: Whether examples that stand in files of their own are read, as judging the
  ///   policies needs and judging a summary does not.
  package init(_ files: [PolicyFile], examples: Bool = true) {
    let isExample = files.map(\.isOfExamples)
    let examplePaths = Set(zip(files, isExample).filter(\.1).map(\.0.path))
    let files = examples ? files : files.filter { !examplePaths.contains($0.path) }
    // The longest first, so that no thread is left with it at the end.
    let longestFirst = files.sorted { $0.bytes.count > $1.bytes.count }
    let parsed = ParallelMap.map(longestFirst, jobs: Self.threadCount) { file in
      (path: file.path, result: YAMLDocument.parse(file.bytes, path: file.path))
    }.sorted { $0.path < $1.path }
    documents = parsed.filter { !examplePaths.contains($0.path) }.compactMap(\.result.document)
    self.examples = parsed.filter { examplePaths.contains($0.path) }.compactMap(\.result.document)
    diagnostics = parsed.flatMap(\.result.diagnostics)
    fileCount = files.count { !examplePaths.contains($0.path) }
  }

  /// Whether every file could be parsed.
  var isWhole: Bool { documents.count == fileCount }

  /// The folder that this one extends, as far as its `bundle` names one in words.
  package var foundation: FoundationName? {
    for document in documents {
      guard let node = document.root.field("bundle")?.field("extends"),
        case .scalar(let scalar) = node.content, !scalar.isAbsent, !scalar.text.isEmpty
      else { continue }
      return FoundationName(name: scalar.text, document: document, span: node.span)
    }
    return nil
  }
}

/// What `extends` says, and where.
package struct FoundationName: Sendable {
  /// A path from the folder of the file, or `installed`.
  package let name: String
  let document: YAMLDocument
  let span: TextSpan

  /// The word for the policies that came with the program.
  package static let installed = "installed"

  /// The path of the file that says it.
  package var file: String { document.path }

  /// The folder cannot be used.
  package func missing(_ message: String, hint: String) -> Diagnostic {
    diagnostic(.missingFoundation, message, hint)
  }

  /// The folder leads back to this one.
  package func cycle(_ message: String, hint: String) -> Diagnostic {
    diagnostic(.foundationCycle, message, hint)
  }

  private func diagnostic(
    _ problem: PolicyProblem, _ message: String, _ hint: String
  ) -> Diagnostic {
    document.diagnostic(at: span, code: problem.rawValue, message: message, hint: hint)
  }
}
