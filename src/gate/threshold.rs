//! One rule of the policy, ready to be held against units.

use globset::{Glob, GlobMatcher};

use super::{Row, Rule};
use crate::model::{ModuleId, State};

/// A rule with its globs compiled.
#[derive(Debug)]
pub(super) struct Threshold<'a> {
    pub(super) rule: &'a Rule,
    globs: Vec<GlobMatcher>,
}

impl<'a> Threshold<'a> {
    pub(super) fn new(rule: &'a Rule) -> Self {
        let globs = rule.modules.iter().filter_map(|glob| Some(Glob::new(glob).ok()?.compile_matcher())).collect();
        Self { rule, globs }
    }

    /// Returns whether the rule is about a module in a language.
    pub(super) fn is_about(&self, language: &str, module: &ModuleId, waves: &[String]) -> bool {
        let rule = self.rule;
        (rule.languages.is_empty() || rule.languages.iter().any(|code| code == language))
            && (rule.waves.is_empty() || rule.waves.iter().any(|wave| waves.contains(wave)))
            && (rule.modules.is_empty() || self.globs.iter().any(|glob| glob.is_match(module.as_str())))
    }

    /// Returns whether the rule counts a unit.
    pub(super) fn counts(&self, row: &Row) -> bool {
        let rule = self.rule;
        let states: &[State] =
            if rule.states.is_empty() { &[State::Missing, State::Stale, State::Draft] } else { &rule.states };
        let fits_class = rule.classes.is_empty() || row.class.is_some_and(|class| rule.classes.contains(&class));
        let is_counted = row.state != State::Stale || (fits_class && rule.fits_age(row.age_days));
        self.is_about(row.language, &row.module, &row.waves) && states.contains(&row.state) && is_counted
    }

    /// Returns whether so many units, and so many of all words, are too many.
    pub(super) fn is_exceeded(&self, units: u64, words: u64, total: u64) -> bool {
        match self.rule.at_most_percent {
            Some(limit) => percent(words, total) > limit,
            None => units > self.rule.at_most,
        }
    }
}

/// Returns a share in percent; nothing of nothing is 0.
pub(super) fn percent(words: u64, total: u64) -> f64 {
    if total == 0 { 0.0 } else { 100.0 * words as f64 / total as f64 }
}
