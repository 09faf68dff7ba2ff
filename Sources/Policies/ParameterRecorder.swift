import SourceText

/// What sort of value a parameter is, as its rule kind reads it.
///
/// The same text may be a phrase, a number or a word of an enumeration: `"911"` among phrases is no
/// number. Only the kind knows, and tells by how it asks.
enum ParameterType: Sendable, Hashable {
  case integer
  case decimal
  case flag
  /// All the words that it takes.
  case choice([String])
  case pattern
}

/// Learns the types of a rule's parameters while its kind reads them, so that tools which change
/// parameters work on every kind, also on one that is added later.
final class ParameterRecorder {
  /// By the place of the value in its file.
  var types: [TextSpan: ParameterType] = [:]
}
