import Cryptography
import Glibc

/// What the trail takes from the world; tests give their own.
package struct AuditEnvironment: Sendable {
  package var now: @Sendable () -> Timestamp
  package var randomBytes: @Sendable (Int) throws(AuditError) -> [UInt8]
  package var processID: Int
  /// Changes with each start of the machine; after one, the newest writes may be lost.
  package var bootID: String
  package var files: any FileSystem
  /// In bytes; a segment that has reached it is followed by another.
  package var segmentLimit: Int
  /// Whether a trail may lie on a network file system, whose locks and synchronizations may not hold.
  package var allowsNetworkFiles = false

  package init(
    now: @escaping @Sendable () -> Timestamp,
    randomBytes: @escaping @Sendable (Int) throws(AuditError) -> [UInt8],
    processID: Int, bootID: String, files: any FileSystem = SystemFiles(),
    segmentLimit: Int = 64 << 20
  ) {
    self.now = now
    self.randomBytes = randomBytes
    self.processID = processID
    self.bootID = bootID
    self.files = files
    self.segmentLimit = segmentLimit
  }

  /// The clock, generator and process of this machine.
  package static func system() -> AuditEnvironment {
    AuditEnvironment(
      now: {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(
          microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
      },
      randomBytes: { (count) throws(AuditError) in
        do throws(CryptographyError) {
          return try SecureRandom.bytes(count)
        } catch {
          throw .cryptography(error)
        }
      },
      processID: Int(getpid()),
      bootID: Self.currentBootID())
  }

  /// The kernel's name for this start of the machine (proc(5)); empty where there is none, which
  /// only means that the newest segment is not reread after a power failure.
  private static func currentBootID() -> String {
    let files = SystemFiles()
    guard
      let descriptor = try? files.open("/proc/sys/kernel/random/boot_id", .readOnly)
    else { return "" }
    defer { files.close(descriptor) }
    // reason: as where there is none
    let bytes = (try? files.read(descriptor, at: 0, count: 64)) ?? []
    return String(decoding: bytes.filter { $0 > 0x20 && $0 < 0x7F }, as: UTF8.self)
  }
}
