import ClinicalLanguage

/// Expressions in which the word for a part of the body names no part of anybody's body: `on the other
/// hand`, `face to face`, `the head of the bed`, the neck of a bone.
struct PartIdioms {
  private struct Idiom {
    var roots: [UInt64]
    /// Which of them is the word for the part.
    var place: Int
  }

  static let standard = PartIdioms()

  /// By the root of the word for the part.
  private let idioms: RootTable<[Idiom]>

  private init() {
    var idioms: [UInt64: [Idiom]] = [:]
    for line in Self.list.utf8.split(separator: UInt8(ascii: ",")) {
      let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
      let roots = words.map { word in
        let letters = word.filter { $0 != UInt8(ascii: "*") }
        return MeaningWord.fineRoot(of: letters, 0..<letters.count)
      }
      for (place, word) in words.enumerated() where word.last == UInt8(ascii: "*") {
        idioms[roots[place], default: []].append(Idiom(roots: roots, place: place))
      }
    }
    self.idioms = RootTable(idioms)
  }

  /// Whether the word for a part stands in one.
  func hold(_ index: Int, of words: [MeaningWord]) -> Bool {
    guard let known = idioms[words[index].fine] else { return false }
    return known.contains { idiom in
      let first = index - idiom.place
      guard first >= 0, first + idiom.roots.count <= words.count else { return false }
      return idiom.roots.indices.allSatisfy { offset in
        words[first + offset].fine == idiom.roots[offset]
          && (offset == 0 || words[first + offset].gap <= .hyphen)
      }
    }
  }

  /// `*` behind the word for a part. Those that are as often said of the part itself (`burn of the hand on
  /// Monday`) are left out.
  private static let list = """
    on the other hand*, on the one hand*, on one hand*, out of hand*, hand* in hand*, hand* held,
    first hand* account, first hand* experience, first hand* knowledge, second hand* smoke,
    second hand* smoking, second hand* smoker, second hand* exposure, second hand* tobacco,
    consent was in hand*, consent in hand*, results in hand*, result in hand*, report in hand*,
    was in hand*, were in hand*, well in hand*, now in hand*, already in hand*, matter in hand*,
    task at hand*, close at hand*, near at hand*, in the hands* of, in good hands*, hands* off, hands* on,
    lend a hand*, helping hand*, hand* hygiene, hand* sanitizer,
    face* to face*, face* value, face* mask, face* shield, in the face* of, face* down, face* up,
    head* of the, head* of bed, head* of pancreas, head* to toe*, head* start, head* count,
    femoral head*, humeral head*, radial head*, ulnar head*, fibular head*, metatarsal head*,
    metacarpal head*, pancreatic head*, long head*, short head*,
    neck* of the, neck* of femur, femoral neck*, humeral neck*, surgical neck*, anatomic neck*,
    radial neck*, talar neck*, scapular neck*, metacarpal neck*, metatarsal neck*, bladder neck*,
    gallbladder neck*, aneurysm neck*,
    head* on collision, foot* of the table, foot* pedal, weight on the leg*, weight on your leg*,
    weight on his leg*, weight on her leg*, set foot*, shoulder* the, eye* opener,
    foot* of the bed, foot* of bed, word of mouth*, mouth* to mouth*,
    heart* healthy, heart* smart, heart* to heart*, heart* of the matter, take heart*,
    eye* contact, keep an eye* on, keep a close eye* on, keeping an eye* on,
    empty stomach*, full stomach*, bowel* rest, pelvic* rest,
    c arm*, arm* of the study, arm* of the trial, arm* of the chair, treatment arm*, study arm*,
    control arm*, tongue* blade, tongue* depressor, mother tongue*, native tongue*, lip* service,
    finger* stick, finger* to nose*, heel* to shin*, heel* to toe*, toe* the line, rule of thumb*,
    knee* high, kidney* bean, elbow* room
    """
}
