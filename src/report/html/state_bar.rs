//! A stacked bar of states, beside which the numbers always stand as text.

use crate::model::{State, Tally};

/// Returns a bar that is hidden from screen readers, since its numbers stand beside it.
pub(super) fn state_bar(tally: &Tally) -> String {
    let total = tally.total().max(1);
    let mut out = String::from("<div class=\"bar\" aria-hidden=\"true\">");
    for state in [State::Approved, State::Revised, State::Translated, State::Draft, State::Stale] {
        let amount = tally.get(state);
        if amount > 0 {
            // Tenths of a percent are exact enough for a bar of 112 pixels, and keep pages small.
            let tenths = (amount * 1000 / total).max(10);
            out.push_str(&format!("<i class=\"{state}\" style=\"width:{}.{}%\"></i>", tenths / 10, tenths % 10));
        }
    }
    out.push_str("</div>");
    out
}
