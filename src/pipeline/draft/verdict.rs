//! What became of one draft.
//!
//! Invariant: a draft is judged by the text that stood there for the very English that it was made from, in the catalogue of
//! today or, once that English is gone, in its committed versions; never by the translation of another English.

use std::collections::HashMap;

use crate::ledger::{Act, Line};
use crate::memory::Pattern;
use crate::model::{Fingerprint, UnitId};
use crate::po::Catalogue;

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nobody decided.
    Open,
    /// It was accepted as it was.
    Unchanged,
    /// It was accepted with so many characters changed, of so many.
    Edited(u64, u64),
    /// It was thrown away.
    Rejected,
    /// Its English is gone, and no file says that anybody had decided.
    Lapsed,
}

/// A unit and the English that a line is about.
type About<'a> = (&'a UnitId, Option<Fingerprint>);

/// The lines of a ledger by what they are about.
pub(super) struct Record<'a>(HashMap<About<'a>, Vec<&'a Line>>);

impl<'a> Record<'a> {
    pub(super) fn of(lines: &'a [Line]) -> Self {
        let mut by_unit: HashMap<About<'_>, Vec<&Line>> = HashMap::new();
        for line in lines.iter().filter(|line| line.source.is_some()) {
            by_unit.entry((&line.unit, line.source)).or_default().push(line);
        }
        Self(by_unit)
    }

    fn about<'s>(&'s self, line: &'s Line) -> &'s [&'s Line] {
        self.0.get(&(&line.unit, line.source)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the drafts in the order of the ledger, each text of an engine once, with whether the same unit and English
    /// was drafted anew later.
    pub(super) fn drafts(&self, lines: &'a [Line]) -> Vec<(&'a Line, bool)> {
        let mut drafts = Vec::new();
        for line in lines.iter().filter(|line| line.act == Act::Draft && line.source.is_some()) {
            let of_unit = self.about(line).iter().filter(|other| other.act == Act::Draft);
            let mut later = of_unit.skip_while(|other| !std::ptr::eq(**other, line)).skip(1).peekable();
            let is_replaced = later.peek().is_some();
            // A run that was interrupted may have written a line twice; the last counts.
            if !later.any(|other| (other.target, &other.by) == (line.target, &line.by)) {
                drafts.push((line, is_replaced));
            }
        }
        drafts
    }

    /// Returns whether one of some acts was done to the very text of a draft.
    fn has(&self, acts: &[Act], draft: &Line) -> bool {
        self.about(draft).iter().any(|line| line.target == draft.target && acts.contains(&line.act))
    }
}

/// The texts of a catalogue by their English.
pub(super) struct Texts<'a> {
    catalogue: &'a Catalogue,
    /// Entries by the fingerprint of their English, and of the English that an out-of-date translation is of; the latter
    /// with `true`.
    places: HashMap<Fingerprint, Vec<(usize, bool)>>,
}

/// What stands in a catalogue for the English of a draft.
struct Standing {
    forms: Vec<String>,
    is_fuzzy: bool,
}

impl<'a> Texts<'a> {
    pub(super) fn of(catalogue: &'a Catalogue) -> Self {
        let mut places: HashMap<Fingerprint, Vec<(usize, bool)>> = HashMap::new();
        let print = |id: &str, plural: Option<&str>| Fingerprint::of(std::iter::once(id).chain(plural));
        for (at, entry) in catalogue.entries().enumerate() {
            places.entry(print(&entry.id(), entry.id_plural().as_deref())).or_default().push((at, false));
            if let Some(previous) = entry.previous() {
                places.entry(print(&previous.id, previous.id_plural.as_deref())).or_default().push((at, true));
            }
        }
        Self { catalogue, places }
    }

    /// Returns the text for the English of a draft; what is current stands before what is out of date.
    fn standing(&self, line: &Line) -> Option<Standing> {
        let mut found: Option<(usize, bool)> = None;
        for &(at, is_before) in self.places.get(&line.source?)? {
            if self.is_unit(at, is_before, &line.unit) && found.is_none_or(|(_, was_before)| was_before && !is_before) {
                found = Some((at, is_before));
            }
        }
        let (at, is_before) = found?;
        let entry = self.catalogue.entry(at)?;
        let forms = entry.forms().into_iter().map(std::borrow::Cow::into_owned).collect();
        Some(Standing { forms, is_fuzzy: entry.is_fuzzy() && !is_before })
    }

    fn is_unit(&self, at: usize, is_before: bool, unit: &UnitId) -> bool {
        let Some(entry) = self.catalogue.entry(at) else { return false };
        let is_named =
            |context: Option<&str>, id: &str| UnitId::of(context, id) == *unit || context == Some(unit.as_str());
        match entry.previous().filter(|_| is_before) {
            Some(previous) => is_named(entry.previous_context(&previous).as_deref(), &previous.id),
            None => is_named(entry.context().as_deref(), &entry.id()),
        }
    }
}

/// Judges a draft by the ledger and the catalogue of today; none when its English is gone without a decision on record.
pub(super) fn judge(line: &Line, is_replaced: bool, record: &Record<'_>, texts: Option<&Texts<'_>>) -> Option<Verdict> {
    if is_replaced || record.has(&[Act::Reject], line) {
        return Some(Verdict::Rejected);
    }
    match texts.and_then(|texts| texts.standing(line)) {
        Some(standing) if standing.forms.iter().all(String::is_empty) => Some(Verdict::Rejected),
        Some(standing) if standing.is_fuzzy => Some(Verdict::Open),
        Some(standing) => Some(compare(line, &standing.forms)),
        None => {
            let acts = [Act::Translate, Act::Attest, Act::Revise, Act::Approve];
            record.has(&acts, line).then_some(Verdict::Unchanged)
        }
    }
}

/// Judges a draft by the versions of its catalogue, oldest first.
pub(super) fn judge_in_history(line: &Line, versions: &[Texts<'_>]) -> Verdict {
    let mut was_there = false;
    for texts in versions {
        let Some(standing) = texts.standing(line) else { continue };
        let is_empty = standing.forms.iter().all(String::is_empty);
        match standing.is_fuzzy {
            false if !is_empty => return compare(line, &standing.forms),
            _ if is_empty && was_there => return Verdict::Rejected,
            _ => was_there |= !is_empty,
        }
    }
    Verdict::Lapsed
}

/// Compares a draft with the text that was accepted.
fn compare(line: &Line, forms: &[String]) -> Verdict {
    if line.target == Some(Fingerprint::of(forms.iter().map(String::as_str))) {
        return Verdict::Unchanged;
    }
    let (mut distance, mut longer) = (0, 0);
    for (draft, form) in forms_of(line).zip(forms) {
        let pattern = Pattern::new(draft);
        let length = form.chars().count();
        let most = pattern.length().max(length);
        distance += pattern.distance(form, length, most).unwrap_or(most) as u64;
        longer += most as u64;
    }
    // A text that shares little with the draft was not made from it.
    if distance * 2 > longer { Verdict::Rejected } else { Verdict::Edited(distance, longer) }
}

/// Returns the forms of a draft.
fn forms_of(line: &Line) -> impl Iterator<Item = &str> {
    line.more.get("forms").and_then(serde_json::Value::as_array).into_iter().flatten().filter_map(|form| form.as_str())
}

/// Returns the characters of a draft.
pub(super) fn length(line: &Line) -> u64 {
    forms_of(line).map(|form| form.chars().count() as u64).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(source: &str, text: &str, by: &str) -> Line {
        let target = Fingerprint::of([text]);
        let mut line =
            Line::new(Act::Draft, UnitId::of(None, source), Fingerprint::of([source]), Some(target), by, "2026-11-27");
        line.more.insert("forms".into(), vec![text.to_owned()].into());
        line
    }

    fn catalogue(entry: &str) -> Catalogue {
        Catalogue::parse(format!("msgid \"\"\nmsgstr \"Language: da\\n\"\n\n{entry}\n").into_bytes())
            .expect("a catalogue")
    }

    fn today(line: &Line, entry: &str) -> Option<Verdict> {
        judge(line, false, &Record::of(std::slice::from_ref(line)), Some(&Texts::of(&catalogue(entry))))
    }

    #[test]
    fn a_draft_is_judged_by_the_text_for_its_own_english() {
        let line = draft("One two three.", "En to tre fire fem.", "engine:deepl");
        assert_eq!(
            today(&line, "#, fuzzy\nmsgid \"One two three.\"\nmsgstr \"En to tre fire fem.\""),
            Some(Verdict::Open)
        );
        assert_eq!(today(&line, "msgid \"One two three.\"\nmsgstr \"En to tre fire fem.\""), Some(Verdict::Unchanged));
        assert_eq!(
            today(&line, "msgid \"One two three.\"\nmsgstr \"En to tre fire sem.\""),
            Some(Verdict::Edited(1, 19))
        );
        assert_eq!(
            today(&line, "msgid \"One two three.\"\nmsgstr \"Aldeles noget helt andet.\""),
            Some(Verdict::Rejected)
        );
        assert_eq!(today(&line, "msgid \"One two three.\"\nmsgstr \"\""), Some(Verdict::Rejected));
        // Its English was edited since: the old translation says which one it is of.
        let stale = "#, fuzzy\n#| msgid \"One two three.\"\nmsgid \"One two.\"\nmsgstr \"En to tre fire fem.\"";
        assert_eq!(today(&line, stale), Some(Verdict::Unchanged));
        // It was translated anew since.
        assert_eq!(today(&line, "msgid \"One two.\"\nmsgstr \"En to.\""), None);
    }

    #[test]
    fn the_versions_of_a_catalogue_remember_what_was_accepted() {
        let line = draft("One two three.", "En to tre fire fem.", "engine:deepl");
        let versions = |entries: &[&str]| {
            let all: Vec<Catalogue> = entries.iter().map(|entry| catalogue(entry)).collect();
            judge_in_history(&line, &all.iter().map(Texts::of).collect::<Vec<_>>())
        };
        let empty = "msgid \"One two three.\"\nmsgstr \"\"";
        let drafted = "#, fuzzy\nmsgid \"One two three.\"\nmsgstr \"En to tre fire fem.\"";
        let accepted = "msgid \"One two three.\"\nmsgstr \"En to tre fire sem.\"";
        let later = "msgid \"One two.\"\nmsgstr \"En to.\"";
        assert_eq!(versions(&[empty, drafted, accepted, later]), Verdict::Edited(1, 19));
        assert_eq!(versions(&[empty, drafted, empty, later]), Verdict::Rejected);
        assert_eq!(versions(&[empty, drafted, later]), Verdict::Lapsed);
        assert_eq!(versions(&[]), Verdict::Lapsed);
    }

    #[test]
    fn a_draft_that_another_replaced_was_rejected() {
        let lines = [draft("One.", "En.", "engine:deepl"), draft("One.", "Een.", "engine:deepl")];
        let record = Record::of(&lines);
        let drafts = record.drafts(&lines);
        assert_eq!(drafts.iter().map(|(_, is_replaced)| *is_replaced).collect::<Vec<_>>(), [true, false]);
        assert_eq!(judge(drafts[0].0, true, &record, None), Some(Verdict::Rejected));
        // The same draft twice is one: a run was interrupted.
        let twice = [lines[0].clone(), lines[0].clone()];
        let drafts =
            Record::of(&twice).drafts(&twice).into_iter().map(|(_, is_replaced)| is_replaced).collect::<Vec<_>>();
        assert_eq!(drafts, [false]);
    }
}
