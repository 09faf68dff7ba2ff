import SourceText

// Trees that stand in two files: a rule of one folder, as another folder changes it.
extension YAMLDocument {
  /// The document with another tree.
  package func with(root: YAMLNode) -> YAMLDocument {
    var document = self
    document.root = root
    return document
  }

  /// Where places of the next file that is joined begin: behind all that are in use.
  private var extent: Int {
    (joined.last.map { $0.start + $0.document.extent } ?? source.count) + 1
  }

  /// This document with another file behind it, and by how much nodes of that file have to be shifted
  /// (`YAMLNode.shifted`) to stand in this document's tree. Places of such nodes are told as places
  /// of their own file.
  package func joining(_ other: YAMLDocument) -> (document: YAMLDocument, shift: Int) {
    var document = self
    let start = extent
    document.joined.append(JoinedFile(start: start, document: other))
    return (document, start)
  }

  /// The file in which an offset lies, where that is one that was joined.
  func joinedFile(at offset: Int) -> JoinedFile? { joined.last { $0.start <= offset } }

  /// The path of the file in which an offset lies.
  package func path(of offset: Int) -> String {
    joinedFile(at: offset).map { $0.document.path(of: offset - $0.start) } ?? path
  }
}

/// A file whose nodes may stand in the tree of another.
struct JoinedFile: Sendable {
  /// The offset at which its places begin.
  let start: Int
  let document: YAMLDocument
}

extension TextSpan {
  func shifted(by offset: Int) -> TextSpan { TextSpan(Int(start) + offset, Int(end) + offset) }
}

extension YAMLNode {
  /// The node with all places moved, for a tree that it was not read for.
  package func shifted(by offset: Int) -> YAMLNode {
    let moved: Content =
      switch content {
      case .refused, .scalar: content
      case .sequence(let items): .sequence(items.map { $0.shifted(by: offset) })
      case .mapping(let entries): .mapping(entries.map { $0.shifted(by: offset) })
      }
    return YAMLNode(content: moved, span: span.shifted(by: offset))
  }
}

extension YAMLEntry {
  package func shifted(by offset: Int) -> YAMLEntry {
    YAMLEntry(
      key: key, keySpan: keySpan.shifted(by: offset), value: value.shifted(by: offset))
  }
}
