/// Takes a stream of server-sent events apart (WHATWG HTML, section 9.2.6), however it was cut.
///
/// Bytes are kept until their line is whole, so that no character is ever seen in halves.
package struct EventStream: Sendable {
  /// One event: its type, empty where none was given, and its lines of data.
  package struct Event: Sendable, Hashable {
    package var type: String
    package var data: [UInt8]
  }

  /// The longest line or event that is waited for, in bytes.
  private let limit: Int
  private var line: [UInt8] = []
  /// Whether the byte before was a carriage return, which a line feed may follow as part of one end.
  private var sawReturn = false
  private var isFirstLine = true
  private var type: [UInt8] = []
  private var data: [UInt8] = []
  private var hasData = false

  package init(limit: Int = 1 << 20) { self.limit = limit }

  /// Whether anything has come that is no whole event yet.
  package var isInsideEvent: Bool { hasData || !line.isEmpty || !type.isEmpty }

  /// Takes the next bytes; the events that they complete, nil where a line has no end.
  package mutating func take(_ bytes: some Sequence<UInt8>) -> [Event]? {
    var events: [Event] = []
    for byte in bytes {
      switch byte {
      case 0x0A where sawReturn: sawReturn = false
      case 0x0A, 0x0D:
        sawReturn = byte == 0x0D
        if let event = endLine() { events.append(event) }
      default:
        sawReturn = false
        line.append(byte)
        guard line.count + data.count <= limit else { return nil }
      }
    }
    return events
  }

  private mutating func endLine() -> Event? {
    defer { line.removeAll(keepingCapacity: true) }
    if isFirstLine {
      isFirstLine = false
      // A byte order mark may lead the stream.
      if line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
    }
    guard !line.isEmpty else { return endEvent() }
    guard line[0] != 0x3A else { return nil }
    let colon = line.firstIndex(of: 0x3A) ?? line.endIndex
    var value = line[min(colon + 1, line.endIndex)...]
    if value.first == 0x20 { value = value.dropFirst() }
    if line[..<colon].elementsEqual("data".utf8) {
      if hasData { data.append(0x0A) }
      hasData = true
      data += value
    } else if line[..<colon].elementsEqual("event".utf8) {
      type = Array(value)
    }
    return nil
  }

  private mutating func endEvent() -> Event? {
    defer {
      type.removeAll()
      data.removeAll(keepingCapacity: true)
      hasData = false
    }
    guard hasData else { return nil }
    return Event(type: String(decoding: type, as: UTF8.self), data: data)
  }
}

/// Takes a stream of JSON values apart, one to a line, however it was cut.
package struct LineStream: Sendable {
  private let limit: Int
  private var line: [UInt8] = []

  package init(limit: Int = 1 << 20) { self.limit = limit }

  /// Takes the next bytes; the lines that they complete without blank ones, nil where one has no end.
  package mutating func take(_ bytes: some Sequence<UInt8>) -> [[UInt8]]? {
    var lines: [[UInt8]] = []
    for byte in bytes {
      guard byte == 0x0A else {
        line.append(byte)
        guard line.count <= limit else { return nil }
        continue
      }
      if let whole = endLine() { lines.append(whole) }
    }
    return lines
  }

  /// The last line, which may lack its line feed.
  package mutating func finish() -> [UInt8]? { endLine() }

  private mutating func endLine() -> [UInt8]? {
    defer { line.removeAll(keepingCapacity: true) }
    if line.last == 0x0D { line.removeLast() }
    return line.allSatisfy { $0 == 0x20 || $0 == 0x09 } ? nil : line
  }
}
