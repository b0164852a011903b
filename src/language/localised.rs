//! Addresses under which one page stands in several languages.

use std::borrow::Cow;
use std::ops::Range;

/// Stands for the code of a language.
const CODE: &str = "•";

/// Returns an address with one mark in the place of each code that `is_code` knows (it is asked about two ASCII letters, in
/// any case): a part of the path (`/en/`, `/en-GB/`), its end or that of a file's name (`guide_en`, `guide-en.pdf`,
/// `index.en.html`), a value (`?lang=en`), or the first part of a host (`en.wikipedia.org`).
///
/// Only addresses of the web and those that begin with `/` are read so: a path from the page leads to a file, which has its
/// own name.
#[must_use]
pub fn without_language<'a>(address: &'a str, is_code: &dyn Fn(&str) -> bool) -> Cow<'a, str> {
    let Some(path) = path_of(address, is_code) else { return Cow::Borrowed(address) };
    let mut codes: Vec<Range<usize>> = Vec::new();
    codes.extend(path.code);
    let bytes = address.as_bytes();
    let mut at = path.start;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_alphabetic)) {
        let start = at + found;
        at = start + letters(bytes, start);
        let begins = start.checked_sub(1).and_then(|at| bytes.get(at));
        if at - start != 2 || !matches!(begins, Some(b'/' | b'=' | b'.' | b'_' | b'-')) {
            continue;
        }
        let end = at + region(bytes, at);
        let ends = matches!(bytes.get(end), None | Some(b'/' | b'?' | b'&' | b'#' | b'.'));
        if ends && address.get(start..at).is_some_and(is_code) {
            codes.push(start..end);
            at = end;
        }
    }
    if codes.is_empty() {
        return Cow::Borrowed(address);
    }
    let mut out = String::with_capacity(address.len() + codes.len());
    let mut copied = 0;
    for code in codes {
        out.push_str(address.get(copied..code.start).unwrap_or_default());
        out.push_str(CODE);
        copied = code.end;
    }
    out.push_str(address.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Where the path of an address begins, and the code that its host begins with.
struct Path {
    start: usize,
    code: Option<Range<usize>>,
}

fn path_of(address: &str, is_code: &dyn Fn(&str) -> bool) -> Option<Path> {
    let bytes = address.as_bytes();
    let is_web = |scheme: &&str| ["", "http:", "https:"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let slashes = memchr::memchr(b'/', bytes).filter(|at| bytes.get(at + 1) == Some(&b'/'));
    let scheme = slashes.and_then(|at| address.get(..at)).filter(is_web);
    let Some(scheme) = scheme.map(str::len) else {
        return address.starts_with('/').then_some(Path { start: 0, code: None });
    };
    let host = scheme + 2;
    let is_end = |byte: &u8| matches!(byte, b'/' | b'?' | b'#');
    let start = bytes.get(host..)?.iter().position(is_end).map_or(bytes.len(), |length| host + length);
    let name = address.get(host..start)?;
    let first = host..host + letters(bytes, host);
    let is_localised = first.len() == 2
        && name.as_bytes().get(2) == Some(&b'.')
        && name.bytes().filter(|byte| *byte == b'.').count() > 1
        && address.get(first.clone()).is_some_and(is_code);
    Some(Path { start, code: is_localised.then_some(first) })
}

fn letters(bytes: &[u8], start: usize) -> usize {
    bytes.get(start..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count())
}

/// Returns the length of a region behind a code: `-GB`, `_PT`.
fn region(bytes: &[u8], start: usize) -> usize {
    let is_region = matches!(bytes.get(start), Some(b'-' | b'_')) && letters(bytes, start + 1) == 2;
    if is_region { 3 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(address: &str) -> String {
        without_language(address, &|code| ["en", "fr", "pt"].iter().any(|one| one.eq_ignore_ascii_case(code)))
            .into_owned()
    }

    #[test]
    fn pages_in_several_languages_are_one() {
        for (english, other) in [
            ("https://europa.eu/en/page", "https://europa.eu/fr/page"),
            ("https://commission.europa.eu/guide_en", "https://commission.europa.eu/guide_fr"),
            (
                "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=1",
                "https://eur-lex.europa.eu/legal-content/FR/TXT/?uri=1",
            ),
            ("https://en.wikipedia.org/wiki/Vote", "https://fr.wikipedia.org/wiki/Vote"),
            ("https://a.eu/x-en.pdf#p", "https://a.eu/x-fr.pdf#p"),
            ("https://a.eu/index.en.html", "https://a.eu/index.fr.html"),
            ("https://a.eu/x?lang=en&y=1", "https://a.eu/x?lang=pt-PT&y=1"),
            ("//a.eu/en", "//a.eu/pt_PT"),
            ("/en-GB/x", "/fr/x"),
        ] {
            assert_eq!(plain(english), plain(other));
        }
    }

    #[test]
    fn what_is_no_code_stays() {
        for address in [
            "https://a.fr",
            "https://fr.eu/x",
            "https://a.eu/enfr/x",
            "https://a.eu/vote_en_blanc/x",
            "https://a.eu/de/x",
            "img/plan-en.png",
            "../en/x.md",
            "mailto:x@en.a.eu",
            "ftp://a.eu/en/",
            "",
            "/",
        ] {
            assert_eq!(plain(address), address);
        }
    }
}
