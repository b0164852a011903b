//! `fluent`: the translation is a valid Fluent pattern whose variants fit the language.

use fluent_syntax::{ast, parser};

use super::{fluent_options, fluent_select};
use crate::check::context::Case;
use crate::check::fluent_nesting::is_too_deep;
use crate::check::{Content, Example, Hit, Piece, PieceKind, Rule, Run, Text, Traits};
use crate::language::{Category, Language};
use crate::model::{Severity, UnitKind};
use crate::source;

pub(super) static RULE: Rule = Rule {
    id: "fluent",
    severity: Severity::Critical,
    summary: "a Fluent pattern cannot be read, its variants do not fit the language or the English, or it calls what is not there",
    why: "A pattern that cannot be read falls back to English at run time. Plural variants follow the CLDR categories of the \
          target language, not those of English: Polish needs few and many, Irish has five. Categories that only fractions \
          reach may be left out. A category that is missing is a warning, since some nouns have one form for several numbers; \
          variants that are gone altogether are a note. Where the English chooses by other words (male, female), these are names of the program: a \
          translated one is an error, a lost one a warning. A key that occurs twice and a function that neither Fluent nor \
          the English has are errors, and so are options and values of them that do not exist (`month: \"lang\"`) and a lost \
          `style`; a variable that every variant of the English has is missed in one that lost it. Nobody reads an attribute of a term (`-brand.gender`): a translation by whose name no \
          text chooses is a warning, and an error where no variant can be called so.",
    bad: Example {
        language: "pl",
        content: Content::Fluent,
        source: "{ $n ->
    [one] { $n } group
   *[other] { $n } groups
}",
        target: "{ $n ->
    [one] { $n } grupa
   *[other] { $n } grup
}",
    },
    good: Example {
        language: "pl",
        content: Content::Fluent,
        source: "{ $n ->
    [one] { $n } group
   *[other] { $n } groups
}",
        target: "{ $n ->
    [one] { $n } grupa
    [few] { $n } grupy
   *[many] { $n } grup
}",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    if unit.content != Content::Fluent {
        return;
    }
    for (form, text) in unit.filled() {
        if !text.traits.any(Traits::BRACKET) || is_plain(case, form, text) {
            continue;
        }
        let is_english_deep = is_too_deep(unit.source.raw) || is_too_deep(unit.english(form).raw);
        if is_english_deep || is_too_deep(text.raw) {
            if !is_english_deep {
                hits.push(Hit::new(form, "the text is not a valid Fluent pattern: it nests too deeply"));
            }
            continue;
        }
        let wrapped = wrapped(text.raw);
        let pattern = match parser::parse_runtime(wrapped.as_str()) {
            Ok(resource) => resource,
            Err((_, errors)) => {
                // What the English cannot be either is not the translator's doing; what the renderer escapes is no fault.
                let is_written = source::writes_fluent(unit.source.raw, text.raw);
                if !is_written && parser::parse_runtime(self::wrapped(unit.source.raw).as_str()).is_ok() {
                    let reason = errors.first().map_or_else(String::new, |error| format!(": {}", error.kind));
                    hits.push(Hit::new(form, format!("the text is not a valid Fluent pattern{reason}")));
                }
                continue;
            }
        };
        let Some(given) = value(pattern) else { continue };
        walk(&given, form, unit.language, hits);
        let english = self::wrapped(unit.english(form).raw);
        let english = parser::parse_runtime(english.as_str()).map_or(None, value);
        let is_term = unit.kind == Some(UnitKind::Term);
        fluent_select::compare(english.as_ref(), &given, form, (is_term, unit.language), hits);
        if let Some(english) = english.as_ref().filter(|_| !is_term) {
            fluent_options::compare(english, &given, form, hits);
        }
    }
}

/// Returns whether a text of one line surely is a pattern that fits, where its English does: its placeables are those of the
/// English, and no character of the rest means anything in Fluent.
fn is_plain(case: &Case<'_>, form: usize, text: &Text<'_>) -> bool {
    let is_select = |piece: &Piece| piece.kind == PieceKind::Select;
    case.unit.plural.is_none()
        && !text.traits.any(Traits::CONTROL)
        && case.has_same_code(form)
        && !text.pieces.iter().any(is_select)
        && !text.raw.trim_start().starts_with(['.', '*', '[', '}'])
        && memchr::memchr2(b'{', b'}', text.clean.as_bytes()).is_none()
}

/// Returns the pattern of the one message of a resource.
fn value(resource: ast::Resource<&str>) -> Option<ast::Pattern<&str>> {
    match resource.body.into_iter().next() {
        Some(ast::Entry::Message(ast::Message { value, .. })) => value,
        _ => None,
    }
}

/// Makes a message of a pattern: continuation lines are indented.
fn wrapped(raw: &str) -> String {
    let mut message = String::with_capacity(raw.len() + 16);
    message.push_str("k =");
    for line in raw.split('\n') {
        message.push_str("\n    ");
        message.push_str(line);
    }
    message.push('\n');
    message
}

fn walk(pattern: &ast::Pattern<&str>, form: usize, language: &'static Language, hits: &mut Vec<Hit>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression: ast::Expression::Select { selector, variants } } = element {
            let counts = matches!(
                selector,
                ast::InlineExpression::VariableReference { .. } | ast::InlineExpression::FunctionReference { .. }
            );
            if counts {
                categories(variants, form, language, hits);
            }
            for variant in variants {
                walk(&variant.value, form, language, hits);
            }
        }
    }
}

fn categories(variants: &[ast::Variant<&str>], form: usize, language: &'static Language, hits: &mut Vec<Hit>) {
    let keys: Vec<Category> = variants
        .iter()
        .filter_map(|variant| match variant.key {
            ast::VariantKey::Identifier { name } => name.parse().ok(),
            ast::VariantKey::NumberLiteral { .. } => None,
        })
        .collect();
    // A plural select is one whose words are all plural categories and that does more than fall back.
    let words = variants.iter().filter(|variant| matches!(variant.key, ast::VariantKey::Identifier { .. })).count();
    if keys.len() != words || keys.len() < 2 {
        return;
    }
    for key in &keys {
        if !language.cldr_categories.contains(key) {
            let hit = Hit::new(form, format!("{} has no plural category {key}", language.english));
            hits.push(hit.hint("this variant is never shown").at_most(Severity::Warning));
        }
    }
    for needed in language.plural.categories {
        // The default variant stands for whatever is not listed.
        let is_default = variants.iter().any(|variant| {
            variant.default && matches!(variant.key, ast::VariantKey::Identifier { name } if name == "other")
        }) && *needed == rest(language);
        if !keys.contains(needed) && !is_default {
            let hit = Hit::new(form, format!("the plural variant {needed} is missing"));
            hits.push(hit.hint(format!("{} needs it", language.english)).at_most(Severity::Warning));
        }
    }
}

/// Returns the category of most large whole numbers, which a default variant stands for.
pub(super) fn rest(language: &'static Language) -> Category {
    if language.plural.categories.contains(&Category::Other) { Category::Other } else { Category::Many }
}
