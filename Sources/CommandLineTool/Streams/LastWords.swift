import Glibc

/// What a run says that cannot go on: memory that the system refuses, or an error of its own, ends a
/// Swift program by a signal. That must not look like one of the ways in which a run is done.
enum LastWords {
  static func prepare() {
    // A stack that has run over leaves no room for a handler; this one is for it alone.
    var stack = unsafe stack_t()
    unsafe stack.ss_size = 64 << 10
    unsafe stack.ss_sp = malloc(64 << 10)
    if unsafe stack.ss_sp != nil { unsafe sigaltstack(&stack, nil) }

    handle([SIGABRT]) { _ in
      LastWords.leave(
        """

        vouch: out of memory; nothing was shown that was not decided and recorded
          hint: raise the limit (see 'ulimit -v'), give fewer --jobs, or split the note

        """)
    }
    handle([SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE]) { _ in
      LastWords.leave(
        """

        vouch: an error inside vouch; nothing was shown that was not decided and recorded
          hint: run again; where memory is limited (see 'ulimit -v'), raise the limit; if it comes back,
                report the command and the version

        """)
    }
  }

  private static func handle(_ signals: [CInt], _ handler: @escaping @convention(c) (CInt) -> Void)
  {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = handler
    action.sa_flags = SA_ONSTACK
    for number in signals { unsafe sigaction(number, &action, nil) }
  }

  /// A handler may do no more than write and leave.
  private static func leave(_ message: StaticString) {
    _ = unsafe write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
    _exit(ExitCode.failure.rawValue)
  }
}
