//! What a localised page says about itself: its language in the front matter, and a notice above the text.

use super::{escape, flavour};
use crate::source::{Target, front_matter};

/// Adds what the target asks for.
pub(super) fn dress(mut text: String, target: &Target<'_>) -> String {
    if let Some(notice) = target.notice {
        add_notice(&mut text, notice);
    }
    if target.set_lang {
        set_lang(&mut text, target.language.code);
    }
    text
}

/// Puts a notice, as a quotation, below the page's title, or above the text of a page without one.
fn add_notice(text: &mut String, notice: &str) {
    let newline = flavour::newline(text);
    let start = if text.starts_with(flavour::BOM) { flavour::BOM.len() } else { 0 };
    let body = front_matter::find(text, start).map_or(start, |block| block.end);
    let rest = text.get(body..).unwrap_or_default();
    let lead = rest.len() - rest.trim_start_matches(['\n', '\r']).len();
    let first = rest.get(lead..).unwrap_or_default().split_inclusive('\n').next().unwrap_or_default();
    let is_title = first.starts_with("# ") && first.ends_with('\n');
    let at = body + lead + if is_title { first.len() } else { 0 };
    let line = notice.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = escape::line_start(&line).into_owned();
    let above = if is_title { newline } else { "" };
    let is_spaced = text.get(at..).is_some_and(|after| after.starts_with(['\n', '\r']) || after.is_empty());
    let below = if is_spaced { "" } else { newline };
    text.insert_str(at, &format!("{above}> {line}{newline}{below}"));
}

/// Says the language in the front matter, which is created where there is none.
fn set_lang(text: &mut String, code: &str) {
    let newline = flavour::newline(text);
    let start = if text.starts_with(flavour::BOM) { flavour::BOM.len() } else { 0 };
    let Some(block) = front_matter::find(text, start) else {
        text.insert_str(start, &format!("---{newline}lang: {code}{newline}---{newline}{newline}"));
        return;
    };
    let old =
        front_matter::fields(text, &block).into_iter().find(|field| field.path == "lang" || field.path == "language");
    match (old, block.syntax) {
        (Some(field), _) => {
            text.replace_range(field.scalar.span.clone(), &front_matter::encode(&field.scalar, code, newline));
        }
        (None, front_matter::Syntax::Yaml) => text.insert_str(block.inner.end, &format!("lang: {code}{newline}")),
        (None, front_matter::Syntax::Toml) => {
            text.insert_str(block.inner.start, &format!("lang = \"{code}\"{newline}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_lang(text: &str) -> String {
        let mut text = text.to_owned();
        set_lang(&mut text, "da");
        text
    }

    fn with_notice(text: &str) -> String {
        let mut text = text.to_owned();
        add_notice(&mut text, "1. Machine draft");
        text
    }

    #[test]
    fn the_language_is_set_added_or_replaced() {
        assert_eq!(with_lang("---\ntitle: x\n---\na\n"), "---\ntitle: x\nlang: da\n---\na\n");
        assert_eq!(with_lang("---\r\nlang: en\r\n---\r\na\r\n"), "---\r\nlang: da\r\n---\r\na\r\n");
        assert_eq!(with_lang("+++\n[a]\nb = 1\n+++\na\n"), "+++\nlang = \"da\"\n[a]\nb = 1\n+++\na\n");
        assert_eq!(with_lang("a\n"), "---\nlang: da\n---\n\na\n");
    }

    #[test]
    fn a_notice_stands_below_the_title() {
        assert_eq!(
            with_notice("---\na: b\n---\n\n# T\n\ntext\n"),
            "---\na: b\n---\n\n# T\n\n> 1\\. Machine draft\n\ntext\n"
        );
        assert_eq!(with_notice("text\n"), "> 1\\. Machine draft\n\ntext\n");
        assert_eq!(with_notice("# T\ntext\n"), "# T\n\n> 1\\. Machine draft\n\ntext\n");
    }
}
