import Glibc
import Synchronization
internal import CLibcurl

/// The thread that talks to the network, and the transfers on their way to it.
@safe final class TransferQueue: Sendable {
  private struct State: Sendable {
    var waiting: [Transfer] = []
    var isClosed = false
  }

  private let state = Mutex(State())
  // libcurl's multi handle is used by the network's thread alone; the one function that others call,
  // curl_multi_wakeup, is made for that. It lives until that thread has ended.
  nonisolated(unsafe) private let multi: UnsafeMutableRawPointer
  private let isInterrupted: @Sendable () -> Bool

  /// Between two looks at deadlines and interruptions while something is under way, in milliseconds.
  private static let tick: Int32 = 40
  /// The same while there is nothing to do.
  private static let idle: Int32 = 1000

  init(isInterrupted: @escaping @Sendable () -> Bool) throws(ModelFailure) {
    guard let handle = unsafe shim_curl_multi_init() else { throw .noTransport }
    unsafe multi = handle
    self.isInterrupted = isInterrupted
    unsafe shim_curl_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    // More connections than the most requests at once would only be kept open for nothing.
    unsafe shim_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 256)
    let own = unsafe Unmanaged.passRetained(self)
    var thread = pthread_t()
    let status = unsafe pthread_create(
      &thread, nil,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<TransferQueue>.fromOpaque(argument).takeRetainedValue().work()
        }
        return nil
      }, unsafe own.toOpaque())
    guard status == 0 else {
      unsafe own.release()
      throw .noTransport
    }
    pthread_detach(thread)
  }

  // The thread holds a reference, so this runs after it has ended.
  deinit { unsafe shim_curl_multi_cleanup(multi) }

  func add(_ transfer: Transfer) {
    let isTaken = state.withLock { state in
      guard !state.isClosed else { return false }
      state.waiting.append(transfer)
      return true
    }
    if isTaken { wake() } else { transfer.finish(.cancelled) }
  }

  func giveUp(_ transfer: Transfer) {
    transfer.giveUp(.cancelled)
    wake()
  }

  func close() {
    state.withLock { $0.isClosed = true }
    wake()
  }

  private func wake() { unsafe shim_curl_multi_wakeup(multi) }

  // MARK: The network's thread

  private func work() {
    var running: [CurlHandle] = []
    while true {
      let (new, isClosed) = state.withLock { state in
        defer { state.waiting = [] }
        return (state.waiting, state.isClosed)
      }
      let isStopped = isClosed || isInterrupted()
      for transfer in new {
        guard !isStopped, let handle = CurlHandle(transfer),
          unsafe shim_curl_multi_add(multi, handle.pointer) == CURLM_OK
        else {
          transfer.finish(isStopped ? .cancelled : .noTransport)
          continue
        }
        running.append(handle)
      }
      var count: Int32 = 0
      unsafe shim_curl_multi_perform(multi, &count)
      finishDone(&running)
      let time = CurlHandle.now
      running.removeAll { handle in
        guard let reason = isStopped ? .cancelled : handle.transfer.reasonToStop(at: time) else {
          return false
        }
        unsafe shim_curl_multi_remove(multi, handle.pointer)
        handle.transfer.finish(reason)
        return true
      }
      if isClosed { return }
      unsafe shim_curl_multi_wait(multi, running.isEmpty ? Self.idle : Self.tick)
    }
  }

  private func finishDone(_ running: inout [CurlHandle]) {
    var code = CURLE_OK
    while let pointer = unsafe shim_curl_multi_next_done(multi, &code) {
      guard let index = running.firstIndex(where: { unsafe $0.pointer == pointer }) else {
        continue
      }
      let handle = running.remove(at: index)
      unsafe shim_curl_multi_remove(multi, pointer)
      handle.transfer.finish(handle.failure(code))
    }
  }
}
