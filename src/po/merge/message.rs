//! Merging the three versions of one unit.

use crate::po::Message;

/// What became of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Both sides agree, or one side alone changed it.
    Settled(Message),
    /// Both sides removed it, or one removed what the other left alone.
    Gone,
    /// Both sides wrote different texts.
    Conflict,
}

/// Merges the versions of one unit. A base without text stands for a unit that both sides added.
pub(super) fn merge(base: Option<&Message>, ours: Option<&Message>, theirs: Option<&Message>) -> Outcome {
    match (ours, theirs) {
        (None, None) => Outcome::Gone,
        (Some(one), None) | (None, Some(one)) => {
            // An edit is worth more than a removal; an untouched entry is not.
            if base == Some(one) { Outcome::Gone } else { Outcome::Settled(one.clone()) }
        }
        (Some(ours), Some(theirs)) if ours == theirs || base == Some(theirs) => Outcome::Settled(ours.clone()),
        (Some(_), Some(theirs)) if base == ours => Outcome::Settled(theirs.clone()),
        (Some(ours), Some(theirs)) => both_changed(base, ours, theirs),
    }
}

fn both_changed(base: Option<&Message>, ours: &Message, theirs: &Message) -> Outcome {
    let Some(text) = text_of(base, ours, theirs) else { return Outcome::Conflict };
    let mut merged = Message {
        comments: comments_of(base, ours, theirs),
        is_obsolete: pick(base.map(|base| base.is_obsolete), ours.is_obsolete, theirs.is_obsolete),
        id_plural: pick(base.map(|base| &base.id_plural), &ours.id_plural, &theirs.id_plural).clone(),
        forms: text.forms,
        previous: text.previous,
        ..ours.clone()
    };
    merged.set_fuzzy(text.is_fuzzy);
    Outcome::Settled(merged)
}

/// The translation and what is said about its worth; they belong together.
struct Text {
    forms: Vec<String>,
    is_fuzzy: bool,
    previous: Option<crate::po::Previous>,
}

impl Text {
    fn of(message: &Message) -> Self {
        Self { forms: message.forms.clone(), is_fuzzy: message.is_fuzzy(), previous: message.previous.clone() }
    }
}

fn text_of(base: Option<&Message>, ours: &Message, theirs: &Message) -> Option<Text> {
    let is_unchanged = |side: &Message| base.is_some_and(|base| base.forms == side.forms);
    if ours.forms == theirs.forms {
        // Without a base, a confirmation by one side counts.
        let base_fuzzy = base.is_none_or(Message::is_fuzzy);
        let is_fuzzy = pick(Some(base_fuzzy), ours.is_fuzzy(), theirs.is_fuzzy());
        let previous = pick(base.map(|base| &base.previous), &ours.previous, &theirs.previous).clone();
        return Some(Text { forms: ours.forms.clone(), is_fuzzy, previous: previous.filter(|_| is_fuzzy) });
    }
    if is_unchanged(ours) || !ours.has_text() {
        return Some(Text::of(theirs));
    }
    if is_unchanged(theirs) || !theirs.has_text() {
        return Some(Text::of(ours));
    }
    None
}

/// The value of the side that changed; ours when both did.
fn pick<T: PartialEq>(base: Option<T>, ours: T, theirs: T) -> T {
    if base.is_some_and(|base| base == ours) { theirs } else { ours }
}

/// Comment lines: what either side added is added, what either side removed is removed.
fn comments_of(base: Option<&Message>, ours: &Message, theirs: &Message) -> Vec<String> {
    let parts = |message: Option<&Message>| -> (Vec<String>, Vec<String>) {
        let message = message.cloned().unwrap_or_default();
        let flags = message.flags().filter(|flag| *flag != "fuzzy").map(str::to_owned).collect();
        let is_flags = |line: &String| line.starts_with("#,") || line.starts_with("#=");
        (message.comments.into_iter().filter(|line| !is_flags(line)).collect(), flags)
    };
    let (base_lines, base_flags) = parts(base);
    let (our_lines, our_flags) = parts(Some(ours));
    let (their_lines, their_flags) = parts(Some(theirs));
    let flags = union(&base_flags, &our_flags, &their_flags);
    let lines = union(&base_lines, &our_lines, &their_lines);
    if lines == our_lines && flags == our_flags {
        return ours.comments.clone();
    }
    let mut comments = lines;
    if flags == our_flags {
        comments.extend(ours.comments.iter().filter(|line| line.starts_with("#,") || line.starts_with("#=")).cloned());
    } else if !flags.is_empty() {
        comments.push(format!("#, {}", flags.join(", ")));
    }
    comments
}

/// Ours without what theirs removed, with what theirs added behind its neighbour.
fn union(base: &[String], ours: &[String], theirs: &[String]) -> Vec<String> {
    let mut result: Vec<String> =
        ours.iter().filter(|line| theirs.contains(line) || !base.contains(line)).cloned().collect();
    for (place, line) in theirs.iter().enumerate() {
        if base.contains(line) || ours.contains(line) || result.contains(line) {
            continue;
        }
        let before = theirs.iter().take(place).rev().find_map(|line| result.iter().position(|kept| kept == line));
        result.insert(before.map_or(0, |before| before + 1), line.clone());
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(form: &str, comments: &[&str]) -> Message {
        let mut message = Message::new(None, "a", None, 1);
        message.forms = vec![form.to_owned()];
        message.comments = comments.iter().map(|&line| line.to_owned()).collect();
        message
    }

    fn settled(base: &Message, ours: &Message, theirs: &Message) -> Message {
        match merge(Some(base), Some(ours), Some(theirs)) {
            Outcome::Settled(message) => message,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_note_and_a_new_text_go_together() {
        let base = message("x", &["# one", "#, fuzzy, c-format"]);
        let ours = message("y", &["# one", "#, c-format"]);
        let theirs = message("x", &["# one", "# two", "#, fuzzy, c-format"]);
        assert_eq!(settled(&base, &ours, &theirs), message("y", &["# one", "# two", "#, c-format"]));
        assert_eq!(settled(&base, &theirs, &ours), message("y", &["# one", "# two", "#, c-format"]));
    }

    #[test]
    fn two_texts_conflict_and_none_yields_to_one() {
        let base = message("x", &[]);
        assert_eq!(merge(Some(&base), Some(&message("y", &[])), Some(&message("z", &[]))), Outcome::Conflict);
        assert_eq!(settled(&base, &message("", &[]), &message("z", &["# n"])).forms, ["z"]);
        assert_eq!(merge(None, Some(&message("", &[])), Some(&message("z", &[]))), Outcome::Settled(message("z", &[])));
    }

    #[test]
    fn an_edit_outlives_a_removal() {
        let base = message("x", &[]);
        assert_eq!(merge(Some(&base), None, Some(&message("y", &[]))), Outcome::Settled(message("y", &[])));
        assert_eq!(merge(Some(&base), Some(&base), None), Outcome::Gone);
    }

    #[test]
    fn a_confirmation_counts_without_a_base() {
        let merged = merge(None, Some(&message("x", &["#, fuzzy"])), Some(&message("x", &[])));
        assert_eq!(merged, Outcome::Settled(message("x", &[])));
    }
}
