import FoundationEssentials
package import Policies
import SourceText

// Folders that extend others.
extension PolicyFolder {
  /// A ward that extends a hospital that extends a group that extends what came with the program: more
  /// is nobody's structure.
  private static let mostLayers = 8

  /// The files of a folder and of those that it extends, the lowest first.
  ///
  /// - Parameter installed: Where the policies lie that came with the program, which a folder extends
  ///   as `installed`.
  package static func layers(
    of path: String, installed: String? = nil, examples: Bool = true
  ) throws(LoadError) -> [PolicyLayer] {
    var layers = [PolicyLayer(try files(in: path, examples: examples), examples: examples)]
    var visited = [canonical(path)]
    while let foundation = layers[0].foundation {
      let next: String
      do throws(LoadError) { next = try folder(of: foundation, installed: installed) } catch {
        guard case .invalid(let problems) = error else { throw error }
        // What is wrong with the files that could be read is told in the same go.
        throw .invalid((problems + layers.flatMap(\.diagnostics)).sorted())
      }
      try refuseCycle(to: canonical(next), from: visited, foundation)
      guard layers.count < mostLayers else {
        throw .invalid([
          foundation.cycle(
            "more than \(mostLayers) folders extend each other",
            hint: "join some of them into one")
        ])
      }
      let layer: PolicyLayer
      do throws(LoadError) {
        layer = PolicyLayer(try files(in: next, examples: examples), examples: examples)
      } catch {
        guard case .unreadable(let path, let reason) = error else { throw error }
        throw .invalid([foundation.missing("\(path) cannot be read: \(reason)", hint: relativeHint)]
        )
      }
      guard layer.fileCount > 0 else {
        throw .invalid([
          foundation.missing("no policy file in \(next)", hint: relativeHint)
        ])
      }
      layers.insert(layer, at: 0)
      visited.append(canonical(next))
    }
    return layers
  }

  private static let relativeHint =
    "a path from the folder of this file, or '\(FoundationName.installed)' for the policies that came "
    + "with vouch"

  private static func folder(
    of foundation: FoundationName, installed: String?
  ) throws(LoadError) -> String {
    if foundation.name == FoundationName.installed {
      if let installed { return installed }
      throw .invalid([
        foundation.missing(
          "the policies that come with vouch are not beside the program",
          hint: "install it with 'make install', or give the path of a folder")
      ])
    }
    if foundation.name.hasPrefix("/") { return foundation.name }
    let joined = directory(of: foundation.file) + foundation.name
    let shown = simplified(joined)
    let path = canonical(shown) == canonical(joined) ? shown : joined
    guard FileManager.default.fileExists(atPath: path) else {
      throw .invalid([foundation.missing("there is no folder \(path)", hint: relativeHint)])
    }
    // What lies behind a link is listed by its own name.
    let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    return isLink ? canonical(path) : path
  }

  /// A folder reads all files below it, so that of two folders neither may lie in the other.
  private static func refuseCycle(
    to next: String, from visited: [String], _ foundation: FoundationName
  ) throws(LoadError) {
    if visited.contains(next) {
      throw .invalid([
        foundation.cycle(
          "this leads back to a folder that extends it", hint: "let one of them extend none")
      ])
    }
    for path in visited
    where path.hasPrefix(next + "/") || next.hasPrefix(directory(of: path + "/")) {
      throw .invalid([
        foundation.cycle(
          "of two folders that extend each other neither may lie inside the other",
          hint: "a folder reads every file below it; put them side by side")
      ])
    }
  }

  /// With the slash at its end; nothing where the path names a file of the current folder.
  private static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  private static func canonical(_ path: String) -> String {
    let path = URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  /// Without `..`, as far as folders before it can be taken away.
  private static func simplified(_ path: String) -> String {
    var kept: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".", !kept.isEmpty { continue }
      if part == "..", let last = kept.last, last != "..", last != ".", !last.isEmpty {
        kept.removeLast()
      } else {
        kept.append(part)
      }
    }
    return kept.isEmpty ? "." : kept.joined(separator: "/")
  }
}
