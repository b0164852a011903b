//! `source-fluent`: English Fluent messages refer to what is there.

use std::collections::BTreeSet;
use std::ops::Range;

use fluent_syntax::{ast, parser};

use super::SourceModule;
use super::place::hit_at;
use super::spelling::is_near;
use crate::check::fluent_nesting::is_too_deep;
use crate::check::rules::fluent_select::{BUILT_IN, twice};
use crate::check::{Content, Example, Hit, Rule, Run, Settings};
use crate::model::{Format, Severity};

pub(in crate::check) static RULE: Rule = Rule {
    id: "source-fluent",
    severity: Severity::Error,
    summary: "an English Fluent message refers to a message, term or attribute that is not there, or has a variant twice",
    why: "Fluent shows `{nosuch}` in its place, in 24 languages. Looked for are the messages, terms and attributes of all \
          Fluent modules of the project. A function that Fluent does not have may be the program's own: it is a warning where it \
          looks like a slip for one of Fluent's (`NUMBR`), else nothing.",
    bad: Example { language: "en", content: Content::Fluent, source: "Ask the { help-desck }.", target: "" },
    good: Example { language: "en", content: Content::Fluent, source: "Ask the { help-desk }.", target: "" },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Source(run),
};

fn run(modules: &[SourceModule<'_>], _settings: &Settings) -> Vec<(usize, usize, Hit)> {
    let is_fluent = |module: &SourceModule<'_>| Format::of_path(module.module.as_str()) == Some(Format::Fluent);
    let fluent = || modules.iter().enumerate().filter(|(_, module)| is_fluent(module));
    let known: BTreeSet<String> = fluent().flat_map(|(_, module)| keys(module.text)).collect();
    let mut hits = Vec::new();
    for (at, module) in fluent() {
        for entry in entries(module.text) {
            let Some(text) = module.text.get(entry.clone()).filter(|text| !is_too_deep(text)) else { continue };
            let resource = parser::parse_runtime(text).unwrap_or_else(|(resource, _)| resource);
            let mut found = Vec::new();
            let mut look = Look { known: &known, text, found: &mut found };
            resource.body.iter().for_each(|entry| look.entry(entry));
            for Problem { at: place, shown, message, severity } in found {
                let span = entry.start + place.start..entry.start + place.end;
                let (unit, hit) = hit_at(module, &span, shown, message);
                hits.push((at, unit, hit.at_most(severity)));
            }
        }
    }
    hits
}

/// Returns the bytes of the entries: a message or term begins at the start of a line and ends before the next.
fn entries(text: &str) -> Vec<Range<usize>> {
    let mut entries: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match entries.last_mut() {
            _ if key(line).is_some() => entries.push(at..end),
            Some(last) if last.end == at && !line.starts_with('#') => last.end = end,
            Some(_) | None => {}
        }
        at = end;
    }
    entries
}

/// Returns the key of a line that begins a message or a term, the term's with its hyphen.
fn key(line: &str) -> Option<&str> {
    let (name, _) = line.trim_start_matches('\u{feff}').split_once('=')?;
    let name = name.trim_end_matches(' ');
    is_identifier(name.strip_prefix('-').unwrap_or(name)).then_some(name)
}

fn is_identifier(name: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.bytes().all(is_part)
}

/// Returns all keys of a file, and `key.attribute` for each attribute.
fn keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut owner = "";
    for line in text.lines() {
        if let Some(name) = key(line) {
            owner = name;
            keys.push(name.to_owned());
        } else if let Some((name, _)) = line.trim_start().strip_prefix('.').and_then(|rest| rest.split_once('='))
            && is_identifier(name.trim_end_matches(' '))
        {
            keys.push(format!("{owner}.{}", name.trim_end_matches(' ')));
        }
    }
    keys
}

/// What is wrong, at bytes of the entry.
struct Problem<'a> {
    at: Range<usize>,
    shown: &'a str,
    message: String,
    severity: Severity,
}

/// One pass over an entry.
struct Look<'a, 'f> {
    known: &'a BTreeSet<String>,
    text: &'a str,
    found: &'f mut Vec<Problem<'a>>,
}

impl<'a> Look<'a, '_> {
    fn entry(&mut self, entry: &ast::Entry<&'a str>) {
        let (value, attributes) = match entry {
            ast::Entry::Message(message) => (message.value.as_ref(), &message.attributes),
            ast::Entry::Term(term) => (Some(&term.value), &term.attributes),
            ast::Entry::Comment(_)
            | ast::Entry::GroupComment(_)
            | ast::Entry::ResourceComment(_)
            | ast::Entry::Junk { .. } => return,
        };
        value
            .into_iter()
            .chain(attributes.iter().map(|attribute| &attribute.value))
            .for_each(|value| self.pattern(value));
    }

    fn pattern(&mut self, pattern: &ast::Pattern<&'a str>) {
        for element in &pattern.elements {
            if let ast::PatternElement::Placeable { expression } = element {
                self.expression(expression);
            }
        }
    }

    fn expression(&mut self, expression: &ast::Expression<&'a str>) {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline),
            ast::Expression::Select { selector, variants } => {
                self.inline(selector);
                if let Some(key) = twice(variants) {
                    self.add(key, format!("the variant [{key}] stands twice"), Severity::Error);
                }
                variants.iter().for_each(|variant| self.pattern(&variant.value));
            }
        }
    }

    fn inline(&mut self, inline: &ast::InlineExpression<&'a str>) {
        match inline {
            ast::InlineExpression::MessageReference { id, attribute } => {
                self.reference("message", id.name, id.name.to_owned(), attribute.as_ref());
            }
            ast::InlineExpression::TermReference { id, attribute, arguments } => {
                self.reference("term", id.name, format!("-{}", id.name), attribute.as_ref());
                arguments.iter().for_each(|arguments| self.arguments(arguments));
            }
            ast::InlineExpression::FunctionReference { id, arguments } => {
                if let Some(own) = BUILT_IN.iter().find(|own| **own != id.name && is_near(id.name, own)) {
                    self.add(id.name, format!("there is no function {}: {own}?", id.name), Severity::Warning);
                }
                self.arguments(arguments);
            }
            ast::InlineExpression::Placeable { expression } => self.expression(expression),
            ast::InlineExpression::VariableReference { .. }
            | ast::InlineExpression::StringLiteral { .. }
            | ast::InlineExpression::NumberLiteral { .. } => {}
        }
    }

    fn arguments(&mut self, arguments: &ast::CallArguments<&'a str>) {
        arguments.positional.iter().for_each(|argument| self.inline(argument));
        arguments.named.iter().for_each(|argument| self.inline(&argument.value));
    }

    fn reference(&mut self, what: &str, name: &'a str, key: String, attribute: Option<&ast::Identifier<&'a str>>) {
        if !self.known.contains(&key) {
            self.add(name, format!("there is no {what} {key}"), Severity::Error);
        } else if let Some(attribute) = attribute.filter(|one| !self.known.contains(&format!("{key}.{}", one.name))) {
            self.add(attribute.name, format!("{key} has no attribute {}", attribute.name), Severity::Error);
        }
    }

    fn add(&mut self, shown: &'a str, message: String, severity: Severity) {
        let start = (shown.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        self.found.push(Problem { at: start..start + shown.len(), shown, message, severity });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_entries_are_found() {
        let text = "# a\na = x\n    y = z\n    .b = c\n-t = d\n\nc={ a }\n";
        assert_eq!(keys(text), ["a", "a.b", "-t", "c"]);
        let shown: Vec<&str> = entries(text).into_iter().map(|entry| &text[entry]).collect();
        assert_eq!(shown, ["a = x\n    y = z\n    .b = c\n", "-t = d\n\n", "c={ a }\n"]);
    }
}
