//! Extraction, identity and rendering of Fluent: `cargo bench --bench fluent`, or with files to read instead of the
//! course platform's interface. Ratios within one run count, seconds do not: the bare parser is the unit.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

use std::hint::black_box;
use std::time::Instant;

use concordia::language::{OFFICIAL, find};
use concordia::model::{Format, ModuleId, Unit};
use concordia::source::{self, Document, Options, Target, Translation};

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let texts: Vec<String> = if files.is_empty() {
        vec![std::fs::read_to_string("source-en/platform.ftl").expect("the platform's interface"); 50]
    } else {
        files.iter().filter_map(|file| std::fs::read_to_string(file).ok()).collect()
    };
    let bytes: usize = texts.iter().map(String::len).sum();
    let extract = |text: &String| source::extract(ModuleId::new("x.ftl"), Format::Fluent, text, &Options::default());
    let documents: Vec<Document> = texts.iter().map(extract).collect();
    let units: usize = documents.iter().map(|document| document.units.len()).sum();
    println!("{} files, {bytes} bytes, {units} units", texts.len());

    let bare = time("bare parser", bytes, None, || {
        texts.iter().for_each(|text| drop(black_box(fluent_syntax::parser::parse(text.as_str()))));
    });
    time("extract", bytes, Some(bare), || texts.iter().for_each(|text| drop(black_box(extract(text)))));
    time("identity", bytes, Some(bare), || {
        documents.iter().zip(&texts).for_each(|(document, text)| drop(black_box(source::identity(document, text))));
    });
    let polish = find("pl").expect("an official language");
    let translate = |unit: &Unit| {
        let count = if unit.plural.is_some() { polish.plural.categories.len() } else { 1 };
        Some(Translation::of_forms(vec![unit.source.clone(); count]))
    };
    time("render", bytes, Some(bare), || {
        for (document, text) in documents.iter().zip(&texts) {
            black_box(source::render(document, text, &Target::new(polish), &translate));
        }
    });
    time("render, nothing translated, 24 languages", bytes * OFFICIAL.len(), None, || {
        for (document, text) in documents.iter().zip(&texts) {
            for language in &OFFICIAL {
                black_box(source::render(document, text, &Target::new(language), &|_| None));
            }
        }
    });
}

/// Prints the best of seven runs, and returns its seconds.
fn time(name: &str, bytes: usize, unit: Option<f64>, work: impl Fn()) -> f64 {
    let run = || {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    };
    let best = (0..7).map(|_| run()).fold(f64::INFINITY, f64::min);
    let ratio = unit.map_or(String::new(), |unit| format!(", {:.2} × the bare parser", best / unit));
    println!("{name}: {:.1} ms, {:.0} MB/s{ratio}", best * 1e3, bytes as f64 / best / 1e6);
    best
}
