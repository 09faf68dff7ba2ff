import Glibc
import Synchronization

/// Set by the signal handler; a handler may do no more than this.
private let interruptionRequested = Atomic<Bool>(false)

extension ToolEnvironment {
  /// The world of this process. From here on an interruption from the keyboard, or a request to
  /// terminate, only sets a flag, and a closed pipe is an error of the write instead of a signal.
  package static func process() -> ToolEnvironment {
    reserveStandardDescriptors()
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow further ('ulimit -f') is an error of the write, too.
    signal(SIGXFSZ, SIG_IGN)
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = { _ in
      // A second request ends the process at once: the first may be waiting for a slow disk.
      if interruptionRequested.exchange(true, ordering: .relaxed) { _exit(130) }
    }
    LastWords.prepare()
    // No SA_RESTART: a read that waits for input must return, to see the flag.
    unsafe sigaction(SIGINT, &action, nil)
    unsafe sigaction(SIGTERM, &action, nil)
    // A terminal that was closed asks to stop, but where the run was started to outlive it (nohup(1)).
    var hangUp = sigaction()
    unsafe sigaction(SIGHUP, nil, &hangUp)
    if unsafe unsafeBitCast(hangUp.__sigaction_handler.sa_handler, to: Int.self) != 1 {
      unsafe sigaction(SIGHUP, &action, nil)
    }
    // A parent that started this process from a worker thread may have left them blocked.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGINT)
    unsafe sigaddset(&signals, SIGTERM)
    unsafe sigprocmask(SIG_UNBLOCK, &signals, nil)
    // A core file of this process would hold notes and keys. Where the limit cannot be set, it is the
    // system's. Behind the handlers, so that an interruption meets them from the first call on.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    return ToolEnvironment(
      variables: variables(), currentDirectory: directory(), executablePath: executable(),
      processID: Int(getpid()), cores: processors(), loginName: userName,
      monotonicNanoseconds: {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
      },
      isInterrupted: { interruptionRequested.load(ordering: .relaxed) })
  }

  /// Where a standard stream is closed, the next file to be opened would take its number, and what is
  /// printed would overwrite that file: the audit log, for one. So the number is given to a file that
  /// fails whenever it is used: a source that cannot be read, sinks that cannot be written.
  private static func reserveStandardDescriptors() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      guard fcntl(descriptor, F_GETFD) < 0, errno == EBADF else { continue }
      // The lowest free number is given out, and all lower ones are taken.
      let mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY
      // Without even that file the run must not go on; there is nowhere to say why.
      guard unsafe open("/dev/null", mode) == descriptor else {
        _exit(ExitCode.failure.rawValue)
      }
    }
  }

  private static func variables() -> [String: String] {
    var result: [String: String] = [:]
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      let text = unsafe String(cString: entry)
      if let equals = text.firstIndex(of: "=") {
        result[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      unsafe next += 1
    }
    return result
  }

  /// Relative paths resolve against the process's own directory, so it need not be known by name.
  private static func directory() -> String { "." }

  private static func executable() -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0, count < buffer.count else { return nil }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// As the user database has it, else the number alone (getpwuid_r(3)).
  private static func userName() -> String? {
    let number = getuid()
    var entry = unsafe passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard unsafe getpwuid_r(number, &entry, &buffer, buffer.count, &found) == 0,
      let name = unsafe found?.pointee.pw_name
    else { return "uid-\(number)" }
    return unsafe String(cString: name)
  }

  private static func processors() -> Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }
}

extension Streams {
  package static func standard(_ environment: ToolEnvironment) -> Streams {
    Streams(
      input: DescriptorSource.standardInput(isInterrupted: environment.isInterrupted),
      output: DescriptorSink.standardOutput, errors: DescriptorSink.standardError)
  }
}

extension ExitCode {
  package func exitProcess() -> Never { exit(rawValue) }
}
