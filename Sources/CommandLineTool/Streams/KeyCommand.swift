import Glibc

/// Runs the program that prints a key.
enum KeyCommand {
  /// In milliseconds: a person may have to unlock a store of keys.
  private static let patience: Int32 = 10_000
  /// In bytes; a key has a few hundred.
  private static let longestOutput = 64 << 10

  /// What the program wrote on its standard output; nil where it failed, or was not done in time.
  static func output(of words: [String]) -> [UInt8]? {
    guard let program = words.first else { return nil }
    var ends: [CInt] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[0]) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { unsafe arguments.forEach { unsafe free($0) } }
    var child = pid_t()
    let failure = unsafe posix_spawnp(&child, program, &actions, nil, &arguments, environ)
    close(ends[1])
    guard failure == 0 else { return nil }
    let output = read(from: ends[0])
    if output == nil { kill(child, SIGKILL) }
    var status: CInt = 0
    while unsafe waitpid(child, &status, 0) == -1 && errno == EINTR {}
    return status == 0 ? output : nil
  }

  private static func read(from descriptor: CInt) -> [UInt8]? {
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while output.count <= longestOutput {
      var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&ready, 1, patience) == 1 else { return nil }
      let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
      if count == 0 { return output }
      guard count > 0 else { return nil }
      output += buffer[..<count]
    }
    return nil
  }
}
