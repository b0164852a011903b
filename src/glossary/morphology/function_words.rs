//! Articles, prepositions and particles that a term of several words may gain, lose or change; conjunctions between two terms
//! that share a word.

/// Returns whether a word is an article, a preposition fused with one, or a genitive particle that inflection of the
/// whole term changes. English has none: its terms keep their small words.
pub(crate) fn is_function_word(language: &str, word: &str) -> bool {
    let list: &[&str] = match language {
        "fr" => &["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "à", "au", "aux"],
        "it" => &[
            "il", "lo", "la", "i", "gli", "le", "l", "un", "uno", "una", "di", "d", "del", "dello", "della", "dei",
            "degli", "delle", "dell", "al", "allo", "alla", "ai", "agli", "alle", "all",
        ],
        "es" => &["el", "la", "los", "las", "un", "una", "unos", "unas", "de", "del", "al"],
        "pt" => {
            &["o", "a", "os", "as", "um", "uma", "uns", "umas", "de", "do", "da", "dos", "das", "ao", "à", "aos", "às"]
        }
        "ro" => &[
            "al", "a", "ai", "ale", "un", "o", "unui", "unei", "unor", "cel", "cea", "cei", "cele", "celor", "celui",
            "celei", "de",
        ],
        "el" => &[
            "ο",
            "η",
            "το",
            "οι",
            "τα",
            "του",
            "της",
            "των",
            "τον",
            "την",
            "τους",
            "τις",
            "τη",
            "ένας",
            "μια",
            "μία",
            "ένα",
            "ενός",
            "μιας",
            "στο",
            "στη",
            "στην",
            "στον",
            "στα",
            "στους",
            "στις",
        ],
        "de" => &["der", "die", "das", "des", "dem", "den", "ein", "eine", "eines", "einer", "einem", "einen"],
        "nl" => &["de", "het", "een", "van", "der", "des"],
        "ga" => &["an", "na", "a", "den", "don", "sa", "san"],
        "mt" => &[
            "il", "l", "iċ", "id", "in", "ir", "is", "it", "ix", "iż", "iz", "ta", "tal", "tad", "tan", "tar", "tas",
            "tat", "tax", "taż", "taz", "taċ", "t", "fil", "bil", "mal", "lill", "għall", "mill",
        ],
        _ => return false,
    };
    let lower = word.to_lowercase();
    list.contains(&lower.as_str())
}

/// Returns whether a word means "and" or "or", so that the words on its two sides may share a word: `groupes de travail et de
/// pilotage`.
pub(crate) fn is_conjunction(language: &str, word: &str) -> bool {
    let list: &[&str] = match language {
        "bg" => &["и", "или"],
        "cs" => &["a", "i", "ani", "nebo", "či"],
        "da" => &["og", "eller"],
        "de" => &["und", "oder", "sowie"],
        "el" => &["και", "κι", "ή"],
        "en" => &["and", "or"],
        "es" => &["y", "e", "o", "u"],
        "et" => &["ja", "ning", "või"],
        "fi" => &["ja", "tai", "sekä"],
        "fr" => &["et", "ou"],
        "ga" => &["agus", "nó", "is"],
        "hr" => &["i", "ili", "te"],
        "hu" => &["és", "vagy"],
        "it" => &["e", "ed", "o"],
        "lt" => &["ir", "arba", "bei"],
        "lv" => &["un", "vai"],
        "mt" => &["u", "jew"],
        "nl" => &["en", "of"],
        "pl" => &["i", "oraz", "lub", "albo"],
        "pt" => &["e", "ou"],
        "ro" => &["și", "sau"],
        "sk" => &["a", "i", "aj", "alebo", "či"],
        "sl" => &["in", "ali", "ter"],
        "sv" => &["och", "eller"],
        _ => return false,
    };
    let lower = word.to_lowercase();
    list.contains(&lower.as_str())
}
