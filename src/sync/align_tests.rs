//! The alignment on small documents.

use super::super::Role;
use super::*;

fn texts<'a>(sources: &[&'a str]) -> Vec<Text<'a>> {
    sources.iter().map(|source| Text::plain(source)).collect()
}

fn keyed<'a>(pairs: &[(&'a str, &'a str)]) -> Vec<Text<'a>> {
    pairs.iter().map(|&(key, source)| Text { context: Some(key), ..Text::plain(source) }).collect()
}

fn origins(old: &[&str], new: &[&str]) -> Vec<Origin> {
    align(&texts(old), &texts(new), false).origins
}

use Origin::{Added, Edited, Merged, Moved, Renamed, Same, Split};

const A: &str = "Participants must register online before the workshop.";
const B: &str = "The facilitator opens the meeting and explains the rules.";
const C: &str = "Draw lots among all residents over the age of sixteen.";
const D: &str = "Publish the results within four weeks.";

#[test]
fn unchanged_documents_stay_as_they_are() {
    assert_eq!(origins(&[A, B, C], &[A, B, C]), [Same(0), Same(1), Same(2)]);
}

#[test]
fn a_moved_unit_keeps_everything() {
    assert_eq!(origins(&[A, B, C, D], &[D, A, B, C]), [Moved(3), Same(0), Same(1), Same(2)]);
}

#[test]
fn an_edited_unit_inherits_from_itself() {
    let edited = "Participants must not register online before the workshop.";
    assert_eq!(origins(&[A, B], &[edited, B]), [Edited(0), Same(1)]);
    assert_eq!(origins(&["Online", B], &["Offline", B]), [Edited(0), Same(1)]);
    assert_eq!(origins(&[A, "Delete the records."], &[A, "Keep the records."]), [Same(0), Edited(1)]);
}

#[test]
fn a_new_unit_inherits_nothing() {
    let new = "Select all participants";
    assert_eq!(
        origins(&["Online participation", A], &["Online participation", new, A]),
        [Same(0), Added { near: None }, Same(1)]
    );
    let replaced = origins(&[A, B, C], &[A, "Coffee is served in the hall.", C]);
    assert_eq!(replaced, [Same(0), Added { near: None }, Same(2)]);
}

#[test]
fn a_list_item_takes_over_no_heading_that_shares_two_words_with_it() {
    use crate::model::UnitKind::{Heading, ListItem, Paragraph};
    let of = |kind, source| Text { role: Role::of(kind), ..Text::plain(source) };
    let origin = |old, new| align(&[Text::plain(A), old], &[Text::plain(A), new], false).origins.pop();
    let (heading, item) = ("Citizen panels", "citizen panels in small towns");
    assert_eq!(origin(of(Heading, heading), of(ListItem, item)), Some(Added { near: None }));
    assert_eq!(origin(of(ListItem, heading), of(ListItem, item)), Some(Edited(1)));
    // What the catalogue does not tell is not held against it, and a heading may become a paragraph.
    assert_eq!(origin(Text::plain(heading), of(ListItem, item)), Some(Edited(1)));
    let longer = "How citizen panels are drawn by lot";
    assert_eq!(origin(of(Heading, "How citizen panels are drawn"), of(Paragraph, longer)), Some(Edited(1)));
    assert_eq!(origin(of(Heading, longer), of(Paragraph, longer)), Some(Same(1)));
}

#[test]
fn a_paragraph_is_followed_into_many_parts_and_back() {
    let parts: Vec<String> =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "holiday", "market", "election"]
            .into_iter()
            .zip([
                "registration",
                "translation",
                "facilitation",
                "moderation",
                "evaluation",
                "summary",
                "press",
                "music",
                "food",
                "votes",
            ])
            .map(|(day, duty)| format!("On {day} the {duty} team prepares everything."))
            .collect();
    let whole = parts.join(" ");
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let split = align(&texts(&[A, &whole, B]), &texts(&[&[A], parts.as_slice(), &[B]].concat()), false).origins;
    assert_eq!(split.iter().filter(|origin| **origin == Split(1)).count(), 10, "{split:?}");
    let merged = align(&texts(&[&[A], parts.as_slice(), &[B]].concat()), &texts(&[A, &whole, B]), false).origins;
    assert_eq!(merged.get(1), Some(&Merged((1..=10).collect())));
}

#[test]
fn a_near_match_elsewhere_is_a_suggestion_only() {
    let fill: Vec<String> = (0..30).map(|n| format!("Paragraph number {n} about topic {}.", n * 7)).collect();
    let mut old: Vec<&str> = vec![A];
    old.extend(fill.iter().map(String::as_str));
    let edited = "Participants must register online before the first workshop.";
    let mut new: Vec<&str> = fill.iter().map(String::as_str).collect();
    new.push(edited);
    let alignment = align(&texts(&old), &texts(&new), false);
    assert_eq!(alignment.origins.last(), Some(&Added { near: Some(0) }));
    assert_eq!(alignment.removed, [0]);
}

#[test]
fn neighbours_that_changed_places_and_words_are_found() {
    let edited_a = "Participants should register online before the workshop.";
    let edited_b = "The facilitator opens the meeting and explains all the rules.";
    assert_eq!(origins(&[A, B, C], &[edited_b, edited_a, C]), [Edited(1), Edited(0), Same(2)]);
}

#[test]
fn an_edit_inside_a_moved_section_is_found() {
    let edited = "The facilitator opens the meeting and repeats the rules.";
    let old = ["Intro text one.", "Intro text two.", A, B, C, D, "The end of it."];
    let new = [A, edited, C, "Intro text one.", "Intro text two.", D, "The end of it."];
    let found = origins(&old, &new);
    assert_eq!(found[1], Edited(3));
}

#[test]
fn both_halves_of_a_split_get_the_old_text() {
    let whole = "Draw lots among all residents. Publish the results within four weeks.";
    let found = origins(&[A, whole, B], &[A, "Draw lots among all residents.", D, B]);
    assert_eq!(found, [Same(0), Split(1), Split(1), Same(2)]);
}

#[test]
fn a_merged_unit_gets_both_old_texts() {
    let whole = format!("{C} {D}");
    assert_eq!(origins(&[A, C, D, B], &[A, &whole, B]), [Same(0), Merged(vec![1, 2]), Same(3)]);
}

#[test]
fn a_fluent_unit_is_its_key() {
    let old = keyed(&[("title", "Welcome"), ("save", "Save"), ("old-key", "Send the form")]);
    let new =
        keyed(&[("new-key", "Send the form"), ("title", "Goodbye for ever"), ("save", "Save"), ("extra", "Welcome")]);
    let alignment = align(&old, &new, true);
    assert_eq!(alignment.origins, [Renamed(2), Edited(0), Same(1), Added { near: None }]);
    assert!(alignment.removed.is_empty());
}

#[test]
fn the_order_of_edits_makes_no_difference() {
    let old = [A, B, C, D];
    let edited = "Publish the results within six weeks.";
    let once = origins(&old, &[B, A, edited]);
    assert_eq!(once, origins(&old, &[B, A, edited]));
    assert_eq!(once[2], Edited(3));
}

#[test]
fn fifty_thousand_edits_take_no_quadratic_time() {
    let make = |count: u32, word: &str| -> Vec<String> {
        (0..count)
            .map(|n| {
                let hash = n.wrapping_mul(2_654_435_761);
                format!(
                    "Unit {n} of section {} says {word} about subject {} and matter {}.",
                    n / 7,
                    hash % 9973,
                    hash % 1009
                )
            })
            .collect()
    };
    let time = |count: u32| {
        let (old, new) = (make(count, "something"), make(count, "nothing"));
        let old: Vec<Text<'_>> = old.iter().map(|text| Text::plain(text)).collect();
        let new: Vec<Text<'_>> = new.iter().map(|text| Text::plain(text)).collect();
        let start = std::time::Instant::now();
        let alignment = align(&old, &new, false);
        let wrong = alignment.origins.iter().zip(0..).filter(|(origin, place)| **origin != Edited(*place)).count();
        assert_eq!(wrong, 0);
        start.elapsed()
    };
    let (small, large) = (time(2_000), time(20_000));
    assert!(large < small * 40, "{small:?} → {large:?}");
}
