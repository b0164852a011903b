//! The waves of the dashboard: what is due when, what blocks it, and whether it will be there.

use super::dashboard::{Dashboard, DashboardWave};
use super::language_table::share;
use super::outlook::{forecast_words, promise_words};
use super::readiness::verdict;
use super::ready_table::blocked;
use super::table_frame::{TABLE_END, number_head, text_head, text_table_head};
use super::{escape, slug};
use crate::gate::Blocker;
use crate::language::Language;
use crate::model::ModuleId;
use crate::report::wording::Value;
use crate::status::Forecast;

/// So many modules that block a wave are named, those nearest to publication first.
const NAMED: usize = 5;

/// Returns the table.
pub(super) fn wave_table(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = text_table_head(&say("waves-heading"), &say("waves-caption"), "waves");
    for key in ["column-wave", "column-due", "column-promise", "column-blocked", "column-forecast"] {
        out.push_str(&text_head(&say(key)));
    }
    out.push_str(&number_head(&say("column-fresh")));
    out.push_str(&text_head(&say("column-languages")));
    out.push_str("</tr></thead>\n<tbody>\n");
    for wave in view.waves {
        let codes: Vec<&str> = wave.languages.iter().map(|language| language.code).collect();
        out.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td class=\"text day\">{}</td><td class=\"text day\">{}</td>\
             <td class=\"text wide\">{}</td><td class=\"text outlook\">{}</td>{}<td class=\"text codes\">{}</td></tr>\n",
            escape(wave.name),
            wave.due.map_or_else(|| "–".to_owned(), escape),
            promise_words(wave.promise, view.wording),
            blocking(view, wave),
            forecast(view, wave),
            share(&wave.words),
            codes.join(" "),
        ));
    }
    out.push_str(TABLE_END);
    out
}

/// Returns the forecast; where there is too little history for one, also what remains.
fn forecast(view: &Dashboard<'_>, wave: &DashboardWave<'_>) -> String {
    let words = forecast_words(wave.forecast, view.wording);
    match wave.forecast {
        None | Some(Forecast::TooShort(_)) => {
            let left = Value::Count(wave.words.total() - wave.words.fresh());
            format!("{}<br>{words}", escape(&view.wording.say_with("wave-left", &[("words", left)])))
        }
        Some(Forecast::Done | Forecast::NoEnd | Forecast::Range { .. }) => words,
    }
}

/// One module in one language with what blocks it; none when it could not be read.
type Blocked<'a> = (&'static Language, &'a ModuleId, Option<&'a [Blocker]>);

/// Returns how many modules of a wave are ready, and what blocks those nearest to it.
fn blocking(view: &Dashboard<'_>, wave: &DashboardWave<'_>) -> String {
    let blockers = |&(language, module): &(&'static Language, &'_ ModuleId)| {
        view.publication.get(&(language.code, module.clone())).map(Vec::as_slice)
    };
    let mut rest: Vec<Blocked<'_>> = wave
        .pairs
        .iter()
        .map(|pair| (pair.0, pair.1, blockers(pair)))
        .filter(|(.., blockers)| !blockers.is_some_and(<[Blocker]>::is_empty))
        .collect();
    if rest.is_empty() {
        return verdict(Some(&[]), view.wording);
    }
    let whole = wave.pairs.len() as u64;
    let ready = [("ready", Value::Count(whole - rest.len() as u64)), ("whole", Value::Count(whole))];
    let mut out = format!("{}<ul class=\"blocks\">", escape(&view.wording.say_with("wave-ready", &ready)));
    rest.sort_by_key(|(.., blockers)| blockers.map_or(0, blocked));
    for one in rest.iter().take(NAMED) {
        out.push_str(&format!("<li>{}</li>", item(view, one)));
    }
    if let Some(more) = rest.len().checked_sub(NAMED + 1) {
        let more = [("more", Value::Count(more as u64 + 1))];
        out.push_str(&format!("<li>{}</li>", escape(&view.wording.say_with("wave-more", &more))));
    }
    out.push_str("</ul>");
    out
}

/// Returns a module with a link to its units, where somebody has started, else to the module.
fn item(view: &Dashboard<'_>, (language, module, blockers): &Blocked<'_>) -> String {
    let title = view.modules.iter().find(|(id, _)| id == *module).map_or(module.as_str(), |(_, title)| title);
    let row = view.status.languages.iter().find(|row| row.language == *language);
    let units = row.and_then(|row| row.modules.iter().find(|tally| tally.module == **module)).map(|tally| tally.units);
    let is_started = units.is_some_and(|units| units.missing < units.total());
    let folder = if is_started { language.code } else { "modules" };
    format!(
        "<a href=\"{folder}/{}.html\">{} <span lang=\"en\">{}</span></a>: {}",
        slug(module),
        language.code,
        escape(title),
        verdict(*blockers, view.wording)
    )
}
