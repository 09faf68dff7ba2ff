extension Vault {
  /// Overwrites the pieces that are not under the key of a subject, being of the time before those,
  /// and gives how many there were once that is on the disk.
  func overwriteOldPieces(of references: [VaultReference]) throws(AuditError) -> Int {
    var count = 0
    for reference in references {
      guard let (file, sealed) = try piece(reference), !sealed.starts(with: Self.magic),
        sealed.contains(where: { $0 != 0 })
      else { continue }
      try file.write([UInt8](repeating: 0, count: sealed.count), at: reference.offset + 4)
      try file.synchronize()
      count += 1
    }
    return count
  }

  /// Makes the pieces unreadable for good: by their keys, or themselves where they are older than that.
  /// Keys are shared by records of one append alone, which stand in one segment of the log.
  ///
  /// - Parameter keyRows: Rows that the records name themselves, with or without a piece.
  func letGo(of references: [VaultReference], keyRows: [Int]) throws(AuditError) -> Int {
    var rows = Set(keyRows)
    for reference in references {
      guard let (_, sealed) = try piece(reference), sealed.starts(with: Self.magic),
        sealed.count > Self.headerByteCount
      else { continue }
      let row = sealed.dropFirst(Self.magic.count).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
      if row < UInt64(SubjectKeys.rowLimit) { rows.insert(Int(row)) }
    }
    try subjectKeys.erase(rows: rows.sorted())
    return try rows.count + overwriteOldPieces(of: references)
  }

  /// Removes the files below a number, to which no record refers any more; nil means all but the
  /// newest.
  func removeFiles(below oldest: Int?) throws(AuditError) {
    let files = environment.files
    let numbers = try AuditLayout.numbers(in: layout.vault, suffix: ".vault", files: files)
    for number in numbers.dropLast() where number < oldest ?? Int.max {
      do throws(SystemError) {
        try files.remove(layout.vaultFile(number))
      } catch {
        throw .writeFailed(path: layout.vaultFile(number), error)
      }
    }
    try AuditLayout.synchronizeDirectory(layout.vault, files: files)
  }

  /// The sealed message of a piece, and the file that it is in; nil where it is not there.
  private func piece(
    _ reference: VaultReference
  ) throws(AuditError) -> (file: OpenFile, sealed: ArraySlice<UInt8>)? {
    let path = layout.vaultFile(reference.segment)
    guard reference.length > 4, reference.length < 1 << 30, reference.offset >= 0,
      try AuditLayout.exists(path, files: environment.files)
    else { return nil }
    let file = try OpenFile(path, .readWrite, files: environment.files)
    var rest = try file.read(at: reference.offset, count: reference.length)[...]
    guard let sealed = rest.takePart(), rest.isEmpty else { return nil }
    return (file, sealed)
  }
}
