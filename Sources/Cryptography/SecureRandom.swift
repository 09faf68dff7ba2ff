internal import CLibcrypto

/// Bytes from libcrypto's generator, which the kernel seeds.
package enum SecureRandom {
  package static func bytes(_ count: Int) throws(CryptographyError) -> [UInt8] {
    precondition(count >= 0 && count <= 1 << 20, "random bytes are asked for in small amounts")
    var failed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      failed = unsafe RAND_bytes(buffer.baseAddress, Int32(count)) != 1
      if failed { unsafe buffer.initialize(repeating: 0) }
      filled = count
    }
    guard !failed else { throw .noRandomness }
    return bytes
  }
}
