import AuditTrail
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
      if reason == EAGAIN {
        // Somebody else made the stream such that it does not wait.
        Waiting.untilReady(descriptor, POLLIN)
      } else if reason != EINTR {
        throw .failed("\(name) cannot be read: \(ErrnoText.withRemedy(reason))")
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
      } else if reason == EAGAIN {
        Waiting.untilReady(descriptor, POLLOUT)
      } else if reason != EINTR {
        throw .failed("\(name) cannot be written: \(ErrnoText.withRemedy(reason))")
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

/// Waits for a stream that its owner has set not to wait (`O_NONBLOCK`).
private enum Waiting {
  static func untilReady(_ descriptor: CInt, _ event: CInt) {
    var poller = pollfd(fd: descriptor, events: Int16(event), revents: 0)
    // Whatever it says, the call that comes next says it better.
    _ = unsafe poll(&poller, 1, -1)
  }
}

/// What the system says went wrong, and what to do about it.
enum ErrnoText {
  static func withRemedy(_ code: CInt) -> String {
    let error = SystemError(code: code)
    return "\(error); \(error.remedy)"
  }
}
