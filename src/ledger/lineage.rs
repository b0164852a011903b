//! What a ledger knows about the English that translations were made from, further back than their catalogue tells.
//!
//! Invariant: what somebody said about a translation of one English text (attested, revised or translated it) ends the
//! way back: from then on, it counts as made from that text.

use std::collections::{HashMap, HashSet};

use super::{Act, Evidence, Line};
use crate::model::{ChangeClass, Fingerprint, UnitId};

/// An English text, with its plural where it has one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EnglishText {
    /// The text; the singular of a plural unit.
    pub source: String,
    /// The plural.
    pub plural: Option<String>,
}

/// A translation, by all its text and by what counts of it (see [`Fingerprint::of_core`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// The fingerprint of the forms.
    pub whole: Fingerprint,
    /// The same without white space and end punctuation.
    pub core: Fingerprint,
}

impl Target {
    /// Returns the fingerprints of the forms of a translation.
    pub fn of<'a>(forms: impl IntoIterator<Item = &'a str> + Clone) -> Self {
        Self { whole: Fingerprint::of(forms.clone()), core: Fingerprint::of_core(forms) }
    }
}

/// One step back, from the English that a translation stands beside to the English before.
#[derive(Debug, Clone)]
struct Link {
    target: Fingerprint,
    core: Option<Fingerprint>,
    was: (UnitId, Fingerprint),
    is_carried: bool,
    is_meaning: bool,
    /// The English that the translation was made from, in so many words; missing in older ledgers.
    from: Option<EnglishText>,
}

impl Link {
    fn is_of(&self, target: Target) -> bool {
        self.target == target.whole || self.core == Some(target.core)
    }
}

/// The English texts that lie behind translations.
#[derive(Debug, Clone, Default)]
pub struct Lineage {
    links: HashMap<(UnitId, Fingerprint), Vec<Link>>,
    vouched: HashSet<(UnitId, Fingerprint, Fingerprint)>,
}

impl Lineage {
    /// The field of a carried translation that holds the English it was made from, and that of its plural.
    pub const FROM: [&'static str; 2] = ["from", "from-plural"];

    /// Notes what one line tells.
    pub(super) fn note(&mut self, line: &Line, source: Fingerprint, target: Fingerprint) {
        let core = || line.text(Evidence::CORE).and_then(Fingerprint::parse);
        match &line.act {
            Act::Attest | Act::Revise | Act::Translate => {
                let prints = std::iter::once(target).chain(core());
                self.vouched.extend(prints.map(|print| (line.unit.clone(), source, print)));
            }
            Act::Carry => self.link(line, source, target, core()),
            Act::Other(word) if word == Evidence::STALE => self.link(line, source, target, core()),
            _ => {}
        }
    }

    fn link(&mut self, line: &Line, source: Fingerprint, target: Fingerprint, core: Option<Fingerprint>) {
        let Some(was) = line.text("was").and_then(Fingerprint::parse).filter(|was| *was != source) else { return };
        let was_unit = line.text("was-unit").map_or_else(|| line.unit.clone(), UnitId::keyed);
        let [singular, plural] = Self::FROM.map(|field| line.text(field).map(str::to_owned));
        let link = Link {
            target,
            core,
            was: (was_unit, was),
            is_carried: line.act == Act::Carry,
            is_meaning: line.text("class") == Some(ChangeClass::Meaning.word()),
            from: singular.map(|source| EnglishText { source, plural }),
        };
        self.links.entry((line.unit.clone(), source)).or_default().push(link);
    }

    /// Returns whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.vouched.is_empty()
    }

    /// Returns whether somebody attested, revised or translated exactly this, but for white space and end punctuation of
    /// what was attested.
    #[must_use]
    pub fn is_vouched(&self, unit: &UnitId, source: Fingerprint, target: Target) -> bool {
        let has = |print| self.vouched.contains(&(unit.clone(), source, print));
        !self.vouched.is_empty() && (has(target.whole) || has(target.core))
    }

    /// Returns whether a translation that stands beside one English text stood beside another one before.
    #[must_use]
    pub fn stood_beside(&self, unit: &UnitId, source: Fingerprint, target: Target, other: Fingerprint) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![(unit.clone(), source)];
        while let Some(key) = open.pop() {
            if !seen.insert(key.clone()) {
                continue;
            }
            for link in self.links.get(&key).into_iter().flatten().filter(|link| link.is_of(target)) {
                if link.was.1 == other {
                    return true;
                }
                open.push(link.was.clone());
            }
        }
        false
    }

    /// Returns the English texts that a carried translation was made from, sorted; none of those that an older ledger does
    /// not spell out. Empty where nothing was carried, or somebody vouched for the result.
    #[must_use]
    pub fn carried_from(&self, unit: &UnitId, source: Fingerprint, target: Target) -> Vec<Option<&EnglishText>> {
        if self.is_vouched(unit, source, target) {
            return Vec::new();
        }
        let links = self.links.get(&(unit.clone(), source)).into_iter().flatten();
        let mut found: Vec<_> =
            links.filter(|link| link.is_carried && link.is_of(target)).map(|link| link.from.as_ref()).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Returns whether a translation stands beside this English only because its mark was taken off: the English had
    /// changed in meaning, and nobody vouched for it since.
    #[must_use]
    pub fn is_doubtful(&self, unit: &UnitId, source: Fingerprint, target: Target) -> bool {
        let links = self.links.get(&(unit.clone(), source));
        links.is_some_and(|links| links.iter().any(|link| !link.is_carried && link.is_meaning && link.is_of(target)))
            && !self.is_vouched(unit, source, target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(act: Act, source: &str) -> Line {
        let target = Some(Fingerprint::of(["x"]));
        Line::new(act, UnitId::of(None, source), Fingerprint::of([source]), target, "Rita", "2026-11-23")
    }

    fn step(act: Act, old: &str, new: &str, more: &[(&str, &str)]) -> Line {
        let mut line = line(act, new);
        line.more.insert("was".into(), Fingerprint::of([old]).to_string().into());
        line.more.insert("was-unit".into(), UnitId::of(None, old).to_string().into());
        line.more.extend(more.iter().map(|(field, text)| ((*field).to_owned(), (*text).into())));
        line
    }

    fn lineage(lines: &[Line]) -> Lineage {
        let mut lineage = Lineage::default();
        for line in lines {
            lineage.note(line, line.source.unwrap(), line.target.unwrap());
        }
        lineage
    }

    fn key(source: &str) -> (UnitId, Fingerprint, Target) {
        (UnitId::of(None, source), Fingerprint::of([source]), Target::of(["x"]))
    }

    #[test]
    fn a_carried_translation_remembers_its_english_until_somebody_vouches() {
        let mut lines =
            vec![step(Act::Carry, "a", "b", &[("from", "a")]), step(Act::Carry, "b", "c", &[("from", "a")])];
        let (unit, source, target) = key("c");
        let a = EnglishText { source: "a".into(), plural: None };
        assert_eq!(lineage(&lines).carried_from(&unit, source, target), [Some(&a)]);
        assert!(lineage(&lines).stood_beside(&unit, source, target, Fingerprint::of(["a"])));
        assert!(!lineage(&lines).stood_beside(&unit, source, target, Fingerprint::of(["z"])));
        lines.push(line(Act::Revise, "c"));
        assert!(lineage(&lines).carried_from(&unit, source, target).is_empty());
        assert_eq!(lineage(&[step(Act::Carry, "a", "b", &[])]).carried_from(&key("b").0, key("b").1, target), [None]);
    }

    #[test]
    fn a_translation_that_missed_a_meaning_is_doubtful_until_somebody_vouches() {
        let stale = |class| step(Act::Other(Evidence::STALE.into()), "a", "b", &[("class", class)]);
        let (unit, source, target) = key("b");
        assert!(lineage(&[stale("meaning")]).is_doubtful(&unit, source, target));
        assert!(!lineage(&[stale("wording")]).is_doubtful(&unit, source, target));
        assert!(!lineage(&[line(Act::Attest, "b"), stale("meaning")]).is_doubtful(&unit, source, target));
    }
}
