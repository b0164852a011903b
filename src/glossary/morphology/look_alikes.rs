//! Frequent words that look like a form of a common term and are another word.
//!
//! Invariant: such a word is found as a term only probably, so that it hides no missing term and reports nothing.

/// Returns whether a folded word is one of those that endings or parts would take for another word. A hyphen behind a
/// beginning stands for any ending.
pub(crate) fn is_look_alike(language: &str, folded: &str) -> bool {
    let list: &[&str] = match language {
        // πόλη, city, and πολύ, very.
        "el" => &["πολυ"],
        // kogu, assembly or body, and kogudus, congregation.
        "et" => &["kogudus-"],
        // kunta, municipality, ends many names of other bodies and groups; eduskunta is the parliament.
        "fi" => &[
            "eduskun-",
            "ihmiskun-",
            "lautakun-",
            "maakun-",
            "osakun-",
            "seurakun-",
            "valiokun-",
            "yhteiskun-",
            "ylioppilaskun-",
        ],
        // avis, opinion, and aviser, to catch sight of.
        "fr" => &["aviser", "avisé-"],
        // hely, place, and helyett, instead of, or helyes, right.
        "hu" => &["helyett-", "helyes-"],
        // parere, opinion, and parete, wall.
        "it" => &["parete", "pareti"],
        // padome, council, and padomju, Soviet.
        "lv" => &["padomju"],
        // raad, council, and raadsel, riddle.
        "nl" => &["raadsel-"],
        // plan and plantă, plant.
        "ro" => &["plantă", "planta", "plante", "plantei", "plantele", "plantelor"],
        _ => return false,
    };
    list.iter().any(|word| word.strip_suffix('-').map_or(*word == folded, |beginning| folded.starts_with(beginning)))
}
