//! The variants and functions of a Fluent translation beside those of the English, for the rule `fluent`.

use fluent_syntax::ast;

use super::fluent::rest;
use crate::check::Hit;
use crate::language::{Category, Language};
use crate::model::Severity;

type Pattern<'a> = ast::Pattern<&'a str>;
type Variant<'a> = ast::Variant<&'a str>;

/// Reports variants that occur twice or that the English does not have, and functions that do not exist. `english` is none
/// where it cannot be read. The variants of a term are its language’s own.
pub(super) fn compare(
    english: Option<&Pattern<'_>>,
    given: &Pattern<'_>,
    form: usize,
    (is_term, language): (bool, &'static Language),
    hits: &mut Vec<Hit>,
) {
    let wanted = english.map(parts).unwrap_or_default();
    let given = parts(given);
    if !is_term {
        plurals(&wanted, &given, form, language, hits);
    }
    for (selector, variants) in &given.selects {
        if let Some(twice) = twice(variants) {
            hits.push(Hit::new(form, format!("the variant [{twice}] stands twice")).at_most(Severity::Error));
        }
        let twin = wanted.selects.iter().find(|(other, _)| other == selector);
        if let Some((_, english)) = twin.filter(|_| !is_term) {
            variants_of(english, variants, form, hits);
        }
    }
    for name in given.functions.iter().filter(|name| !BUILT_IN.contains(name) && !wanted.functions.contains(name)) {
        if english.is_some() {
            let hit = Hit::new(form, format!("the function {name} is not in the English")).at_most(Severity::Error);
            hits.push(hit.hint("names of functions are not translated"));
        }
    }
}

/// Reports plural variants of the English that the translation has lost: all of them, which is right only where its text fits
/// every number, or all but one. In Hungarian a noun behind a number has one form.
fn plurals(
    wanted: &Parts<'_, '_>,
    given: &Parts<'_, '_>,
    form: usize,
    language: &'static Language,
    hits: &mut Vec<Hit>,
) {
    for (selector, english) in &wanted.selects {
        let counted = |variants: &[Variant<'_>]| keys(variants).iter().all(is_category);
        let categories: Vec<Category> = keys(english).iter().filter_map(|key| key.parse().ok()).collect();
        // English cardinals know these two; with more, it numbers (`1st`, `2nd`), as most languages do alike for all.
        let is_cardinal = categories.iter().all(|one| matches!(one, Category::One | Category::Other));
        if !counted(english) || categories.len() < 2 || !is_cardinal || language.code == "hu" {
            continue;
        }
        let twin = given.selects.iter().find(|(other, _)| other == selector);
        match twin.map(|(_, variants)| keys(variants)).as_deref() {
            None => {
                let message = format!("the plural variants by {selector} are gone");
                let hint = "right only where the text fits every number";
                hits.push(Hit::new(form, message).hint(hint).at_most(Severity::Note));
            }
            Some([only]) if only.parse::<Category>().is_ok() => {
                // The default `other` stands for most large numbers as well.
                let is_there =
                    |needed: &Category| needed.keyword() == *only || *only == "other" && *needed == rest(language);
                for needed in language.plural.categories.iter().filter(|needed| !is_there(needed)) {
                    let hit = Hit::new(form, format!("the plural variant {needed} is missing"));
                    hits.push(hit.hint(format!("{} needs it", language.english)).at_most(Severity::Warning));
                }
            }
            Some(_) => {}
        }
    }
}

fn is_category(key: &&str) -> bool {
    key.parse::<Category>().is_ok() || key.parse::<f64>().is_ok()
}

/// Project Fluent, built-in functions; PLATFORM is Firefox’s.
pub(super) const BUILT_IN: [&str; 3] = ["NUMBER", "DATETIME", "PLATFORM"];

fn variants_of(english: &[Variant<'_>], variants: &[Variant<'_>], form: usize, hits: &mut Vec<Hit>) {
    let (wanted, given) = (keys(english), keys(variants));
    if wanted.iter().all(is_category) {
        if wanted.len() > 1 {
            for key in given.iter().filter(|key| !is_category(key)) {
                let hit = Hit::new(form, format!("[{key}] is no plural category")).at_most(Severity::Error);
                hits.push(hit.hint("the categories are zero, one, two, few, many and other"));
            }
        }
        return;
    }
    for key in given.iter().filter(|key| !wanted.contains(key)) {
        let hit = Hit::new(form, format!("the variant [{key}] is not in the English")).at_most(Severity::Error);
        hits.push(hit.hint("names of variants are not translated"));
    }
    for variant in english.iter().filter(|variant| !variant.default) {
        let key = key(variant);
        if !given.contains(&key) {
            let hit = Hit::new(form, format!("the variant [{key}] is missing")).at_most(Severity::Warning);
            hits.push(hit.hint("the default is shown in its place"));
        }
    }
}

fn key<'a>(variant: &Variant<'a>) -> &'a str {
    match variant.key {
        ast::VariantKey::Identifier { name } => name,
        ast::VariantKey::NumberLiteral { value } => value,
    }
}

fn keys<'a>(variants: &[Variant<'a>]) -> Vec<&'a str> {
    variants.iter().map(key).collect()
}

/// Returns the first key that two variants have.
pub(super) fn twice<'a>(variants: &[Variant<'a>]) -> Option<&'a str> {
    let keys = keys(variants);
    keys.iter().enumerate().find(|(at, key)| keys.iter().skip(at + 1).any(|other| other == *key)).map(|(_, key)| *key)
}

/// The select expressions of a pattern, each with what it selects by, and the functions it calls.
#[derive(Default)]
struct Parts<'p, 'a> {
    selects: Vec<(String, &'p [Variant<'a>])>,
    functions: Vec<&'a str>,
}

fn parts<'p, 'a>(pattern: &'p Pattern<'a>) -> Parts<'p, 'a> {
    let mut parts = Parts::default();
    gather(pattern, &mut parts);
    parts
}

fn gather<'p, 'a>(pattern: &'p Pattern<'a>, parts: &mut Parts<'p, 'a>) {
    for element in &pattern.elements {
        let ast::PatternElement::Placeable { expression } = element else { continue };
        match expression {
            ast::Expression::Select { selector, variants } => {
                let name = name(selector, parts);
                parts.selects.push((name, variants));
                for variant in variants {
                    gather(&variant.value, parts);
                }
            }
            ast::Expression::Inline(inline) => drop(name(inline, parts)),
        }
    }
}

/// Returns what an expression refers to; a function by its first argument, which is what plural variants choose by.
fn name<'p, 'a>(expression: &'p ast::InlineExpression<&'a str>, parts: &mut Parts<'p, 'a>) -> String {
    match expression {
        ast::InlineExpression::VariableReference { id } => format!("${}", id.name),
        ast::InlineExpression::FunctionReference { id, arguments } => {
            parts.functions.push(id.name);
            match arguments.positional.first() {
                Some(argument) => name(argument, parts),
                None => format!("{}()", id.name),
            }
        }
        ast::InlineExpression::Placeable { expression } => match expression.as_ref() {
            ast::Expression::Inline(inline) => name(inline, parts),
            ast::Expression::Select { selector, variants } => {
                let name = name(selector, parts);
                parts.selects.push((name.clone(), variants));
                name
            }
        },
        ast::InlineExpression::TermReference { id, .. } => format!("-{}", id.name),
        ast::InlineExpression::MessageReference { id, .. } => id.name.to_owned(),
        ast::InlineExpression::StringLiteral { .. } | ast::InlineExpression::NumberLiteral { .. } => String::new(),
    }
}
