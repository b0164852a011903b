//! Measures how often each unit rule speaks on a corpus of published translations (see `scripts/quality-corpus.py`).
//!
//! `quality CORPUS.jsonl` prints the table of `docs/quality.md`; `quality CORPUS.jsonl RULE [N]` prints up to N hits of
//! one rule, evenly spread, for reading.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, Write};

use concordia::check::{Content, Context, Plan, RULES, Run, Settings, Text, check_module, check_unit_with};
use concordia::language::{self, Language};
use concordia::model::{ModuleId, UnitKind};

#[derive(serde::Deserialize)]
struct Item {
    corpus: String,
    module: String,
    lang: String,
    content: String,
    context: Option<String>,
    source: String,
    plural: Option<String>,
    forms: Vec<String>,
}

/// Prepared texts of one unit.
struct Prepared<'a> {
    item: &'a Item,
    language: &'static Language,
    content: Content,
    source: Text<'a>,
    plural: Option<Text<'a>>,
    forms: Vec<Text<'a>>,
    module: ModuleId,
}

impl Prepared<'_> {
    fn context(&self) -> Context<'_> {
        let mut context = Context::new(&self.source, &self.forms, self.language, self.content);
        context.plural = self.plural.as_ref();
        context.module = Some(&self.module);
        if self.item.context.as_deref().is_some_and(|key| key.starts_with('-')) {
            context.kind = Some(UnitKind::Term);
        }
        context
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: quality CORPUS.jsonl [RULE [N]]")?;
    let rule = arguments.next();
    let count: usize = arguments.next().map_or(Ok(40), |n| n.parse())?;
    let reader = std::io::BufReader::new(std::fs::File::open(path)?);
    let items: Vec<Item> =
        reader.lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect::<Result<_, Box<dyn Error>>>()?;
    let started = std::time::Instant::now();
    let mut units: Vec<Prepared<'_>> = items.iter().filter_map(prepare).collect();
    units.sort_by_key(|unit| unit.language.order);
    let prepared = started.elapsed();
    let settings = Settings::default();
    let mut hits: BTreeMap<&str, Vec<(usize, String)>> = BTreeMap::new();
    let started = std::time::Instant::now();
    let mut plan = Plan::new(&settings, &language::OFFICIAL[0]);
    let mut code = "";
    let mut findings = Vec::new();
    let mut spoken: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate() {
        if unit.language.code != code {
            code = unit.language.code;
            plan = Plan::new(&settings, unit.language);
        }
        check_unit_with(&unit.context(), &plan, &mut findings);
        for finding in findings.drain(..) {
            if let Some(rule) = concordia::check::find(finding.rule.as_str()) {
                let line = format!(
                    "{} {:?}\n    {:?}\n    {:?}",
                    finding.message,
                    finding.severity,
                    finding.source.unwrap_or_default(),
                    finding.target.unwrap_or_default()
                );
                let list = hits.entry(rule.id).or_default();
                if list.last().is_none_or(|(last, _)| *last != index) {
                    *spoken.entry(rule.id).or_default() += 1;
                }
                list.push((index, line));
            }
        }
    }
    let checked = started.elapsed();
    modules(&units, &settings, &mut hits, &mut spoken);
    let mut out = std::io::stdout().lock();
    match rule {
        Some(rule) => {
            let list = hits.remove(rule.as_str()).unwrap_or_default();
            let step = (list.len() / count).max(1);
            for (index, line) in list.iter().step_by(step) {
                if let Some(unit) = units.get(*index) {
                    writeln!(out, "{} {}: {line}", unit.item.corpus, unit.item.lang)?;
                }
            }
        }
        None => table(&mut out, &units, &hits, &spoken)?,
    }
    let mut errors = std::io::stderr().lock();
    writeln!(errors, "{} units, prepared in {prepared:?}, checked in {checked:?}", units.len())?;
    Ok(())
}

fn prepare(item: &Item) -> Option<Prepared<'_>> {
    let content = Content::named(&item.content)?;
    Some(Prepared {
        item,
        language: language::find(&item.lang)?,
        content,
        source: Text::new(&item.source, content),
        plural: item.plural.as_deref().map(|plural| Text::new(plural, content)),
        forms: item.forms.iter().map(|form| Text::new(form, content)).collect(),
        module: ModuleId::new(format!("{}/{}", item.corpus, item.module)),
    })
}

/// Runs the rules over sets, one corpus and language at a time.
fn modules(
    units: &[Prepared<'_>],
    settings: &Settings,
    hits: &mut BTreeMap<&'static str, Vec<(usize, String)>>,
    spoken: &mut BTreeMap<&'static str, usize>,
) {
    let mut sets: BTreeMap<(u16, &str), Vec<usize>> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate() {
        sets.entry((unit.language.order, unit.item.corpus.as_str())).or_default().push(index);
    }
    for indices in sets.values() {
        let contexts: Vec<Context<'_>> =
            indices.iter().filter_map(|&index| units.get(index)).map(Prepared::context).collect();
        for finding in check_module(&contexts, settings) {
            if let Some(rule) = concordia::check::find(finding.rule.as_str()) {
                let line = format!(
                    "{}\n    {:?}\n    {:?}",
                    finding.message,
                    finding.source.unwrap_or_default(),
                    finding.target.unwrap_or_default()
                );
                *spoken.entry(rule.id).or_default() += 1;
                hits.entry(rule.id).or_default().push((indices.first().copied().unwrap_or(0), line));
            }
        }
    }
}

fn table(
    out: &mut impl Write,
    units: &[Prepared<'_>],
    hits: &BTreeMap<&str, Vec<(usize, String)>>,
    spoken: &BTreeMap<&str, usize>,
) -> std::io::Result<()> {
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in units {
        *totals.entry(unit.language.code).or_default() += 1;
    }
    writeln!(out, "| rule | severity | units | per cent | highest language |")?;
    writeln!(out, "|---|---|--:|--:|---|")?;
    for rule in RULES {
        let own = match rule.run {
            Run::Unit(_) | Run::Module(_) => spoken.get(rule.id).copied().unwrap_or(0),
            Run::Source(_) | Run::Across(_) | Run::Findings(_) => continue,
        };
        let mut by_language: BTreeMap<&str, std::collections::BTreeSet<usize>> = BTreeMap::new();
        for (index, _) in hits.get(rule.id).map(Vec::as_slice).unwrap_or_default() {
            if let Some(unit) = units.get(*index) {
                by_language.entry(unit.language.code).or_default().insert(*index);
            }
        }
        let worst = by_language
            .iter()
            .map(|(code, set)| (share(set.len(), totals.get(code).copied().unwrap_or(1)), *code))
            .max_by(|one, other| one.0.total_cmp(&other.0));
        let worst = worst.map_or("–".to_owned(), |(share, code)| format!("{code} {share:.2}"));
        // Rules for some languages are measured on those languages alone.
        let of: usize = totals.iter().filter(|(code, _)| rule.speaks(code)).map(|(_, total)| total).sum();
        writeln!(out, "| `{}` | {} | {own} | {:.2} | {worst} |", rule.id, rule.severity, share(own, of))?;
    }
    Ok(())
}

fn share(part: usize, whole: usize) -> f64 {
    let [part, whole] = [part, whole.max(1)].map(|n| u32::try_from(n).map_or(f64::MAX, f64::from));
    100.0 * part / whole
}
