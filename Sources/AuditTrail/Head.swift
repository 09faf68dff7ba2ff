import Cryptography

/// Where a log ends.
struct Tip: Sendable, Hashable {
  var segment: Int
  /// The size of that segment in bytes.
  var size: Int
  /// Records in the whole log, which is the number of the next one.
  var count: Int
  /// The leaf hash of the newest record; zero in an empty log.
  var leaf: Digest

  static let empty = Tip(segment: 0, size: 0, count: 0, leaf: .zero)
}

/// `state/head`: where the log ended when it was last appended to; a cache with one duty more.
///
/// It saves rereading the log, and names a length that certainly was durable, below which nothing may
/// be missing. It is overwritten in place and never synchronized: an older one is still true.
struct Head: Sendable, Hashable {
  var tip: Tip
  /// The file that the tip is in; another one under the same name must be reread.
  var inode: UInt64
  /// Bytes of the tip's segment that are known to be on the disk; all older segments are.
  var durable: Int
  /// The hash of the boot id under which it was written.
  var boot: Digest

  private static let magic = "vouch-head/1"

  /// A line of fixed length, and one with its hash, which tells a torn one.
  var bytes: [UInt8] {
    func padded(_ number: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, 20 - text.count)) + text
    }
    let fields = [
      Self.magic, padded(tip.segment), padded(tip.size), padded(tip.count), tip.leaf.hex,
      padded(Int(truncatingIfNeeded: inode)), padded(durable), boot.hex,
    ]
    let line = Array((fields.joined(separator: " ") + "\n").utf8)
    return line + Array((SHA256.hash(line).hex + "\n").utf8)
  }

  static let byteCount = Head(tip: .empty, inode: 0, durable: 0, boot: .zero).bytes.count

  /// Nil where the bytes are not a whole head.
  init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.byteCount, let end = bytes.firstIndex(of: 0x0A),
      bytes[(end + 1)...].elementsEqual(Array((SHA256.hash(bytes[...end]).hex + "\n").utf8))
    else { return nil }
    let fields = bytes[..<end].split(separator: 0x20)
    guard fields.count == 8, fields[0].elementsEqual(Self.magic.utf8),
      let segment = Self.number(fields[1]), let size = Self.number(fields[2]),
      let count = Self.number(fields[3]), let leaf = Digest(hex: fields[4]),
      let inode = Self.number(fields[5]), let durable = Self.number(fields[6]),
      let boot = Digest(hex: fields[7])
    else { return nil }
    self.init(
      tip: Tip(segment: segment, size: size, count: count, leaf: leaf),
      inode: UInt64(truncatingIfNeeded: inode), durable: durable, boot: boot)
  }

  init(tip: Tip, inode: UInt64, durable: Int, boot: Digest) {
    self.tip = tip
    self.inode = inode
    self.durable = durable
    self.boot = boot
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    Int(String(decoding: digits, as: UTF8.self))
  }
}
