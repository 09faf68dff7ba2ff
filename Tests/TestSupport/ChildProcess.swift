import FoundationEssentials
import Glibc

/// A program run as a child, its streams kept in files, so that nothing can block on a full pipe.
package final class ChildProcess: Sendable {
  package struct Result: Sendable {
    /// The exit code, or nil where a signal ended it.
    package var exitCode: Int32?
    package var output: String
    package var errors: String

    /// The lines of standard output.
    package var lines: [Substring] { output.split(separator: "\n") }
  }

  private let pid: pid_t
  private let folder: TemporaryFolder

  /// The repository's root, found from this file.
  package static let repository = #filePath.split(
    separator: "/", omittingEmptySubsequences: false
  ).dropLast(3).joined(separator: "/")

  /// The `vouch` binary that was built beside the test runner.
  package static var vouch: String {
    let runner = CommandLine.arguments[0]
    let folder = runner.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/")
    let beside = "\(folder)/vouch"
    return FileManager.default.isExecutableFile(atPath: beside)
      ? beside : "\(repository)/.build/debug/vouch"
  }

  /// Starts a program by path. The environment is what is given and nothing else, but for PATH.
  package init(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws {
    folder = try TemporaryFolder()
    let inputPath = try folder.write("stdin", input)
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let create = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, 1, folder.file("stdout"), create, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, folder.file("stderr"), create, 0o600)
    var variables = environment
    variables["PATH"] = variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    variables["HOME"] = variables["HOME"] ?? folder.path
    var argv = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var envp = unsafe variables.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      unsafe argv.forEach { unsafe free($0) }
      unsafe envp.forEach { unsafe free($0) }
    }
    // Signals as a shell gives them: what a parent of the tests ignores or blocks is not passed on.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var child = pid_t()
    let failure = unsafe posix_spawn(&child, arguments[0], &actions, &attributes, &argv, &envp)
    guard failure == 0 else { throw StartError(program: arguments[0], code: failure) }
    pid = child
  }

  package struct StartError: Error {
    package var program: String
    package var code: Int32
  }

  package func signal(_ number: Int32) { _ = kill(pid, number) }

  /// What it has printed so far.
  package var outputSoFar: String { Self.text(folder.file("stdout")) }

  /// Waits for its end.
  package func wait() -> Result {
    var status: Int32 = 0
    while unsafe waitpid(pid, &status, 0) == -1 && errno == EINTR {}
    let exited = status & 0x7F == 0
    return Result(
      exitCode: exited ? (status >> 8) & 0xFF : nil, output: Self.text(folder.file("stdout")),
      errors: Self.text(folder.file("stderr")))
  }

  /// Runs the `vouch` binary with the project's policies to its end.
  package static func vouch(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> Result {
    var variables = environment
    variables["VOUCH_POLICIES"] = variables["VOUCH_POLICIES"] ?? "\(repository)/Policies"
    return try ChildProcess([vouch] + arguments, input: input, environment: variables).wait()
  }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }
}
