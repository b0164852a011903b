//! How far people had to change the drafts of each engine.

use std::collections::BTreeMap;

use super::refusals::{Refusal, Refusals};
use super::verdict::{Record, Texts, Verdict, judge, judge_in_history, length};
use crate::git::{self, History};
use crate::language::Language;
use crate::ledger::{Act, Line};
use crate::model::{Failure, State};
use crate::pipeline::{ModuleFilter, Pair, Workspace};
use crate::po::Catalogue;

/// On so many drafts people must have decided before an engine is said to be the best for a language.
const ENOUGH: u64 = 10;

/// What became of an engine's drafts in one module of one language.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct EngineRow {
    /// The engine, by its name in the configuration.
    pub engine: String,
    /// The language code.
    pub language: String,
    /// The module.
    pub module: String,
    /// Drafts on record.
    pub drafts: u64,
    /// Of these, drafts that nobody decided on yet.
    pub open: u64,
    /// Drafts that were accepted as they were.
    pub unchanged: u64,
    /// Drafts that were changed before they were accepted.
    pub edited: u64,
    /// Drafts that were thrown away: a reviewer rejected them, they were drafted anew, nothing stands there, or a text
    /// that shares less than half with the draft.
    pub rejected: u64,
    /// Drafts whose English changed before anybody decided, as far as the files tell.
    pub lapsed: u64,
    /// Units without a draft of which an answer was refused; they count among none of the drafts.
    pub refused: u64,
    /// Characters that people changed; of a rejected draft all of them.
    pub distance: u64,
    /// Characters of the accepted texts, or of their drafts where those are longer, and of the rejected drafts.
    pub characters: u64,
}

/// The trust meter.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct DraftStatistics {
    /// One row per engine, language and module, in the order of engine names, then languages, then modules.
    pub rows: Vec<EngineRow>,
    /// For each language the engine whose drafts were changed least, the share that people changed, and the number of
    /// drafts that it rests on; languages without enough are left out.
    pub best: BTreeMap<String, (String, f64, u64)>,
    /// The answers that were refused, of units that still have no draft: by engine, then language, then module.
    pub refusals: Vec<Refusal>,
}

impl EngineRow {
    /// Returns the share of characters that people changed, from 0 to 1; none when nothing was decided.
    #[must_use]
    pub fn changed(&self) -> Option<f64> {
        (self.characters > 0).then(|| self.distance as f64 / self.characters as f64)
    }

    /// Returns how many drafts people decided on.
    #[must_use]
    pub fn decided(&self) -> u64 {
        self.unchanged + self.edited + self.rejected
    }

    fn add(&mut self, other: &Self) {
        self.drafts += other.drafts;
        self.open += other.open;
        self.unchanged += other.unchanged;
        self.edited += other.edited;
        self.rejected += other.rejected;
        self.lapsed += other.lapsed;
        self.refused += other.refused;
        self.distance += other.distance;
        self.characters += other.characters;
    }

    fn count(&mut self, line: &Line, verdict: Verdict) {
        let length = length(line);
        let (count, distance, characters) = match verdict {
            Verdict::Open => (&mut self.open, 0, 0),
            Verdict::Unchanged => (&mut self.unchanged, 0, length),
            Verdict::Edited(distance, longer) => (&mut self.edited, distance, longer),
            Verdict::Rejected => (&mut self.rejected, length, length),
            Verdict::Lapsed => (&mut self.lapsed, 0, 0),
        };
        *count += 1;
        self.drafts += 1;
        self.distance += distance;
        self.characters += characters;
    }
}

impl DraftStatistics {
    fn new(rows: Vec<EngineRow>, refusals: Vec<Refusal>) -> Self {
        let mut statistics = Self { rows, best: BTreeMap::new(), refusals };
        for row in statistics.by_language() {
            let Some(changed) = row.changed().filter(|_| row.decided() >= ENOUGH) else { continue };
            let best = (row.engine.clone(), changed, row.decided());
            let known = statistics.best.entry(row.language).or_insert_with(|| best.clone());
            if changed < known.1 {
                *known = best;
            }
        }
        statistics
    }

    /// Returns the rows summed up per engine and language.
    #[must_use]
    pub fn by_language(&self) -> Vec<EngineRow> {
        let mut sums: Vec<EngineRow> = Vec::new();
        for row in &self.rows {
            match sums.iter_mut().find(|sum| sum.engine == row.engine && sum.language == row.language) {
                Some(sum) => sum.add(row),
                None => sums.push(EngineRow { module: String::new(), ..row.clone() }),
            }
        }
        sums
    }
}

/// The drafts of one module in one language.
#[derive(Default)]
struct Judged {
    catalogue_path: String,
    language: String,
    module: String,
    settled: Vec<(Line, Verdict)>,
    /// Drafts of an English that is gone.
    gone: Vec<Line>,
    refusals: Vec<Refusal>,
}

/// Compares the drafts in the ledgers with what became of them.
#[must_use]
pub fn draft_statistics(
    workspace: &Workspace,
    languages: &[&'static Language],
    filter: &ModuleFilter,
) -> (DraftStatistics, Vec<Failure>) {
    let judged = |pair: &Pair<'_>| filter.accepts(&pair.source.module).then(|| Judged::of(pair));
    let (all, failures) = workspace.pairs(languages, judged);
    let mut all: Vec<Judged> = all.into_iter().flatten().collect();
    ask_history(workspace, &mut all);
    let mut rows: Vec<EngineRow> = all.iter().flat_map(Judged::rows).collect();
    rows.sort_by(|a, b| a.engine.cmp(&b.engine));
    let mut refusals: Vec<Refusal> = all.into_iter().flat_map(|one| one.refusals).collect();
    refusals.sort_by(|a, b| a.engine.cmp(&b.engine));
    (DraftStatistics::new(rows, refusals), failures)
}

impl Judged {
    fn of(pair: &Pair<'_>) -> Self {
        let mut judged = Self {
            catalogue_path: pair.catalogue_path.clone(),
            language: pair.language.code.to_owned(),
            module: pair.source.module.to_string(),
            refusals: refusals(pair),
            ..Self::default()
        };
        let lines = pair.ledger.lines();
        let record = Record::of(lines);
        let drafts = record.drafts(lines);
        let texts = pair.catalogue.as_ref().filter(|_| !drafts.is_empty()).map(Texts::of);
        for (line, is_replaced) in drafts {
            match judge(line, is_replaced, &record, texts.as_ref()) {
                Some(verdict) => judged.settled.push((line.clone(), verdict)),
                None => judged.gone.push(line.clone()),
            }
        }
        judged
    }

    fn rows(&self) -> Vec<EngineRow> {
        let mut rows: BTreeMap<String, EngineRow> = BTreeMap::new();
        let empty = |engine: &str| EngineRow {
            engine: engine.to_owned(),
            language: self.language.clone(),
            module: self.module.clone(),
            ..EngineRow::default()
        };
        for (line, verdict) in &self.settled {
            let engine = line.by.strip_prefix("engine:").unwrap_or(&line.by);
            rows.entry(engine.to_owned()).or_insert_with(|| empty(engine)).count(line, *verdict);
        }
        for refusal in &self.refusals {
            rows.entry(refusal.engine.clone()).or_insert_with(|| empty(&refusal.engine)).refused += 1;
        }
        rows.into_values().collect()
    }
}

/// Returns the refused answers of the units that still have no draft, in the order of the document.
fn refusals(pair: &Pair<'_>) -> Vec<Refusal> {
    let lines = pair.ledger.lines();
    if !lines.iter().any(|line| line.act == Act::Refuse) {
        return Vec::new();
    }
    let refusals = Refusals::of(lines);
    let units = pair.assess().units;
    let open = units.iter().filter(|assessed| matches!(assessed.state, State::Missing | State::Stale));
    let of_unit = open.flat_map(|assessed| {
        let unit = pair.source.document.units.get(assessed.unit)?;
        let (id, is_stale) = (unit.id(), assessed.state == State::Stale);
        let lines = refusals.open(&id, unit.source_print(), is_stale);
        Some(
            lines
                .iter()
                .map(|line| Refusal::of(line, pair.language.code, &pair.source.module, unit))
                .collect::<Vec<_>>(),
        )
    });
    of_unit.flatten().collect()
}

/// Judges the drafts whose English is gone by the committed versions of their catalogues; without history nobody knows.
fn ask_history(workspace: &Workspace, all: &mut [Judged]) {
    let root = &workspace.history_root;
    let is_asked = all.iter().any(|one| !one.gone.is_empty());
    let history = is_asked.then(|| History::read(root, &workspace.project.config.translations)).flatten();
    let history = history.unwrap_or_default();
    for one in all.iter_mut().filter(|one| !one.gone.is_empty()) {
        let mut blobs: Vec<&str> =
            history.of_file(&one.catalogue_path).filter_map(|touch| touch.new_blob.as_deref()).collect();
        blobs.reverse();
        let contents = git::read_blobs(root, &blobs);
        let parsed = |blob: &&str| Catalogue::parse(contents.get(*blob)?.clone()).ok();
        let parsed: Vec<Catalogue> = blobs.iter().filter_map(parsed).collect();
        let versions: Vec<Texts<'_>> = parsed.iter().map(Texts::of).collect();
        for line in std::mem::take(&mut one.gone) {
            let verdict = judge_in_history(&line, &versions);
            one.settled.push((line, verdict));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(engine: &str, unchanged: u64, rejected: u64) -> EngineRow {
        EngineRow {
            engine: engine.to_owned(),
            language: "da".to_owned(),
            module: "a.md".to_owned(),
            drafts: unchanged + rejected,
            unchanged,
            rejected,
            distance: rejected * 10,
            characters: (unchanged + rejected) * 10,
            ..EngineRow::default()
        }
    }

    #[test]
    fn one_lucky_draft_makes_no_engine_the_best() {
        let best = |rows: Vec<EngineRow>| DraftStatistics::new(rows, Vec::new()).best.remove("da");
        assert_eq!(best(vec![row("lucky", 1, 0), row("other", 9, 0)]), None);
        assert_eq!(best(vec![row("lucky", 1, 99), row("solid", 9, 3)]), Some(("solid".to_owned(), 0.25, 12)));
    }
}
