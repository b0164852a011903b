//! Comment lines: their kinds, and the flags in them.
//!
//! Both `#,` and `#=` carry flags: which of them keeps the workflow flags is decided on 2027-01-01 (GNU gettext
//! manual, "PO File Format Evolution"), so readers accept both.

/// Returns the text behind a marker such as `#.`, without the one blank that separates them.
pub(super) fn behind<'a>(line: &'a str, marker: &str) -> Option<&'a str> {
    let text = line.trim_start().strip_prefix(marker)?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// Returns the text of a translator comment: `#` followed by a blank, by nothing, or by a character without meaning.
pub(super) fn translator(line: &str) -> Option<&str> {
    let text = line.trim_start().strip_prefix('#')?;
    if text.starts_with(['.', ':', ',', '=', '|', '~']) {
        return None;
    }
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// Returns the flags of a `#,` or `#=` line.
pub(super) fn flags(line: &str) -> Option<impl Iterator<Item = &str>> {
    let text = behind(line, "#,").or_else(|| behind(line, "#="))?;
    Some(text.split(',').map(str::trim).filter(|flag| !flag.is_empty()))
}

/// Returns a raw line without the blanks in front of it, the vertical tab among them, as GNU gettext reads it.
pub(super) fn without_indent(line: &[u8]) -> &[u8] {
    let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | 0x0b | 0x0c)).count();
    line.get(blanks..).unwrap_or_default()
}

/// Returns whether a raw comment line carries the flag `fuzzy`. As in GNU gettext, blanks separate flags too.
#[inline]
pub(super) fn has_fuzzy(line: &[u8]) -> bool {
    let [b'#', b',' | b'=', text @ ..] = line else { return false };
    text.split(|byte| matches!(byte, b',' | b' ' | b'\t' | b'\r' | 0x0b | 0x0c)).any(|flag| flag == b"fuzzy")
}

/// Returns the line without the flag `fuzzy`, or none when nothing is left of it.
pub(super) fn without_fuzzy(line: &str) -> Option<String> {
    let marker = line.get(..2)?;
    let kept: Vec<String> = flags(line)?
        .map(|flag| flag.split_whitespace().filter(|word| *word != "fuzzy").collect::<Vec<_>>().join(" "))
        .filter(|flag| !flag.is_empty())
        .collect();
    if kept.is_empty() {
        return None;
    }
    Some(format!("{marker} {}", kept.join(", ")))
}

/// Returns where a keyword stands in a comment behind a carriage return: somebody took that for the end of the line.
pub(super) fn hidden_keyword(comment: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'\r', comment).map(|at| at + 1).find(|start| {
        let word = without_indent(comment.get(*start..).unwrap_or_default());
        [&b"msgctxt"[..], b"msgid", b"msgstr"].iter().any(|keyword| word.starts_with(keyword))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fuzzy_is_found_in_both_kinds_of_flag_line() {
        for line in ["#, fuzzy", "#,fuzzy", "#= fuzzy", "#, c-format, fuzzy", "#, fuzzy c-format", "#, fuzzy\r"] {
            assert!(has_fuzzy(line.as_bytes()), "{line}");
        }
        for line in ["# fuzzy", "#. fuzzy", "#, not-fuzzy", "#, Fuzzy", "#,"] {
            assert!(!has_fuzzy(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn other_flags_keep_their_order() {
        assert_eq!(without_fuzzy("#, machine-draft, fuzzy, range: 0..10").unwrap(), "#, machine-draft, range: 0..10");
        assert_eq!(without_fuzzy("#,fuzzy"), None);
        assert_eq!(without_fuzzy("#= fuzzy c-format").unwrap(), "#= c-format");
    }

    #[test]
    fn comments_need_no_blank() {
        assert_eq!(behind("#.note", "#."), Some("note"));
        assert_eq!(translator("#note"), Some("note"));
        assert_eq!(translator("#  two"), Some(" two"));
        assert_eq!(translator("#"), Some(""));
        assert_eq!(translator("#: a.md"), None);
    }
}
