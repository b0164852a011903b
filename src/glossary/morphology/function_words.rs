//! Articles, prepositions and particles that a term of several words may gain, lose or change.

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
