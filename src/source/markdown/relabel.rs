//! Shortcut and collapsed references: a translated label no longer names its definition, so the English one is added.
//!
//! `[Foo]` becomes `[Translated][Foo]`; a label that still resolves stays as it is. Of several translated labels nothing but
//! their order says which is which; whoever writes `[Translated][Foo]` in full is not guessed about.

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
    /// The labels of full references, `[text][label]`, folded.
    full: Vec<String>,
}

/// A label, and whether it is an image's.
pub(super) type Labelled = (String, bool);

/// Returns the labels of a unit, in order.
pub(super) fn labels(text: &str, labels: &[Label]) -> Vec<Labelled> {
    labels.iter().map(|label| (unwrap(text, label.span.clone(), &[], 8), label.image)).collect()
}

/// Rewrites the references of a translation. `labels` are those of the English, in order, with whether each is an image.
pub(super) fn relabel(source: &str, translation: &str, labels: &[Labelled]) -> String {
    let mut out = String::with_capacity(translation.len() + 16);
    let mut copied = 0;
    for (pair, (label, _)) in assigned(source, translation, labels).0 {
        out.push_str(translation.get(copied..=pair.close).unwrap_or_default());
        out.push('[');
        out.push_str(label);
        out.push(']');
        copied = pair.close + if pair.is_collapsed { 3 } else { 1 };
    }
    out.push_str(translation.get(copied..).unwrap_or_default());
    out
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

/// Returns the pairs of a translation whose labels do not resolve, each with the English label that it gets, and whether
/// nothing but their order told several labels apart.
fn assigned<'l>(source: &str, translation: &str, labels: &'l [Labelled]) -> (Vec<(Pair, &'l Labelled)>, bool) {
    let (english, found) = (brackets(source), brackets(translation));
    let keys: Vec<(String, bool)> = labels.iter().map(|(label, image)| (folded(label), *image)).collect();
    let mut places: [HashMap<&str, Vec<usize>>; 2] = Default::default();
    for (index, (label, image)) in keys.iter().enumerate().rev() {
        if let Some(places) = places.get_mut(usize::from(*image)) {
            places.entry(label).or_default().push(index);
        }
    }
    let mut is_left = vec![true; labels.len()];
    let mut take = |label: &str, image: bool| {
        let index = places.get_mut(usize::from(image)).and_then(|places| places.get_mut(label)).and_then(Vec::pop);
        index.and_then(|index| is_left.get_mut(index)).map(|is_left| *is_left = false).is_some()
    };
    let inner = |pair: &Pair| folded(translation.get(pair.open..pair.close).unwrap_or_default());
    let own = |pair: &Pair| folded(source.get(pair.open..pair.close).unwrap_or_default());
    let known: HashSet<&str> = keys.iter().map(|(label, _)| label.as_str()).collect();
    let literal: HashSet<String> =
        english.short.iter().map(own).filter(|text| !known.contains(text.as_str())).collect();
    let open: Vec<Pair> = found.short.into_iter().filter(|pair| !take(&inner(pair), pair.is_image)).collect();
    // A translator who writes a reference in full says which it is.
    let mut given: HashMap<&str, usize> = HashMap::new();
    for label in &english.full {
        *given.entry(label).or_default() += 1;
    }
    for label in &found.full {
        match given.get_mut(label.as_str()).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => drop(take(label, false) || take(label, true)),
        }
    }
    let left = |image: bool| labels.iter().zip(&is_left).filter(move |((_, own), left)| **left && *own == image);
    let queue = |image: bool| left(image).map(|(label, _)| label);
    let mut queues = [queue(false), queue(true)];
    let is_varied = |image: bool| {
        let mut names = left(image).map(|((label, _), _)| folded(label));
        names.next().is_some_and(|first| names.any(|other| other != first))
    };
    let mut pairs = Vec::new();
    for pair in open.into_iter().filter(|pair| !literal.contains(&inner(pair))) {
        let queue = queues.get_mut(usize::from(pair.is_image)).and_then(Iterator::next);
        pairs.extend(queue.map(|label| (pair, label)));
    }
    let is_guess =
        [false, true].iter().any(|image| pairs.iter().any(|(pair, _)| pair.is_image == *image) && is_varied(*image));
    (pairs, is_guess)
}

/// Folds a label as CommonMark does, as far as ASCII and simple lower case go.
fn folded(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Returns the bracket pairs of a text.
fn brackets(text: &str) -> Brackets {
    let bytes = text.as_bytes();
    let mut stack: Vec<(usize, bool)> = Vec::new();
    let mut found = Brackets::default();
    let mut bang = None;
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
                let Some((open, is_image)) = stack.pop() else { continue };
                let is_collapsed = bytes.get(at..at + 2) == Some(b"[]");
                let is_followed = match bytes.get(at) {
                    Some(b'[') => bytes.get(at + 1) != Some(&b'^'),
                    next => next == Some(&b'('),
                };
                let is_label = open > 0 && bytes.get(open - 1) == Some(&b']');
                let is_footnote = bytes.get(open + 1) == Some(&b'^');
                if (!is_followed || is_collapsed) && !is_label && !is_footnote && open + 1 < at - 1 {
                    found.short.push(Pair { open: open + 1, close: at - 1, is_image, is_collapsed });
                }
                if is_label && !is_footnote {
                    found.full.push(folded(text.get(open + 1..at - 1).unwrap_or_default()));
                }
                if is_collapsed {
                    at += 2;
                }
            }
            _ => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{assigned, relabel};

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
