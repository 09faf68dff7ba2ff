/// The parts of the body: what each is called, which greater part it belongs to, and what else tells of it.
///
/// A summary that speaks of an elbow needs a note that speaks of one, under whatever name: by the part
/// itself, by something in it (`olecranon`), or by a word made of its Greek or Latin stem. A greater part
/// does not bear out a smaller one: `arm` says nothing of the elbow.
package final class BodyParts: Sendable {
  /// A part, as the place of its row in the list.
  package struct Part: Hashable, Sendable {
    package let index: Int16

    package init(index: Int16) { self.index = index }
  }

  /// Some parts.
  package struct Parts: Sendable {
    private var bits: UInt128 = 0

    package init() {}

    package func contains(_ part: Part) -> Bool { bits >> UInt128(part.index) & 1 == 1 }

    package mutating func insert(_ part: Part) { bits |= 1 << UInt128(part.index) }

    package mutating func formUnion(_ other: Parts) { bits |= other.bits }
  }

  private struct Row {
    /// The greater parts, the nearest first.
    var wholes: [Part] = []
    /// Beginnings and middles of words that tell of it or of something in it.
    var stems: [[UInt8]] = []
    /// The part itself, all that belongs to it, and all that it belongs to.
    var related = Parts()
  }

  package static let embedded = BodyParts()

  private let rows: [Row]
  /// The parts that a word names.
  private let named: RootTable<Part>
  /// The parts that a word bears out.
  private let told: RootTable<Parts>

  private init() {
    var rows: [Row] = []
    var named: [UInt64: Part] = [:]
    var told: [UInt64: Parts] = [:]
    for line in Self.list.utf8.split(separator: UInt8(ascii: "\n")) {
      let columns = line.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
      let part = Part(index: Int16(rows.count))
      var row = Row()
      // A greater part stands above what belongs to it.
      if columns.count > 2, let whole = Self.words(columns[2]).first,
        let nearest = named[Self.root(whole)]
      {
        row.wholes = [nearest] + rows[Int(nearest.index)].wholes
      }
      rows.append(row)
      let reached = [part] + row.wholes
      func tell(_ word: [UInt8]) {
        for other in reached { told[Self.root(word), default: Parts()].insert(other) }
      }
      for word in Self.words(columns[0]) {
        named[Self.root(word)] = part
        tell(word)
      }
      guard columns.count > 1 else { continue }
      for word in Self.words(columns[1]) {
        guard word.last == UInt8(ascii: "*") else {
          tell(word)
          continue
        }
        for other in reached { rows[Int(other.index)].stems.append(Array(word.dropLast())) }
      }
    }
    for index in rows.indices {
      let part = Part(index: Int16(index))
      rows[index].related.insert(part)
      for whole in rows[index].wholes {
        rows[index].related.insert(whole)
        rows[Int(whole.index)].related.insert(part)
      }
    }
    self.rows = rows
    self.named = RootTable(named)
    self.told = RootTable(told)
  }

  private static func words(_ column: Substring.UTF8View.SubSequence) -> [[UInt8]] {
    column.split(separator: UInt8(ascii: " ")).map { Array($0) }
  }

  private static func root(_ word: [UInt8]) -> UInt64 {
    MeaningWord.fineRoot(of: word, 0..<word.count)
  }

  /// The part that a word with the root names.
  package func part(named root: UInt64) -> Part? { named[root] }

  /// The parts that a word with the root tells of: those it names, and all that they belong to.
  package func parts(toldBy root: UInt64) -> Parts? { told[root] }

  /// Whether one of the parts belongs to the other.
  package func areRelated(_ left: Part, _ right: Part) -> Bool {
    rows[Int(left.index)].related.contains(right)
  }

  /// Whether a word of some text has a stem that tells of the part.
  package func isTold(_ part: Part, by word: Range<Int>, of text: [UInt8]) -> Bool {
    rows[Int(part.index)].stems.contains { stem in
      word.count >= stem.count
        && (word.lowerBound...(word.upperBound - stem.count)).contains { start in
          stem.indices.allSatisfy { text[start + $0] | 0x20 == stem[$0] }
        }
    }
  }
}
