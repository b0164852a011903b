//! The dashboard: where every language stands, module by module.

use super::state_bar::state_bar;
use super::{Link, Page, escape, page};
use crate::language::Language;
use crate::model::{ModuleId, State, Tally};
use crate::report::wording::{Value, Wording};
use crate::report::{LanguageTally, StatusTable, grouped, percent};

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
    main.push_str(&matrix(view));
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
    page(&Page { title: &title, lead: &lead, links: view.links, main: &main, commit: view.commit, script: "", wording })
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
        out.push_str(&format!("<tr><th scope=\"row\">{}</th>{}</tr>\n", name(row.language), numbers(&row.words)));
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
        out.push_str(&format!("<tr><th scope=\"row\">{}</th>", escape(title)));
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
