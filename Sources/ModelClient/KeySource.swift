import Glibc

/// Where a key comes from. Never from an argument, which every user of the machine can read.
package enum KeySource: Sendable, Hashable {
  /// A variable of the environment.
  case variable(String)
  /// A file that its owner alone can read.
  case file(String)
  /// A program whose first line of output is the key, by its words: no shell is between.
  case command([String])

  /// What messages call it.
  package var description: String {
    switch self {
    case .variable(let name): "the variable \(name)"
    case .file(let path): "the file \(path)"
    case .command(let words): "the command \(words.first ?? "")"
    }
  }
}

/// A key, which no message, log or record can show.
package struct SecretKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  let text: String

  /// Nil for what cannot be a key: empty, longer than a header may be, or with what would end one.
  package init?(_ text: String) {
    let bytes = text.utf8
    guard (1...Self.longest).contains(bytes.count), bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    self.text = text
  }

  private static let longest = 8192

  package var description: String { "[redacted]" }
  package var debugDescription: String { "[redacted]" }
}

extension SecretKey: CustomReflectable {
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension KeySource {
  /// Fetches the key.
  ///
  /// - Parameter run: Starts a program and gives back what it wrote, nil where it failed.
  package func key(
    variables: [String: String], run: ([String]) -> [UInt8]?
  ) throws(ModelFailure) -> SecretKey {
    switch self {
    case .variable(let name):
      guard let value = variables[name], !value.isEmpty else { throw .missingKey(self, .absent) }
      return try Self.key(value, self)
    case .file(let path):
      return try Self.key(try Self.contents(of: path, self), self)
    case .command(let words):
      guard let output = run(words) else { throw .missingKey(self, .failed) }
      let line = output.prefix { $0 != 0x0A && $0 != 0x0D }
      return try Self.key(String(decoding: line, as: UTF8.self), self)
    }
  }

  private static func key(_ text: String, _ source: KeySource) throws(ModelFailure) -> SecretKey {
    guard let key = SecretKey(text) else { throw .missingKey(source, .unusable) }
    return key
  }

  /// The first line. The mode is asked of the open file, so that nothing can come between.
  private static func contents(
    of path: String, _ source: KeySource
  ) throws(ModelFailure) -> String {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .missingKey(source, .absent) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .missingKey(source, .failed)
    }
    guard status.st_mode & 0o077 == 0 else { throw .missingKey(source, .readableByOthers) }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = unsafe read(descriptor, &buffer, buffer.count)
    guard count >= 0 else { throw .missingKey(source, .failed) }
    return String(
      decoding: buffer[..<count].prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
  }
}

/// Why there is no key.
package enum KeyProblem: Sendable, Hashable {
  case absent, failed, unusable, readableByOthers
}
