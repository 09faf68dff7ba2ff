/// What a text must hold for a pattern to match it, as literals joined by "all of" and "any of"; asking
/// takes a look-up a trigram, where searching takes a try at each character.
///
/// It errs to one side only: a text that the pattern matches always passes.
struct PatternPrefilter: Sendable {
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

  private enum Kind { case literal, all, any }

  /// A condition in the flat form: what it needs are the nodes, or trigrams, of the range.
  private struct Node {
    var kind: Kind
    var range: Range<Int>
  }

  private var nodes: [Node] = []
  private var trigrams: [UInt16] = []
  private let isImpossible: Bool

  /// Nil where nothing is needed: then only searching tells.
  init?(_ need: Need) {
    switch need {
    case .nothing: return nil
    case .impossible: isImpossible = true
    case .literal, .all, .any:
      isImpossible = false
      nodes = [Node(kind: .all, range: 0..<0)]
      fill(0, with: need)
    }
  }

  private mutating func fill(_ index: Int, with need: Need) {
    switch need {
    case .literal(let symbols):
      let start = trigrams.count
      for first in 0..<symbols.count - 2 {
        trigrams.append(
          TrigramSet.code(symbols[first], symbols[first + 1], symbols[first + 2]))
      }
      nodes[index] = Node(kind: .literal, range: start..<trigrams.count)
    case .all(let parts): fill(index, .all, with: parts)
    case .any(let parts): fill(index, .any, with: parts)
    // Both were taken out when the condition was put together.
    case .nothing: nodes[index] = Node(kind: .all, range: 0..<0)
    case .impossible: nodes[index] = Node(kind: .any, range: 0..<0)
    }
  }

  private mutating func fill(_ index: Int, _ kind: Kind, with parts: [Need]) {
    let start = nodes.count
    nodes[index] = Node(kind: kind, range: start..<start + parts.count)
    for _ in parts { nodes.append(Node(kind: .all, range: 0..<0)) }
    for (offset, part) in parts.enumerated() { fill(start + offset, with: part) }
  }

  /// Whether the text may have a match.
  func admits(_ text: TrigramSet) -> Bool {
    !isImpossible && holds(0, in: text)
  }

  private func holds(_ index: Int, in text: TrigramSet) -> Bool {
    let node = nodes[index]
    switch node.kind {
    case .literal:
      for trigram in node.range where !text.contains(trigrams[trigram]) { return false }
      return true
    case .all:
      for part in node.range where !holds(part, in: text) { return false }
      return true
    case .any:
      for part in node.range where holds(part, in: text) { return true }
      return false
    }
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
