//! The reference fixtures of Fluent Syntax 1.0: each file parses as the reference parser's tree says, and round trips.

use fluent_syntax::ast::{
    Attribute, CallArguments, Comment, Entry, Expression, Identifier, InlineExpression, Pattern, PatternElement,
    Variant, VariantKey,
};
use serde_json::{Value, json};

use super::extract::value_offset;
use super::parse::parse;
use super::pattern::{FragmentKind, Layout, fragment_text, variant_start};
use super::span::Span;
use crate::model::ModuleId;
use crate::source::Options;

fn fixtures() -> Vec<(String, String, Value)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fluent");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap();
            let tree = serde_json::from_str(&std::fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
            found.push((name, text, tree));
        }
    }
    found
}

#[test]
fn every_fixture_parses_as_the_reference_tree_says() {
    let fixtures = fixtures();
    assert_eq!(fixtures.len(), 39);
    let mut differing = Vec::new();
    for (name, text, reference) in &fixtures {
        let ours = Tree { text }.resource();
        let reference = without_annotations(reference);
        if ours != reference["body"] {
            differing.push(name.as_str());
            let (ours, reference) = (ours.as_array().unwrap(), reference["body"].as_array().unwrap());
            for (ours, reference) in ours.iter().zip(reference).filter(|(ours, reference)| ours != reference) {
                println!("{name}\n  ours      {ours}\n  reference {reference}");
            }
        }
    }
    assert_eq!(differing, Vec::<&str>::new());
}

#[test]
fn every_fixture_round_trips_exactly() {
    for (name, text, _) in fixtures() {
        for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            let document = super::extract(ModuleId::new(name.as_str()), &text, &Options::default());
            assert_eq!(crate::source::identity(&document, &text), text, "{name}");
        }
    }
}

/// Junk annotations differ between implementations by design.
fn without_annotations(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| *name != "annotations")
            .map(|(name, value)| (name.clone(), without_annotations(value)))
            .collect(),
        Value::Array(items) => items.iter().map(without_annotations).collect(),
        other => other.clone(),
    }
}

/// Writes our reading of a file in the reference parser's notation.
struct Tree<'t> {
    text: &'t str,
}

impl Tree<'_> {
    fn resource(&self) -> Value {
        parse(self.text).resource.body.iter().map(|entry| self.entry(entry)).collect()
    }

    fn entry(&self, entry: &Entry<Span<'_>>) -> Value {
        match entry {
            Entry::Message(message) => json!({
                "type": "Message", "id": name(&message.id),
                "value": message.value.as_ref().map(|value| self.pattern(value, value_offset(self.text, &message.id))),
                "attributes": self.attributes(&message.attributes),
                "comment": message.comment.as_ref().map(|content| comment("Comment", content)),
            }),
            Entry::Term(term) => json!({
                "type": "Term", "id": name(&term.id),
                "value": self.pattern(&term.value, value_offset(self.text, &term.id)),
                "attributes": self.attributes(&term.attributes),
                "comment": term.comment.as_ref().map(|content| comment("Comment", content)),
            }),
            Entry::Comment(content) => comment("Comment", content),
            Entry::GroupComment(content) => comment("GroupComment", content),
            Entry::ResourceComment(content) => comment("ResourceComment", content),
            Entry::Junk { content } => json!({"type": "Junk", "content": content.text}),
        }
    }

    fn attributes(&self, attributes: &[Attribute<Span<'_>>]) -> Value {
        let attribute = |attribute: &Attribute<Span<'_>>| {
            let value = self.pattern(&attribute.value, value_offset(self.text, &attribute.id));
            json!({"type": "Attribute", "id": name(&attribute.id), "value": value})
        };
        attributes.iter().map(attribute).collect()
    }

    fn pattern(&self, pattern: &Pattern<Span<'_>>, start: usize) -> Value {
        let layout = Layout::of(self.text, pattern, start);
        let mut expressions = pattern.elements.iter().filter_map(|element| match element {
            PatternElement::Placeable { expression } => Some(expression),
            PatternElement::TextElement { .. } => None,
        });
        let mut elements: Vec<Value> = Vec::new();
        let mut run = String::new();
        let flush = |run: &mut String, elements: &mut Vec<Value>| {
            if !run.is_empty() {
                elements.push(json!({"type": "TextElement", "value": std::mem::take(run)}));
            }
        };
        for fragment in &layout.fragments {
            if fragment.kind == FragmentKind::Code {
                flush(&mut run, &mut elements);
                let raw = &self.text[fragment.span.clone()];
                assert!(raw.starts_with('{') && raw.ends_with('}'), "{raw}");
                let expression = self.expression(expressions.next().unwrap());
                elements.push(json!({"type": "Placeable", "expression": expression}));
            } else {
                run.push_str(&fragment_text(self.text, fragment));
            }
        }
        flush(&mut run, &mut elements);
        json!({"type": "Pattern", "elements": elements})
    }

    fn expression(&self, expression: &Expression<Span<'_>>) -> Value {
        match expression {
            Expression::Inline(inline) => self.inline(inline),
            Expression::Select { selector, variants } => json!({
                "type": "SelectExpression", "selector": self.inline(selector),
                "variants": variants.iter().map(|variant| self.variant(variant)).collect::<Vec<_>>(),
            }),
        }
    }

    fn variant(&self, variant: &Variant<Span<'_>>) -> Value {
        let key = match &variant.key {
            VariantKey::Identifier { name } => json!({"type": "Identifier", "name": name.text}),
            VariantKey::NumberLiteral { value } => json!({"type": "NumberLiteral", "value": value.text}),
        };
        let value = self.pattern(&variant.value, variant_start(self.text, variant));
        json!({"type": "Variant", "key": key, "value": value, "default": variant.default})
    }

    fn inline(&self, inline: &InlineExpression<Span<'_>>) -> Value {
        match inline {
            InlineExpression::StringLiteral { value } => json!({"type": "StringLiteral", "value": value.text}),
            InlineExpression::NumberLiteral { value } => json!({"type": "NumberLiteral", "value": value.text}),
            InlineExpression::FunctionReference { id, arguments } => {
                json!({"type": "FunctionReference", "id": name(id), "arguments": self.arguments(arguments)})
            }
            InlineExpression::MessageReference { id, attribute } => {
                json!({"type": "MessageReference", "id": name(id), "attribute": attribute.as_ref().map(name)})
            }
            InlineExpression::TermReference { id, attribute, arguments } => json!({
                "type": "TermReference", "id": name(id), "attribute": attribute.as_ref().map(name),
                "arguments": arguments.as_ref().map(|arguments| self.arguments(arguments)),
            }),
            InlineExpression::VariableReference { id } => json!({"type": "VariableReference", "id": name(id)}),
            InlineExpression::Placeable { expression } => {
                json!({"type": "Placeable", "expression": self.expression(expression)})
            }
        }
    }

    fn arguments(&self, arguments: &CallArguments<Span<'_>>) -> Value {
        let named: Vec<Value> = arguments
            .named
            .iter()
            .map(|argument| {
                json!({"type": "NamedArgument", "name": name(&argument.name), "value": self.inline(&argument.value)})
            })
            .collect();
        let positional: Vec<Value> = arguments.positional.iter().map(|argument| self.inline(argument)).collect();
        json!({"type": "CallArguments", "positional": positional, "named": named})
    }
}

fn name(id: &Identifier<Span<'_>>) -> Value {
    json!({"type": "Identifier", "name": id.name.text})
}

fn comment(kind: &str, comment: &Comment<Span<'_>>) -> Value {
    let lines: Vec<&str> = comment.content.iter().map(|line| line.text).collect();
    json!({"type": kind, "content": lines.join("\n")})
}
