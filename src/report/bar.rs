//! A small bar of states that reads without colour.

use anstyle::{AnsiColor, Style};

use crate::model::{State, Tally};

/// Returns a bar of `width` cells: approved `█`, revised `▓`, translated `▒`, draft `░`, stale `~`, missing `·`.
///
/// Every state that occurs has at least one cell, as long as there is room.
#[must_use]
pub fn bar(tally: &Tally, width: usize) -> String {
    let total = tally.total();
    let order = [State::Approved, State::Revised, State::Translated, State::Draft, State::Stale, State::Missing];
    let mut cells: Vec<(State, usize)> = order
        .into_iter()
        .filter(|&state| tally.get(state) > 0)
        .map(|state| {
            let share = tally.get(state) as f64 * width as f64 / total as f64;
            (state, (share as usize).max(1))
        })
        .collect();
    while let sum @ 1.. = cells.iter().map(|(_, count)| count).sum::<usize>()
        && sum != width
    {
        let Some(largest) = cells.iter_mut().max_by_key(|(state, count)| (*count, *state)) else { break };
        if sum > width && largest.1 == 1 {
            cells.pop();
        } else if sum > width {
            largest.1 -= 1;
        } else {
            largest.1 += 1;
        }
    }
    cells
        .into_iter()
        .map(|(state, count)| {
            let style = style(state);
            format!("{style}{}{style:#}", glyph(state).repeat(count))
        })
        .collect()
}

/// Returns the glyph of a state.
fn glyph(state: State) -> &'static str {
    match state {
        State::Missing => "·",
        State::Stale => "~",
        State::Draft => "░",
        State::Translated => "▒",
        State::Revised => "▓",
        State::Approved => "█",
    }
}

/// Returns the colour of a state on a terminal.
fn style(state: State) -> Style {
    match state {
        State::Missing => Style::new().dimmed(),
        State::Stale => AnsiColor::Red.on_default(),
        State::Draft => AnsiColor::Yellow.on_default(),
        State::Translated => AnsiColor::Cyan.on_default(),
        State::Revised => AnsiColor::Blue.on_default(),
        State::Approved => AnsiColor::Green.on_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(tally: Tally, width: usize) -> String {
        anstream::adapter::strip_str(&bar(&tally, width)).to_string()
    }

    #[test]
    fn a_bar_has_its_width_and_shows_every_state() {
        let tally = Tally { missing: 1, stale: 1, draft: 1, translated: 997, revised: 0, approved: 0 };
        assert_eq!(plain(tally, 8), "▒▒▒▒▒░~·");
        assert_eq!(plain(Tally { approved: 3, ..Tally::default() }, 4), "████");
        assert_eq!(plain(Tally::default(), 4), "");
        let all = Tally { missing: 1, stale: 1, draft: 1, translated: 1, revised: 1, approved: 1 };
        assert_eq!(plain(all, 4).chars().count(), 4);
    }
}
