//! Translations that are plain enough to be written without being read back.
//!
//! Invariant: a unit that [`in_doubt`] leaves out is refused by no rendering.

use super::skeleton::{Form, Skeleton};
use crate::source::Document;
use crate::source::markdown::is_inert;

/// Returns the indices of the units whose translations only a rendering can judge, in order. `forms` gives the translation
/// of a unit, without forms where it stays English.
pub(in crate::source) fn in_doubt<'t>(
    document: &Document,
    skeleton: &Skeleton,
    forms: &dyn Fn(usize) -> &'t [&'t str],
) -> Vec<usize> {
    let mut is_alone = vec![false; document.units.len()];
    for slot in &skeleton.slots {
        if let Form::Plain(unit) = slot.form
            && let Some(is_alone) = is_alone.get_mut(unit)
        {
            *is_alone = true;
        }
    }
    let is_open = |index: &usize| {
        let Some(unit) = document.units.get(*index) else { return false };
        match forms(*index) {
            [] => false,
            [form] if unit.plural.is_none() => {
                let is_alone = is_alone.get(*index).copied().unwrap_or(false);
                // One of several variants, or a unit in Fluent's own notation, needs an English that is as plain.
                !((is_alone && is_plain(form, &unit.source)) || is_inert(unit, std::slice::from_ref(form)))
            }
            _ => true,
        }
    };
    (0..document.units.len()).filter(is_open).collect()
}

/// Returns whether a text is one line that begins nothing but text, and has no placeables but simple ones that name what
/// the placeables of the English name; terms may have arguments.
fn is_plain(text: &str, english: &str) -> bool {
    let bytes = text.as_bytes();
    // What means something at the start of a line, and the byte order mark, which may be taken away.
    let tells = |c: char| c.is_whitespace() || matches!(c, '.' | '[' | '*' | '}' | '#' | '\u{feff}');
    if text.is_empty()
        || text.starts_with(tells)
        || text.ends_with(char::is_whitespace)
        || bytes.iter().any(|byte| *byte < b' ' || *byte == 0x7f)
    {
        return false;
    }
    memchr::memchr2(b'{', b'}', bytes).is_none()
        || names(text, true)
            .zip(names(english, false))
            .is_some_and(|(ours, theirs)| ours.iter().all(|name| theirs.contains(name)))
}

/// Returns what the placeables of a text name, if all of them are simple; with `arguments` also terms with arguments.
fn names(text: &str, arguments: bool) -> Option<Vec<&str>> {
    let bytes = text.as_bytes();
    let (mut names, mut at) = (Vec::new(), 0);
    while let Some(brace) = memchr::memchr2(b'{', b'}', bytes.get(at..).unwrap_or_default()) {
        let open = at + brace;
        let rest = bytes.get(open..).and_then(|rest| rest.strip_prefix(b"{"))?;
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'$' | b'-' | b'_' | b'.');
        let length = rest.iter().take_while(|byte| is_name(byte)).count();
        let name = text.get(open + 1..open + 1 + length)?.trim_matches(' ');
        let rest = rest.get(length..).unwrap_or_default();
        let given = if arguments && name.starts_with('-') && !name.contains(['.', ' ']) { literals(rest) } else { 0 };
        if rest.get(given) != Some(&b'}') {
            return None;
        }
        names.push(name);
        at = open + length + given + 2;
    }
    Some(names)
}

/// Returns the length of a list of named arguments in brackets, each a text in quotes without escapes and braces, and of the
/// spaces behind it; 0 where something else stands.
fn literals(bytes: &[u8]) -> usize {
    let count = |from: usize, is_part: &dyn Fn(&u8) -> bool| {
        bytes.get(from..).unwrap_or_default().iter().take_while(|byte| is_part(byte)).count()
    };
    let is_space = |byte: &u8| *byte == b' ';
    let mut at = 0;
    while bytes.get(at) == Some(&(if at == 0 { b'(' } else { b',' })) {
        at += 1 + count(at + 1, &is_space);
        let name = count(at, &u8::is_ascii_alphabetic);
        at += name;
        if name == 0 || bytes.get(at) != Some(&b':') {
            return 0;
        }
        at += 1 + count(at + 1, &is_space);
        let value = count(at + 1, &|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        if bytes.get(at) != Some(&b'"') || bytes.get(at + 1 + value) != Some(&b'"') {
            return 0;
        }
        at += value + 2;
        at += count(at, &is_space);
    }
    match bytes.get(at) {
        Some(b')') if at > 0 => at + 1 + count(at + 1, &is_space),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::language;
    use crate::model::{ModuleId, Unit, UnitId};
    use crate::source::{self, Options, Skeleton as AnySkeleton, Target, Translation};

    const PAGE: &str = "a = One { $n } two { -b } three\n    .title = Plain text\n-b = Brand\nc =\n    Block { a.title }\nd = { $x ->\n    [one] one { $x }\n   *[other] many { $x }\n}\ne = { PLATFORM() ->\n    [macos] Cmd\n   *[other] Ctrl\n}\nf = { $x ->\n    [a] { $y ->\n        [b] deep\n       *[c] deeper\n    }\n   *[d] other\n}\ng = \"{ \"{ $n }\" }\" { $m }\nh = { NUMBER($n) } of it\n";

    fn doubtful(document: &Document, given: &[String]) -> Vec<usize> {
        let AnySkeleton::Fluent(skeleton) = &document.skeleton else { unreachable!() };
        let given: Vec<&str> = given.iter().map(String::as_str).collect();
        in_doubt(document, skeleton, &|index| given.get(index..=index).unwrap_or_default())
    }

    #[test]
    fn plain_texts_are_not_in_doubt() {
        let document = source::extract(ModuleId::new("a.ftl"), crate::model::Format::Fluent, PAGE, &Options::default());
        let of = |key: &str, text: &str| {
            let index = document.units.iter().position(|unit| unit.id() == UnitId::keyed(key)).unwrap();
            let mut given: Vec<String> = document.units.iter().map(|_| "x".to_owned()).collect();
            given[index] = text.to_owned();
            doubtful(&document, &given).contains(&index)
        };
        for text in [
            "Dwa { -b } { $n }: 1/2 (trzy)!",
            "{ $n }",
            "„x”",
            "{-b} {$n }",
            "{ -b(case: \"gen\") }",
            "{ -b(case:\"gen\", form: \"long-one\" ) } x",
        ] {
            assert!(!of("a", text), "{text}");
        }
        for text in [
            "{ $m }",
            "{ $n",
            "}",
            "x ",
            ".x",
            "[x",
            "x\ny",
            "{ -b(x: 1) }",
            "{ -b() }",
            "{ -c(x: \"y\") }",
            "{ -b(x: \"}\") }",
            "{ $n(x: \"y\") }",
        ] {
            assert!(of("a", text), "{text}");
        }
        assert!(of("f", "x") && of("g", "{ $n }") && !of("a.title", "Tytuł"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_not_in_doubt_is_refused_by_no_rendering(
            pieces in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![
                "a", "é", " ", "1", "{ $n }", "{ -b }", "{ a.title }", "{ $m }", "{ $x }", "{", "}", "\"", "„", ".", "[", "*", "#", "=",
                "-", "(", "<b>", "\n", "\u{a0}", "{ NUMBER($n) }", "{ \"x\" }", "{ -b(case: \"gen\") }", "{ a.title(x: \"y\") }", "{ -b.x }", "{ $x -> *[a] b }", "'", "\u{2028}", "\u{feff}",
            ]), 0..5), 12)
        ) {
            let document = source::extract(ModuleId::new("a.ftl"), crate::model::Format::Fluent, PAGE, &Options::default());
            let given: Vec<String> = pieces.iter().map(|pieces| pieces.concat()).collect();
            let doubtful = doubtful(&document, &given);
            let of_unit = |unit: &Unit| {
                let index = document.units.element_offset(unit)?;
                Some(Translation::single(given.get(index)?.clone()))
            };
            let rendered = source::render(&document, PAGE, &Target::new(language::find("de").unwrap()), &of_unit);
            for refusal in rendered.refusals {
                let index = document.units.iter().position(|unit| unit.id() == refusal.unit);
                let key = refusal.unit.as_str();
                // A message is refused as a whole for one of its variants.
                let variants = document.units.iter().enumerate().filter(|(_, unit)| unit.id().as_str().starts_with(key));
                let is_known = index.is_some_and(|index| doubtful.contains(&index))
                    || variants.into_iter().any(|(index, _)| doubtful.contains(&index));
                prop_assert!(is_known, "{key}: {} of {given:?}", refusal.reason);
            }
        }
    }
}
