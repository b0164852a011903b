//! A glance at an edit: whether it surely is more than a slip of the pen.
//!
//! Most edits exchange, add or remove whole words. That is seen without cutting the texts into tokens; whoever needs to
//! know what the edit did compares them in full.

use super::spelling::is_typo;

/// Returns whether an edit surely is wording or meaning. `false` says nothing.
///
/// The first words that differ decide where they are plain and one is no misspelling of the other: however the rest is
/// aligned, a word was exchanged, added or removed. Marks, markup, other scripts and capitals are left to the full
/// comparison; so are first words that might be one word misspelt, unless the texts differ in their number of words.
pub(crate) fn is_beyond_typo(old: &str, new: &str) -> bool {
    // Words inside a tag are markup.
    if memchr::memchr(b'<', old.as_bytes()).is_some() {
        return false;
    }
    let Some((old, new)) = rests(old, new) else { return false };
    match (plain_word(old), plain_word(new)) {
        (Some(""), Some("")) | (None, _) | (_, None) => false,
        (Some(""), Some(_)) | (Some(_), Some("")) => true,
        (Some(one), Some(other)) => {
            !one.eq_ignore_ascii_case(other)
                && (!is_typo(&one.to_ascii_lowercase(), &other.to_ascii_lowercase()) || is_longer(old, new))
        }
    }
}

/// Returns both texts from the first word that differs.
fn rests<'a>(old: &'a str, new: &'a str) -> Option<(&'a str, &'a str)> {
    let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    let ends = |text: &str| text.as_bytes().get(same).is_none_or(u8::is_ascii_whitespace);
    let start = match old.as_bytes().get(..same)?.iter().rposition(u8::is_ascii_whitespace) {
        _ if ends(old) && ends(new) => same,
        Some(space) => space + 1,
        None => 0,
    };
    Some((old.get(start..)?, new.get(start..)?))
}

/// Returns the first word without the marks that end it, when it is nothing but letters; empty at the end of a text.
fn plain_word(text: &str) -> Option<&str> {
    let word = text.split_ascii_whitespace().next().unwrap_or("");
    let letters = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    let is_plain = letters.bytes().all(|byte| byte.is_ascii_alphabetic()) && (!letters.is_empty() || word.is_empty());
    is_plain.then_some(letters)
}

/// Returns whether two texts without anything but words up to their common end differ in the number of words.
fn is_longer(old: &str, new: &str) -> bool {
    let same = old.bytes().rev().zip(new.bytes().rev()).take_while(|(a, b)| a == b).count();
    let tail = old.as_bytes().get(old.len() - same..).unwrap_or_default();
    let kept = tail.iter().position(|byte| matches!(byte, b' ' | b'.' | b',' | b';' | b'!' | b'?' | b')'));
    let kept = kept.map_or(0, |at| same - at);
    let (Some(old), Some(new)) = (old.get(..old.len() - kept), new.get(..new.len() - kept)) else { return false };
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ');
    is_plain(old) && is_plain(new) && old.split_ascii_whitespace().count() != new.split_ascii_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_come_go_or_are_exchanged_are_seen() {
        for (old, new) in [
            ("Participants must register.", "Participants must not register."),
            ("A caption for the complex livestock", "A caption for the livestock"),
            ("Choose a valid quiz now.", "Choose a scheduled quiz now."),
            ("See the [list](a.md) of towns.", "See the [list](a.md) of cities."),
            ("", "Words"),
            ("See all, then *go* home.", "See both, then **run** (home)."),
            ("The end", "The end of it."),
        ] {
            assert!(is_beyond_typo(old, new), "{old} → {new}");
            assert!(is_beyond_typo(new, old), "{new} → {old}");
        }
    }

    #[test]
    fn what_a_glance_cannot_tell_is_left_open() {
        assert!(!is_beyond_typo("We recieve it.", "We receive it."));
        for (old, new) in [
            ("One,  two", "One, two"),
            ("Open the door", "open the door"),
            ("the *end*", "the end"),
            ("a <b class=\"x y\">word</b>", "a <b class=\"x\">word</b>"),
            ("it’s here", "it's here"),
            ("same", "same"),
            ("A well-known list", "A well known list"),
        ] {
            assert!(!is_beyond_typo(old, new), "{old} → {new}");
            assert!(!is_beyond_typo(new, old), "{new} → {old}");
        }
    }
}
