import CanonicalJSON
import StrictYAML

/// Writes a tree as canonical JSON (RFC 8785), every scalar as a string.
enum CanonicalTree {
  static func write(_ node: YAMLNode, to json: inout JSONWriter) {
    switch node.content {
    case .refused: json.null()
    case .scalar(let scalar): json.string(scalar.text)
    case .sequence(let items): write(items, to: &json)
    case .mapping(let entries):
      json.beginObject()
      // Places are sorted, since an entry takes long to move.
      for place in entries.indices.sorted(by: { precedes(entries[$0].key, entries[$1].key) }) {
        json.key(dynamic: entries[place].key)
        write(entries[place].value, to: &json)
      }
      json.endObject()
    }
  }

  static func write(_ items: [YAMLNode], to json: inout JSONWriter) {
    json.beginArray()
    for item in items { write(item, to: &json) }
    json.endArray()
  }

  /// The order of fields: by the UTF-16 code units of their names (RFC 8785, section 3.2.3).
  static func precedes(_ left: String, _ right: String) -> Bool {
    let leftBytes = left.utf8Span.span
    let rightBytes = right.utf8Span.span
    let shorter = min(leftBytes.count, rightBytes.count)
    var index = 0
    while index < shorter, leftBytes[index] == rightBytes[index] { index += 1 }
    guard index < shorter else { return leftBytes.count < rightBytes.count }
    // Below U+E000, whose first byte is 0xEE, bytes are in the order of UTF-16 code units.
    if leftBytes[index] < 0xEE, rightBytes[index] < 0xEE {
      return leftBytes[index] < rightBytes[index]
    }
    return left.utf16.lexicographicallyPrecedes(right.utf16)
  }
}
