import AuditTrail
import Cryptography
import Testing

@Suite("Merkle tree")
struct MerkleTreeTests {
  /// The leaves and roots that Certificate Transparency's own test data has
  /// (google/certificate-transparency, merkle_tree_test.cc).
  static let leaves: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
    Array(0x50...0x57), Array(0x60...0x6F),
  ]
  static let roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test("has the roots of Certificate Transparency's test data", arguments: 1...8)
  func publishedRoots(count: Int) {
    var tree = MerkleTree()
    for leaf in Self.leaves.prefix(count) { tree.append(leaf: MerkleTree.leafHash(leaf.span)) }
    #expect(tree.root.hex == Self.roots[count - 1])
    #expect(tree.count == count)
  }

  @Test("has the hash of nothing as the root of the empty tree")
  func empty() {
    #expect(MerkleTree().root == SHA256.hash([UInt8]()))
  }

  /// RFC 6962, section 2.1, word for word.
  static func definition(_ leaves: ArraySlice<Digest>) -> Digest {
    guard let first = leaves.first else { return SHA256.hash([UInt8]()) }
    guard leaves.count > 1 else { return first }
    var half = 1
    while half * 2 < leaves.count { half *= 2 }
    let middle = leaves.startIndex + half
    return MerkleTree.nodeHash(definition(leaves[..<middle]), definition(leaves[middle...]))
  }

  @Test("grows as the recursive definition says, for every size up to 130")
  func definition() {
    var tree = MerkleTree()
    var leaves: [Digest] = []
    for number in 0..<130 {
      let leaf = MerkleTree.leafHash([UInt8(number)].span)
      leaves.append(leaf)
      tree.append(leaf: leaf)
      let root = tree.root
      #expect(root == Self.definition(leaves[...]), "size \(number + 1)")
    }
  }
}
