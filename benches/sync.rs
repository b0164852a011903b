//! How the cost of following English edits grows: 5,000 and 50,000 units, one in twenty edited.

#![allow(missing_docs, clippy::unwrap_used)]

use concordia::sync::{Text, align, classify};

fn main() {
    divan::main();
}

/// Sentences of eleven words, no two alike.
fn sentences(count: u32) -> Vec<String> {
    let words = ["panel", "budget", "council", "workshop", "letter", "poster", "survey", "table", "forum", "report"];
    let word = |number: u32| words.get(number as usize % words.len()).copied().unwrap_or("");
    (0..count)
        .map(|n| {
            let hash = n.wrapping_mul(2_654_435_761) >> 8;
            format!(
                "The {} number {n} of the {} follows the {} {hash} this time.",
                word(hash),
                word(hash / 10),
                word(hash / 100)
            )
        })
        .collect()
}

fn edited(old: &[String]) -> Vec<String> {
    let edit = |(index, text): (usize, &String)| match index % 20 {
        7 => text.replace("follows", "must not follow"),
        _ => text.clone(),
    };
    old.iter().enumerate().filter(|(index, _)| index % 100 != 3).map(edit).collect()
}

#[divan::bench(args = [5_000, 50_000], sample_count = 5)]
fn align_one_in_twenty_edited(bencher: divan::Bencher<'_, '_>, count: u32) {
    let old = sentences(count);
    let new = edited(&old);
    let old: Vec<Text<'_>> = old.iter().map(|text| Text::plain(text)).collect();
    let new: Vec<Text<'_>> = new.iter().map(|text| Text::plain(text)).collect();
    bencher.bench_local(|| align(&old, &new, false));
}

#[divan::bench]
fn classify_one_edit() -> concordia::model::Change {
    classify(
        Text::plain("Participants must register online before the first workshop of the year."),
        Text::plain("Participants must not register online before the first workshop of the year."),
    )
}
