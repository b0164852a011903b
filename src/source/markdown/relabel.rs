//! Shortcut and collapsed references: a translated label no longer names its definition, so the English one is added.
//!
//! `[Foo]` becomes `[Translated][Foo]`; a label that still resolves stays as it is. Of several translated labels nothing but
//! their order says which is which; whoever writes `[Translated][Foo]` in full is not guessed about. What stands in brackets
//! in the English and is no reference counts in the order as well.

use std::collections::{HashMap, HashSet};

use super::lines::unwrap;
use super::skeleton::{Label, Skeleton};
use super::tags::code_end;
use crate::model::Unit;

/// A bracket pair that may be a shortcut or collapsed reference.
struct Pair {
    /// Where the text between the brackets begins and ends.
    open: usize,
    close: usize,
    is_image: bool,
    is_collapsed: bool,
}

/// The bracket pairs of a text.
#[derive(Default)]
struct Brackets {
    /// Those that no parenthesis or label follows, in order of their closing bracket.
    short: Vec<Pair>,
    /// The labels of what may be full references, `[text][label]`, folded.
    full: Vec<String>,
}

/// A label, and whether it is an image's.
pub(super) type Labelled = (String, bool);

/// Returns the labels of a unit, in order.
pub(super) fn labels(text: &str, labels: &[Label]) -> Vec<Labelled> {
    labels.iter().map(|label| (unwrap(text, label.span.clone(), &[], 8), label.image)).collect()
}

/// Returns the labels of the shortcut and collapsed references in a text that begins at an offset; `known` are the labels that
/// are defined, folded.
pub(super) fn defined(text: &str, offset: usize, known: &HashSet<String>) -> Vec<Label> {
    if known.is_empty() {
        return Vec::new();
    }
    let is_defined = |pair: &Pair| text.get(pair.open..pair.close).is_some_and(|text| known.contains(&folded(text)));
    let label = |pair: Pair| Label { span: offset + pair.open..offset + pair.close, image: pair.is_image };
    brackets(text).short.into_iter().filter(is_defined).map(label).collect()
}

/// Rewrites the references of a translation. `labels` are those of the English, in order, with whether each is an image.
pub(super) fn relabel(source: &str, translation: &str, labels: &[Labelled]) -> String {
    let mut out = String::with_capacity(translation.len() + 16);
    let mut copied = 0;
    let apart = apart(source, labels);
    let ends = if apart.is_empty() { HashSet::new() } else { ends_of_texts(translation, labels) };
    for (pair, (label, _)) in assigned(source, translation, labels).0 {
        if apart.contains(&folded(label))
            // A text that has just got its own label is a reference itself.
            && let Some(end) = pair.open.checked_sub(2).filter(|end| *end > copied && ends.contains(end))
            && translation.get(end..pair.open) == Some(" [")
            && !pair.is_collapsed
        {
            out.push_str(translation.get(copied..end).unwrap_or_default());
            out.push_str(&format!("[{label}]"));
            copied = pair.close + 1;
            continue;
        }
        out.push_str(translation.get(copied..=pair.close).unwrap_or_default());
        out.push('[');
        out.push_str(label);
        out.push(']');
        copied = pair.close + if pair.is_collapsed { 3 } else { 1 };
    }
    out.push_str(translation.get(copied..).unwrap_or_default());
    out
}

/// Returns a label that a translation refers to, `[text][label]` or `[label][]`, although neither the page defines it nor the
/// English names it: readers would see the brackets. `known` are the labels that are defined, folded. As many brackets as the
/// English shows to readers are text.
pub(super) fn undefined(source: &str, translation: &str, known: &HashSet<String>) -> Option<String> {
    memchr::memmem::find(translation.as_bytes(), b"][")?;
    let is_new = |label: &String| !known.contains(label);
    let found = brackets(translation);
    let collapsed = found.short.iter().filter(|pair| pair.is_collapsed);
    let collapsed = collapsed.map(|pair| folded(translation.get(pair.open..pair.close).unwrap_or_default()));
    let label = found.full.iter().cloned().chain(collapsed).find(is_new)?;
    let english = source.split(']').filter_map(|part| Some(part.rsplit_once('[')?.1));
    let is_named = english.map(folded).any(|own| own == label);
    (!is_named && shown(translation, &found, known) > shown(source, &brackets(source), known)).then_some(label)
}

/// Returns how many pairs of brackets of a text readers see, since they are no references.
fn shown(text: &str, found: &Brackets, known: &HashSet<String>) -> usize {
    let inner = |pair: &Pair| folded(text.get(pair.open..pair.close).unwrap_or_default());
    let full = found.full.iter().filter(|label| !known.contains(*label)).count();
    found.short.iter().filter(|pair| !known.contains(&inner(pair))).count() + 2 * full
}

/// Returns the labels, folded, before which the English has the text of a reference and a blank: `[the text] [label]` is one
/// reference for Python-Markdown, and two pairs of brackets of which one is a reference for CommonMark. Without the blank it is
/// the same for both.
fn apart(source: &str, labels: &[Labelled]) -> HashSet<String> {
    if labels.is_empty() || memchr::memmem::find(source.as_bytes(), b"] [").is_none() {
        return HashSet::new();
    }
    let known = by_key(labels);
    let inner = |pair: &Pair| folded(source.get(pair.open..pair.close).unwrap_or_default());
    let is_label = |pair: &Pair| known.contains_key(&(inner(pair), false));
    let pairs = brackets(source).short;
    let is_apart = |(text, label): &(&Pair, &Pair)| {
        text.close + 3 == label.open && !text.is_image && !label.is_collapsed && is_label(label) && !is_label(text)
    };
    pairs.iter().zip(pairs.iter().skip(1)).filter(is_apart).map(|(_, label)| inner(label)).collect()
}

/// Returns where the texts end that may be those of references whose labels stand apart.
fn ends_of_texts(translation: &str, labels: &[Labelled]) -> HashSet<usize> {
    let known = by_key(labels);
    let is_label = |text: &Pair| {
        let inner = translation.get(text.open..text.close).unwrap_or_default();
        known.contains_key(&(folded(inner), false))
    };
    let is_text = |text: &Pair| !text.is_image && !text.is_collapsed && !is_label(text);
    let texts = brackets(translation).short.into_iter().filter(is_text);
    texts.map(|text| text.close + 1).collect()
}

/// Returns the translated labels of a unit, each with the English one that it is taken for, where nothing but their order
/// tells several apart; else none.
pub(in crate::source) fn guesses(
    skeleton: &Skeleton,
    text: &str,
    index: usize,
    unit: &Unit,
    translation: &str,
) -> Vec<(String, String)> {
    let Some(slot) = skeleton.slots.get(index).filter(|slot| slot.labels.len() > 1) else { return Vec::new() };
    let labels = labels(text, &slot.labels);
    let (found, is_guess) = assigned(&unit.source, translation, &labels);
    let shown = |pair: &Pair| translation.get(pair.open..pair.close).unwrap_or_default().to_owned();
    if is_guess { found.iter().map(|(pair, (label, _))| (shown(pair), label.clone())).collect() } else { Vec::new() }
}

/// What stands in brackets in the English: whether it is an image, and its label if it is a reference.
type Place<'l> = (bool, Option<&'l Labelled>);

/// The labels of the English that no pair of the translation stands for yet.
struct Free<'l> {
    labels: &'l [Labelled],
    places: HashMap<Labelled, Vec<usize>>,
    is_left: Vec<bool>,
}

impl<'l> Free<'l> {
    fn of(labels: &'l [Labelled]) -> Self {
        Self { labels, places: by_key(labels), is_left: vec![true; labels.len()] }
    }

    /// Takes a folded label; returns whether it was there.
    fn take(&mut self, label: String, image: bool) -> bool {
        let index = self.places.get_mut(&(label, image)).and_then(Vec::pop);
        index.and_then(|index| self.is_left.get_mut(index)).map(|is_left| *is_left = false).is_some()
    }

    /// Takes the label with an index.
    fn at(&mut self, index: usize) -> Option<&'l Labelled> {
        let is_left = self.is_left.get_mut(index).is_some_and(std::mem::take);
        self.labels.get(index).filter(|_| is_left)
    }
}

/// Returns where each label stands, folded; the last place first.
fn by_key(labels: &[Labelled]) -> HashMap<Labelled, Vec<usize>> {
    let mut places: HashMap<Labelled, Vec<usize>> = HashMap::new();
    for (index, (label, image)) in labels.iter().enumerate().rev() {
        places.entry((folded(label), *image)).or_default().push(index);
    }
    places
}

/// Returns the pairs of a translation that nothing tells yet, and what of the English they may stand for, both in order.
fn untold<'l>(source: &str, translation: &str, labels: &'l [Labelled]) -> (Vec<Pair>, Vec<Place<'l>>) {
    let (english, found) = (brackets(source), brackets(translation));
    let inner = |pair: &Pair| folded(translation.get(pair.open..pair.close).unwrap_or_default());
    let own = |pair: &Pair| folded(source.get(pair.open..pair.close).unwrap_or_default());
    let mut unread = by_key(labels);
    let mut read = |pair: &Pair| unread.get_mut(&(own(pair), pair.is_image)).and_then(Vec::pop);
    let theirs: Vec<(&Pair, Option<usize>)> = english.short.iter().map(|pair| (pair, read(pair))).collect();
    // What stands in brackets in the English and is no reference: `[sic]`.
    let mut literal: HashMap<String, usize> = HashMap::new();
    for (pair, _) in theirs.iter().filter(|(_, label)| label.is_none()) {
        *literal.entry(own(pair)).or_default() += 1;
    }
    let mut free = Free::of(labels);
    let open: Vec<Pair> = found.short.into_iter().filter(|pair| !free.take(inner(pair), pair.is_image)).collect();
    take_full(&english.full, found.full, &mut free);
    let mut is_kept = |pair: &Pair| spend(&mut literal, &inner(pair));
    let open: Vec<Pair> = open.into_iter().filter(|pair| !is_kept(pair)).collect();
    let mut places: Vec<Place<'l>> = Vec::new();
    for (pair, label) in &theirs {
        match *label {
            Some(index) => places.extend(free.at(index).map(|label| (label.1, Some(label)))),
            None if spend(&mut literal, &own(pair)) => places.push((pair.is_image, None)),
            None => {}
        }
    }
    places.extend((0..labels.len()).filter_map(|index| free.at(index)).map(|label| (label.1, Some(label))));
    (open, places)
}

/// Takes the labels of the references that a translator writes in full and that the English has not so: they say which they are.
fn take_full(english: &[String], translated: Vec<String>, free: &mut Free<'_>) {
    let mut given: HashMap<&str, usize> = HashMap::new();
    for label in english {
        *given.entry(label).or_default() += 1;
    }
    for label in translated {
        match given.get_mut(label.as_str()).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => drop(free.take(label.clone(), false) || free.take(label, true)),
        }
    }
}

/// Returns the pairs of a translation whose labels do not resolve, each with the English label that it gets, and whether
/// nothing but their order told several labels apart.
fn assigned<'l>(source: &str, translation: &str, labels: &'l [Labelled]) -> (Vec<(Pair, &'l Labelled)>, bool) {
    let (open, places) = untold(source, translation, labels);
    let (images, links): (Vec<Pair>, Vec<Pair>) = open.into_iter().partition(|pair| pair.is_image);
    let (mut pairs, mut is_guess) = (Vec::new(), false);
    for (ours, image) in [(links, false), (images, true)] {
        let theirs: Vec<Option<&Labelled>> =
            places.iter().filter(|(own, _)| *own == image).map(|(_, label)| *label).collect();
        let has_literal = theirs.iter().any(Option::is_none);
        // Which of them are references nobody can tell; without its links the text is refused.
        if ours.len() > theirs.len() || (has_literal && ours.len() < theirs.len()) {
            continue;
        }
        let names: HashSet<Option<String>> = theirs.iter().map(|label| label.map(|(label, _)| folded(label))).collect();
        let count = pairs.len();
        pairs.extend(ours.into_iter().zip(theirs).filter_map(|(pair, label)| Some((pair, label?))));
        is_guess |= names.len() > 1 && pairs.len() > count;
    }
    pairs.sort_by_key(|(pair, _)| pair.close);
    (pairs, is_guess)
}

/// Takes one of a kind away; returns whether there was one.
fn spend(counts: &mut HashMap<String, usize>, kind: &str) -> bool {
    let left = counts.get_mut(kind).filter(|count| **count > 0);
    left.map(|count| *count -= 1).is_some()
}

/// Folds a label as CommonMark does, as far as ASCII and simple lower case go.
pub(super) fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Returns the bracket pairs of a text.
fn brackets(text: &str) -> Brackets {
    let bytes = text.as_bytes();
    let mut stack: Vec<(usize, bool)> = Vec::new();
    let mut found = Brackets::default();
    let mut bang = None;
    // Where the last text ends that a label may follow.
    let mut text_end = None;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'`' => at = code_end(bytes, at),
            b'!' => {
                bang = Some(at);
                at += 1;
            }
            b'[' => {
                stack.push((at, bang.is_some_and(|bang| bang + 1 == at)));
                at += 1;
            }
            b']' => {
                at += 1;
                if let Some(open) = stack.pop() {
                    at = found.take(text, open, at, &mut text_end);
                }
            }
            _ => at += 1,
        }
    }
    found
}

impl Brackets {
    /// Takes the pair that opens at a place, with `!` before it or not, and ends at `end`; returns where the text goes on.
    fn take(&mut self, text: &str, (open, is_image): (usize, bool), end: usize, text_end: &mut Option<usize>) -> usize {
        let bytes = text.as_bytes();
        let is_collapsed = bytes.get(end..end + 2) == Some(b"[]");
        let is_followed = match bytes.get(end) {
            Some(b'[') => bytes.get(end + 1) != Some(&b'^'),
            next => next == Some(&b'('),
        };
        let is_label = *text_end == Some(open);
        let is_footnote = bytes.get(open + 1) == Some(&b'^');
        if !is_label && !is_footnote {
            *text_end = Some(end);
        }
        if (!is_followed || is_collapsed) && !is_label && !is_footnote && open + 1 < end - 1 {
            self.short.push(Pair { open: open + 1, close: end - 1, is_image, is_collapsed });
        }
        let label = text.get(open + 1..end - 1).unwrap_or_default();
        // Before a parenthesis it is the text of a link.
        if is_label && !is_footnote && bytes.get(end) != Some(&b'(') && !label.contains('[') && !label.is_empty() {
            self.full.push(folded(label));
        }
        if is_collapsed { end + 2 } else { end }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{assigned, relabel, undefined};

    fn labels(names: &[&str]) -> Vec<(String, bool)> {
        names.iter().map(|name| ((*name).to_owned(), false)).collect()
    }

    #[test]
    fn translated_labels_get_the_english_one() {
        assert_eq!(relabel("see [foo] x", "siehe [das Fu] y", &labels(&["foo"])), "siehe [das Fu][foo] y");
        assert_eq!(relabel("see [foo][] x", "siehe [das Fu][] y", &labels(&["foo"])), "siehe [das Fu][foo] y");
    }

    #[test]
    fn labels_that_resolve_stay() {
        assert_eq!(relabel("[foo] [bar]", "[Bar] [Fu]", &labels(&["foo", "bar"])), "[Bar] [Fu][foo]");
        assert_eq!(relabel("[foo]", "[Fu][foo]", &labels(&["foo"])), "[Fu][foo]");
    }

    #[test]
    fn a_reference_in_full_says_which_it_is() {
        let both = labels(&["one", "two"]);
        assert_eq!(relabel("[one] [two]", "[zwei][two] [eins]", &both), "[zwei][two] [eins][one]");
        assert_eq!(relabel("[one] [two]", "[eins][One] [zwei]", &both), "[eins][One] [zwei][two]");
        assert_eq!(relabel("[x][two] [two]", "[X][two] [zwei]", &labels(&["two"])), "[X][two] [zwei][two]");
    }

    #[test]
    fn a_text_and_its_label_apart_become_one_reference() {
        let guide = labels(&["guide"]);
        let rewritten = |english: &str, own: &str| relabel(english, own, &guide);
        for own in ["See [the text] [vejledning].", "See [the text][guide]."] {
            assert_eq!(rewritten("See [the text] [guide].", own), "See [the text][guide].");
        }
        assert_eq!(rewritten("[text] [guide]", "[tekst] [Guide]"), "[tekst] [Guide]");
        assert_eq!(rewritten("[sic] and [guide]", "[sic!] [vejledning]"), "[sic!] [vejledning][guide]");
        let both = labels(&["guide", "text"]);
        assert_eq!(relabel("[text] [guide]", "[tekst] [vejledning]", &both), "[tekst][text] [vejledning][guide]");
        let both = labels(&["other", "guide"]);
        for (own, wanted) in [
            ("[sic] mit [anderem] [Leitfaden].", "[sic] mit [anderem][other] [Leitfaden][guide]."),
            ("[sic] mit [other] [Leitfaden].", "[sic] mit [other] [Leitfaden][guide]."),
        ] {
            assert_eq!(relabel("[other] with [sic] [guide].", own, &both), wanted);
        }
    }

    #[test]
    fn a_label_that_nobody_defines_is_found() {
        let known = HashSet::from(["map".to_owned()]);
        let found = |english: &str, own: &str| undefined(english, own, &known);
        assert_eq!(found("[a][map]", "[b][kort]"), Some("kort".to_owned()));
        assert_eq!(found("[map][]", "[kort][]"), Some("kort".to_owned()));
        assert_eq!(found("[sic] [a][map] [b]", "[sic] [b][kort] [b]"), Some("kort".to_owned()));
        for (english, own) in [
            ("[a][Map]", "[b][MAP]"),
            ("[a][out]", "[b][Out]"),
            ("[map]", "[Map][]"),
            ("x", "[a][^1] `[a][b]` [a] [b]"),
            (r"\[new\][the guide](b.md)", r"\[neu\][den Leitfaden](b.md)"),
            ("note[^1][here](b.md)", "Anmerkung[^1][hier](b.md)"),
            ("[1][The plan](b.md)", "[1][Der Plan](b.md)"),
            ("[optional] [new]", "[optionale][neue]"),
            ("[map][optional] [new]", "[kort][map][optionale][neue]"),
        ] {
            assert_eq!(found(english, own), None, "{own}");
        }
    }

    #[test]
    fn the_order_of_several_translated_labels_is_a_guess() {
        let is_guess = |names: &[&str], translation: &str| assigned("", translation, &labels(names)).1;
        assert!(is_guess(&["one", "two"], "[zwei] [eins]"));
        assert!(is_guess(&["one", "two"], "[zwei]"));
        for translation in ["[zwei] [one]", "[zwei][two] [eins]", "[zwei][two] [eins][one]", "x"] {
            assert!(!is_guess(&["one", "two"], translation), "{translation}");
        }
        assert!(!is_guess(&["one", "One"], "[eins] [eins]"));
    }

    #[test]
    fn brackets_that_are_no_reference_stay_none() {
        let the_guide = labels(&["the guide"]);
        let rewritten = |english: &str, own: &str| relabel(english, own, &the_guide);
        assert_eq!(
            rewritten("[optional] or [the guide]", "[valgfrit] eller [vejledningen]"),
            "[valgfrit] eller [vejledningen][the guide]"
        );
        assert_eq!(rewritten("a[i], [the guide]", "a[j], [vejledningen]"), "a[j], [vejledningen][the guide]");
        assert_eq!(rewritten("[the guide] [sic]", "[vejledningen] [sic!]"), "[vejledningen][the guide] [sic!]");
        // How many there are does not fit: nobody can tell.
        assert_eq!(rewritten("[optional] [the guide]", "[vejledningen]"), "[vejledningen]");
        assert_eq!(rewritten("[the guide]", "[sic!] [vejledningen]"), "[sic!] [vejledningen]");
    }

    #[test]
    fn the_work_grows_with_the_number_of_labels_alone() {
        // Pairwise comparisons of so many labels would take minutes.
        let names: Vec<String> = (0..20_000).map(|number| format!("n{number}")).collect();
        let text: String = names.iter().map(|name| format!("[{name}] ")).collect();
        let labels: Vec<(String, bool)> = names.into_iter().map(|name| (name, false)).collect();
        assert_eq!(relabel(&text, &text, &labels), text);
        let other = text.replace('n', "m");
        assert!(relabel(&text, &other, &labels).ends_with("[m19999][n19999] "));
    }

    #[test]
    fn other_brackets_stay() {
        assert_eq!(relabel("[foo] [sic]", "[sic] [Fu] `[x]`", &labels(&["foo"])), "[sic] [Fu][foo] `[x]`");
        assert_eq!(relabel("[foo] [a](b)", "[a](b) [Fu][^1]", &labels(&["foo"])), "[a](b) [Fu][foo][^1]");
    }
}
