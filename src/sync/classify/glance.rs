//! A glance at an edit: whether it surely is more than a slip of the pen.
//!
//! Most edits exchange, add or remove whole words. That is seen without cutting the texts into tokens; whoever needs to
//! know what the edit did compares them in full.

use super::spelling::is_typo;

/// Returns whether an edit surely is wording or meaning. `false` says nothing.
///
/// Only the words between what both texts begin and end with are looked at. They differ in number, or in the first word,
/// which is no misspelling of the other; marks, markup, other scripts and capitals are left to the full comparison.
pub(crate) fn is_beyond_typo(old: &str, new: &str) -> bool {
    // Words inside a tag are markup.
    if memchr::memchr(b'<', old.as_bytes()).is_some() {
        return false;
    }
    let Some((old, new)) = differing(old, new) else { return false };
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b' ');
    if !is_plain(old) || !is_plain(new) {
        return false;
    }
    let (mut old_words, mut new_words) = (old.split_ascii_whitespace(), new.split_ascii_whitespace());
    match (old_words.next(), new_words.next()) {
        (Some(one), Some(other)) => {
            !one.eq_ignore_ascii_case(other)
                && (old_words.count() != new_words.count()
                    || !is_typo(&one.to_ascii_lowercase(), &other.to_ascii_lowercase()))
        }
        (None, None) => false,
        _ => true,
    }
}

/// Returns what stands between the common beginning and end, in whole words; none where no word ends before and after.
fn differing<'a>(old: &'a str, new: &'a str) -> Option<(&'a str, &'a str)> {
    let (old_bytes, new_bytes) = (old.as_bytes(), new.as_bytes());
    let same = old_bytes.iter().zip(new_bytes).take_while(|(a, b)| a == b).count();
    let start = old_bytes.get(..same)?.iter().rposition(|&byte| byte == b' ').map_or(0, |at| at + 1);
    let (old_rest, new_rest) = (old_bytes.get(start..)?, new_bytes.get(start..)?);
    let same = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let tail = old_rest.get(old_rest.len() - same..)?;
    let kept = tail.iter().position(|byte| matches!(byte, b' ' | b'.' | b',' | b';' | b'!' | b'?' | b')'));
    let kept = kept.map_or(0, |at| same - at);
    Some((old.get(start..old.len() - kept)?, new.get(start..new.len() - kept)?))
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
        ] {
            assert!(is_beyond_typo(old, new), "{old} → {new}");
            assert!(is_beyond_typo(new, old), "{new} → {old}");
        }
    }

    #[test]
    fn what_a_glance_cannot_tell_is_left_open() {
        for (old, new) in [
            ("We recieve it.", "We receive it."),
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
