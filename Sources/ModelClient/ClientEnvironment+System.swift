import Glibc

extension ClientEnvironment {
  /// The clocks and the generator of this machine.
  package static func system(isInterrupted: @escaping @Sendable () -> Bool) -> ClientEnvironment {
    ClientEnvironment(
      monotonicMilliseconds: { Int(nanoseconds(of: CLOCK_MONOTONIC) / 1_000_000) },
      now: { Int(nanoseconds(of: CLOCK_REALTIME) / 1_000_000_000) },
      sleep: { usleep(UInt32(clamping: $0) &* 1000) },
      jitter: { Double.random(in: 0...1) },
      isInterrupted: isInterrupted)
  }

  private static func nanoseconds(of clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
