//! The page of one language: what there is to do, module by module, the most dangerous first.

use super::language_table::{numbers, state_heads};
use super::table_frame::{SORT_SCRIPT, TABLE_END, table_head, text_head, text_table_head};
use super::{Link, Page, anchor, escape, page, slug};
use crate::language::Language;
use crate::model::{ModuleId, State, Tally};
use crate::report::wording::{Value, Wording};
use crate::report::{grouped, percent, shorten};

/// One module of the list.
#[derive(Debug)]
pub struct WorkModule<'a> {
    /// The module.
    pub module: &'a ModuleId,
    /// Its title.
    pub title: &'a str,
    /// Its English words in each state.
    pub words: Tally,
    /// How many units its review page shows; none when it has no page.
    pub open: Option<usize>,
}

/// One stale unit of the list.
#[derive(Debug)]
pub struct WorkDebt<'a> {
    /// The module.
    pub module: &'a ModuleId,
    /// The unit.
    pub unit: &'a crate::model::UnitId,
    /// The English of today.
    pub source: &'a str,
    /// What the English edit did.
    pub class: &'a str,
    /// The day since which the translation is out of date.
    pub since: Option<&'a str>,
}

/// One unit that waits for a translation, a review or a revision.
#[derive(Debug)]
pub struct WorkUnit<'a> {
    /// The module.
    pub module: &'a ModuleId,
    /// The title of the module.
    pub title: &'a str,
    /// The unit.
    pub unit: crate::model::UnitId,
    /// The English of today.
    pub source: &'a str,
    /// Its state.
    pub state: State,
}

/// What there is to do in one language.
#[derive(Debug)]
pub struct WorkList<'a> {
    /// The language.
    pub language: &'static Language,
    /// The modules in the order of their paths.
    pub modules: &'a [WorkModule<'a>],
    /// The stale units, the most dangerous and oldest first.
    pub debts: &'a [WorkDebt<'a>],
    /// The units that wait, what is missing first.
    pub waiting: &'a [WorkUnit<'a>],
    /// How many units wait; the list may hold fewer.
    pub waits: usize,
    /// The navigation.
    pub links: &'a [Link],
    /// The commit that the report was made from.
    pub commit: Option<&'a str>,
    /// The words of the page.
    pub wording: &'a Wording,
}

/// How many units each list shows; the others are on the pages of their modules.
const SHOWN: usize = 200;

/// Returns the page.
#[must_use]
pub fn work_list(view: &WorkList<'_>) -> String {
    let wording = view.wording;
    let say = |key: &str| escape(&wording.say(key));
    let mut main = table_head(&say("work-modules"), &say("work-caption"), "modules");
    for key in ["column-module", "column-open"] {
        main.push_str(&text_head(&say(key)));
    }
    main.push_str(&state_heads(&say));
    main.push_str("</tr></thead>\n<tbody>\n");
    let mut total = Tally::default();
    for module in view.modules {
        total.merge(&module.words);
        let name = format!("<span lang=\"en\">{}</span>", escape(module.title));
        let (name, open) = match module.open {
            Some(open) => (format!("<a href=\"{}.html\">{name}</a>", slug(module.module)), grouped(open as u64)),
            None => (name, say("work-not-started")),
        };
        main.push_str(&format!("<tr><th scope=\"row\">{name}</th><td class=\"text\">{open}</td>"));
        main.push_str(&numbers(&module.words));
        main.push_str("</tr>\n");
    }
    main.push_str(TABLE_END);
    main.push_str(&debts(view));
    main.push_str(&waiting(view));
    let title = wording.say_with("work-title", &[("language", Value::Text(wording.name(view.language)))]);
    let lead = wording.say_with(
        "work-lead",
        &[
            ("share", Value::Text(&percent(total.fresh(), total.total()))),
            ("words", Value::Count(total.total())),
            ("stale", Value::Count(view.debts.len() as u64)),
        ],
    );
    page(&Page {
        title: &title,
        lead: &lead,
        links: view.links,
        main: &main,
        commit: view.commit,
        script: SORT_SCRIPT,
        wording,
    })
}

fn debts(view: &WorkList<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    if view.debts.is_empty() {
        return format!("<h2 id=\"debts\">{}</h2>\n<p>{}</p>\n", say("debts-heading"), say("debts-none"));
    }
    let mut out = text_table_head(&say("debts-heading"), &say("debts-caption"), "debts");
    for key in ["column-english", "column-change", "column-since"] {
        out.push_str(&text_head(&say(key)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for debt in view.debts.iter().take(SHOWN) {
        out.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"{}.html#{}\" lang=\"en\">{}</a></th><td class=\"text\">{}</td>\
             <td class=\"text\">{}</td></tr>\n",
            slug(debt.module),
            anchor(debt.module, debt.unit),
            escape(&shorten(debt.source, 90)),
            say(&format!("change-{}", debt.class)),
            debt.since.map_or_else(|| say("since-unknown"), escape),
        ));
    }
    out.push_str(TABLE_END);
    out.push_str(&more(view, view.debts.len().saturating_sub(SHOWN)));
    out
}

/// Says how many units are on the pages of their modules alone; nothing for none.
fn more(view: &WorkList<'_>, units: usize) -> String {
    let words = || view.wording.say_with("debts-more", &[("units", Value::Count(units as u64))]);
    if units == 0 { String::new() } else { format!("<p>{}</p>\n", escape(&words())) }
}

fn waiting(view: &WorkList<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    if view.waiting.is_empty() {
        return String::new();
    }
    let mut out = text_table_head(&say("waiting-heading"), &say("waiting-caption"), "waiting");
    for key in ["column-english", "column-module", "column-state"] {
        out.push_str(&text_head(&say(key)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let shown = view.waiting.len().min(SHOWN);
    for one in view.waiting.iter().take(shown) {
        out.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"{}.html#{}\" lang=\"en\">{}</a></th>\
             <td class=\"text\" lang=\"en\">{}</td><td class=\"text\">{}</td></tr>\n",
            slug(one.module),
            anchor(one.module, &one.unit),
            escape(&shorten(one.source, 90)),
            escape(one.title),
            say(&format!("state-{}", one.state)),
        ));
    }
    out.push_str(TABLE_END);
    out.push_str(&more(view, view.waits.saturating_sub(shown)));
    out
}
