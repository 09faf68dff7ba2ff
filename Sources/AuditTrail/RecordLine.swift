import CanonicalJSON
import Cryptography

/// The envelope of one record, as its line holds it: everything but the body.
///
/// Keys sort so that the body comes first and all that places the record comes after it.
struct RecordLine {
  /// Entries of a C2SP tlog-tiles bundle are prefixed by a 16-bit length, so no line may be longer.
  static let maximumByteCount = 65_535
  /// Written. Version 1 had no `boot`, `clk`, `host` and `mono`, and is read like any other.
  static let version = 2

  let sequence: Int
  let previous: Digest
  /// Where the parts stand in the line; strings without their quotation marks.
  let body: Range<Int>
  let log: Range<Int>
  let run: Range<Int>
  let salt: Range<Int>
  let timestamp: Range<Int>
  let type: Range<Int>

  /// The keys of a record by its version, in their order.
  private static let keys: [[[UInt8]]] = [
    ["body", "log", "pid", "prev", "run", "salt", "seq", "ts", "type", "v"],
    [
      "body", "boot", "clk", "host", "log", "mono", "pid", "prev", "run", "salt", "seq", "ts",
      "type", "v",
    ],
  ].map { $0.map { Array($0.utf8) } }

  /// What a line can be.
  enum Reading {
    case record(RecordLine)
    case newerVersion
    case notARecord
  }

  /// Reads the line, which must be canonical JSON with exactly the fields of a record.
  static func read(_ line: Span<UInt8>, scanner: inout CanonicalScanner) -> Reading {
    guard line.count <= maximumByteCount, scanner.scanObject(line) else { return .notARecord }
    let members = scanner.members
    guard let last = members.last, matches(line, last.key, keys[0][9]),
      let version = integer(line, last.value)
    else { return .notARecord }
    guard version <= Self.version else { return .newerVersion }
    guard version > 0, members.count == keys[version - 1].count else { return .notARecord }
    for index in members.indices
    where !matches(line, members[index].key, keys[version - 1][index]) {
      return .notARecord
    }
    // Both versions end with the same nine members.
    let end = members.count
    guard line[members[0].value.lowerBound] == 0x7B,
      version == 1 || isOrigin(line, members),
      let log = hex(line, members[version == 1 ? 1 : 4].value, digits: 32),
      integer(line, members[end - 8].value) != nil,
      let previousDigits = hex(line, members[end - 7].value, digits: 64),
      let run = hex(line, members[end - 6].value, digits: 32),
      let salt = hex(line, members[end - 5].value, digits: 32),
      let sequence = integer(line, members[end - 4].value), sequence >= 0,
      let timestamp = timestamp(line, members[end - 3].value),
      let type = name(line, members[end - 2].value),
      let previous = digest(line, previousDigits)
    else { return .notARecord }
    return .record(
      RecordLine(
        sequence: sequence, previous: previous, body: members[0].value, log: log, run: run,
        salt: salt, timestamp: timestamp, type: type))
  }

  /// Whether `boot`, `clk`, `host` and `mono` say where and by which clocks a record was written.
  private static func isOrigin(
    _ line: Span<UInt8>, _ members: [CanonicalScanner.Member]
  ) -> Bool {
    hex(line, members[1].value, digits: bootDigits) != nil
      && (3...6).contains(members[2].value.count - 2)
      && name(line, members[2].value) != nil
      && (3...66).contains(members[3].value.count) && line[members[3].value.lowerBound] == 0x22
      && integer(line, members[5].value) != nil
  }

  /// Of the hash of the kernel's boot id: enough to tell the starts of one machine apart.
  static let bootDigits = 16

  private static func matches(_ line: Span<UInt8>, _ range: Range<Int>, _ key: [UInt8]) -> Bool {
    guard range.count == key.count else { return false }
    for offset in 0..<key.count where line[range.lowerBound + offset] != key[offset] {
      return false
    }
    return true
  }

  /// An integer that the scanner found to be canonical.
  private static func integer(_ line: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var value = 0
    for index in range {
      guard 0x30...0x39 ~= line[index] else { return nil }
      value = value * 10 + Int(line[index] - 0x30)
    }
    return value
  }

  /// What stands between the quotation marks, if it is that long.
  private static func quoted(
    _ line: Span<UInt8>, _ range: Range<Int>, count: Int
  ) -> Range<Int>? {
    guard range.count == count + 2, line[range.lowerBound] == 0x22 else { return nil }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }

  private static func hex(_ line: Span<UInt8>, _ range: Range<Int>, digits: Int) -> Range<Int>? {
    guard let inner = quoted(line, range, count: digits) else { return nil }
    for index in inner {
      switch line[index] {
      case 0x30...0x39, 0x61...0x66: continue
      default: return nil
      }
    }
    return inner
  }

  private static func digest(_ line: Span<UInt8>, _ range: Range<Int>) -> Digest? {
    var words: [4 of UInt64] = [0, 0, 0, 0]
    for (offset, index) in range.enumerated() {
      let digit = line[index]
      words[offset / 16] =
        words[offset / 16] << 4 | UInt64(digit < 0x3A ? digit - 0x30 : digit - 0x57)
    }
    return Digest(words: words)
  }

  /// `2026-11-24T00:46:31.000000Z`; digits where digits must be.
  private static func timestamp(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    guard let inner = quoted(line, range, count: 27) else { return nil }
    for (offset, index) in inner.enumerated() {
      let byte = line[index]
      let isRight =
        switch offset {
        case 4, 7: byte == 0x2D
        case 10: byte == 0x54
        case 13, 16: byte == 0x3A
        case 19: byte == 0x2E
        case 26: byte == 0x5A
        default: 0x30...0x39 ~= byte
        }
      guard isRight else { return nil }
    }
    return inner
  }

  /// Lower-case words with full stops between them.
  private static func name(_ line: Span<UInt8>, _ range: Range<Int>) -> Range<Int>? {
    guard let inner = quoted(line, range, count: range.count - 2), !inner.isEmpty else {
      return nil
    }
    for index in inner where !(0x61...0x7A ~= line[index] || line[index] == 0x2E) { return nil }
    return inner
  }
}

/// A record before it has its place in the log.
struct PendingRecord {
  let type: RecordType
  /// The canonical body.
  let body: [UInt8]
  /// 32 hexadecimal digits.
  let run: String
  /// 32 hexadecimal digits; keeps a leaf hash, which proofs show, from being guessed.
  let salt: String

  init(type: RecordType, body: [UInt8], run: String, salt: String) {
    self.type = type
    self.body = body
    self.run = run
    self.salt = salt
  }

  /// With a run and a salt of its own.
  init(type: RecordType, body: [UInt8], environment: AuditEnvironment) throws(AuditError) {
    let random = try environment.randomBytes(32)
    self.init(
      type: type, body: body, run: Hexadecimal.digits(random[..<16]),
      salt: Hexadecimal.digits(random[16...]))
  }

  /// What the records of one write have in common.
  struct Origin {
    let log: String
    let processID: Int
    let host: String
    /// The first digits of the hash of the boot id.
    let boot: String
    let isClockKept: Bool
  }

  /// Writes the line of this record at its place, with the line feed.
  ///
  /// - Parameter uptime: In microseconds.
  func write(
    to json: inout JSONWriter, from origin: Origin, sequence: Int, previous: Digest,
    at time: Timestamp, uptime: Int
  ) {
    json.beginObject()
    json.key("body")
    json.raw(body)
    json.member("boot", origin.boot)
    json.member("clk", origin.isClockKept ? "ntp" : "unsync")
    json.member("host", origin.host)
    json.member("log", origin.log)
    json.member("mono", uptime)
    json.member("pid", origin.processID)
    json.member("prev", previous.hex)
    json.member("run", run)
    json.member("salt", salt)
    json.member("seq", sequence)
    json.member("ts", time.rfc3339)
    json.member("type", type.rawValue)
    json.member("v", RecordLine.version)
    json.endObject()
    json.endLine()
  }

  /// How much longer than the body a line can be: fixed fields, and numbers of at most 16 digits.
  static let envelopeByteCount = 550
}

enum Hexadecimal {
  /// The bytes that pairs of lower-case digits stand for; nil where they are none.
  static func bytes(_ digits: [UInt8]) -> [UInt8]? {
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = nibble(digits[index]), let low = nibble(digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func nibble(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    default: nil
    }
  }

  /// Two lower-case digits for each byte.
  static func digits(_ bytes: some Sequence<UInt8>) -> String {
    var digits: [UInt8] = []
    for byte in bytes {
      for nibble in [byte >> 4, byte & 0xF] {
        digits.append(nibble < 10 ? 0x30 + nibble : 0x61 - 10 + nibble)
      }
    }
    return String(decoding: digits, as: UTF8.self)
  }
}
