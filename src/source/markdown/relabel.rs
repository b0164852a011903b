//! Shortcut and collapsed references: a translated label no longer names its definition, so the English one is added.
//!
//! `[Foo]` becomes `[Translated][Foo]`; a label that still resolves stays as it is.

use super::tags::code_end;

/// A bracket pair that may be a shortcut or collapsed reference.
struct Pair {
    /// Where the text between the brackets begins and ends.
    open: usize,
    close: usize,
    is_image: bool,
    is_collapsed: bool,
}

/// Rewrites the references of a translation. `labels` are those of the English, in order, with whether each is an image.
pub(super) fn relabel(source: &str, translation: &str, labels: &[(String, bool)]) -> String {
    let found = pairs(translation);
    let inner = |pair: &Pair| translation.get(pair.open..pair.close).unwrap_or_default();
    let mut left: Vec<&(String, bool)> = labels.iter().collect();
    let mut open: Vec<&Pair> = Vec::new();
    for pair in &found {
        match left.iter().position(|(label, image)| *image == pair.is_image && same(label, inner(pair))) {
            Some(at) => {
                left.remove(at);
            }
            None => open.push(pair),
        }
    }
    let literal: Vec<String> = pairs(source)
        .iter()
        .map(|pair| source.get(pair.open..pair.close).unwrap_or_default().to_owned())
        .filter(|text| !labels.iter().any(|(label, _)| same(label, text)))
        .collect();
    open.retain(|pair| !literal.iter().any(|text| same(text, inner(pair))));
    let mut out = String::with_capacity(translation.len() + 16);
    let mut copied = 0;
    for pair in open {
        let Some(at) = left.iter().position(|(_, image)| *image == pair.is_image) else { continue };
        let (label, _) = left.remove(at);
        out.push_str(translation.get(copied..=pair.close).unwrap_or_default());
        out.push('[');
        out.push_str(label);
        out.push(']');
        copied = pair.close + if pair.is_collapsed { 3 } else { 1 };
    }
    out.push_str(translation.get(copied..).unwrap_or_default());
    out
}

/// Compares labels as CommonMark does, as far as ASCII and simple lower case go.
fn same(a: &str, b: &str) -> bool {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    a == b || fold(a) == fold(b)
}

/// Returns the bracket pairs of a text that no parenthesis or label follows, in order of their closing bracket.
fn pairs(text: &str) -> Vec<Pair> {
    let bytes = text.as_bytes();
    let mut stack: Vec<(usize, bool)> = Vec::new();
    let mut found = Vec::new();
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
                    found.push(Pair { open: open + 1, close: at - 1, is_image, is_collapsed });
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
    use super::relabel;

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
    fn other_brackets_stay() {
        assert_eq!(relabel("[foo] [sic]", "[sic] [Fu] `[x]`", &labels(&["foo"])), "[sic] [Fu][foo] `[x]`");
        assert_eq!(relabel("[foo] [a](b)", "[a](b) [Fu][^1]", &labels(&["foo"])), "[a](b) [Fu][foo][^1]");
    }
}
