//! How the translations and the English moved, from Git history: burn-down per language, churn, forecasts.

use super::chart::{area_chart, bar_chart};
use super::outlook::forecast_words;
use super::table_frame::{SORT_SCRIPT, TABLE_END, number_head, table_head, text_head};
use super::{Link, Page, dashboard, escape, page};
use crate::language::Language;
use crate::model::{Day, State, Tally};
use crate::report::wording::{Value, Wording};
use crate::report::{grouped, percent};
use crate::status::{Churn, Forecast, LEAST_WEEKS, MOST_WEEKS};

/// One language over time.
#[derive(Debug)]
pub struct TrendSeries {
    /// The language.
    pub language: &'static Language,
    /// Days, ascending, with the English words in each state at their ends; the last is the present.
    pub points: Vec<(Day, Tally)>,
    /// When the rest will be done.
    pub forecast: Forecast,
}

/// What the page shows.
#[derive(Debug)]
pub struct TrendPage<'a> {
    /// The languages in protocol order; empty without history.
    pub series: &'a [TrendSeries],
    /// How the English moved, week by week, ascending.
    pub churn: &'a [Churn],
    /// The day of the first commit that is known.
    pub begins: Option<Day>,
    /// Whether older commits exist that the clone does not have.
    pub is_shallow: bool,
    /// How many days were left out because the clone lacks their files.
    pub skipped: usize,
    /// The navigation.
    pub links: &'a [Link],
    /// The commit that the report was made from.
    pub commit: Option<&'a str>,
    /// The words of the page.
    pub wording: &'a Wording,
}

/// Returns the page.
#[must_use]
pub fn trend_page(view: &TrendPage<'_>) -> String {
    let wording = view.wording;
    let mut main = String::new();
    match view.begins {
        None => main.push_str(&format!("<p>{}</p>\n", escape(&wording.say("trend-without")))),
        Some(begins) => main = with_history(view, begins),
    }
    let lead = wording.say("trend-lead");
    page(&Page {
        title: &wording.say("nav-trend"),
        lead: &lead,
        links: view.links,
        main: &main,
        commit: view.commit,
        script: SORT_SCRIPT,
        wording,
    })
}

fn with_history(view: &TrendPage<'_>, begins: Day) -> String {
    let wording = view.wording;
    let say = |key: &str| escape(&wording.say(key));
    let mut out = String::new();
    let begins = begins.to_string();
    let from = if view.is_shallow { "trend-shallow" } else { "trend-begins" };
    out.push_str(&format!("<p>{}</p>\n", escape(&wording.say_with(from, &[("date", Value::Text(&begins))]))));
    if view.skipped > 0 {
        let skipped = wording.say_with("trend-skipped", &[("days", Value::Count(view.skipped as u64))]);
        out.push_str(&format!("<p>{}</p>\n", escape(&skipped)));
    }
    out.push_str(&dashboard::key(wording));
    let all = total(view.series);
    out.push_str(&format!("<h2 id=\"all\">{}</h2>\n", say("all-languages")));
    out.push_str(&figure(&all, "all", &wording.say("all-languages"), wording));
    out.push_str(&format!("<h2 id=\"burn-down\">{}</h2>\n<div class=\"figures\">\n", say("trend-languages")));
    for series in view.series {
        let id = format!("trend-{}", series.language.code);
        out.push_str(&format!(
            "<section aria-labelledby=\"{id}\"><h3 id=\"{id}\">{}</h3>\n",
            dashboard::name(series.language)
        ));
        let forecast = forecast_words(Some(series.forecast), wording);
        out.push_str(&format!("<p>{}: {forecast}</p>\n", say("column-forecast")));
        out.push_str(&figure(&series.points, series.language.code, wording.name(series.language), wording));
        out.push_str("</section>\n");
    }
    out.push_str("</div>\n");
    out.push_str(&churn(view));
    let counts = [("least", Value::Count(LEAST_WEEKS as u64)), ("most", Value::Count(MOST_WEEKS as u64))];
    out.push_str(&format!(
        "<h2 id=\"method\">{}</h2>\n<p>{}</p>\n<p>{} {}</p>\n",
        say("method-heading"),
        say("method-history"),
        escape(&wording.say_with("method-forecast", &counts)),
        say("method-waves")
    ));
    out
}

/// Sums up the languages day by day.
fn total(series: &[TrendSeries]) -> Vec<(Day, Tally)> {
    let mut sums: Vec<(Day, Tally)> = Vec::new();
    for one in series {
        for (index, (day, tally)) in one.points.iter().enumerate() {
            match sums.get_mut(index) {
                Some((_, sum)) => sum.merge(tally),
                None => sums.push((*day, *tally)),
            }
        }
    }
    sums
}

/// Returns a chart with its table; the table is folded, because the chart says the same to those who see it.
fn figure(points: &[(Day, Tally)], id: &str, name: &str, wording: &Wording) -> String {
    let say = |key: &str| escape(&wording.say(key));
    let label = wording.say_with("trend-chart", &[("name", Value::Text(name))]);
    let chart = area_chart(points, &label);
    let mut out = if chart.is_empty() { format!("<p>{}</p>\n", say("trend-one-day")) } else { chart };
    out.push_str(&format!(
        "<details><summary>{}</summary><div class=\"scroll\" role=\"region\" aria-label=\"{}\" tabindex=\"0\">\
         <table id=\"table-{id}\">\n<caption>{}</caption>\n<thead><tr>{}",
        escape(&wording.say_with("trend-numbers", &[("name", Value::Text(name))])),
        escape(&label),
        escape(&label),
        text_head(&say("column-day"))
    ));
    out.push_str(&number_head(&say("column-fresh")));
    for state in State::ALL {
        out.push_str(&number_head(&say(&format!("state-{state}"))));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (day, tally) in points.iter().rev() {
        out.push_str(&format!("<tr><th scope=\"row\">{day}</th><td>{}</td>", percent(tally.fresh(), tally.total())));
        for state in State::ALL {
            out.push_str(&format!("<td>{}</td>", grouped(tally.get(state))));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div></details>\n");
    out
}

fn churn(view: &TrendPage<'_>) -> String {
    let wording = view.wording;
    let say = |key: &str| escape(&wording.say(key));
    let weeks: Vec<(Day, u64, u64)> = view.churn.iter().map(|week| (week.monday, week.came, week.left)).collect();
    let mut out = table_head(&say("churn-heading"), &say("churn-caption"), "churn");
    let chart = bar_chart(&weeks, &wording.say("churn-chart"));
    if let Some(at) = out.find("<div class=\"scroll\"") {
        out.insert_str(at, &chart);
    }
    out.push_str(&text_head(&say("column-week")));
    out.push_str(&number_head(&say("column-came")));
    out.push_str(&number_head(&say("column-left")));
    out.push_str("</tr></thead>\n<tbody>\n");
    for (monday, came, left) in weeks.iter().rev().filter(|(_, came, left)| came + left > 0) {
        out.push_str(&format!(
            "<tr><th scope=\"row\">{monday}</th><td>{}</td><td>{}</td></tr>\n",
            grouped(*came),
            grouped(*left)
        ));
    }
    out.push_str(TABLE_END);
    out
}
