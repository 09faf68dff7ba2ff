package import AuditTrail
import ClinicalLanguage
package import SourceText
package import Summaries

/// A run as the trail keeps it: what was decided, and note and draft from the vault.
package struct KeptRun: Sendable {
  package let record: AuditRecord
  package let body: RunRecord
  package let note: SourceText
  package let draft: SourceText
  package let noteIdentifier: String?

  /// - Throws: `contentMissing` where only hashes were kept, `contentErased` where it was erased.
  package init(_ record: AuditRecord, from reader: AuditReader) throws(WorkflowError) {
    guard let body = record.body else { throw .audit(.contentMissing(path: record.file)) }
    let content: VaultContent
    do { content = try reader.content(of: record) } catch { throw .audit(error) }
    self.record = record
    self.body = body
    noteIdentifier = content.noteIdentifier
    do { note = try SourceText(validating: content.note) } catch { throw .unreadableNote(error) }
    do { draft = try SourceText(validating: content.draft) } catch {
      throw .unreadableSummary(error)
    }
  }

  package var engine: EngineIdentity {
    EngineIdentity(
      kind: EngineIdentity.Kind(rawValue: body.engine.kind) ?? .external, name: body.engine.name,
      version: body.engine.version)
  }

  package var audience: Audience { Audience(rawValue: body.audience) ?? .clinician }

  package func input(summary: SourceText? = nil) -> NoteInput {
    NoteInput(id: noteIdentifier, note: note, summary: summary, audience: audience)
  }
}
