/// Where a server of models is: scheme, host, port and the path that all of its addresses begin with.
package struct Endpoint: Sendable, Hashable {
  package enum Scheme: String, Sendable, Hashable { case http, https }

  package let scheme: Scheme
  /// A name or an address, lower case; IPv6 without its brackets.
  package let host: String
  /// Nil: the scheme's own.
  package let port: Int?
  /// Begins with a slash and does not end in one; empty for the root.
  package let path: String

  package init(scheme: Scheme, host: String, port: Int? = nil, path: String = "") {
    self.scheme = scheme
    self.host = host
    self.port = port
    self.path = path
  }

  /// Reads `https://host:port/path`. What would be sent to a server without being seen in its address
  /// (a name and password, a query, a fragment) is refused.
  package init(_ text: String) throws(EndpointError) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count <= Self.longest else { throw .notAnAddress }
    guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C && $0 != 0x22 }) else {
      throw .unexpectedCharacter
    }
    guard let colon = bytes.firstIndex(of: 0x3A), bytes[colon...].starts(with: "://".utf8) else {
      throw .noScheme
    }
    guard let scheme = Scheme(rawValue: String(decoding: bytes[..<colon], as: UTF8.self)) else {
      throw .unknownScheme
    }
    let rest = bytes[(colon + 3)...]
    if rest.contains(0x3F) || rest.contains(0x23) { throw .hasQuery }
    let slash = rest.firstIndex(of: 0x2F) ?? rest.endIndex
    let authority = rest[..<slash]
    if authority.contains(0x40) { throw .hasCredentials }
    var path = rest[slash...]
    while path.last == 0x2F { path = path.dropLast() }
    (host, port) = try Self.hostAndPort(authority)
    self.scheme = scheme
    self.path = String(decoding: path, as: UTF8.self)
  }

  /// No address that anybody writes is longer, in bytes.
  private static let longest = 2048

  private static func hostAndPort(
    _ authority: ArraySlice<UInt8>
  ) throws(EndpointError) -> (host: String, port: Int?) {
    var name = authority
    var digits: ArraySlice<UInt8>?
    if authority.first == 0x5B {
      guard let end = authority.firstIndex(of: 0x5D) else { throw .noHost }
      name = authority[(authority.startIndex + 1)..<end]
      let tail = authority[(end + 1)...]
      if !tail.isEmpty {
        guard tail.first == 0x3A else { throw .badPort }
        digits = tail.dropFirst()
      }
      guard name.allSatisfy({ isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E }) else {
        throw .noHost
      }
    } else {
      if let colon = authority.firstIndex(of: 0x3A) {
        name = authority[..<colon]
        digits = authority[(colon + 1)...]
      }
      guard name.allSatisfy({ isNameByte($0) }) else { throw .noHost }
    }
    guard !name.isEmpty else { throw .noHost }
    var port: Int?
    if let digits {
      guard digits.count <= 5, digits.allSatisfy({ $0 &- 0x30 < 10 }),
        let number = Int(String(decoding: digits, as: UTF8.self)), (1...65535).contains(number)
      else { throw .badPort }
      port = number
    }
    return (String(decoding: name, as: UTF8.self).lowercased(), port)
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 6
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || byte == 0x2D || byte == 0x2E || byte == 0x5F
  }

  /// Whether it names this machine and nothing else: 127.0.0.0/8 (RFC 1122, section 3.2.1.3), `::1`
  /// (RFC 4291, section 2.5.3) or `localhost` (RFC 6761, section 6.3).
  package var isLoopback: Bool {
    if host == "localhost" || host == "::1" || host.hasSuffix(".localhost") { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in
        (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { $0 &- 0x30 < 10 }
      }
  }

  /// Host and port, as messages and records name the server.
  package var authority: String {
    let name = host.utf8.contains(0x3A) ? "[\(host)]" : host
    return port.map { "\(name):\($0)" } ?? name
  }

  /// The address of something on the server; `path` begins with a slash.
  package func address(_ path: String) -> String {
    "\(scheme.rawValue)://\(authority)\(self.path)\(path)"
  }
}

/// Why a text is no address of a server.
package enum EndpointError: Error, Hashable, CaseIterable {
  case notAnAddress, unexpectedCharacter, noScheme, unknownScheme, noHost, badPort, hasCredentials
  case hasQuery

  package var message: String {
    switch self {
    case .notAnAddress: "this is no address of a server"
    case .unexpectedCharacter: "an address has no spaces, quotes or letters beyond ASCII"
    case .noScheme: "the address must begin with https:// (or http:// on this machine)"
    case .unknownScheme: "only https:// and http:// are known"
    case .noHost: "the address has no host name that could be looked up"
    case .badPort: "the port must be a number from 1 to 65535"
    case .hasCredentials: "an address may hold no name or password; name the key with 'key'"
    case .hasQuery: "an address may hold no '?' and no '#'"
    }
  }

  package var hint: String { "write it like https://api.openai.com/v1" }
}
