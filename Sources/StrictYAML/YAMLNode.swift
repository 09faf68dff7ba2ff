package import SourceText

/// One value of a strict YAML file, with its place.
package struct YAMLNode: Sendable {
  package enum Content: Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// Fields in the order of the file, without duplicates.
    case mapping([YAMLEntry])
    /// Something that was refused and reported, so that nothing more need be said of it.
    case refused
  }

  package let content: Content
  /// Where it stands in the file: a scalar with its quotes, a flow collection with its brackets;
  /// of a block mapping the first field name, of a block list the first dash.
  package let span: TextSpan

  package init(content: Content, span: TextSpan) {
    self.content = content
    self.span = span
  }

  /// The place of the first scalar with this text at or below the node.
  package func span(ofScalar text: String) -> TextSpan? {
    switch content {
    case .refused: nil
    case .scalar(let scalar): scalar.text == text ? span : nil
    case .sequence(let items): items.lazy.compactMap { $0.span(ofScalar: text) }.first
    case .mapping(let entries): entries.lazy.compactMap { $0.value.span(ofScalar: text) }.first
    }
  }
}

/// Text in a file; what it means (a number, a word of a list) is the schema's to say.
package struct YAMLScalar: Sendable {
  package enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

  /// With escapes and folded lines resolved.
  package let text: String
  package let style: Style

  package init(text: String, style: Style) {
    self.text = text
    self.style = style
  }

  /// Whether nothing at all was written, as in `key:`.
  package var isAbsent: Bool { style == .plain && text.isEmpty }

  /// Whether nothing but white space was written; most text begins with a letter.
  var isBlank: Bool {
    if let first = text.utf8.first, first > 0x20, first < 0x7F { return false }
    return text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
  }
}

/// One field of a mapping.
package struct YAMLEntry: Sendable {
  package let key: String
  package let keySpan: TextSpan
  package let value: YAMLNode

  package init(key: String, keySpan: TextSpan, value: YAMLNode) {
    self.key = key
    self.keySpan = keySpan
    self.value = value
  }
}
