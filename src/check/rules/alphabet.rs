//! `alphabet`: each word is written in one alphabet, and in the language’s own.

use crate::check::context::Case;
use crate::check::text::Traits;
use crate::check::word::words;
use crate::check::{Content, Example, Hit, Rule, Run};
use crate::language::Script;
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "alphabet",
    severity: Severity::Error,
    summary: "a word mixes alphabets, or has letters that only look right",
    why: "A Greek omicron or a Cyrillic а in a Latin word looks right and is found by no search. Words whose foreign letters \
          could be told from the others are warnings: they are often endings put on a foreign name. In Bulgarian, letters of \
          other Cyrillic alphabets (ы, э, ё, і) are reported as well.",
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
        let has_latin = own != Script::Latin && text.clean.bytes().any(|byte| byte.is_ascii_alphabetic());
        if own == Script::Greek && !has_latin && !text.clean.contains(is_cyrillic) {
            continue;
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
        return Some(Problem { message: format!("{word} mixes alphabets"), is_sure: twins || others_twin });
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
