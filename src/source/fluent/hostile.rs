//! Property tests: whatever the file and whatever the translator typed.

use std::collections::HashMap;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use proptest::prelude::*;

use super::parse::{guard, parse};
use crate::language;
use crate::model::{ModuleId, Unit};
use crate::source::{self, Document, Extra, Options, Rendered, Target, Translation};

fn document(text: &str) -> Document {
    super::extract(ModuleId::new("test.ftl"), text, &Options::default())
}

fn render(text: &str, language: &str, translate: &dyn Fn(&Unit) -> Option<Translation<'static>>) -> Rendered {
    let target = Target::new(language::find(language).unwrap());
    source::render(&document(text), text, &target, translate)
}

/// The names of all entries and attributes, and the junk.
fn skeleton_of(text: &str) -> Vec<String> {
    use fluent_syntax::ast::Entry;
    let guarded = guard(text);
    let parsed = parse(&guarded.text);
    let names = |id: &str, has_value: bool, attributes: &[fluent_syntax::ast::Attribute<super::span::Span<'_>>]| {
        let attributes: Vec<&str> = attributes.iter().map(|attribute| attribute.id.name.text).collect();
        format!("{id} {has_value} {}", attributes.join(" "))
    };
    let entry = |entry: &Entry<super::span::Span<'_>>| match entry {
        Entry::Message(message) => names(message.id.name.text, message.value.is_some(), &message.attributes),
        Entry::Term(term) => names(&format!("-{}", term.id.name.text), true, &term.attributes),
        Entry::Comment(comment) | Entry::GroupComment(comment) | Entry::ResourceComment(comment) => {
            comment.content.iter().map(|line| line.text).collect()
        }
        Entry::Junk { content } => format!("junk {}", content.text),
    };
    parsed.resource.body.iter().map(entry).collect()
}

fn bundle(text: &str, language: &str) -> FluentBundle<FluentResource> {
    let resource = FluentResource::try_new(text.to_owned()).expect("the rendered file has no junk");
    let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).unwrap();
    bundle
}

fn formatted(bundle: &FluentBundle<FluentResource>, key: &str, args: &FluentArgs<'_>) -> String {
    let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
    let message = bundle.get_message(id).unwrap();
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute).unwrap().value(),
        None => message.value().unwrap(),
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
    assert_eq!(errors, vec![]);
    text
}

/// Text full of everything that means something to Fluent.
fn hostile() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("{"),
        Just("}"),
        Just("{ \"x\" }"),
        Just("{ $name }"),
        Just("{$name}"),
        Just("{ $other }"),
        Just("{ 1 }"),
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just(" "),
        Just("    "),
        Just("\t"),
        Just("\0"),
        Just("\n\n"),
        Just("."),
        Just("\n."),
        Just("*"),
        Just("["),
        Just("]"),
        Just("[one]"),
        Just("*[other]"),
        Just("->"),
        Just("{ $name ->\n"),
        Just("="),
        Just("\nkey = "),
        Just("\n.attr = "),
        Just("#"),
        Just("\n# "),
        Just("\n-term = "),
        Just("-"),
        Just("\""),
        Just("\\"),
        Just("\\u0041"),
        Just("("),
        Just(")"),
        Just("æ"),
        Just("\u{2028}"),
        Just("\u{feff}"),
        Just("a"),
        Just("word"),
        Just("{ {"),
        Just("}}"),
        Just("{ -brand(case: \"x\") }"),
        Just("{ -brand }"),
    ];
    prop::collection::vec(part, 1..12).prop_map(|parts| parts.concat())
}

/// A file in which every kind of pattern occurs.
const MODULE: &str = "\
# Note
plain = Hello, { $name } of { -brand }
block =
    First { $name }
      second { -brand }

    fourth
column =
{ $name } { -brand } x
both = Value { $name } { -brand }
    .title = Title { $name } { -brand }
    .label =
        { $name ->
            [a] Label A { -brand }
           *[b] Label B
        } behind
many = { $name ->
    [0] none { -brand }
    [one] one
   *[other] other
}
-brand = Concordia { \"{\" }
junk is kept
last = End { $name } { -brand }";

fn args<'a>() -> FluentArgs<'a> {
    let mut args = FluentArgs::new();
    args.set("name", 5);
    args
}

proptest! {
    #[test]
    fn identity_holds_for_every_text(parts in prop::collection::vec(hostile(), 0..8), text in any::<String>()) {
        for text in [parts.concat(), format!("{MODULE}{}", parts.concat()), parts.join("\nkey = "), text] {
            prop_assert_eq!(source::identity(&document(&text), &text), text);
        }
    }

    #[test]
    fn units_are_found_where_they_say(parts in prop::collection::vec(hostile(), 0..8)) {
        let text = parts.join("\nkey = ");
        let document = document(&text);
        for unit in &document.units {
            prop_assert!(text.get(unit.span.clone()).is_some());
            prop_assert_eq!(unit.line, crate::model::line_of(&text, unit.span.start));
        }
    }

    #[test]
    fn no_translation_changes_the_structure_of_the_file(typed in hostile()) {
        for module in [MODULE.to_owned(), MODULE.replace('\n', "\r\n")] {
            let rendered = render(&module, "da", &|unit| {
                let forms = if unit.plural.is_some() { 2 } else { 1 };
                Some(Translation::of_forms(vec![typed.clone(); forms]))
            });
            prop_assert_eq!(skeleton_of(&rendered.text), skeleton_of(&module), "{}", rendered.text);
        }
    }

    #[test]
    fn a_rendered_file_says_what_the_translator_typed(typed in hostile()) {
        // A placeable within a placeable shows what is innermost; the replacements below do not know that.
        prop_assume!(!typed.replace([' ', '\n', '\r'], "").contains("{{"));
        let module = MODULE.replace("junk is kept\n", "");
        let rendered = render(&module, "da", &|unit| {
            let forms = if unit.plural.is_some() { 2 } else { 1 };
            (unit.context.as_deref() != Some("-brand")).then(|| Translation::of_forms(vec![typed.clone(); forms]))
        });
        let refused: Vec<&str> = rendered.refusals.iter().map(|refusal| refusal.unit.as_str()).collect();
        let bundle = bundle(&rendered.text, "da");
        let literal = typed.replace("\r\n", "\n");
        let expected = ["{ $name }", "{$name}"].iter().fold(literal, |text, code| text.replace(code, "5"));
        let expected = ["{ -brand(case: \"x\") }", "{ -brand }"].iter().fold(expected, |text, code| text.replace(code, "Concordia {"));
        let expected = expected.replace("{ \"x\" }", "x");
        for (unit, key) in [
            ("plain", "plain"), ("block", "block"), ("column", "column"), ("both", "both"), ("both.title", "both.title"),
            ("both.label[b]", "both.label"), ("many", "many"), ("last", "last"),
        ] {
            if !refused.contains(&unit) {
                prop_assert_eq!(formatted(&bundle, key, &args()), expected.as_str(), "{}\n{}", key, &rendered.text);
            }
        }
    }

    #[test]
    fn only_placeables_that_are_foreign_or_damaged_are_refused(typed in "[a-z .*\\[\\]}\n\"\\\\]{1,20}") {
        let rendered = render(MODULE, "da", &|unit| unit.plural.is_none().then(|| Translation::single(typed.clone())));
        prop_assert_eq!(rendered.refusals, vec![]);
    }

    #[test]
    fn extras_change_nothing_but_their_own_entry(typed in hostile(), at in 0_usize..6) {
        let context = ["-brand.gender", "-brand[$case=genitive]", "many[7]", "both.label[c]", "plain[$name=x]", "both.extra"][at];
        let extras = [Extra { context: context.to_owned(), text: typed }];
        let target = Target { extras: &extras, ..Target::new(language::find("pl").unwrap()) };
        let rendered = source::render(&document(MODULE), MODULE, &target, &|_| None);
        let names = |text: &str| -> HashMap<String, ()> { skeleton_of(text).into_iter().map(|name| (name, ())).collect() };
        let (before, after) = (names(MODULE), names(&rendered.text));
        prop_assert_eq!(before.len(), after.len(), "{}", rendered.text);
        prop_assert!(before.keys().filter(|name| !after.contains_key(*name)).count() <= 1, "{}", rendered.text);
    }
}
