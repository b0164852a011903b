//! One module in all languages: may it be published, and if not, why not.

use super::readiness::{Blocker, Readiness};
use super::state_bar::state_bar;
use super::{Link, Page, escape, page, slug};
use crate::language::Language;
use crate::model::{ModuleId, Tally};
use crate::report::percent;
use crate::report::wording::{Value, Wording};

/// One language of a module.
#[derive(Debug)]
pub struct ModuleLanguage {
    /// The language.
    pub language: &'static Language,
    /// English words in each state.
    pub words: Tally,
    /// What blocks publication.
    pub readiness: Readiness,
    /// Whether there is a review page.
    pub has_page: bool,
}

/// One module in all languages.
#[derive(Debug)]
pub struct ModulePage<'a> {
    /// The module.
    pub module: &'a ModuleId,
    /// Its title.
    pub title: &'a str,
    /// The path of the English file.
    pub path: &'a str,
    /// The languages in protocol order.
    pub languages: &'a [ModuleLanguage],
    /// The navigation.
    pub links: &'a [Link],
    /// The commit that the report was made from.
    pub commit: Option<&'a str>,
    /// The words of the page.
    pub wording: &'a Wording,
}

/// Returns the page.
#[must_use]
pub fn module_page(view: &ModulePage<'_>) -> String {
    let wording = view.wording;
    let say = |key: &str| escape(&wording.say(key));
    let mut main = super::dashboard::table_head(&say("module-heading"), &say("module-caption"), "languages");
    main.push_str(&format!("<th scope=\"col\" class=\"text\">{}</th>", say("column-language")));
    main.push_str(&format!("<th scope=\"col\">{}</th>", say("column-fresh")));
    main.push_str(&format!("<th scope=\"col\" class=\"text\">{}</th></tr></thead>\n<tbody>\n", say("column-ready")));
    for one in view.languages {
        let name = super::dashboard::name(one.language);
        let name = if one.has_page {
            format!("<a href=\"../{}/{}.html\">{name}</a>", one.language.code, slug(view.module))
        } else {
            name
        };
        let words = &one.words;
        main.push_str(&format!(
            "<tr><th scope=\"row\">{name}</th><td>{}{}</td><td class=\"text\">{}</td></tr>\n",
            percent(words.fresh(), words.total()),
            state_bar(words),
            verdict(&one.readiness, wording)
        ));
    }
    main.push_str("</tbody>\n</table></div>\n");
    let ready = view.languages.iter().filter(|one| one.readiness.blockers().is_empty()).count() as u64;
    let lead = wording.say_with(
        "module-lead",
        &[
            ("ready", Value::Count(ready)),
            ("languages", Value::Count(view.languages.len() as u64)),
            ("path", Value::Text(view.path)),
        ],
    );
    page(&Page {
        title: view.title,
        lead: &lead,
        links: view.links,
        main: &main,
        commit: view.commit,
        script: "",
        wording,
    })
}

/// Returns the answer in words: ready, or what blocks, gravest first.
pub(super) fn verdict(readiness: &Readiness, wording: &Wording) -> String {
    let blockers = readiness.blockers();
    if blockers.is_empty() {
        return format!("<b>{}</b>", escape(&wording.say("ready")));
    }
    let say = |blocker: &Blocker| match blocker {
        Blocker::Unreadable => wording.say("unreadable"),
        Blocker::Units(state, count) => {
            wording.say_with(&format!("blocked-{state}"), &[("units", Value::Count(*count))])
        }
        Blocker::Errors(count) => wording.say_with("blocked-errors", &[("findings", Value::Count(*count))]),
    };
    escape(&blockers.iter().map(say).collect::<Vec<_>>().join(", "))
}
