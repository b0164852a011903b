//! Finding terms: the cost per text for termbases of 1,000 and 10,000 terms.
#![allow(missing_docs, clippy::unwrap_used)]

use concordia::glossary::{Matcher, Term, Termbase};
use concordia::language;

fn main() {
    divan::main();
}

/// Makes up a termbase of two-word terms in one language.
fn termbase(code: &str, terms: usize) -> Termbase {
    const HEADS: [&str; 10] =
        ["panel", "budżet", "proces", "mandat", "raport", "forum", "zespół", "plan", "system", "projekt"];
    const ENDS: [&str; 10] = ["owy", "ny", "ski", "alny", "yczny", "iczny", "acki", "owski", "ijny", "ualny"];
    let mut base = Termbase::default();
    for number in 0..terms {
        let letters: String =
            format!("{number:05}").bytes().map(|digit| char::from(b'a' + (digit - b'0') * 2)).collect();
        let text = format!("{} {letters}{}", HEADS[number % 10], ENDS[number / 10 % 10]);
        base.concept_mut(&number.to_string()).section_mut(code).terms.push(Term::new(text));
    }
    base
}

const TEXT: &str = "Na posiedzeniu panelu obywatelskiego uczestnicy omówili budżet partycypacyjny, raporty końcowe oraz \
    plany działań, które samorząd przedstawi mieszkańcom w przyszłym roku podczas kolejnego procesu konsultacyjnego.";

#[divan::bench(args = [1_000, 10_000])]
fn find(bencher: divan::Bencher<'_, '_>, terms: usize) {
    let matcher = Matcher::new(&termbase("pl", terms), language::find("pl").unwrap());
    bencher.bench(|| matcher.find(divan::black_box(TEXT)));
}

#[divan::bench(args = [1_000, 10_000])]
fn prepare(bencher: divan::Bencher<'_, '_>, terms: usize) {
    let base = termbase("pl", terms);
    let language = language::find("pl").unwrap();
    bencher.bench(|| Matcher::new(divan::black_box(&base), language));
}
