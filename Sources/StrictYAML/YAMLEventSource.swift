import CLibYAML

/// One step of libyaml's event interface; offsets are in Unicode scalars from the start.
struct YAMLEvent {
  enum Kind {
    case streamStart, streamEnd
    case documentStart(hasDirectives: Bool)
    case documentEnd
    case alias
    case scalar(YAMLScalar)
    case sequenceStart(isFlow: Bool)
    case sequenceEnd
    case mappingStart(isFlow: Bool)
    case mappingEnd
  }

  let kind: Kind
  let start: Int
  let end: Int
  var hasAnchor = false
  var hasTag = false
}

/// What libyaml says when it cannot go on.
struct YAMLParserFailure: Error {
  /// Where, in scalars; in bytes where `isByteOffset`.
  let offset: Int
  let isByteOffset: Bool
  /// libyaml's words, constant strings of its source.
  let problem: String
  let context: String
  /// Where the construct began that it was reading, in scalars; nil where it names none.
  let contextOffset: Int?
}

/// Owns a libyaml parser and its input; all unsafe code of the target is in this file.
///
/// Safe to use although it stores pointers: both are allocated in `init`, released only in
/// `deinit`, never handed out, and the type cannot be copied. What an event points at is copied
/// before the event is deleted.
@safe
struct YAMLEventSource: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>

  /// Takes UTF-8 without a byte order mark; nil where libyaml has no memory.
  init?(_ bytes: [UInt8]) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      unsafe parser.deallocate()
      return nil
    }
    let input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, bytes.count))
    _ = unsafe input.initialize(from: bytes)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    unsafe self.parser = parser
    unsafe self.input = input
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  /// The next event; must not be asked for more after `streamEnd` or a failure.
  mutating func next() throws(YAMLParserFailure) -> YAMLEvent {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure }
    defer { unsafe yaml_event_delete(&event) }
    return unsafe Self.copy(event)
  }

  private static func copy(_ event: yaml_event_t) -> YAMLEvent {
    let start = unsafe event.start_mark.index
    let end = unsafe event.end_mark.index
    switch unsafe event.type {
    case YAML_STREAM_END_EVENT:
      return YAMLEvent(kind: .streamEnd, start: start, end: end)
    case YAML_DOCUMENT_START_EVENT:
      let data = unsafe event.data.document_start
      let hasTags = unsafe data.tag_directives.start != data.tag_directives.end
      let hasDirectives = unsafe data.version_directive != nil || hasTags
      return YAMLEvent(
        kind: .documentStart(hasDirectives: hasDirectives), start: start, end: end)
    case YAML_DOCUMENT_END_EVENT:
      return YAMLEvent(kind: .documentEnd, start: start, end: end)
    case YAML_ALIAS_EVENT:
      return YAMLEvent(kind: .alias, start: start, end: end)
    case YAML_SCALAR_EVENT:
      let data = unsafe event.data.scalar
      let text = unsafe String(
        decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
      return unsafe YAMLEvent(
        kind: .scalar(YAMLScalar(text: text, style: style(data.style))), start: start, end: end,
        hasAnchor: data.anchor != nil, hasTag: data.tag != nil)
    case YAML_SEQUENCE_START_EVENT:
      let data = unsafe event.data.sequence_start
      return unsafe YAMLEvent(
        kind: .sequenceStart(isFlow: data.style == YAML_FLOW_SEQUENCE_STYLE), start: start,
        end: end, hasAnchor: data.anchor != nil, hasTag: data.tag != nil)
    case YAML_SEQUENCE_END_EVENT:
      return YAMLEvent(kind: .sequenceEnd, start: start, end: end)
    case YAML_MAPPING_START_EVENT:
      let data = unsafe event.data.mapping_start
      return unsafe YAMLEvent(
        kind: .mappingStart(isFlow: data.style == YAML_FLOW_MAPPING_STYLE), start: start,
        end: end, hasAnchor: data.anchor != nil, hasTag: data.tag != nil)
    case YAML_MAPPING_END_EVENT:
      return YAMLEvent(kind: .mappingEnd, start: start, end: end)
    default:
      return YAMLEvent(kind: .streamStart, start: start, end: end)
    }
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLScalar.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private var failure: YAMLParserFailure {
    let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? ""
    let context = unsafe parser.pointee.context.map { unsafe String(cString: $0) } ?? ""
    let isReader = unsafe parser.pointee.error == YAML_READER_ERROR
    return unsafe YAMLParserFailure(
      offset: isReader ? parser.pointee.problem_offset : parser.pointee.problem_mark.index,
      isByteOffset: isReader, problem: problem, context: context,
      contextOffset: context.isEmpty ? nil : parser.pointee.context_mark.index)
  }
}
