//! What a project demands before a merge, and before a publication.

use crate::model::{ChangeClass, Severity, State};

/// What the gate demands.
///
/// `findings` and `suspicious` hold for merges and for publication.
///
/// By default it is strict on the English and tolerant on targets: findings of severity error fail, and so does a stale
/// translation whose English changed in meaning more than 14 days ago. Nobody is blocked by translations that nobody
/// could have made yet.
#[derive(Debug, Clone, PartialEq, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Policy {
    /// The mildest severity of a finding that fails.
    pub findings: Severity,
    /// Whether a translation that was declared fresh unchanged, although its English changed in meaning, fails.
    pub suspicious: bool,
    /// How many translations of one language may be declared fresh unchanged in one commit; with more, all of them are
    /// suspicious until somebody attests them, also where the English did not change in meaning.
    pub refreshed_at_once: usize,
    /// How many days a waiver may last.
    pub waiver_days: u32,
    /// The rules about states before a merge, in the order in which they are reported.
    pub rules: Vec<Rule>,
    /// The rules about states before a publication. Each looks at one module in one language by itself. By default there
    /// is one: every unit must have a fresh translation.
    pub publish: Vec<Rule>,
}

impl Default for Policy {
    fn default() -> Self {
        let meaning = Rule {
            name: "old-meaning-debt".to_owned(),
            states: vec![State::Stale],
            classes: vec![ChangeClass::Meaning],
            older_than: Some(14),
            ..Rule::default()
        };
        let unfinished = Rule { name: "unfinished".to_owned(), ..Rule::default() };
        Self {
            findings: Severity::Error,
            suspicious: true,
            refreshed_at_once: 20,
            waiver_days: 366,
            rules: vec![meaning],
            publish: vec![unfinished],
        }
    }
}

impl Policy {
    /// Returns whether a rule looks at the class of an English edit of so many days.
    #[must_use]
    pub fn asks_class(&self, age_days: Option<u32>) -> bool {
        self.rules.iter().chain(&self.publish).any(|rule| !rule.classes.is_empty() && rule.fits_age(age_days))
    }

    /// Names the rules that have no name of their own by their number, so that a verdict can name them.
    #[must_use]
    pub fn named(mut self) -> Self {
        for rules in [&mut self.rules, &mut self.publish] {
            for (index, rule) in rules.iter_mut().enumerate().filter(|(_, rule)| rule.name.trim().is_empty()) {
                rule.name = format!("rule {}", index + 1);
            }
        }
        self
    }
}

/// One threshold. It looks at the units that fit all its lists; an empty list fits everything.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Rule {
    /// The name in verdicts; `rule 2` for the second where it has none.
    pub name: String,
    /// Codes of the languages it is about.
    pub languages: Vec<String>,
    /// Names of the waves it is about.
    pub waves: Vec<String>,
    /// Globs of the modules it is about.
    pub modules: Vec<String>,
    /// The states it counts: missing, stale, draft; these three when empty.
    pub states: Vec<State>,
    /// The classes of English edits it counts among stale units.
    pub classes: Vec<ChangeClass>,
    /// The grace period in whole days: only stale units with an older debt are counted. A debt whose age is unknown is
    /// not counted. Ages count from the day on which the English came to the branch; with `--base`, English that the base
    /// does not have yet is not counted.
    pub older_than: Option<u32>,
    /// How many units may fit, per language.
    pub at_most: u64,
    /// How many percent of the English words may fit, per language; then `at-most` is not used.
    pub at_most_percent: Option<f64>,
}

impl Rule {
    /// Returns whether the grace period of a debt is over.
    pub(super) fn fits_age(&self, age_days: Option<u32>) -> bool {
        self.older_than.is_none_or(|days| age_days.is_some_and(|age| age > days))
    }
}
