/// An open file of the trail; closed when the last user lets go of it.
final class OpenFile: Sendable {
  let path: String
  let files: any FileSystem
  let descriptor: Int32

  init(_ path: String, _ mode: OpenMode, files: any FileSystem) throws(AuditError) {
    do throws(SystemError) {
      descriptor = try files.open(path, mode)
    } catch {
      throw .unusable(path: path, error)
    }
    self.path = path
    self.files = files
  }

  deinit { files.close(descriptor) }

  func status() throws(AuditError) -> FileStatus {
    do throws(SystemError) {
      return try files.status(of: descriptor)
    } catch {
      throw .readFailed(path: path, error)
    }
  }

  func read(at offset: Int, count: Int) throws(AuditError) -> [UInt8] {
    do throws(SystemError) {
      return try files.read(descriptor, at: offset, count: count)
    } catch {
      throw .readFailed(path: path, error)
    }
  }

  /// Writes all bytes, in as many pieces as it takes.
  func write(_ bytes: [UInt8], at offset: Int) throws(AuditError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      do throws(SystemError) {
        let count = try files.write(descriptor, rest, at: offset + rest.startIndex)
        // A device that takes nothing and reports nothing would be asked for ever.
        guard count > 0 else { throw SystemError.noSpace }
        rest = rest.dropFirst(count)
      } catch {
        throw .writeFailed(path: path, error)
      }
    }
  }

  func truncate(to size: Int) throws(AuditError) {
    do throws(SystemError) {
      try files.truncate(descriptor, to: size)
    } catch {
      throw .writeFailed(path: path, error)
    }
  }

  /// Makes sure that the name still leads to this file: what is written to one that was removed or
  /// replaced meanwhile is found by nobody.
  func confirmName() throws(AuditError) {
    let named: FileStatus?
    do throws(SystemError) {
      named = try files.status(at: path)
    } catch {
      throw .unusable(path: path, error)
    }
    guard try named?.inode == status().inode else { throw .removed(path: path) }
  }

  func synchronizeData() throws(AuditError) {
    do throws(SystemError) {
      try files.synchronizeData(descriptor)
    } catch {
      throw .syncFailed(path: path, error)
    }
  }

  func synchronize() throws(AuditError) {
    do throws(SystemError) {
      try files.synchronize(descriptor)
    } catch {
      throw .syncFailed(path: path, error)
    }
  }

  /// Holds the advisory lock on this file while `body` runs.
  func locked<Result>(
    exclusively: Bool = true, _ body: () throws(AuditError) -> Result
  ) throws(AuditError) -> Result {
    do throws(SystemError) {
      _ = try files.lock(descriptor, exclusively: exclusively, waiting: true)
    } catch {
      throw .unusable(path: path, error)
    }
    defer { files.unlock(descriptor) }
    return try body()
  }
}
