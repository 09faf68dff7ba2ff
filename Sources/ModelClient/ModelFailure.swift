/// Why a model gave nothing that could be used. Holds no word of what was sent or answered: of a
/// server's own words only such as stand in a closed list.
package enum ModelFailure: Error, Sendable, Hashable {
  // What must be mended before anything is sent.
  case missingKey(KeySource, KeyProblem)
  case insecureAddress(host: String)
  /// libcurl is not there, or too old.
  case noTransport

  // On the way.
  case unreachable(host: String)
  case proxyRefused
  case untrusted(host: String)
  case connectTimeout(host: String)
  case idleTimeout
  case wholeTimeout
  case connectionLost
  case redirected(status: Int)
  case headersTooLarge
  case replyTooLarge(limit: Int)
  case circuitOpen(host: String, seconds: Int)
  case cancelled

  // The server refuses.
  case keyRefused(status: Int)
  case modelUnknown(model: String, available: [String])
  case addressUnknown(status: Int)
  case requestRefused(status: Int, reason: String?)
  case parameterRefused(name: String)
  case schemaRefused
  case contextExceeded
  case rateLimited(seconds: Int?)
  case quotaExhausted
  case serverFailed(status: Int)

  // The reply is no answer.
  case wrongContentType
  case malformedReply
  case streamFailed(reason: String?)
  case streamTruncated
  case outputTruncated
  case refused
  case contentFiltered
  case emptyReply
  case unexpectedEnding
  case contextCut(sent: Int, read: Int)
  case runaway

  // A recording is asked in place of the server.
  case notRecorded
  /// What it has is a failure, of which only the code was kept.
  case recorded(code: String)

  /// A stable name for records and JSON, free of any content.
  package var code: String {
    switch self {
    case .missingKey: "missing-key"
    case .insecureAddress: "insecure-address"
    case .noTransport: "no-transport"
    case .unreachable: "unreachable"
    case .proxyRefused: "proxy-refused"
    case .untrusted: "untrusted-certificate"
    case .connectTimeout: "connect-timeout"
    case .idleTimeout: "idle-timeout"
    case .wholeTimeout: "whole-timeout"
    case .connectionLost: "connection-lost"
    case .redirected: "redirected"
    case .headersTooLarge: "headers-too-large"
    case .replyTooLarge: "reply-too-large"
    case .circuitOpen: "circuit-open"
    case .cancelled: "cancelled"
    case .keyRefused: "key-refused"
    case .modelUnknown: "model-unknown"
    case .addressUnknown: "address-unknown"
    case .requestRefused: "request-refused"
    case .parameterRefused: "parameter-refused"
    case .schemaRefused: "schema-refused"
    case .contextExceeded: "context-exceeded"
    case .rateLimited: "rate-limited"
    case .quotaExhausted: "quota-exhausted"
    case .serverFailed: "server-failed"
    case .wrongContentType: "wrong-content-type"
    case .malformedReply: "malformed-reply"
    case .streamFailed: "stream-failed"
    case .streamTruncated: "stream-truncated"
    case .outputTruncated: "output-truncated"
    case .refused: "refused"
    case .contentFiltered: "content-filtered"
    case .emptyReply: "empty-reply"
    case .unexpectedEnding: "unexpected-ending"
    case .contextCut: "context-cut"
    case .runaway: "runaway-reply"
    case .notRecorded: "not-recorded"
    case .recorded(let code): code
    }
  }

  /// Whether the configuration is at fault, so that nothing else can be expected of another try.
  package var isSetup: Bool {
    switch self {
    case .missingKey, .insecureAddress, .noTransport: true
    default: false
    }
  }
}
