//! Any text: extraction never panics, every unit stands where it says, identity is exact, reading back never panics.
#![no_main]

use concordia::language::find;
use concordia::model::{Format, ModuleId, line_of};
use concordia::source::{Options, extract, fluent, identity};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let document = extract(ModuleId::new("x.ftl"), Format::Fluent, text, &Options::default());
    assert_eq!(identity(&document, text), text);
    for unit in &document.units {
        assert!(text.get(unit.span.clone()).is_some_and(|own| !own.is_empty()));
        assert_eq!(unit.line, line_of(text, unit.span.start));
        assert!(unit.context.is_some());
    }
    for opaque in &document.opaque {
        assert!(text.get(opaque.span.clone()).is_some());
    }
    let back = fluent::read_target(&document, text, find("pl").expect("official"));
    for entry in &back.entries {
        assert!(!entry.forms.is_empty() && !entry.is_extra);
    }
});
