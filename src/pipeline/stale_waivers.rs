//! Waivers at work: which findings they accept today, and which waivers are stale.
//!
//! Invariant: a waiver of a text or an English that has changed is not asked about; it ended by itself.

use crate::check::{self, Run};
use crate::ledger::{Standing, Waiver};
use crate::model::{Finding, ModuleId, RuleId, Severity, UnitId};

/// The rules that were waived for one unit, each with the last day that counts.
#[derive(Debug)]
pub(super) struct Waived {
    unit: UnitId,
    /// (rule, last day, whether it has not passed).
    rules: Vec<(String, String, bool)>,
}

impl Waived {
    /// Sums up what is on record about a unit.
    pub(super) fn new(unit: UnitId, standing: &Standing, today: &str) -> Option<Self> {
        let rule = |waiver: &Waiver| (waiver.rule.clone(), waiver.until.clone(), standing.waives(&waiver.rule, today));
        let rules: Vec<(String, String, bool)> = standing.waived.iter().map(rule).collect();
        (!rules.is_empty()).then_some(Self { unit, rules })
    }
}

/// The place that waivers are about: one module in one language, or the English (none); outside a project, one file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) language: Option<&'static str>,
    pub(super) module: Option<&'a ModuleId>,
    /// The ledger.
    pub(super) path: &'a str,
    /// The file, outside a project.
    pub(super) file: Option<&'a str>,
}

impl Place<'_> {
    fn has(&self, finding: &Finding) -> bool {
        match self.file {
            Some(file) => finding.path.as_deref() == Some(file),
            None => finding.language.as_deref() == self.language && finding.module.as_ref() == self.module,
        }
    }
}

/// Takes out the findings that are accepted today, and adds one for each waiver that is stale: its day has passed and the
/// finding is still there, or its day is to come and there is no finding any more.
pub(super) fn apply(findings: &mut Vec<Finding>, place: Place<'_>, waived: &[Waived]) {
    let mut stale = Vec::new();
    for one in waived {
        for (rule, until, is_current) in &one.rules {
            let is_about = |finding: &Finding| {
                place.has(finding) && finding.unit.as_ref() == Some(&one.unit) && finding.rule.as_str() == rule
            };
            match findings.iter().find(|finding| is_about(finding)) {
                Some(_) if *is_current => findings.retain(|finding| !is_about(finding)),
                Some(finding) => stale.push(expired(finding, rule, until)),
                None if *is_current && !looks_across(rule) => stale.push(idle(&place, &one.unit, rule)),
                None => {}
            }
        }
    }
    findings.extend(stale);
}

fn expired(finding: &Finding, rule: &str, until: &str) -> Finding {
    let message = format!("the waiver of {rule} ended on {until}, and the finding is still there");
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

fn idle(place: &Place<'_>, unit: &UnitId, rule: &str) -> Finding {
    let message = format!("{rule} is waived, but finds nothing any more");
    Finding {
        language: place.language.map(str::to_owned),
        module: place.module.cloned(),
        path: Some(place.path.to_owned()),
        unit: Some(unit.clone()),
        hint: Some("take the waiver’s line out of the ledger".to_owned()),
        ..Finding::new(RuleId::new("stale-waiver"), Severity::Note, message)
    }
}

/// Returns whether a rule compares languages, so that it may be silent only because few of them were asked about.
fn looks_across(rule: &str) -> bool {
    check::find(rule).is_some_and(|rule| matches!(rule.run, Run::Across(_) | Run::Findings(_)))
}
