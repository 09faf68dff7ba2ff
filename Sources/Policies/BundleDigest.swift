import CanonicalJSON
import Cryptography
import StrictYAML

/// The digest that names what a bundle says.
///
/// It is SHA-256 over canonical JSON (RFC 8785: fields sorted by UTF-16 code units, no white space)
/// with every scalar as a string. The files are joined first and the items of `rules` and
/// `disclaimers` sorted by id, so that comments, layout, quoting, the order of fields and rules and
/// the division into files do not change the digest, and every word of content does. Of a folder that
/// extends another, `bundle.extends` is the digest of that one: it covers both, wherever they lie.
enum BundleDigest {
  /// Of the roots of all files, each a mapping without duplicate fields.
  static func digest(of roots: [YAMLNode], extending below: String? = nil) -> String {
    var joined: [String: [YAMLNode]] = [:]
    var single: [String: YAMLNode] = [:]
    for case .mapping(let entries) in roots.map(\.content) {
      for entry in entries {
        if case .sequence(let items) = entry.value.content {
          joined[entry.key, default: []] += items
        } else {
          let value = entry.value
          single[entry.key] =
            below.flatMap { digest in value.changing([.field("extends")]) { $0.saying(digest) } }
            ?? value
        }
      }
    }
    var fields = single.map { (key: $0.key, values: [$0.value], isList: false) }
    for (key, items) in joined {
      let sorted = items.map { (id: id(of: $0), item: $0) }.sorted { $0.id < $1.id }
      fields.append((key, sorted.map(\.item), isList: true))
    }
    // The bundle of a hospital has 100 to 200 kB.
    var json = JSONWriter(reservingCapacity: 1 << 18)
    json.beginObject()
    for field in fields.sorted(by: { CanonicalTree.precedes($0.key, $1.key) }) {
      json.key(dynamic: field.key)
      if field.isList {
        CanonicalTree.write(field.values, to: &json)
      } else {
        for value in field.values { CanonicalTree.write(value, to: &json) }
      }
    }
    json.endObject()
    return "sha256:" + SHA256.hash(json.bytes).hex
  }

  private static func id(of node: YAMLNode) -> String {
    guard case .mapping(let entries) = node.content,
      let entry = entries.first(where: { $0.key == "id" }),
      case .scalar(let scalar) = entry.value.content
    else { return "" }
    return scalar.text
  }
}
