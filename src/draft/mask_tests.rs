//! Tests of masking: what engines do to marks.
#![cfg(test)]

use proptest::prelude::*;

use super::{Damage, Masked, Masking, intact};
use crate::check::Content;

const ALL: [Masking; 4] = [Masking::Xml, Masking::Html, Masking::Brackets, Masking::Letters];

fn masked(source: &str, masking: Masking) -> Masked {
    Masked::new(source, Content::Markdown, &[], masking, None).expect("can be masked")
}

#[test]
fn an_unchanged_answer_gives_the_english_back() {
    let sources = [
        "Plain.",
        "The **policy** cycle and _its_ [steps](a/b.md \"Title\") & `code` < 3.",
        "See ![alt text](image.svg) or <https://example.org/a_b>.<br>New [^1] line\\\nhere.",
        "Nested **bold _and_ more** text, <kbd>Ctrl</kbd> 5 * 3, a_b_c, \\*kept\\*.",
    ];
    for source in sources {
        for masking in ALL {
            let masked = masked(source, masking);
            assert_eq!(masked.unmask(&masked.text), Ok(source.to_owned()), "{masking:?} {}", masked.text);
        }
    }
}

#[test]
fn fluent_placeables_are_hidden() {
    let source = "Language: { $language } in { -brand-name }";
    for masking in ALL {
        let masked = Masked::new(source, Content::Fluent, &[], masking, None).expect("can be masked");
        assert!(!masked.text.contains('$') || masking == Masking::Html, "{}", masked.text);
        assert_eq!(masked.unmask(&masked.text), Ok(source.to_owned()));
    }
}

#[test]
fn xml_marks_carry_no_attributes() {
    let masked = masked("Use **the** `tool` & [wait](x.md).", Masking::Xml);
    assert_eq!(masked.text, "Use <g1>the</g1> <k3>tool</k3> &amp; <g4>wait</g4>.");
}

#[test]
fn words_may_move_with_their_marks() {
    let masked = masked("The **policy** cycle of [module 1](a.md).", Masking::Xml);
    assert_eq!(
        masked.unmask("<g3>Modulio 1</g3> <g1>politikos</g1> ciklas."),
        Ok("[Modulio 1](a.md) **politikos** ciklas.".to_owned())
    );
}

#[test]
fn terms_that_stay_come_back_even_when_translated() {
    let source = "Try a World Café today.";
    let keep = std::iter::once(6..17).collect::<Vec<_>>();
    let masked = Masked::new(source, Content::Markdown, &keep, Masking::Xml, None).expect("can be masked");
    assert_eq!(masked.text, "Try a <k1>World Café</k1> today.");
    assert_eq!(masked.unmask("Prøv en <k1>Verdenscafé</k1> i dag."), Ok("Prøv en World Café i dag.".to_owned()));
}

#[test]
fn a_count_is_shown_so_that_words_agree_with_it() {
    let source = "{ $count } modules";
    let masked = Masked::new(source, Content::Fluent, &[], Masking::Xml, Some(5)).expect("can be masked");
    assert_eq!(masked.text, "<k1>5</k1> modules");
    assert_eq!(masked.unmask("<k1>5</k1> modułów"), Ok("{ $count } modułów".to_owned()));
}

#[test]
fn spaces_inside_emphasis_go_outside() {
    let masked = masked("A **bold** word.", Masking::Xml);
    assert_eq!(masked.unmask("Ein<g1> fettes </g1>Wort."), Ok("Ein **fettes** Wort.".to_owned()));
}

#[test]
fn damage_is_named() {
    let one = masked("Send the form to **us** by [mail](mailto:a@b.eu).", Masking::Xml);
    let cases = [
        ("Senden an <g1>uns</g1>.", Damage::Lost("[".into())),
        ("<g1>uns</g1> <g1>uns</g1> <g3>Post</g3>", Damage::Doubled("**".into())),
        ("<g1>uns <g3>Post</g1> an</g3>", Damage::Nesting("**".into())),
        ("an <g1></g1> uns <g3>Post</g3>", Damage::Emptied("**".into())),
        ("an <g1>uns</g1> <g3>Post</g3> *jetzt*", Damage::Invented),
        ("an <g1>uns</g1> <b>x</b> <g3>Post</g3>", Damage::Unreadable("<b>".into())),
        ("an <g1>uns</g1>\n<g3>Post</g3>", Damage::LineBreaks),
        ("an <g1>uns</g1> <g3>Post</g3><g7>x</g7>", Damage::Invented),
        ("  ", Damage::Lost("**".into())),
    ];
    for (answer, damage) in cases {
        assert_eq!(one.unmask(answer), Err(damage), "{answer}");
    }
}

#[test]
fn a_placeholder_carried_to_the_front_is_refused() {
    let source = "You are now reading about { $course }.";
    let masked = Masked::new(source, Content::Fluent, &[], Masking::Xml, None).expect("can be masked");
    assert_eq!(masked.unmask("<x1/> Sie lesen jetzt über."), Err(Damage::Moved("{ $course }".into())));
    assert!(masked.unmask("Sie lesen jetzt über <x1/>.").is_ok());
}

#[test]
fn a_select_expression_is_left_to_people() {
    let source = "{ $n ->\n    [one] one\n   *[other] many\n}";
    assert!(Masked::new(source, Content::Fluent, &[], Masking::Xml, None).is_none());
}

fn source() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-zé]{1,6}",
        Just("**strong words**".to_owned()),
        Just("_soft_".to_owned()),
        Just("`x_y*`".to_owned()),
        Just("[a link](page.md#part)".to_owned()),
        Just("[**both**](b.md \"t\")".to_owned()),
        Just("<https://example.org/?a=b&c>".to_owned()),
        Just("{name}".to_owned()),
        Just("<br>".to_owned()),
        Just("<kbd>Alt</kbd>".to_owned()),
        Just("&nbsp;".to_owned()),
        Just("3 < 4 & 5".to_owned()),
        Just("[^note]".to_owned()),
    ];
    proptest::collection::vec(part, 1..9).prop_map(|parts| parts.join(" "))
}

/// What engines have been seen to do: characters lost, doubled, swapped, put elsewhere, translated.
fn damaged(text: &str, edits: &[(usize, u8, usize)]) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for &(at, kind, other) in edits {
        if chars.is_empty() {
            break;
        }
        let (at, other) = (at % chars.len(), other % chars.len());
        match kind {
            0 => drop(chars.remove(at)),
            1 => chars.insert(at, chars[other]),
            2 => chars.swap(at, other),
            3 => {
                let end = (at + 1 + other % 8).min(chars.len());
                let moved: Vec<char> = chars.drain(at..end).collect();
                let place = other.min(chars.len());
                chars.splice(place..place, moved);
            }
            4 => {
                let end = (at + 1 + other % 12).min(chars.len());
                let copy: Vec<char> = chars[at..end].to_vec();
                chars.splice(at..at, copy);
            }
            _ => chars[at] = ['*', '<', '>', '_', '`', '[', '{', '\n', '&', 'ж', ' ', '/'][other % 12],
        }
    }
    chars.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]
    #[test]
    fn whatever_an_engine_does_code_is_intact_or_the_answer_refused(
        source in source(),
        edits in proptest::collection::vec((0..1000usize, 0..6u8, 0..1000usize), 0..6),
    ) {
        for masking in ALL {
            let Some(masked) = Masked::new(&source, Content::Markdown, &[], masking, None) else { continue };
            prop_assert_eq!(masked.unmask(&masked.text), Ok(source.clone()));
            if let Ok(target) = masked.unmask(&damaged(&masked.text, &edits)) {
                prop_assert!(intact(&source, &target, Content::Markdown).is_ok(), "{target}");
                for code in ["`x_y*`", "{name}", "<https://example.org/?a=b&c>", "](page.md#part)", "[^note]"] {
                    prop_assert_eq!(source.matches(code).count(), target.matches(code).count(), "{}", target);
                }
            }
        }
    }
}
