package import SourceText

/// The kinds of identifiers: HIPAA Safe Harbor's eighteen (45 CFR 164.514(b)(2)(i)), of which places
/// and numbers are told apart further. Raw values are part of the product.
package enum IdentifierType: String, Sendable, Hashable, CaseIterable {
  case name = "NAME"
  /// Any part of a date beyond the year.
  case date = "DATE"
  /// An age over 89.
  case age = "AGE"
  case phone = "PHONE"
  case fax = "FAX"
  case email = "EMAIL"
  case address = "ADDRESS"
  case location = "LOCATION"
  case zip = "ZIP"
  case socialSecurity = "SSN"
  case medicalRecord = "MRN"
  case healthPlan = "HEALTH_PLAN"
  case account = "ACCOUNT"
  case license = "LICENSE"
  case vehicle = "VEHICLE"
  case device = "DEVICE"
  case url = "URL"
  case ip = "IP"
  case biometric = "BIOMETRIC"
  case creditCard = "CREDIT_CARD"
  case bank = "BANK"
  case other = "OTHER"
}

/// An identifier: where it stands, what it is, and whose.
package struct Identifier: Sendable, Hashable {
  /// What the words around it say beyond its type.
  package enum Role: UInt8, Sendable, Hashable {
    case none
    /// The name of somebody who treats, writes or signs.
    case clinician
    /// A date of birth.
    case birth
  }

  package var span: TextSpan
  package var type: IdentifierType
  package var role: Role

  package init(span: TextSpan, type: IdentifierType, role: Role = .none) {
    self.span = span
    self.type = type
    self.role = role
  }
}

extension [Identifier] {
  /// In order and apart: where two overlap, one that covers both takes the type of the longer.
  func resolved() -> [Identifier] {
    guard count > 1 else { return self }
    var resolved: [Identifier] = []
    resolved.reserveCapacity(count)
    var longest = 0
    for identifier in sorted(by: { $0.span < $1.span }) {
      guard let last = resolved.last, last.span.overlaps(identifier.span) else {
        resolved.append(identifier)
        longest = identifier.span.count
        continue
      }
      let union = last.span.union(identifier.span)
      if identifier.span.count > longest {
        longest = identifier.span.count
        resolved[resolved.count - 1] = identifier
      }
      resolved[resolved.count - 1].span = union
    }
    return resolved
  }
}
