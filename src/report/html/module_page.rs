//! One module in all languages: may it be published, and if not, why not.

use super::language_table::share;
use super::readiness::verdict;
use super::table_frame::{SORT_SCRIPT, TABLE_END, number_head, table_head, text_head};
use super::{Link, Page, dashboard, escape, page, slug};
use crate::gate::Blocker;
use crate::language::Language;
use crate::model::{ModuleId, Tally};
use crate::report::wording::{Value, Wording};

/// One language of a module.
#[derive(Debug)]
pub struct ModuleLanguage<'a> {
    /// The language.
    pub language: &'static Language,
    /// English words in each state.
    pub words: Tally,
    /// What blocks publication; none when the catalogue could not be read.
    pub blockers: Option<&'a [Blocker]>,
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
    pub languages: &'a [ModuleLanguage<'a>],
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
    let mut main = table_head(&say("module-heading"), &say("module-caption"), "languages");
    main.push_str(&text_head(&say("column-language")));
    main.push_str(&number_head(&say("column-fresh")));
    main.push_str(&text_head(&say("column-ready")));
    main.push_str("</tr></thead>\n<tbody>\n");
    for one in view.languages {
        let name = dashboard::name(one.language);
        let name = if one.has_page {
            format!("<a href=\"../{}/{}.html\">{name}</a>", one.language.code, slug(view.module))
        } else {
            name
        };
        main.push_str(&format!(
            "<tr><th scope=\"row\">{name}</th>{}<td class=\"text wide\">{}</td></tr>\n",
            share(&one.words),
            verdict(one.blockers, wording)
        ));
    }
    main.push_str(TABLE_END);
    let ready = view.languages.iter().filter(|one| one.blockers.is_some_and(<[Blocker]>::is_empty)).count() as u64;
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
        script: SORT_SCRIPT,
        wording,
    })
}
