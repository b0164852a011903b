//! The settings of one language, resolved once for all its units.

use super::rule::UnitRun;
use super::rules::RULES;
use super::{Address, Profile, Rule, Run, Settings};
use crate::language::{Language, NumberStyle, function_words};
use crate::model::Severity;

/// What the settings say for one language.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The place of the language in sets of languages; none for one without a list of function words.
    pub bit: Option<usize>,
    /// The style authority.
    pub profile: Profile,
    /// The form of address the project asks for.
    pub address: Option<Address>,
    /// Hosts that translations may add.
    pub link_hosts: Vec<String>,
    /// Words that stay English, in lower case.
    pub keep: Vec<String>,
    /// The severity of each rule of the table, or none where it is off.
    pub levels: Vec<Option<Severity>>,
    /// The rules on single units that are on, in the order of the table.
    pub(super) of_units: Vec<(UnitRun, &'static Rule, Severity)>,
}

impl Plan {
    /// Resolves the settings for a language.
    #[must_use]
    pub fn new(settings: &Settings, language: &Language) -> Self {
        let own = settings.languages.get(language.code);
        let levels: Vec<Option<Severity>> = RULES
            .iter()
            .map(|rule| {
                let level = own.and_then(|own| own.rules.get(rule.id)).or_else(|| settings.rules.get(rule.id));
                match level {
                    Some(level) => level.severity(),
                    None => (rule.speaks(language.code) && !rule.opt_in).then_some(rule.severity),
                }
            })
            .collect();
        let of_unit = |(rule, level): (&'static Rule, &Option<Severity>)| match rule.run {
            Run::Unit(run) => level.map(|severity| (run, rule, severity)),
            Run::Module(_) | Run::Source(_) | Run::Across(_) | Run::Findings(_) => None,
        };
        let of_units = RULES.into_iter().zip(&levels).filter_map(of_unit).collect();
        Self {
            of_units,
            bit: function_words::bit(language.code),
            profile: own.and_then(|own| own.profile).unwrap_or(settings.profile),
            address: own.and_then(|own| own.address),
            link_hosts: settings.link_hosts.clone(),
            keep: settings.keep.iter().map(|word| word.to_lowercase()).collect(),
            levels,
        }
    }

    /// Returns the language as a set of one; empty for a language without a list of function words.
    #[must_use]
    pub fn own(&self) -> u32 {
        self.bit.map_or(0, |bit| 1 << bit)
    }

    /// Returns the quotation marks by level.
    #[must_use]
    pub fn quotes(&self, language: &'static Language) -> &'static [(char, char)] {
        match self.profile {
            Profile::Isg => language.quotes,
            Profile::Cldr => language.quotes_cldr,
        }
    }

    /// Returns how numbers are written.
    #[must_use]
    pub fn numbers(&self, language: &'static Language) -> NumberStyle {
        match self.profile {
            Profile::Isg => language.numbers,
            Profile::Cldr => language.numbers_cldr,
        }
    }

    /// Returns whether a word stays English by the settings.
    #[must_use]
    pub fn keeps(&self, word: &str) -> bool {
        !self.keep.is_empty() && {
            let lower = word.to_lowercase();
            self.keep.contains(&lower)
        }
    }
}
