//! The termbase: every concept with its approved rendering in every language of the project.

use super::anchor::safe;
use super::{Link, Page, escape, page};
use crate::glossary::{Concept, TermStatus, Termbase};
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
    let mut main = index(base);
    for concept in &base.concepts {
        let (id, name) = (place(concept), escape(concept.name()));
        main.push_str(&format!("<h2 id=\"{id}\" lang=\"en\">{name}</h2>\n"));
        let definition = concept.section("en").map(|section| section.definition.as_str()).unwrap_or_default();
        if !definition.is_empty() {
            main.push_str(&format!("<p lang=\"en\">{}</p>\n", escape(definition)));
        }
        if concept.is_do_not_translate() {
            main.push_str(&format!("<p>{}</p>\n", say("review-stays")));
        }
        main.push_str("<dl class=\"terms\">\n");
        for language in languages {
            let Some(section) = concept.section(language.code) else { continue };
            let dir = if language.rtl { " dir=\"rtl\"" } else { "" };
            let terms: Vec<String> = section
                .terms
                .iter()
                .map(|term| {
                    let text = format!("<bdi lang=\"{}\"{dir}>{}</bdi>", language.tag, escape(&term.text));
                    match term.status {
                        TermStatus::Preferred => text,
                        status => format!("{text} ({})", say(&format!("term-{}", status.word()))),
                    }
                })
                .collect();
            if !terms.is_empty() {
                let name = super::dashboard::name(language);
                main.push_str(&format!("<div><dt>{name}</dt><dd>{}</dd></div>\n", terms.join(", ")));
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

/// Returns links to all concepts, by their names.
fn index(base: &Termbase) -> String {
    if base.concepts.is_empty() {
        return String::new();
    }
    let item = |concept: &Concept| format!("<li><a href=\"#{}\">{}</a></li>", place(concept), escape(concept.name()));
    let mut concepts: Vec<&Concept> = base.concepts.iter().collect();
    concepts.sort_by_key(|concept| concept.name().to_lowercase());
    let items: String = concepts.into_iter().map(item).collect();
    format!("<ul class=\"index\" lang=\"en\">{items}</ul>\n")
}

/// Returns the anchor of a concept.
fn place(concept: &Concept) -> String {
    format!("concept-{}", safe(&concept.id))
}
