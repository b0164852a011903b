//! The languages of the dashboard: words in each state, movement, reviewed share, oldest debt, forecast.

use super::dashboard::{Dashboard, name};
use super::escape;
use super::outlook::{Outlook, forecast_words, movement_head, movement_words, oldest_words};
use super::state_bar::state_bar;
use super::table_frame::{number_head, table_head, text_head};
use crate::model::{State, Tally};
use crate::report::{LanguageTally, grouped, percent, signed};

/// Returns the table.
pub(super) fn language_table(view: &Dashboard<'_>) -> String {
    let say = |key: &str| escape(&view.wording.say(key));
    let mut out = table_head(&say("languages-heading"), &say("languages-caption"), "languages");
    out.push_str(&text_head(&say("column-language")));
    out.push_str(&state_heads(&say));
    out.push_str(&number_head(&say("column-reviewed")));
    out.push_str(&number_head(&movement_head(view.start, view.wording)));
    for key in ["column-oldest", "column-forecast"] {
        out.push_str(&text_head(&say(key)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let mut total = Tally::default();
    let nothing = Outlook::default();
    for (at, row) in view.status.languages.iter().enumerate() {
        total.merge(&row.words);
        let outlook = view.outlook.get(at).unwrap_or(&nothing);
        out.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"{}/index.html\">{}</a></th>{}<td>{}</td><td>{}</td>\
             <td class=\"text day\">{}</td><td class=\"text outlook\">{}</td></tr>\n",
            row.language.code,
            name(row.language),
            known_numbers(row),
            reviewed(&row.words),
            movement_words(outlook.movement),
            oldest_words(outlook.oldest.as_ref(), "", view.wording),
            forecast_words(outlook.forecast, view.wording),
        ));
    }
    let moved: Vec<i64> = view.outlook.iter().filter_map(|one| one.movement).map(|one| one.fresh).collect();
    let moved = if moved.is_empty() { "–".to_owned() } else { signed(moved.iter().sum()) };
    out.push_str(&format!(
        "</tbody>\n<tfoot><tr><th scope=\"row\">{}</th>{}<td>{}</td><td>{moved}</td><td></td><td></td></tr></tfoot>\n\
         </table></div>\n",
        say("all-languages"),
        numbers(&total),
        reviewed(&total)
    ));
    out
}

fn reviewed(words: &Tally) -> String {
    percent(words.get(State::Revised) + words.get(State::Approved), words.total())
}

/// Returns the headings of [`numbers`].
pub(super) fn state_heads(say: &dyn Fn(&str) -> String) -> String {
    let states = State::ALL.into_iter().map(|state| number_head(&say(&format!("state-{state}"))));
    number_head(&say("column-fresh")) + &states.collect::<String>()
}

/// Returns the cell of the fresh share with its bar.
pub(super) fn share(tally: &Tally) -> String {
    format!("<td class=\"share\">{}{}</td>", state_bar(tally), percent(tally.fresh(), tally.total()))
}

/// Returns the cells of a language: as [`numbers`], with a question mark for the share where a module could not be read.
fn known_numbers(row: &LanguageTally) -> String {
    let cells = numbers(&row.words);
    if row.unreadable.is_empty() { cells } else { cells.replacen(&share(&row.words), "<td class=\"share\">?</td>", 1) }
}

/// Returns the cells of a tally: the fresh share with its bar, then each state.
pub(super) fn numbers(tally: &Tally) -> String {
    let mut out = share(tally);
    for state in State::ALL {
        let number = tally.get(state);
        let class = if number == 0 { " class=\"zero\"" } else { "" };
        out.push_str(&format!("<td{class}>{}</td>", grouped(number)));
    }
    out
}
