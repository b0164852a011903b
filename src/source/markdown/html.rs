//! A small HTML tokenizer with byte spans: tags, attributes, comments, and text.
//!
//! It never fails: what is no tag is text. Inside `script`, `style`, `pre`, `textarea`, `svg` and `math` everything up
//! to the closing tag is one raw token.

use std::ops::Range;

/// One token of HTML, with its bytes in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// Text between tags.
    Text(Range<usize>),
    /// A tag.
    Tag(Tag),
    /// A comment: the whole, and its inside.
    Comment(Range<usize>, Range<usize>),
    /// A declaration, a processing instruction, CDATA, or an element whose content is not prose.
    Raw(Range<usize>),
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    /// The whole tag.
    pub(super) span: Range<usize>,
    /// Its name.
    pub(super) name: Range<usize>,
    /// Whether it is a closing tag.
    pub(super) is_closing: bool,
    /// Whether it ends with `/>`.
    pub(super) is_self_closing: bool,
    /// Its attributes, in order.
    pub(super) attributes: Vec<Attribute>,
}

/// An attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    /// Its name.
    pub(super) name: Range<usize>,
    /// Its value without quotes, and the quote if there is one; none for an attribute without value.
    pub(super) value: Option<(Range<usize>, Option<char>)>,
}

/// Attributes that readers see or hear, whatever their tag.
const SHOWN: [&str; 8] = [
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "title",
];

/// Returns whether readers see or hear the value of an attribute of a tag.
pub(super) fn is_shown(text: &str, tag: &Tag, attribute: &Attribute) -> bool {
    let is = |span: &Range<usize>, names: &[&str]| {
        text.get(span.clone()).is_some_and(|own| names.iter().any(|name| name.eq_ignore_ascii_case(own)))
    };
    let is_button = || {
        is(&tag.name, &["input"])
            && tag.attributes.iter().any(|other| {
                let kind = other.value.as_ref().map(|(value, _)| value);
                is(&other.name, &["type"]) && kind.is_some_and(|kind| is(kind, &["button", "reset", "submit"]))
            })
    };
    is(&attribute.name, &SHOWN)
        || (is(&attribute.name, &["label"]) && is(&tag.name, &["optgroup", "option", "track"]))
        || (is(&attribute.name, &["value"]) && is_button())
}

/// Returns whether a tag is that of a component of MDX: its name begins with a capital letter, or has a part behind a dot.
pub(super) fn is_component(text: &str, tag: &Tag) -> bool {
    let name = text.get(tag.name.clone()).unwrap_or_default();
    name.starts_with(|c: char| c.is_ascii_uppercase()) || name.contains('.')
}

/// Returns whether readers see or hear the value of an attribute of a component: it is named as those of HTML, or the label of a tab,
/// and holds a text in quotes, no path or name of a file.
pub(super) fn is_shown_by_component(text: &str, tag: &Tag, attribute: &Attribute) -> bool {
    let name = text.get(tag.name.clone()).unwrap_or_default();
    let own = text.get(attribute.name.clone()).unwrap_or_default();
    let is_text = |(value, quote): &(Range<usize>, Option<char>)| {
        let value = text.get(value.clone()).unwrap_or_default().trim();
        // One word in small letters, or in capitals, is a value of the program as often as a text.
        let is_word = value.starts_with(char::is_uppercase)
            && value.contains(char::is_lowercase)
            && !value.contains(['/', '.', '_', ':', '\\']);
        quote.is_some() && (value.contains(char::is_whitespace) || is_word)
    };
    // In Storybook, titles of these are names of files.
    let is_label = own == "label" && (name.ends_with("Tab") || name.ends_with("TabItem"));
    let is_named = SHOWN.contains(&own) && !matches!(name, "Meta" | "Story");
    (is_named || is_label) && attribute.value.as_ref().is_some_and(is_text)
}

/// Returns the values in quotes that readers see or hear of the tag that a text begins with, and its length.
pub(in crate::source) fn shown_values(text: &str) -> Option<(Vec<Range<usize>>, usize)> {
    let tag = tag(text, 0)?;
    let values = tag.attributes.iter().filter(|attribute| is_shown(text, &tag, attribute)).filter_map(|attribute| {
        attribute.value.as_ref().filter(|(_, quote)| quote.is_some()).map(|(value, _)| value.clone())
    });
    Some((values.collect(), tag.span.end))
}

const RAW: [&str; 6] = ["script", "style", "pre", "textarea", "svg", "math"];

/// Cuts HTML into tokens.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut text_start = 0;
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', bytes.get(at..).unwrap_or_default()).map(|found| at + found) {
        let token = comment(text, open).or_else(|| tag(text, open).map(|found| raw_element(text, found)));
        let Some(token) = token else {
            at = open + 1;
            continue;
        };
        if text_start < open {
            out.push(Token::Text(text_start..open));
        }
        at = span(&token).end;
        text_start = at;
        out.push(token);
    }
    if text_start < text.len() {
        out.push(Token::Text(text_start..text.len()));
    }
    out
}

/// Returns the bytes of a token.
pub(super) fn span(token: &Token) -> Range<usize> {
    match token {
        Token::Text(span) | Token::Comment(span, _) | Token::Raw(span) => span.clone(),
        Token::Tag(tag) => tag.span.clone(),
    }
}

fn comment(text: &str, open: usize) -> Option<Token> {
    let rest = text.get(open..)?;
    if let Some(inside) = rest.strip_prefix("<!--") {
        let length = inside.find("-->").unwrap_or(inside.len());
        let end = (open + 4 + length + 3).min(text.len());
        return Some(Token::Comment(open..end, open + 4..open + 4 + length));
    }
    let close = match rest.as_bytes().get(1)? {
        b'?' => "?>",
        b'!' if rest.starts_with("<![CDATA[") => "]]>",
        b'!' => ">",
        _ => return None,
    };
    let end = rest.find(close).map_or(text.len(), |at| open + at + close.len());
    Some(Token::Raw(open..end))
}

/// Turns the opening tag of an element without prose into a token for the whole element.
fn raw_element(text: &str, tag: Tag) -> Token {
    let name = text.get(tag.name.clone()).unwrap_or_default();
    if tag.is_closing || tag.is_self_closing || !RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
        return Token::Tag(tag);
    }
    let rest = text.get(tag.span.end..).unwrap_or_default();
    let end = rest
        .match_indices("</")
        .find(|(at, _)| rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)))
        .and_then(|(at, _)| rest.get(at..)?.find('>').map(|close| tag.span.end + at + close + 1))
        .unwrap_or(text.len());
    Token::Raw(tag.span.start..end)
}

/// Reads the tag that begins at `open`, if it is one by the rules of CommonMark 0.31 section 6.6.
pub(super) fn tag(text: &str, open: usize) -> Option<Tag> {
    let bytes = text.as_bytes();
    let mut at = open + 1;
    let is_closing = bytes.get(at) == Some(&b'/');
    at += usize::from(is_closing);
    let name_start = at;
    if !bytes.get(at)?.is_ascii_alphabetic() {
        return None;
    }
    at = skip(bytes, at, |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':'));
    let name = name_start..at;
    let mut attributes = Vec::new();
    loop {
        let before = at;
        at = skip(bytes, at, |b| b.is_ascii_whitespace());
        match *bytes.get(at)? {
            b'>' => return Some(Tag { span: open..at + 1, name, is_closing, is_self_closing: false, attributes }),
            b'/' if bytes.get(at + 1) == Some(&b'>') => {
                return Some(Tag { span: open..at + 2, name, is_closing, is_self_closing: true, attributes });
            }
            b'{' => at = braces(bytes, at)?,
            byte if at > before && (byte.is_ascii_alphabetic() || matches!(byte, b'_' | b':' | b'@' | b'#')) => {
                let (attribute, end) = attribute(bytes, at)?;
                attributes.push(attribute);
                at = end;
            }
            _ => return None,
        }
    }
}

fn attribute(bytes: &[u8], start: usize) -> Option<(Attribute, usize)> {
    let mut at = skip(bytes, start + 1, |b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b':' | b'-'));
    let name = start..at;
    let equals = skip(bytes, at, |b| b.is_ascii_whitespace());
    if bytes.get(equals) != Some(&b'=') {
        return Some((Attribute { name, value: None }, at));
    }
    at = skip(bytes, equals + 1, |b| b.is_ascii_whitespace());
    let (value, end) = match *bytes.get(at)? {
        quote @ (b'"' | b'\'') => {
            let end = at + 1 + memchr::memchr(quote, bytes.get(at + 1..)?)?;
            ((at + 1..end, Some(char::from(quote))), end + 1)
        }
        b'{' => {
            let end = braces(bytes, at)?;
            ((at..end, None), end)
        }
        b'>' => return None,
        _ => {
            let end =
                skip(bytes, at, |b| !b.is_ascii_whitespace() && !matches!(b, b'"' | b'\'' | b'=' | b'<' | b'>' | b'`'));
            ((at..end, None), end)
        }
    };
    Some((Attribute { name, value: Some(value) }, end))
}

/// Returns the end of a JSX expression in braces.
pub(super) fn braces(bytes: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return Some(at + 1),
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn skip(bytes: &[u8], from: usize, accept: impl Fn(u8) -> bool) -> usize {
    from + bytes.get(from..).unwrap_or_default().iter().take_while(|&&b| accept(b)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| &text[span(token)]).collect()
    }

    #[test]
    fn tokens_cover_the_text() {
        for text in [
            "<p>a < b</p>",
            "<!-- x",
            "<a href='>'>t</a",
            "<script>a<b</script>c",
            "<?x y?><!D z>k",
            "<a b={<c d=\"}\">}>",
        ] {
            assert_eq!(shown(text).concat(), text);
        }
    }

    #[test]
    fn elements_without_prose_are_one_token() {
        assert_eq!(shown("a<pre>x<b>\n</pre>b"), ["a", "<pre>x<b>\n</pre>", "b"]);
    }

    #[test]
    fn readers_see_the_value_of_a_button_and_the_label_of_an_option() {
        let shown = |text: &str| -> Vec<String> {
            let tag = tag(text, 0).unwrap();
            tag.attributes
                .iter()
                .filter(|one| is_shown(text, &tag, one))
                .map(|one| text[one.name.clone()].to_owned())
                .collect()
        };
        let none: [&str; 0] = [];
        assert_eq!(shown("<input type=\"Submit\" value='Send'>"), ["value"]);
        assert_eq!(shown("<input type=text value=a>"), none);
        assert_eq!(shown("<option label=\"One\" value=\"1\">"), ["label"]);
        assert_eq!(shown("<div label=a>"), none);
    }

    #[test]
    fn attributes_have_spans() {
        let text = "<img alt=\"A cat\" src=x.png hidden>";
        let found = tag(text, 0).unwrap();
        let shown: Vec<_> =
            found.attributes.iter().map(|a| (&text[a.name.clone()], a.value.clone().map(|(v, _)| &text[v]))).collect();
        assert_eq!(shown, [("alt", Some("A cat")), ("src", Some("x.png")), ("hidden", None)]);
    }
}
