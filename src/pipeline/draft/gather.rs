//! What is to be drafted in one language, and what its memory knows.

use std::borrow::Cow;
use std::path::PathBuf;

use rayon::prelude::*;

use super::refusals::Refusals;
use super::unfinished::Unfinished;
use crate::language::{Language, PluralForms};
use crate::ledger::{self, Act, Evidence, Line};
use crate::memory::{Fit, Memory, Query, Segment, marked};
use crate::model::{Failure, Fingerprint, ModuleId, State, Unit, UnitId, count_words};
use crate::pipeline::{ModuleFilter, Pair, Source, Workspace};
use crate::po::{Catalogue, Entry};
use crate::status::assess_shared;
use crate::store;

/// One module in one language, brought up to the English in memory.
pub(super) struct ModuleWork<'a> {
    pub(super) source: &'a Source,
    pub(super) catalogue: Catalogue,
    pub(super) catalogue_path: String,
    pub(super) ledger_path: String,
    pub(super) ledger: ledger::Document,
    /// The bytes of the catalogue's file when it was read; none without a file.
    pub(super) on_disk: Option<Vec<u8>>,
    /// What bringing it up to the English adds to the ledger.
    pub(super) lines: Vec<Line>,
    pub(super) wanted: Vec<Wanted>,
    /// For each category of the language, its form in the catalogue.
    pub(super) forms: Vec<usize>,
    /// Whether a run was killed while it wrote.
    pub(super) unfinished: Unfinished,
}

/// One unit to be drafted.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    /// The unit's place in the document.
    pub(super) unit: usize,
    /// The entry's place in the catalogue.
    pub(super) entry: usize,
    pub(super) id: UnitId,
    pub(super) source: Fingerprint,
    /// Whether a person's translation of an earlier English stands there.
    pub(super) is_stale: bool,
    pub(super) words: u64,
    /// The lines about answers that were refused, the last one of each engine.
    pub(super) refused: Vec<Line>,
}

impl ModuleWork<'_> {
    /// Returns whether the ledger holds a draft of this very English, by an engine and with a text where given, that does
    /// not stand in the catalogue any more: somebody threw it away, unless it was never written.
    pub(super) fn was_rejected(&self, wanted: &Wanted, engine: &str, target: Option<Fingerprint>) -> bool {
        !wanted.is_stale
            && !self.unfinished.was_there()
            && self.ledger.lines().iter().any(|line| {
                line.act == Act::Draft
                    && line.unit == wanted.id
                    && line.source == Some(wanted.source)
                    && line.by.strip_prefix("engine:") == Some(engine)
                    && (target.is_none() || line.target == target)
            })
    }
}

/// All modules of one language.
pub(super) struct Work<'a> {
    pub(super) language: &'static Language,
    pub(super) modules: Vec<ModuleWork<'a>>,
    pub(super) memory: Memory,
}

/// A unit that nothing could draft, with what the memory has near it.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Unknown {
    /// The language code.
    pub language: String,
    /// The module.
    pub module: ModuleId,
    /// The unit.
    pub unit: UnitId,
    /// Its English.
    pub source: String,
    /// The nearest texts of the memory, nearest first.
    pub suggestions: Vec<Suggestion>,
}

/// A near text of the memory.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Suggestion {
    /// The similarity in whole percent.
    pub percent: usize,
    /// Its module.
    pub module: String,
    /// Its English with the words marked that differ: `[-there-]{+here+}`.
    pub difference: String,
    /// Its translation.
    pub translation: String,
}

struct Gathered {
    module: ModuleId,
    catalogue: Catalogue,
    catalogue_path: String,
    ledger_path: String,
    ledger: ledger::Document,
    on_disk: Option<Vec<u8>>,
    lines: Vec<Line>,
    wanted: Vec<Wanted>,
    forms: Vec<usize>,
    segments: Vec<Segment>,
}

/// Reads all modules of one language. The memory knows all of them; drafted are those that the filter accepts.
pub(super) fn gather<'a>(
    workspace: &'a Workspace,
    language: &'static Language,
    filter: &ModuleFilter,
    today: &str,
    cache: Option<&PathBuf>,
) -> (Work<'a>, Vec<Failure>) {
    let (results, mut failures) = workspace.pairs(&[language], |pair| gather_pair(pair, filter, today));
    let mut modules = Vec::new();
    let mut segments = Vec::new();
    let mut former = Vec::new();
    let root = &workspace.project.root;
    for result in results {
        let one = match result {
            Ok(one) => one,
            Err(failure) => {
                failures.push(failure);
                continue;
            }
        };
        segments.extend(one.segments);
        former.extend(set_aside(one.catalogue.entries().filter(|entry| entry.is_obsolete()), &one.module));
        let Some(source) = workspace.sources.iter().find(|source| source.module == one.module) else { continue };
        let mut wanted = one.wanted;
        // What could not be written is not bought.
        let paths = [&one.catalogue_path, &one.ledger_path].map(|path| store::confined(root, path.as_ref()));
        if let Some(error) = paths.into_iter().find_map(Result::err).filter(|_| !wanted.is_empty()) {
            failures.push(error.into());
            wanted.clear();
        }
        modules.push(ModuleWork {
            source,
            unfinished: Unfinished::of(cache, &workspace.project.root, &one.catalogue_path)
                .settled(&one.ledger, &one.catalogue),
            catalogue: one.catalogue,
            catalogue_path: one.catalogue_path,
            ledger_path: one.ledger_path,
            ledger: one.ledger,
            on_disk: one.on_disk,
            lines: one.lines,
            wanted,
            forms: one.forms,
        });
    }
    // Texts that left their module may stand in another one now. What stands in a module today is preferred.
    for (module, catalogue) in workspace.catalogues_without_module(language) {
        former.extend(set_aside(catalogue.entries(), &module));
    }
    segments.extend(former);
    (Work { language, modules, memory: Memory::new(segments) }, failures)
}

/// Returns the finished translations among entries that have no unit any more.
fn set_aside<'a>(entries: impl Iterator<Item = Entry<'a>>, module: &ModuleId) -> Vec<Segment> {
    entries
        .filter(|entry| entry.is_translated() && !entry.is_fuzzy())
        .map(|entry| Segment {
            context: entry.context().map(Cow::into_owned),
            source: entry.id().into_owned(),
            plural: entry.id_plural().map(Cow::into_owned),
            forms: entry.forms().into_iter().map(Cow::into_owned).collect(),
            module: module.to_string(),
            before: String::new(),
        })
        .collect()
}

fn gather_pair(pair: &Pair<'_>, filter: &ModuleFilter, today: &str) -> Result<Gathered, Failure> {
    // A ledger that cannot be read whole takes no line, so nothing is bought for it; that it is torn is told already.
    let is_wanted = filter.accepts(&pair.source.module) && pair.ledger.torn().is_empty();
    if is_wanted {
        pair.settled()?;
    }
    let applied = pair.applied(today);
    let catalogue = Catalogue::parse(applied.bytes.into_owned())
        .map_err(|error| Failure::from(error).in_file(&pair.catalogue_path))?;
    let known = pair.ledger.lines().iter().chain(&applied.lines).cloned().collect::<Vec<_>>();
    let assessment = assess_shared(pair.english, Some(&catalogue), &Evidence::of(&known), pair.changes);
    let refusals = Refusals::of(&known);
    let mut wanted = Vec::new();
    let mut segments = Vec::new();
    let mut before = "";
    for assessed in &assessment.units {
        let Some(unit) = pair.source.document.units.get(assessed.unit) else { continue };
        let index = assessed.entry.or_else(|| catalogue.find(unit.context.as_deref(), &unit.source));
        let Some((index, entry)) = index.and_then(|index| Some((index, catalogue.entry(index)?))) else { continue };
        let is_missing = assessed.state == State::Missing && !entry.has_text();
        if assessed.state.is_fresh() {
            segments.push(Segment {
                context: unit.context.clone(),
                source: unit.source.clone(),
                plural: unit.plural.clone(),
                forms: entry.forms().into_iter().map(Cow::into_owned).collect(),
                module: pair.source.module.to_string(),
                before: before.to_owned(),
            });
        } else if (is_missing || assessed.state == State::Stale) && is_wanted {
            let (id, source) = (unit.id(), unit.source_print());
            let refused = refusals.open(&id, source, !is_missing).iter().map(|&line| line.clone()).collect();
            let one = Wanted {
                unit: assessed.unit,
                entry: index,
                id,
                source,
                is_stale: !is_missing,
                words: count_words(&unit.source),
                refused,
            };
            if is_missing || !has_draft_beside(&known, &one) {
                wanted.push(one);
            }
        }
        before = &unit.source;
    }
    Ok(Gathered {
        module: pair.source.module.clone(),
        forms: form_places(&catalogue, pair.language),
        catalogue,
        catalogue_path: pair.catalogue_path.clone(),
        ledger_path: pair.ledger_path.clone(),
        ledger: pair.ledger.clone(),
        on_disk: pair.catalogue.as_ref().map(|catalogue| catalogue.bytes().to_vec()),
        lines: applied.lines,
        wanted,
        segments,
    })
}

/// Returns whether the ledger already holds a draft of this English beside the stale translation.
fn has_draft_beside(lines: &[Line], wanted: &Wanted) -> bool {
    lines.iter().any(|line| line.act == Act::Draft && line.unit == wanted.id && line.source == Some(wanted.source))
}

/// Returns the catalogue's form for each category; empty when its rule cannot be followed.
fn form_places(catalogue: &Catalogue, language: &'static Language) -> Vec<usize> {
    let categories = language.plural.categories;
    let Some(Ok(rule)) = catalogue.header().plural_forms().map(PluralForms::parse) else {
        return (0..categories.len()).collect();
    };
    let place = |&category| rule.index(u64::from(crate::draft::plural_sample(language, category)));
    let places: Option<Vec<usize>> = categories.iter().map(place).collect();
    places.filter(|places| (0..rule.count()).all(|form| places.contains(&form))).unwrap_or_default()
}

impl<'a> Work<'a> {
    pub(super) fn unit(&self, module: usize, wanted: &Wanted) -> Option<&'a Unit> {
        self.modules.get(module)?.source.document.units.get(wanted.unit)
    }

    fn query(&self, (module, index): (usize, usize)) -> Option<Query<'_>> {
        let module = self.modules.get(module)?;
        let (source, wanted) = (module.source, module.wanted.get(index)?);
        let unit = source.document.units.get(wanted.unit)?;
        let before = wanted.unit.checked_sub(1).and_then(|at| source.document.units.get(at));
        Some(Query {
            context: unit.context.as_deref(),
            source: &unit.source,
            plural: unit.plural.as_deref(),
            module: source.module.as_str(),
            before: before.map_or("", |unit| unit.source.as_str()),
        })
    }

    /// Returns what the memory has for each unit, by module and place among the wanted ones, and how well it fits.
    pub(super) fn known(&self, places: &[(usize, usize)], fill_from: usize) -> Vec<Option<(&Segment, Fit)>> {
        let queries: Vec<Option<Query<'_>>> = places.iter().map(|&place| self.query(place)).collect();
        let mut known: Vec<_> = queries.iter().map(|query| query.and_then(|query| self.memory.exact(query))).collect();
        if fill_from < 100 {
            let (open, queries): (Vec<_>, Vec<_>) = known
                .iter_mut()
                .zip(queries)
                .filter(|(known, _)| known.is_none())
                .filter_map(|(a, b)| Some((a, b?)))
                .unzip();
            for (known, similar) in open.into_iter().zip(self.similar(&queries, 1, fill_from)) {
                *known = similar.into_iter().next();
            }
        }
        known
    }

    /// Returns units that nothing could draft, with what is near them.
    pub(super) fn unknown(&self, places: &[(usize, usize)], suggest_from: usize) -> Vec<Unknown> {
        let asked = places.iter().filter_map(|&place| Some((place, self.query(place)?)));
        let (places, queries): (Vec<_>, Vec<_>) = asked.unzip();
        let similar = self.similar(&queries, 5, suggest_from);
        let unknown = |(place, query): ((usize, usize), Query<'_>), similar: Vec<(&Segment, Fit)>| {
            let suggestion = |(segment, fit): &(&Segment, Fit)| Suggestion {
                percent: if let Fit::Fuzzy(percent) = fit { *percent } else { 100 },
                module: segment.module.clone(),
                difference: marked(&segment.source, query.source),
                translation: segment.forms.first().cloned().unwrap_or_default(),
            };
            let module = self.modules.get(place.0)?;
            Some(Unknown {
                language: self.language.code.to_owned(),
                module: module.source.module.clone(),
                unit: module.wanted.get(place.1)?.id.clone(),
                source: query.source.to_owned(),
                suggestions: similar.iter().map(suggestion).collect(),
            })
        };
        places.into_iter().zip(queries).zip(similar).filter_map(|(asked, similar)| unknown(asked, similar)).collect()
    }

    /// Looks queries up on all processors.
    fn similar(&self, queries: &[Query<'_>], limit: usize, percent: usize) -> Vec<Vec<(&Segment, Fit)>> {
        let share = queries.len().div_ceil(rayon::current_num_threads()).max(1);
        queries.par_chunks(share).flat_map_iter(|queries| self.memory.similar(queries, limit, percent)).collect()
    }
}
