//! Cuts a unit's text into what can change: words, numbers, targets, placeholders, marks and spaces.

use super::tag::tag;
use super::technical::{may_begin, technical};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A word, with its apostrophes and inner hyphens.
    Word,
    /// Digits with what belongs to them: `3.5`, `10:30`, `1st`, `-4`, `50%`, `€20`.
    Number,
    /// The target of a link or image, a reference label, an address of web or mail, a file.
    Target,
    /// A placeholder: `{$name}`, `%s`, `%(count)d`, `{{x}}`, `$name`, `<name>`.
    Placeholder,
    /// The content of a code span, or what is written as in a program.
    Code,
    /// A sign that carries meaning of its own: `+ < = > § $ @ # & / ~`, the prime behind a number, `<del>`.
    Sign,
    /// Any other punctuation.
    Mark,
    /// Inline markup: `**`, `_`, a backtick, brackets of a link, an HTML tag.
    Markup,
    /// Spaces and line ends.
    Space,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    /// Whether it is the first word of a sentence.
    pub(super) opens: bool,
}

impl Token<'_> {
    /// Returns whether its text alone says what the reader reads.
    pub(super) fn is_content(self) -> bool {
        match self.kind {
            Kind::Word | Kind::Number | Kind::Target | Kind::Placeholder | Kind::Code | Kind::Sign => true,
            Kind::Mark | Kind::Markup | Kind::Space => false,
        }
    }
}

/// Cuts a text. The tokens joined give the text again.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut rest = text;
    let mut opens = true;
    let mut quotes = Quotes::default();
    while !rest.is_empty() {
        let before = tokens.last();
        let (kind, length) = match next(rest, before) {
            (Kind::Mark, length) if quotes.is_prime(rest, before) => (Kind::Sign, length),
            found => found,
        };
        let (piece, after) = rest.split_at(length.clamp(1, rest.len()));
        if kind == Kind::Mark {
            quotes.see(piece, before);
        }
        if kind == Kind::Code && piece.starts_with('`') {
            code(piece, &mut tokens);
        } else {
            tokens.push(Token { kind, text: piece, opens: opens && kind == Kind::Word });
        }
        match kind {
            Kind::Word | Kind::Number | Kind::Placeholder | Kind::Code => opens = false,
            Kind::Mark => opens |= matches!(piece, "." | "!" | "?" | ":" | "…"),
            Kind::Space => opens |= piece.contains('\n'),
            Kind::Target | Kind::Sign | Kind::Markup => {}
        }
        rest = after;
    }
    tokens
}

/// The quotations that are open: a mark behind a number ends one of them, or is feet, inches, minutes or seconds.
#[derive(Debug, Default)]
struct Quotes {
    double: bool,
    single: bool,
}

impl Quotes {
    fn see(&mut self, mark: &str, before: Option<&Token<'_>>) {
        match mark {
            "\"" => self.double = !self.double,
            "“" | "„" | "«" => self.double = true,
            "”" | "»" => self.double = false,
            "'" | "‘" => self.single = may_begin(before),
            "’" => self.single = false,
            _ => {}
        }
    }

    fn is_prime(&self, text: &str, before: Option<&Token<'_>>) -> bool {
        let is_measured =
            before.is_some_and(|token| token.kind == Kind::Number || token.kind == Kind::Sign && is_prime(token.text));
        let is_open = if text.starts_with(['"', '”', '“']) { self.double } else { self.single };
        is_measured && !is_open && text.chars().next().is_some_and(|c| is_prime(c.encode_utf8(&mut [0; 4])))
    }
}

fn is_prime(mark: &str) -> bool {
    matches!(mark, "'" | "\"" | "’" | "”" | "‘" | "“")
}

fn code<'a>(piece: &'a str, tokens: &mut Vec<Token<'a>>) {
    let ticks = piece.bytes().take_while(|&byte| byte == b'`').count();
    let mut push = |kind, text| tokens.push(Token { kind, text, opens: false });
    push(Kind::Markup, piece.get(..ticks).unwrap_or(""));
    // A word is the same word with or without the backticks around it: the texts are compared, not the kinds.
    push(Kind::Code, piece.get(ticks..piece.len() - ticks).unwrap_or(""));
    push(Kind::Markup, piece.get(piece.len() - ticks..).unwrap_or(""));
}

fn next(text: &str, before: Option<&Token<'_>>) -> (Kind, usize) {
    let Some(first) = text.chars().next() else { return (Kind::Space, 0) };
    let bytes = text.as_bytes();
    let after_bracket = before.is_some_and(|token| token.text.ends_with(']'));
    if first.is_whitespace() {
        return (Kind::Space, text.find(|c: char| !c.is_whitespace()).unwrap_or(text.len()));
    }
    if let Some(length) = address(text) {
        return (Kind::Target, length);
    }
    if may_begin(before)
        && let Some(found) = technical(text)
    {
        return found;
    }
    match first {
        '`' => {
            let ticks = bytes.iter().take_while(|&&byte| byte == b'`').count();
            let (fence, body) = text.split_at(ticks);
            match body.find(fence) {
                Some(end) => (Kind::Code, ticks + end + ticks),
                None => (Kind::Mark, ticks),
            }
        }
        '{' => (Kind::Placeholder, balanced(text, '{', '}').unwrap_or(1)),
        '%' => match percent(text) {
            Some(length) => (Kind::Placeholder, length),
            None => (Kind::Sign, 1),
        },
        '(' if after_bracket => {
            let end = balanced(text, '(', ')').or_else(|| text.find(')').map(|at| at + 1));
            (Kind::Target, end.unwrap_or(1))
        }
        '[' if after_bracket => (Kind::Target, text.find(']').map_or(1, |at| at + 1)),
        '[' => label(text).map_or((Kind::Markup, 1), |length| (Kind::Target, length)),
        ']' => (Kind::Markup, 1),
        '!' if bytes.get(1) == Some(&b'[') => (Kind::Markup, 1),
        '<' if bytes.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!')) => tag(text),
        '&' => match entity(text) {
            Some(length) => (if is_blank(text) { Kind::Mark } else { Kind::Sign }, length),
            None => (Kind::Sign, 1),
        },
        '*' => {
            let length = bytes.iter().take_while(|&&byte| byte == b'*').count();
            (if is_times(text.get(length..), before) { Kind::Sign } else { Kind::Markup }, length)
        }
        '_' => (Kind::Markup, bytes.iter().take_while(|&&byte| byte == b'_').count()),
        '\\' => (Kind::Markup, 1),
        '~' | '+' | '=' | '<' | '>' | '/' | '§' | '$' | '@' | '#' | '^' | '|' | '×' | '÷' | '°' | '±' | '≤' | '≥' => {
            number(text).map_or((Kind::Sign, first.len_utf8()), |length| (Kind::Number, length))
        }
        _ if first.is_alphanumeric() => word(text),
        _ => match number(text).filter(|_| may_begin(before)) {
            Some(length) => (Kind::Number, length),
            None if is_mark(first) && !joins(text, before) => (Kind::Mark, first.len_utf8()),
            None => (Kind::Sign, first.len_utf8()),
        },
    }
}

/// Returns the length of a link that is nothing but its label, `[label]` or `[label][]`: what is read is what is looked up.
fn label(text: &str) -> Option<usize> {
    // No label is longer in Markdown.
    const LONGEST: usize = 1_000;
    let mut depth = 0_usize;
    let mut is_escaped = false;
    for (at, c) in text.char_indices().take(LONGEST) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let rest = text.get(at + 1..)?;
            let end = if rest.starts_with("[]") { at + 3 } else { at + 1 };
            return (end > at + 1 || !rest.starts_with(['(', '['])).then_some(end);
        }
    }
    None
}

/// Returns whether a star multiplies: `2*3`, `2 * 3`.
fn is_times(after: Option<&str>, before: Option<&Token<'_>>) -> bool {
    let Some(next) = after.and_then(|after| after.chars().next()) else { return false };
    before.is_some_and(|token| match token.kind {
        Kind::Number => next.is_alphanumeric(),
        Kind::Word => next.is_alphanumeric() && token.text.chars().count() == 1,
        Kind::Space => next.is_whitespace() && !token.text.contains('\n'),
        _ => false,
    })
}

/// Punctuation. Any other symbol, such as a tick, a cross or an arrow, says something.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '(' | ')' | '-' | '…' | '·' | '•' | '¿' | '¡' | '«' | '»'
    ) || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2010}'..='\u{201f}' | '\u{2039}' | '\u{203a}' | '\u{2060}')
}

/// A dash without spaces joins a range: `Monday–Friday`.
fn joins(text: &str, before: Option<&Token<'_>>) -> bool {
    let mut chars = text.chars();
    matches!(chars.next(), Some('–' | '-' | '—'))
        && chars.next().is_some_and(char::is_alphanumeric)
        && before.is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Number))
}

/// An entity that prints as space or nothing.
fn is_blank(text: &str) -> bool {
    ["&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "&shy;", "&zwnj;", "&zwj;", "&#160;"]
        .iter()
        .any(|blank| text.starts_with(blank))
}

/// A web or mail address, or none. Brackets that are closed in it belong to it: `…/Bill_(law)/amendment`.
fn address(text: &str) -> Option<usize> {
    if !["https://", "http://", "mailto:", "www."].iter().any(|start| text.starts_with(start)) {
        return None;
    }
    let mut open = 0_usize;
    let end = text.find(|c: char| match c {
        '(' => {
            open += 1;
            false
        }
        ')' if open > 0 => {
            open -= 1;
            false
        }
        c => c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"'),
    });
    let body = text.get(..end.unwrap_or(text.len()))?.trim_end_matches(['.', ',', ';', ':', '!', '?']);
    Some(body.len())
}

/// Returns the length up to the bracket that closes the first one.
fn balanced(text: &str, open: char, close: char) -> Option<usize> {
    let mut depth = 0_i32;
    for (at, c) in text.char_indices() {
        match c {
            _ if c == open => depth += 1,
            _ if c == close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// A printf directive behind `%`, or none.
fn percent(text: &str) -> Option<usize> {
    let body = text.get(1..)?;
    if let Some(named) = body.strip_prefix('(') {
        let end = named.find(')')?;
        let kind = named.get(end + 1..)?.chars().next()?;
        return kind.is_ascii_alphabetic().then_some(end + 4);
    }
    let flags = body.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'$' | b'.' | b'-')).count();
    let kind = body.get(flags..)?.chars().next()?;
    let after = body.get(flags + 1..).and_then(|rest| rest.chars().next());
    (matches!(kind, 's' | 'd' | 'i' | 'u' | 'f' | 'x' | '@') && !after.is_some_and(char::is_alphanumeric))
        .then_some(flags + 2)
}

fn entity(text: &str) -> Option<usize> {
    let end = text.find(';').filter(|&end| end < 12)?;
    let name = text.get(1..end)?.trim_start_matches('#');
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric())).then_some(end + 1)
}

/// A number with a sign, currency or decimal point in front, or none.
fn number(text: &str) -> Option<usize> {
    let signs: usize = text
        .chars()
        .take_while(|c| {
            matches!(c, '-' | '−' | '–' | '+' | '±' | '€' | '$' | '£' | '~' | '<' | '>' | '≤' | '≥' | '§' | '#')
        })
        .map(char::len_utf8)
        .sum();
    let body = text.get(signs..)?;
    let point = usize::from(body.starts_with('.'));
    let body = body.get(point..)?;
    body.starts_with(|c: char| c.is_ascii_digit()).then(|| signs + point + digits(body))
}

fn digits(text: &str) -> usize {
    let is_joint = |c: char| matches!(c, '.' | ',' | ':' | '/' | '-' | '–' | '\'' | '’' | '\u{a0}' | '\u{202f}');
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if c.is_alphanumeric() || (is_joint(c) && next_is_digit) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    let unit = text.get(end..).and_then(|rest| rest.trim_start_matches([' ', '\u{a0}']).chars().next());
    match unit.filter(|c| matches!(c, '%' | '€' | '$' | '£' | '‰' | '°')) {
        Some(unit) => {
            let gap = text.get(end..).map_or(0, |rest| rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len());
            end + gap + unit.len_utf8()
        }
        None => end,
    }
}

fn word(text: &str) -> (Kind, usize) {
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return (Kind::Number, digits(text));
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_letter = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if c.is_alphanumeric() || (matches!(c, '\'' | '’' | '-' | '\u{2011}') && next_is_letter) {
            end = at + c.len_utf8();
        } else {
            break;
        }
    }
    let piece = text.get(..end).unwrap_or("");
    // Words with digits inside (`CO2`, `Article6`) count as numbers: a changed digit must never pass for a typo.
    let kind = if piece.bytes().any(|byte| byte.is_ascii_digit()) { Kind::Number } else { Kind::Word };
    (kind, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str) -> Vec<(Kind, &str)> {
        tokens(text).into_iter().filter(|token| token.is_content()).map(|token| (token.kind, token.text)).collect()
    }

    #[test]
    fn the_tokens_joined_are_the_text() {
        for text in [
            "A **bold** [link](x.md), `code` & {$name}: 3.5 %!",
            "“Don’t” <br> é–ü 5-7 %s 100% [a][b]",
            "{ unclosed [x](y",
            "5' 6\" (-5) .5 [label][] [a [b] c] <del>x</del> 2*3 user_id \\[x] [ [",
        ] {
            let joined: String = tokens(text).iter().map(|token| token.text).collect();
            assert_eq!(joined, text);
        }
    }

    #[test]
    fn what_carries_meaning_is_one_token() {
        assert_eq!(
            content("pay €20.50 or 3,5 % by 10:30"),
            [
                (Kind::Word, "pay"),
                (Kind::Number, "€20.50"),
                (Kind::Word, "or"),
                (Kind::Number, "3,5 %"),
                (Kind::Word, "by"),
                (Kind::Number, "10:30"),
            ]
        );
        assert_eq!(
            content("[see](a/b.md) {$n} `git log`"),
            [(Kind::Word, "see"), (Kind::Target, "(a/b.md)"), (Kind::Placeholder, "{$n}"), (Kind::Code, "git log"),]
        );
        assert_eq!(
            content("[list] (-5) .5 5' “at 5”"),
            [
                (Kind::Target, "[list]"),
                (Kind::Number, "-5"),
                (Kind::Number, ".5"),
                (Kind::Number, "5"),
                (Kind::Sign, "'"),
                (Kind::Word, "at"),
                (Kind::Number, "5"),
            ]
        );
    }
}
