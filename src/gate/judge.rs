//! Holds the counts against the policy.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::threshold::{Threshold, percent};
use super::{Policy, Rule};
use crate::model::{ChangeClass, Finding, Fingerprint, ModuleId, State, UnitId};

/// One unit that is not fresh, or is fresh in a suspicious way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The language code.
    pub language: &'static str,
    /// The waves that its language and module belong to.
    pub waves: Arc<[String]>,
    /// The module.
    pub module: ModuleId,
    /// The unit.
    pub unit: UnitId,
    /// Its state.
    pub state: State,
    /// What the English edit did, for a stale unit, where a rule looks at it.
    pub class: Option<ChangeClass>,
    /// The age of the debt in days, where it is known.
    pub age_days: Option<u32>,
    /// The words of its English.
    pub words: u64,
    /// Declared fresh unchanged, although its English changed in meaning.
    pub is_suspicious: bool,
}

/// Where a project stands: now, or at the commit that a change is compared with.
#[derive(Debug, Clone, Default)]
pub struct Position {
    /// The units that are not fresh, in a stable order.
    pub rows: Vec<Row>,
    /// The English words per language and module.
    pub words: BTreeMap<(&'static str, ModuleId), u64>,
    /// The waves per language and module.
    pub waves: BTreeMap<(&'static str, ModuleId), Arc<[String]>>,
    /// The English units with their texts, for telling what a change could have known.
    pub units: HashMap<(ModuleId, UnitId), Fingerprint>,
    /// The findings, without those that somebody waived.
    pub findings: Vec<Finding>,
}

/// Why the gate says no.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Reason {
    /// The rule: `findings`, `suspicious`, `ratchet`, or the name of one in the policy.
    pub rule: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do next, as a command where there is one.
    pub next: String,
}

/// The answer of the gate.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Verdict {
    /// Whether it may be merged.
    pub passed: bool,
    /// Every rule that failed; the first one decided.
    pub reasons: Vec<Reason>,
}

impl Position {
    /// Returns whether the English of a unit is the same here as in another position.
    fn has_same_english(&self, other: &Self, row: &Row) -> bool {
        let key = (row.module.clone(), row.unit.clone());
        self.units.get(&key).is_some_and(|text| other.units.get(&key) == Some(text))
    }
}

/// Judges a position. With a `base`, the gate is a ratchet: what was already as bad there does not fail, but a unit whose
/// English is the same and whose translation is no longer fresh does. The grace period of English that the base does not
/// have begins when it comes there.
#[must_use]
pub fn judge(policy: &Policy, now: &Position, base: Option<&Position>) -> Verdict {
    let mut reasons = Vec::new();
    reasons.extend(findings(policy, now, base));
    if policy.suspicious {
        reasons.extend(suspicious(now, base));
    }
    if let Some(base) = base {
        reasons.extend(ratchet(now, base));
    }
    reasons.extend(policy.rules.iter().flat_map(|rule| threshold(rule, now, base)));
    Verdict { passed: reasons.is_empty(), reasons }
}

fn findings(policy: &Policy, now: &Position, base: Option<&Position>) -> Option<Reason> {
    let key = |finding: &Finding| {
        (
            finding.rule.clone(),
            finding.language.clone(),
            finding.module.clone(),
            finding.unit.clone(),
            finding.message.clone(),
        )
    };
    let known: HashSet<_> = base.iter().flat_map(|base| &base.findings).map(key).collect();
    let failing: Vec<&Finding> = now
        .findings
        .iter()
        .filter(|finding| finding.severity >= policy.findings && !known.contains(&key(finding)))
        .collect();
    let first = failing.first()?;
    let place = match (&first.path, first.line) {
        (Some(path), Some(line)) => format!("{path}:{line}"),
        (Some(path), None) => path.clone(),
        (None, _) => "the project".to_owned(),
    };
    let new = if base.is_some() { " new" } else { "" };
    Some(Reason {
        rule: "findings".to_owned(),
        message: format!(
            "{}{new} of severity {} or worse, the first at {place}: {}",
            count(failing.len() as u64, "finding"),
            policy.findings,
            first.message
        ),
        next: format!("concordia check --explain {}", first.rule),
    })
}

fn suspicious(now: &Position, base: Option<&Position>) -> Option<Reason> {
    let known = known(base);
    let ours: Vec<&Row> = now
        .rows
        .iter()
        .filter(|row| row.is_suspicious && !known.get(&key(row)).is_some_and(|row| row.is_suspicious))
        .collect();
    let first = ours.first()?;
    Some(Reason {
        rule: "suspicious".to_owned(),
        message: format!(
            "{} declared fresh without a change although the English had changed, the first: {} {} {}",
            count(ours.len() as u64, "translation"),
            first.language,
            first.module,
            first.unit
        ),
        next: format!("concordia attest {} -l {} --reason \"…\", or translate it again", first.unit, first.language),
    })
}

type Key<'a> = (&'static str, &'a ModuleId, &'a UnitId);

fn key(row: &Row) -> Key<'_> {
    (row.language, &row.module, &row.unit)
}

fn known(base: Option<&Position>) -> std::collections::HashMap<Key<'_>, &Row> {
    base.iter().flat_map(|base| &base.rows).map(|row| (key(row), row)).collect()
}

fn ratchet(now: &Position, base: &Position) -> Option<Reason> {
    let known = known(Some(base));
    let languages: HashSet<&'static str> = base.words.keys().map(|(language, _)| *language).collect();
    let lost: Vec<&Row> = now
        .rows
        .iter()
        .filter(|row| {
            let was_fresh = known.get(&key(row)).is_none_or(|row| row.state.is_fresh());
            // What is stale because its English was edited is what the author left behind, and nobody's fault.
            !row.state.is_fresh() && was_fresh && languages.contains(row.language) && now.has_same_english(base, row)
        })
        .collect();
    let first = lost.first()?;
    Some(Reason {
        rule: "ratchet".to_owned(),
        message: format!(
            "{} fresh on the base and {} now, the first: {} {} {}",
            count(lost.len() as u64, "translation"),
            first.state,
            first.language,
            first.module,
            first.unit
        ),
        next: format!("concordia explain {} -l {}", first.unit, first.language),
    })
}

fn threshold(rule: &Rule, now: &Position, base: Option<&Position>) -> Vec<Reason> {
    let threshold = Threshold::new(rule);
    let is_due = |row: &Row| rule.older_than.is_none() || base.is_none_or(|base| now.has_same_english(base, row));
    let before = base.map(|base| measure(&threshold, base, |_| true)).unwrap_or_default();
    let mut reasons = Vec::new();
    for (language, (units, words, total)) in measure(&threshold, now, is_due) {
        let (old_units, old_words, old_total) = before.get(language).copied().unwrap_or_default();
        let is_worse = match rule.at_most_percent {
            // Of two shares the greater is the one with the greater cross product.
            Some(_) => u128::from(words) * u128::from(old_total.max(1)) > u128::from(old_words) * u128::from(total),
            None => units > old_units,
        };
        if !threshold.is_exceeded(units, words, total) || (base.is_some() && !is_worse) {
            continue;
        }
        let message = match rule.at_most_percent {
            Some(limit) => {
                format!("{language}: {:.1} % of the words {}, {limit} % allowed", percent(words, total), what(rule))
            }
            None => {
                let are = if rule.at_most == 0 { "none".to_owned() } else { rule.at_most.to_string() };
                format!("{language}: {} {}, {are} allowed", count(units, "unit"), what(rule))
            }
        };
        reasons.push(Reason { rule: rule.name.clone(), message, next: next(rule, language) });
    }
    reasons
}

/// Returns per language the units that a rule counts, their words, and all words that it is about.
fn measure(
    threshold: &Threshold<'_>,
    position: &Position,
    is_due: impl Fn(&Row) -> bool,
) -> BTreeMap<&'static str, (u64, u64, u64)> {
    let mut languages: BTreeMap<&'static str, (u64, u64, u64)> = BTreeMap::new();
    for ((language, module), words) in &position.words {
        let waves = position.waves.get(&(*language, module.clone())).map(AsRef::as_ref).unwrap_or_default();
        if threshold.is_about(language, module, waves) {
            languages.entry(language).or_default().2 += words;
        }
    }
    for row in position.rows.iter().filter(|row| threshold.counts(row) && is_due(row)) {
        let sums = languages.entry(row.language).or_default();
        sums.0 += 1;
        sums.1 += row.words;
    }
    languages
}

/// Describes what a rule counts: `stale in meaning for more than 14 days`.
fn what(rule: &Rule) -> String {
    let words = |states: &[State]| states.iter().map(|state| state.word()).collect::<Vec<_>>().join(" or ");
    let mut text = if rule.states.is_empty() { "missing, stale or draft".to_owned() } else { words(&rule.states) };
    if !rule.classes.is_empty() {
        let classes: Vec<&str> = rule.classes.iter().map(|class| class.word()).collect();
        text.push_str(&format!(" in {}", classes.join(" or ")));
    }
    if let Some(days) = rule.older_than {
        text.push_str(&format!(" for more than {}", count(u64::from(days), "day")));
    }
    text
}

fn next(rule: &Rule, language: &str) -> String {
    let counts = |state: State| rule.states.is_empty() || rule.states.contains(&state);
    if !counts(State::Stale) {
        return format!("concordia status -l {language}");
    }
    let classes: Vec<&str> = rule.classes.iter().map(|class| class.word()).collect();
    let class = if classes.is_empty() { String::new() } else { format!(" --class {}", classes.join(",")) };
    let age = rule.older_than.map_or(String::new(), |days| format!(" --older-than {days}"));
    format!("concordia outdated -l {language}{class}{age}")
}

fn count(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{RuleId, Severity};

    fn row(unit: &str, state: State, class: Option<ChangeClass>, age_days: Option<u32>) -> Row {
        Row {
            language: "da",
            waves: ["first".to_owned()].into(),
            module: ModuleId::new("a.md"),
            unit: UnitId::keyed(unit),
            state,
            class,
            age_days,
            words: 5,
            is_suspicious: false,
        }
    }

    fn position(rows: Vec<Row>) -> Position {
        let place = ("da", ModuleId::new("a.md"));
        let units = ["u1", "u2", "u3"];
        let units = units.map(|unit| ((ModuleId::new("a.md"), UnitId::keyed(unit)), Fingerprint::of([unit]))).into();
        Position {
            rows,
            words: [(place.clone(), 100)].into(),
            waves: [(place, ["first".to_owned()].into())].into(),
            units,
            findings: Vec::new(),
        }
    }

    fn failed(policy: &Policy, now: &Position, base: Option<&Position>) -> Vec<String> {
        judge(policy, now, base).reasons.into_iter().map(|reason| reason.rule).collect()
    }

    #[test]
    fn a_class_is_asked_for_when_the_grace_period_is_over() {
        let policy = Policy::default();
        assert_eq!([Some(15), Some(14), None].map(|age| policy.asks_class(age)), [true, false, false]);
        let rule = Rule { classes: vec![ChangeClass::Wording], ..Rule::default() };
        assert!(Policy { publish: vec![rule], ..Policy::default() }.asks_class(None));
        assert!(!Policy { rules: vec![Rule::default()], ..Policy::default() }.asks_class(Some(99)));
    }

    #[test]
    fn old_debt_of_meaning_fails_and_young_or_harmless_debt_passes() {
        let stale = |class, age| position(vec![row("u1", State::Stale, Some(class), age)]);
        let policy = Policy::default();
        assert_eq!(failed(&policy, &stale(ChangeClass::Meaning, Some(15)), None), ["old-meaning-debt"]);
        assert!(failed(&policy, &stale(ChangeClass::Meaning, Some(14)), None).is_empty());
        assert!(failed(&policy, &stale(ChangeClass::Meaning, None), None).is_empty());
        assert!(failed(&policy, &stale(ChangeClass::Wording, Some(99)), None).is_empty());
        let verdict = judge(&policy, &stale(ChangeClass::Meaning, Some(15)), None);
        assert_eq!(verdict.reasons[0].message, "da: 1 unit stale in meaning for more than 14 days, none allowed");
        assert_eq!(verdict.reasons[0].next, "concordia outdated -l da --class meaning --older-than 14");
    }

    #[test]
    fn missing_is_tolerated_until_a_rule_asks() {
        let now = position(vec![row("u1", State::Missing, None, None)]);
        assert!(failed(&Policy::default(), &now, None).is_empty());
        let rule = |scope: &str, percent| Rule {
            name: "coverage".into(),
            waves: vec![scope.into()],
            at_most_percent: Some(percent),
            ..Rule::default()
        };
        let policy = |rule| Policy { rules: vec![rule], ..Policy::default() };
        assert_eq!(failed(&policy(rule("first", 4.0)), &now, None), ["coverage"]);
        assert!(failed(&policy(rule("first", 5.0)), &now, None).is_empty());
        assert!(failed(&policy(rule("second", 0.0)), &now, None).is_empty());
    }

    #[test]
    fn a_ratchet_forgives_what_was_there_and_nothing_new() {
        let old = row("u1", State::Stale, Some(ChangeClass::Meaning), Some(30));
        let base = position(vec![old.clone()]);
        assert!(failed(&Policy::default(), &base.clone(), Some(&base)).is_empty());
        let worse = position(vec![old, row("u2", State::Missing, None, None)]);
        assert_eq!(failed(&Policy::default(), &worse, Some(&base)), ["ratchet"]);
        let new_english = position(vec![row("u9", State::Missing, None, None)]);
        assert!(failed(&Policy::default(), &new_english, Some(&position(Vec::new()))).is_empty());
    }

    #[test]
    fn a_share_that_is_no_greater_than_on_the_base_passes() {
        let share = |missing, total| {
            let mut row = row("u9", State::Missing, None, None);
            row.words = missing;
            let place = ("da", ModuleId::new("a.md"));
            Position { words: [(place, total)].into(), ..position(vec![row]) }
        };
        let rule = Rule { name: "half".into(), at_most_percent: Some(50.0), ..Rule::default() };
        let policy = Policy { rules: vec![rule], ..Policy::default() };
        assert!(failed(&policy, &share(120, 120), Some(&share(100, 100))).is_empty());
        assert!(failed(&policy, &share(100, 200), Some(&share(80, 100))).is_empty());
        assert_eq!(failed(&policy, &share(100, 120), Some(&share(80, 100))), ["half"]);
        assert_eq!(failed(&policy, &share(100, 120), Some(&Position::default())), ["half"]);
    }

    #[test]
    fn findings_fail_by_severity_and_only_new_ones_on_a_ratchet() {
        let mut now = position(Vec::new());
        now.findings.push(Finding::new(RuleId::new("numbers"), Severity::Error, "4 is missing"));
        assert_eq!(failed(&Policy::default(), &now, None), ["findings"]);
        assert!(failed(&Policy::default(), &now, Some(&now)).is_empty());
        assert!(failed(&Policy { findings: Severity::Critical, ..Policy::default() }, &now, None).is_empty());
    }

    #[test]
    fn a_suspicious_refresh_fails() {
        let mut suspect = row("u1", State::Translated, None, None);
        suspect.is_suspicious = true;
        assert_eq!(failed(&Policy::default(), &position(vec![suspect]), None), ["suspicious"]);
    }
}
