/// A request as bytes.
package struct HTTPRequest: Sendable, Hashable {
  package enum Method: String, Sendable, Hashable { case get = "GET", post = "POST" }

  package struct Header: Sendable, Hashable {
    package var name: String
    package var value: String
    /// Whether the value is a key.
    package var isSecret = false

    package init(_ name: String, _ value: String, isSecret: Bool = false) {
      self.name = name
      self.value = value
      self.isSecret = isSecret
    }
  }

  package var method: Method
  package var address: String
  package var headers: [Header]
  package var body: [UInt8]

  package init(method: Method, address: String, headers: [Header], body: [UInt8] = []) {
    self.method = method
    self.address = address
    self.headers = headers
    self.body = body
  }

  /// The request as it is sent, but for the values of secret headers.
  package var redacted: [UInt8] {
    var text = "\(method.rawValue) \(address)\n"
    for header in headers {
      text += "\(header.name): \(header.isSecret ? "[redacted]" : header.value)\n"
    }
    return Array(text.utf8) + [0x0A] + body + (body.isEmpty ? [] : [0x0A])
  }
}

/// The beginning of an answer.
package struct HTTPHead: Sendable, Hashable {
  package var status: Int
  /// Names in lower case, in the order in which they came.
  package var headers: [(name: String, value: String)]

  package init(status: Int, headers: [(name: String, value: String)] = []) {
    self.status = status
    self.headers = headers
  }

  /// The first header of the name, which is in lower case.
  package subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  /// What the body says it is, in lower case and without parameters.
  package var contentType: String {
    let value = self["content-type"] ?? ""
    return String(value.prefix { $0 != ";" }).lowercased().filter { $0 != " " && $0 != "\t" }
  }

  package static func == (left: HTTPHead, right: HTTPHead) -> Bool {
    left.status == right.status && left.headers.elementsEqual(right.headers, by: ==)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(status) }
}
