/// A file with a secret, which nobody but its owner may read.
enum KeyFile {
  /// The bytes of the file; nil where there is none. `keyExposed` where others may read it.
  static func read(_ path: String, files: any FileSystem) throws(AuditError) -> [UInt8]? {
    do throws(SystemError) {
      guard try files.status(at: path) != nil else { return nil }
    } catch {
      throw .unusable(path: path, error)
    }
    let file = try OpenFile(path, .readOnly, files: files)
    let mode = try file.status().mode
    guard mode & 0o077 == 0 else { throw .keyExposed(path: path, mode: mode) }
    return try file.read(at: 0, count: 1024)
  }

  /// Makes the file, with mode 0600. It gets its name only when it is whole and on the disk.
  static func create(
    _ path: String, _ bytes: [UInt8], environment: AuditEnvironment
  ) throws(AuditError) {
    let suffix = Hexadecimal.digits(try environment.randomBytes(8))
    let temporary = path + "." + suffix
    let file = try OpenFile(temporary, .creatingExclusively, files: environment.files)
    do throws(AuditError) {
      try file.write(bytes, at: 0)
      try file.synchronize()
      do throws(SystemError) {
        try environment.files.rename(temporary, to: path)
      } catch {
        throw AuditError.writeFailed(path: path, error)
      }
    } catch {
      // The unfinished file is useless; that it cannot be removed changes nothing.
      try? environment.files.remove(temporary)
      throw error
    }
    try AuditLayout.synchronizeDirectory(AuditLayout.parent(of: path), files: environment.files)
  }
}
