//! What all pages draw on, gathered once: states, findings, debts, terms.

use std::collections::HashMap;

use rayon::prelude::*;

use super::super::position::is_input;
use super::super::{
    Debts, DraftStatistics, ModuleFilter, Since, Survey, Trend, Workspace, check, draft_statistics, load_termbase,
    outdated, position, status, trend,
};
use super::ReportOptions;
use crate::gate::{Publication, publication};
use crate::git;
use crate::glossary::{Matcher, Termbase, named_concepts};
use crate::language::{Language, find};
use crate::model::{Day, Failure, Finding, ModuleId, Severity};
use crate::outdated::Item;
use crate::report::html::{CHANGED, ReviewTerm, Start};
use crate::report::{StatusTable, Wording};

/// What all pages draw on.
pub(super) struct Material {
    /// The numbers.
    pub(super) status: StatusTable,
    /// All findings but those that somebody waived.
    pub(super) findings: Vec<Finding>,
    /// All stale units, the most dangerous and oldest first.
    pub(super) debts: Vec<Item>,
    /// What blocks publication.
    pub(super) publication: Publication,
    /// What became of the drafts.
    pub(super) drafts: DraftStatistics,
    /// How the numbers came about; none without history, and for a part.
    pub(super) trend: Option<Trend>,
    /// The day to which everything is counted.
    pub(super) now: Day,
    /// What movements are counted from.
    pub(super) start: Start,
    /// The termbase.
    pub(super) base: Termbase,
    /// The terms that each entry of each module names: the English words and the place of the concept.
    terms: HashMap<ModuleId, Vec<Vec<(String, usize)>>>,
    /// The commit that the report is made from, with [`CHANGED`] behind it where the files differ from it.
    pub(super) commit: Option<String>,
    /// The words of the pages.
    pub(super) wording: Wording,
}

impl Material {
    /// Gathers everything; the failures are files that cannot be read, each once.
    pub(super) fn gather(
        workspace: &Workspace,
        languages: &[&'static Language],
        options: ReportOptions<'_>,
    ) -> (Self, Vec<Failure>) {
        let root = &workspace.project.root;
        let mainline = git::mainline(root);
        let now = mainline.as_ref().and_then(|mainline| Some(Day::of_seconds(mainline.commits.first()?.1)));
        let now = now.or_else(|| Day::parse(options.today)).unwrap_or(Day::of_seconds(0));
        let today = now.to_string();
        let (status, mut failures) = status(workspace, languages);
        let mut survey = Survey::of(workspace, languages, &today);
        failures.append(&mut survey.failures);
        let (findings, more) = check(workspace, &survey);
        failures.extend(more);
        let (debts, more) = outdated(workspace, languages, &today);
        failures.extend(more);
        let mut read_debts = |paths: &[&str]| Debts::read(workspace, paths, &today);
        let (position, more) = position(workspace, survey, findings, &mut read_debts, &today);
        failures.extend(more);
        let (drafts, more) = match options.is_part {
            true => Default::default(),
            false => draft_statistics(workspace, languages, &ModuleFilter::default()),
        };
        failures.extend(more);
        let (base, more) = load_termbase(&workspace.project);
        failures.extend(more);
        let mut once: Vec<Failure> = Vec::new();
        for failure in failures {
            if !once.contains(&failure) {
                once.push(failure);
            }
        }
        let mainline = mainline.filter(|_| !options.is_part);
        let trend = mainline.and_then(|mainline| trend(workspace, languages, &status, &mainline, &options.since));
        let material = Self {
            publication: publication(&workspace.project.config.gate, &position),
            start: start(trend.as_ref(), options.since),
            trend,
            status,
            findings: position.findings,
            debts,
            drafts,
            now,
            terms: terms(workspace, &base),
            base,
            commit: origin(workspace),
            wording: options.wording,
        };
        (material, once)
    }

    /// Returns how many findings of a severity are open: in one language, or in all and the English.
    pub(super) fn count(&self, severity: Severity, language: Option<&str>) -> u64 {
        let is_ours = |finding: &&Finding| {
            finding.severity == severity && (language.is_none() || finding.language.as_deref() == language)
        };
        self.findings.iter().filter(is_ours).count() as u64
    }

    /// Returns the findings by language and module, in the order of [`Severity::ALL`].
    pub(super) fn findings_by_module(&self) -> HashMap<(&str, &ModuleId), [u64; 4]> {
        let mut map: HashMap<(&str, &ModuleId), [u64; 4]> = HashMap::new();
        for finding in &self.findings {
            if let (Some(language), Some(module)) = (&finding.language, &finding.module) {
                let counts = map.entry((language.as_str(), module)).or_default();
                let at = Severity::ALL.iter().position(|&severity| severity == finding.severity);
                if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                    *count += 1;
                }
            }
        }
        map
    }

    /// Returns the day of the oldest debt by language and module.
    pub(super) fn oldest_by_module(&self) -> HashMap<(&str, &ModuleId), &str> {
        let mut map: HashMap<(&str, &ModuleId), &str> = HashMap::new();
        for item in &self.debts {
            if let Some(since) = &item.since {
                let oldest = map.entry((item.language.code, &item.module)).or_insert(&since.date);
                *oldest = (*oldest).min(&since.date);
            }
        }
        map
    }

    /// Returns the terms of an entry with their renderings in a language; those without any rendering are left out.
    pub(super) fn terms_of(&self, module: &ModuleId, entry: usize, language: &Language) -> Vec<ReviewTerm<'_>> {
        let named =
            self.terms.get(module).and_then(|entries| entries.get(entry)).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<ReviewTerm<'_>> = Vec::new();
        for (english, place) in named {
            let Some(concept) = self.base.concepts.get(*place) else { continue };
            let rendering = concept.section(language.code).and_then(|section| section.recommended());
            let term = match (concept.is_do_not_translate(), rendering) {
                (true, _) => ReviewTerm { english, rendering: None },
                (false, Some(term)) => ReviewTerm { english, rendering: Some(&term.text) },
                (false, None) => continue,
            };
            if !found.contains(&term) {
                found.push(term);
            }
        }
        found
    }
}

/// Returns what movements are counted from: what was asked for, or the first day of a shorter history.
fn start(trend: Option<&Trend>, asked: Since) -> Start {
    let counted = trend.and_then(|trend| trend.base.as_ref()?.since.clone());
    match (counted, asked) {
        (Some(since), _) | (None, Since::Commit { name: since, .. }) => Start::Since(since),
        (None, Since::Days(days)) => Start::Days(days),
        (None, Since::Day(day)) => Start::Since(day.to_string()),
    }
}

/// Returns the commit, and whether the files that the report is made from differ from it.
fn origin(workspace: &Workspace) -> Option<String> {
    let project = &workspace.project;
    let commit = git::head(&project.root)?;
    let changed = git::changed_since(&project.root, "HEAD").unwrap_or_default();
    let is_changed = changed.iter().any(|path| is_input(&project.config, path));
    Some(if is_changed { commit + CHANGED } else { commit })
}

fn terms(workspace: &Workspace, base: &Termbase) -> HashMap<ModuleId, Vec<Vec<(String, usize)>>> {
    let Some(english) = find("en").filter(|_| !base.concepts.is_empty()) else { return HashMap::new() };
    let matcher = Matcher::new(base, english);
    let named = |text: &str| -> Vec<(String, usize)> {
        let named = named_concepts(base, &matcher, text);
        let one = |named: crate::glossary::Named| {
            let english = text.get(named.span).unwrap_or("").to_owned();
            named.concepts.into_iter().map(move |concept| (english.clone(), concept))
        };
        named.into_iter().flat_map(one).collect()
    };
    let module = |source: &super::super::Source| {
        let units = source.entries.iter().filter_map(|&index| source.document.units.get(index));
        (source.module.clone(), units.map(|unit| named(&unit.source)).collect())
    };
    workspace.sources.par_iter().map(module).collect()
}
