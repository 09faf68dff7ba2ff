import CClock
import Cryptography
import Glibc

/// What the trail takes from the world; tests give their own.
package struct AuditEnvironment: Sendable {
  package var now: @Sendable () -> Timestamp
  package var randomBytes: @Sendable (Int) throws(AuditError) -> [UInt8]
  package var processID: Int
  /// Changes with each start of the machine; after one, the newest writes may be lost.
  package var bootID: String
  /// The user as whom the process acts.
  package var userID: UInt32 = 0
  /// The name of the machine, of at most 64 letters, digits, hyphens and full stops.
  package var host = "unknown"
  /// Microseconds of a clock that only runs forwards, from the start of the machine.
  package var uptime: @Sendable () -> Int = { 0 }
  /// Whether a time server keeps the clock that `now` reads.
  package var isClockKept: @Sendable () -> Bool = { false }
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
    var environment = AuditEnvironment(
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
    environment.userID = geteuid()
    environment.host = Self.currentHost()
    environment.uptime = {
      var time = timespec()
      unsafe clock_gettime(CLOCK_MONOTONIC, &time)
      return Int(time.tv_sec) * 1_000_000 + Int(time.tv_nsec) / 1000
    }
    environment.isClockKept = { shim_clock_is_kept() != 0 }
    return environment
  }

  private static func currentHost() -> String {
    var name = [CChar](repeating: 0, count: 256)
    // A host name is at most 64 bytes (HOST_NAME_MAX), and ends with a zero.
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return host(named: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)))
  }

  /// A machine's name as records have it: nothing that a host name may not hold (RFC 1123, section 2.1).
  static func host(named name: [UInt8]) -> String {
    let plain = name.prefix(64).filter { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E: true
      default: false
      }
    }
    return plain.isEmpty ? "unknown" : String(decoding: plain, as: UTF8.self)
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
