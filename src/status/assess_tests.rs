//! States from small catalogues.

use super::*;
use crate::model::{ChangeClass, Format, ModuleId, Unit, UnitId, UnitKind};
use crate::source;

const A: &str = "Participants must register online.";
const B: &str = "The facilitator opens the meeting.";
const C: &str = "Draw lots among all residents.";

fn document(sources: &[&str]) -> Document {
    let mut document = source::extract(ModuleId::new("m.md"), Format::Markdown, "", &source::Options::default());
    document.units = sources
        .iter()
        .map(|source| Unit {
            kind: UnitKind::Paragraph,
            context: None,
            source: (*source).to_owned(),
            plural: None,
            heading: Vec::new().into(),
            line: 1,
            span: 0..0,
            notes: Vec::new(),
            max_length: None,
        })
        .collect();
    document
}

fn catalogue(text: &str) -> Catalogue {
    Catalogue::parse(text.as_bytes().to_vec()).expect("valid")
}

fn states(sources: &[&str], po: &str) -> Vec<State> {
    let assessment = assess(&document(sources), Some(&catalogue(po)), &Evidence::default(), &ChangePolicy::default());
    assessment.units.iter().map(|unit| unit.state).collect()
}

fn entry(id: &str, translation: &str) -> String {
    format!("msgid \"{id}\"\nmsgstr \"{translation}\"\n\n")
}

use State::{Approved, Draft, Missing, Revised, Stale, Translated};

#[test]
fn a_synced_catalogue_counts_like_msgfmt() {
    let po = entry(A, "a")
        + &format!("#, fuzzy\n#| msgid \"{A} Now.\"\n{}", entry(B, "b"))
        + "#, fuzzy\n"
        + &entry(C, "c")
        + &entry("Last", "");
    assert_eq!(states(&[A, B, C, "Last"], &po), [Translated, Stale, Draft, Missing]);
}

#[test]
fn nobody_has_to_run_sync_first() {
    let po = entry(A, "a") + &entry(B, "b") + &entry(C, "c");
    let edited = "Participants must not register online.";
    assert_eq!(
        states(&[C, edited, "A completely new sentence here.", B], &po),
        [Translated, Stale, Missing, Translated]
    );
}

#[test]
fn a_module_without_catalogue_is_missing() {
    let assessment = assess(&document(&[A, B, A]), None, &Evidence::default(), &ChangePolicy::default());
    assert_eq!(assessment.tally().missing, 2);
}

#[test]
fn a_revert_frees_the_translation() {
    let po =
        format!("#, fuzzy\n#| msgid \"{A}\"\n{}", entry("Participants should register online.", "a")) + &entry(B, "b");
    assert_eq!(states(&[A, B], &po), [Translated, Translated]);
}

#[test]
fn a_second_edit_is_judged_by_what_was_translated() {
    let po = format!("#, fuzzy\n#| msgid \"{A}\"\n{}", entry("Participants should register online.", "a"));
    let document = document(&["Participants should register online today."]);
    let assessment = assess(&document, Some(&catalogue(&po)), &Evidence::default(), &ChangePolicy::default());
    assert_eq!(assessment.units[0].old_source(), Some(A));
    assert_eq!(assessment.units[0].state, Stale);
}

#[test]
fn whitespace_alone_makes_nothing_stale() {
    let document = document(&["Participants  must register online."]);
    let policy = ChangePolicy::default();
    let assessment = assess(&document, Some(&catalogue(&entry(A, "a"))), &Evidence::default(), &policy);
    assert_eq!(assessment.units[0].state, Translated);
    let edit = assessment.units[0].lag.as_ref().unwrap();
    assert_eq!(edit.judge((&document.units[0]).into(), &policy).0.class, ChangeClass::Whitespace);
}

#[test]
fn text_that_returns_gets_its_translation_back() {
    let po = entry(A, "a") + &format!("#~ msgid \"{B}\"\n#~ msgstr \"b\"\n");
    assert_eq!(states(&[A, B], &po), [Translated, Translated]);
}

#[test]
fn decisions_hold_for_one_source_and_one_target() {
    let po = entry(A, "a") + &entry(B, "b") + &format!("#, fuzzy\n#| msgid \"old\"\n{}", entry(C, "c"));
    let mut evidence = Evidence::default();
    let key =
        |source: &str, target: &str| (UnitId::of(None, source), Fingerprint::of([source]), Fingerprint::of([target]));
    let (unit, source, target) = key(A, "a");
    evidence.standing_mut(unit, source, target).reviser = Some("Rita".into());
    let (unit, source, target) = key(B, "b");
    evidence.standing_mut(unit, source, target).approver = Some("Olga".into());
    let (unit, source, target) = key(C, "c");
    evidence.standing_mut(unit, source, target).is_attested = true;
    let document = document(&[A, B, C]);
    let assess = |po: &str| {
        let assessment = super::assess(&document, Some(&catalogue(po)), &evidence, &ChangePolicy::default());
        assessment.units.iter().map(|unit| unit.state).collect::<Vec<_>>()
    };
    assert_eq!(assess(&po), [Revised, Approved, Translated]);
    assert_eq!(assess(&po.replace("msgstr \"a\"", "msgstr \"aa\"")), [Translated, Approved, Translated]);
}

#[test]
fn a_silent_refresh_after_a_change_of_meaning_is_suspicious() {
    let mut evidence = Evidence::default();
    let unit = UnitId::of(None, A);
    evidence.standing_mut(unit, Fingerprint::of([A]), Fingerprint::of(["a"])).missed_meaning = true;
    let assess = |translation: &str| {
        let po = catalogue(&entry(A, translation));
        super::assess(&document(&[A]), Some(&po), &evidence, &ChangePolicy::default()).units[0].is_suspicious
    };
    assert!(assess("a"));
    assert!(!assess("a new one"));
}
