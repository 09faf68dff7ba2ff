import Cryptography
import Testing

@testable import AuditTrail

@Suite("Proofs over the tree")
struct TreeProofTests {
  /// Every tree up to this many leaves is looked at whole.
  private static let largest = 40

  private static let leaves = (0..<largest).map { SHA256.hash("leaf \($0)") }

  /// The root by its definition (RFC 6962, section 2.1), not by what is under test.
  private static func root(_ leaves: ArraySlice<Digest>) -> Digest {
    guard let first = leaves.first else { return SHA256.hash([UInt8]()) }
    if leaves.count == 1 { return first }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    return MerkleTree.nodeHash(root(leaves.prefix(split)), root(leaves.dropFirst(split)))
  }

  private static func stored(_ count: Int) -> [Digest] {
    var tree = MerkleTree()
    var hashes: [Digest] = []
    for leaf in leaves.prefix(count) { tree.append(leaf: leaf) { hashes.append($0) } }
    return hashes
  }

  private static func prover(_ hashes: [Digest]) -> TreeProver<Never> {
    TreeProver { level, index in hashes[StoredHashes.place(level: level, index: index)] }
  }

  @Test("stored hashes are as many as their number says, and have the root of every older tree")
  func roots() {
    let all = Self.stored(Self.largest)
    for size in 0...Self.largest {
      #expect(Self.stored(size).count == StoredHashes.count(leaves: size))
      let root = Self.root(Self.leaves.prefix(size))
      #expect(Self.prover(all).root(size: size) == root)
      var tree = MerkleTree()
      for leaf in Self.leaves.prefix(size) { tree.append(leaf: leaf) }
      #expect(tree.root == root)
    }
  }

  @Test("places are those of Go's sumdb/tlog: leaves 0, 1, 3, 4, 7 and the nodes between them")
  func places() {
    #expect((0..<5).map { StoredHashes.place(level: 0, index: $0) } == [0, 1, 3, 4, 7])
    #expect(StoredHashes.place(level: 1, index: 0) == 2)
    #expect(StoredHashes.place(level: 1, index: 1) == 5)
    #expect(StoredHashes.place(level: 2, index: 0) == 6)
  }

  @Test("every leaf of every tree has its proof, and no other leaf, place, size or root has it")
  func inclusion() {
    let all = Self.prover(Self.stored(Self.largest))
    for size in 1...Self.largest {
      let root = Self.root(Self.leaves.prefix(size))
      for index in 0..<size {
        let proof = all.inclusion(of: index, size: size)
        func holds(
          _ leaf: Digest, _ index: Int, _ size: Int, _ root: Digest, _ proof: [Digest]
        ) -> Bool {
          TreeCheck.includes(leaf, at: index, size: size, root: root, proof: proof)
        }
        let leaf = Self.leaves[index]
        #expect(holds(leaf, index, size, root, proof))
        #expect(!holds(SHA256.hash("other"), index, size, root, proof))
        #expect(!holds(leaf, index, size, SHA256.hash("other"), proof))
        #expect(!holds(leaf, index, size, root, proof + [leaf]))
        if !proof.isEmpty { #expect(!holds(leaf, index, size, root, Array(proof.dropLast()))) }
        for other in -1...(size + 1) where other != index {
          #expect(!holds(leaf, other, size, root, proof), "\(index) as \(other) of \(size)")
        }
        for place in proof.indices {
          var changed = proof
          changed[place] = SHA256.hash("other")
          #expect(!holds(leaf, index, size, root, changed))
        }
      }
    }
  }

  @Test("every tree goes on from every smaller one, and from nothing else")
  func consistency() {
    let all = Self.prover(Self.stored(Self.largest))
    let other = SHA256.hash("other")
    for size in 0...Self.largest {
      let new = (size, Self.root(Self.leaves.prefix(size)))
      for old in 0...size {
        let older = (old, Self.root(Self.leaves.prefix(old)))
        let proof = all.consistency(from: old, to: size)
        #expect(TreeCheck.isConsistent(from: older, to: new, proof: proof), "\(old) to \(size)")
        #expect(!TreeCheck.isConsistent(from: (old, other), to: new, proof: proof))
        #expect(!TreeCheck.isConsistent(from: older, to: new, proof: proof + [other]))
        if old > 0 {
          #expect(!TreeCheck.isConsistent(from: older, to: (size, other), proof: proof))
        }
        for place in proof.indices {
          var changed = proof
          changed[place] = other
          #expect(!TreeCheck.isConsistent(from: older, to: new, proof: changed))
          changed.remove(at: place)
          #expect(!TreeCheck.isConsistent(from: older, to: new, proof: changed))
        }
      }
      #expect(
        !TreeCheck.isConsistent(
          from: (size + 1, Self.root(Self.leaves.prefix(size))), to: new, proof: []))
    }
  }
}
