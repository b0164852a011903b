//! British and American spellings of one word, and words that are written with and without a hyphen.
//!
//! Invariant: words that may mean something else are no variants: `metre` (a length) and `meter` (a device), `programme` and
//! `program`, `licence` and `license`, `dialogue` and `dialog`, `cheque` and `check`.

use super::english_lexicon::is_listed;

/// Endings that British and American spelling write differently, in words that are listed with both.
const ENDINGS: &[(&str, &str)] = &[
    ("isations", "izations"),
    ("isation", "ization"),
    ("isers", "izers"),
    ("iser", "izer"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ise", "ize"),
    ("ysing", "yzing"),
    ("ysed", "yzed"),
    ("yse", "yze"),
    ("ourable", "orable"),
    ("ourful", "orful"),
    ("ourless", "orless"),
    ("ourites", "orites"),
    ("ourite", "orite"),
    ("ourhoods", "orhoods"),
    ("ourhood", "orhood"),
    ("ouring", "oring"),
    ("oured", "ored"),
    ("ours", "ors"),
    ("our", "or"),
];

/// Endings that double the last letter of a word in British spelling: `travelled`, `traveled`.
const DOUBLED: &[(&str, &str)] =
    &[("lled", "led"), ("lling", "ling"), ("llers", "lers"), ("ller", "ler"), ("llings", "lings")];

/// British and American spellings without a rule.
const PAIRS: &[(&str, &str)] = &[
    ("centre", "center"),
    ("centres", "centers"),
    ("theatre", "theater"),
    ("theatres", "theaters"),
    ("litre", "liter"),
    ("litres", "liters"),
    ("millilitre", "milliliter"),
    ("millilitres", "milliliters"),
    ("kilometre", "kilometer"),
    ("kilometres", "kilometers"),
    ("centimetre", "centimeter"),
    ("centimetres", "centimeters"),
    ("millimetre", "millimeter"),
    ("millimetres", "millimeters"),
    ("epicentre", "epicenter"),
    ("fibre", "fiber"),
    ("fibres", "fibers"),
    ("sombre", "somber"),
    ("lacklustre", "lackluster"),
    ("catalogue", "catalog"),
    ("catalogues", "catalogs"),
    ("defence", "defense"),
    ("defences", "defenses"),
    ("pretence", "pretense"),
    ("ageing", "aging"),
    ("judgement", "judgment"),
    ("judgements", "judgments"),
    ("acknowledgement", "acknowledgment"),
    ("acknowledgements", "acknowledgments"),
    ("fulfil", "fulfill"),
    ("fulfils", "fulfills"),
    ("fulfilment", "fulfillment"),
    ("enrol", "enroll"),
    ("enrols", "enrolls"),
    ("enrolment", "enrollment"),
    ("skilful", "skillful"),
    ("skilfully", "skillfully"),
    ("instalment", "installment"),
    ("instalments", "installments"),
    ("grey", "gray"),
    ("sceptical", "skeptical"),
    ("scepticism", "skepticism"),
    ("jewellery", "jewelry"),
    ("plough", "plow"),
    ("moustache", "mustache"),
];

/// British and American spellings of words of which the American one is another word in British English as well: a computer runs
/// a program. No variants, but where a term is looked for, the word may be meant.
const DOUBTFUL: &[(&str, &str)] = &[
    ("programme", "program"),
    ("programmes", "programs"),
    ("licence", "license"),
    ("licences", "licenses"),
    ("practise", "practice"),
    ("dialogue", "dialog"),
    ("dialogues", "dialogs"),
    ("metre", "meter"),
    ("metres", "meters"),
    ("cheque", "check"),
    ("cheques", "checks"),
    ("storey", "story"),
    ("kerb", "curb"),
    ("tyre", "tire"),
    ("draught", "draft"),
];

/// Words that look like a pair and are two.
const APART: &[&str] = &["prise", "prize", "apprise", "previse"];

/// Words that mean the same with and without their hyphen.
const HYPHENATED: &[&str] = &[
    "e-mail",
    "e-mails",
    "on-line",
    "off-line",
    "web-site",
    "web-sites",
    "co-operate",
    "co-operation",
    "co-ordinate",
    "co-ordination",
    "co-ordinator",
    "co-ordinators",
    "co-creation",
    "co-create",
    "co-design",
    "e-learning",
    "well-being",
    "decision-making",
    "policy-making",
    "policy-makers",
    "follow-up",
    "work-shop",
    "on-going",
    "time-line",
    "life-long",
    "multi-lingual",
    "mini-public",
    "mini-publics",
    "e-participation",
    "note-taking",
    "web-page",
    "data-set",
];

/// Returns whether two lower-case words are British and American spellings of one word, or one word with and without a hyphen.
#[must_use]
pub fn is_variant(one: &str, other: &str) -> bool {
    let is_near = one.len().abs_diff(other.len()) <= 2 && one.as_bytes().first() == other.as_bytes().first();
    is_near && one != other && (is_british(one, other) || is_british(other, one) || is_hyphenated(one, other))
}

/// Returns the British spellings that a lower-case American word could have; mostly none.
#[must_use]
pub fn british_spellings(word: &str) -> Vec<String> {
    let spelt = |&(british, american): &(&str, &str)| Some(format!("{}{british}", word.strip_suffix(american)?));
    let by_ending = ENDINGS.iter().chain(DOUBLED).filter_map(spelt);
    let by_pair = PAIRS.iter().filter(|(_, american)| *american == word).map(|(british, _)| (*british).to_owned());
    by_ending.chain(by_pair).filter(|twin| is_british(twin, word)).collect()
}

/// Returns the other spellings that a lower-case word of a term may have in a text, each with whether it surely is that word:
/// British for American, American for British; mostly none.
#[must_use]
pub fn other_spellings(word: &str) -> Vec<(String, bool)> {
    let spelt = |&(british, american): &(&str, &str)| Some(format!("{}{american}", word.strip_suffix(british)?));
    let by_ending = ENDINGS.iter().chain(DOUBLED).filter_map(spelt);
    let by_pair = PAIRS.iter().filter(|(british, _)| *british == word).map(|(_, american)| (*american).to_owned());
    let american = by_ending.chain(by_pair).filter(|twin| is_british(word, twin));
    let doubtful = DOUBTFUL.iter().filter_map(|&(british, american)| match word {
        _ if word == british => Some((american.to_owned(), false)),
        _ if word == american => Some((british.to_owned(), false)),
        _ => None,
    });
    american.chain(british_spellings(word)).map(|twin| (twin, true)).chain(doubtful).collect()
}

/// Returns whether `british` is the British spelling of `american`.
fn is_british(british: &str, american: &str) -> bool {
    let stem = |&(one, other): &(&str, &str)| {
        british.strip_suffix(one).filter(|stem| stem.len() >= 3 && american.strip_suffix(other) == Some(stem))
    };
    let are_listed = || is_listed(british) && is_listed(american) && !APART.contains(&british);
    // `stalled` is no spelling of `staled`: there is no word `stal`.
    let is_doubled = |stem: &str| is_listed(&format!("{stem}l"));
    PAIRS.contains(&(british, american))
        || ENDINGS.iter().any(|pair| stem(pair).is_some()) && are_listed()
        || DOUBLED.iter().filter_map(stem).any(is_doubled) && are_listed()
}

fn is_hyphenated(one: &str, other: &str) -> bool {
    let is_known =
        |word: &str| HYPHENATED.contains(&word) || HYPHENATED.iter().any(|listed| listed.replace('-', "") == word);
    (one.contains('-') || other.contains('-'))
        && one.replace('-', "") == other.replace('-', "")
        && is_known(one)
        && is_known(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_variants_are_known() {
        for (british, american) in [
            ("organise", "organize"),
            ("colour", "color"),
            ("e-mail", "email"),
            ("travelled", "traveled"),
            ("neighbourhood", "neighborhood"),
            ("centre", "center"),
        ] {
            assert!(is_variant(british, american) && is_variant(american, british), "{british}");
        }
        assert_eq!(british_spellings("color"), ["colour"]);
        assert_eq!(british_spellings("center"), ["centre"]);
        assert!(british_spellings("program").is_empty());
        assert_eq!(other_spellings("organisation"), [("organization".to_owned(), true)]);
        assert_eq!(other_spellings("labor"), [("labour".to_owned(), true)]);
        assert_eq!(other_spellings("programme"), [("program".to_owned(), false)]);
        assert!(other_spellings("assembly").is_empty());
    }

    #[test]
    fn words_that_may_differ_in_meaning_are_no_variants() {
        for (one, other) in [
            ("prise", "prize"),
            ("re-sign", "resign"),
            ("metre", "meter"),
            ("programme", "program"),
            ("licence", "license"),
            ("dialogue", "dialog"),
            ("singeing", "singing"),
            ("stalled", "staled"),
            ("filled", "filed"),
            ("timbre", "timber"),
        ] {
            assert!(!is_variant(one, other) && !is_variant(other, one), "{one}");
        }
    }
}
