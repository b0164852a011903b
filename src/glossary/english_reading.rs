//! Whether an English word is the noun or the verb that a term is: `we ask for consent`, `people consent`.
//!
//! No tagger: the word's ending, the function words beside it and the place in the sentence, which decide most cases; the
//! rest is said to be unclear, so that a check may speak softly. Only terms of one word that have a part of speech in the
//! termbase are judged.

use std::ops::Range;

/// What an occurrence of a term of one word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// The part of speech of the term, or nothing speaks against it.
    Meant,
    /// Noun or verb; a person would have to look.
    Unclear,
    /// The other part of speech.
    Otherwise,
}

/// Judges the occurrence of `term` at `span` of `text`.
#[must_use]
pub(super) fn reading(term: &str, part_of_speech: &str, text: &str, span: &Range<usize>) -> Reading {
    let is_noun = match part_of_speech {
        "noun" => true,
        "verb" => false,
        _ => return Reading::Meant,
    };
    if is_time(term) && is_counted(text.get(..span.start).unwrap_or("")) {
        return Reading::Otherwise;
    }
    if term.contains([' ', '-']) || is_noun && NOUN_ENDINGS.iter().any(|ending| term.ends_with(ending)) {
        return Reading::Meant;
    }
    let wording = text.get(span.clone()).unwrap_or("").to_lowercase();
    match (class(term, &wording, text, span), is_noun) {
        (Class::Noun, true) | (Class::Verb, false) => Reading::Meant,
        (Class::Noun, false) | (Class::Verb, true) => Reading::Otherwise,
        (Class::Either, _) => Reading::Unclear,
    }
}

/// Returns whether a term is a unit of time as well: the minutes of a meeting.
fn is_time(term: &str) -> bool {
    matches!(term.to_lowercase().as_str(), "minute" | "minutes" | "second" | "seconds")
}

/// Returns whether the words before a unit count it: `ten minutes`, `30-minute`, `a few minutes`.
fn is_counted(head: &str) -> bool {
    const COUNTS: [&str; 27] = [
        "few", "several", "many", "some", "couple", "one", "two", "three", "four", "five", "six", "seven", "eight",
        "nine", "ten", "fifteen", "twenty", "thirty", "forty", "fifty", "sixty", "ninety", "last", "more", "extra",
        "per", "every",
    ];
    let head = head.trim_end_matches([' ', '\u{a0}', '-', '\u{2011}', '\u{2060}']);
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    let is_couple = word == "of"
        && head
            .len()
            .checked_sub(9)
            .and_then(|from| head.get(from..))
            .is_some_and(|end| end.eq_ignore_ascii_case("couple of"));
    word.ends_with(|c: char| c.is_ascii_digit()) || is_couple || COUNTS.contains(&word.as_str())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Noun,
    Verb,
    Either,
}

fn class(term: &str, wording: &str, text: &str, span: &Range<usize>) -> Class {
    if wording.ends_with("'s") || wording.ends_with("s'") || wording.ends_with('’') || wording.ends_with("’s") {
        return Class::Noun;
    }
    if wording != term && (wording.ends_with("ed") || wording.ends_with("ing")) {
        return Class::Verb;
    }
    let head = text.get(..span.start).unwrap_or("");
    let tail = text.get(span.end..).unwrap_or("");
    let before = last_word(head);
    let after = first_word(tail);
    if let Some(before) = &before {
        if is_in(BEFORE_VERBS, before) || before.ends_with("n't") {
            return Class::Verb;
        }
        if before == "to" {
            return after_to(after.as_deref());
        }
        if is_in(BEFORE_NOUNS, before) || ADJECTIVE_ENDINGS.iter().any(|ending| before.ends_with(ending)) {
            return Class::Noun;
        }
    }
    let next = after.as_deref().unwrap_or("");
    if is_in(OBJECTS, next) {
        return Class::Verb;
    }
    if is_in(AFTER_NOUNS, next) || is_whole(head, tail) {
        return Class::Noun;
    }
    Class::Either
}

/// `to mandate the group` and `the right to refund` have a verb, `access to certificates and` has a noun.
fn after_to(after: Option<&str>) -> Class {
    match after {
        Some(next) if is_in(OBJECTS, next) => Class::Verb,
        Some(next) if is_in(AFTER_NOUNS, next) => Class::Noun,
        _ => Class::Either,
    }
}

/// Returns whether the word is all there is, as in a heading or a table cell.
fn is_whole(head: &str, tail: &str) -> bool {
    !head.contains(char::is_alphanumeric) && !tail.contains(char::is_alphanumeric)
}

/// Returns the word right before, in lower case; nothing over the end of a sentence or a clause.
fn last_word(head: &str) -> Option<String> {
    let head = head.trim_end_matches([' ', '\n', '*', '_', '[', '“', '"', '‘']);
    let start = head.rfind(|c: char| !is_word(c)).map_or(0, |at| at + head.get(at..).map_or(1, first_length));
    head.get(start..).filter(|word| !word.is_empty()).map(plain)
}

/// Returns the word right after, in lower case; nothing over the end of a sentence or a clause.
fn first_word(tail: &str) -> Option<String> {
    let tail = tail.trim_start_matches([' ', '\n', '*', '_']);
    let end = tail.find(|c: char| !is_word(c)).unwrap_or(tail.len());
    tail.get(..end).filter(|word| !word.is_empty()).map(plain)
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// Endings of words that are nouns and no verbs.
static NOUN_ENDINGS: [&str; 17] = [
    "tion", "sion", "ity", "ness", "ship", "ism", "ist", "ance", "ence", "ancy", "ency", "cracy", "er", "or", "ee",
    "ing", "book",
];

/// Endings of adjectives and participles, which stand before nouns.
static ADJECTIVE_ENDINGS: [&str; 12] =
    ["ed", "al", "ive", "ous", "ic", "able", "ible", "ful", "less", "ary", "ent", "'s"];

/// Subjects, modal and auxiliary verbs: a verb follows.
const BEFORE_VERBS: &str = "i you we they he she who can could may might must shall should will would cannot do does did \
                            don't doesn't didn't please let's let not never always also then either help helps";

/// Articles, determiners, possessives and prepositions: a noun follows.
const BEFORE_NOUNS: &str = "a an the this these those my your his her its our their any each every some no \
                            another other one two three four five all both whose what of in for by with without on \
                            about from at into under over after before during through between against per as via such \
                            new good clear free prior full main own more most few many several first second last next \
                            same short long draft";

/// What the object of a verb begins with.
const OBJECTS: &str = "the a an this that these those my your his her its our their each every all both it them him us me \
                       you whether how what people participants citizens everyone everybody someone anyone nobody";

/// What follows a noun, not a verb.
const AFTER_NOUNS: &str = "of is are was were has have had can could may might must shall should will would cannot which \
                           who whose means";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(term: &str, part_of_speech: &str, text: &str) -> Reading {
        let place = text.to_lowercase().find(&term[..term.len() - 1]).unwrap();
        let end = text[place..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |at| place + at);
        reading(term, part_of_speech, text, &(place..end))
    }

    #[test]
    fn counted_minutes_are_no_record() {
        for text in
            ["Wait ten minutes.", "A 30-minute session", "Just a few minutes", "a couple of minutes", "5 minutes"]
        {
            assert_eq!(read("minutes", "noun", text), Reading::Otherwise, "{text}");
        }
        for text in ["The minutes are public.", "Copies of minutes"] {
            assert_ne!(read("minutes", "noun", text), Reading::Otherwise, "{text}");
        }
    }

    #[test]
    fn nouns_are_told_from_verbs() {
        for text in [
            "Ask for their consent.",
            "A written consent is enough.",
            "Consent of the parents",
            "**Consent**",
            "Keep a record of all consents.",
            "Give free consent",
            "The consent form",
        ] {
            assert_eq!(read("consent", "noun", text), Reading::Meant, "{text}");
        }
        for text in [
            "They consent to it.",
            "You can consent now.",
            "Everyone who consented gets a copy.",
            "By consenting, you agree.",
            "Do not consent.",
        ] {
            assert_eq!(read("consent", "noun", text), Reading::Otherwise, "{text}");
        }
        assert_eq!(read("exercise", "noun", "Exercise your rights."), Reading::Otherwise);
        assert_eq!(read("mandate", "noun", "It is rare to mandate a group."), Reading::Otherwise);
        assert_eq!(read("mandate", "verb", "the mandate"), Reading::Otherwise);
    }

    #[test]
    fn what_cannot_be_told_is_unclear() {
        for text in ["Participants consent freely.", "the right to consent"] {
            assert_eq!(read("consent", "noun", text), Reading::Unclear, "{text}");
        }
    }

    #[test]
    fn other_terms_are_not_judged() {
        assert_eq!(read("facilitation", "noun", "They facilitation it."), Reading::Meant);
        assert_eq!(read("consent", "", "They consent."), Reading::Meant);
    }
}
