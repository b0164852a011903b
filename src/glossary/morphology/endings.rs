//! Which ending of an inflected form goes with which ending of a base form.
//!
//! A table line is `base: form form ?form …`: what remains of the base form and of the inflected form after their
//! common beginning; `_` is nothing, `?` marks a pair that is only probable. The tables under `endings/` are made by
//! `scripts/learn-endings.py`, those that end in `.hand.txt` by hand; they hold endings,
//! never words.

use std::hash::BuildHasherDefault;

use super::super::fnv::WordMap;
use super::Certainty;

/// The pairs of endings of one language, by the ending of the inflected form.
#[derive(Debug)]
pub(super) struct Endings {
    by_form: WordMap<&'static str, Vec<(&'static str, Certainty)>>,
    longest: usize,
}

impl Endings {
    /// Returns a table without pairs.
    pub(super) const fn empty() -> Self {
        Self { by_form: WordMap::with_hasher(BuildHasherDefault::new()), longest: 0 }
    }

    /// Reads a table. Lines that are empty or start with `#` are skipped.
    pub(super) fn parse(table: &'static str) -> Self {
        let mut endings = Self::empty();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((base, forms)) = line.split_once(':') else { continue };
            for form in forms.split_ascii_whitespace() {
                let (form, certainty) = match form.strip_prefix('?') {
                    Some(form) => (form, Certainty::Probable),
                    None => (form, Certainty::Sure),
                };
                let (base, form) = (blank(base), blank(form));
                endings.longest = endings.longest.max(form.len());
                endings.by_form.entry(form).or_default().push((base, certainty));
            }
        }
        endings
    }

    /// Calls `visit` with every beginning, base ending and certainty that could have made `form`.
    pub(super) fn bases<'w>(&self, form: &'w str, mut visit: impl FnMut(&'w str, &'static str, Certainty)) {
        let shortest = form.len().saturating_sub(self.longest);
        for at in (1..=form.len()).rev() {
            if at < shortest {
                break;
            }
            let Some((beginning, ending)) = form.split_at_checked(at) else { continue };
            for (base, certainty) in self.by_form.get(ending).into_iter().flatten() {
                visit(beginning, base, *certainty);
            }
        }
    }
}

fn blank(ending: &'static str) -> &'static str {
    if ending == "_" { "" } else { ending }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_back_to_a_base_form_is_visited() {
        let endings = Endings::parse("# test\na: y ę\n_: ?em u\n");
        let mut found = Vec::new();
        endings.bases("panelu", |beginning, base, certainty| found.push((format!("{beginning}{base}"), certainty)));
        assert_eq!(found, [("panel".to_owned(), Certainty::Sure)]);
        found.clear();
        endings.bases("problemem", |beginning, base, certainty| found.push((format!("{beginning}{base}"), certainty)));
        assert_eq!(found, [("problem".to_owned(), Certainty::Probable)]);
    }
}
