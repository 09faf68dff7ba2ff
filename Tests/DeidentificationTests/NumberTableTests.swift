import Deidentification
import TestSupport
import Testing

/// Numbers, addresses and network names, with near misses.
@Suite("Numbers and addresses")
struct NumberTableTests {
  private func check(_ marked: String, isClinical: Bool = true) throws {
    let text = MarkedText(marked)
    #expect(try Reading(text.plain, isClinical: isClinical).found == text.expected)
  }

  @Test(
    "telephone and fax numbers",
    arguments: [
      "Call ⟦PHONE:(237) 555-4086⟧ or ⟦PHONE:237-555-4086⟧ or ⟦PHONE:817.555.4326⟧.",
      "Tel. ⟦PHONE:555-0142⟧; mobile ⟦PHONE:+1 934 555 4195⟧; ⟦PHONE:+41 (0)69 979 80 58⟧.",
      "Desk: ⟦PHONE:903-140-4508 x769⟧", "Fax records to ⟦FAX:893-555-6635⟧ today.",
      "Phone: ⟦PHONE:0490 75 40 81⟧", "Ring ⟦PHONE:020 7946 0958⟧.",
      "07.02.31   118   7.2   3.8", "07.02.31 118 7.2 3.8", "0312   4471   88",
      "07.03 116 6.8 3.5 398 28 24 7", "Tel. ⟦PHONE:06.12.34.56.78⟧", "Tel. ⟦PHONE:06 12 34 56 78⟧",
      "BP 120-130 over 80-90; platelets 1,240,000; 30.5 units; 2004-2005.",
      "Gauge 18-20, 5000 units, INR 2.0-3.0, 100-200-300 mg.",
    ])
  func phones(marked: String) throws { try check(marked) }

  @Test(
    "numbers that a label tells",
    arguments: [
      "MRN: ⟦MRN:65884530⟧ and MRN ⟦MRN:177-04-624⟧", "Medical record number ⟦MRN:5528194⟧.",
      "Chart #⟦MRN:10442⟧", "Insurance ID ⟦HEALTH_PLAN:Y924205036⟧, done.",
      "Medicare card number ⟦HEALTH_PLAN:1EG4-TE5-MK73⟧", "account no. ⟦ACCOUNT:5871745214⟧.",
      "Driver license ⟦LICENSE:A3072980⟧, plate ⟦VEHICLE:7BYK595⟧.", "DEA ⟦LICENSE:BJ1234563⟧",
      "Pacemaker serial ⟦DEVICE:SN-8788-66470⟧ works.", "Serial number ⟦DEVICE:123456⟧",
      "fingerprint ref ⟦BIOMETRIC:FP-361820⟧.", "SSN ⟦SSN:936-63-1165⟧; again ⟦SSN:936-63-1165⟧.",
      "SSN: ⟦SSN:936 63 1165⟧", "ZIP ⟦ZIP:62704⟧", "card ⟦CREDIT_CARD:4111 1111 1111 1111⟧.",
      "IBAN ⟦BANK:GB82WEST12345698765432⟧",
      "locking plate with 7 holes, plate 7-hole.", "The patient took 10000 units.",
      "Record of 12 visits. Chart reviewed. Case 1. Account for 20 minutes.",
      "Insurance since 2004. Group 2 of 3. License expired in 2010.", "Iris normal. Retina flat.",
    ])
  func labelled(marked: String) throws { try check(marked) }

  @Test(
    "network names",
    arguments: [
      "Mail ⟦EMAIL:nadia.bianchi@example.net⟧.", "(⟦EMAIL:a+b@c-d.example.org⟧)",
      "From ⟦IP:203.0.113.223⟧ via ⟦URL:https://portal.example.org/u/quentin302⟧; then",
      "See ⟦URL:www.example.org/a?b=c⟧.", "At ⟦URL:portal.example.com⟧ now.",
      "b.i.d. @ home, 5@6, a@b, @ 20 mL/h.", "Version 1.2.3.456 and 300.1.1.1.", "E. coli. Com",
    ])
  func network(marked: String) throws { try check(marked) }

  @Test(
    "addresses and places",
    arguments: [
      "Lives at ⟦ADDRESS:9119 Cedar Ave, Springfield, IL 08268⟧.",
      "Home: ⟦ADDRESS:12 Baker Street Apt. 4⟧, second floor.",
      "⟦ADDRESS:P.O. Box 123, Salem, OR 97301⟧",
      "Mail to ⟦ADDRESS:PSC 0413, Box 8144\nAPO AA 42323⟧.",
      "He moved from ⟦LOCATION:Houston⟧ to ⟦LOCATION:Salt Lake City⟧.",
      "Seen in ⟦LOCATION:Springfield, IL 62704⟧.", "Back from ⟦LOCATION:Mexico⟧.",
      "5 minute drive; 2 Tylenol PM; 20 mg way too much; 10 French Foley.",
      "Turkey sandwich; in Section 3; at Baseline; from Admission.", "In good spirits, in Time.",
    ])
  func places(marked: String) throws { try check(marked) }

  @Test(
    "outside of clinical text a capital word that no dictionary has is a name",
    arguments: [
      "Why is ⟦NAME:Shovda⟧ so kind?", "⟦NAME:Tomomi⟧ works from home.",
      "I'm in ⟦LOCATION:Hernani⟧ now.", "⟦LOCATION:South Africa⟧ was fun.",
      "It is at ⟦ADDRESS:28245 Puruntie 82 Apt. 595⟧.", "How do I change it? What are my options?",
    ])
  func general(marked: String) throws { try check(marked, isClinical: false) }

  @Test("a date of birth and a doctor are told from other dates and people")
  func roles() throws {
    let reading = try Reading("DOB: 02/11/1963. Seen 03/04/2004 by Dr. Harris with Rosa Abernathy.")
    #expect(reading.identifiers.map(\.role) == [.birth, .none, .clinician, .none])
  }

  @Test(
    "hostile text is read to its end, and no look runs away",
    arguments: ["1", "1 ", "a a a ", "Mr. ", "Mr. Mr. ", "1-", "A@", "Apt. 1 ", "Jones, ", "(1) "])
  func hostile(piece: String) throws {
    let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
    let reading = try Reading(text)
    let result = reading.deidentified()
    #expect(result.replacements.count == reading.identifiers.count)
  }
}
