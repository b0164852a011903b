//! One pass over all catalogues: what there is to check, and what the gate has to weigh.

use std::ops::Range;
use std::sync::Arc;

use super::check_chosen::of_attributes;
use super::stale_waivers::Waived;
use super::texts::Texts;
use super::{Pair, Workspace};
use crate::gate::Row;
use crate::language::Language;
use crate::ledger::Evidence;
use crate::model::{Failure, Finding, Fingerprint, ModuleId, State, Unit, UnitId};
use crate::po;
use crate::status::{Assessed, Assessment};
use crate::sync::Edit;

/// What one pass over the catalogues of some languages found.
pub struct Survey {
    pub(super) languages: Vec<&'static Language>,
    pub(super) translated: Vec<Translated>,
    pub(super) open: Vec<Open>,
    /// What could not be read.
    pub failures: Vec<Failure>,
}

/// What one language has for the units of one module; parallel to `Source::entries`.
pub(super) struct Translated {
    pub(super) language: &'static Language,
    pub(super) module: ModuleId,
    pub(super) path: String,
    pub(super) units: Vec<TranslatedUnit>,
    /// The forms of all units.
    pub(super) texts: Texts,
    /// What is wrong with the catalogue as a file.
    pub(super) findings: Vec<Finding>,
}

/// One unit; without forms when there is nothing to check. A project has as many as it has units times languages, so that
/// they are small.
#[derive(Default)]
pub(super) struct TranslatedUnit {
    forms: Range<u32>,
    line: u32,
}

impl TranslatedUnit {
    /// Takes over its places; no file that is read has more than four thousand million of them.
    fn new(forms: Range<usize>, line: usize) -> Self {
        let small = |place| u32::try_from(place).unwrap_or(u32::MAX);
        Self { forms: small(forms.start)..small(forms.end), line: small(line) }
    }

    /// Returns the places of its forms in `Translated::texts`.
    pub(super) fn forms(&self) -> Range<usize> {
        self.forms.start as usize..self.forms.end as usize
    }

    /// Returns the line of its entry.
    pub(super) fn line(&self) -> usize {
        self.line as usize
    }
}

/// What the English of a stale unit went through. What class of edit that was is found out where somebody asks.
pub(super) struct Lag {
    /// The place of the unit in its document.
    pub(super) unit: usize,
    pub(super) edit: Box<Edit>,
}

/// What is not fresh in one module and language, and which findings were accepted.
pub(super) struct Open {
    pub(super) language: &'static Language,
    pub(super) module: ModuleId,
    /// The path of the English.
    pub(super) path: String,
    /// The words of the module.
    pub(super) words: u64,
    /// Each unit that is not fresh; a stale one with what its English went through.
    pub(super) rows: Vec<(Row, Option<Lag>)>,
    /// What was waived about its present texts.
    pub(super) waived: Vec<Waived>,
}

impl Survey {
    /// Reads the catalogues and ledgers; `today` is the day on which waivers have to hold.
    #[must_use]
    pub fn of(workspace: &Workspace, languages: &[&'static Language], today: &str) -> Self {
        let (found, failures) = workspace.pairs(languages, |pair| {
            let assessment = pair.assess();
            let mut translated = translated(pair, &assessment);
            translated.findings.extend(of_attributes(pair, &assessment, &workspace.project.config.check));
            (translated, open(pair, assessment, today))
        });
        let (translated, open) = found.into_iter().unzip();
        Self { languages: languages.to_vec(), translated, open, failures }
    }

    /// Returns how many languages have a translation of a unit that is checked.
    pub(super) fn having(&self, workspace: &Workspace, module: &ModuleId, unit: &UnitId) -> usize {
        let Some(source) = workspace.sources.iter().find(|source| source.module == *module) else { return 0 };
        let mut units = source.entries.iter().map(|&index| source.document.units.get(index).map(Unit::id));
        let Some(place) = units.position(|id| id.as_ref() == Some(unit)) else { return 0 };
        let has_it = |one: &&Translated| {
            one.module == *module && one.units.get(place).is_some_and(|unit| !unit.forms().is_empty())
        };
        self.translated.iter().filter(has_it).count()
    }
}

/// Returns what is wrong with the header of the catalogue, the plural forms whose texts no page shows, and the entries that
/// gettext would refuse.
fn of_format(pair: &Pair<'_>, assessment: &Assessment) -> Vec<Finding> {
    let Some(catalogue) = &pair.catalogue else { return Vec::new() };
    let entries = po::lint::EntryLint::of(catalogue);
    let of_unit = |assessed: &Assessed| {
        let entry = assessed.entry.and_then(|index| catalogue.entry(index)).filter(|_| is_checked(assessed.state));
        let mut found = entry.map_or(Vec::new(), |entry| entries.check(&entry));
        if !found.is_empty() {
            let unit = pair.english.document.name(assessed.unit).map(|(id, _)| id.clone());
            found.iter_mut().for_each(|finding| finding.unit.clone_from(&unit));
        }
        found
    };
    let mut found = po::lint::lint_header(catalogue, pair.language);
    found.extend(assessment.units.iter().filter(|_| entries.has_work()).flat_map(of_unit));
    for finding in &mut found {
        finding.language = Some(pair.language.code.to_owned());
        finding.module = Some(pair.source.module.clone());
        finding.path = Some(pair.catalogue_path.clone());
    }
    found
}

/// Returns the forms of every unit that has a translation.
fn translated(pair: &Pair<'_>, assessment: &Assessment) -> Translated {
    // Translations are nearly half of a catalogue.
    let bytes = pair.catalogue.as_ref().map_or(0, |catalogue| catalogue.bytes().len() / 2);
    let mut texts = Texts::with_capacity(assessment.units.len(), bytes);
    let unit = |assessed: &Assessed| {
        let entry = assessed.entry.and_then(|index| pair.catalogue.as_ref()?.entry(index));
        let Some(entry) = entry.filter(|_| is_checked(assessed.state)) else { return TranslatedUnit::default() };
        let first = texts.len();
        match entry.is_plural() {
            true => pair.forms(&entry).iter().for_each(|form| texts.push_with(|out| out.push_str(form))),
            false => texts.push_with(|out| entry.append_form(0, out)),
        }
        TranslatedUnit::new(first..texts.len(), entry.line())
    };
    Translated {
        language: pair.language,
        module: pair.source.module.clone(),
        path: pair.catalogue_path.clone(),
        units: assessment.units.iter().map(unit).collect(),
        texts,
        findings: of_format(pair, assessment),
    }
}

fn open(pair: &Pair<'_>, assessment: Assessment, today: &str) -> Open {
    let evidence = pair.evidence();
    let mut waived = Vec::new();
    let mut rows = Vec::new();
    for (assessed, &words) in assessment.units.into_iter().zip(pair.source.words()) {
        if !evidence.is_empty() {
            waived.extend(waivers(pair, evidence, &assessed, today));
        }
        let Some((id, _)) = pair.english.document.name(assessed.unit) else { continue };
        if assessed.state.is_fresh() && !assessed.is_suspicious {
            continue;
        }
        let lag = assessed.lag.filter(|_| assessed.state == State::Stale);
        let row = Row {
            language: pair.language.code,
            waves: Arc::default(),
            module: pair.source.module.clone(),
            unit: id.clone(),
            state: assessed.state,
            class: None,
            age_days: None,
            words,
            is_suspicious: assessed.is_suspicious,
        };
        rows.push((row, lag.map(|edit| Lag { unit: assessed.unit, edit })));
    }
    let words = pair.source.words().iter().sum();
    let (module, path) = (pair.source.module.clone(), pair.source.path.clone());
    Open { language: pair.language, module, path, words, rows, waived }
}

/// Returns what was waived about the present text of a unit.
fn waivers(pair: &Pair<'_>, evidence: &Evidence, assessed: &Assessed, today: &str) -> Option<Waived> {
    let entry = assessed.entry.and_then(|index| pair.catalogue.as_ref()?.entry(index))?;
    let (id, source) = pair.english.document.name(assessed.unit).filter(|(id, _)| evidence.knows(id))?;
    let forms = entry.forms();
    let target = Fingerprint::of(forms.iter().map(AsRef::as_ref));
    Waived::new(id.clone(), evidence.standing(id, *source, target)?, today)
}

/// A missing text has nothing to check, and a stale one differs from the English of today because it is stale.
pub(super) fn is_checked(state: State) -> bool {
    !matches!(state, State::Missing | State::Stale)
}
