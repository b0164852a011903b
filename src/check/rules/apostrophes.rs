//! `apostrophes`: apostrophes are one character.

use crate::check::context::Case;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "apostrophes",
    severity: Severity::Note,
    summary: "an accent or a quotation mark stands for an apostrophe, or a straight apostrophe where the English has ’",
    why: "A grave or acute accent between letters is a typing slip. Straight apostrophes are reported only where the English \
          author took the trouble to write ’, so that the two agree. In Italian, an apostrophe that stands for an accent is \
          reported (`E'`, `perche'`, `citta'`), and `po'` is not.",
    bad: Example { language: "it", content: Content::Plain, source: "It’s the mandate", target: "È l´incarico" },
    good: Example { language: "it", content: Content::Plain, source: "It’s the mandate", target: "È l’incarico" },
    languages: &[],
    fixes: true,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        if !text.traits.any(Traits::APOSTROPHE | Traits::LATIN1 | Traits::BACKTICK) {
            continue;
        }
        let curly = text.traits.any(Traits::APOSTROPHE)
            && unit.source.traits.any(Traits::PUNCTUATION)
            && unit.source.raw.contains('’')
            && !unit.source.raw.contains('\'');
        let accent = text.traits.any(Traits::LATIN1 | Traits::BACKTICK) && text.clean.contains(['´', '`']);
        if unit.language.code == "it" && text.traits.any(Traits::APOSTROPHE) {
            accents(form, text, hits);
        }
        if !curly && !accent {
            continue;
        }
        let mut hit = Hit::new(form, "the apostrophe is ’");
        let mut before = None;
        let mut chars = text.clean.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, c)| *c);
            let between = before.is_some_and(char::is_alphabetic) && next.is_some_and(char::is_alphabetic);
            let wrong = matches!(c, '´' | '`') || (c == '\'' && curly);
            // Maltese words end with an apostrophe: ta’, ma’.
            let is_end = unit.language.code == "mt"
                && matches!(c, '´' | '`')
                && before.is_some_and(char::is_alphabetic)
                && next.is_none_or(|c| c == ' ');
            if wrong && (between || is_end) {
                hit = hit.fix(at..at + c.len_utf8(), "’");
            }
            before = Some(c);
        }
        if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
            hits.push(hit.at(first));
        }
    }
}

/// Reports Italian apostrophes in the place of accents: `E' vero`, `perche'`, `citta'`.
fn accents(form: usize, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let mut hit = Hit::new(form, "an apostrophe stands for an accent");
    let mut read = 0;
    for at in memchr::memchr_iter(b'\'', text.clean.as_bytes()) {
        let head = text.clean.get(read..at).unwrap_or("");
        read = at + 1;
        let word = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let is_end = !text.clean.get(at + 1..).is_some_and(|tail| tail.starts_with(char::is_alphanumeric));
        // What stands between apostrophes is quoted.
        let mark = at.checked_sub(word.len() + 1).filter(|_| word.len() == head.len());
        let is_elided = |mark: usize| text.clean.get(..mark).is_some_and(|head| head.ends_with(char::is_alphabetic));
        let is_quoted = mark.is_some_and(|mark| !is_elided(mark));
        if let Some(accented) = accented(word).filter(|_| is_end && !is_quoted) {
            let vowel = word.chars().next_back().map_or(0, char::len_utf8);
            hit = hit.fix(at - vowel..at + 1, accented);
        }
    }
    if let Some(first) = hit.fix.first().map(|edit| edit.span.clone()) {
        hits.push(hit.at(first));
    }
}

/// Returns the accented last vowel of a word that is none without its accent.
fn accented(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    if lower == "e" {
        return Some(if word == "E" { "È" } else { "è" });
    }
    let is_capital = word.chars().all(char::is_uppercase);
    let abstracts = lower.len() >= 5 && lower.ends_with("ta");
    let vowel = match lower.as_str() {
        "perche" | "poiche" | "affinche" | "benche" | "finche" | "purche" | "anziche" | "nonche" | "giacche" => {
            ("é", "É")
        }
        "cioe" => ("è", "È"),
        "gia" | "sara" | "potra" | "dovra" | "avra" => ("à", "À"),
        "piu" | "giu" => ("ù", "Ù"),
        "puo" | "cio" | "pero" => ("ò", "Ò"),
        "cosi" => ("ì", "Ì"),
        _ if abstracts => ("à", "À"),
        _ => return None,
    };
    Some(if is_capital { vowel.1 } else { vowel.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_apostrophe_for_an_accent_is_told_from_one_that_stands_for_letters() {
        let fixed = |text: &str| {
            let mut hits = Vec::new();
            accents(0, &Text::new(text, Content::Plain), &mut hits);
            hits.into_iter().flat_map(|hit| hit.fix).map(|edit| edit.with).collect::<Vec<String>>()
        };
        assert_eq!(fixed("E' vero perche' la citta' c'e'."), ["È", "é", "à", "è"]);
        for text in ["Un po' d'acqua", "L'idea dell'anno", "la parola 'citta' e 'e'", "di' la tua", "nell'800"] {
            assert_eq!(fixed(text), Vec::<String>::new(), "{text}");
        }
    }
}
