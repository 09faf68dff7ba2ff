import ModelClient
import Testing

@Suite("Addresses of servers")
struct EndpointTests {
  @Test(
    "an address in parts",
    arguments: [
      ("https://api.openai.com/v1", Endpoint(scheme: .https, host: "api.openai.com", path: "/v1")),
      ("https://API.example.org/", Endpoint(scheme: .https, host: "api.example.org")),
      ("http://127.0.0.1:11434", Endpoint(scheme: .http, host: "127.0.0.1", port: 11434)),
      ("http://[::1]:8080/v1/", Endpoint(scheme: .http, host: "::1", port: 8080, path: "/v1")),
      ("https://[2001:db8::1]", Endpoint(scheme: .https, host: "2001:db8::1")),
    ])
  func parts(text: String, endpoint: Endpoint) throws { #expect(try Endpoint(text) == endpoint) }

  @Test(
    "what is no address, or would hide something in it",
    arguments: [
      ("", EndpointError.notAnAddress), ("api.openai.com", .noScheme), ("https:/x", .noScheme),
      ("ftp://x", .unknownScheme), ("HTTPS://x", .unknownScheme), ("https://", .noHost),
      ("https:///v1", .noHost), ("https://x:0", .badPort), ("https://x:70000", .badPort),
      ("https://x:", .badPort), ("https://x:8a", .badPort), ("https://[::1", .noHost),
      ("https://[::1]x", .badPort), ("https://[zz]", .noHost),
      ("https://key@x", .hasCredentials), ("https://u:p@x/v1", .hasCredentials),
      ("https://x/v1?key=1", .hasQuery), ("https://x/#a", .hasQuery),
      ("https://x y", .unexpectedCharacter), ("https://x\r\nHost: y", .unexpectedCharacter),
      ("https://exämple.org", .unexpectedCharacter), ("https://x%20/", .noHost),
    ])
  func refused(text: String, error: EndpointError) {
    #expect(throws: error) { try Endpoint(text) }
    #expect(!error.message.isEmpty)
  }

  @Test(
    "this machine, and what only looks like it",
    arguments: [
      ("localhost", true), ("a.localhost", true), ("127.0.0.1", true), ("127.8.9.10", true),
      ("::1", true), ("localhost.example.org", false), ("127.0.0.1.example.org", false),
      ("127.1", false), ("10.0.0.1", false), ("::2", false), ("notlocalhost", false),
    ])
  func loopback(host: String, isLoopback: Bool) {
    #expect(Endpoint(scheme: .http, host: host).isLoopback == isLoopback)
  }

  @Test("http is for this machine, but where it was asked for")
  func plainHTTP() throws {
    var profile = ModelProfile(
      name: "m", dialect: .openai, endpoint: try Endpoint("http://10.0.0.7:8000/v1"), model: "m")
    #expect(profile.complaint == .insecureAddress(host: "10.0.0.7:8000"))
    profile.allowsPlainHTTP = true
    #expect(profile.complaint == nil)
    profile.allowsPlainHTTP = false
    profile.endpoint = try Endpoint("http://localhost:8000/v1")
    #expect(profile.complaint == nil)
  }
}
