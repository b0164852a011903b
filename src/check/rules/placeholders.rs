//! `placeholders`: every placeholder of the English stands in the translation, and no other.

use std::borrow::Cow;

use super::{drupal, icu};
use crate::check::context::Case;
use crate::check::multiset::difference;
use crate::check::text::PieceKind;
use crate::check::{Content, Context, Example, Hit, Rule, Run, Text, Traits, placeholder};
use crate::language::Reach;
use crate::model::{Severity, UnitKind};

pub(super) static RULE: Rule = Rule {
    id: "placeholders",
    severity: Severity::Critical,
    summary: "a placeholder is missing, added or out of order",
    why: "A lost placeholder loses a name or a number; one that the program does not know can stop it. Attribute lists of \
          Markdown (`{#anchor}`, `{ .class }`), tags of template languages, icons (`:warning:`), keys (`++ctrl+c++`), \
          citations and the targets of roles are compared in the same way; values such as `alt` in a list are text. Unnumbered \
          directives (`%s`, `{}`) must keep their order. In plural forms that stand for one number alone it may be \
          left out or written in words; a form for several (1, 21 and 101 in Croatian) has to name it, and in French, where it \
          is for 0 and 1, should. Missing references to Fluent terms are warnings, since grammar may need other words. Of ICU \
          messages (`{n, plural, one {…} other {…}}`) the arguments, the braces and the names of variants are compared, the \
          number and the arguments that every English variant has, and the plural categories of the language are asked for. Of \
          Drupal's `@count`, `%name` and `:url` those are compared that stand alone in the English.",
    bad: Example { language: "mt", content: Content::Brace, source: "Between {0} and {1}", target: "{0} u {0}" },
    good: Example { language: "mt", content: Content::Brace, source: "Between {0} and {1}", target: "Bejn {0} u {1}" },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Unit(run),
};

fn run(case: &Case<'_>, hits: &mut Vec<Hit>) {
    let unit = case.unit;
    if unit.plural.is_none() {
        unit.filled().for_each(|(form, text)| drupal::compare(form, unit.source, text, unit.content, hits));
    }
    let none = |text: &Text<'_>| text.pieces.is_empty();
    if none(unit.source) && unit.plural.is_none_or(none) && unit.forms.iter().all(none) {
        return;
    }
    if unit.kind == Some(UnitKind::Term) {
        // A term may take parameters (case, capitalisation) that English does without.
        return;
    }
    for (form, text) in unit.filled() {
        let english = unit.english(form);
        lost_dollar(form, english, text, hits);
        if icu::compare(form, english, text, unit.language, hits) {
            continue;
        }
        if case.has_same_code(form) {
            continue;
        }
        let mut wanted = keys(english, unit.content);
        let mut given = keys(text, unit.content);
        placeholder::number(&mut wanted, &mut given);
        if wanted == given {
            continue;
        }
        if unit.plural.is_some() && fits_plural(unit, form, &given) {
            continue;
        }
        // Grammar decides how often a Fluent reference is repeated.
        let is_fluent = unit.content == Content::Fluent;
        let (wanted, given) = if is_fluent { (distinct(wanted), distinct(given)) } else { (wanted, given) };
        let first = hits.len();
        compare(form, text, unit.content, &wanted, &given, hits);
        if unit.plural.is_some() && unit.reach(form) == Reach::NoneOrOne {
            // Where nothing is counted, many programs say so in another text.
            hits.iter_mut().skip(first).for_each(|hit| hit.at_most = Some(Severity::Warning));
        }
    }
}

/// Reports `${name}` that has lost its `$`. A text with another one may have moved a price: `{price} $`.
fn lost_dollar(form: usize, english: &Text<'_>, text: &Text<'_>, hits: &mut Vec<Hit>) {
    if !english.traits.any(Traits::BRACKET) {
        return;
    }
    let Some((_, tail)) = english.raw.split_once("${") else { return };
    let Some((name, _)) = tail.split_once('}').filter(|(name, _)| !name.is_empty() && !name.contains('{')) else {
        return;
    };
    if !text.raw.contains('$') && text.raw.contains(&format!("{{{name}}}")) {
        let hit = Hit::new(form, format!("the placeholder ${{{name}}} has lost its $")).at_most(Severity::Warning);
        hits.push(hit.hint("copy it from the English"));
    }
}

fn compare(
    form: usize,
    text: &Text<'_>,
    content: Content,
    wanted: &[Cow<'_, str>],
    given: &[Cow<'_, str>],
    hits: &mut Vec<Hit>,
) {
    let (missing, added) = difference(wanted, given);
    for name in &missing {
        let kind = placeholder::kind(name, content);
        let is_term = content == Content::Fluent && name.starts_with('-');
        let hit = Hit::new(form, format!("the {kind} {name} is missing")).hint("copy it from the English");
        hits.push(hit.at_most(if is_term { Severity::Warning } else { Severity::Error }));
    }
    hits.extend(added.iter().map(|name| extra(form, text, content, wanted, name)));
    if missing.is_empty() && added.is_empty() && is_reordered(text, content, wanted, given) {
        hits.push(
            Hit::new(form, "the placeholders stand in another order than in the English")
                .hint("number them, for example %1$s and %2$s, or keep their order"),
        );
    }
}

/// Returns what is said about a placeholder that the English does not have so often.
fn extra(form: usize, text: &Text<'_>, content: Content, wanted: &[Cow<'_, str>], name: &str) -> Hit {
    let mut pieces = text.of_kind(PieceKind::Placeholder);
    let place = pieces.find(|piece| reference(text.inner(piece), content).as_deref() == Some(name));
    let kind = placeholder::kind(name, content);
    let shown = place.filter(|_| content == Content::Markdown).map_or(name, |piece| text.whole(piece));
    let mut hit = Hit::new(form, format!("the {kind} {shown} does not occur in the English so often"));
    if let Some(piece) = place {
        hit = hit.at(piece.span.clone());
    }
    if wanted.iter().any(|other| other == name) || (content == Content::Fluent && !name.starts_with('$')) {
        hit = hit.at_most(if content == Content::Fluent { Severity::Warning } else { Severity::Error });
    } else if matches!(content, Content::Plain | Content::Markdown) {
        hit = hit.at_most(Severity::Error);
    }
    hit
}

/// Returns whether placeholders that are told apart by their order alone stand in another one.
fn is_reordered(text: &Text<'_>, content: Content, wanted: &[Cow<'_, str>], given: &[Cow<'_, str>]) -> bool {
    let loose = |list: &[Cow<'_, str>]| -> Vec<String> {
        list.iter().filter(|name| !placeholder::is_named(name)).map(|name| name.to_string()).collect()
    };
    matches!(content, Content::C | Content::Python | Content::Plain)
        && !text.of_kind(PieceKind::Placeholder).any(|piece| text.inner(piece).contains('$'))
        && loose(wanted) != loose(given)
}

/// Returns the placeholders of a text as they are compared, in order.
fn keys<'a>(text: &Text<'a>, content: Content) -> Vec<Cow<'a, str>> {
    text.pieces
        .iter()
        .filter(|piece| match piece.kind {
            PieceKind::Placeholder => true,
            PieceKind::Select => text.inner(piece).starts_with('{'),
            _ => false,
        })
        .filter_map(|piece| reference(text.inner(piece), content))
        .collect()
}

/// Returns what a placeholder refers to; none for a Fluent literal, which refers to nothing.
fn reference(inner: &str, content: Content) -> Option<Cow<'_, str>> {
    if content != Content::Fluent {
        return (inner != "%%").then(|| placeholder::key(inner, content));
    }
    let body = inner.trim_start_matches('{').trim_end_matches('}').trim_end_matches("->").trim();
    if body.starts_with('"') || body.starts_with(|c: char| c.is_ascii_digit()) || body.is_empty() {
        return None;
    }
    let from = body.find('$').unwrap_or(0);
    let tail = body.get(from..)?;
    let end =
        tail.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '$' | '-' | '_' | '.'))).unwrap_or(tail.len());
    Some(Cow::Borrowed(tail.get(..end)?))
}

fn distinct(mut list: Vec<Cow<'_, str>>) -> Vec<Cow<'_, str>> {
    list.sort();
    list.dedup();
    list
}

/// Returns whether a plural form has the placeholders of either English form, or, where the form stands for one number
/// only, all but one of them. A form that stands for several numbers has those of the plural.
fn fits_plural(unit: &Context<'_>, form: usize, given: &[Cow<'_, str>]) -> bool {
    let exact = unit.reach(form) == Reach::One;
    std::iter::once(unit.source).filter(|_| exact).chain(unit.plural).any(|english| {
        let (mut wanted, mut given) = (keys(english, unit.content), given.to_vec());
        placeholder::number(&mut wanted, &mut given);
        let (missing, added) = difference(&wanted, &given);
        added.is_empty() && (missing.is_empty() || (exact && missing.len() == 1))
    })
}

#[cfg(test)]
mod tests {
    use crate::check::{Content, Context, Settings, Text, check_unit};
    use crate::language;
    use crate::model::Severity;

    fn severities(code: &str, content: Content, forms: &[&str]) -> Vec<Severity> {
        let prepared = |text: &&'static str| Text::new(text, content);
        let (one, other) = (prepared(&"One file"), prepared(&"{ $n } files"));
        let forms: Vec<Text<'_>> = forms.iter().map(|form| Text::new(form, content)).collect();
        let mut context = Context::new(&one, &forms, language::find(code).unwrap(), content);
        context.plural = Some(&other);
        let findings = check_unit(&context, &Settings::default()).into_iter();
        findings.filter(|one| one.rule.as_str() == "placeholders").map(|one| one.severity).collect()
    }

    /// Returns whether the rule reports a translation into German without a format flag.
    fn is_found(source: &str, target: &str) -> bool {
        let (source, forms) = (Text::new(source, Content::Plain), [Text::new(target, Content::Plain)]);
        let context = Context::new(&source, &forms, language::find("de").unwrap(), Content::Plain);
        check_unit(&context, &Settings::default()).iter().any(|one| one.rule.as_str() == "placeholders")
    }

    #[test]
    fn numbers_of_arguments_count_without_a_format_flag() {
        for (source, wrong, right) in [
            ("%1$s invited %2$s", "%1$s lud %1$s ein", "%2$s wurde von %1$s eingeladen"),
            ("%1$s invited %2$s", "%1$s lud %3$s ein", "%1$s lud %2$s ein"),
            ("%s invited %s", "%2$s lud %2$s ein", "%2$s wurde von %1$s eingeladen"),
            ("%1$s of %2$s", "%s", "%s von %s"),
            ("%@ has %lld items", "%@ hat %@ Dinge", "%@ hat %lld Dinge"),
            ("%@ has %lld items", "%lld hat %@ Dinge", "%2$lld Dinge hat %1$@"),
            ("Hello ${name}", "Hallo {name}", "Hallo ${name}"),
            ("It costs ${price}", "Es kostet {price}", "Es kostet {price} $"),
        ] {
            assert!(is_found(source, wrong), "{wrong}");
            assert!(!is_found(source, right), "{right}");
        }
    }

    #[test]
    fn a_form_for_several_numbers_names_the_number() {
        let fluent = Content::Fluent;
        assert_eq!(severities("de", fluent, &["Eine Datei", "{ $n } Dateien"]), []);
        assert_eq!(severities("ga", fluent, &["Comhad", "Dhá chomhad", "{ $n } a", "{ $n } b", "{ $n } c"]), []);
        let croatian = ["Jedna datoteka", "{ $n } datoteke", "{ $n } datoteka"];
        assert_eq!(severities("hr", fluent, &croatian), [Severity::Error]);
        assert_eq!(severities("hr", fluent, &["{ $n } datoteka", croatian[1], croatian[2]]), []);
        assert_eq!(severities("lv", fluent, &["Nav failu", "{ $n } fails", "{ $n } faili"]), [Severity::Error]);
        assert_eq!(severities("fr", fluent, &["Un fichier", "{ $n } fichiers"]), [Severity::Warning]);
        assert_eq!(severities("pt", fluent, &["Um ficheiro", "{ $n } ficheiros"]), [Severity::Warning]);
        assert_eq!(severities("pt", Content::Brace, &["Um ficheiro", "{ $n } ficheiros"]), []);
    }
}
