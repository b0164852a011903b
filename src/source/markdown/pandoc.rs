//! Blocks of Pandoc and Quarto that CommonMark takes for paragraphs although their lines matter: tables without bars, line blocks
//! (`| line`), and lists that are lettered, roman, in parentheses or numbered by the processor (`a. x`, `(i) x`, `#. x`).
//!
//! Invariant: what every processor reads as a paragraph stays one. A list is one only where a second item follows the first.

/// Items within items; cut so that the text behind begins in the same column. As far as this, blocks may be indented.
const MARKERS: &str = "   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   ";

/// Returns what covers some bytes before a text so that it becomes an item whose text begins there.
pub(super) fn item(width: usize) -> Option<&'static str> {
    let lead = if width < 4 { 0 } else { width % 4 };
    MARKERS.get(3 - lead..3 - lead + width).filter(|_| width > 0)
}

/// Items within items, the first as wide as the bytes that four do not divide.
const FLUSH: [&str; 4] = [
    "+   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   ",
    "+    +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   ",
    "+ +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   ",
    "+  +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   +   ",
];

/// Returns the same for a text that may stand in an item: no blanks, which would move the text of that item, begin it.
pub(super) fn flush_item(width: usize) -> Option<&'static str> {
    FLUSH.get(width % 4)?.get(..width).filter(|_| width > 0)
}

/// Returns the line after the one that ends at `end`: how many bytes stand before its content, the content, and its end.
pub(super) fn next_line(text: &str, end: usize) -> Option<(usize, &str, usize)> {
    let rest = text.get(end..)?;
    let start = end + if rest.starts_with("\r\n") { 2 } else { 1 };
    let line = text.get(start..)?;
    let line = line.get(..memchr::memchr2(b'\n', b'\r', line.as_bytes()).unwrap_or(line.len()))?;
    let content = content(line);
    Some((line.len() - content.len(), content, start + line.len()))
}

/// Returns how many bytes of a line are the markers of CommonMark's items, up to the text of the innermost.
pub(super) fn markers(content: &str) -> usize {
    let bytes = content.as_bytes();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        let digits = rest.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
        let mark: &[u8] = if digits > 0 { b".)" } else { b"-+*" };
        let width = digits + usize::from(rest.get(digits).is_some_and(|byte| mark.contains(byte)));
        let blanks = rest.iter().skip(width).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        if width == digits || blanks == 0 || at + width + blanks == bytes.len() {
            return at;
        }
        at += width + blanks;
    }
}

/// Returns how many bytes of a line are markers of items, or that of a definition or a footnote, `:   ` or `[^1]: `.
pub(super) fn lead(content: &str) -> usize {
    let bytes = content.as_bytes();
    let blanks = |at: usize| at + bytes.iter().skip(at).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let colon = match bytes {
        [b':', b' ' | b'\t', ..] => Some(0),
        [b'[', b'^', ..] => content
            .find("]:")
            .filter(|at| content.get(2..*at).is_some_and(|name| !name.contains(['[', ' '])))
            .map(|at| at + 1),
        _ => None,
    };
    colon.map_or_else(|| markers(content), |colon| blanks(colon + 1))
}

/// Returns a line without indentation and quote markers.
pub(super) fn content(line: &str) -> &str {
    line.trim_start_matches([' ', '\t', '>'])
}

/// Returns the end of the grid table whose first line begins at `at` and ends at `end`.
pub(super) fn grid_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let first = text.get(at..end)?;
    if !is_border(first) {
        return None;
    }
    let (mut line, mut found) = (end, None);
    while let Some((_, content, end)) = next_line(text, line).filter(|(_, content, _)| content.starts_with(['+', '|']))
    {
        line = end;
        if is_border(content) {
            found = Some(end - (content.len() - content.trim_end().len()));
        }
    }
    found
}

/// Returns whether a line is the border of a grid table, `+---+:==:+`.
pub(super) fn is_border(line: &str) -> bool {
    let inner = line.trim_end().strip_prefix('+').and_then(|rest| rest.strip_suffix('+'));
    inner.is_some_and(|inner| {
        inner.split('+').all(|cell| {
            let dashes = cell.trim_matches(':');
            !dashes.is_empty() && (dashes.bytes().all(|b| b == b'-') || dashes.bytes().all(|b| b == b'='))
        })
    })
}

/// Returns the end of the table without bars whose first line ends at `end`: columns are set apart by rows of dashes alone
/// (`simple_tables` and `multiline_tables`). It begins behind a blank line. `is_unclosed` says that no rule further down closes
/// one of several lines a row.
pub(super) fn dashed_end(text: &str, first: &str, end: usize, is_unclosed: &mut bool) -> Option<usize> {
    let below = |line: usize| next_line(text, line).filter(|(_, content, _)| !content.trim().is_empty());
    if is_rule(first, 1) {
        // Of several lines a row, up to another rule; the head has its own row of dashes.
        let (mut line, mut is_headed) = (end, *is_unclosed);
        if is_headed {
            return None;
        }
        while let Some((_, content, end)) = next_line(text, line) {
            if is_rule(content, 1) && is_headed && below(end).is_none() {
                return Some(end);
            }
            is_headed |= is_rule(content, 2);
            if content.trim().is_empty() && !is_headed {
                return None;
            }
            line = end;
        }
        *is_unclosed = true;
        return None;
    }
    let is_headless = is_rule(first, 2);
    let (_, rule, mut line) = below(end)?;
    if is_headless == is_rule(rule, 2) || first.contains('|') {
        return None;
    }
    let mut last = rule;
    while let Some((_, content, end)) = below(line) {
        (line, last) = (end, content);
    }
    (!is_headless || is_rule(last, 2)).then_some(line)
}

/// Returns whether a line is a row of dashes: a single one of at least three, or at least `groups` of at least two.
fn is_rule(line: &str, groups: usize) -> bool {
    if !line.trim_start_matches([' ', '\t']).starts_with('-') {
        return false;
    }
    let least = if groups == 1 { 3 } else { 2 };
    let words = || line.split([' ', '\t']).filter(|word| !word.is_empty());
    let count = words().count();
    (if groups == 1 { count == 1 } else { count >= groups })
        && words().all(|word| word.len() >= least && word.bytes().all(|byte| byte == b'-'))
}

/// Returns how many bytes of a paragraph say that it is a caption: `: The costs`, or `Table: The costs {#tbl-x}`, where its identifier
/// tells that Pandoc or Quarto reads it.
pub(super) fn caption(paragraph: &str) -> Option<usize> {
    if let Some(text) = paragraph.strip_prefix(": ") {
        return (!text.trim().is_empty()).then(|| paragraph.len() - text.trim_start().len());
    }
    let text = paragraph.strip_prefix("Table:")?.trim_start_matches(' ');
    (text.ends_with('}') && text.contains("{#") && !text.starts_with(['\n', '\r']))
        .then(|| paragraph.len() - text.len())
}

/// Returns how many bytes stand before the text of a line of a line block.
pub(super) fn bar(content: &str) -> Option<usize> {
    let rest = content.strip_prefix('|')?;
    let text = rest.trim_start_matches(' ');
    (rest.trim_end().is_empty() || text.len() < rest.len()).then(|| content.len() - text.trim_start().len())
}

/// Returns whether the line that ends at `end` begins a line block, being no head of a table: no row of dashes is below.
pub(super) fn begins_lines(text: &str, content: &str, end: usize) -> bool {
    let is_rule =
        |line: &str| line.contains('-') && line.bytes().all(|b| matches!(b, b'-' | b':' | b'|' | b' ' | b'\t'));
    bar(content).is_some() && next_line(text, end).is_none_or(|(_, below, _)| !is_rule(below))
}

/// The marker of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    has_open: bool,
    close: u8,
    /// Where the closing byte stands.
    at: usize,
    number: Number,
    /// How many bytes stand before the text of the item.
    pub(super) width: usize,
}

/// What a marker says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    /// `#`, or `@` with or without a label.
    Any(u8),
    /// Digits.
    Digits(u32),
    /// Letters: as a letter of the alphabet, if it is a single one, and as a roman number, if it is one.
    Letters { is_upper: bool, letter: Option<u32>, roman: Option<u32> },
}

/// Returns whether a line may begin with a marker. Most that begin with a letter begin neither with one alone nor with a Roman
/// number.
fn may_number(line: &[u8]) -> bool {
    const ROMAN: &[u8] = b"ivxlcdmIVXLCDM";
    match line {
        [first, second, ..] if first.is_ascii_alphabetic() => {
            matches!(second, b'.' | b')') || (ROMAN.contains(first) && ROMAN.contains(second))
        }
        _ => true,
    }
}

/// Reads the marker that a line begins with (Pandoc's `fancy_lists`, `example_lists`).
pub(super) fn marker(content: &str) -> Option<Marker> {
    if !may_number(content.as_bytes()) {
        return None;
    }
    let has_open = content.starts_with('(');
    let inner = content.get(usize::from(has_open)..)?;
    let length = inner.bytes().take(32).take_while(|b| b.is_ascii_alphanumeric() || b"#@-_".contains(b)).count();
    let (word, rest) = inner.split_at_checked(length)?;
    let close = *rest.as_bytes().first().filter(|b| matches!(b, b')' | b'.'))?;
    let text = rest.get(1..)?.trim_start_matches([' ', '\t']);
    let blanks = rest.len() - 1 - text.len();
    let number = number(word, has_open)?;
    // `B. Russell` is a name.
    let is_initial = close == b'.' && matches!(number, Number::Letters { is_upper: true, letter: Some(_), .. });
    let is_whole = blanks > usize::from(is_initial) && !text.is_empty() && (!has_open || close == b')');
    let at = usize::from(has_open) + length;
    is_whole.then_some(Marker { has_open, close, at, number, width: content.len() - text.len() })
}

fn number(word: &str, has_open: bool) -> Option<Number> {
    let first = *word.as_bytes().first()?;
    if word == "#" && !has_open || (first == b'@' && has_open) {
        return Some(Number::Any(first));
    }
    if word.bytes().all(|b| b.is_ascii_digit()) {
        // Without an opening parenthesis it is CommonMark's.
        return word.parse().ok().filter(|_| has_open).map(Number::Digits);
    }
    let is_upper = first.is_ascii_uppercase();
    let is_even = word.bytes().all(|b| b.is_ascii_alphabetic() && b.is_ascii_uppercase() == is_upper);
    let letter = Some(u32::from(first)).filter(|_| word.len() == 1);
    let roman = roman(word);
    (is_even && (letter.is_some() || roman.is_some())).then_some(Number::Letters { is_upper, letter, roman })
}

fn roman(word: &str) -> Option<u32> {
    let values = word.bytes().map(|byte| match byte.to_ascii_lowercase() {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        b'c' => Some(100),
        b'd' => Some(500),
        b'm' => Some(1000),
        _ => None,
    });
    let (mut sum, mut highest) = (0_u32, 0);
    for value in values.rev() {
        let value = value?;
        sum = if value < highest { sum.checked_sub(value)? } else { sum + value };
        highest = highest.max(value);
    }
    Some(sum)
}

impl Marker {
    /// Writes a line that begins with the marker so that it does not.
    pub(super) fn escaped(&self, line: &str) -> String {
        let (head, tail) = line.split_at_checked(if self.has_open { 0 } else { self.at }).unwrap_or_default();
        format!("{head}\\{tail}")
    }

    /// Returns whether another marker is that of the next item.
    fn leads_to(&self, next: &Self) -> bool {
        let follows = |a: Option<u32>, b: Option<u32>| a.zip(b).is_some_and(|(a, b)| b == a + 1);
        let is_next = match (self.number, next.number) {
            (Number::Any(a), Number::Any(b)) => a == b,
            (Number::Digits(a), Number::Digits(b)) => follows(Some(a), Some(b)),
            (
                Number::Letters { is_upper: a, letter, roman },
                Number::Letters { is_upper: b, letter: next_letter, roman: next_roman },
            ) => a == b && (follows(letter, next_letter) || follows(roman, next_roman)),
            (Number::Any(_) | Number::Digits(_) | Number::Letters { .. }, _) => false,
        };
        is_next && self.has_open == next.has_open && self.close == next.close
    }
}

/// The lists that are open.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// How far the markers of each are indented, and its last marker.
    open: Vec<(usize, Marker)>,
}

impl Lists {
    /// Returns the marker of an item that a line begins with. `indent` is how many bytes stand before the content; the line
    /// ends at `end`. `may_begin` says that a list may begin in it, `is_after_blank` that a blank line is above.
    pub(super) fn item(
        &mut self,
        text: &str,
        (indent, content, end): (usize, &str, usize),
        may_begin: bool,
        is_after_blank: bool,
    ) -> Option<Marker> {
        if content.is_empty() {
            return None;
        }
        let marker = marker(content);
        let is_next = |(at, last): &(usize, Marker)| *at == indent && marker.is_some_and(|next| last.leads_to(&next));
        if let Some(at) = self.open.iter().rposition(is_next) {
            self.open.truncate(at);
        } else {
            if is_after_blank {
                self.open.retain(|(at, _)| *at < indent);
            }
            marker.filter(|marker| may_begin && indent <= MARKERS.len() && is_followed(text, indent, *marker, end))?;
            self.open.retain(|(at, _)| *at < indent);
        }
        self.open.extend(marker.map(|marker| (indent, marker)));
        marker
    }
}

/// Returns whether the next item stands below one whose first line ends at `end`. A line above it that ends in a hard break
/// needs no list to stay apart.
fn is_followed(text: &str, indent: usize, marker: Marker, end: usize) -> bool {
    let (mut line, mut is_after_blank) = (end, false);
    while let Some((at, content, end)) = next_line(text, line) {
        let is_blank = content.trim_end().is_empty();
        if !is_blank && at <= indent {
            if let Some(next) = self::marker(content) {
                let above = text.get(..line).unwrap_or_default();
                let slashes = above.len() - above.trim_end_matches('\\').len();
                let is_hard = !is_after_blank && (above.ends_with("  ") || slashes % 2 == 1);
                return at == indent && marker.leads_to(&next) && !is_hard;
            }
            if is_after_blank {
                return false;
            }
        }
        (line, is_after_blank) = (end, is_blank);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leads(a: &str, b: &str) -> bool {
        let (a, b) = (marker(a), marker(b));
        a.zip(b).is_some_and(|(a, b)| a.leads_to(&b))
    }

    #[test]
    fn items_follow_each_other() {
        for (a, b) in [
            ("a. x", "b. y"),
            ("(a) x", "(b) y"),
            ("i) x", "ii) y"),
            ("iv. x", "v. y"),
            ("ix. x", "x. y"),
            ("h. x", "i. y"),
            ("A.  x", "B.  y"),
            ("A) x", "B) y"),
            ("(1) x", "(2) y"),
            ("#. x", "#. y"),
            ("(@) x", "(@good) y"),
        ] {
            assert!(leads(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("a. x", "a. y"),
            ("a. x", "b) y"),
            ("a. x", "B.  y"),
            ("A. Smith", "B. Jones"),
            ("1. x", "2. y"),
            ("(a x", "(b y"),
            ("a.x", "b.y"),
            ("ab. x", "ac. y"),
            ("(i. x", "(ii. y"),
        ] {
            assert!(!leads(a, b), "{a} {b}");
        }
    }

    #[test]
    fn covers_are_as_wide_as_what_they_cover() {
        assert_eq!([1, 2, 3, 4, 5].map(|width| item(width).unwrap()), ["+", "+ ", "+  ", "+   ", " +   "]);
        assert_eq!(item(9).unwrap(), " +   +   ");
        assert_eq!((item(0), item(99)), (None, None));
        assert_eq!([4, 5, 6, 7].map(|width| flush_item(width).unwrap()), ["+   ", "+    ", "+ +   ", "+  +   "]);
        assert!((1..60).all(|width| flush_item(width).is_some_and(|cover| cover.len() == width)));
        assert_eq!((flush_item(0), flush_item(99)), (None, None));
    }

    #[test]
    fn tables_of_dashes_end_where_pandoc_ends_them() {
        let end = |text: &'static str| {
            let first = text.find('\n').unwrap_or(text.len());
            dashed_end(text, &text[..first], first, &mut false).map(|end| &text[end..])
        };
        assert_eq!(end("  Right   Left\n-------  ------\n     12  12\n    123  123\n\nText"), Some("\n\nText"));
        assert_eq!(end("-------  ------\n     12  12\n-------  ------\n\nText"), Some("\n\nText"));
        assert_eq!(
            end("--------------\n A     B\n a     b\n-----  -----\n 1     2\n\n 3     4\n--------------\n\nText"),
            Some("\n\nText")
        );
        for text in [
            "---\n\nText\n\n---\n",
            "Title\n---\nText\n",
            "a\n- - -\nb\n",
            "-- --\na\n",
            "---\na\n---\n",
            "a\n\n-- --\nb\n",
        ] {
            assert_eq!(end(text), None, "{text}");
        }
    }

    #[test]
    fn captions_with_an_identifier_are_known() {
        assert_eq!(caption("Table: The costs {#tbl-x}"), Some(7));
        assert_eq!((caption(": The costs"), caption(":  The costs {#x}"), caption(":a")), (Some(2), Some(3), None));
        assert_eq!((caption("Table: The costs"), caption("Tables: x {#y}")), (None, None));
    }

    #[test]
    fn grid_tables_end_with_their_last_border() {
        let end = |text: &str| grid_end(text, 0, text.find('\n').unwrap_or(text.len()));
        assert_eq!(end("+---+---+\n| a | b |\n+:==:+===+\n| c | d |\n+---+---+ \n\ne"), Some(50));
        assert_eq!(end("+---+\n| a |\n\n+---+"), None);
        assert_eq!(end("+ a +\n+---+"), None);
    }
}
