//! The texts that eTranslation is asked for, and the names by which they come back.
//!
//! Invariant: a text is named by a hash of its module, unit, English and form, so that a delivery needs nothing but the
//! project of today to find its place.

use std::collections::HashSet;

use super::gather::Work;
use super::terms::Terms;
use crate::check::Content;
use crate::draft::{Capabilities, Damage, Masking, Prepared, Task, plural_sample};
use crate::language::{Category, Language};
use crate::model::{Fingerprint, ModuleId, Unit};

/// One text: a unit, or one form of a plural unit.
pub(super) struct Wish {
    pub(super) key: String,
    pub(super) module: usize,
    /// The place of its unit among the wanted ones of its module.
    pub(super) wanted: usize,
    pub(super) category: usize,
    pub(super) prepared: Prepared,
    /// The same with other marks, for a text whose marks came back damaged; none for a text without marks.
    pub(super) second: Option<Prepared>,
}

impl Wish {
    /// Returns the text as it stands in a document.
    pub(super) fn text(&self, is_second: bool) -> String {
        match self.second.as_ref().filter(|_| is_second) {
            None => self.prepared.parts().concat(),
            Some(second) => second.parts().concat().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
        }
    }

    /// Puts the code back into a translation, whichever marks it was sent with.
    ///
    /// # Errors
    /// What is wrong by the marks that are sent first.
    pub(super) fn accept(&self, answer: &str) -> Result<String, Damage> {
        self.prepared.accept(&[answer.to_owned()]).or_else(|damage| {
            let second = self.second.as_ref().ok_or_else(|| damage.clone())?;
            let references =
                [("&nbsp;", "\u{a0}"), ("&quot;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
            let plain = references.iter().fold(answer.to_owned(), |text, (name, c)| text.replace(name, c));
            second.accept(&[plain]).map_err(|_| damage)
        })
    }
}

/// Documents of many short paragraphs can be cut anywhere, so no text is too long.
fn capabilities() -> Capabilities {
    Capabilities {
        is_supported: true,
        maskings: vec![Masking::Html, Masking::Letters],
        has_glossary: false,
        has_formality: false,
        has_context: false,
        max_texts: usize::MAX,
        max_bytes: usize::MAX,
        max_characters: usize::MAX,
    }
}

/// Returns the texts of all wanted units, those of one unit side by side.
pub(super) fn wishes(work: &Work<'_>, terms: &Terms<'_>) -> Vec<Wish> {
    let mut wishes = Vec::new();
    for (module, one) in work.modules.iter().enumerate() {
        for (index, wanted) in one.wanted.iter().enumerate() {
            let Some(unit) = work.unit(module, wanted) else { continue };
            let content = Content::of_format(one.source.format);
            let mut add = |source: &str, category: usize, count: Option<u32>| {
                let task = Task { source: source.to_owned(), content, keep: terms.kept(source), count };
                let key = key(&one.source.module, unit, category);
                if let Some(prepared) = task.prepare(&capabilities(), 0) {
                    let second = task.prepare(&capabilities(), 1).filter(Prepared::has_marks);
                    wishes.push(Wish { key, module, wanted: index, category, prepared, second });
                }
            };
            match &unit.plural {
                None => add(&unit.source, 0, None),
                Some(_) if one.forms.is_empty() => {}
                Some(plural) => {
                    for (at, &category) in work.language.plural.categories.iter().enumerate() {
                        let source = if category == Category::One { &unit.source } else { plural };
                        add(source, at, Some(plural_sample(work.language, category)));
                    }
                }
            }
        }
    }
    wishes
}

/// Returns the names of all texts of the project of today, whether they are wanted or not.
pub(super) fn keys(work: &Work<'_>) -> HashSet<String> {
    let all = work.modules.iter().flat_map(|one| one.source.document.units.iter().map(move |unit| (one, unit)));
    all.flat_map(|(one, unit)| {
        let forms = if unit.plural.is_some() { forms(work.language) } else { 1 };
        (0..forms).map(|category| key(&one.source.module, unit, category))
    })
    .collect()
}

fn forms(language: &Language) -> usize {
    language.plural.categories.len()
}

fn key(module: &ModuleId, unit: &Unit, category: usize) -> String {
    let (source, form) = (unit.source_print().to_string(), category.to_string());
    format!("c{}", Fingerprint::of([module.as_str(), unit.id().as_str(), &source, &form]))
}
