import CanonicalJSON
import Policies

/// Which policies judged, as outputs name them.
struct PolicyLabel: Sendable, Hashable {
  let bundle: String
  let revision: Int
  let digest: String

  init(bundle: String, revision: Int, digest: String) {
    self.bundle = bundle
    self.revision = revision
    self.digest = digest
  }

  init(_ bundle: PolicyBundle) {
    self.init(bundle: bundle.id, revision: bundle.revision, digest: bundle.digest)
  }
}

extension JSONWriter {
  mutating func policy(_ policy: PolicyLabel) {
    beginObject()
    member("bundle", policy.bundle)
    member("revision", policy.revision)
    member("digest", policy.digest)
    endObject()
  }
}
