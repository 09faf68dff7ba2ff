/// A text with its expectations marked in it: `"Denies ⟦absent:chest pain⟧."`.
///
/// The marks are taken out; each becomes a label and a byte range of the plain text.
package struct MarkedText: Sendable {
  package struct Mark: Sendable, Hashable {
    package let label: String
    package let range: Range<Int>
    package let text: String
  }

  package let plain: String
  package let marks: [Mark]

  /// Reads marks of the form `⟦label:text⟧`; they may not nest.
  package init(_ marked: String) {
    var plain: [UInt8] = []
    var marks: [Mark] = []
    var rest = marked[...]
    while let open = rest.firstIndex(of: "⟦") {
      plain += Array(rest[..<open].utf8)
      let inside = rest[rest.index(after: open)...]
      guard let close = inside.firstIndex(of: "⟧"), let colon = inside[..<close].firstIndex(of: ":")
      else { preconditionFailure("a mark reads ⟦label:text⟧") }
      let text = String(inside[inside.index(after: colon)..<close])
      let start = plain.count
      plain += Array(text.utf8)
      marks.append(
        Mark(label: String(inside[..<colon]), range: start..<plain.count, text: text))
      rest = inside[inside.index(after: close)...]
    }
    plain += Array(rest.utf8)
    self.plain = String(decoding: plain, as: UTF8.self)
    self.marks = marks
  }
}
