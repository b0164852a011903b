//! The rules as a table: their examples, their names, the page generated from them, and `lint`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use concordia::check::{Context, Level, RULES, Run, Settings, Text, check_unit, list_markdown};
use concordia::language;

use super::sandbox::Sandbox;

#[test]
fn the_examples_of_every_unit_rule_show_it() {
    for rule in RULES.iter().filter(|rule| matches!(rule.run, Run::Unit(_)) && rule.id != "max-length") {
        for (is_bad, example) in [(true, &rule.bad), (false, &rule.good)] {
            let source = Text::new(example.source, example.content);
            let forms = [Text::new(example.target, example.content)];
            let language = language::find(example.language).unwrap();
            let context = Context::new(&source, &forms, language, example.content);
            let findings = check_unit(&context, &Settings::default());
            let speaks = findings.iter().any(|finding| finding.rule.as_str() == rule.id);
            assert_eq!(speaks, is_bad, "{}: {:?} → {:?}", rule.id, example.source, example.target);
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

/// Returns every name that the program's source gives to a rule.
fn names_in_source(folder: &std::path::Path, names: &mut std::collections::BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names_in_source(&path, names);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            for opening in ["RuleId::new(\"", "found(\"", "    id: \"", "self.find(\""] {
                names.extend(code.split(opening).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
            }
        }
    }
}

#[test]
fn every_rule_that_findings_name_is_listed_and_explained() {
    let mut names = std::collections::BTreeSet::new();
    names_in_source(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src"), &mut names);
    names.extend(["syntax", "conflict-markers", "duplicates", "format-strings", "newlines"].map(str::to_owned));
    assert!(names.len() > 50, "{names:?}");
    for name in names {
        assert!(concordia::check::explain(&name).is_some(), "no page on {name}");
        assert!(concordia::check::list_text().lines().any(|line| line.split(' ').next() == Some(&name)), "{name}");
    }
}

#[test]
fn the_page_of_rules_is_up_to_date() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    if std::env::var("CONCORDIA_BLESS").is_ok_and(|value| value == "1") {
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
