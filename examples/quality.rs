//! Measures how often each unit rule speaks on a corpus of published translations (see `scripts/quality-corpus.py`).
//!
//! `quality CORPUS.jsonl` prints the table of `docs/quality.md`; `quality CORPUS.jsonl RULE [N]` prints up to N hits of
//! one rule, evenly spread, for reading.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{BufRead, Write};

use concordia::check::{Content, Context, Plan, RULES, Run, Settings, Text, Together, check_module, check_unit_with};
use concordia::language::{self, Language};
use concordia::model::{ModuleId, UnitId, UnitKind};

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
    id: UnitId,
}

impl Prepared<'_> {
    fn context(&self) -> Context<'_> {
        let mut context = Context::new(&self.source, &self.forms, self.language, self.content);
        context.plural = self.plural.as_ref();
        context.module = Some(&self.module);
        context.unit = Some(&self.id);
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
    for (index, unit) in units.iter_mut().enumerate() {
        unit.id = UnitId::keyed(index.to_string());
    }
    let prepared = started.elapsed();
    let settings = Settings::default();
    let mut hits: BTreeMap<&str, Vec<(usize, String)>> = BTreeMap::new();
    let started = std::time::Instant::now();
    let mut plan = Plan::new(&settings, &language::OFFICIAL[0]);
    let mut code = "";
    let mut findings = Vec::new();
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
                hits.entry(rule.id).or_default().push((index, line));
            }
        }
    }
    let checked = started.elapsed();
    modules(&units, &settings, &mut hits);
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
        None => table(&mut out, &units, &hits)?,
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
        id: UnitId::keyed(""),
    })
}

/// Runs the rules over sets, one corpus and language at a time.
fn modules(units: &[Prepared<'_>], settings: &Settings, hits: &mut BTreeMap<&'static str, Vec<(usize, String)>>) {
    let mut sets: BTreeMap<(u16, &str), Vec<usize>> = BTreeMap::new();
    for (index, unit) in units.iter().enumerate() {
        sets.entry((unit.language.order, unit.item.corpus.as_str())).or_default().push(index);
    }
    for indices in sets.values() {
        let Some(first) = indices.first().and_then(|&index| units.get(index)) else { continue };
        let plan = Plan::new(settings, first.language);
        let contexts = indices.iter().filter_map(|&index| units.get(index)).map(Prepared::context);
        let units: Vec<Together<'_>> =
            contexts.map(|unit| Together::of(&unit, check_unit_with(&unit, &plan, &mut Vec::new()))).collect();
        for finding in check_module(&units, first.language, settings) {
            if let Some(rule) = concordia::check::find(finding.rule.as_str()) {
                let line = format!(
                    "{}\n    {:?}\n    {:?}",
                    finding.message,
                    finding.source.unwrap_or_default(),
                    finding.target.unwrap_or_default()
                );
                let index = finding.unit.as_ref().and_then(|unit| unit.as_str().parse().ok());
                hits.entry(rule.id).or_default().push((index.unwrap_or(0), line));
            }
        }
    }
}

/// The corpora that are prose; the others are interfaces.
const MANUALS: [&str; 2] = ["gnome-help", "rust"];

fn table(
    out: &mut impl Write,
    units: &[Prepared<'_>],
    hits: &BTreeMap<&str, Vec<(usize, String)>>,
) -> std::io::Result<()> {
    let is_manual = |unit: &Prepared<'_>| MANUALS.contains(&unit.item.corpus.as_str());
    writeln!(out, "| rule | severity | units | reported | % | interfaces % | manuals % | most in |")?;
    writeln!(out, "|---|---|--:|--:|--:|--:|--:|---|")?;
    for rule in RULES.iter().filter(|rule| matches!(rule.run, Run::Unit(_) | Run::Module(_))) {
        let reported: BTreeSet<usize> =
            hits.get(rule.id).map(Vec::as_slice).unwrap_or_default().iter().map(|(index, _)| *index).collect();
        // Rules for some languages are measured on those languages alone.
        let count = |wanted: &dyn Fn(&Prepared<'_>) -> bool| -> (usize, usize) {
            let all = units.iter().enumerate().filter(|(_, unit)| rule.speaks(unit.language.code) && wanted(unit));
            all.fold((0, 0), |(part, whole), (index, _)| (part + usize::from(reported.contains(&index)), whole + 1))
        };
        let rate = |wanted: &dyn Fn(&Prepared<'_>) -> bool| {
            let (part, whole) = count(wanted);
            share(part, whole)
        };
        let codes: BTreeSet<&str> = units.iter().map(|unit| unit.language.code).collect();
        let worst = codes
            .into_iter()
            .map(|code| (rate(&|unit| unit.language.code == code), code))
            .max_by(|one, other| one.0.total_cmp(&other.0))
            .filter(|(rate, _)| *rate > 0.0)
            .map_or("–".to_owned(), |(rate, code)| format!("{code} {rate:.2}"));
        let (part, whole) = count(&|_| true);
        let rates = [rate(&|_| true), rate(&|unit| !is_manual(unit)), rate(&|unit| is_manual(unit))];
        let [all, interfaces, manuals] = rates.map(|rate| format!("{rate:.2}"));
        writeln!(
            out,
            "| `{}` | {} | {whole} | {part} | {all} | {interfaces} | {manuals} | {worst} |",
            rule.id, rule.severity
        )?;
    }
    Ok(())
}

fn share(part: usize, whole: usize) -> f64 {
    let [part, whole] = [part, whole.max(1)].map(|n| u32::try_from(n).map_or(f64::MAX, f64::from));
    100.0 * part / whole
}
