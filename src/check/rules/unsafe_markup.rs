//! `unsafe-markup`: a translation brings no code of its own.

use std::ops::Range;

use super::braces;
use super::links::targets;
use crate::check::context::Case;
use crate::check::text::{Piece, PieceKind};
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::model::Severity;

pub(super) static RULE: Rule = Rule {
    id: "unsafe-markup",
    severity: Severity::Critical,
    summary: "the translation contains a script, an event handler, a form, a frame or a template tag that the English does not",
    why: "Translations are text from outside: a script or an event handler in one of them runs in every reader’s browser. \
          Addresses that run code (`javascript:`, `data:`) count as well. So does what processors of Markdown read between \
          braces: a handler, style or address in an attribute list (`{ onclick=… }`), and a tag that a template language runs \
          while the page is made (`{% include … %}`, `{{< … >}}`, `{{ … }}`). `build` takes the meaning of attribute lists \
          away; whoever uses the catalogue otherwise has this rule alone.",
    bad: Example {
        language: "lt",
        content: Content::Markdown,
        source: "Read more.",
        target: "Skaitykite daugiau.<img src=x onerror=alert(1)>",
    },
    good: Example { language: "lt", content: Content::Markdown, source: "Read more.", target: "Skaitykite daugiau." },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        if unit.content == Content::Markdown && text.traits.any(Traits::BRACKET) {
            braces::find(form, unit.english(form), text, hits);
        }
        let has_angle = text.traits.any(Traits::ANGLE);
        let is_address = |piece: &Piece| matches!(piece.kind, PieceKind::Target | PieceKind::Address);
        let is_prose = !has_angle || memchr::memchr(b'<', text.clean.as_bytes()).is_none();
        let is_same = is_prose && unit.plural.is_none() && case.has_same_code(form) && !names_scheme(text);
        if is_same || !has_angle && !text.pieces.iter().any(is_address) {
            continue;
        }
        let lower = text.raw.to_ascii_lowercase();
        let english = std::cell::LazyCell::new(|| unit.source.raw.to_ascii_lowercase());
        for (at, element) in opened(&lower) {
            if !opened(&english).any(|(_, other)| other == element) {
                let hit = Hit::new(form, format!("the element <{element}> is not in the English"));
                hits.push(hit.at(at..at + element.len() + 1));
                break;
            }
        }
        // Only what spells a colon in some way can name a scheme.
        let targets: Vec<String> = targets(text)
            .into_iter()
            .filter(|target| target.contains([':', '&']) && !target.starts_with("http"))
            .map(decoded)
            .collect();
        for scheme in SCHEMES {
            let place = runs(&lower, scheme);
            if place.is_none() && !targets.iter().any(|target| target.starts_with(scheme)) || english.contains(scheme) {
                continue;
            }
            let hit = Hit::new(form, format!("the address scheme {scheme} can run code"));
            hits.push(match place {
                Some(at) => hit.at(at..at + scheme.len()),
                None => hit,
            });
        }
        if has_angle
            && let Some(span) = handler(&lower)
            && handler(&english).is_none()
        {
            let name = lower.get(span.clone()).unwrap_or("").to_owned();
            hits.push(Hit::new(form, format!("the event handler {name} is not in the English")).at(span));
        }
    }
}

/// Returns whether one of the schemes that run code may be named: what they have before their colon stands before one.
fn names_scheme(text: &Text<'_>) -> bool {
    let bytes = text.raw.as_bytes();
    let ends = |end: usize, word: &[u8]| {
        bytes.get(end.saturating_sub(word.len())..end).is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    text.traits.any(Traits::COLON)
        && memchr::memchr_iter(b':', bytes).any(|colon| ends(colon, b"script") || ends(colon, b"data"))
}

static ELEMENTS: [&str; 14] = [
    "script", "iframe", "object", "embed", "form", "input", "button", "style", "link", "meta", "base", "svg", "math",
    "template",
];
static SCHEMES: [&str; 4] = ["javascript:", "vbscript:", "data:text/html", "data:image/svg"];

/// Returns the dangerous elements that a text in lower case opens, each with the place of its `<`.
fn opened(lower: &str) -> impl Iterator<Item = (usize, &'static str)> {
    memchr::memchr_iter(b'<', lower.as_bytes()).filter_map(|at| Some((at, opens(lower.get(at + 1..)?)?)))
}

/// Returns the dangerous element that a text right after `<` opens.
fn opens(tail: &str) -> Option<&'static str> {
    let length = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
    let element = ELEMENTS.into_iter().find(|element| tail.get(..length) == Some(element))?;
    // Without `rel`, a link does nothing; `<link xref="…">` is Mallard.
    let is_idle = element == "link" && !tail.split('>').next().unwrap_or("").contains("rel");
    // An angle-bracketed word of a usage line, `<input>`, has a name only; in HTML it has attributes or is closed.
    let is_opened = match tail.as_bytes().get(length) {
        Some(b' ' | b'/' | b'\n' | b'\t' | b'\r' | b'\x0c') => !is_idle,
        Some(b'>') => match element {
            "input" | "link" | "base" => false,
            "object" | "template" | "form" | "style" | "button" => tail.contains(&format!("</{element}")),
            _ => true,
        },
        _ => false,
    };
    is_opened.then_some(element)
}

/// Returns the place of a scheme that starts an address: after a quotation mark, a bracket, `=` or a space.
fn runs(lower: &str, scheme: &str) -> Option<usize> {
    lower.match_indices(scheme).map(|(at, _)| at).find(|at| {
        let before = lower.get(..*at).and_then(|head| head.chars().next_back());
        let after = lower.get(at + scheme.len()..).and_then(|tail| tail.chars().next());
        before.is_none_or(|c| matches!(c, '"' | '\'' | '(' | '=' | '<')) && after.is_some_and(|c| !c.is_whitespace())
    })
}

/// Returns the beginning of an address as a browser reads it: without white space and control characters, with the
/// references to ASCII characters resolved.
fn decoded(target: &str) -> String {
    let mut out = String::new();
    let mut rest = target;
    while let Some(c) = rest.chars().next() {
        let reference = reference(rest);
        let (c, length) = reference.unwrap_or((c, c.len_utf8()));
        if !c.is_whitespace() && !c.is_control() {
            out.push(c.to_ascii_lowercase());
        }
        rest = rest.get(length..).unwrap_or("");
    }
    out
}

/// Returns the character that a reference at the start of a text stands for, and the length of the reference.
fn reference(text: &str) -> Option<(char, usize)> {
    for (name, c) in [("&colon;", ':'), ("&tab;", '\t'), ("&newline;", '\n')] {
        if text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name)) {
            return Some((c, name.len()));
        }
    }
    let rest = text.strip_prefix("&#")?;
    let (digits, radix, head) = match rest.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (rest, 10, 2),
    };
    let count = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
    let c = char::from_u32(u32::from_str_radix(digits.get(..count)?, radix).ok()?)?;
    let end = usize::from(digits.as_bytes().get(count) == Some(&b';'));
    Some((c, head + count + end))
}

/// Returns the place of an `on…=` attribute inside a tag.
fn handler(lower: &str) -> Option<Range<usize>> {
    let mut inside = false;
    let mut quote = None;
    let bytes = lower.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        if inside && matches!(byte, b'"' | b'\'') {
            quote = match quote {
                None => Some(*byte),
                Some(open) if open == *byte => None,
                Some(open) => Some(open),
            };
        }
        match byte {
            b'<' if !inside && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) => inside = true,
            b'>' if quote.is_none() => inside = false,
            b' ' | b'/' | b'"' | b'\'' | b'\n' | b'\t' | b'\r' | b'\x0c'
                if inside && quote.is_none() && lower.get(at + 1..at + 3) == Some("on") =>
            {
                let name = bytes.get(at + 1..).unwrap_or(&[]).iter().take_while(|b| b.is_ascii_alphabetic()).count();
                let rest = lower.get(at + 1 + name..).unwrap_or("").trim_start();
                if name > 3 && rest.starts_with('=') {
                    return Some(at + 1..at + 1 + name);
                }
            }
            _ => {}
        }
    }
    None
}
