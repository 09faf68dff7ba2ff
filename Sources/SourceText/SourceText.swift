/// Text that was validated once as UTF-8 and is addressed by byte offsets ever after.
///
/// Everything that Vouch reads (a note, a summary, a policy file) becomes a `SourceText` before it
/// is looked at. Facts and findings hold `TextSpan`s into it, never copies of it.
public struct SourceText: Sendable {
  /// The UTF-8 bytes, as they were given.
  public let bytes: [UInt8]
  /// Whether every scalar is one byte, so that byte and scalar offsets are the same.
  public let isASCII: Bool

  /// The largest text that is accepted, in bytes (16 MiB; a long discharge summary has 50 kB).
  public static let maximumByteCount = 16 << 20

  /// Takes bytes that must be well-formed UTF-8 (RFC 3629) without NUL and within the size limit.
  public init(validating bytes: [UInt8]) throws(SourceTextError) {
    guard bytes.count <= Self.maximumByteCount else {
      throw .tooLarge(bytes: bytes.count, limit: Self.maximumByteCount)
    }
    self.isASCII = try Self.validate(bytes)
    self.bytes = bytes
  }

  /// Takes a string, which is valid Unicode by construction; the other limits still hold.
  public init(_ string: String) throws(SourceTextError) {
    try self.init(validating: Array(string.utf8))
  }

  /// In bytes.
  public var count: Int { bytes.count }
  /// All of it.
  public var fullSpan: TextSpan { TextSpan(0, bytes.count) }

  /// Whether nothing but white space is in it.
  public var isBlank: Bool {
    bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  /// The bytes of a part.
  public subscript(span: TextSpan) -> ArraySlice<UInt8> { bytes[span.range] }

  /// A copy for output; the span must lie on scalar boundaries.
  public func string(_ span: TextSpan) -> String {
    String(decoding: bytes[span.range], as: UTF8.self)
  }

  /// A copy of all of it, for output.
  public var string: String { String(decoding: bytes, as: UTF8.self) }
}

/// Why bytes are no `SourceText`. Offsets are in bytes, from 0.
public enum SourceTextError: Error, Equatable {
  case tooLarge(bytes: Int, limit: Int)
  case invalidUTF8(offset: Int)
  case containsNUL(offset: Int)

  /// A stable name for logs and JSON, free of any content.
  public var code: String {
    switch self {
    case .tooLarge: "text-too-large"
    case .invalidUTF8: "invalid-utf8"
    case .containsNUL: "contains-nul"
    }
  }

  /// What is wrong and how to mend it, without quoting the text.
  public var message: String {
    switch self {
    case .tooLarge(let bytes, let limit):
      "the text has \(bytes) bytes, more than the limit of \(limit); split it into single notes"
    case .invalidUTF8(let offset):
      "not valid UTF-8 at byte offset \(offset); convert it first, for example with "
        + "'iconv -f WINDOWS-1252 -t UTF-8'"
    case .containsNUL(let offset):
      "a NUL byte at byte offset \(offset): this looks like a binary file, not a note; give a text file"
    }
  }
}
