//! Attributes of terms: texts choose by them, and nobody reads them.
//!
//! Fluent shows no attribute of a term; a selector compares it with the names of its variants. A value that none of them has is
//! passed over without a word, and the default is shown.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::extras::ExtraKey;
use super::skeleton::{Choice, Form, Skeleton, Slot};
use crate::source::Document;

/// A translated attribute of a term that chooses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchosen {
    /// The index of its unit.
    pub unit: usize,
    /// The names by which the texts of the file choose, in order; empty where none of them asks for it.
    pub names: Vec<String>,
    /// Whether it cannot be the name of a variant at all.
    pub is_no_name: bool,
}

/// Returns the translated attributes of terms that no variant is called by, although one is by the English. `translation` gives
/// that of a unit, `extras` the keys of what only the target has; few modules have such attributes, and the others are not asked.
#[must_use]
pub fn unchosen<'t>(
    document: &Document,
    translation: &dyn Fn(usize) -> Option<Cow<'t, str>>,
    extras: impl FnOnce() -> Vec<String>,
) -> Vec<Unchosen> {
    let crate::source::Skeleton::Fluent(skeleton) = &document.skeleton else { return Vec::new() };
    let attributes = skeleton.slots.iter().filter(|slot| slot.key.starts_with('-') && slot.key.contains('.'));
    let extras = LazyCell::new(extras);
    let look = |slot: &Slot| {
        let Form::Plain(unit) = slot.form else { return None };
        let (own, english) = (translation(unit)?, document.units.get(unit)?.source.trim());
        let own = own.trim();
        if own == english || !is_name(english) {
            return None;
        }
        let names = names(skeleton, &slot.key, &extras);
        let is_unchosen = !names.contains(own) && (names.contains(english) || (names.is_empty() && !is_name(own)));
        is_unchosen.then(|| Unchosen { unit, names: names.into_iter().collect(), is_no_name: !is_name(own) })
    };
    attributes.filter_map(look).collect()
}

/// Returns the names of the variants that are chosen by an attribute.
fn names(skeleton: &Skeleton, key: &str, extras: &[String]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for slot in &skeleton.slots {
        match &slot.form {
            Form::Select { selector, choices } if selector.trim() == key => {
                names.extend(choices.iter().filter_map(|choice| match choice {
                    Choice::Named { key, .. } => Some(key.clone()),
                    Choice::Number(..) | Choice::Plural(_) => None,
                }));
                let further = extras.iter().filter_map(|extra| ExtraKey::parse(extra));
                let further = further.filter(|extra| extra.base == slot.key).filter_map(|extra| extra.variant);
                names.extend(further.map(|(_, name)| name.to_owned()));
            }
            Form::Whole(_, selectors) if selectors.iter().any(|selector| selector.signature == key) => {
                let own = selectors.iter().filter(|selector| selector.signature == key);
                names.extend(own.flat_map(|selector| selector.keys.iter().cloned()));
            }
            Form::Plain(_) | Form::Select { .. } | Form::Whole(..) => {}
        }
    }
    let further = extras.iter().filter_map(|extra| ExtraKey::parse(extra)?.variant);
    names.extend(further.filter(|(selector, _)| *selector == Some(key)).map(|(_, name)| name.to_owned()));
    names
}

/// Returns whether a variant may be called so (Fluent Syntax 1.0, `VariantKey`).
fn is_name(text: &str) -> bool {
    let is_identifier = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    is_identifier || text.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ModuleId;

    const FILE: &str = "-brand = Aurora\n    .gender = feminine\n\
        msg = { -brand.gender ->\n    [feminine] her\n   *[other] it\n}\n";

    fn found(file: &str, own: &'static str, extras: &[&str]) -> Vec<(Vec<String>, bool)> {
        let document = super::super::extract(ModuleId::new("a.ftl"), file, &crate::source::Options::default());
        let unit = document.units.iter().position(|unit| unit.context.as_deref() == Some("-brand.gender")).unwrap();
        let extras = || extras.iter().map(|extra| (*extra).to_owned()).collect();
        let found = unchosen(&document, &|index| (index == unit).then_some(Cow::Borrowed(own)), extras);
        found.into_iter().map(|one| (one.names, one.is_no_name)).collect()
    }

    #[test]
    fn a_translated_attribute_chooses_nothing() {
        let names = vec!["feminine".to_owned(), "other".to_owned()];
        assert_eq!(found(FILE, "hunkøn", &[]), [(names.clone(), true)]);
        assert_eq!(found(FILE, "neuter", &[]), [(names, false)]);
        for own in ["other", "feminine"] {
            assert_eq!(found(FILE, own, &[]), []);
        }
    }

    #[test]
    fn a_language_may_choose_by_names_of_its_own() {
        assert_eq!(found(FILE, "neuter", &["msg[neuter]"]), []);
        let alone = "-brand = Aurora\n    .gender = feminine\nmsg = Welcome to { -brand }\n";
        assert_eq!(found(alone, "neuter", &[]), []);
        assert_eq!(found(alone, "neuter", &["msg[-brand.gender=neuter]"]), []);
        // Another file may choose by it, but never by what is no name.
        assert_eq!(found(alone, "hunkøn", &[]), [(Vec::new(), true)]);
    }
}
