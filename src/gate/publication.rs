//! What stands between each module and its publication in each language, by the same rules as a merge.

use std::collections::{BTreeMap, HashMap};

use super::threshold::Threshold;
use super::{Policy, Position, Row};
use crate::model::{ModuleId, Severity, State};

/// Something that blocks publication.
#[derive(Debug, Clone, PartialEq)]
pub enum Blocker {
    /// The catalogue, or the English, cannot be read.
    Unreadable,
    /// More units in these states than a rule of the policy allows.
    Units {
        /// The name of the rule.
        rule: String,
        /// The units that the rule counts, in the order of states; none of the numbers is 0.
        states: Vec<(State, u64)>,
        /// How many units the rule allows; none when it allows a share of the words.
        at_most: Option<u64>,
        /// The percentage of English words that the rule allows.
        at_most_percent: Option<f64>,
    },
    /// Open findings of at least the severity that the policy names, about the translation or its English.
    Findings(Severity, u64),
    /// Translations declared fresh without a change although the English changed in meaning.
    Suspicious(u64),
}

/// The blockers of each module in each language, gravest first; an empty list means ready. What could not be read is not
/// in the map.
pub type Publication = BTreeMap<(&'static str, ModuleId), Vec<Blocker>>;

/// Holds every module in every language against the rules for publication, each by itself.
#[must_use]
pub fn publication(policy: &Policy, now: &Position) -> Publication {
    let thresholds: Vec<Threshold<'_>> = policy.publish.iter().map(Threshold::new).collect();
    let mut rows: HashMap<(&str, &ModuleId), Vec<&Row>> = HashMap::new();
    for row in &now.rows {
        rows.entry((row.language, &row.module)).or_default().push(row);
    }
    let mut findings: HashMap<(Option<&str>, &ModuleId), u64> = HashMap::new();
    for finding in now.findings.iter().filter(|finding| finding.severity >= policy.findings) {
        if let Some(module) = &finding.module {
            *findings.entry((finding.language.as_deref(), module)).or_default() += 1;
        }
    }
    let pair = |((language, module), &total): (&(&'static str, ModuleId), &u64)| {
        let rows = rows.get(&(*language, module)).map(Vec::as_slice).unwrap_or_default();
        let waves = now.waves.get(&(*language, module.clone())).map(AsRef::as_ref).unwrap_or_default();
        let ours = thresholds.iter().filter(|threshold| threshold.is_about(language, module, waves));
        let mut blockers: Vec<Blocker> = ours.filter_map(|threshold| units(threshold, rows, total)).collect();
        let of = |language: Option<&str>| findings.get(&(language, module)).copied().unwrap_or_default();
        let found = of(Some(language)) + of(None);
        blockers.extend((found > 0).then_some(Blocker::Findings(policy.findings, found)));
        let suspicious = rows.iter().filter(|row| row.is_suspicious).count() as u64;
        blockers.extend((policy.suspicious && suspicious > 0).then_some(Blocker::Suspicious(suspicious)));
        ((*language, module.clone()), blockers)
    };
    now.words.iter().map(pair).collect()
}

fn units(threshold: &Threshold<'_>, rows: &[&Row], total: u64) -> Option<Blocker> {
    let mut states: BTreeMap<State, u64> = BTreeMap::new();
    let (mut count, mut words) = (0, 0);
    for row in rows.iter().filter(|row| threshold.counts(row)) {
        *states.entry(row.state).or_default() += 1;
        count += 1;
        words += row.words;
    }
    let rule = threshold.rule;
    threshold.is_exceeded(count, words, total).then(|| Blocker::Units {
        rule: rule.name.clone(),
        states: states.into_iter().collect(),
        at_most: rule.at_most_percent.is_none().then_some(rule.at_most),
        at_most_percent: rule.at_most_percent,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gate::Rule;
    use crate::model::{Finding, RuleId, UnitId};

    fn position(states: &[State]) -> Position {
        let place = ("da", ModuleId::new("a.md"));
        let row = |(index, &state): (usize, &State)| Row {
            language: "da",
            waves: ["first".to_owned()].into(),
            module: ModuleId::new("a.md"),
            unit: UnitId::keyed(index.to_string()),
            state,
            class: None,
            age_days: None,
            words: 5,
            is_suspicious: false,
        };
        Position {
            rows: states.iter().enumerate().map(row).collect(),
            words: [(place.clone(), 100)].into(),
            waves: [(place, ["first".to_owned()].into())].into(),
            ..Position::default()
        }
    }

    fn blockers(policy: &Policy, now: &Position) -> Vec<Blocker> {
        publication(policy, now).into_values().next().unwrap()
    }

    #[test]
    fn without_a_policy_only_fresh_units_without_errors_are_ready() {
        let policy = Policy::default();
        assert_eq!(blockers(&policy, &position(&[])), []);
        let mut now = position(&[State::Draft, State::Missing, State::Draft]);
        let finding = |severity| Finding {
            module: Some(ModuleId::new("a.md")),
            ..Finding::new(RuleId::new("numbers"), severity, "x")
        };
        now.findings = vec![finding(Severity::Error), finding(Severity::Warning)];
        let units = Blocker::Units {
            rule: "unfinished".into(),
            states: vec![(State::Missing, 1), (State::Draft, 2)],
            at_most: Some(0),
            at_most_percent: None,
        };
        assert_eq!(blockers(&policy, &now), [units, Blocker::Findings(Severity::Error, 1)]);
    }

    #[test]
    fn the_policy_of_the_project_decides_what_is_ready() {
        let rule = |wave: &str, percent| Rule {
            name: "some".into(),
            waves: vec![wave.into()],
            at_most_percent: Some(percent),
            ..Rule::default()
        };
        let policy = |rule| Policy { publish: vec![rule], ..Policy::default() };
        let now = position(&[State::Missing, State::Stale]);
        assert_eq!(blockers(&policy(rule("first", 10.0)), &now), []);
        assert_eq!(blockers(&policy(rule("other", 0.0)), &now), []);
        assert!(matches!(blockers(&policy(rule("first", 9.9)), &now)[..], [Blocker::Units { .. }]));
    }
}
