import CanonicalJSON

// Parts of runs as the bodies of other events hold them.

extension RunRecord.Engine {
  var canonical: CanonicalValue {
    .members([
      "kind": .string(kind), "name": name.map { .string($0) },
      "version": version.map { .string($0) },
    ])
  }
}

extension RunRecord.Policy {
  var canonical: CanonicalValue {
    .object([
      "bundle": .string(bundle), "digest": .string(digest), "revision": .integer(revision),
    ])
  }
}

extension RunRecord.Prompt {
  var canonical: CanonicalValue {
    .object(["digest": .string(digest), "id": .string(id), "version": .string(version)])
  }
}

extension RunRecord.ModelCall {
  var canonical: CanonicalValue {
    .members([
      "endpoint": endpoint.map { .string($0) }, "id": .string(id),
      "milliseconds": milliseconds.map { .integer($0) },
      "parameters": parameters.map { .string($0) }, "provider": provider.map { .string($0) },
      "requestID": requestID.map { .string($0) }, "retries": retries.map { .integer($0) },
      "tokens": tokens.map { .integer($0) },
    ])
  }
}

extension RunRecord.Binding {
  var canonical: CanonicalValue {
    .members(["bytes": .integer(bytes), "id": id.map { .string($0) }, "mac": .string(mac)])
  }
}

extension VaultReference {
  var canonical: CanonicalValue {
    .object([
      "length": .integer(length), "offset": .integer(offset), "segment": .integer(segment),
    ])
  }
}
