//! Any term in any text: finding never panics, and every span is a piece of the text.
#![no_main]

use concordia::glossary::{Matcher, Term};
use concordia::language::OFFICIAL;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &str, &str)| {
    let (number, term, text) = input;
    let language = &OFFICIAL[usize::from(number) % OFFICIAL.len()];
    for hit in Matcher::for_term(&Term::new(term), language).find(text) {
        assert!(text.get(hit.span).is_some_and(|found| !found.is_empty()));
    }
});
