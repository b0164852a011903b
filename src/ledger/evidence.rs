//! What the lines of a ledger come to: who said what about which translation of which English.
//!
//! Invariants: a decision holds for exactly one unit, source and target; when either text changes, it is not found any
//! more. What was decided before an edit that is carried goes along with it. The order of the lines makes no difference,
//! but for the name that is shown when two people decided the same, and for waivers of one day: the last one holds.
//! A waiver accepts the findings that it spells out. Those written before it did accept all findings of their rule, until
//! the rule is waived anew.

use std::collections::{HashMap, HashSet};

use super::{Act, Line, Lineage};
use crate::model::{ChangeClass, Fingerprint, UnitId};

/// What is on record about one translation of one English text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// Somebody attested that it is right although the English was edited.
    pub is_attested: bool,
    /// The second person who compared it with the English.
    pub reviser: Option<String>,
    /// Who released it.
    pub approver: Option<String>,
    /// Who or what wrote it, where the ledger knows.
    pub author: Option<String>,
    /// The findings that somebody accepted.
    pub waived: Vec<Waiver>,
    /// It became stale by a change of meaning, so that only an edit or a decision can make it fresh.
    pub missed_meaning: bool,
}

/// An accepted finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The rule.
    pub rule: String,
    /// What the finding says; none for all findings of the rule.
    pub finding: Option<String>,
    /// The last day on which it is accepted.
    pub until: String,
    /// The day of the decision.
    pub at: String,
}

impl Waiver {
    /// Returns whether it accepts on a day written as `2026-11-23`.
    #[must_use]
    pub fn is_current(&self, today: &str) -> bool {
        today <= self.until.as_str()
    }

    fn is_about_the_same(&self, other: &Self) -> bool {
        self.rule == other.rule && self.finding == other.finding
    }
}

impl Standing {
    /// Returns what is accepted; a waiver of all findings of a rule only where none of the rule names its finding.
    pub fn waivers(&self) -> impl Iterator<Item = &Waiver> {
        let names = |rule: &str| self.waived.iter().any(|known| known.rule == rule && known.finding.is_some());
        self.waived.iter().filter(move |waiver| waiver.finding.is_some() || !names(&waiver.rule))
    }

    /// Adds a waiver; of several about one finding the latest decision holds, of those of one day the one noted last.
    fn waive(&mut self, waiver: Waiver) {
        match self.waived.iter_mut().find(|known| known.is_about_the_same(&waiver)) {
            Some(known) if known.at > waiver.at => {}
            Some(known) => *known = waiver,
            None => self.waived.push(waiver),
        }
    }

    fn inherit(&mut self, from: &Self) {
        self.is_attested |= from.is_attested;
        self.missed_meaning |= from.missed_meaning;
        for waiver in &from.waived {
            if self.waived.iter().all(|known| !known.is_about_the_same(waiver) || known.at < waiver.at) {
                self.waive(waiver.clone());
            }
        }
        for (to, from) in
            [(&mut self.reviser, &from.reviser), (&mut self.approver, &from.approver), (&mut self.author, &from.author)]
        {
            if to.is_none() {
                to.clone_from(from);
            }
        }
    }
}

fn is_meaning(line: &Line) -> bool {
    line.text("class") == Some(ChangeClass::Meaning.word())
}

type Key = (UnitId, Fingerprint, Fingerprint);

/// The standings of all translations that one ledger knows.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    standings: HashMap<Key, Standing>,
    units: HashSet<UnitId>,
    /// What became stale by a change of meaning, and what was attested, by unit, English and core of the translation.
    missed: HashMap<(UnitId, Fingerprint), HashSet<Fingerprint>>,
    vouched: HashSet<Key>,
    lineage: Lineage,
}

impl Evidence {
    /// The act of a translation that became stale; `class` says how, `was` names the English it was made from.
    pub const STALE: &'static str = "stale";
    /// The field that holds the hash of the translation without white space and end punctuation.
    pub const CORE: &'static str = "core";
    /// The field of a waiver that lists what the accepted findings say.
    pub const ACCEPTS: &'static str = "accepts";

    /// Sums up the lines of a ledger.
    #[must_use]
    pub fn of(lines: &[Line]) -> Self {
        let mut evidence = Self::default();
        let mut carried: HashMap<Key, Vec<Key>> = HashMap::new();
        for line in lines {
            let (Some(source), Some(target)) = (line.source, line.target) else { continue };
            // They grant nothing and take nothing away; a rejected text is a draft by its mark in the catalogue.
            if matches!(line.act, Act::Reject | Act::Remark | Act::Refuse) {
                continue;
            }
            evidence.lineage.note(line, source, target);
            if let Some(core) = line.text(Self::CORE).and_then(Fingerprint::parse) {
                match &line.act {
                    Act::Attest => {
                        evidence.vouched.insert((line.unit.clone(), source, core));
                    }
                    Act::Other(word) if word == Self::STALE && is_meaning(line) => {
                        evidence.missed.entry((line.unit.clone(), source)).or_default().insert(core);
                    }
                    _ => {}
                }
            }
            let standing = evidence.standing_mut(line.unit.clone(), source, target);
            let by = || Some(line.by.clone());
            match &line.act {
                Act::Draft | Act::Translate => standing.author = by(),
                Act::Attest => standing.is_attested = true,
                Act::Revise => standing.reviser = by(),
                Act::Approve => standing.approver = by(),
                Act::Waive => {
                    let text = |field: &str, default: &str| line.text(field).unwrap_or(default).to_owned();
                    let waiver = |finding| Waiver {
                        rule: text("rule", ""),
                        finding,
                        until: text("until", "9999-12-31"),
                        at: line.at.clone(),
                    };
                    match line.texts(Self::ACCEPTS) {
                        Some(said) => said.into_iter().for_each(|one| standing.waive(waiver(Some(one.to_owned())))),
                        None => standing.waive(waiver(None)),
                    }
                }
                Act::Carry => {
                    if let Some(was) = line.text("was").and_then(Fingerprint::parse) {
                        let unit = line.text("was-unit").map_or_else(|| line.unit.clone(), UnitId::keyed);
                        carried.entry((line.unit.clone(), source, target)).or_default().push((unit, was, target));
                    }
                }
                Act::Other(word) if word == Self::STALE => {
                    standing.missed_meaning |= is_meaning(line);
                }
                Act::Refuse | Act::Reject | Act::Remark | Act::Other(_) => {}
            }
        }
        for to in carried.keys() {
            evidence.carry(to, &carried);
        }
        evidence
    }

    /// Gives a carried translation what its forerunners were granted.
    fn carry(&mut self, to: &Key, carried: &HashMap<Key, Vec<Key>>) {
        let mut seen: HashSet<&Key> = HashSet::from([to]);
        let mut open: Vec<&Key> = carried.get(to).into_iter().flatten().collect();
        let mut inherited = Vec::new();
        while let Some(key) = open.pop() {
            if seen.insert(key) {
                inherited.extend(self.standings.get(key).cloned());
                open.extend(carried.get(key).into_iter().flatten());
            }
        }
        if let Some(standing) = self.standings.get_mut(to) {
            for from in &inherited {
                standing.inherit(from);
            }
        }
    }

    /// Returns whether somebody attested this translation, but for white space and end punctuation.
    #[must_use]
    pub fn is_vouched(&self, unit: &UnitId, source: Fingerprint, core: Fingerprint) -> bool {
        self.vouched.contains(&(unit.clone(), source, core))
    }

    /// Returns whether a translation became stale by a change of meaning, and is that translation still but for white space
    /// and end punctuation, and nobody attested that it is right all the same.
    #[must_use]
    pub fn has_missed(&self, unit: &UnitId, source: Fingerprint, core: Fingerprint) -> bool {
        let missed = self.missed.get(&(unit.clone(), source));
        missed.is_some_and(|cores| cores.contains(&core)) && !self.is_vouched(unit, source, core)
    }

    /// Returns whether any translation of this English became stale by a change of meaning; cheaper than
    /// [`Self::has_missed`], and true wherever that is.
    #[must_use]
    pub fn may_have_missed(&self, unit: &UnitId, source: Fingerprint) -> bool {
        !self.missed.is_empty() && self.missed.contains_key(&(unit.clone(), source))
    }

    /// Returns the English texts that lie behind translations.
    #[must_use]
    pub fn lineage(&self) -> &Lineage {
        &self.lineage
    }

    /// Returns whether nothing is on record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.standings.is_empty()
    }

    /// Returns whether anything is on record about a unit.
    #[must_use]
    pub fn knows(&self, unit: &UnitId) -> bool {
        self.units.contains(unit)
    }

    /// Returns what is on record about a translation.
    #[must_use]
    pub fn standing(&self, unit: &UnitId, source: Fingerprint, target: Fingerprint) -> Option<&Standing> {
        self.standings.get(&(unit.clone(), source, target))
    }

    /// Returns the record of a translation for writing.
    pub fn standing_mut(&mut self, unit: UnitId, source: Fingerprint, target: Fingerprint) -> &mut Standing {
        if !self.units.contains(&unit) {
            self.units.insert(unit.clone());
        }
        self.standings.entry((unit, source, target)).or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(act: Act, source: &str, target: &str) -> Line {
        let target = Some(Fingerprint::of([target]));
        Line::new(act, UnitId::of(None, source), Fingerprint::of([source]), target, "Rita", "2026-11-23")
    }

    fn carry(old: &str, new: &str, target: &str) -> Line {
        let mut line = line(Act::Carry, new, target);
        line.more.insert("was".into(), Fingerprint::of([old]).to_string().into());
        line.more.insert("was-unit".into(), UnitId::of(None, old).to_string().into());
        line
    }

    fn reviser(lines: &[Line], source: &str, target: &str) -> Option<String> {
        let unit = UnitId::of(None, source);
        Evidence::of(lines).standing(&unit, Fingerprint::of([source]), Fingerprint::of([target]))?.reviser.clone()
    }

    #[test]
    fn a_decision_ends_when_either_text_changes() {
        let lines = [line(Act::Revise, "English", "dansk")];
        assert_eq!(reviser(&lines, "English", "dansk").as_deref(), Some("Rita"));
        assert_eq!(reviser(&lines, "English", "danske"), None);
        assert_eq!(reviser(&lines, "Englisch", "dansk"), None);
    }

    #[test]
    fn the_latest_waiver_of_a_rule_holds_also_when_it_is_shorter() {
        let waive = |at: &str, until: &str| {
            let mut line = Line { at: at.to_owned(), ..line(Act::Waive, "a", "x") };
            line.more.extend([("rule", "numbers"), ("until", until)].map(|(name, text)| (name.into(), text.into())));
            line
        };
        let until = |lines: &[Line]| {
            let evidence = Evidence::of(lines);
            let standing = evidence.standing(&UnitId::of(None, "a"), Fingerprint::of(["a"]), Fingerprint::of(["x"]));
            standing.unwrap().waived.iter().map(|waiver| waiver.until.clone()).collect::<Vec<_>>()
        };
        let (long, short) = (waive("2026-11-20", "9999-12-31"), waive("2026-11-23", "2026-12-01"));
        assert_eq!(until(&[long.clone(), short.clone()]), ["2026-12-01"]);
        assert_eq!(until(&[short.clone(), long]), ["2026-12-01"]);
        assert_eq!(until(&[short, waive("2026-11-23", "2027-01-01")]), ["2027-01-01"]);
    }

    #[test]
    fn a_waiver_that_names_its_findings_ends_one_of_the_whole_rule() {
        let waive = |at: &str, accepts: Option<&[&str]>| {
            let mut line = Line { at: at.to_owned(), ..line(Act::Waive, "a", "x") };
            line.more.insert("rule".into(), "numbers".into());
            line.more.extend(accepts.map(|said| (Evidence::ACCEPTS.into(), said.into())));
            line
        };
        let accepted = |lines: &[Line]| -> Vec<Option<String>> {
            let evidence = Evidence::of(lines);
            let standing = evidence.standing(&UnitId::of(None, "a"), Fingerprint::of(["a"]), Fingerprint::of(["x"]));
            let mut accepted: Vec<_> = standing.unwrap().waivers().map(|waiver| waiver.finding.clone()).collect();
            accepted.sort();
            accepted
        };
        let (all, one) = (waive("2026-11-20", None), waive("2026-11-23", Some(&["30 is missing"])));
        let other = waive("2026-11-24", Some(&["31 is added", "5 is missing"]));
        let named = |said: &[&str]| said.iter().map(|one| Some((*one).to_owned())).collect::<Vec<_>>();
        assert_eq!(accepted(std::slice::from_ref(&all)), [None]);
        assert_eq!(accepted(&[all.clone(), one.clone()]), named(&["30 is missing"]));
        assert_eq!(accepted(&[one.clone(), all]), named(&["30 is missing"]));
        assert_eq!(accepted(&[one, other]), named(&["30 is missing", "31 is added", "5 is missing"]));
        assert_eq!(accepted(&[waive("2026-11-24", Some(&[]))]), []);
    }

    #[test]
    fn a_decision_goes_along_with_carried_edits_in_any_order_of_lines() {
        let mut lines = [carry("b", "c", "x"), line(Act::Revise, "a", "x"), carry("a", "b", "x"), carry("c", "a", "x")];
        for _ in 0..lines.len() {
            assert_eq!(reviser(&lines, "c", "x").as_deref(), Some("Rita"));
            lines.rotate_left(1);
        }
    }
}
