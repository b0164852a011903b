//! The frame of every page: head, skip link, navigation, main part, footer.

use super::escape;
use crate::report::wording::{Value, Wording};

const STYLE: &str = include_str!("../../../assets/report.css");

/// What stands behind the name of a commit when the files differ from it, as `git describe --dirty` writes it.
pub const CHANGED: &str = "-dirty";

/// A link of the navigation.
#[derive(Debug, Clone)]
pub struct Link {
    /// Where it leads, relative to the page.
    pub to: String,
    /// What it says.
    pub text: String,
    /// Whether it is the page itself.
    pub is_here: bool,
}

/// One page.
#[derive(Debug)]
pub struct Page<'a> {
    /// The title, as text.
    pub title: &'a str,
    /// The paragraph below the title, as text; empty for none.
    pub lead: &'a str,
    /// The navigation; empty for none.
    pub links: &'a [Link],
    /// The main part, as HTML.
    pub main: &'a str,
    /// The commit that the report was made from.
    pub commit: Option<&'a str>,
    /// The script of the page, which nothing depends on; empty for none.
    pub script: &'a str,
    /// The words of the frame.
    pub wording: &'a Wording,
}

/// Returns the page as one HTML document that needs no other file.
#[must_use]
pub fn page(page: &Page<'_>) -> String {
    let say = |key: &str| escape(&page.wording.say(key));
    let title = escape(page.title);
    let mut links = String::new();
    for link in page.links {
        let here = if link.is_here { " aria-current=\"page\"" } else { "" };
        links.push_str(&format!("<li><a href=\"{}\"{here}>{}</a></li>", escape(&link.to), escape(&link.text)));
    }
    let nav = if links.is_empty() {
        String::new()
    } else {
        format!("<nav aria-label=\"{}\"><ul>{links}</ul></nav>\n", say("nav-label"))
    };
    let lead = if page.lead.is_empty() { String::new() } else { format!("<p>{}</p>\n", escape(page.lead)) };
    let origin = match page.commit {
        Some(commit) => {
            let (key, commit) =
                commit.strip_suffix(CHANGED).map_or(("made-from", commit), |commit| ("made-from-changed", commit));
            escape(&page.wording.say_with(key, &[("commit", Value::Text(commit))]))
        }
        None => say("made-without-git"),
    };
    let script = if page.script.is_empty() { String::new() } else { format!("<script>\n{}</script>\n", page.script) };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'; img-src data:\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">{skip}</a>\n<header>\n<h1>{title}</h1>\n{lead}{nav}</header>\n\
         <main id=\"main\" tabindex=\"-1\">\n{main}</main>\n<footer>\n<p>{footer} {origin}</p>\n</footer>\n{script}</body>\n</html>\n",
        lang = page.wording.code(),
        skip = say("skip"),
        main = page.main,
        footer = say("footer"),
    )
}
