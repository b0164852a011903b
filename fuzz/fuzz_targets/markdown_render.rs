//! Any page and any translation, separated by a zero byte: rendering never panics, and the page keeps its blocks, its
//! code and its destinations.
#![no_main]

use concordia::language;
use concordia::model::{Format, ModuleId};
use concordia::source::{Options, Target, Translation, extract, render};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    let Some((page, typed)) = data.split_once('\0') else { return };
    // Whether such lines are comments is asked of the English page, and a translation may look like a role of MyST.
    if page.lines().any(|line| line.trim_start_matches([' ', '\t', '>']).starts_with("% ")) {
        return;
    }
    let Some(polish) = language::find("pl") else { return };
    let document = extract(ModuleId::new("x.md"), Format::Markdown, page, &Options::default());
    let target = Target::new(polish);
    let rendered = render(&document, page, &target, &|_| Some(Translation::single(typed)));
    let again = extract(ModuleId::new("x.md"), Format::Markdown, &rendered.text, &Options::default());
    let code = |text: &str, document: &concordia::source::Document| -> Vec<String> {
        let code = document.opaque.iter().filter(|opaque| opaque.reason == "code block");
        code.map(|opaque| text[opaque.span.clone()].to_owned()).collect()
    };
    assert_eq!(code(page, &document), code(&rendered.text, &again), "{}", rendered.text);
    let untouched = render(&document, page, &target, &|unit| Some(Translation::single(unit.source.clone())));
    assert_eq!(untouched.text, page);
    assert!(untouched.refusals.is_empty());
});
