extension ModelFailure {
  /// What is wrong, in one phrase.
  package var message: String {
    switch self {
    case .missingKey(let source, let problem):
      switch (source, problem) {
      case (_, .unusable): "\(source.description) holds nothing that could be a key"
      case (.variable(let name), _): "the model wants a key, and the variable \(name) is not set"
      case (.file(let path), .readableByOthers): "the key in \(path) can be read by others"
      case (.file(let path), _): "the key cannot be read from \(path)"
      case (.command, _): "\(source.description), which should print the key, failed"
      }
    case .insecureAddress(let host):
      "http to \(host) would send notes over the network for everybody on the way to read"
    case .noTransport: "libcurl (7.85 or later), which talks to models, cannot be loaded"
    case .unreachable(let host): "no connection to \(host)"
    case .proxyRefused: "the proxy does not let the request through"
    case .untrusted(let host): "the certificate of \(host) cannot be trusted"
    case .connectTimeout(let host): "\(host) did not take the connection in time"
    case .idleTimeout: "the reply stopped coming"
    case .wholeTimeout: "the time for the whole request was over"
    case .connectionLost: "the connection broke off"
    case .redirected(let status):
      "the server sends the request elsewhere (status \(status)), which is not followed"
    case .headersTooLarge: "the headers of the reply have no end"
    case .replyTooLarge(let limit): "the reply is larger than \(limit) bytes"
    case .circuitOpen(let host, let seconds):
      "\(host) failed so often that it is left alone for another \(seconds) s"
    case .cancelled: "the request was given up"
    case .keyRefused(let status): "the server refuses the key (status \(status))"
    case .modelUnknown(let model, let available):
      available.isEmpty
        ? "the server does not have the model '\(model)'"
        : "the server does not have the model '\(model)'; it has \(available.joined(separator: ", "))"
    case .addressUnknown(let status): "the server knows no such address (status \(status))"
    case .requestRefused(let status, let reason):
      "the server refuses the request (status \(status)\(reason.map { ", \($0)" } ?? ""))"
    case .parameterRefused(let name): "the model does not take the parameter '\(name)'"
    case .schemaRefused: "the server does not take the schema of the reply"
    case .contextExceeded: "note and reply are longer than the model can hold"
    case .rateLimited: "the server takes no more requests for now"
    case .quotaExhausted: "the account at the server is used up"
    case .serverFailed(let status): "the server failed (status \(status))"
    case .wrongContentType: "the reply is neither JSON nor a stream of events"
    case .malformedReply: "the reply cannot be read"
    case .streamFailed(let reason):
      "the server failed in the midst of the reply\(reason.map { " (\($0))" } ?? "")"
    case .streamTruncated: "the reply ended before its end"
    case .outputTruncated: "the model reached its limit of tokens before it was done"
    case .refused: "the model refuses"
    case .contentFiltered: "a content filter of the server withholds the reply"
    case .emptyReply: "the model answered nothing"
    case .unexpectedEnding: "the model ended for a reason that is not known"
    case .contextCut(let sent, let read):
      "the server read \(read) tokens of at least \(sent): it cut the note without saying so"
    case .runaway: "the reply ran on without making a summary"
    case .notRecorded: "the recording has no reply to this request"
    case .recorded(let code): "the recording has a failure in place of the reply (\(code))"
    }
  }

  /// How to mend it; nil where there is nothing to do but to try again later.
  package var hint: String? {
    switch self {
    case .missingKey(let source, let problem):
      switch (source, problem) {
      case (.file(let path), .readableByOthers): "chmod 600 \(path), and have a new key issued"
      case (.variable(let name), _): "export \(name)=…, or name another source with 'key'"
      case (.file, _): "write the key alone into it, with mode 0600"
      case (.command, _): "run it by hand: it must print the key and exit with 0 within 10 s"
      }
    case .insecureAddress: "use https, or say 'plainHTTP: true' in the model's profile"
    case .noTransport: "install it: apt-get install libcurl4"
    case .unreachable: "see that the server runs and that 'url' is right; 'vouch doctor' asks it"
    case .proxyRefused: "see HTTPS_PROXY and NO_PROXY"
    case .untrusted: "name the authority's certificate with SSL_CERT_FILE or 'certificates'"
    case .connectTimeout, .idleTimeout, .wholeTimeout: "raise 'timeouts' in the model's profile"
    case .connectionLost: nil
    case .redirected: "write the address that it leads to as 'url', if you trust it"
    case .headersTooLarge, .replyTooLarge: "see whether 'url' is the server that you mean"
    case .circuitOpen: "see 'vouch doctor'"
    case .cancelled: nil
    case .keyRefused: "see that the key is right and may use this model"
    case .modelUnknown: "name one that it has with 'model'"
    case .addressUnknown: "see 'url': of OpenAI's kind it ends in /v1, of Anthropic's it does not"
    case .requestRefused: "see the request with --dry-run"
    case .parameterRefused("max_tokens"):
      "write 'outputLimit: max_completion_tokens' in the profile, or the other way round"
    case .parameterRefused(let name): "write '\(name): none' in the profile, to leave it out"
    case .schemaRefused: "write 'structure: auto' in the profile, to ask for less"
    case .contextExceeded: "use a model with more context, or split the note"
    case .rateLimited: "lower 'concurrency' in the profile, or --jobs"
    case .quotaExhausted: "add to the account, or use another model"
    case .serverFailed: nil
    case .wrongContentType, .malformedReply: "see 'dialect' and 'url'"
    case .streamFailed, .streamTruncated: nil
    case .outputTruncated: "raise 'outputTokens' in the profile, or lower --words"
    case .refused, .contentFiltered: nil
    case .emptyReply, .unexpectedEnding: nil
    case .contextCut: "raise 'contextTokens' in the profile, and what the server gives a model"
    case .runaway: nil
    case .notRecorded: "record it with --record; another note, prompt or model is another request"
    case .recorded: "record it anew with --record, which asks again where a failure was kept"
    }
  }
}
