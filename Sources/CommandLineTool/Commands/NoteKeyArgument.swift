import AuditTrail

/// Keys and checkpoints that the command line names.
enum NoteKeyArgument {
  static let option = OptionSpecification(
    "key", .text(placeholder: "KEY"),
    "Public key that is trusted to sign the log: a line 'name+id+key', or a file with such lines.")

  /// Of a key, a checkpoint or a proof, in bytes: more than any has.
  private static let sizeLimit = 1 << 20

  /// The keys of `--key`; none where it is not given.
  static func keys(_ invocation: Invocation) throws(ToolFailure) -> [NoteVerifierKey] {
    guard let text = invocation.arguments.value("key") else { return [] }
    if let key = NoteVerifierKey(text) { return [key] }
    let lines = try bytes(text, invocation).split(separator: 0x0A)
    let keys = lines.compactMap { NoteVerifierKey(String(decoding: $0, as: UTF8.self)) }
    guard keys.count == lines.count, !keys.isEmpty else {
      throw TrailAccess.failure(.signing(.keyInvalid(path: text)))
    }
    return keys
  }

  /// The checkpoint in a file.
  static func checkpoint(
    _ path: String, _ invocation: Invocation
  ) throws(ToolFailure) -> Checkpoint {
    guard let checkpoint = Checkpoint(try bytes(path, invocation)) else {
      throw TrailAccess.failure(.signing(.checkpointDamaged(path: path)))
    }
    return checkpoint
  }

  /// The bytes of a file, or of standard input for `-`.
  static func bytes(_ path: String, _ invocation: Invocation) throws(ToolFailure) -> [UInt8] {
    do throws(InputFile.ReadError) {
      return path == "-"
        ? try InputFile.read(invocation.streams.input, limit: sizeLimit)
        : try InputFile.read(invocation.environment.absolute(path), limit: sizeLimit)
    } catch {
      throw .trouble(message: "\(Printable.line(path)): \(error.reason)", hint: error.hint)
    }
  }
}
