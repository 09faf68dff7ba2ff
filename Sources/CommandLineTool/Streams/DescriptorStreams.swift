import Glibc

/// A file descriptor to read from.
package struct DescriptorSource: ByteSource {
  private let descriptor: CInt
  private let name: String
  private let isInterrupted: @Sendable () -> Bool

  /// The name is for error messages: `standard input`, or a path.
  package init(
    _ descriptor: CInt, name: String, isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.descriptor = descriptor
    self.name = name
    self.isInterrupted = isInterrupted
  }

  package static func standardInput(isInterrupted: @escaping @Sendable () -> Bool) -> Self {
    Self(STDIN_FILENO, name: "standard input", isInterrupted: isInterrupted)
  }

  package func read(atMost maximum: Int) throws(StreamError) -> [UInt8] {
    while true {
      if isInterrupted() { throw .interrupted }
      var count = 0
      var reason: CInt = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: maximum) { buffer, initialized in
        count = unsafe Glibc.read(descriptor, buffer.baseAddress, maximum)
        reason = errno
        initialized = max(0, count)
      }
      if count >= 0 { return bytes }
      if reason != EINTR {
        throw .failed("\(name) cannot be read: \(ErrnoText.of(reason))")
      }
    }
  }

  package var isReady: Bool {
    var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&poller, 1, 0) > 0
  }

  package var isTerminal: Bool { isatty(descriptor) == 1 }

  package var byteCount: Int? {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }
}

/// A file descriptor to write to.
package struct DescriptorSink: ByteSink {
  private let descriptor: CInt
  private let name: String

  package init(_ descriptor: CInt, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  package static let standardOutput = Self(STDOUT_FILENO, name: "standard output")
  package static let standardError = Self(STDERR_FILENO, name: "standard error")

  package func write(_ bytes: [UInt8]) throws(StreamError) {
    var written = 0
    while written < bytes.count {
      var reason: CInt = 0
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let count = unsafe Glibc.write(
          descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
        reason = errno
        return count
      }
      if count >= 0 {
        written += count
      } else if reason == EPIPE {
        throw .closed
      } else if reason != EINTR {
        throw .failed("\(name) cannot be written: \(ErrnoText.of(reason))")
      }
    }
  }

  package var isTerminal: Bool { isatty(descriptor) == 1 }

  package var columns: Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }
}

/// What the system says went wrong.
enum ErrnoText {
  static func of(_ code: CInt) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard unsafe strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    return String(
      decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
