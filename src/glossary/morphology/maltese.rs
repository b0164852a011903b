//! Maltese words by their root.
//!
//! Broken plurals and verbs change the vowels and keep the consonants (`ktieb`, `kotba`, `jiktbu`; Borg and
//! Azzopardi-Alexander, Maltese, section 2), so the strong consonants stand for the word; the weak ones (`j`, `w`, `għ`)
//! come and go.

/// The consonants that persons of the verb put before the root (`n-`, `t-`; `j-` is weak).
const BEFORE: [char; 2] = ['n', 't'];
/// The consonants of endings: `-t`, `-na`, `-in`, `-s`, the `-x` of the negation, and of `-ha`, `-hom`, `-kom`.
const AFTER: [&str; 8] = ["t", "n", "s", "x", "tx", "nx", "h", "hm"];

/// Returns the strong consonants of a folded base form, or none when there are fewer than two.
pub(super) fn root(folded: &str) -> Option<String> {
    let root = strong(folded);
    (root.chars().count() >= 2).then_some(root)
}

/// Returns the roots that a folded word of a text may have: with and without the consonants that inflection adds.
pub(super) fn roots(folded: &str) -> Vec<String> {
    let whole = strong(folded);
    let mut found: Vec<String> = Vec::new();
    let mut add = |root: &str| {
        if root.chars().count() >= 2 && !found.iter().any(|known| known == root) {
            found.push(root.to_owned());
        }
    };
    let headless = whole.strip_prefix(BEFORE).unwrap_or(&whole);
    for root in [whole.as_str(), headless] {
        add(root);
        AFTER.iter().filter_map(|ending| root.strip_suffix(ending)).for_each(&mut add);
    }
    found
}

/// Returns the strong consonants, a doubled one once.
fn strong(folded: &str) -> String {
    let mut root = String::new();
    let plain = folded.replace("għ", "");
    for c in plain.chars().filter(|c| is_strong(*c)) {
        if !root.ends_with(c) {
            root.push(c);
        }
    }
    root
}

fn is_strong(c: char) -> bool {
    c.is_alphabetic() && !"aeiouàèìòùjw".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_its_root() {
        for (base, form) in [
            ("ktieb", "kotba"),
            ("raġel", "rġiel"),
            ("belt", "bliet"),
            ("ċittadin", "ċittadini"),
            ("dar", "djar"),
            ("kiteb", "niktbu"),
            ("wasal", "jaslu"),
            ("għamel", "tagħmel"),
            ("kanta", "kantajtu"),
        ] {
            assert!(roots(form).contains(&root(base).unwrap()), "{base} {form}");
        }
        assert!(!roots("kelb").contains(&root("ktieb").unwrap()));
    }
}
