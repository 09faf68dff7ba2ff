import Glibc

/// Threads beside the one that asks for them.
///
/// libdispatch waits without end for threads that a limit of memory or of processes refuses; here the
/// work is then done by fewer.
package struct Crew {
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private var threads: [pthread_t] = []

  /// Begins the work on as many threads as the system gives, at most `count`.
  package init(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    for _ in 0..<count {
      let work = unsafe Unmanaged.passRetained(Work(body))
      var thread = pthread_t()
      let status = unsafe pthread_create(
        &thread, nil,
        { argument in
          if let argument = unsafe argument {
            unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
          }
          return nil
        }, unsafe work.toOpaque())
      guard status == 0 else {
        unsafe work.release()
        return
      }
      threads.append(thread)
    }
  }

  /// Whether the system gave none.
  package var isEmpty: Bool { threads.isEmpty }

  /// Waits until all of them are done.
  package func wait() {
    for thread in threads { pthread_join(thread, nil) }
  }
}
