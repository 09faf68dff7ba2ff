import ModelClient
import Synchronization
import TestSupport
import Testing

@Suite("Over the network")
struct CurlTransportTests {
  private struct Answer: Equatable {
    var head: HTTPHead?
    var body = ""
  }

  private func transport(
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) throws -> CurlTransport {
    try CurlTransport(
      CurlSettings(allowsPlainHTTP: true, agent: "vouch/test"), isInterrupted: isInterrupted)
  }

  private func request(_ server: LoopbackServer) -> HTTPRequest {
    HTTPRequest(
      method: .post, address: "http://127.0.0.1:\(server.port)/v1/x",
      headers: [.init("Content-Type", "application/json")], body: Array("{}".utf8))
  }

  private func send(
    _ server: LoopbackServer, on transport: CurlTransport? = nil,
    limits: TransferLimits = TransferLimits(connect: 2000, idle: 5000, whole: 10_000, size: 10_000)
  ) throws -> Answer {
    var answer = Answer()
    let transport = try transport ?? self.transport()
    try transport.send(request(server), limits: limits) { head, bytes in
      answer.head = head
      answer.body += String(decoding: bytes, as: UTF8.self)
      return true
    }
    return answer
  }

  private static func ok(_ body: String) -> String {
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  @Test("a request and its answer")
  func exchange() throws {
    let server = try LoopbackServer(.init(Self.ok("hello")))
    let answer = try send(server)
    #expect(answer.body == "hello")
    #expect(answer.head?.status == 200 && answer.head?.contentType == "text/plain")
    let head = try #require(server.requests.first)
    #expect(head.hasPrefix("POST /v1/x HTTP/1.1"))
    #expect(head.contains("User-Agent: vouch/test") && !head.contains("Expect"))
  }

  @Test("an interim answer is passed over")
  func interim() throws {
    let server = try LoopbackServer(
      .init("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + Self.ok("hello")))
    let answer = try send(server)
    #expect(answer.body == "hello" && answer.head?.status == 200)
    #expect(answer.head?["link"] == nil)
  }

  @Test("a redirection is an answer, not a way")
  func redirection() throws {
    let other = try LoopbackServer(.init(Self.ok("stolen")))
    let server = try LoopbackServer(
      .init(
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:\(other.port)/\r\n"
          + "Content-Length: 0\r\n\r\n"))
    #expect(try send(server).head?.status == 307)
    #expect(other.requests.isEmpty)
  }

  @Test("a connection that breaks off in the midst of a body")
  func reset() throws {
    let server = try LoopbackServer(.init("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"))
    #expect(throws: ModelFailure.connectionLost) { try send(server) }
  }

  @Test("nobody listens")
  func refused() throws {
    let server = try LoopbackServer()
    server.close()
    let other = HTTPRequest(
      method: .get, address: "http://127.0.0.1:1/", headers: [], body: [])
    #expect(throws: ModelFailure.unreachable(host: "127.0.0.1:1")) {
      try transport().send(
        other, limits: TransferLimits(connect: 2000, idle: 2000, whole: 3000, size: 10)
      ) { _, _ in true }
    }
  }

  @Test("a body larger than allowed ends there")
  func tooLarge() throws {
    let flood = [[UInt8]](repeating: [UInt8](repeating: 0x61, count: 4000), count: 50)
    let head = Array("HTTP/1.1 200 OK\r\n\r\n".utf8)
    let server = try LoopbackServer(.init([head] + flood))
    #expect(throws: ModelFailure.replyTooLarge(limit: 10_000)) { try send(server) }
  }

  @Test("headers without end")
  func headers() throws {
    let line = Array("X-A: \(String(repeating: "a", count: 4000))\r\n".utf8)
    let server = try LoopbackServer(
      .init([Array("HTTP/1.1 200 OK\r\n".utf8)] + [[UInt8]](repeating: line, count: 40)))
    #expect(throws: ModelFailure.headersTooLarge) { try send(server) }
  }

  @Test("a stream that stalls, and one that drips past its time")
  func stalls() throws {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na"
    let stalled = try LoopbackServer(.init(head, staysOpen: true))
    #expect(throws: ModelFailure.idleTimeout) {
      try send(stalled, limits: TransferLimits(connect: 500, idle: 150, whole: 9000, size: 1000))
    }
    let drops = [[UInt8]](repeating: [0x61], count: 100)
    let dripping = try LoopbackServer(.init([Array(head.utf8)] + drops, pause: 20))
    #expect(throws: ModelFailure.wholeTimeout) {
      try send(dripping, limits: TransferLimits(connect: 100, idle: 400, whole: 500, size: 1000))
    }
  }

  @Test("an interruption ends what is under way")
  func interruption() throws {
    let flag = Flag()
    let server = try LoopbackServer(
      .init("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\na", staysOpen: true))
    let transport = try transport(isInterrupted: { flag.isSet })
    #expect(throws: ModelFailure.cancelled) {
      try transport.send(
        request(server), limits: TransferLimits(connect: 500, idle: 60_000, whole: 60_000, size: 99)
      ) { _, _ in
        flag.set()
        return true
      }
    }
  }

  @Test("what a proxy says of itself is not taken for the answer")
  func proxy() throws {
    // The proxy opens a tunnel that leads nowhere.
    let proxy = try LoopbackServer(
      .init("HTTP/1.1 200 Connection established\r\nContent-Type: application/json\r\n\r\n"))
    var settings = CurlSettings(allowsPlainHTTP: false, agent: "vouch/test")
    settings.proxy = "http://127.0.0.1:\(proxy.port)"
    let transport = try CurlTransport(settings, isInterrupted: { false })
    var heads = 0
    #expect(throws: ModelFailure.self) {
      try transport.send(
        HTTPRequest(
          method: .post, address: "https://llm.example.org/v1", headers: [], body: [0x7B, 0x7D]),
        limits: TransferLimits(connect: 2000, idle: 2000, whole: 3000, size: 100)
      ) { _, _ in
        heads += 1
        return true
      }
    }
    #expect(heads == 0)
    #expect(proxy.requests.first?.hasPrefix("CONNECT llm.example.org:443 HTTP/1.1") == true)
  }

  @Test("a connection is used again")
  func reuse() throws {
    let server = try LoopbackServer(.init([Array(Self.ok("a").utf8)], staysOpen: true))
    let transport = try transport()
    #expect(try send(server, on: transport).body == "a")
    // The one connection is open, but its script is at its end: the second request waits on it.
    #expect(throws: ModelFailure.self) {
      try send(
        server, on: transport,
        limits: TransferLimits(connect: 300, idle: 300, whole: 400, size: 100))
    }
    #expect(server.requests.count == 1, "no second connection was made")
  }
}

private final class Flag: Sendable {
  private let value = Mutex(false)
  var isSet: Bool { value.withLock { $0 } }
  func set() { value.withLock { $0 = true } }
}
