//! The dashboard: which module can go live in which language, what blocks the rest, and how far everything is.

use super::effort_table::effort_table;
use super::language_table::language_table;
use super::matrix_table::matrix_table;
use super::outlook::{Movement, OldestDebt, Outlook, Start, movement_fact, oldest_words};
use super::ready_table::ready_table;
use super::table_frame::SORT_SCRIPT;
use super::wave_table::wave_table;
use super::{Link, Page, escape, page};
use crate::gate::Publication;
use crate::language::Language;
use crate::model::{ModuleId, Severity, State, Tally};
use crate::report::wording::{Value, Wording};
use crate::report::{StatusTable, grouped, percent};
use crate::status::{Forecast, Promise};

/// A group of languages that are published together.
#[derive(Debug)]
pub struct DashboardWave<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its languages.
    pub languages: &'a [&'static Language],
    /// The day on which it is due.
    pub due: Option<&'a str>,
    /// Its modules in its languages, in the order of the languages, then of the modules.
    pub pairs: Vec<(&'static Language, &'a ModuleId)>,
    /// Its English words in each state.
    pub words: Tally,
    /// When the rest will be done; none without history.
    pub forecast: Option<Forecast>,
    /// What that means for the due date; none without a date.
    pub promise: Option<Promise>,
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
    /// Open findings, mildest severity first, in the order of [`Severity::ALL`].
    pub findings: [u64; 4],
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
    /// What blocks each module in each language.
    pub publication: &'a Publication,
    /// Weighted words, standard pages and money left: one row per language.
    pub effort: &'a [Effort],
    /// What history says: one row per language.
    pub outlook: &'a [Outlook],
    /// Open findings over all languages and the English, in the order of [`Severity::ALL`].
    pub findings: [u64; 4],
    /// What movements are counted from.
    pub start: &'a Start,
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
    let mut main = if view.waves.is_empty() { String::new() } else { wave_table(view) };
    main.push_str(&facts(view));
    main.push_str(&ready_table(view));
    main.push_str(&language_table(view));
    main.push_str(&key(wording));
    main.push_str(&matrix_table(view));
    main.push_str(&effort_table(view));
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
        script: SORT_SCRIPT,
        wording,
    })
}

/// Returns the figures that everybody asks for first.
fn facts(view: &Dashboard<'_>) -> String {
    let wording = view.wording;
    let say = |key: &str| escape(&wording.say(key));
    let mut total = Tally::default();
    for row in &view.status.languages {
        total.merge(&row.words);
    }
    let reviewed = total.get(State::Revised) + total.get(State::Approved);
    let ready = view.publication.values().filter(|blockers| blockers.is_empty()).count() as u64;
    let pairs = (view.modules.len() * view.status.languages.len()) as u64;
    let of_pairs = escape(&wording.say_with("fact-of", &[("whole", Value::Count(pairs))]));
    let counts = [("part", Value::Count(reviewed)), ("whole", Value::Count(total.fresh()))];
    let share = if total.fresh() == 0 { "–".to_owned() } else { percent(reviewed, total.fresh()) };
    let of_words = escape(&wording.say_with("fact-words", &counts));
    let oldest: Option<&OldestDebt> =
        view.outlook.iter().filter_map(|one| one.oldest.as_ref()).min_by(|one, other| one.date.cmp(&other.date));
    let mut facts = vec![
        (say("fact-ready"), format!("<b>{}</b>", grouped(ready)), of_pairs),
        (say("fact-fresh"), format!("<b>{}</b>", percent(total.fresh(), total.total())), movement(view)),
        (say("fact-reviewed"), format!("<b>{share}</b>"), of_words),
        (
            say("fact-stale"),
            format!("<b>{}</b>", grouped(total.stale)),
            oldest.map_or_else(
                || say("debts-none"),
                |_| format!("{} {}", say("fact-oldest"), oldest_words(oldest, "", wording)),
            ),
        ),
        (
            say("fact-drafts"),
            format!("<b>{}</b>", grouped(total.draft)),
            format!("<a href=\"drafts.html\">{}</a>", say("nav-drafts")),
        ),
    ];
    let severe: u64 = view.findings.iter().skip(2).sum();
    let each: Vec<String> = Severity::ALL
        .into_iter()
        .zip(view.findings)
        .rev()
        .map(|(severity, number)| format!("{} {}", say(&format!("severity-{severity}")), grouped(number)))
        .collect();
    facts.push((
        say("fact-findings"),
        format!("<b>{}</b>", grouped(severe)),
        format!("<a href=\"findings.html\">{}</a>", each.join(", ")),
    ));
    let tile = |(name, number, note): &(String, String, String)| {
        format!("<div><dt>{name}</dt><dd>{number}<span class=\"note\">{note}</span></dd></div>\n")
    };
    format!(
        "<h2 id=\"facts\">{}</h2>\n<dl class=\"facts\">\n{}</dl>\n",
        say("facts-heading"),
        facts.iter().map(tile).collect::<String>()
    )
}

/// Returns how the fresh words moved over all languages, or that nobody knows.
fn movement(view: &Dashboard<'_>) -> String {
    let known: Vec<Movement> = view.outlook.iter().filter_map(|one| one.movement).collect();
    if known.is_empty() {
        return escape(&view.wording.say("forecast-without"));
    }
    let fresh: i64 = known.iter().map(|one| one.fresh).sum();
    movement_fact(fresh, view.start, view.wording)
}

/// Returns how the bars are read.
pub(super) fn key(wording: &Wording) -> String {
    let mut out = format!(
        "<p class=\"key-name\" id=\"key\">{}</p>\n<ul class=\"key\" aria-labelledby=\"key\">",
        escape(&wording.say("key-heading"))
    );
    for state in State::ALL.into_iter().rev() {
        let words = escape(&wording.say(&format!("state-{state}")));
        out.push_str(&format!("<li class=\"{state}\"><i aria-hidden=\"true\"></i>{words}</li>"));
    }
    out.push_str("</ul>\n");
    out
}

/// Returns a language by code and endonym; the endonym is marked as text of that language.
pub(super) fn name(language: &Language) -> String {
    let dir = if language.rtl { " dir=\"rtl\"" } else { "" };
    format!("{} <bdi lang=\"{}\"{dir}>{}</bdi>", language.code, language.tag, escape(language.endonym))
}
