//! Waivers at work: which findings they accept today, and which waivers are stale.
//!
//! Invariants: a waiver of a text or an English that has changed is not asked about; it ended by itself. A finding is
//! accepted because somebody saw it: one that says something else stands.

use std::borrow::Cow;

use crate::check::{self, Run};
use crate::ledger::{Standing, Waiver};
use crate::model::{Finding, ModuleId, RuleId, Severity, UnitId};

/// Rules whose findings tell how often something is found elsewhere, which changes without the texts they are about.
const COUNTING: [&str; 5] = ["address", "suspect-source", "term-inconsistent", "source-spelling", "source-heading"];

/// Returns what a finding says, as a waiver spells it: its message, without counts that are no part of it.
pub(super) fn gist(finding: &Finding) -> Cow<'_, str> {
    if !COUNTING.contains(&finding.rule.as_str()) {
        return finding.message.as_str().into();
    }
    let mut gist = String::with_capacity(finding.message.len());
    let mut quotes = 0_usize;
    for c in finding.message.chars() {
        match c {
            '“' => quotes += 1,
            '”' => quotes = quotes.saturating_sub(1),
            _ => {}
        }
        match c.is_ascii_digit() && quotes == 0 {
            true if gist.ends_with('…') => {}
            true => gist.push('…'),
            false => gist.push(c),
        }
    }
    gist.into()
}

/// What was waived for one unit.
#[derive(Debug)]
pub(super) struct Waived {
    unit: UnitId,
    /// Each with whether its day has not passed.
    waivers: Vec<(Waiver, bool)>,
}

impl Waived {
    /// Sums up what is on record about a unit.
    pub(super) fn new(unit: UnitId, standing: &Standing, today: &str) -> Option<Self> {
        let waivers: Vec<(Waiver, bool)> =
            standing.waivers().map(|waiver| (waiver.clone(), waiver.is_current(today))).collect();
        (!waivers.is_empty()).then_some(Self { unit, waivers })
    }
}

/// What waivers are about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope<'a> {
    /// A module in one language, or its English (none).
    Module(Option<&'static str>, &'a ModuleId),
    /// The termbase.
    Termbase,
    /// One file, outside any project, in a language where one was named.
    File(&'a str, Option<&'static str>),
}

/// Where waivers stand, and what they are about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) scope: Scope<'a>,
    /// The ledger.
    pub(super) path: &'a str,
}

impl Place<'_> {
    fn has(&self, finding: &Finding) -> bool {
        match self.scope {
            Scope::File(file, _) => finding.path.as_deref() == Some(file),
            Scope::Termbase => is_of_termbase(finding.rule.as_str()),
            Scope::Module(language, module) => {
                finding.language.as_deref() == language && finding.module.as_ref() == Some(module)
            }
        }
    }
}

/// Returns whether a rule is about the termbase itself; its findings are of a concept, which stands as their unit.
#[must_use]
pub fn is_of_termbase(rule: &str) -> bool {
    rule.starts_with("termbase-")
}

/// Takes out the findings that are accepted today, and adds one for each waiver that is stale: its day has passed and the
/// finding is still there, or its day is to come and there is no finding any more.
pub(super) fn apply(findings: &mut Vec<Finding>, place: Place<'_>, waived: &[Waived]) {
    let mut stale = Vec::new();
    for one in waived {
        for (waiver, is_current) in &one.waivers {
            let rule = &waiver.rule;
            let is_about = |finding: &Finding| {
                finding.unit.as_ref() == Some(&one.unit)
                    && finding.rule.as_str() == rule
                    && place.has(finding)
                    && waiver.finding.as_ref().is_none_or(|said| gist(finding) == said.as_str())
            };
            match findings.iter().find(|finding| is_about(finding)) {
                Some(_) if *is_current => findings.retain(|finding| !is_about(finding)),
                Some(finding) => stale.push(expired(finding, waiver)),
                None if *is_current && !is_partial(rule) => stale.push(idle(&place, &one.unit, waiver)),
                None => {}
            }
        }
    }
    findings.extend(stale);
}

fn expired(finding: &Finding, waiver: &Waiver) -> Finding {
    let Waiver { rule, until, .. } = waiver;
    let message = format!("the waiver of {rule} ended on {until}, and the finding is still there{}", said(waiver));
    let hint = format!("mend it, or waive it again: concordia waive … --rule {rule} --until …");
    Finding {
        hint: Some(hint),
        severity: Severity::Error,
        rule: RuleId::new("stale-waiver"),
        message,
        span: None,
        ..finding.clone()
    }
}

fn idle(place: &Place<'_>, unit: &UnitId, waiver: &Waiver) -> Finding {
    let message = match waiver.finding {
        Some(_) => format!("a finding of {} is waived that is not made any more{}", waiver.rule, said(waiver)),
        None => format!("{} is waived, but finds nothing any more", waiver.rule),
    };
    let (language, module) = match place.scope {
        Scope::Module(language, module) => (language, Some(module.clone())),
        Scope::File(_, language) => (language, None),
        Scope::Termbase => (None, None),
    };
    Finding {
        language: language.map(str::to_owned),
        module,
        path: Some(place.path.to_owned()),
        unit: Some(unit.clone()),
        hint: Some("take it out of the ledger".to_owned()),
        ..Finding::new(RuleId::new("stale-waiver"), Severity::Note, message)
    }
}

/// Returns what the accepted finding says, to be put behind a sentence.
fn said(waiver: &Waiver) -> String {
    waiver.finding.as_ref().map_or(String::new(), |finding| format!(": {finding}"))
}

/// Returns whether a rule may be silent, or say something else, only because few languages were asked about.
fn is_partial(rule: &str) -> bool {
    is_of_termbase(rule) || check::find(rule).is_some_and(|rule| matches!(rule.run, Run::Across(_) | Run::Findings(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(rule: &'static str, message: &str) -> Finding {
        let unit = Some(UnitId::keyed("u"));
        Finding { unit, path: Some("a.po".into()), ..Finding::new(RuleId::new(rule), Severity::Error, message) }
    }

    fn left(rule: &'static str, messages: &[&str], accepts: &[&str], is_current: bool) -> Vec<String> {
        let mut findings: Vec<Finding> = messages.iter().map(|message| finding(rule, message)).collect();
        let waiver = |said: &&str| {
            let (rule, finding) = (rule.to_owned(), Some((*said).to_owned()));
            (Waiver { rule, finding, until: "2026-12-31".into(), at: "2026-11-01".into() }, is_current)
        };
        let waived = Waived { unit: UnitId::keyed("u"), waivers: accepts.iter().map(waiver).collect() };
        let place = Place { scope: Scope::File("a.po", None), path: "a.ledger.jsonl" };
        apply(&mut findings, place, &[waived]);
        findings.into_iter().map(|finding| format!("{} {}", finding.severity, finding.message)).collect()
    }

    #[test]
    fn what_a_waiver_does_not_name_stands() {
        let found = ["31 is not in the English", "900 is not in the English"];
        assert_eq!(left("numbers", &found, &found[..1], true), ["error 900 is not in the English"]);
        let idle = "note a finding of numbers is waived that is not made any more: 7 is missing";
        assert_eq!(left("numbers", &[], &["7 is missing"], true), [idle]);
        let expired = left("numbers", &found[..1], &found[..1], false);
        assert_eq!(expired.len(), 2);
        assert!(expired[1].ends_with("still there: 31 is not in the English"), "{expired:?}");
    }

    #[test]
    fn counts_of_other_places_are_no_part_of_a_finding() {
        let said = "… of … languages break the rule markup here";
        assert!(left("suspect-source", &["8 of 13 languages break the rule markup here"], &[said], true).is_empty());
        assert_eq!(
            gist(&finding("source-spelling", "“B2B” may be a slip, used 12 times")),
            "“B2B” may be a slip, used … times"
        );
        assert_eq!(gist(&finding("numbers", "12 is missing")), "12 is missing");
    }
}
