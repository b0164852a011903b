//! The options of Fluent functions and what the variants of a choice show, for the rule `fluent`.
//!
//! Source: Project Fluent, “Functions”; ECMA-402, the options of `Intl.NumberFormat` and `Intl.DateTimeFormat`.

use std::collections::BTreeSet;

use fluent_syntax::ast;

use crate::check::Hit;
use crate::model::Severity;

type Pattern<'a> = ast::Pattern<&'a str>;
type Expression<'a> = ast::InlineExpression<&'a str>;

/// The options that the two functions take.
const OPTIONS: [&str; 30] = [
    "type",
    "style",
    "unit",
    "unitDisplay",
    "currency",
    "currencyDisplay",
    "currencySign",
    "notation",
    "compactDisplay",
    "signDisplay",
    "useGrouping",
    "minimumIntegerDigits",
    "minimumFractionDigits",
    "maximumFractionDigits",
    "minimumSignificantDigits",
    "maximumSignificantDigits",
    "dateStyle",
    "timeStyle",
    "weekday",
    "era",
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "hour12",
    "hourCycle",
    "timeZone",
    "timeZoneName",
];

/// The options whose values are a closed set of words, and these words.
const WORDED: [(&str, &[&str]); 14] = [
    ("type", &["cardinal", "ordinal"]),
    ("style", &["decimal", "percent", "currency", "unit"]),
    ("unitDisplay", &["short", "long", "narrow"]),
    ("currencyDisplay", &["symbol", "narrowSymbol", "code", "name"]),
    ("dateStyle", &["full", "long", "medium", "short"]),
    ("timeStyle", &["full", "long", "medium", "short"]),
    ("weekday", &["long", "short", "narrow"]),
    ("era", &["long", "short", "narrow"]),
    ("year", &["numeric", "2-digit"]),
    ("month", &["numeric", "2-digit", "long", "short", "narrow"]),
    ("day", &["numeric", "2-digit"]),
    ("hour", &["numeric", "2-digit"]),
    ("minute", &["numeric", "2-digit"]),
    ("second", &["numeric", "2-digit"]),
];

/// One call of a function: its name, what it is called with first, and its options with their values, where these are text.
struct Call<'a> {
    name: &'a str,
    on: &'a str,
    options: Vec<(&'a str, Option<&'a str>)>,
}

/// What a pattern calls and refers to.
#[derive(Default)]
struct Uses<'a> {
    calls: Vec<Call<'a>>,
    variables: BTreeSet<&'a str>,
}

/// A choice: the variable that it is made by, its variants, and the variables outside of it.
type Choice<'p, 'a> = (&'a str, &'p [ast::Variant<&'a str>], BTreeSet<&'a str>);

/// Reports options that nobody knows, values that were translated, a lost `style`, and variables that one variant has lost.
pub(super) fn compare(english: &Pattern<'_>, given: &Pattern<'_>, form: usize, hits: &mut Vec<Hit>) {
    let (wanted, uses) = (uses(english), self::uses(given));
    for call in &uses.calls {
        for (option, value) in &call.options {
            let twins = wanted.calls.iter().filter(|twin| twin.name == call.name).flat_map(|twin| &twin.options);
            let twins: Vec<_> = twins.filter(|(name, _)| name == option).collect();
            if twins.is_empty() && !OPTIONS.contains(option) {
                let hit = Hit::new(form, format!("the option {option} of {} is not known", call.name));
                hits.push(hit.at_most(Severity::Error).hint("names of options are not translated"));
                continue;
            }
            let words = WORDED.iter().find(|(name, _)| name == option).map(|(_, words)| *words);
            if let (Some(value), Some(words)) = (value, words)
                && !words.contains(value)
                && !twins.iter().any(|(_, twin)| twin == &Some(*value))
            {
                let hit = Hit::new(form, format!("“{value}” is no value of the option {option}"));
                hits.push(hit.at_most(Severity::Error).hint(format!("one of {}", words.join(", "))));
            }
        }
    }
    lost_style(&wanted, &uses, form, hits);
    lost_variables(english, given, form, hits);
}

/// Reports a number that the English shows as a percentage, an amount or a measure and the translation as it is.
fn lost_style(wanted: &Uses<'_>, given: &Uses<'_>, form: usize, hits: &mut Vec<Hit>) {
    let has_style = |call: &&Call<'_>| call.options.iter().any(|(name, _)| *name == "style");
    for call in wanted.calls.iter().filter(has_style).filter(|call| given.variables.contains(call.on)) {
        if !given.calls.iter().filter(has_style).any(|one| one.on == call.on) {
            let hit = Hit::new(form, format!("the option style of {}(${}) is missing", call.name, call.on));
            hits.push(hit.at_most(Severity::Error).hint("the number is shown in another way without it"));
        }
    }
}

/// Reports a variable that every variant of the English has and one of the translation has not. The variable that a choice is made
/// by may be missing: `[one] a day`.
fn lost_variables(english: &Pattern<'_>, given: &Pattern<'_>, form: usize, hits: &mut Vec<Hit>) {
    for (selector, variants, outside) in choices(given) {
        let Some((_, twin, _)) = choices(english).into_iter().find(|(name, ..)| *name == selector) else { continue };
        let Some((first, others)) = twin.split_first() else { continue };
        let others: Vec<BTreeSet<&str>> = others.iter().map(|variant| uses(&variant.value).variables).collect();
        let wanted = uses(&first.value).variables.into_iter();
        let wanted: Vec<&str> =
            wanted.filter(|name| *name != selector && others.iter().all(|other| other.contains(name))).collect();
        for variant in variants {
            let has = uses(&variant.value).variables;
            for name in wanted.iter().filter(|name| !has.contains(**name) && !outside.contains(**name)) {
                let key = match variant.key {
                    ast::VariantKey::Identifier { name } => name,
                    ast::VariantKey::NumberLiteral { value } => value,
                };
                let hit = Hit::new(form, format!("{{ ${name} }} is missing in the variant [{key}]"));
                hits.push(hit.at_most(Severity::Warning).hint("copy it from the English"));
            }
        }
    }
}

/// Returns the choices of a pattern that are not inside others.
fn choices<'p, 'a>(pattern: &'p Pattern<'a>) -> Vec<Choice<'p, 'a>> {
    let mut outer = Uses::default();
    let mut found = Vec::new();
    for element in &pattern.elements {
        let ast::PatternElement::Placeable { expression } = element else { continue };
        match expression {
            ast::Expression::Select { selector, variants } => {
                found.push((first_variable(selector), variants.as_slice()))
            }
            ast::Expression::Inline(inline) => inline_uses(inline, &mut outer),
        }
    }
    found.into_iter().map(|(name, variants)| (name, variants, outer.variables.clone())).collect()
}

fn first_variable<'a>(expression: &Expression<'a>) -> &'a str {
    match expression {
        ast::InlineExpression::VariableReference { id } => id.name,
        ast::InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.first().map_or("", first_variable)
        }
        _ => "",
    }
}

fn uses<'a>(pattern: &Pattern<'a>) -> Uses<'a> {
    let mut uses = Uses::default();
    pattern_uses(pattern, &mut uses);
    uses
}

fn pattern_uses<'a>(pattern: &Pattern<'a>, uses: &mut Uses<'a>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            expression_uses(expression, uses);
        }
    }
}

fn expression_uses<'a>(expression: &ast::Expression<&'a str>, uses: &mut Uses<'a>) {
    match expression {
        ast::Expression::Inline(inline) => inline_uses(inline, uses),
        ast::Expression::Select { selector, variants } => {
            // What a choice is made by is not shown; its options count all the same.
            let mut unseen = Uses::default();
            inline_uses(selector, &mut unseen);
            uses.calls.extend(unseen.calls);
            variants.iter().for_each(|variant| pattern_uses(&variant.value, uses));
        }
    }
}

fn inline_uses<'a>(inline: &Expression<'a>, uses: &mut Uses<'a>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            uses.variables.insert(id.name);
        }
        ast::InlineExpression::FunctionReference { id, arguments } => {
            let text = |value: &Expression<'a>| match value {
                ast::InlineExpression::StringLiteral { value } => Some(*value),
                _ => None,
            };
            let options = arguments.named.iter().map(|one| (one.name.name, text(&one.value))).collect();
            let on = arguments.positional.first().map_or("", first_variable);
            uses.calls.push(Call { name: id.name, on, options });
            arguments.positional.iter().for_each(|argument| inline_uses(argument, uses));
        }
        ast::InlineExpression::TermReference { arguments: Some(arguments), .. } => {
            arguments.positional.iter().for_each(|argument| inline_uses(argument, uses));
        }
        ast::InlineExpression::Placeable { expression } => expression_uses(expression, uses),
        ast::InlineExpression::TermReference { arguments: None, .. }
        | ast::InlineExpression::MessageReference { .. }
        | ast::InlineExpression::StringLiteral { .. }
        | ast::InlineExpression::NumberLiteral { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::check::{Content, Context, Settings, Text, check_unit};
    use crate::language::find;
    use crate::model::Severity;

    fn severities(code: &str, english: &str, target: &str) -> Vec<Severity> {
        let content = Content::Fluent;
        let (source, forms) = (Text::new(english, content), [Text::new(target, content)]);
        let context = Context::new(&source, &forms, find(code).unwrap(), content);
        let found = check_unit(&context, &Settings::default()).into_iter();
        found.filter(|one| one.rule.as_str() == "fluent").map(|one| one.severity).collect()
    }

    #[test]
    fn options_are_names_of_the_program() {
        let (date, share) = ("On { DATETIME($d, month: \"long\") }", "{ NUMBER($n, style: \"percent\") } of votes");
        for (code, english, wrong) in [
            ("de", date, "Am { DATETIME($d, month: \"lang\") }"),
            ("de", date, "Am { DATETIME($d, Monat: \"long\") }"),
            ("de", share, "{ NUMBER($n, style: \"prozent\") } der Stimmen"),
            ("de", share, "{ NUMBER($n) } der Stimmen"),
            ("pl", share, "{ NUMBER($n, maximumFractionDigits: 0) } głosów"),
        ] {
            assert_eq!(severities(code, english, wrong), [Severity::Error], "{wrong}");
        }
        for (code, english, right) in [
            ("hu", date, "{ DATETIME($d, month: \"short\") }"),
            ("de", date, "Am { DATETIME($d, day: \"numeric\", month: \"long\") }"),
            ("fr", share, "{ NUMBER($n, style: \"percent\", maximumFractionDigits: 0) } des voix"),
            ("fi", "{ F($n, mode: \"a\") }", "{ F($n, mode: \"b\") }"),
        ] {
            assert_eq!(severities(code, english, right), [], "{right}");
        }
    }

    #[test]
    fn a_variant_that_lost_what_all_others_show_is_told() {
        let english = "{ $n ->\n    [one] { $who } has one\n   *[other] { $who } has { $n }\n}";
        let polish = |few: &str| {
            format!("{{ $n ->\n    [one] {{ $who }} ma jeden\n    [few] {few}\n   *[many] {{ $who }} ma {{ $n }}\n}}")
        };
        assert_eq!(severities("pl", english, &polish("{ $n }")), [Severity::Warning]);
        assert_eq!(severities("pl", english, &polish("{ $who } ma { $n }")), []);
        let outside = "{ $who }: { $n ->\n    [one] eins\n   *[other] { $n }\n}";
        assert_eq!(severities("de", english, outside), []);
    }
}
