//! The termbase: every concept with its approved rendering in every language of the project.

use super::{Link, Page, escape, page};
use crate::glossary::Termbase;
use crate::language::Language;
use crate::report::wording::{Value, Wording};

/// Returns the page.
#[must_use]
pub fn glossary_page(
    base: &Termbase,
    languages: &[&'static Language],
    links: &[Link],
    commit: Option<&str>,
    wording: &Wording,
) -> String {
    let say = |key: &str| escape(&wording.say(key));
    let mut main = String::new();
    for concept in &base.concepts {
        main.push_str(&format!("<h2 lang=\"en\">{}</h2>\n", escape(concept.name())));
        let definition = concept.section("en").map(|section| section.definition.as_str()).unwrap_or_default();
        if !definition.is_empty() {
            main.push_str(&format!("<p lang=\"en\">{}</p>\n", escape(definition)));
        }
        if concept.is_do_not_translate() {
            main.push_str(&format!("<p>{}</p>\n", say("review-stays")));
        }
        main.push_str("<dl>\n");
        for language in languages {
            let Some(section) = concept.section(language.code) else { continue };
            let dir = if language.rtl { " dir=\"rtl\"" } else { "" };
            let terms: Vec<String> = section
                .terms
                .iter()
                .map(|term| {
                    let text = format!("<bdi lang=\"{}\"{dir}>{}</bdi>", language.tag, escape(&term.text));
                    format!("{text} ({})", say(&format!("term-{}", term.status.word())))
                })
                .collect();
            if !terms.is_empty() {
                let name = super::dashboard::name(language);
                main.push_str(&format!("<dt>{name}</dt><dd>{}</dd>\n", terms.join(", ")));
            }
        }
        main.push_str("</dl>\n");
    }
    if base.concepts.is_empty() {
        main.push_str(&format!("<p>{}</p>\n", say("glossary-none")));
    }
    let lead = wording.say_with("glossary-lead", &[("concepts", Value::Count(base.concepts.len() as u64))]);
    page(&Page { title: &wording.say("nav-glossary"), lead: &lead, links, main: &main, commit, script: "", wording })
}
