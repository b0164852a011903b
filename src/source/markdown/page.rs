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
    let title = title_end(rest);
    let is_title = title.is_some();
    let at = body + title.unwrap_or_else(|| rest.len() - rest.trim_start_matches(['\n', '\r']).len());
    let line = notice.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = escape::line_start(&line).into_owned();
    let above = if is_title { newline } else { "" };
    let is_spaced = text.get(at..).is_some_and(|after| after.starts_with(['\n', '\r']) || after.is_empty());
    let below = if is_spaced { "" } else { newline };
    text.insert_str(at, &format!("{above}> {line}{newline}{below}"));
}

/// Returns the end of the title that a page begins with, comments before it left aside.
fn title_end(page: &str) -> Option<usize> {
    let mut at = 0;
    let mut lines = page.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        at += line.len();
        let content = line.trim();
        let is_comment = content.starts_with("<!--") && content.find("-->").is_some_and(|end| end + 3 == content.len());
        if content.is_empty() || is_comment {
            continue;
        }
        let is_indented = line.starts_with('\t') || line.starts_with("    ");
        let is_atx = content.strip_prefix('#').is_some_and(|rest| rest.starts_with([' ', '\t']));
        if is_atx && !is_indented {
            return line.ends_with('\n').then_some(at);
        }
        let below = lines.peek().filter(|below| {
            let is_rule = !below.trim().is_empty() && below.trim().bytes().all(|byte| byte == b'=');
            is_rule && below.ends_with('\n') && !below.starts_with("    ")
        });
        let starts_block = escape::line_start(content) != content;
        return below.filter(|_| !is_indented && !starts_block).map(|below| at + below.len());
    }
    None
}

/// Says the language in the front matter, which is created where there is none. One that is no plain list of fields stays
/// as it is.
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
        (None, front_matter::Syntax::Yaml) if !has_fields(text.get(block.inner.clone()).unwrap_or_default()) => {}
        (None, front_matter::Syntax::Yaml) => text.insert_str(block.inner.end, &format!("lang: {code}{newline}")),
        (None, front_matter::Syntax::Toml) => {
            text.insert_str(block.inner.start, &format!("lang = \"{code}\"{newline}"))
        }
    }
}

/// Returns whether every line of YAML that stands at the margin begins a field, so that another may follow.
fn has_fields(yaml: &str) -> bool {
    let is_margin = |line: &&str| !line.trim().is_empty() && !line.starts_with([' ', '\t', '#']);
    let is_field =
        |line: &str| line.starts_with(|c: char| c.is_alphanumeric() || "_\"'".contains(c)) && line.contains(':');
    let first = yaml.lines().find(|line| !line.trim().is_empty() && !line.trim().starts_with('#'));
    first.is_none_or(is_field)
        && yaml.lines().filter(is_margin).all(|line| is_field(line) || line.starts_with(['-', ']', '}']))
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
        assert_eq!(with_lang("---\n\"a\":\n- b\n# c\n---\n"), "---\n\"a\":\n- b\n# c\nlang: da\n---\n");
        for odd in
            ["---\n  title: x\n---\n", "---\n{title: x}\n---\n", "---\n- title: x\n---\n", "---\n? a\n: b\n---\n"]
        {
            assert_eq!(with_lang(odd), odd);
        }
    }

    #[test]
    fn a_notice_stands_below_the_title() {
        assert_eq!(
            with_notice("---\na: b\n---\n\n# T\n\ntext\n"),
            "---\na: b\n---\n\n# T\n\n> 1\\. Machine draft\n\ntext\n"
        );
        for title in ["Title\n=====\n", " # T\n", "#\tT\n", "<!-- concordia: note x -->\n\n# T\n"] {
            assert_eq!(with_notice(&format!("{title}\ntext\n")), format!("{title}\n> 1\\. Machine draft\n\ntext\n"));
        }
        assert!(with_notice("- a\n===\n").starts_with('>') && with_notice("    # T\n").starts_with('>'));
        assert_eq!(with_notice("text\n"), "> 1\\. Machine draft\n\ntext\n");
        assert_eq!(with_notice("# T\ntext\n"), "# T\n\n> 1\\. Machine draft\n\ntext\n");
    }
}
