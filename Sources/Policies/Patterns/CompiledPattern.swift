import CPCRE2
import SourceText
import Synchronization

/// Owns a compiled PCRE2 pattern; all unsafe code of the target is in this file.
///
/// `@unchecked Sendable` holds because nothing is written while anything is matched: a `pcre2_code` is
/// read-only once compiled, and just-in-time compilation, which does change it, is done under a lock
/// by whoever matches first, before any match (pcre2api(3), "Multithreading": "the compiled code … is
/// fixed during matching"; pcre2jit(3): compilation must not run beside matching). Most patterns of a
/// bundle are never matched by a run over one note, and machine code is dear to make. What matching
/// writes to, the match data and its context, is made anew for each call. `deinit` runs when no
/// reference is left.
@safe
final class CompiledPattern: @unchecked Sendable {
  /// Which texts it is for.
  enum Alphabet: Sendable {
    case unicode
    /// ASCII alone, where bytes are characters and Unicode's properties those of ASCII: it finds the
    /// same in half the time.
    case ascii
  }

  private let code: OpaquePointer
  /// Whether machine code was made of it.
  private let isTranslated = Mutex(false)

  init(_ pattern: [UInt8], caseSensitive: Bool, for alphabet: Alphabet) throws(PatternError) {
    guard pattern.count <= PatternLimits.patternByteCount else {
      throw .malformed(
        offset: 0, reason: "it is longer than \(PatternLimits.patternByteCount) bytes")
    }
    guard let context = unsafe pcre2_compile_context_create_8(nil) else { throw .limitExceeded }
    defer { unsafe pcre2_compile_context_free_8(context) }
    unsafe pcre2_set_parens_nest_limit_8(context, PatternLimits.nesting)

    let options = PCRE2_NEVER_BACKSLASH_C | (caseSensitive ? 0 : PCRE2_CASELESS)
    let characters = alphabet == .unicode ? PCRE2_UTF | PCRE2_UCP : 0
    unsafe code = try Self.compile(pattern, options | characters, context)
  }

  private static func compile(
    _ pattern: [UInt8], _ options: UInt32, _ context: OpaquePointer
  ) throws(PatternError) -> OpaquePointer {
    var status: Int32 = 0
    var offset = 0
    let compiled = unsafe pattern.withUnsafeBufferPointer { bytes in
      unsafe pcre2_compile_8(bytes.baseAddress, bytes.count, options, &status, &offset, context)
    }
    guard let compiled = unsafe compiled else {
      throw .malformed(offset: min(max(0, offset), pattern.count), reason: message(of: status))
    }
    return unsafe compiled
  }

  /// Makes machine code once. Where the machine has no just-in-time compiler the interpreter is used.
  private func translate() {
    isTranslated.withLock { isTranslated in
      guard !isTranslated else { return }
      unsafe pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
      isTranslated = true
    }
  }

  deinit { unsafe pcre2_code_free_8(code) }

  /// Up to so many matches of a text of its alphabet from left to right; all where no number is given.
  func matches(in text: SourceText, most: Int = .max) throws(PatternError) -> [TextSpan] {
    let bytes = text.bytes
    guard bytes.count <= PatternLimits.subjectByteCount else { throw .limitExceeded }
    translate()
    guard let data = unsafe pcre2_match_data_create_8(1, nil),
      let context = unsafe pcre2_match_context_create_8(nil)
    else { throw .limitExceeded }
    defer {
      unsafe pcre2_match_data_free_8(data)
      unsafe pcre2_match_context_free_8(context)
    }
    unsafe pcre2_set_match_limit_8(context, PatternLimits.steps)
    unsafe pcre2_set_depth_limit_8(context, PatternLimits.depth)
    unsafe pcre2_set_heap_limit_8(context, PatternLimits.heap)

    var found: [TextSpan] = []
    var position = 0
    while position <= bytes.count, found.count < most {
      guard let span = unsafe try next(in: bytes, from: position, data, context) else {
        break
      }
      found.append(span)
      position = max(Int(span.end), position + 1)
      while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
    }
    return found
  }

  /// The next match at or after the position. Where the just-in-time code runs out of its small
  /// stack the interpreter, which has the heap, tries again.
  private func next(
    in bytes: [UInt8], from position: Int, _ data: OpaquePointer, _ context: OpaquePointer
  ) throws(PatternError) -> TextSpan? {
    let options = PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK
    let status = unsafe bytes.withUnsafeBufferPointer { subject in
      let first = unsafe pcre2_match_8(
        code, subject.baseAddress, subject.count, position, options, data, context)
      guard first == PCRE2_ERROR_JIT_STACKLIMIT else { return first }
      return unsafe pcre2_match_8(
        code, subject.baseAddress, subject.count, position, options | PCRE2_NO_JIT, data, context)
    }
    if status == PCRE2_ERROR_NOMATCH { return nil }
    // Zero: there were more groups than the one pair that is asked for.
    guard status >= 0, let ends = unsafe pcre2_get_ovector_pointer_8(data) else {
      throw .limitExceeded
    }
    let start = unsafe ends[0]
    let end = unsafe ends[1]
    return TextSpan(min(start, end), end)
  }

  private static func message(of status: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = unsafe buffer.withUnsafeMutableBufferPointer { bytes in
      unsafe pcre2_get_error_message_8(status, bytes.baseAddress, bytes.count)
    }
    return length > 0 ? String(decoding: buffer.prefix(Int(length)), as: UTF8.self) : "malformed"
  }
}
