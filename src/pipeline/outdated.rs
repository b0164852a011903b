//! Every stale unit of the project.

use std::borrow::Cow;

use super::{Debts, Pair, Workspace};
use crate::language::Language;
use crate::model::{Failure, State};
use crate::outdated::{Item, sort};
use crate::sync::{OldText, Relation};

/// Finds every stale unit, the most dangerous and oldest first. `today` is the day to count ages to.
#[must_use]
pub fn outdated(workspace: &Workspace, languages: &[&'static Language], today: &str) -> (Vec<Item>, Vec<Failure>) {
    let (found, failures) = workspace.pairs(languages, stale_units);
    let mut found: Vec<(Item, OldText)> = found.into_iter().flatten().collect();
    let mut paths: Vec<&str> = found.iter().map(|(item, _)| item.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    let debts = Debts::read(workspace, &paths, today);
    for (item, old) in &mut found {
        let debt = debts.since(&item.path, old);
        item.since = debt.since;
        item.age_days = debt.age_days;
    }
    let mut items: Vec<Item> = found.into_iter().map(|(item, _)| item).collect();
    sort(&mut items);
    (items, failures)
}

fn stale_units(pair: &Pair<'_>) -> Vec<(Item, OldText)> {
    let Some(catalogue) = &pair.catalogue else { return Vec::new() };
    let assessment = pair.assess();
    let stale = assessment.units.into_iter().zip(pair.source.words()).filter(|(unit, _)| unit.state == State::Stale);
    stale
        .filter_map(|(assessed, &words)| {
            let unit = pair.source.document.units.get(assessed.unit)?;
            let entry = catalogue.entry(assessed.entry?)?;
            let lag = *assessed.lag?;
            // Joined texts never stood in the English as one: the first of them dates the debt.
            let dated = match lag.relation {
                Relation::Merged => OldText::translated_from(&entry),
                Relation::Edited | Relation::Split => lag.old.clone(),
            };
            let (change, action) = lag.judge(unit.into(), pair.changes);
            let item = Item {
                language: pair.language,
                module: pair.source.module.clone(),
                path: pair.source.path.clone(),
                line: unit.line,
                unit: unit.id(),
                class: change.class,
                tokens: change.tokens,
                action,
                since: None,
                age_days: None,
                old: lag.old.source,
                new: unit.source.clone(),
                words,
                translation: entry.forms().into_iter().map(Cow::into_owned).collect(),
            };
            Some((item, dated))
        })
        .collect()
}
