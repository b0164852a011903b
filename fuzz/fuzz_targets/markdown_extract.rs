//! Any text: extraction never panics, units stand where they say and in order, identity is exact.
#![no_main]

use concordia::model::{Format, ModuleId, line_of};
use concordia::source::{Options, extract, identity};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: (bool, &str)| {
    let (mdx, text) = data;
    let options = Options { front_matter: ["title", "a", "b.c"].map(str::to_owned).to_vec(), mdx: false };
    let name = if mdx { "x.mdx" } else { "x.md" };
    let document = extract(ModuleId::new(name), Format::Markdown, text, &options);
    assert_eq!(identity(&document, text), text);
    let mut end = 0;
    for unit in &document.units {
        assert!(unit.span.start >= end && unit.span.end >= unit.span.start);
        assert!(text.get(unit.span.clone()).is_some());
        assert_eq!(unit.line, line_of(text, unit.span.start));
        assert!(!unit.source.is_empty());
        end = unit.span.end;
    }
    for opaque in &document.opaque {
        assert!(text.get(opaque.span.clone()).is_some());
    }
});
