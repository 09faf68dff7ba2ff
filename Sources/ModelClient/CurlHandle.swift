import Glibc
internal import CLibcurl

/// libcurl's handle of one transfer; of the network's thread alone.
@safe final class CurlHandle {
  let transfer: Transfer
  let pointer: UnsafeMutableRawPointer
  /// libcurl keeps no copy of the lists and bytes that it is given.
  private var headers: UnsafeMutablePointer<curl_slist>?
  private let body: UnsafeMutableBufferPointer<UInt8>

  /// Nil where there is no memory.
  init?(_ transfer: Transfer) {
    guard let pointer = unsafe shim_curl_easy_init() else { return nil }
    self.transfer = transfer
    unsafe self.pointer = pointer
    unsafe body = .allocate(capacity: transfer.request.body.count)
    _ = unsafe body.initialize(from: transfer.request.body)
    transfer.begin(at: Self.now)
    setUp()
  }

  deinit {
    unsafe shim_curl_easy_cleanup(pointer)
    unsafe shim_curl_free_list(headers)
    // It may hold a note.
    if let start = unsafe body.baseAddress { unsafe explicit_bzero(start, body.count) }
    unsafe body.deallocate()
  }

  /// Monotonic milliseconds.
  static var now: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }

  private func setUp() {
    let request = transfer.request
    let settings = transfer.settings
    set(CURLOPT_URL, request.address)
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_PROTOCOLS_STR, settings.allowsPlainHTTP ? "http,https" : "https")
    // A key must never follow to where a server points.
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
    set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
    set(CURLOPT_PIPEWAIT, 1)
    // A transfer that is given up does not wait for its name to be looked up.
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_TCP_NODELAY, 1)
    set(CURLOPT_TCP_KEEPALIVE, 1)
    set(CURLOPT_USERAGENT, settings.agent)
    set(CURLOPT_CONNECTTIMEOUT_MS, transfer.limits.connect)
    set(CURLOPT_TIMEOUT_MS, transfer.limits.whole)
    if let certificates = settings.certificates { set(CURLOPT_CAINFO, certificates) }
    // Empty means none, whatever the variables of the process say.
    set(CURLOPT_PROXY, settings.proxy ?? "")
    set(CURLOPT_NOPROXY, settings.withoutProxy ?? "")
    // What a proxy answers to CONNECT is no answer to the request.
    set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    for header in request.headers { append("\(header.name): \(header.value)") }
    // A server that would first agree to take the body costs a second round trip.
    append("Expect:")
    unsafe shim_curl_set_list(pointer, CURLOPT_HTTPHEADER, headers)
    if request.method == .post {
      set(CURLOPT_POST, 1)
      unsafe shim_curl_set_size(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
      unsafe shim_curl_set_pointer(pointer, CURLOPT_POSTFIELDS, body.baseAddress)
    }
    // The transfer lives as long as this handle, which libcurl does not outlive.
    let context = unsafe Unmanaged.passUnretained(transfer).toOpaque()
    unsafe shim_curl_set_pointer(pointer, CURLOPT_HEADERDATA, context)
    unsafe shim_curl_set_pointer(pointer, CURLOPT_WRITEDATA, context)
    unsafe shim_curl_set_data_function(
      pointer, CURLOPT_HEADERFUNCTION,
      { bytes, size, count, context in
        guard let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
        let mayGoOn = unsafe transfer.takeHeader(Array(line), at: CurlHandle.now)
        return mayGoOn ? size * count : 0
      })
    unsafe shim_curl_set_data_function(
      pointer, CURLOPT_WRITEFUNCTION,
      { bytes, size, count, context in
        guard let context = unsafe context else { return 0 }
        let transfer = unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
        let piece = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
        return unsafe transfer.takeBody(piece, at: CurlHandle.now) ? size * count : 0
      })
  }

  private func set(_ option: CURLoption, _ value: Int) {
    unsafe shim_curl_set_long(pointer, option, value)
  }

  private func set(_ option: CURLoption, _ value: String) {
    unsafe shim_curl_set_text(pointer, option, value)
  }

  private func append(_ line: String) {
    let longer = unsafe shim_curl_append(headers, line)
    if let longer = unsafe longer { unsafe headers = longer }
  }

  /// What a result of libcurl means; nil where all went well.
  func failure(_ code: CURLcode) -> ModelFailure? {
    let host = Self.authority(of: transfer.request.address)
    switch code {
    case CURLE_OK: return nil
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: return .unreachable(host: host)
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return .proxyRefused
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
      return .untrusted(host: host)
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER: return .unreachable(host: host)
    case CURLE_OPERATION_TIMEDOUT: return timeout(host)
    case CURLE_UNSUPPORTED_PROTOCOL: return .insecureAddress(host: host)
    case CURLE_RECV_ERROR where connectStatus != 0: return .proxyRefused
    default: return .connectionLost
    }
  }

  /// The whole time over, or that for the connection.
  private func timeout(_ host: String) -> ModelFailure {
    var ports = 0
    // No local port: there never was a connection.
    unsafe shim_curl_get_long(pointer, CURLINFO_LOCAL_PORT, &ports)
    return ports == 0 && transfer.limits.connect < transfer.limits.whole
      ? .connectTimeout(host: host) : .wholeTimeout
  }

  private var connectStatus: Int {
    var status = 0
    unsafe shim_curl_get_long(pointer, CURLINFO_HTTP_CONNECTCODE, &status)
    return status
  }

  private static func authority(of address: String) -> String {
    // Addresses are made from endpoints: `scheme://authority/…`.
    let parts = address.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    return parts.count > 1 ? String(parts[1]) : ""
  }
}
