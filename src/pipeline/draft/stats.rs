//! How far people had to change the drafts of each engine.

use std::collections::BTreeMap;

use crate::language::Language;
use crate::ledger::{Act, Line};
use crate::memory::Pattern;
use crate::model::{Failure, Fingerprint};
use crate::pipeline::{Pair, Workspace};

/// What became of an engine's drafts in one module of one language.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct EngineRow {
    /// The engine.
    pub engine: String,
    /// The language code.
    pub language: String,
    /// The module.
    pub module: String,
    /// Drafts whose English still stands.
    pub drafts: u64,
    /// Of these, drafts that nobody accepted yet.
    pub open: u64,
    /// Drafts that were accepted as they were.
    pub unchanged: u64,
    /// Drafts that were changed before they were accepted.
    pub edited: u64,
    /// Drafts that were thrown away: a reviewer rejected them, nothing stands there, or a text that shares less than half with the draft.
    pub rejected: u64,
    /// Characters that people changed, over all accepted drafts.
    pub distance: u64,
    /// Characters of the accepted texts, or of their drafts where those are longer.
    pub characters: u64,
}

/// The trust meter.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct DraftStatistics {
    /// One row per engine, language and module, in the order of engine names, then languages, then modules.
    pub rows: Vec<EngineRow>,
    /// For each language the engine whose drafts were changed least, and the share that people changed.
    pub best: BTreeMap<String, (String, f64)>,
}

impl EngineRow {
    /// Returns the share of characters that people changed, from 0 to 1; none when nothing was accepted.
    #[must_use]
    pub fn changed(&self) -> Option<f64> {
        (self.characters > 0).then(|| self.distance as f64 / self.characters as f64)
    }

    fn add(&mut self, other: &Self) {
        self.drafts += other.drafts;
        self.open += other.open;
        self.unchanged += other.unchanged;
        self.edited += other.edited;
        self.rejected += other.rejected;
        self.distance += other.distance;
        self.characters += other.characters;
    }
}

impl DraftStatistics {
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

/// Compares the drafts in the ledgers with what stands in the catalogues today.
#[must_use]
pub fn draft_statistics(workspace: &Workspace, languages: &[&'static Language]) -> (DraftStatistics, Vec<Failure>) {
    let (rows, failures) = workspace.pairs(languages, rows_of);
    let mut rows: Vec<EngineRow> = rows.into_iter().flatten().collect();
    rows.sort_by(|a, b| a.engine.cmp(&b.engine));
    let mut statistics = DraftStatistics { rows, best: BTreeMap::new() };
    for row in statistics.by_language() {
        let Some(changed) = row.changed() else { continue };
        let best = statistics.best.entry(row.language).or_insert_with(|| (row.engine.clone(), changed));
        if changed < best.1 {
            *best = (row.engine, changed);
        }
    }
    (statistics, failures)
}

fn rows_of(pair: &Pair<'_>) -> Vec<EngineRow> {
    let mut rows: BTreeMap<String, EngineRow> = BTreeMap::new();
    // A later draft of the same engine replaces an earlier one.
    let mut latest: BTreeMap<(String, String), &Line> = BTreeMap::new();
    for line in pair.ledger.lines().iter().filter(|line| line.act == Act::Draft) {
        latest.insert((line.by.clone(), line.unit.to_string()), line);
    }
    for ((by, _), line) in latest {
        let engine = by.strip_prefix("engine:").unwrap_or(&by).to_owned();
        let row = rows.entry(engine.clone()).or_insert_with(|| EngineRow {
            engine,
            language: pair.language.code.to_owned(),
            module: pair.source.module.to_string(),
            ..EngineRow::default()
        });
        judge(pair, line, row);
    }
    rows.into_values().filter(|row| row.drafts > 0).collect()
}

/// Returns whether a reviewer said that this very draft cannot be used.
fn is_rejected(pair: &Pair<'_>, draft: &Line) -> bool {
    let texts = |line: &Line| (line.unit.clone(), line.source, line.target);
    pair.ledger.lines().iter().any(|line| line.act == Act::Reject && texts(line) == texts(draft))
}

fn judge(pair: &Pair<'_>, line: &Line, row: &mut EngineRow) {
    let unit = pair
        .source
        .document
        .units
        .iter()
        .find(|unit| unit.id() == line.unit && line.source == Some(unit.source_print()));
    let Some(unit) = unit else { return };
    let is_beside = line.more.get("beside").and_then(serde_json::Value::as_bool) == Some(true);
    let entry = pair.catalogue.as_ref().and_then(|catalogue| {
        catalogue.find(unit.context.as_deref(), &unit.source).and_then(|index| catalogue.entry(index))
    });
    row.drafts += 1;
    let Some(entry) = entry.filter(|entry| entry.has_text()) else {
        row.rejected += 1;
        return;
    };
    if entry.is_fuzzy() {
        match is_rejected(pair, line) {
            true => row.rejected += 1,
            false => row.open += 1,
        }
        return;
    }
    let forms: Vec<String> = entry.forms().into_iter().map(std::borrow::Cow::into_owned).collect();
    if line.target == Some(Fingerprint::of(forms.iter().map(String::as_str))) {
        row.unchanged += 1;
        row.characters += forms.iter().map(|form| form.chars().count() as u64).sum::<u64>();
        return;
    }
    let drafts = line.more.get("forms").and_then(serde_json::Value::as_array);
    let drafts = drafts.into_iter().flatten().map(|form| form.as_str().unwrap_or(""));
    let (mut distance, mut longer) = (0, 0);
    for (draft, form) in drafts.zip(&forms) {
        let pattern = Pattern::new(draft);
        let length = form.chars().count();
        let most = pattern.length().max(length);
        distance += pattern.distance(form, length, most).unwrap_or(most) as u64;
        longer += most as u64;
    }
    // A text that shares little with the draft was not made from it; a draft beside an old translation was an offer.
    if distance * 2 > longer {
        row.rejected += u64::from(!is_beside || distance > 0);
        return;
    }
    row.edited += 1;
    row.distance += distance;
    row.characters += longer;
}
