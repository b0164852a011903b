//! Every quality rule against its labelled pairs in `tests/data/rules`, and the page generated from the rules.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use concordia::check::{Content, Context, Level, RULES, Run, Settings, Text, check_unit, list_markdown};
use concordia::language;

use super::sandbox::Sandbox;

/// One labelled pair.
struct Pair {
    is_bad: bool,
    language: &'static language::Language,
    content: Content,
    source: String,
    target: String,
}

fn root(path: &str) -> PathBuf {
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

/// Returns whether a rule speaks on a pair.
fn speaks(rule: &str, pair: &Pair) -> bool {
    let source = Text::new(&pair.source, pair.content);
    let forms = [Text::new(&pair.target, pair.content)];
    let context = Context::new(&source, &forms, pair.language, pair.content);
    check_unit(&context, &Settings::default()).iter().any(|finding| finding.rule.as_str() == rule)
}

#[test]
fn every_unit_rule_keeps_its_precision_and_recall() {
    let mut table = String::from("rule\tprecision\trecall\tpairs\n");
    let mut wrong = Vec::new();
    let mut weak = false;
    for rule in RULES.iter().filter(|rule| matches!(rule.run, Run::Unit(_)) && rule.id != "max-length") {
        let pairs = pairs(rule.id);
        let (good, bad): (Vec<_>, Vec<_>) = pairs.iter().partition(|pair| !pair.is_bad);
        assert!(good.len() >= 10 && bad.len() >= 10, "{}: {} good, {} bad", rule.id, good.len(), bad.len());
        let hits = bad.iter().filter(|pair| speaks(rule.id, pair)).count();
        let alarms = good.iter().filter(|pair| speaks(rule.id, pair)).count();
        for pair in &pairs {
            if speaks(rule.id, pair) != pair.is_bad {
                let label = if pair.is_bad { "missed" } else { "false" };
                wrong
                    .push(format!("{} {label} {}: {:?} → {:?}", rule.id, pair.language.code, pair.source, pair.target));
            }
        }
        let precision = hits as f64 / (hits + alarms).max(1) as f64;
        let recall = hits as f64 / bad.len() as f64;
        table.push_str(&format!("{}\t{precision:.2}\t{recall:.2}\t{}\n", rule.id, pairs.len()));
        weak |= precision < 0.9 || recall < 0.9;
    }
    println!("{table}\n{}", wrong.join("\n"));
    assert!(!weak, "a rule fell below 0.9");
}

#[test]
fn the_examples_of_every_unit_rule_show_it() {
    for rule in RULES.iter().filter(|rule| matches!(rule.run, Run::Unit(_)) && rule.id != "max-length") {
        for (is_bad, example) in [(true, &rule.bad), (false, &rule.good)] {
            let pair = Pair {
                is_bad,
                language: language::find(example.language).unwrap(),
                content: example.content,
                source: example.source.to_owned(),
                target: example.target.to_owned(),
            };
            assert_eq!(speaks(rule.id, &pair), is_bad, "{}: {:?} → {:?}", rule.id, example.source, example.target);
        }
    }
}

#[test]
fn names_of_rules_are_unique_and_settings_know_them() {
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    let rules = BTreeMap::from([("numbers".to_owned(), Level::Off), ("nonsense".to_owned(), Level::Note)]);
    let settings = Settings { rules, ..Settings::default() };
    assert_eq!(settings.unknown_rules(), ["nonsense"]);
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let path = root("docs/rules.md");
    if std::env::var_os("CONCORDIA_BLESS").is_some() {
        fs::create_dir_all(root("docs")).unwrap();
        fs::write(&path, list_markdown()).unwrap();
    }
    let page = fs::read_to_string(path).unwrap_or_default();
    assert!(page == list_markdown(), "docs/rules.md is stale: run this test with CONCORDIA_BLESS=1");
}

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; \
                      charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\n";

#[test]
fn lint_applies_the_quality_rules_to_any_catalogue() {
    let sandbox = Sandbox::new();
    let entries = "msgid \"See [the plan](a.md) in 30 days.\"\nmsgstr \"Zobacz [plan](b.md) za 3 dni.\"\n\n\
                   #, fuzzy\nmsgid \"Within 5 days.\"\nmsgstr \"W ciągu 15 dni.\"\n";
    sandbox.write("page.md.po", format!("{HEADER}{entries}"));
    let run = sandbox.run(&["lint", "page.md.po", "--format", "json"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = answer["findings"].as_array().unwrap();
    let of = |rule: &str| findings.iter().filter(|finding| finding["rule"] == rule).collect::<Vec<_>>();
    assert_eq!(of("links").len(), 1, "{}", run.stdout);
    assert_eq!(of("numbers").len(), 1, "a fuzzy entry is not judged: {}", run.stdout);
    assert_eq!(of("numbers")[0]["line"], 8);
    assert_eq!(of("numbers")[0]["unit"], "See [the plan](a.md) in 30 days.");
}

#[test]
fn lint_leaves_a_good_catalogue_alone() {
    let sandbox = Sandbox::new();
    sandbox.write("pl.po", format!("{HEADER}msgid \"Choose a group.\"\nmsgstr \"Wybierz grupę.\"\n"));
    let run = sandbox.run(&["lint", "pl.po"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
}
