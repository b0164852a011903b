//! `markup`: the inline codes of the English stand in the translation, and no others.

use pulldown_cmark::{Event, Parser};

use super::nesting;
use crate::check::context::Case;
use crate::check::multiset::difference;
use crate::check::text::PieceKind;
use crate::check::{Content, Example, Hit, Rule, Run, Text, Traits};
use crate::model::{Severity, UnitKind};

pub(super) static RULE: Rule = Rule {
    id: "markup",
    severity: Severity::Error,
    summary: "a tag or its name, a code span, emphasis, image or footnote is missing, added, unclosed or wrongly nested",
    why: "Lost emphasis loses meaning, a lost closing tag marks the rest of the page, a lost footnote loses its \
          source. Emphasis is counted, not placed, since word order differs; `*` and `_` count as one. Line breaks \
          (`<br>`) and emphasis that is merely split are not reported. Inline codes of XLIFF lie within each other as in the \
          English, and close behind where they open.",
    bad: Example {
        language: "de",
        content: Content::Markdown,
        source: "Send the **summary** to all.",
        target: "Senden Sie die **Zusammenfassung an alle.",
    },
    good: Example {
        language: "de",
        content: Content::Markdown,
        source: "Send the **summary** to all.",
        target: "Senden Sie die **Zusammenfassung** an alle.",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    for (form, text) in unit.filled() {
        let english = unit.english(form);
        // A backslash is code, a line break a control character.
        if unit.content == Content::Markdown && text.traits.any(Traits::CODE | Traits::CONTROL) {
            lines(form, english, text, hits);
        }
        // In titles, headings and cells a bar begins nothing, or is escaped by `build`.
        let may_be_a_row = matches!(unit.kind, None | Some(UnitKind::Paragraph)) && unit.content == Content::Markdown;
        if may_be_a_row && memchr::memchr(b'|', english.raw.as_bytes()).is_some() {
            bars(form, english, text, hits);
        }
        if english.pieces.is_empty() && text.pieces.is_empty() || case.has_same_code(form) {
            continue;
        }
        entities(form, english, text, hits);
        let (wanted, given) = (codes(english), codes(text));
        let (mut missing, mut added) = difference(&wanted, &given);
        pair_renamed_code(form, &mut missing, &mut added, hits);
        for (name, list) in [("is missing", &missing), ("is not in the English", &added)] {
            for code in list {
                let hit = Hit::new(form, format!("{} {name}", code.named()));
                hits.push(hit.at_most(code.severity()));
            }
        }
        if missing.is_empty() && added.is_empty() {
            attributes(form, english, text, hits);
            nesting::compare(form, english, text, hits);
        }
        emphasis(form, english, text, hits);
        if let Some(tag) = unbalanced(text)
            && unbalanced(english).is_none()
        {
            hits.push(
                Hit::new(form, format!("the tag <{tag}> is not closed in its place"))
                    .hint("close tags in the reverse order"),
            );
        }
    }
}

/// Reports line ends typed as `\\n`, and paragraphs and items that become one line on the page.
fn lines(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let has_backslash = memchr::memchr(b'\\', text.clean.as_bytes()).is_some();
    let typed = if has_backslash { text.clean.find("\\n") } else { None };
    if let Some(at) = typed.filter(|_| !english.raw.contains("\\n")) {
        let hit = Hit::new(form, "readers see \\n as it stands").at(at..at + 2);
        hits.push(
            hit.hint("end a line with a backslash and a line break, or write a space").at_most(Severity::Warning),
        );
    }
    let is_apart = |raw: &str| {
        let begins = |line: &str| line.is_empty() || ["- ", "* ", "+ ", "• "].iter().any(|mark| line.starts_with(mark));
        raw.trim().split('\n').skip(1).any(|line| begins(line.trim()))
    };
    if text.traits.any(Traits::CONTROL) && is_apart(text.raw) && !is_apart(english.raw) {
        let message = "a text is one paragraph: on the page its lines are joined, without paragraphs and items";
        hits.push(Hit::new(form, message).at_most(Severity::Warning));
    }
}

/// Returns whether HTML knows an entity (HTML Living Standard, section 13.5, as CommonMark demands it).
fn is_known(code: &str) -> bool {
    let text = |event| if let Event::Text(text) = event { Some(text.into_string()) } else { None };
    code.starts_with("&#") || Parser::new(code).filter_map(text).collect::<String>() != code
}

/// Reports an entity that HTML does not know, `&kopi;`, unless the English has one too.
fn entities(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let unknown = |text: &Text<'_>| text.of_kind(PieceKind::Entity).find(|piece| !is_known(text.whole(piece))).cloned();
    if let Some(piece) = unknown(text).filter(|_| unknown(english).is_none()) {
        let hit = Hit::new(form, format!("{} is no entity: readers see it as it stands", text.whole(&piece)));
        hits.push(hit.at(piece.span).hint("copy the entity of the English").at_most(Severity::Warning));
    }
}

/// Reports a lost bar: for kramdown and Pandoc every line of a paragraph with bars is a row of a table, or of a block of lines. An
/// escaped one is none, and neither are those of formulas.
fn bars(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    if english.clean.contains('$') {
        return;
    }
    let count = |text: &Text<'_>| {
        let is_escaped = |at: usize| at > 0 && text.raw.as_bytes().get(at - 1) == Some(&b'\\');
        memchr::memchr_iter(b'|', text.clean.as_bytes()).filter(|at| !is_escaped(*at)).count()
    };
    let (wanted, given) = (count(english), count(text));
    if given != wanted && wanted > 0 {
        let hit = Hit::new(form, format!("the English has {wanted} × |, the translation {given}"));
        hits.push(hit.hint("each may begin a cell of a table").at_most(Severity::Warning));
    }
}

/// An inline code as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Code<'a> {
    Span(&'a str),
    Tag(String),
    Image,
    Footnote(&'a str),
}

impl Code<'_> {
    fn named(&self) -> String {
        match self {
            Self::Span(code) => format!("the code {code}"),
            Self::Tag(name) => format!("the tag <{name}>"),
            Self::Image => "an image".to_owned(),
            Self::Footnote(name) => format!("the footnote {name}"),
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Span(_) => Severity::Warning,
            Self::Tag(_) | Self::Image | Self::Footnote(_) => Severity::Error,
        }
    }
}

fn codes<'a>(text: &Text<'a>) -> Vec<Code<'a>> {
    text.pieces
        .iter()
        .filter_map(|piece| match piece.kind {
            PieceKind::Code => Some(Code::Span(text.inner(piece))),
            PieceKind::Tag => {
                let name = text.inner(piece).trim_end_matches('/').to_ascii_lowercase();
                // Fluent overlays find their element by this name.
                let name = match attribute(text.whole(piece), "data-l10n-name") {
                    Some(value) => format!("{name} data-l10n-name=\"{value}\""),
                    None => name,
                };
                // A line break or soft break is layout; languages break differently.
                (!matches!(name.as_str(), "br" | "wbr" | "nobr" | "/nobr" | "p" | "/p")).then_some(Code::Tag(name))
            }
            PieceKind::Open if text.inner(piece).len() == 2 => Some(Code::Image),
            PieceKind::Footnote => Some(Code::Footnote(text.inner(piece))),
            _ => None,
        })
        .collect()
}

/// Compares what styles and scripts find an element by.
fn attributes(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let of = |text: &Text<'_>| -> Vec<String> {
        let tags = text.of_kind(PieceKind::Tag).map(|piece| text.whole(piece));
        tags.flat_map(|tag| ["class", "id"].map(|name| Some(format!("{name}=\"{}\"", attribute(tag, name)?))))
            .flatten()
            .collect()
    };
    let (missing, added) = difference(&of(english), &of(text));
    for value in &missing {
        let message = match added.first() {
            Some(other) => format!("the attribute {value} has become {other}"),
            None => format!("the attribute {value} is missing"),
        };
        hits.push(Hit::new(form, message).hint("attributes of tags are not translated").at_most(Severity::Warning));
    }
}

/// Returns the value of an attribute of a tag, without its quotation marks.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, at) = tag.match_indices(name).map(|(at, _)| (at, at + name.len())).find(|(at, end)| {
        let before = tag.get(..*at).and_then(|head| head.chars().next_back());
        before.is_some_and(char::is_whitespace)
            && tag.get(*end..).is_some_and(|rest| rest.trim_start().starts_with('='))
    })?;
    let value = tag.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
        _ => value.split([' ', '>', '/']).next(),
    }
}

/// One code gone and another come is one finding, not two.
fn pair_renamed_code(form: usize, missing: &mut Vec<Code<'_>>, added: &mut Vec<Code<'_>>, hits: &mut Vec<Hit>) {
    while let Some(at) = missing.iter().position(|code| matches!(code, Code::Span(_)))
        && let Some(to) = added.iter().position(|code| matches!(code, Code::Span(_)))
    {
        let (old, new) = (missing.remove(at), added.remove(to));
        let message = format!("{} has become {}", old.named(), new.named().trim_start_matches("the "));
        hits.push(Hit::new(form, message).hint("code is not translated").at_most(Severity::Note));
    }
}

/// Compares the weight of emphasis: how many marks of each strength, `*` and `_` alike.
fn emphasis(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    let count = |text: &Text<'_>| -> [usize; 4] {
        let mut count = [0; 4];
        for piece in text.of_kind(PieceKind::Emphasis) {
            let strike = text.inner(piece).starts_with('~');
            let slot = if strike { 0 } else { piece.span.len().min(3) };
            if let Some(count) = count.get_mut(slot) {
                *count += 1;
            }
        }
        // `***` opens both strengths at once.
        let [strike, weak, strong, both] = count;
        [strike, weak + both, strong + both, 0]
    };
    let mut loose = text.of_kind(PieceKind::Loose);
    if loose.clone().count() > english.of_kind(PieceKind::Loose).count()
        && let Some(piece) = loose.next()
    {
        let message = format!("the marks {} open or close nothing, and readers see them", text.inner(piece));
        let hint = "a mark that closes stands behind a letter, or before a space or punctuation";
        hits.push(Hit::new(form, message).at(piece.span.clone()).hint(hint));
        return;
    }
    let (wanted, given) = (count(english), count(text));
    for (index, name) in [(0, "~~ strike-through"), (1, "* emphasis"), (2, "** strong emphasis")] {
        let (wanted, given) = (wanted.get(index).copied().unwrap_or(0), given.get(index).copied().unwrap_or(0));
        if wanted == given {
            continue;
        }
        if given % 2 == 1 && wanted % 2 == 0 {
            hits.push(Hit::new(form, format!("the {name} is not closed")));
        } else if wanted % 2 == 0 && given < wanted {
            let lost = (wanted - given) / 2;
            hits.push(Hit::new(form, format!("{lost} × {name} is missing")).at_most(Severity::Warning));
        } else if wanted % 2 == 0 && wanted == 0 {
            hits.push(Hit::new(form, format!("the {name} is not in the English")).at_most(Severity::Warning));
        }
    }
}

/// Returns the first tag that closes nothing or is closed out of turn.
fn unbalanced(text: &Text<'_>) -> Option<String> {
    let mut open: Vec<String> = Vec::new();
    for piece in text.of_kind(PieceKind::Tag) {
        let name = text.inner(piece).to_ascii_lowercase();
        let whole = text.whole(piece);
        match name.strip_prefix('/') {
            Some(name) => match open.pop() {
                Some(top) if top == name => {}
                _ => return Some(format!("/{name}")),
            },
            None if whole.ends_with("/>") || is_void(&name) => {}
            None => open.push(name),
        }
    }
    open.pop()
}

fn is_void(name: &str) -> bool {
    matches!(name.trim_end_matches('/'), "br" | "hr" | "img" | "input" | "wbr" | "p" | "li" | "col" | "link" | "meta")
}

#[cfg(test)]
mod tests {
    use super::is_known;

    #[test]
    fn names_of_entities_are_those_of_html() {
        for code in ["&copy;", "&amp;", "&AMP;", "&nbsp;", "&lt;", "&frac12;", "&#160;", "&#xa0;", "&hellip;"] {
            assert!(is_known(code), "{code}");
        }
        for code in ["&kopi;", "&nbps;", "&Copy;", "&quote;"] {
            assert!(!is_known(code), "{code}");
        }
    }
}
