/// What a text must hold for a pattern to match it, as literals joined by "all of" and "any of"; asking
/// takes a look-up a trigram, where searching takes a try at each character.
///
/// It errs to one side only: a text that the pattern matches always passes.
final class PatternPrefilter: Sendable {
  /// A condition on a text while it is put together.
  indirect enum Need {
    case nothing
    /// No text can.
    case impossible
    /// In symbols of `TrigramSet`, at least three.
    case literal([UInt8])
    case all([Need])
    case any([Need])
  }

  fileprivate enum Kind { case literal, all, any }

  /// A condition in the flat form: what it needs are the nodes, or trigrams, of the range.
  fileprivate struct Node {
    var kind: Kind
    var range: Range<Int>
    /// Of many choices: index into the covers; -1 for none.
    var cover = -1
  }

  fileprivate struct Tree: Sendable {
    var nodes: [Node] = []
    var trigrams: [UInt16] = []
    var covers: [TrigramCover] = []
  }

  private let tree: Tree
  private let isImpossible: Bool
  /// Trigrams of which a text with a match has at least one; nil where that cannot be said.
  let cover: [UInt16]?
  private let ownCover: TrigramCover?

  /// Nil where nothing is needed: then only searching tells.
  init?(_ need: Need) {
    var tree = Tree()
    switch need {
    case .nothing: return nil
    case .impossible:
      isImpossible = true
      cover = []
      ownCover = nil
    case .literal, .all, .any:
      isImpossible = false
      cover = need.cover
      ownCover = cover.map { TrigramCover($0) }
      tree.nodes = [Node(kind: .all, range: 0..<0)]
      tree.fill(0, with: need)
    }
    self.tree = tree
  }

  /// Whether the text may have a match.
  func admits(_ text: TrigramSet) -> Bool {
    !isImpossible && (ownCover?.meets(text) ?? true) && tree.holds(0, in: text)
  }
}

extension PatternPrefilter.Tree {
  /// Fewer choices are tried one by one.
  private static let leastCovered = 4

  fileprivate mutating func fill(_ index: Int, with need: PatternPrefilter.Need) {
    switch need {
    case .literal(let symbols):
      let start = trigrams.count
      // The rarest first: most texts lack it.
      trigrams += (0..<symbols.count - 2).map {
        TrigramSet.code(symbols[$0], symbols[$0 + 1], symbols[$0 + 2])
      }.sorted { TrigramCover.frequency(of: $0) < TrigramCover.frequency(of: $1) }
      nodes[index] = PatternPrefilter.Node(kind: .literal, range: start..<trigrams.count)
    // Again.
    case .all(let parts): fill(index, .all, with: parts.sorted { $0.frequency < $1.frequency })
    case .any(let parts):
      fill(index, .any, with: parts)
      if parts.count >= Self.leastCovered, let codes = need.cover {
        nodes[index].cover = covers.count
        covers.append(TrigramCover(codes))
      }
    // Both were taken out when the condition was put together.
    case .nothing: nodes[index] = PatternPrefilter.Node(kind: .all, range: 0..<0)
    case .impossible: nodes[index] = PatternPrefilter.Node(kind: .any, range: 0..<0)
    }
  }

  private mutating func fill(
    _ index: Int, _ kind: PatternPrefilter.Kind, with parts: [PatternPrefilter.Need]
  ) {
    let start = nodes.count
    nodes[index] = PatternPrefilter.Node(kind: kind, range: start..<start + parts.count)
    for _ in parts { nodes.append(PatternPrefilter.Node(kind: .all, range: 0..<0)) }
    for (offset, part) in parts.enumerated() { fill(start + offset, with: part) }
  }

  fileprivate func holds(_ index: Int, in text: TrigramSet) -> Bool {
    let node = nodes[index]
    switch node.kind {
    case .literal: return hasAll(node.range, in: text)
    case .all:
      for part in node.range where !holdsPart(part, in: text) { return false }
      return true
    case .any:
      if node.cover >= 0, !covers[node.cover].meets(text) { return false }
      for part in node.range where holdsPart(part, in: text) { return true }
      return false
    }
  }

  /// The same; most parts are literals.
  @inline(__always)
  private func holdsPart(_ index: Int, in text: TrigramSet) -> Bool {
    let node = nodes[index]
    return node.kind == .literal ? hasAll(node.range, in: text) : holds(index, in: text)
  }

  @inline(__always)
  private func hasAll(_ range: Range<Int>, in text: TrigramSet) -> Bool {
    for trigram in range where !text.contains(trigrams[trigram]) { return false }
    return true
  }
}

extension PatternPrefilter.Need {
  /// All of them, without what says nothing.
  static func all(of parts: [Self]) -> Self {
    var kept: [Self] = []
    for part in parts {
      switch part {
      case .nothing: continue
      case .impossible: return .impossible
      case .literal, .all, .any: kept.append(part)
      }
    }
    return kept.isEmpty ? .nothing : kept.count == 1 ? kept[0] : .all(kept)
  }

  /// One of them.
  static func any(of parts: [Self]) -> Self {
    var kept: [Self] = []
    for part in parts {
      switch part {
      case .nothing: return .nothing
      case .impossible: continue
      case .literal, .all, .any: kept.append(part)
      }
    }
    return kept.isEmpty ? .impossible : kept.count == 1 ? kept[0] : .any(kept)
  }
}

extension PatternPrefilter.Need {
  /// Trigrams of which every text that holds this has at least one, rare ones where there is a choice;
  /// nil where nothing is needed.
  fileprivate var cover: [UInt16]? {
    switch self {
    case .nothing: nil
    case .impossible: []
    case .literal(let symbols):
      (0..<symbols.count - 2).map {
        TrigramSet.code(symbols[$0], symbols[$0 + 1], symbols[$0 + 2])
      }.min { TrigramCover.frequency(of: $0) < TrigramCover.frequency(of: $1) }.map { [$0] }
    case .all(let parts):
      parts.compactMap(\.cover).min {
        TrigramCover.frequency(of: $0) < TrigramCover.frequency(of: $1)
      }
    case .any(let parts):
      parts.reduce([]) { codes, part in
        guard let codes, let own = part.cover else { return nil }
        return codes + own
      }
    }
  }

  /// How often a text has what it needs, as far as its cover tells.
  fileprivate var frequency: Int { cover.map { TrigramCover.frequency(of: $0) } ?? .max }
}
