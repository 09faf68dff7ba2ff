import Glibc
import Synchronization
internal import CLibcurl

/// HTTP by libcurl: one thread with one multi handle serves all callers, so that connections are used
/// again and HTTP/2 carries many requests over one of them.
package final class CurlTransport: HTTPTransport {
  private let queue: TransferQueue
  private let settings: CurlSettings

  /// Starts the thread.
  ///
  /// - Parameter isInterrupted: is asked twenty times a second; all transfers end where it says so.
  package init(
    _ settings: CurlSettings, isInterrupted: @escaping @Sendable () -> Bool
  ) throws(ModelFailure) {
    self.settings = settings
    guard CurlLibrary.isLoaded else { throw .noTransport }
    queue = try TransferQueue(isInterrupted: isInterrupted)
  }

  deinit { queue.close() }

  /// As libcurl tells it: `libcurl/7.88.1 OpenSSL/3.0.11 …`; nil where it cannot be loaded.
  package static var version: String? {
    guard CurlLibrary.isLoaded, let text = unsafe shim_curl_version() else { return nil }
    return unsafe String(cString: text)
  }

  package func send(
    _ request: HTTPRequest, limits: TransferLimits, receive: (HTTPHead, [UInt8]) -> Bool
  ) throws(ModelFailure) {
    let transfer = Transfer(request, limits: limits, settings: settings)
    queue.add(transfer)
    var isWanted = true
    while true {
      transfer.wait()
      let news = transfer.takeNews()
      if isWanted, let head = news.head, news.isNewHead || !news.bytes.isEmpty {
        isWanted = receive(head, news.bytes)
        if !isWanted, !news.isFinished { queue.giveUp(transfer) }
      }
      if news.isFinished {
        // What was no longer wanted cannot fail any more.
        if isWanted, let failure = news.failure { throw failure }
        return
      }
    }
  }
}

/// How connections are made, beyond what each request says.
package struct CurlSettings: Sendable, Hashable {
  /// Certificates to trust, a file in PEM; nil for the system's.
  package var certificates: String?
  /// For https, such as `http://proxy:3128`; nil for none.
  package var proxy: String?
  /// Hosts that need no proxy, divided by commas.
  package var withoutProxy: String?
  /// Whether `http` may be used.
  package var allowsPlainHTTP: Bool
  /// As servers see the program.
  package var agent: String

  package init(allowsPlainHTTP: Bool, agent: String) {
    self.allowsPlainHTTP = allowsPlainHTTP
    self.agent = agent
  }

  /// For a profile, by the variables that other programs go by. libcurl itself reads neither
  /// `SSL_CERT_FILE` nor `CURL_CA_BUNDLE`; the proxy's variables are read here so that tests give their own.
  package init(_ profile: ModelProfile, variables: [String: String], agent: String) {
    func variable(_ names: String...) -> String? {
      names.lazy.compactMap { variables[$0] }.first { !$0.isEmpty }
    }
    self.agent = agent
    allowsPlainHTTP = profile.endpoint.scheme == .http
    certificates = profile.certificates ?? variable("SSL_CERT_FILE")
    // The way to this machine itself leads over no proxy.
    if !profile.endpoint.isLoopback {
      // As libcurl does, HTTP_PROXY in capitals is passed over: a CGI script gets it from its caller.
      proxy =
        profile.endpoint.scheme == .https
        ? variable("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
        : variable("http_proxy", "all_proxy", "ALL_PROXY")
      withoutProxy = variable("no_proxy", "NO_PROXY")
    }
  }
}

enum CurlLibrary {
  /// Whether libcurl could be loaded; it is loaded when this is first asked.
  static let isLoaded = shim_curl_load() == 0
}
