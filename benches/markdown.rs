//! Markdown: extraction and rendering beside a bare parse of the same bytes, as ratios in one run.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use concordia::language;
use concordia::model::{Format, ModuleId};
use concordia::source::{self, Options, Target, Translation};

fn main() {
    divan::main();
}

/// A page of some 40 KiB with everything that modules hold.
fn page() -> String {
    let page = include_str!("../tests/fixtures/markdown/page.md");
    let body = page.splitn(3, "---\n").nth(2).unwrap_or(page);
    let head = page.get(..page.len() - body.len()).unwrap_or_default();
    let mut out = head.to_owned();
    for number in 0..25 {
        out.push_str(&body.replace("steps", &format!("steps {number}")).replace("[^1]", &format!("[^{number}]")));
    }
    out
}

fn options() -> pulldown_cmark::Options {
    use pulldown_cmark::Options;
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

#[divan::bench]
fn bare_parse(bencher: divan::Bencher<'_, '_>) {
    let page = page();
    bencher.bench(|| pulldown_cmark::Parser::new_ext(&page, options()).into_offset_iter().count());
}

#[divan::bench]
fn extract(bencher: divan::Bencher<'_, '_>) {
    let page = page();
    let fields = Options { front_matter: vec!["title".into(), "description".into()], mdx: false };
    bencher.bench(|| source::extract(ModuleId::new("page.md"), Format::Markdown, &page, &fields).units.len());
}

#[divan::bench]
fn identity(bencher: divan::Bencher<'_, '_>) {
    let page = page();
    let document = source::extract(ModuleId::new("page.md"), Format::Markdown, &page, &Options::default());
    bencher.bench(|| source::identity(&document, &page).len());
}

#[divan::bench]
fn render(bencher: divan::Bencher<'_, '_>) {
    let page = page();
    let document = source::extract(ModuleId::new("page.md"), Format::Markdown, &page, &Options::default());
    let target = Target::new(language::find("pl").unwrap());
    let pseudo: Vec<String> = document.units.iter().map(|unit| source::pseudo(&unit.source)).collect();
    bencher.bench(|| {
        let next = std::cell::Cell::new(0);
        let translate = |_: &concordia::model::Unit| {
            next.set(next.get() + 1);
            pseudo.get(next.get() - 1).map(|text| Translation::single(text.clone()))
        };
        let rendered = source::render(&document, &page, &target, &translate);
        assert!(rendered.refusals.is_empty());
        rendered.text.len()
    });
}
