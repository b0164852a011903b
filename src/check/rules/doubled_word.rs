//! `doubled-word`: no word stands twice in a row by mistake.

use crate::check::context::Case;
use crate::check::text::Traits;
use crate::check::{Content, Example, Hit, Rule, Run};
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
    for (form, text) in unit.filled() {
        if !text.traits.any(Traits::SPACE) {
            continue;
        }
        let tokens = case.tokens(form);
        for pair in tokens.windows(2) {
            let [one, two] = pair else { continue };
            if one.span.len() != two.span.len() {
                continue;
            }
            let gap = text.clean.get(one.span.end..two.span.start).unwrap_or("");
            let (first, second) =
                (text.clean.get(one.span.clone()).unwrap_or(""), text.clean.get(two.span.clone()).unwrap_or(""));
            let same = first == second
                || (first.to_lowercase() == second.to_lowercase()
                    && first.chars().next().is_some_and(char::is_uppercase)
                    && second == second.to_lowercase());
            if !same || gap.is_empty() || !gap.chars().all(|c| c == ' ' || c == '\u{a0}' || c == '\n') {
                continue;
            }
            let lower = second.to_lowercase();
            if !first.chars().all(char::is_alphabetic)
                || allowed(unit.language.code, &lower)
                || doubled(&unit.english(form).clean, &lower)
            {
                continue;
            }
            // A single letter is a word only where the language has such a word; elsewhere it is a name.
            if first.chars().nth(1).is_none() && one.mask == 0 {
                continue;
            }
            let hit = Hit::new(form, format!("{second} stands twice")).at(one.span.start..two.span.end);
            hits.push(hit.hint("remove one"));
        }
    }
}

fn doubled(clean: &str, word: &str) -> bool {
    // `Blah blah` and `New York, New York` are the English author's own.
    let lower = clean.to_lowercase();
    lower.contains(&format!("{word} {word}"))
        || lower.split_whitespace().zip(lower.split_whitespace().skip(1)).any(|(one, two)| one == two)
}

fn allowed(code: &str, word: &str) -> bool {
    let words: &[&str] = match code {
        "bg" => &["си", "се", "по", "едва", "много"],
        "cs" => &["se", "si", "jen", "a"],
        "sk" => &["sa", "si", "len"],
        "da" => &["det", "den", "der", "de", "at", "for", "som", "han", "i", "på", "til"],
        "sv" => &["det", "den", "de", "för", "som", "i", "på", "är", "om", "har", "var", "till"],
        "de" => &["die", "der", "das", "den", "dem", "sie", "des", "werden", "sein", "wenn", "was"],
        "et" => &["see", "iga", "on"],
        "el" => &["που", "πολύ", "το", "τα", "του", "της", "σιγά", "λίγο", "να", "με"],
        "es" => &["que", "no", "muy", "sí"],
        "fi" => &["ei", "on", "se", "joka", "niin"],
        "fr" => &["nous", "vous", "que", "est", "on", "très", "en"],
        "ga" => &["go", "níos", "a", "an", "sin", "ar", "do"],
        "hr" => &["se", "je", "što", "i", "su"],
        "hu" => &["már", "egy", "hogy", "az", "a", "csak", "ki", "mind", "nem"],
        "it" => &["che", "mano", "man", "via", "ogni", "molto", "piano", "lì", "si"],
        "lt" => &["vis", "ir", "kad"],
        "lv" => &["un", "kā", "to"],
        "mt" => &["kif", "mod", "xi", "ftit", "dan", "il", "għal"],
        "nl" => &[
            "dat", "die", "de", "het", "u", "er", "is", "zijn", "te", "je", "af", "om", "in", "aan", "op", "uit",
            "over",
        ],
        "pl" => &["się", "i", "na", "co"],
        "pt" => &["que", "se", "nos", "muito", "a", "o"],
        "ro" => &["a", "că", "se", "de", "nu", "rând"],
        "sl" => &["se", "je", "si", "ki", "so"],
        _ => &[],
    };
    words.contains(&word)
}
