//! What readers see or hear in lines that hold no other text: titles and captions in attribute lists, `{: title="Plan"}`, and in the
//! tags of templates, `{{< figure caption="Our plan" >}}`.

use std::borrow::Cow;
use std::ops::Range;

use super::attributes;
use super::run::is_translatable;

/// What else holds a text in the tag of a template, where it is more than a word.
const PARAMETERS: [&str; 6] = ["content", "description", "label", "subtitle", "summary", "text"];

/// Returns the bytes of the values in quotes that are texts, the names of their attributes, and their quotes. One without a blank that
/// looks like a path or the name of a file is none.
pub(super) fn shown(line: &str) -> Vec<(Range<usize>, &str, char)> {
    let bytes = line.as_bytes();
    let is_tag = line.starts_with("{{") || line.starts_with("{%");
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(equals) = memchr::memchr(b'=', bytes.get(at..).unwrap_or_default()).map(|step| at + step) {
        at = equals + 1;
        let Some(quote) = bytes.get(at).filter(|byte| matches!(byte, b'"' | b'\'')) else { continue };
        let Some(length) = memchr::memchr(*quote, bytes.get(at + 1..).unwrap_or_default()) else { continue };
        let span = at + 1..at + 1 + length;
        at = span.end + 1;
        let before = line.get(..equals).unwrap_or_default();
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let name = before.get(before.trim_end_matches(is_part).len()..).unwrap_or_default();
        let value = line.get(span.clone()).unwrap_or_default();
        let is_plain = !value.contains(['{', '}', '<', '>', '\\', '\n', '\r', '&']) && value.trim() == value;
        let is_prose = if value.contains(' ') { !is_file(value) } else { !value.contains(['/', '.', '_', ':']) };
        let is_parameter = || is_tag && value.contains(' ') && PARAMETERS.contains(&name);
        let is_named = attributes::TEXTS.contains(&name) || is_parameter();
        if is_named && is_plain && is_prose && is_translatable(value) {
            found.push((span, name, char::from(*quote)));
        }
    }
    found
}

/// Returns whether a text ends like the name of a file.
fn is_file(value: &str) -> bool {
    let is_end = |end: &str| {
        (1..=4).contains(&end.len())
            && end.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            && end.bytes().any(|byte| byte.is_ascii_lowercase())
    };
    value.rsplit_once('.').is_some_and(|(_, end)| is_end(end))
}

/// Returns whether the last thing that begins before an offset is the tag of a template.
pub(super) fn is_in_template(text: &str, offset: usize) -> bool {
    let head = text.as_bytes().get(..offset).unwrap_or_default();
    let Some(open) = memchr::memrchr2(b'{', b'<', head) else { return false };
    match head.get(..=open) {
        Some([.., b'{', b'{', b'<'] | [.., b'{', b'{']) => true,
        Some([.., b'{']) => text.as_bytes().get(open + 1) == Some(&b'%'),
        _ => false,
    }
}

/// Writes a text as a value in the tag of a template, which knows no entities everywhere and may print it as HTML: its own quotes
/// become the others, braces parentheses, and the marks of tags single quotation marks. The English has none of them.
pub(super) fn written(line: Cow<'_, str>, quote: char) -> String {
    let other = if quote == '"' { '\'' } else { '’' };
    let one = |c: char| match c {
        c if c == quote => other,
        '{' => '(',
        '}' => ')',
        '\\' => '/',
        '<' => '‹',
        '>' => '›',
        c => c,
    };
    line.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_captions_are_texts() {
        let values = |line: &'static str| shown(line).into_iter().map(|(span, ..)| &line[span]).collect::<Vec<_>>();
        assert_eq!(values("{: .x title=\"Our plan\" alt='Plan'}"), ["Our plan", "Plan"]);
        assert_eq!(values("{% include a.html text=\"Mind the gap\" label=\"gap\" %}"), ["Mind the gap"]);
        assert!(values("{: text=\"A b\"}").is_empty());
        assert_eq!(values("{{< figure src=\"a b.png\" caption=\"Our v. 2\" >}}"), ["Our v. 2"]);
        for line in [
            "{% code title=\"src/a.js\" %}",
            "{% code title=\"x y.js\" %}",
            "{: title=plan}",
            "{% t title=\"{{ a }}\" %}",
            "{: subtitle=\"A b\"}",
        ] {
            assert_eq!(values(line), Vec::<&str>::new(), "{line}");
        }
    }

    #[test]
    fn values_stay_in_their_tag() {
        assert_eq!(written("a \"b\" {{ c %} <i>".into(), '"'), "a 'b' (( c %) ‹i›");
        for text in ["{% a b=\"", "{{< a b=\"", "{{% a b=\""] {
            assert!(is_in_template(text, text.len()), "{text}");
        }
        for text in ["{: a=\"", "<a b=\"", "a"] {
            assert!(!is_in_template(text, text.len()), "{text}");
        }
    }
}
