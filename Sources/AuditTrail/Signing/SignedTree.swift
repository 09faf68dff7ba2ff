import Cryptography

/// The tree under a checkpoint, for proofs: from the stored hashes where they have just its root, else
/// from the log itself.
struct SignedTree {
  let prover: TreeProver<AuditError>

  /// Throws where the log does not have the root that the checkpoint signs.
  init(
    of checkpoint: Checkpoint, _ layout: AuditLayout, files: any FileSystem
  ) throws(AuditError) {
    if try AuditLayout.exists(layout.tree, files: files) {
      let tree = TreeFile(try OpenFile(layout.tree, .readOnly, files: files))
      if try tree.capacity() >= checkpoint.size,
        try tree.prover.root(size: checkpoint.size) == checkpoint.root
      {
        prover = tree.prover
        return
      }
    }
    var hashes: [Digest] = []
    var tree = MerkleTree()
    let report = try AuditTrail.verifyChain(layout, files: files) { leaf, _ in
      if tree.count < checkpoint.size { tree.append(leaf: leaf) { hashes.append($0) } }
    }
    guard report.records >= checkpoint.size else {
      throw .signing(.rolledBack(log: layout.root, signed: checkpoint.size))
    }
    guard tree.root == checkpoint.root else {
      throw .signing(.rewritten(log: layout.root, signed: checkpoint.size))
    }
    prover = TreeProver { (level, index) throws(AuditError) in
      hashes[StoredHashes.place(level: level, index: index)]
    }
  }
}
