//! The waves of the dashboard: what is due when, and whether it will be there.

use super::dashboard::Dashboard;
use super::escape;
use super::language_table::{numbers, state_heads};
use super::outlook::{forecast_words, promise_words};
use super::table_frame::{TABLE_END, table_head, text_head};

/// Returns the table.
pub(super) fn wave_table(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say("waves-heading"), &say("waves-caption"), "waves");
    for key in ["column-wave", "column-due", "column-promise", "column-forecast", "column-languages"] {
        out.push_str(&text_head(&say(key)));
    }
    out.push_str(&state_heads(&say));
    out.push_str("</tr></thead>\n<tbody>\n");
    for wave in view.waves {
        let codes: Vec<&str> = wave.languages.iter().map(|language| language.code).collect();
        out.push_str(&format!(
            "<tr><th scope=\"row\">{}</th><td class=\"text day\">{}</td><td class=\"text day\">{}</td>\
             <td class=\"text outlook\">{}</td><td class=\"text codes\">{}</td>{}</tr>\n",
            escape(wave.name),
            wave.due.map_or_else(|| "–".to_owned(), escape),
            promise_words(wave.promise, view.wording),
            forecast_words(wave.forecast, view.wording),
            codes.join(" "),
            numbers(&wave.words)
        ));
    }
    out.push_str(TABLE_END);
    out
}
