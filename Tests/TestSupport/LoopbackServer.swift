import Glibc
import Synchronization

/// A server on this machine that answers each connection with bytes that were settled before, whatever
/// it is asked.
package final class LoopbackServer: Sendable {
  /// What happens on one connection.
  package struct Script: Sendable {
    /// Sent after the request's head has come, one after the other.
    package var pieces: [[UInt8]]
    /// Between two pieces, in milliseconds.
    package var pause = 0
    /// Whether the connection stays open after the last piece.
    package var staysOpen = false

    package init(_ pieces: [[UInt8]], pause: Int = 0, staysOpen: Bool = false) {
      self.pieces = pieces
      self.pause = pause
      self.staysOpen = staysOpen
    }

    package init(_ text: String, staysOpen: Bool = false) {
      self.init([Array(text.utf8)], staysOpen: staysOpen)
    }
  }

  package let port: Int
  private let descriptor: Int32
  private let scripts: Mutex<[Script]>
  private let heads = Mutex<[String]>([])

  /// Listens on a free port; connections beyond the scripts are closed at once.
  package init(_ scripts: Script...) throws {
    signal(SIGPIPE, SIG_IGN)
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        let bound = unsafe bind(listener, generic, size)
        return bound == 0 ? unsafe getsockname(listener, generic, &size) : bound
      }
    }
    guard status == 0, listen(listener, 64) == 0 else { throw Failure() }
    descriptor = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    self.scripts = Mutex(scripts)
    let own = unsafe Unmanaged.passRetained(self)
    var thread = pthread_t()
    _ = unsafe pthread_create(
      &thread, nil,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<LoopbackServer>.fromOpaque(argument).takeRetainedValue().serve()
        }
        return nil
      }, unsafe own.toOpaque())
    pthread_detach(thread)
  }

  package struct Failure: Error {}

  /// The heads of the requests so far.
  package var requests: [String] { heads.withLock { $0 } }

  /// Ends the listening.
  package func close() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  private func serve() {
    while true {
      let connection = accept(descriptor, nil, nil)
      guard connection >= 0 else { break }
      let script = scripts.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      guard let script else {
        Glibc.close(connection)
        continue
      }
      let head = readHead(connection)
      heads.withLock { $0.append(head) }
      var isOpen = true
      for piece in script.pieces where isOpen {
        isOpen = unsafe write(connection, piece, piece.count) == piece.count
        if script.pause > 0 { usleep(UInt32(script.pause) * 1000) }
      }
      if !script.staysOpen { Glibc.close(connection) }
    }
    Glibc.close(descriptor)
  }

  /// Reads to the end of the request's body, and gives back its head.
  private func readHead(_ connection: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe read(connection, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
      let text = String(decoding: bytes, as: UTF8.self)
      let parts = text.components(separatedBy: "\r\n\r\n")
      guard parts.count > 1 else { continue }
      let length = parts[0].lowercased().components(separatedBy: "content-length: ")
      let size = length.count > 1 ? Int(length[1].prefix { $0.isNumber }) ?? 0 : 0
      if bytes.count >= parts[0].utf8.count + 4 + size { return parts[0] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension String {
  /// The parts between a divider.
  fileprivate func components(separatedBy divider: String) -> [String] {
    let divider = Array(divider.utf8)
    let bytes = Array(utf8)
    guard
      let start = bytes.indices.first(where: { bytes[$0...].starts(with: divider) })
    else { return [self] }
    return [
      String(decoding: bytes[..<start], as: UTF8.self),
      String(decoding: bytes[(start + divider.count)...], as: UTF8.self),
    ]
  }
}
