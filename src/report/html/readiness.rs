//! Whether a module may be published in a language, in words: ready, or what blocks it.

use super::escape;
use crate::gate::Blocker;
use crate::model::State;
use crate::report::wording::{Value, Wording};

/// Returns the answer in words; `blockers` is none when the catalogue could not be read.
pub(super) fn verdict(blockers: Option<&[Blocker]>, wording: &Wording) -> String {
    match blockers {
        None => escape(&wording.say("unreadable")),
        Some([]) => format!("<b class=\"mark good\">{}</b>", escape(&wording.say("ready"))),
        Some(blockers) => {
            let reasons: Vec<String> = blockers.iter().map(|blocker| blocker_words(blocker, wording)).collect();
            escape(&reasons.join(", "))
        }
    }
}

/// Returns one blocker in words, as text.
#[must_use]
pub fn blocker_words(blocker: &Blocker, wording: &Wording) -> String {
    match blocker {
        Blocker::Unreadable => wording.say("unreadable"),
        Blocker::Findings(severity, count) => {
            wording.say_with(&format!("blocked-{severity}"), &[("findings", Value::Count(*count))])
        }
        Blocker::Suspicious(count) => wording.say_with("blocked-suspicious", &[("units", Value::Count(*count))]),
        Blocker::Units { states, at_most, at_most_percent, .. } => {
            let one = |&(state, count): &(State, u64)| {
                wording.say_with(&format!("blocked-{state}"), &[("units", Value::Count(count))])
            };
            let units = states.iter().map(one).collect::<Vec<_>>().join(", ");
            match (at_most, at_most_percent) {
                (_, Some(percent)) => {
                    let limit = percent.to_string();
                    wording.say_with(
                        "blocked-percent",
                        &[("units", Value::Text(&units)), ("percent", Value::Text(&limit))],
                    )
                }
                (Some(limit @ 1..), _) => wording
                    .say_with("blocked-limit", &[("units", Value::Text(&units)), ("limit", Value::Count(*limit))]),
                _ => units,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Severity;

    #[test]
    fn the_answer_names_what_blocks_and_what_is_allowed() {
        let wording = Wording::english();
        let units = |at_most, at_most_percent| Blocker::Units {
            rule: "r".into(),
            states: vec![(State::Missing, 1), (State::Draft, 2)],
            at_most,
            at_most_percent,
        };
        let say = |blockers: &[Blocker]| verdict(Some(blockers), &wording);
        assert!(say(&[]).contains("ready"));
        let plain = say(&[units(Some(0), None), Blocker::Findings(Severity::Error, 1)]);
        assert_eq!(plain, "1 unit missing, 2 unreviewed drafts, 1 error");
        assert_eq!(say(&[units(Some(2), None)]), "1 unit missing, 2 unreviewed drafts (at most 2)");
        let share = say(&[units(None, Some(2.5))]);
        assert_eq!(share, "1 unit missing, 2 unreviewed drafts (at most 2.5\u{a0}% of the words)");
    }
}
