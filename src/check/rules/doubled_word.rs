//! `doubled-word`: no word stands twice in a row by mistake.

use std::cell::OnceCell;
use std::collections::HashSet;

use crate::check::context::Case;
use crate::check::text::{PieceKind, THROUGH};
use crate::check::word::Token;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "doubled-word",
    severity: Severity::Warning,
    summary: "a word stands twice in a row",
    why: "The commonest slip of an edit. Pairs that a language allows are passed over (German die die, French nous nous, Dutch \
          dat dat, Danish det det, Slovene se se, …), and so are doublings that the English has.",
    bad: Example {
        language: "es",
        content: Content::Plain,
        source: "Send it to the group.",
        target: "Envíelo a al al grupo.",
    },
    good: Example {
        language: "es",
        content: Content::Plain,
        source: "Send it to the group.",
        target: "Envíelo al grupo.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    let own = case.plan.own();
    for (form, text) in unit.filled() {
        if !text.traits.any(Traits::SPACE) {
            continue;
        }
        let english = OnceCell::new();
        let is_theirs = |word: &str| english.get_or_init(|| Doubles::of(&unit.english(form).clean)).has(word);
        for pair in text.tokens().windows(2) {
            let [one, two] = pair else { continue };
            if one.len() != two.len() || !may_begin_alike(text.clean.as_bytes(), one.start(), two.start()) {
                continue;
            }
            let Some(lower) = doubled(text, one, two) else { continue };
            if may_stand_twice(text, one, two, own) || allowed(unit.language.code, &lower) || is_theirs(&lower) {
                continue;
            }
            if !asks(unit.language.code, &lower, text.clean.get(two.end()..).unwrap_or("")) {
                let second = text.clean.get(two.span()).unwrap_or("");
                let hit = Hit::new(form, format!("{second} stands twice")).at(one.start()..two.end());
                hits.push(hit.hint("remove one"));
            }
        }
    }
}

/// Returns the word, in lower case, that two words of one length are, with nothing but spaces and marks between them.
fn doubled(text: &Text<'_>, one: &Token, two: &Token) -> Option<String> {
    let (first, second) = (text.clean.get(one.span())?, text.clean.get(two.span())?);
    if !begin_alike(first, second) {
        return None;
    }
    let lower = second.to_lowercase();
    // `Am am` and `am Am`, but not `US us`.
    let is_plain = |word: &str| word.chars().skip(1).all(|c| !c.is_uppercase());
    let same = first == second || is_plain(first) && is_plain(second) && first.to_lowercase() == lower;
    let is_space = |c: char| c == ' ' || c == '\u{a0}' || c == '\n';
    let gap = text.clean.get(one.end()..two.start())?;
    // Marks of emphasis and of links part no words.
    let is_gap = gap.contains(is_space) && gap.chars().all(|c| is_space(c) || c == THROUGH);
    let is_near = same && is_gap && !(gap.contains(THROUGH) && is_end_of_tag(text, &(one.end()..two.start())));
    is_near.then_some(lower)
}

/// Returns whether a word that stands twice is none by itself: half of a compound, a name or no word at all.
fn may_stand_twice(text: &Text<'_>, one: &Token, two: &Token, own: u32) -> bool {
    let first = text.clean.get(one.span()).unwrap_or("");
    // Dutch `voor voor- en tegenstanders`: the second one is half a compound.
    let is_half = text.clean.get(two.end()..).is_some_and(|tail| tail.starts_with(['-', '‑']));
    // A single letter is a word only where the language has such a word; elsewhere it is a name.
    let is_name = first.chars().nth(1).is_none() && one.mask & own == 0;
    is_half || is_name || !first.chars().all(char::is_alphabetic)
}

/// Returns whether the letters at two places may be the same but for their case, by their first bytes alone.
fn may_begin_alike(bytes: &[u8], one: usize, other: usize) -> bool {
    let (one, other) = (bytes.get(one).copied().unwrap_or(0), bytes.get(other).copied().unwrap_or(0));
    one | 0x20 == other | 0x20 || one >= 0x80 && other >= 0x80
}

/// Returns whether two words have the same first letter but for its case.
fn begin_alike(one: &str, other: &str) -> bool {
    match (one.chars().next(), other.chars().next()) {
        (Some(one), Some(other)) => one == other || one.to_lowercase().eq(other.to_lowercase()),
        _ => false,
    }
}

/// Returns whether a tag, a comment or a variant of a message stands in a gap: what follows may be shown elsewhere.
fn is_end_of_tag(text: &Text<'_>, gap: &std::ops::Range<usize>) -> bool {
    let parts = |kind| matches!(kind, PieceKind::Tag | PieceKind::Comment | PieceKind::Select);
    let first = text.pieces.partition_point(|piece| piece.span.start < gap.start);
    let mut inside = text.pieces.iter().skip(first).take_while(|piece| piece.span.end <= gap.end);
    inside.any(|piece| parts(piece.kind))
}

/// Returns whether a Croatian question follows: `provjerite je je li uključen`.
fn asks(code: &str, word: &str, tail: &str) -> bool {
    code == "hr" && word == "je" && tail.starts_with(" li ")
}

/// The words that the English has twice: `Blah blah` and `New York, New York` are its author's own.
struct Doubles {
    /// Whether a word stands twice that says the same in other words elsewhere: `so so`.
    has_any: bool,
    /// The doubled words, in lower case, without the marks around them.
    words: HashSet<String>,
}

impl Doubles {
    fn of(clean: &str) -> Self {
        let lower = clean.to_lowercase();
        let is_said = |word: &&str| word.chars().all(char::is_alphabetic) && !GRAMMAR.contains(word);
        let has_any = twice(lower.split_whitespace()).any(|word| is_said(&word));
        let bare = lower.split([' ', '\u{a0}']).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        Self { has_any, words: twice(bare).map(str::to_owned).collect() }
    }

    fn has(&self, word: &str) -> bool {
        self.has_any || self.words.contains(word)
    }
}

/// Returns the words that equal the one before them; each word is asked for once.
fn twice<'w>(words: impl Iterator<Item = &'w str>) -> impl Iterator<Item = &'w str> {
    let mut before = None;
    words.filter(move |word| before.replace(*word) == Some(*word) && !word.is_empty())
}

/// Words that English grammar may put twice.
static GRAMMAR: [&str; 5] = ["that", "had", "is", "in", "do"];

fn allowed(code: &str, word: &str) -> bool {
    let words: &[&str] = match code {
        "bg" => &["си", "се", "по", "едва", "много"],
        "cs" => &["se", "si", "jen", "a", "to"],
        "sk" => &["sa", "si", "len"],
        "da" => &["det", "den", "der", "de", "at", "for", "som", "han", "i", "på", "til"],
        "sv" => &["det", "den", "de", "för", "som", "i", "på", "är", "om", "har", "var", "till"],
        "de" => &["die", "der", "das", "den", "dem", "sie", "des", "werden", "sein", "wenn", "was"],
        "et" => &["see", "iga"],
        "el" => &[
            "που", "πολύ", "το", "τα", "του", "της", "σιγά", "λίγο", "να", "με", "βήμα", "πότε", "τους", "μου", "σου",
            "μας", "σας",
        ],
        "es" => &["que", "no", "muy", "sí"],
        "fi" => &["ei", "se", "joka", "niin"],
        "fr" => &["nous", "vous", "que", "est", "on", "très", "en", "faire"],
        "ga" => &["go", "níos", "a", "sin", "ar", "do", "mall", "deo"],
        "hr" => &["se", "što", "i", "su"],
        "hu" => &["már", "egy", "hogy", "az", "a", "csak", "ki", "mind", "nem", "alig"],
        "it" => &["che", "mano", "man", "via", "ogni", "molto", "piano", "lì", "si", "passo", "così", "quasi", "poco"],
        "lt" => &["vis", "ir", "kad", "vos"],
        "lv" => &["un", "kā", "to", "tikko"],
        "mt" => &["kif", "mod", "xi", "ftit", "wieħed", "waħda", "dan", "il", "għal", "pass", "tnejn"],
        "nl" => {
            &["dat", "die", "de", "het", "u", "er", "zijn", "te", "je", "af", "om", "in", "aan", "op", "uit", "over"]
        }
        "pl" => &["się", "i", "na", "co", "ledwo"],
        "pt" => &["que", "se", "nos", "muito", "a", "o"],
        "ro" => &["a", "că", "se", "de", "nu", "rând", "încet"],
        "sl" => &["se", "si", "ki", "so"],
        _ => &[],
    };
    words.contains(&word)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn doublings_of_the_english_are_its_own() {
        for (english, word) in [("Blah blah", "blah"), ("He said “no no”.", "no"), ("It is so, so good", "so")] {
            assert!(Doubles::of(english).has(word), "{english}");
        }
        for english in
            ["The foreword wordy", "From 10 10 people", "€2\u{a0}000\u{a0}000 — — | |", "He said that that is"]
        {
            assert!(!Doubles::of(english).has("word"), "{english}");
        }
    }

    #[test]
    fn the_english_is_read_once_whatever_is_asked() {
        let text: String = (0..10_000).map(|at| format!("a{at} b{at} b{at}, ")).collect();
        let asked = Cell::new(0_usize);
        let words = text.split(' ').inspect(|_| asked.set(asked.get() + 1));
        twice(words).for_each(drop);
        assert_eq!(asked.get(), text.split(' ').count());
        // What is kept is looked up, not searched: nothing of the text is left but the doubled words.
        let doubles = Doubles::of(&text);
        assert!(!doubles.has_any && doubles.words.len() == 10_000, "{}", doubles.words.len());
    }
}
