//! `suspect-source`: where most languages fail, the English is suspect.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::rule::Having;
use crate::check::{Content, Example, Rule, Run};
use crate::model::{Finding, ModuleId, RuleId, Severity, UnitId};

pub(super) static RULE: Rule = Rule {
    id: "suspect-source",
    severity: Severity::Note,
    summary: "most languages break the same rule in the same unit",
    why: "One translator errs; twenty do not err in the same place. The English is unclear, changed, or the rule does not fit: \
          look there first. At least five languages and three fifths of those that have the unit must agree. Rules on the typography of the translation do not count.",
    bad: Example {
        language: "en",
        content: Content::Plain,
        source: "Between {0} and {1}",
        target: "(the same finding in 19 languages)",
    },
    good: Example {
        language: "en",
        content: Content::Plain,
        source: "Between {0} and {1}",
        target: "(one finding in one language)",
    },
    languages: &[],
    fixes: false,
    opt_in: false,
    run: Run::Findings(run),
};

/// Rules on the marks of the translation’s own language, which say nothing about the English.
static TYPOGRAPHY: [&str; 6] = ["quotes", "punctuation-space", "no-break", "apostrophes", "dashes", "ellipsis"];

fn run(all: &[Finding], having: Having<'_>) -> Vec<Finding> {
    let mut groups: BTreeMap<(&RuleId, &ModuleId, &UnitId), BTreeSet<&str>> = BTreeMap::new();
    for finding in all.iter().filter(|finding| !TYPOGRAPHY.contains(&finding.rule.as_str())) {
        if let (Some(module), Some(unit), Some(language)) = (&finding.module, &finding.unit, &finding.language) {
            groups.entry((&finding.rule, module, unit)).or_default().insert(language);
        }
    }
    groups
        .into_iter()
        .filter(|(_, codes)| codes.len() >= 5)
        .map(|(group, codes)| (group, codes.len(), having(group.1, group.2).max(codes.len())))
        .filter(|(_, failing, languages)| failing * 5 >= languages * 3)
        .map(|((rule, module, unit), failing, languages)| {
            let message = format!("{failing} of {languages} languages break the rule {rule} here");
            let mut finding = Finding::new(RuleId::new(RULE.id), RULE.severity, message);
            finding.hint = Some("look at the English first".to_owned());
            finding.module = Some(module.clone());
            finding.unit = Some(unit.clone());
            let twin = all.iter().find(|one| one.unit.as_ref() == Some(unit) && one.module.as_ref() == Some(module));
            finding.source = twin.and_then(|one| one.source.clone());
            finding
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_typography_of_translations_does_not_blame_the_english() {
        let of = |rule: &'static str| {
            let finding = |code: &str| {
                let mut finding = Finding::new(RuleId::new(rule), Severity::Note, "here".to_owned());
                finding.language = Some(code.to_owned());
                finding.module = Some(ModuleId::new("a.md"));
                finding.unit = Some(UnitId::keyed("1"));
                finding
            };
            let all: Vec<Finding> = ["bg", "cs", "da", "de", "el", "es"].into_iter().map(finding).collect();
            run(&all, &|_, _| 6).len()
        };
        assert_eq!((of("no-break"), of("quotes"), of("numbers")), (0, 0, 1));
    }
}
