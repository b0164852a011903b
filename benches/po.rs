//! Reading and rebuilding one large catalogue.
//!
//! `CONCORDIA_BENCH_PO=FILE cargo bench --bench po` measures a file of yours; without it, a catalogue of 20,000 entries
//! is made up. `benches/peers.sh` runs GNU gettext beside it.

#![allow(missing_docs, clippy::unwrap_used)]

use concordia::po::{Catalogue, Slot};
use divan::Bencher;
use divan::counter::BytesCount;

fn main() {
    divan::main();
}

fn file() -> Vec<u8> {
    if let Some(path) = std::env::var_os("CONCORDIA_BENCH_PO") {
        return std::fs::read(path).unwrap();
    }
    let mut text = "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n".to_owned();
    for n in 0..20_000 {
        let flag = if n % 12 == 0 { "#, fuzzy\n#| msgid \"The learner may read the page.\"\n" } else { "" };
        text.push_str(&format!(
            "\n#. type: paragraph\n{flag}msgid \"The learner must read page {n} of the handbook before the course.\"\n\
             msgstr \"Kursisten skal læse side {n} i håndbogen før kurset.\"\n"
        ));
    }
    text.into_bytes()
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let bytes = file();
    bencher
        .counter(BytesCount::of_slice(&bytes))
        .with_inputs(|| bytes.clone())
        .bench_values(|bytes| Catalogue::parse(bytes).unwrap());
}

#[divan::bench]
fn count_states(bencher: Bencher<'_, '_>) {
    let catalogue = Catalogue::parse(file()).unwrap();
    bencher.bench(|| {
        catalogue.entries().fold((0, 0, 0), |(translated, fuzzy, missing), entry| {
            match (entry.is_obsolete(), entry.is_translated(), entry.is_fuzzy()) {
                (true, ..) => (translated, fuzzy, missing),
                (false, false, _) => (translated, fuzzy, missing + 1),
                (false, true, true) => (translated, fuzzy + 1, missing),
                (false, true, false) => (translated + 1, fuzzy, missing),
            }
        })
    });
}

#[divan::bench]
fn rebuild_with_one_edit(bencher: Bencher<'_, '_>) {
    let catalogue = Catalogue::parse(file()).unwrap();
    let mut slots: Vec<Slot> = (0..catalogue.len()).map(Slot::Keep).collect();
    slots[7] = Slot::Put(catalogue.entry(7).unwrap().to_message());
    bencher.counter(BytesCount::of_slice(catalogue.bytes())).bench(|| catalogue.rebuild(&slots));
}

#[divan::bench]
fn rewrite_every_entry(bencher: Bencher<'_, '_>) {
    let catalogue = Catalogue::parse(file()).unwrap();
    bencher.counter(BytesCount::of_slice(catalogue.bytes())).bench(|| {
        let slots: Vec<Slot> = catalogue.entries().map(|entry| Slot::Put(entry.to_message())).collect();
        catalogue.rebuild(&slots)
    });
}
