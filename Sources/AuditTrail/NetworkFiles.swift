import Glibc

extension FileSystem {
  /// Files that are none of a machine's lie on no network.
  package func isOnNetwork(_ path: String) -> Bool { false }
}

extension SystemFiles {
  /// Where locks may be those of one machine only, and a synchronization may not reach the disk.
  private static let networkTypes: Set<String> = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "afs"]

  package func isOnNetwork(_ path: String) -> Bool {
    var status = stat()
    var place = path
    while unsafe stat(place, &status) != 0 {
      // What cannot be asked is no reason to refuse: opening it says what is wrong.
      guard errno == ENOENT, place != "/", place != "." else { return false }
      place = AuditLayout.parent(of: place)
    }
    guard let descriptor = try? open("/proc/self/mountinfo", .readOnly) else { return false }
    defer { close(descriptor) }
    // Without the list nobody can tell; a machine without /proc has no such mounts to speak of.
    let mounts = (try? read(descriptor, at: 0, count: 1 << 20)) ?? []
    return Self.type(ofDevice: UInt64(status.st_dev), in: mounts).map(Self.networkTypes.contains)
      ?? false
  }

  /// The type of the file system with a device number, by the list of mounts (proc(5)):
  /// `36 35 98:0 /root /mnt rw,noatime master:1 - ext3 /dev/root rw`.
  static func type(ofDevice device: UInt64, in mounts: [UInt8]) -> String? {
    // gnu_dev_major and gnu_dev_minor of the C library.
    let major = device >> 8 & 0xFFF | device >> 32 & 0xFFFF_F000
    let minor = device & 0xFF | device >> 12 & 0xFFFF_FF00
    let number = Array("\(major):\(minor)".utf8)
    for line in mounts.split(separator: 0x0A) {
      let fields = line.split(separator: 0x20)
      guard fields.count > 6, fields[2].elementsEqual(number),
        let dash = fields[6...].firstIndex(where: { $0.elementsEqual([0x2D]) }),
        dash + 1 < fields.count
      else { continue }
      return String(decoding: fields[dash + 1], as: UTF8.self)
    }
    return nil
  }
}
