//! What a waiver accepts, and for how long.

use super::sandbox::{Sandbox, soon};

const ENGLISH: &str = "At least 30 people and 400 euros in 2027.";
const GERMAN: &str = "Mindestens 31 Personen und 900 Euro 2028.";

fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox
        .write("concordia.toml", "[project]\nname = \"x\"\nlanguages = [\"de\"]\n\n[glossary]\nfiles = [\"glossaries/*.csv\"]\n")
        .write("source-en/a.md", format!("{ENGLISH}\n"))
        .write(
            "translations/de/a.md.po",
            format!("msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"{ENGLISH}\"\nmsgstr \"{GERMAN}\"\n"),
        );
    sandbox
}

/// The (rule, message, unit) of every finding that `check` makes, but notes.
fn found(sandbox: &Sandbox) -> Vec<(String, String, String)> {
    let run = sandbox.run(&["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let text = |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap_or("").to_owned();
    let findings = json["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "note");
    findings.map(|one| (text(one, "rule"), text(one, "message"), text(one, "unit"))).collect()
}

fn waive(sandbox: &Sandbox, unit: &str, rule: &str, more: &[&str]) -> (i32, String) {
    let run = sandbox.run(&[["waive", unit, "--rule", rule, "--as", "Ada"].as_slice(), more].concat());
    (run.code, run.stdout + &run.stderr)
}

#[test]
fn a_waiver_accepts_the_findings_that_it_was_made_for() {
    let sandbox = project();
    let before = found(&sandbox);
    let unit = before[0].2.clone();
    let numbers = |sandbox: &Sandbox| found(sandbox).iter().filter(|one| one.0 == "numbers").count();
    let all = numbers(&sandbox);
    assert!(all >= 3, "{before:?}");
    let day = soon();
    let why = ["-l", "de", "--until", &day, "--reason", "31 by German law"];
    let (code, said) = waive(&sandbox, &unit, "numbers", &[why.as_slice(), &["--about", "31"]].concat());
    assert!(code == 0 && said.contains("accepts: ") && said.contains("31") && !said.contains("900"), "{said}");
    assert_eq!(numbers(&sandbox), all - 1);
    let (code, said) = waive(&sandbox, &unit, "numbers", &[why.as_slice(), &["--about", "77"]].concat());
    assert!(code == 2 && said.contains("about “77”"), "{said}");
    let (code, said) = waive(&sandbox, &unit, "numbers", &why);
    assert!(code == 0 && said.contains("900"), "{said}");
    assert_eq!(numbers(&sandbox), 0);
}

#[test]
fn a_term_that_the_termbase_learns_later_is_not_accepted_before() {
    let sandbox = project();
    let base = "concept,language,term\npilot,en,euro\npilot,de,Taler\n";
    sandbox.write("glossaries/t.csv", base);
    let unit = found(&sandbox)[0].2.clone();
    let missing = |sandbox: &Sandbox| found(sandbox).into_iter().filter(|one| one.0 == "term-missing").count();
    assert_eq!(missing(&sandbox), 1);
    let day = soon();
    let why = ["-l", "de", "--until", &day, "--reason", "said otherwise here"];
    assert_eq!(waive(&sandbox, &unit, "term-missing", &why).0, 0);
    assert_eq!(missing(&sandbox), 0);
    sandbox.write("glossaries/t.csv", format!("{base}people,en,people\npeople,de,Leute\n"));
    assert_eq!(missing(&sandbox), 1);
}

#[test]
fn a_waiver_of_earlier_times_accepts_its_whole_rule_until_it_is_waived_anew() {
    let sandbox = project();
    let unit = found(&sandbox)[0].2.clone();
    let day = soon();
    let why = ["-l", "de", "--until", &day, "--reason", "31 by German law"];
    assert_eq!(waive(&sandbox, &unit, "numbers", &why).0, 0);
    let path = "translations/de/a.md.ledger.jsonl";
    let mut line: serde_json::Value = serde_json::from_str(&sandbox.read(path)).unwrap();
    assert!(line["accepts"].as_array().is_some_and(|said| said.len() >= 3), "{line}");
    line.as_object_mut().unwrap().remove("accepts");
    sandbox.write(path, format!("{line}\n"));
    let numbers = |sandbox: &Sandbox| found(sandbox).iter().filter(|one| one.0 == "numbers").count();
    assert_eq!(numbers(&sandbox), 0);
    assert_eq!(waive(&sandbox, &unit, "numbers", &[why.as_slice(), &["--about", "31"]].concat()).0, 0);
    assert!(numbers(&sandbox) >= 2);
}

#[test]
fn a_waiver_lasts_no_longer_than_the_project_allows() {
    let sandbox = project();
    let unit = found(&sandbox)[0].2.clone();
    let until = |day: &str| waive(&sandbox, &unit, "numbers", &["-l", "de", "--until", day, "--reason", "by law"]);
    let (code, said) = until("2999-12-31");
    assert!(code == 2 && said.contains("366 days") && said.contains("waiver-days"), "{said}");
    assert_eq!(until("2020-12-31").0, 2);
    assert_eq!(until("2027-02-30x").0, 2);
    let config = sandbox.read("concordia.toml");
    sandbox.write("concordia.toml", format!("{config}\n[gate]\nwaiver-days = 30\n"));
    assert_eq!(until(&soon()).0, 2);
    sandbox.write("concordia.toml", format!("{config}\n[gate]\nwaiver-days = 90\n"));
    assert_eq!(until(&soon()).0, 0);
}

#[test]
fn a_finding_about_the_termbase_can_be_accepted() {
    let sandbox = project();
    sandbox.write(
        "glossaries/t.csv",
        "concept,language,term\nvote,en,poll\nvote,de,Wahl\nbooth,en,poll\nbooth,de,Lokal\n",
    );
    let homographs = |sandbox: &Sandbox| {
        let found = found(sandbox).into_iter().filter(|one| one.0 == "termbase-homograph");
        found.map(|(_, message, unit)| (message, unit)).collect::<Vec<_>>()
    };
    let before = homographs(&sandbox);
    let [(message, concept)] = before.as_slice() else { panic!("{before:?}") };
    let day = soon();
    let why = ["--until", &day, "--reason", "both are in use"];
    assert_eq!(waive(&sandbox, "nothing", "termbase-homograph", &why).0, 2);
    let (code, said) = waive(&sandbox, concept, "termbase-homograph", &why);
    assert!(code == 0 && said.contains(message), "{said}");
    assert_eq!(homographs(&sandbox), []);
    let ledger = sandbox.read("translations/termbase.ledger.jsonl");
    sandbox.write("translations/termbase.ledger.jsonl", ledger.replace(&day, "2020-01-01"));
    assert_eq!(homographs(&sandbox).len(), 1);
    assert!(found(&sandbox).iter().any(|one| one.0 == "stale-waiver"));
}
