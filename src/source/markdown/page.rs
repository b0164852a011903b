//! What a localised page says about itself: its language in the front matter, and a notice above the text.

use super::{escape, flavour, meta};
use crate::source::{Target, front_matter};

/// Adds what the target asks for.
pub(super) fn dress(mut text: String, target: &Target<'_>) -> String {
    if let Some(notice) = target.notice {
        add_notice(&mut text, notice);
    }
    if target.set_lang {
        let newline = flavour::newline(&text);
        let start = if text.starts_with(flavour::BOM) { flavour::BOM.len() } else { 0 };
        match meta::find(&text, start) {
            Some(found) => meta::set_language(&mut text, start, found, target.language.code, newline),
            None => front_matter::set_language(&mut text, start, target.language.code, newline),
        }
    }
    text
}

/// Puts a notice, as a quotation, below the page's title, or above the text of a page without one.
fn add_notice(text: &mut String, notice: &str) {
    let newline = flavour::newline(text);
    let start = if text.starts_with(flavour::BOM) { flavour::BOM.len() } else { 0 };
    let front = front_matter::find(text, start).map(|block| block.end);
    let fields = if front.is_none() { meta::find(text, start).map(|meta| meta.end) } else { None };
    let mut body = front.or(fields).unwrap_or(start);
    if body == text.len() && body > start {
        let is_ended = text.ends_with(['\n', '\r']);
        text.push_str(if is_ended { "" } else { newline });
        text.push_str(if fields.is_some() { newline } else { "" });
        body = text.len();
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn with_notice(text: &str) -> String {
        let mut text = text.to_owned();
        add_notice(&mut text, "1. Machine draft");
        text
    }

    #[test]
    fn a_notice_stands_below_what_must_be_first() {
        for front in ["---\ntitle: One\n---", "+++\ntitle = 'One'\n+++"] {
            assert_eq!(with_notice(front), format!("{front}\n> 1\\. Machine draft\n"));
        }
        for fields in ["title: One\nauthor: X", "% One\n% X"] {
            assert_eq!(with_notice(fields), format!("{fields}\n\n> 1\\. Machine draft\n"));
            let page = format!("{fields}\n\n# T\n\ntext\n");
            assert_eq!(with_notice(&page), page.replace("text", "> 1\\. Machine draft\n\ntext"));
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
