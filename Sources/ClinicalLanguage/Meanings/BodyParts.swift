/// The parts of the body: what each is called, which greater part it belongs to, and what else tells of it.
///
/// A summary that speaks of an elbow needs a note that speaks of one, under whatever name: by the part
/// itself, by something in it (`olecranon`), or by a word made of its Greek or Latin stem. A greater part
/// does not bear out a smaller one: `arm` says nothing of the elbow.
package final class BodyParts: Sendable {
  /// A part, as the place of its row in the list.
  package struct Part: Hashable, Sendable {
    /// The place of its row.
    package let index: Int16

    /// The part of a row of the list.
    package init(index: Int16) { self.index = index }
  }

  /// Some parts.
  package struct Parts: Sendable {
    private var bits: UInt128 = 0

    /// No part.
    package init() {}

    /// Whether the part is one of them.
    package func contains(_ part: Part) -> Bool { bits >> UInt128(part.index) & 1 == 1 }

    /// Adds a part.
    package mutating func insert(_ part: Part) { bits |= 1 << UInt128(part.index) }

    /// Adds all parts of the other.
    package mutating func formUnion(_ other: Parts) { bits |= other.bits }
  }

  private struct Row {
    /// The greater parts, the nearest first.
    var wholes: [Part] = []
    /// The part itself, all that belongs to it, and all that it belongs to.
    var related = Parts()
  }

  /// The beginning or middle of a word, and the parts that it tells of.
  private struct Stem {
    var letters: [UInt8]
    var parts: Parts
  }

  /// The parts of the list.
  package static let embedded = BodyParts()

  private let rows: [Row]
  /// The parts that a word names.
  private let named: RootTable<Part>
  /// The parts that a word bears out.
  private let told: RootTable<Parts>
  /// The stems by their first letters.
  private let stems: RootTable<[Stem]>

  private init() {
    var rows: [Row] = []
    var named: [UInt64: Part] = [:]
    var told: [UInt64: Parts] = [:]
    var stems: [UInt64: [Stem]] = [:]
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
        var parts = Parts()
        for other in reached { parts.insert(other) }
        let letters = Array(word.dropLast())
        stems[Self.lead(of: letters, at: 0), default: []].append(
          Stem(letters: letters, parts: parts))
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
    self.stems = RootTable(stems)
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

  /// A longer word is no word, and its stems are not sought.
  private static let longestWord = 40
  /// No stem of the list has fewer letters.
  private static let leadLength = 3

  /// The first letters of a stem that begins there, as a key.
  private static func lead(of text: [UInt8], at start: Int) -> UInt64 {
    text[start..<start + leadLength].reduce(0) { $0 << 8 | UInt64($1 | 0x20) }
  }

  /// The parts that stems within a word of some text tell of.
  package func parts(toldByStemsOf word: Range<Int>, of text: [UInt8]) -> Parts {
    var found = Parts()
    guard word.count >= Self.leadLength, word.count <= Self.longestWord else { return found }
    for start in word.lowerBound...(word.upperBound - Self.leadLength) {
      for stem in stems[Self.lead(of: text, at: start)] ?? []
      where stem.letters.count <= word.upperBound - start
        && stem.letters.indices.allSatisfy({ text[start + $0] | 0x20 == stem.letters[$0] })
      {
        found.formUnion(stem.parts)
      }
    }
    return found
  }
}
