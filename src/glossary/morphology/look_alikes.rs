//! Frequent words that look like a form of a common term and are another word.
//!
//! Invariant: such a word is found as a term only probably, so that it hides no missing term and reports nothing.

/// Case forms of nouns and adjectives that have become adverbs, prepositions or conjunctions: `právě`, just, is also the locative of
/// `právo`, law. As such they are far more frequent.
fn is_adverbial(language: &str, folded: &str) -> bool {
    let list: &[&str] = match language {
        "bg" => &["вместо", "относно", "наред", "навреме"],
        "cs" => &[
            "právě",
            "stranou",
            "celkem",
            "během",
            "kolem",
            "díky",
            "časem",
            "koncem",
            "začátkem",
            "počátkem",
            "vlivem",
            "prostřednictvím",
            "pomocí",
        ],
        "el" => &["μεσω", "λογω", "βασει", "χαρη", "περι", "δυναμει"],
        "et" => &["kohta", "ajal", "poolt", "korral", "teel", "asemel", "jooksul", "käigus", "abil", "seas", "puhul"],
        "fi" => {
            &["aikana", "kautta", "puolesta", "johdosta", "avulla", "ansiosta", "asemesta", "päin", "osalta", "taholta"]
        }
        "hr" => &["tijekom", "putem", "krajem", "početkom", "vremenom", "pravo", "pomoću"],
        "hu" => &["során", "révén", "alapján", "részére", "esetén", "útján", "idején", "végül", "közben", "folytán"],
        "it" => &["invece", "mediante", "riguardo"],
        "lt" => &["metu", "dėka", "vietoj", "pagrindu", "atveju", "laiku"],
        "lv" => &["vietā", "laikā", "kārtā", "gadījumā", "labā"],
        "pl" => &["prawie", "razem", "czasem", "celem", "względem", "wcale", "drogą", "mocą", "dołem", "przodem"],
        "sk" => &["práve", "stranou", "celkom", "časom", "okolo", "prostredníctvom", "pomocou", "koncom", "začiatkom"],
        "sl" => &["časom", "namesto", "konec", "sredi", "glede", "prav", "vrh"],
        "sv" => &["genom", "istället", "tillsammans"],
        _ => return false,
    };
    list.contains(&folded)
}

/// Returns whether a folded word is one of those that endings or parts would take for another word. A hyphen behind a
/// beginning stands for any ending.
pub(crate) fn is_look_alike(language: &str, folded: &str) -> bool {
    if is_adverbial(language, folded) {
        return true;
    }
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
