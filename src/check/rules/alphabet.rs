//! `alphabet`: each word is written in one alphabet, and in the language’s own.

use std::collections::HashSet;

use crate::check::context::Case;
use crate::check::word::words;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::language::Script;
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "alphabet",
    severity: Severity::Error,
    summary: "a word mixes alphabets, has letters that only look right, or the text is in another script",
    why: "A Greek omicron or a Cyrillic а in a Latin word looks right and is found by no search. Words whose foreign letters \
          could be told from the others are warnings: they are often endings put on a foreign name. Abbreviations (Latin `EE` \
          for Greek `ΕΕ`, `EC` for Bulgarian `ЕС`) and words of one letter count, too. In Bulgarian, letters of \
          other Cyrillic alphabets (ы, э, ё, і) are reported as well, and so is a whole text in another script: Greek in Latin \
          letters.",
    bad: Example {
        language: "pl",
        content: Content::Plain,
        source: "Mandate of the assembly",
        target: "Mandаt zgromadzenia",
    },
    good: Example {
        language: "pl",
        content: Content::Plain,
        source: "Mandate of the assembly",
        target: "Mandat zgromadzenia",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    let own = unit.language.script;
    for (form, text) in unit.filled() {
        if own == Script::Latin && !text.traits.any(Traits::OTHER_SCRIPT | Traits::RARE) {
            continue;
        }
        let has_latin = own != Script::Latin
            && text.traits.any(Traits::LATIN)
            && text.clean.bytes().any(|byte| byte.is_ascii_alphabetic());
        if (own == Script::Latin || has_latin)
            && let Some(script) = transliterated(unit.english(form), text, own)
        {
            hits.push(Hit::new(form, format!("the text is written in {script} letters")));
            continue;
        }
        if own == Script::Cyrillic && !has_latin && !may_be_foreign(&text.clean) {
            continue;
        }
        if own == Script::Greek && !has_latin && !text.clean.contains(is_cyrillic) {
            continue;
        }
        if own != Script::Latin && has_latin {
            look_alikes(form, (unit.english(form), text), own, unit.language.code, hits);
        }
        for word in words(&text.clean) {
            for part in word.text.split(['-', '\'', '’', '‑']) {
                let Some(problem) = judge(part, own, unit.language.code) else { continue };
                if unit.source.raw.contains(part) {
                    continue;
                }
                let severity = if problem.is_sure { Severity::Error } else { Severity::Warning };
                hits.push(Hit::new(form, problem.message).at(word.span.clone()).at_most(severity));
            }
        }
    }
}

/// Returns whether a text without ASCII letters may have any that is not Bulgarian: anything but Cyrillic and punctuation, or a
/// Cyrillic letter that Bulgarian does not use.
fn may_be_foreign(clean: &str) -> bool {
    let mut before = 0;
    clean.bytes().any(|byte| {
        let is_stranger = before == 0xD1 && (byte > 0x8F || matches!(byte, 0x8B | 0x8D));
        before = byte;
        is_stranger || matches!(byte, 0xC3..=0xCF | 0xD2..=0xE1 | 0xE3..)
    })
}

/// Reports words that are wholly of Latin letters which look like those of the own alphabet, and have the company of its words:
/// abbreviations (`EE` for `ΕΕ`, `EC` for `ЕС`), and words of one letter. What the English has as a word is its own.
fn look_alikes(form: usize, (english, text): (&Text<'_>, &Text<'_>), own: Script, code: &str, hits: &mut Vec<Hit>) {
    let (letters, abbreviations) = match code {
        "el" => (["H", "O"].as_slice(), GREEK.as_slice()),
        "bg" => (["e", "c"].as_slice(), BULGARIAN.as_slice()),
        _ => return,
    };
    let mut theirs: Option<HashSet<&str>> = None;
    let mut beside = text.clean.split(' ').peekable();
    let mut before = "";
    let mut at = 0;
    while let Some(stretch) = beside.next() {
        let start = at;
        at += stretch.len() + 1;
        let word = stretch.trim_matches(|c: char| !c.is_alphanumeric());
        let is_own = |word: &str| word.chars().find(|c| c.is_alphabetic()).and_then(script_of) == Some(own);
        let is_lone = letters.contains(&word)
            && stretch == word
            && beside.peek().is_some_and(|next| is_own(next))
            && (before.is_empty()
                || before.ends_with(['.', '!', '?', ':', '\n'])
                || is_own(before) && word == word.to_lowercase());
        let is_short =
            abbreviations.contains(&word) && (is_own(before) || beside.peek().is_some_and(|next| is_own(next)));
        before = stretch;
        if !is_lone && !is_short {
            continue;
        }
        let theirs = theirs.get_or_insert_with(|| words(&english.clean).map(|word| word.text).collect());
        if !theirs.contains(word) {
            let start = start + stretch.find(word).unwrap_or(0);
            let hit = Hit::new(form, format!("{word} is written in Latin letters"));
            hits.push(hit.at(start..start + word.len()));
        }
    }
}

/// Latin letters that look like the Greek ΕΕ (the Union), ΕΚ, ΟΗΕ, ΜΜΕ, ΜΚΟ, ΕΟΚ, and the Bulgarian ЕС, ЕК, ЕО, ООН, НАТО.
static GREEK: [&str; 6] = ["EE", "EK", "OHE", "MME", "MKO", "EOK"];
static BULGARIAN: [&str; 5] = ["EC", "EK", "EO", "OOH", "HATO"];

/// A text in another script has at least so many letters of it.
const LETTERS: usize = 24;

/// Returns the script of a text that is not written in its language’s own, and is no quotation of the English: at least
/// three words in small letters that the English does not have, and hardly a letter of the own script.
fn transliterated(english: &Text<'_>, text: &Text<'_>, own: Script) -> Option<&'static str> {
    if own != Script::Latin && text.clean.bytes().filter(u8::is_ascii_lowercase).count() < LETTERS {
        return None;
    }
    let (mut ours, mut count, mut words_of) = (0, [0_usize; 3], 0);
    for word in words(&text.clean) {
        let scripts = || word.text.chars().filter_map(script_of);
        let first = scripts().next();
        if first == Some(own) {
            ours += scripts().filter(|script| *script == own).count();
        } else if let Some(script) = first.filter(|_| word.text.len() > 2 && !english.raw.contains(word.text)) {
            let slot = usize::from(script == Script::Greek) + 2 * usize::from(script == Script::Cyrillic);
            if let Some(count) = count.get_mut(slot) {
                *count += scripts().count();
            }
            words_of += usize::from(word.text.starts_with(char::is_lowercase) && !is_identifier(text, &word.span));
        }
    }
    let (slot, most) = count.into_iter().enumerate().max_by_key(|(_, count)| *count)?;
    let is_foreign = most >= LETTERS && words_of >= 3 && ours * 6 < most;
    is_foreign.then(|| ["Latin", "Greek", "Cyrillic"].get(slot).copied()).flatten()
}

/// Returns whether a word belongs to a path, an option or another name of a program.
fn is_identifier(text: &Text<'_>, span: &std::ops::Range<usize>) -> bool {
    let is_joint = |c: char| matches!(c, '/' | '_' | '=' | '.' | '-' | '@' | '<' | '>' | '\u{2}');
    let before = text.clean.get(..span.start).and_then(|head| head.chars().next_back());
    let after = text.clean.get(span.end..).and_then(|tail| tail.chars().next());
    before.is_some_and(is_joint) || after.is_some_and(|c| is_joint(c) && c != '.')
}

struct Problem {
    message: String,
    is_sure: bool,
}

fn judge(word: &str, own: Script, code: &str) -> Option<Problem> {
    let mut seen = [0_usize; 3];
    let mut foreign = Vec::new();
    for c in word.chars() {
        let Some(script) = script_of(c) else { continue };
        let slot = match script {
            Script::Latin => 0,
            Script::Greek => 1,
            Script::Cyrillic => 2,
            Script::Other => continue,
        };
        if let Some(count) = seen.get_mut(slot) {
            *count += 1;
        }
        if script != own {
            foreign.push(c);
        }
    }
    let scripts = seen.iter().filter(|count| **count > 0).count();
    let total: usize = seen.iter().sum();
    if code == "bg" && scripts == 1 && word.contains(['ы', 'э', 'ё', 'і', 'ї', 'є', 'ў', 'ј', 'ѝ']) && word != "ѝ"
    {
        return Some(Problem { message: format!("{word} has a letter that Bulgarian does not use"), is_sure: false });
    }
    if scripts > 1 && foreign.len() < total {
        // Either side of the mixture may be the foreign one: a Latin name with one Cyrillic letter in a Bulgarian text.
        let twins = foreign.iter().all(|c| is_twin(*c));
        let others: Vec<char> = word.chars().filter(|c| script_of(*c) == Some(own)).collect();
        let others_twin = !others.is_empty() && others.iter().all(|c| is_twin(*c));
        let unit_sign = word.starts_with(['µ', 'μ', 'Ω']);
        if unit_sign {
            return None;
        }
        return Some(Problem {
            message: format!("{word} mixes alphabets{}", strangers(word)),
            is_sure: twins || others_twin,
        });
    }
    // A short word wholly of look-alikes, for example a Cyrillic `а` in Polish.
    if own == Script::Latin
        && !foreign.is_empty()
        && foreign.len() == total
        && foreign.iter().all(|c| is_twin(*c))
        && total <= 3
        && seen[2] > 0
    {
        return Some(Problem { message: format!("{word} is written in Cyrillic letters"), is_sure: true });
    }
    None
}

/// Names the letters of the rarer alphabet of a word, which look like the others: ` (Latin A)`.
fn strangers(word: &str) -> String {
    let named = |c: char| match script_of(c)? {
        Script::Latin => Some(("Latin", c)),
        Script::Greek => Some(("Greek", c)),
        Script::Cyrillic => Some(("Cyrillic", c)),
        Script::Other => None,
    };
    let letters: Vec<(&str, char)> = word.chars().filter_map(named).collect();
    let count = |script: &str| letters.iter().filter(|(other, _)| *other == script).count();
    let rarest = ["Latin", "Greek", "Cyrillic"]
        .into_iter()
        .filter(|script| count(script) > 0)
        .min_by_key(|script| count(script));
    let Some(script) = rarest else { return String::new() };
    let mut own: Vec<String> =
        letters.iter().filter(|(other, _)| *other == script).map(|(_, c)| c.to_string()).collect();
    own.dedup();
    own.truncate(5);
    format!(" ({script} {})", own.join(", "))
}

fn is_cyrillic(c: char) -> bool {
    ('\u{400}'..='\u{52f}').contains(&c)
}

fn script_of(c: char) -> Option<Script> {
    match c {
        'a'..='z'
        | 'A'..='Z'
        | '\u{c0}'..='\u{d6}'
        | '\u{d8}'..='\u{f6}'
        | '\u{f8}'..='\u{24f}'
        | '\u{1e00}'..='\u{1eff}' => Some(Script::Latin),
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        _ => None,
    }
}

/// Returns whether a letter looks like one of another alphabet (Unicode TR 39, the commonest confusables).
fn is_twin(c: char) -> bool {
    "АВЕЅІЈКМНОРСТХУаеорсхуіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοντυικραABEZHIKMNOPTYXCJSacdehijkopqsuvwxy".contains(c)
}
