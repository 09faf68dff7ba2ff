package import ModelClient

/// A model whose answers come from a recording as far as it has them.
package struct RecordedModel: ModelSource {
  package let profile: ModelProfile
  /// What is asked for the rest, and recorded; nil where nothing is asked.
  private let server: (any ModelSource)?
  private let recording: ModelRecording
  private var occasion = ""

  /// Asks the server for what the recording lacks, and for what failed when it was made.
  package init(_ server: any ModelSource, recordingTo recording: ModelRecording) {
    profile = server.profile
    self.server = server
    self.recording = recording
  }

  /// Asks nobody.
  package init(_ profile: ModelProfile, replaying recording: ModelRecording) {
    self.profile = profile
    server = nil
    self.recording = recording
  }

  package func on(_ occasion: String) -> any ModelSource {
    var model = self
    model.occasion = occasion
    return model
  }

  /// Without a key, and in the strictest form: the same whatever the server was found to take.
  package func firstRequest(_ request: ModelRequest) -> HTTPRequest {
    RequestEncoder(profile).request(request, on: profile.firstRung, key: nil)
  }

  package func ask(
    _ request: ModelRequest, account: inout ModelAccount,
    mayGoOn: (_ textSoFar: [UInt8]) -> Bool
  ) throws(ModelFailure) -> ModelExchange {
    let digest = digest(of: request)
    if let entry = recording[digest], server == nil || !entry.isFailure {
      return try answer(with: entry, account: &account, mayGoOn: mayGoOn)
    }
    guard let server else {
      recording.countMissing()
      throw .notRecorded
    }
    var own = ModelAccount()
    defer { account.add(own) }
    do throws(ModelFailure) {
      let exchange = try server.ask(request, account: &own, mayGoOn: mayGoOn)
      recording.keep(.init(outcome: .reply(exchange), account: own), for: digest)
      return exchange
    } catch {
      // What the user gave up says nothing about the server.
      if error != .cancelled {
        recording.keep(.init(outcome: .failure(code: error.code), account: own), for: digest)
      }
      throw error
    }
  }

  private func answer(
    with entry: RecordedReply, account: inout ModelAccount, mayGoOn: ([UInt8]) -> Bool
  ) throws(ModelFailure) -> ModelExchange {
    switch entry.outcome {
    case .failure(let code):
      account.add(entry.account)
      throw .recorded(code: code)
    case .reply(var exchange):
      // Those who watch a stream end it where they would have ended it: they go by whole claims, however
      // the pieces come.
      if profile.isStreaming, !exchange.reply.text.isEmpty {
        let isStopped = !mayGoOn(Array(exchange.reply.text.utf8))
        // What would have come after a reply that was ended then, and would not be now, nobody knows.
        if exchange.isStopped, !isStopped {
          recording.countMissing()
          throw .notRecorded
        }
        exchange.isStopped = isStopped
      }
      account.add(entry.account)
      return exchange
    }
  }

  /// The name that people gave the model stands for its server, which a model of the same name at another
  /// address is not.
  private func digest(of request: ModelRequest) -> String {
    let body = String(decoding: firstRequest(request).body, as: UTF8.self)
    return RemoteDigest.hex(
      ["vouch/recording/1", profile.name, profile.dialect.rawValue, occasion, body].joined(
        separator: "\n"))
  }
}
