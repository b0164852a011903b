//! The table of English edit pairs, and single cases.

use super::*;

fn class(old: &str, new: &str) -> ChangeClass {
    classify(Text::plain(old), Text::plain(new)).class
}

/// The pairs as (class, old, new, line number).
fn table() -> Vec<(ChangeClass, String, String, usize)> {
    let text = include_str!("../../../tests/data/changes.tsv");
    let rows = text.lines().zip(1..).filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
    rows.map(|(line, number)| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [word, old, new] = *cells else { panic!("line {number}: expected three cells: {line}") };
        let class = ChangeClass::ALL.into_iter().find(|class| class.word() == word);
        let plain = |cell: &str| cell.replace("\\n", "\n").replace("\\t", "\t");
        (class.unwrap_or_else(|| panic!("line {number}: {word}")), plain(old), plain(new), number)
    })
    .collect()
}

#[test]
fn no_change_of_meaning_is_ever_called_harmless() {
    let wrong: Vec<String> = table()
        .into_iter()
        .filter(|(expected, old, new, _)| {
            *expected == ChangeClass::Meaning
                && (class(old, new) != ChangeClass::Meaning || class(new, old) != ChangeClass::Meaning)
        })
        .map(|(_, old, new, line)| format!("line {line}: {} for {old:?} → {new:?}", class(&old, &new)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_other_classes_are_mostly_right_and_never_too_mild() {
    let rows = table();
    assert!(rows.len() >= 200, "{} pairs", rows.len());
    let (mut right, mut total) = (0, 0);
    for (expected, old, new, line) in rows {
        let found = class(&old, &new);
        total += 1;
        right += usize::from(found == expected);
        if found != expected {
            println!(
                "line {line}: expected {expected}, found {found}: {old:?} → {new:?} {:?}",
                classify(Text::plain(&old), Text::plain(&new)).tokens
            );
        }
        assert!(found >= expected, "line {line}: {found} is milder than {expected}");
    }
    println!("{right} of {total} right");
    assert!(right * 100 >= total * 90, "{right} of {total}");
}

#[test]
fn the_deciding_words_are_named() {
    let tokens = |old: &str, new: &str| classify(Text::plain(old), Text::plain(new)).tokens;
    assert_eq!(tokens("Participants must register.", "Participants must not register."), ["negation: – → not"]);
    assert_eq!(tokens("within four weeks", "within six weeks"), ["number: four → six"]);
    assert_eq!(tokens("You may leave.", "You must leave."), ["modal verb: may → must"]);
    assert_eq!(tokens("See [here](a.md).", "See [here](b.md)."), ["link target: (a.md) → (b.md)"]);
    assert_eq!(tokens("We recieve it.", "We receive it."), ["recieve → receive"]);
    assert_eq!(tokens("It costs €20.", "It costs €25."), ["amount: €20 → €25"]);
    assert!(tokens("A  b", "A b").is_empty());
}

#[test]
fn only_the_first_word_may_gain_a_capital() {
    for (old, new) in
        [("Teams", "teams"), ("Contact: Oliver", "Contact: oliver"), ("Polish members vote", "polish members vote")]
    {
        assert_eq!(class(old, new), ChangeClass::Meaning, "{old}");
        assert_eq!(class(new, old), ChangeClass::Punctuation, "{new}");
    }
}

#[test]
fn a_word_that_becomes_unknown_is_no_typo() {
    for (old, new) in [("We receive it.", "We recieve it."), ("The committee meets.", "The comittee meets.")] {
        assert_eq!(class(old, new), ChangeClass::Meaning, "{old}");
        assert_eq!(class(new, old), ChangeClass::Typo, "{new}");
    }
}

#[test]
fn a_plural_is_compared_too() {
    let text = |plural| Text { plural: Some(plural), ..Text::plain("one file") };
    assert_eq!(classify(text("{n} files"), text("{n} files.")).class, ChangeClass::Punctuation);
    assert_eq!(classify(text("{n} files"), text("{m} files")).class, ChangeClass::Meaning);
}

#[test]
fn a_glance_never_sees_more_than_a_full_comparison() {
    let mut seen = 0;
    for (_, old, new, line) in table() {
        if is_beyond_typo(&old, &new) {
            seen += 1;
            assert!(class(&old, &new) >= ChangeClass::Wording, "line {line}: {old:?} → {new:?}");
        }
    }
    assert!(seen >= 50, "{seen} pairs");
}

proptest::proptest! {
    #[test]
    fn a_glance_at_edited_words_agrees_with_a_full_comparison(
        words in proptest::collection::vec("[a-z]{1,6}|[A-Z][a-z]{2}|recieve|teh|colour|center|a_b|a\\.eu|5'|\\[a b|`a b`|\\[a\\]|\\(b c\\)|[.,:-]|\\{ x \\}|\\* a|<a b>", 1..8),
        at in 0..8_usize,
        other in proptest::collection::vec("[a-z]{1,6}|[a-z] [a-z]{2}|[.,]|the|receive|color|centre|[Tt]eams", 0..3),
    ) {
        let old = words.join(" ");
        let mut words = words;
        let at = at.min(words.len() - 1);
        words.splice(at..=at, other);
        let new = words.join(" ");
        if is_beyond_typo(&old, &new) {
            proptest::prop_assert!(class(&old, &new) >= ChangeClass::Wording, "{:?} → {:?}", old, new);
        }
    }
}
