//! The dashboard: where every language stands, module by module.

use super::module_page::verdict;
use super::readiness::Readiness;
use super::state_bar::state_bar;
use super::{Link, Page, escape, page, slug};
use crate::language::Language;
use crate::model::{ModuleId, State, Tally};
use crate::report::wording::{Value, Wording};
use crate::report::{LanguageTally, StatusTable, grouped, percent};

const SCRIPT: &str = include_str!("../../../assets/sort.js");

/// A group of languages that are published together.
#[derive(Debug)]
pub struct DashboardWave<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its languages.
    pub languages: &'a [&'static Language],
    /// The day on which it is due.
    pub due: Option<&'a str>,
    /// Its English words in each state.
    pub words: Tally,
}

/// The work left in one language.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Effort {
    /// English words, each state weighted as configured.
    pub weighted_words: f64,
    /// Standard pages of the English that is left, weighted the same way.
    pub pages: f64,
    /// Days of one person.
    pub days: f64,
    /// Money; 0 without rates.
    pub cost: f64,
    /// Stale units.
    pub stale_units: u64,
    /// Findings of severity error or critical.
    pub errors: u64,
    /// Findings of severity warning.
    pub warnings: u64,
}

/// What the dashboard shows.
#[derive(Debug)]
pub struct Dashboard<'a> {
    /// The project's name.
    pub project: &'a str,
    /// The numbers.
    pub status: &'a StatusTable,
    /// The modules with their titles, in the order of their paths.
    pub modules: &'a [(ModuleId, String)],
    /// The English words of all modules.
    pub words: u64,
    /// The waves.
    pub waves: &'a [DashboardWave<'a>],
    /// What blocks each module in each language: by language as in `status`, then by module as in `modules`.
    pub readiness: &'a [Vec<Readiness>],
    /// Weighted words, standard pages and money left: one row per language.
    pub effort: &'a [Effort],
    /// What the amounts are in; none when no rates are configured.
    pub currency: Option<&'a str>,
    /// The navigation.
    pub links: &'a [Link],
    /// The commit that the report was made from.
    pub commit: Option<&'a str>,
    /// The words of the page.
    pub wording: &'a Wording,
}

/// Returns the page.
#[must_use]
pub fn dashboard(view: &Dashboard<'_>) -> String {
    let wording = view.wording;
    let mut main = key(wording);
    main.push_str(&languages(view));
    main.push_str(&ready(view));
    main.push_str(&matrix(view));
    main.push_str(&effort(view));
    if !view.waves.is_empty() {
        main.push_str(&waves(view));
    }
    let title = wording.say_with("dashboard-title", &[("project", Value::Text(view.project))]);
    let lead = wording.say_with(
        "dashboard-lead",
        &[
            ("languages", Value::Count(view.status.languages.len() as u64)),
            ("modules", Value::Count(view.modules.len() as u64)),
            ("words", Value::Count(view.words)),
        ],
    );
    page(&Page {
        title: &title,
        lead: &lead,
        links: view.links,
        main: &main,
        commit: view.commit,
        script: SCRIPT,
        wording,
    })
}

fn key(wording: &Wording) -> String {
    let mut out = format!("<h2>{}</h2>\n<ul class=\"key\">", escape(&wording.say("key-heading")));
    for state in State::ALL.into_iter().rev() {
        let words = escape(&wording.say(&format!("state-{state}")));
        out.push_str(&format!("<li class=\"{state}\"><i aria-hidden=\"true\"></i>{words}</li>"));
    }
    out.push_str("</ul>\n");
    out
}

fn languages(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say("languages-heading"), &say("languages-caption"), "languages");
    out.push_str(&format!("<th scope=\"col\" class=\"text\">{}</th>", say("column-language")));
    out.push_str(&format!("<th scope=\"col\">{}</th>", say("column-fresh")));
    for state in State::ALL {
        out.push_str(&format!("<th scope=\"col\">{}</th>", say(&format!("state-{state}"))));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let mut total = Tally::default();
    for row in &view.status.languages {
        total.merge(&row.words);
        out.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"{}/index.html\">{}</a></th>{}</tr>\n",
            row.language.code,
            name(row.language),
            numbers(&row.words)
        ));
    }
    out.push_str(&format!(
        "</tbody>\n<tfoot><tr><th scope=\"row\">{}</th>{}</tr></tfoot>\n</table></div>\n",
        say("all-languages"),
        numbers(&total)
    ));
    out
}

/// Returns a language by code and endonym; the endonym is marked as text of that language.
pub(super) fn name(language: &Language) -> String {
    let dir = if language.rtl { " dir=\"rtl\"" } else { "" };
    format!("{} <bdi lang=\"{}\"{dir}>{}</bdi>", language.code, language.tag, escape(language.endonym))
}

pub(super) fn numbers(tally: &Tally) -> String {
    let mut out = format!("<td>{}{}</td>", percent(tally.fresh(), tally.total()), state_bar(tally));
    for state in State::ALL {
        let number = tally.get(state);
        let class = if number == 0 { " class=\"zero\"" } else { "" };
        out.push_str(&format!("<td{class}>{}</td>", grouped(number)));
    }
    out
}

fn matrix(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say("modules-heading"), &say("modules-caption"), "modules");
    out.push_str(&format!("<th scope=\"col\" class=\"text\">{}</th>", say("column-module")));
    for row in &view.status.languages {
        let language = row.language;
        out.push_str(&format!(
            "<th scope=\"col\"><abbr lang=\"{}\" title=\"{}\">{}</abbr></th>",
            language.tag,
            escape(language.endonym),
            language.code
        ));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (module, title) in view.modules {
        out.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"modules/{}.html\">{}</a></th>",
            slug(module),
            escape(title)
        ));
        for row in &view.status.languages {
            out.push_str(&cell(row, module, view.wording));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
    out
}

fn cell(row: &LanguageTally, module: &ModuleId, wording: &Wording) -> String {
    match row.modules.iter().find(|tally| tally.module == *module) {
        Some(tally) => {
            let class = if tally.words.fresh() == 0 { "cell zero" } else { "cell" };
            let words = &tally.words;
            format!("<td class=\"{class}\">{}{}</td>", percent(words.fresh(), words.total()), state_bar(words))
        }
        None => format!("<td class=\"cell\">{}</td>", escape(&wording.say("unreadable"))),
    }
}

/// Lists what may go live: per module the languages that are ready, and how many wait.
fn ready(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say("ready-heading"), &say("ready-caption"), "ready");
    for key in ["column-module", "column-ready-languages", "column-nearest"] {
        out.push_str(&format!("<th scope=\"col\" class=\"text\">{}</th>", say(key)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (at, (module, title)) in view.modules.iter().enumerate() {
        let cells: Vec<(&Language, &Readiness)> = view
            .status
            .languages
            .iter()
            .zip(view.readiness)
            .filter_map(|(row, modules)| Some((row.language, modules.get(at)?)))
            .collect();
        let is_ready = |readiness: &Readiness| readiness.blockers().is_empty();
        let ready: Vec<&str> =
            cells.iter().filter(|(_, one)| is_ready(one)).map(|(language, _)| language.code).collect();
        let open = |readiness: &Readiness| readiness.units.total() - readiness.units.fresh() + readiness.errors;
        let nearest = cells
            .iter()
            .filter(|(_, one)| !is_ready(one) && one.units.fresh() > 0)
            .min_by_key(|(language, one)| (open(one), language.order))
            .map(|(language, one)| format!("{}: {}", language.code, verdict(one, view.wording)));
        let list = if ready.is_empty() { say("ready-none") } else { ready.join(" ") };
        out.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"modules/{}.html\">{}</a></th><td class=\"text\">{list}</td>\
             <td class=\"text\">{}</td></tr>\n",
            slug(module),
            escape(title),
            nearest.unwrap_or_else(|| say("ready-nobody"))
        ));
    }
    out.push_str("</tbody>\n</table></div>\n");
    out
}

/// Tells the work left per language.
fn effort(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say("effort-heading"), &say("effort-caption"), "effort");
    out = out.replace("<table>", "<table class=\"sorts\">");
    out.push_str(&format!("<th scope=\"col\" class=\"text\">{}</th>", say("column-language")));
    let mut heads =
        vec!["column-weighted", "column-pages", "column-days", "column-stale", "column-errors", "column-warnings"];
    if view.currency.is_some() {
        heads.push("column-cost");
    }
    for key in heads {
        out.push_str(&format!("<th scope=\"col\">{}</th>", say(key)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let whole = |number: f64| grouped(number.round().max(0.0) as u64);
    for (row, effort) in view.status.languages.iter().zip(view.effort) {
        let name = name(row.language);
        out.push_str(&format!("<tr><th scope=\"row\">{name}</th>"));
        for number in [effort.weighted_words, effort.pages, effort.days.ceil()] {
            out.push_str(&format!("<td>{}</td>", whole(number)));
        }
        for number in [effort.stale_units, effort.errors, effort.warnings] {
            out.push_str(&format!("<td>{}</td>", grouped(number)));
        }
        if let Some(currency) = view.currency {
            out.push_str(&format!("<td>{}\u{a0}{}</td>", whole(effort.cost), escape(currency)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
    out
}

fn waves(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say("waves-heading"), &say("waves-caption"), "waves");
    for key in ["column-wave", "column-due", "column-language"] {
        out.push_str(&format!("<th scope=\"col\" class=\"text\">{}</th>", say(key)));
    }
    out.push_str(&format!("<th scope=\"col\">{}</th>", say("column-fresh")));
    for state in State::ALL {
        out.push_str(&format!("<th scope=\"col\">{}</th>", say(&format!("state-{state}"))));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for wave in view.waves {
        let codes: Vec<&str> = wave.languages.iter().map(|language| language.code).collect();
        let due = wave.due.map_or_else(|| say("no-due-date"), escape);
        out.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td class=\"text\">{due}</td><td class=\"text\">{}</td>{}</tr>\n",
            escape(wave.name),
            codes.join(" "),
            numbers(&wave.words)
        ));
    }
    out.push_str("</tbody>\n</table></div>\n");
    out
}

/// Opens a section with a heading and a table that scrolls by itself and can be reached with the keyboard.
pub(super) fn table_head(heading: &str, caption: &str, id: &str) -> String {
    format!(
        "<h2 id=\"{id}\">{heading}</h2>\n<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\
         <table>\n<caption>{caption}</caption>\n<thead><tr>"
    )
}
