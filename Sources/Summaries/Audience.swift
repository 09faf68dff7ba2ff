/// For whom a summary is written; policies may differ by audience.
package enum Audience: String, Sendable, Hashable, CaseIterable {
  case clinician, patient
}
