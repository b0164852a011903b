//! The work left of the dashboard: words, pages, days and money per language, and what the checks found.

use super::dashboard::{Dashboard, name};
use super::escape;
use super::outlook::count_or_dash;
use super::table_frame::{TABLE_END, number_head, table_head, text_head};
use crate::report::grouped;

/// Returns the table.
pub(super) fn effort_table(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say("effort-heading"), &say("effort-caption"), "effort");
    out.push_str(&text_head(&say("column-language")));
    let mut heads = vec!["column-weighted", "column-pages", "column-days"];
    if view.currency.is_some() {
        heads.push("column-cost");
    }
    heads.extend(["column-stale", "column-critical", "column-errors", "column-warnings", "column-notes"]);
    for key in heads {
        out.push_str(&number_head(&say(key)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let whole = |number: f64| grouped(number.round().max(0.0) as u64);
    for (row, effort) in view.status.languages.iter().zip(view.effort) {
        out.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"{}/index.html\">{}</a></th>",
            row.language.code,
            name(row.language)
        ));
        for number in [effort.weighted_words, effort.pages.ceil(), effort.days.ceil()] {
            out.push_str(&format!("<td>{}</td>", whole(number)));
        }
        if let Some(currency) = view.currency {
            out.push_str(&format!("<td>{}\u{a0}{}</td>", whole(effort.cost), escape(currency)));
        }
        for number in [effort.stale_units].into_iter().chain(effort.findings.into_iter().rev()) {
            out.push_str(&format!("<td>{}</td>", count_or_dash(number)));
        }
        out.push_str("</tr>\n");
    }
    out.push_str(TABLE_END);
    if view.currency.is_none() {
        out.push_str(&format!("<p class=\"note\">{}</p>\n", say("effort-no-rates")));
    }
    out
}
