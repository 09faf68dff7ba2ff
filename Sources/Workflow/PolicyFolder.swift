import AuditTrail
import ClinicalLanguage
import FoundationEssentials
import Guardrails
import Parallelism
package import Policies
package import SourceText

/// Reads a folder of policy files into a checked bundle.
package enum PolicyFolder {
  package enum LoadError: Error {
    /// The folder is missing, is no folder, or cannot be read; the reason says how to mend it.
    case unreadable(path: String, reason: String)
    /// The policies have errors, all of them listed.
    case invalid([Diagnostic])
  }

  /// The bundle, and the warnings that do not stop it.
  ///
  /// - Parameter installed: Where the policies lie that came with the program, for folders that extend
  ///   them.
  /// - Parameter examples: Whether examples that stand in files of their own are read; summaries are
  ///   judged without them.
  package static func load(
    _ path: String, installed: String? = nil, examples: Bool = true
  ) throws(LoadError) -> (bundle: PolicyBundle, warnings: [Diagnostic]) {
    let (load, sources) = try read(path, installed, examples: examples)
    Discarding.free(sources)
    guard let bundle = load.bundle else { throw .invalid(load.diagnostics) }
    return (bundle, load.diagnostics)
  }

  /// The bundle, and its rules as they are written.
  package static func loadWithSources(
    _ path: String, installed: String? = nil
  ) throws(LoadError) -> (bundle: PolicyBundle, sources: PolicySources) {
    let (load, sources) = try read(path, installed)
    guard let bundle = load.bundle else { throw .invalid(load.diagnostics) }
    return (bundle, sources)
  }

  /// Like `load`, for showing every diagnostic: the bundle is nil where there is an error. Also
  /// names what only the lexicon can tell, such as a measurement that it does not know, and rules that
  /// are doubtful together.
  package static func check(
    _ path: String, installed: String? = nil
  ) throws(LoadError) -> PolicyLoad {
    let found: (load: PolicyLoad, sources: PolicySources)
    do throws(LoadError) { found = try read(path, installed) } catch {
      guard case .invalid(let diagnostics) = error else { throw error }
      return PolicyLoad(bundle: nil, diagnostics: diagnostics)
    }
    let load = found.load
    guard let bundle = load.bundle else { return load }
    let engine = GuardrailEngine(bundle: bundle, lexicon: Lexicon.embedded())
    let hasErrors = engine.diagnostics.contains { $0.severity == .error }
    return PolicyLoad(
      bundle: hasErrors ? nil : bundle,
      diagnostics: load.diagnostics + engine.diagnostics + engine.analysis(of: found.sources))
  }

  private static func read(
    _ path: String, _ installed: String?, examples: Bool = true
  ) throws(LoadError) -> (load: PolicyLoad, sources: PolicySources) {
    PolicyBundle.load(
      try layers(of: path, installed: installed, examples: examples), kinds: GuardrailEngine.kinds)
  }

  /// Every `.yaml` and `.yml` file below the folder in order of path; a single file stands for itself.
  ///
  /// - Parameter examples: Whether files of examples are wanted whole; else their first lines may stand
  ///   for them.
  package static func files(
    in path: String, examples: Bool = true
  ) throws(LoadError) -> [PolicyFile] {
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw .unreadable(
        path: path,
        reason: "no such folder; name one with --policies, or write one with 'vouch init'")
    }
    guard isDirectory else { return [try file(at: path, shownAs: path)] }
    var files: [PolicyFile] = []
    for name in try paths(below: path) {
      let shown = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
      guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
        try refuseLinkedFolder(shown)
        continue
      }
      if let file = plainFile(at: shown, examples: examples) {
        files.append(file)
      } else {
        files.append(try file(at: shown, shownAs: shown))
      }
    }
    return files
  }

  /// The paths of everything below a folder, from it, in order.
  ///
  /// Not by `FileManager`, which takes a folder that cannot be listed for an empty one: the rules in it
  /// would be missing without a word.
  package static func paths(below folder: String) throws(LoadError) -> [String] {
    let disk = SystemFiles()
    var found: [String] = []
    var folders = [""]
    while let inside = folders.popLast() {
      let place = inside.isEmpty ? folder : "\(folder)/\(inside)"
      do throws(SystemError) {
        for name in try disk.names(in: place) {
          let path = inside.isEmpty ? name : "\(inside)/\(name)"
          found.append(path)
          if try disk.isFolderItself("\(folder)/\(path)") { folders.append(path) }
        }
      } catch {
        throw .unreadable(
          path: place, reason: "the folder cannot be listed: \(error); \(error.remedy)")
      }
    }
    return found.sorted()
  }

  /// Links to folders are not followed, since they can go round in circles; the rules behind one must
  /// not be missing without a word.
  private static func refuseLinkedFolder(_ path: String) throws(LoadError) {
    var isDirectory = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), isDirectory,
      (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    else { return }
    throw .unreadable(
      path: path,
      reason: "links to folders are not followed; put the folder itself there, or link its files")
  }

  /// A file that is neither a link nor anything else than a file; nil where it is read as those are, or
  /// refused.
  ///
  /// - Parameter examples: Whether files of examples are wanted whole; else the lines that stand whole in
  ///   their first bytes stand for them.
  private static func plainFile(at path: String, examples: Bool) -> PolicyFile? {
    let disk = SystemFiles()
    do throws(SystemError) {
      let descriptor = try disk.open(path, .readOnly)
      defer { disk.close(descriptor) }
      let start = try disk.read(descriptor, at: 0, count: headByteCount)
      if !examples, let end = start.lastIndex(of: UInt8(ascii: "\n")) {
        let head = PolicyFile(path: path, bytes: Array(start[...end]))
        if head.isOfExamples { return head }
      }
      guard start.count == headByteCount else { return PolicyFile(path: path, bytes: start) }
      let size = try disk.status(of: descriptor).size
      let rest = try disk.read(descriptor, at: headByteCount, count: max(0, size - headByteCount))
      return PolicyFile(path: path, bytes: start + rest)
    } catch {
      // reason: what cannot be opened or read like this is read by the other way, and that says why
      return nil
    }
  }

  /// Files of examples are the larger part of a folder; a page tells them.
  private static let headByteCount = 4096

  private static func file(at path: String, shownAs name: String) throws(LoadError) -> PolicyFile {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: name, reason: "the file cannot be read; check its permissions")
    }
    return PolicyFile(path: name, bytes: [UInt8](bytes))
  }
}
