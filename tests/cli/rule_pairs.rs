//! Every rule of `check --list` against its labelled pairs in `tests/data/rules`: at least ten that it must report and ten
//! that it must not, in three languages or more unless it is about the English.
//!
//! A rule over sets reads the units of a pair between ` | `: units of a module, English units (`# ` marks a heading), or,
//! across languages, `de=…` per language. `max-length` reads the limit before the English.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use concordia::check::{
    Content, Context, Features, Plan, RuleLine, Run, Settings, SourceContext, SourceModule, Text, Together, Version,
    check_across, check_findings, check_module, check_source, check_unit, check_unit_with, find, list_lines,
};
use concordia::glossary::{Checker, Matcher, TERM_RULES, TermUnit, check_consistency, named_concepts, read_csv};
use concordia::language::{self, Language};
use concordia::model::{Finding, ModuleId, UnitId, UnitKind};

use super::file_rule_pairs;

/// The termbase of the pairs.
pub(super) const TERMS: &str = "tests/data/rules/terms.csv";

/// The rules that no pair of texts can show, and why.
const WITHOUT_PAIRS: [(&str, &str); 1] = [(
    "stale-waiver",
    "it holds the day of a decision against today and the other findings; see `unreadable.rs` and `lint.rs`",
)];

/// The rules on one language's own habits: texts in others can only show that they keep silent there.
const OF_ONE_LANGUAGE: [&str; 1] = ["punctuation-space"];

/// One labelled pair.
pub(super) struct Pair {
    is_bad: bool,
    pub(super) language: &'static Language,
    pub(super) content: Content,
    pub(super) source: String,
    pub(super) target: String,
}

pub(super) fn root(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Reads `\n`, `\t` and `\u{…}`.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let c = rest.chars().next();
        rest = &rest[c.map_or(0, char::len_utf8)..];
        match c {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('u') => {
                let end = rest.find('}').unwrap();
                out.push(char::from_u32(u32::from_str_radix(&rest[1..end], 16).unwrap()).unwrap());
                rest = &rest[end + 1..];
            }
            other => {
                out.push('\\');
                out.extend(other);
            }
        }
    }
    out + rest
}

fn pairs(rule: &str) -> Vec<Pair> {
    let path = root("tests/data/rules").join(format!("{rule}.tsv"));
    let Ok(text) = fs::read_to_string(path) else { return Vec::new() };
    text.lines()
        .skip(1)
        .map(|line| {
            let fields: Vec<String> = line.split('\t').map(unescaped).collect();
            Pair {
                is_bad: fields[0] == "bad",
                language: language::find(&fields[1]).unwrap(),
                content: Content::named(&fields[2]).unwrap(),
                source: fields[3].clone(),
                target: fields[4].clone(),
            }
        })
        .collect()
}

/// Cuts a set into its texts.
pub(super) fn set(text: &str) -> Vec<&str> {
    text.split(" | ").collect()
}

/// Cuts `de=… | fr=…`.
fn versions(text: &str) -> Vec<(&'static Language, &str)> {
    let version = |part| str::split_once(part, '=').unwrap();
    set(text).into_iter().map(version).map(|(code, text)| (language::find(code).unwrap(), text)).collect()
}

/// Returns the findings of all rules of the same scope as `rule` on a pair.
fn findings(run: Option<Run>, pair: &Pair) -> Vec<Finding> {
    match run {
        Some(Run::Unit(_)) => unit(pair),
        Some(Run::Module(_)) => module(pair),
        Some(Run::Source(_)) => source(pair),
        Some(Run::Across(_)) => across(pair),
        Some(Run::Findings(_)) => shared(pair),
        None => terms(pair),
    }
}

fn unit(pair: &Pair) -> Vec<Finding> {
    let limit = pair.source.split_once(": ").and_then(|(limit, text)| Some((limit.parse().ok()?, text)));
    let (limit, english) = limit.map_or((None, pair.source.as_str()), |(limit, text)| (Some(limit), text));
    let source = Text::new(english, pair.content);
    let forms = [Text::new(&pair.target, pair.content)];
    let mut context = Context::new(&source, &forms, pair.language, pair.content);
    context.max_length = limit;
    check_unit(&context, &Settings::default())
}

fn module(pair: &Pair) -> Vec<Finding> {
    let prepare = |text| Text::new(text, pair.content);
    let sources: Vec<Text<'_>> = set(&pair.source).into_iter().map(prepare).collect();
    let targets: Vec<[Text<'_>; 1]> = set(&pair.target).into_iter().map(|text| [prepare(text)]).collect();
    assert_eq!(sources.len(), targets.len(), "{}", pair.source);
    let units = sources.iter().zip(&targets);
    let plan = Plan::new(&Settings::default(), pair.language);
    let units = units.map(|(source, forms)| Context::new(source, forms, pair.language, pair.content));
    let units = units.map(|unit| Together::of(&unit, check_unit_with(&unit, &plan, &mut Vec::new())));
    check_module(&units.collect::<Vec<_>>(), pair.language, &Settings::default())
}

/// The files that stand beside the modules.
const FILES: [&str; 3] = ["source-en/figure.png", "source-en/part/plan.pdf", "README.md"];

/// The English terms of the termbase of the pairs.
fn english_terms() -> Vec<String> {
    let base = read_csv(&fs::read_to_string(root(TERMS)).unwrap()).unwrap();
    base.terms("en").map(|(_, _, term)| term.text.clone()).collect()
}

/// The pair's English is `a.md`, or `a.ftl`, where every text is a message `m0`, `m1`, …; `b.md`, `part/c.md` and `d.ftl` stand
/// beside it.
fn source(pair: &Pair) -> Vec<Finding> {
    let is_fluent = pair.content == Content::Fluent;
    let mut page = String::new();
    let mut texts = Vec::new();
    for (n, text) in set(&pair.source).into_iter().enumerate() {
        let (mark, kind, text) = match text.strip_prefix("# ") {
            _ if is_fluent => (format!("m{n} = "), UnitKind::Message, text),
            Some(heading) => ("# ".to_owned(), UnitKind::Heading, heading),
            None => (String::new(), UnitKind::Paragraph, text),
        };
        page.push_str(&mark);
        let start = page.len();
        page.push_str(text);
        let span = start..page.len();
        page.push_str("\n\n");
        texts.push((UnitId::keyed(n.to_string()), kind, Text::new(text, pair.content), span));
    }
    let units: Vec<SourceContext<'_>> = texts
        .iter()
        .map(|(unit, kind, text, span)| SourceContext {
            unit,
            kind: *kind,
            text,
            line: 1,
            is_title: false,
            span,
            max_length: None,
        })
        .collect();
    let own = if is_fluent { "a.ftl" } else { "a.md" };
    let places =
        [(own, vec!["top", "the-plan"]), ("b.md", vec!["start"]), ("part/c.md", vec!["end"]), ("d.ftl", vec![])];
    let places = places.map(|(name, anchors)| {
        let anchors: Vec<String> = anchors.into_iter().map(str::to_owned).collect();
        (ModuleId::new(name), format!("source-en/{name}"), anchors)
    });
    let terms = english_terms();
    let modules: Vec<SourceModule<'_>> = places
        .iter()
        .enumerate()
        .map(|(at, (module, path, anchors))| {
            let text = match at {
                0 => &page,
                3 => "help = Help\n    .title = Help\n-desk = desk\n",
                _ => "",
            };
            let mut own = SourceModule::new(module, path, text);
            own.units = if at == 0 { &units } else { &[] };
            (own.anchors, own.terms) = (Some(anchors.as_slice()), &terms);
            own
        })
        .collect();
    let mut findings = check_source(&modules, &Settings::default());
    let is_there = |files: &String| files.split('\n').any(|file| FILES.contains(&file));
    findings.retain(|finding| !finding.target.as_ref().is_some_and(is_there));
    findings
}

/// Only findings on the pair's language count, or those on the English where that is its language.
fn across(pair: &Pair) -> Vec<Finding> {
    let source = Text::new(&pair.source, pair.content);
    let forms: Vec<(&'static Language, [Text<'_>; 1])> = versions(&pair.target)
        .into_iter()
        .map(|(language, text)| (language, [Text::new(text, pair.content)]))
        .collect();
    let features: Vec<Features> = forms.iter().map(|(_, forms)| Features::of(forms)).collect();
    let versions: Vec<Version<'_>> = forms
        .iter()
        .zip(&features)
        .map(|((language, forms), features)| Version {
            language,
            features,
            target: forms.first().map_or("", |form| form.raw),
            content: pair.content,
        })
        .collect();
    let findings = check_across(None, None, &source, &versions, &Settings::default());
    let wanted = Some(pair.language.code).filter(|code| *code != "en");
    findings.into_iter().filter(|finding| finding.language.as_deref() == wanted).collect()
}

fn shared(pair: &Pair) -> Vec<Finding> {
    let (module, unit) = (ModuleId::new("a.md"), UnitId::keyed("1"));
    let source = Text::new(&pair.source, pair.content);
    let versions = versions(&pair.target);
    let mut all = Vec::new();
    for (language, text) in &versions {
        let forms = [Text::new(text, pair.content)];
        let mut context = Context::new(&source, &forms, language, pair.content);
        context.module = Some(&module);
        context.unit = Some(&unit);
        all.extend(check_unit(&context, &Settings::default()));
    }
    check_findings(&all, &|_, _| versions.len(), &Settings::default())
}

fn terms(pair: &Pair) -> Vec<Finding> {
    let base = read_csv(&fs::read_to_string(root(TERMS)).unwrap()).unwrap();
    let english = Matcher::new(&base, language::find("en").unwrap());
    let checker = Checker::new(&base, pair.language);
    let module = ModuleId::new("a.md");
    let units: Vec<_> = set(&pair.source)
        .into_iter()
        .zip(set(&pair.target))
        .enumerate()
        .map(|(n, (source, target))| {
            (UnitId::keyed(n.to_string()), named_concepts(&base, &english, source), source, target)
        })
        .collect();
    let units: Vec<TermUnit<'_>> = units
        .iter()
        .map(|(unit, named, source, target)| TermUnit { module: &module, unit, named, source, target })
        .collect();
    let mut found: Vec<Finding> =
        units.iter().flat_map(|unit| checker.check(unit.source, unit.named, unit.target)).collect();
    found.extend(check_consistency(&base, &checker, pair.language.code, &units));
    found
}

/// Returns whether a rule of `check --list` speaks on a pair.
fn speaks(rule: &str, pair: &Pair) -> bool {
    let is_of_rule = |finding: &Finding| finding.rule.as_str() == rule;
    if let Some(found) = find(rule) {
        return findings(Some(found.run), pair).iter().any(is_of_rule);
    }
    if TERM_RULES.iter().any(|known| known.id == rule) {
        return findings(None, pair).iter().any(is_of_rule);
    }
    let names = file_rule_pairs::speaking(rule, pair);
    names.unwrap_or_else(|| panic!("{rule} has pairs, and nothing that applies it")).iter().any(|name| name == rule)
}

/// Returns the number of languages of the pairs; a rule across languages has them in its texts.
fn languages(rule: &str, pairs: &[&Pair]) -> usize {
    let is_across = find(rule).is_some_and(|rule| matches!(rule.run, Run::Across(_) | Run::Findings(_)));
    let of = |pair: &&Pair| match is_across {
        true => versions(&pair.target).into_iter().map(|(language, _)| language.code).collect(),
        false => vec![pair.language.code],
    };
    pairs.iter().flat_map(of).collect::<BTreeSet<&str>>().len()
}

/// The measured table of one run.
#[derive(Default)]
struct Measured {
    table: String,
    wrong: Vec<String>,
    weak: Vec<String>,
    few: Vec<String>,
}

impl Measured {
    fn rule(&mut self, line: &RuleLine) {
        let rule = line.rule;
        let pairs = pairs(rule);
        let all: Vec<&Pair> = pairs.iter().collect();
        let (bad, good): (Vec<&Pair>, Vec<&Pair>) = pairs.iter().partition(|pair| pair.is_bad);
        let is_of_one = line.looks_at == "English" || OF_ONE_LANGUAGE.contains(&rule);
        let wanted = |is_of_one: bool| if is_of_one { 1 } else { 3 };
        let has_languages =
            languages(rule, &bad) >= wanted(is_of_one) && languages(rule, &good) >= wanted(line.looks_at == "English");
        if bad.len() < 10 || good.len() < 10 || !has_languages {
            let (bad_in, good_in) = (languages(rule, &bad), languages(rule, &good));
            self.few.push(format!("{rule}: {} bad in {bad_in}, {} good in {good_in}", bad.len(), good.len()));
            return;
        }
        let spoken: Vec<&Pair> = all.iter().copied().filter(|pair| speaks(rule, pair)).collect();
        let hits = spoken.iter().filter(|pair| pair.is_bad).count();
        for pair in &all {
            let label = match (pair.is_bad, spoken.iter().any(|one| std::ptr::eq(*one, *pair))) {
                (true, false) => "missed",
                (false, true) => "false",
                (true, true) | (false, false) => continue,
            };
            self.wrong.push(format!("{rule} {label} {}: {:?} → {:?}", pair.language.code, pair.source, pair.target));
        }
        let precision = hits as f64 / spoken.len().max(1) as f64;
        let recall = hits as f64 / bad.len() as f64;
        let (bad, good, languages) = (bad.len(), good.len(), languages(rule, &all));
        self.table.push_str(&format!("| `{rule}` | {bad} | {good} | {languages} | {precision:.2} | {recall:.2} |\n"));
        if precision < 0.9 || recall < 0.9 {
            self.weak.push(rule.to_owned());
        }
    }
}

#[test]
fn every_rule_keeps_its_precision_and_recall() {
    let mut measured = Measured::default();
    let has_none = |rule: &str| WITHOUT_PAIRS.iter().any(|(name, _)| *name == rule);
    for line in list_lines().iter().filter(|line| !has_none(line.rule)) {
        measured.rule(line);
    }
    println!("{}\n{}", measured.table, measured.wrong.join("\n"));
    assert!(measured.few.is_empty(), "too few pairs: {:#?}", measured.few);
    assert!(measured.weak.is_empty(), "below 0.9: {}", measured.weak.join(", "));
    let path = root("docs/quality.md");
    let page = fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once("<!-- pairs -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- /pairs -->").unwrap();
    let header = "| rule | bad | good | languages | precision | recall |\n|---|--:|--:|--:|--:|--:|\n";
    let now = format!("{head}<!-- pairs -->\n{header}{}<!-- /pairs -->{tail}", measured.table);
    if std::env::var("CONCORDIA_BLESS").is_ok_and(|value| value == "1") {
        fs::write(&path, &now).unwrap();
    }
    assert!(
        page == now || std::env::var("CONCORDIA_BLESS").is_ok_and(|value| value == "1"),
        "docs/quality.md is stale: run with CONCORDIA_BLESS=1"
    );
}

#[test]
fn what_is_excused_from_pairs_is_a_rule_and_has_none() {
    let names: Vec<&str> = list_lines().iter().map(|line| line.rule).collect();
    for rule in WITHOUT_PAIRS.map(|(rule, _)| rule).iter().chain(&OF_ONE_LANGUAGE) {
        assert!(names.contains(rule), "{rule}");
    }
    for (rule, _) in WITHOUT_PAIRS {
        assert!(pairs(rule).is_empty(), "{rule} has pairs and need not be excused");
    }
    for file in fs::read_dir(root("tests/data/rules")).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        let rule = name.strip_suffix(".tsv").unwrap_or("numbers");
        assert!(names.contains(&rule), "{name} is of no rule");
    }
    for rule in OF_ONE_LANGUAGE {
        assert_eq!(find(rule).unwrap().languages.len(), 1, "{rule}");
    }
}
