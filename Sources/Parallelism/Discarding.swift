import Glibc

/// Values that nobody needs any more and that take long to free: trees of ten thousands of nodes.
package enum Discarding {
  private final class Box {
    let value: any Sendable
    init(_ value: any Sendable) { self.value = value }
  }

  /// Gives up a value; another thread frees it while this one goes on. Where the system gives no thread,
  /// this one does.
  package static func free(_ value: consuming some Sendable) {
    let box = unsafe Unmanaged.passRetained(Box(value))
    var thread = pthread_t()
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        if let argument = unsafe argument { unsafe Unmanaged<Box>.fromOpaque(argument).release() }
        return nil
      }, unsafe box.toOpaque())
    guard status == 0 else {
      unsafe box.release()
      return
    }
    pthread_detach(thread)
  }

  /// Keeps a value as long as the process runs, which at its end gives all memory back at once: to free
  /// it before takes time for nothing.
  package static func leaveToTheEnd(_ value: consuming some Sendable) {
    _ = unsafe Unmanaged.passRetained(Box(value))
  }
}
