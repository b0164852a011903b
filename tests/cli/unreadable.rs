//! A file that cannot be read is no success in any format, and findings about the English can be waived.

use super::sandbox::{Sandbox, soon};

const CONFIG: &str = "[project]\nlanguages = [\"da\", \"pl\"]\n\n[[sources]]\nfiles = \"**/*.md\"\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", CONFIG);
    sandbox.write("source-en/m.md", "One text.\n");
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    sandbox
}

#[test]
fn no_format_says_that_a_check_passed_which_could_not_read_a_file() {
    let sandbox = sandbox();
    let path = "translations/da/m.md.po";
    let text = sandbox.read(path);
    sandbox.write(path, format!("{text}\nmsgid \"open\nmsgstr \"\"\n"));
    let run = |format: &str| {
        let run = sandbox.run(&["check", "--format", format]);
        assert_eq!(run.code, 2, "{format}");
        run.stdout
    };
    let json: serde_json::Value = serde_json::from_str(&run("json")).expect("JSON");
    assert_eq!(json["verdict"], "fail");
    assert_eq!(json["failures"][0]["path"], path);
    assert!(json["reasons"][0].as_str().is_some_and(|reason| reason.contains(path)), "{json}");
    let sarif: serde_json::Value = serde_json::from_str(&run("sarif")).expect("JSON");
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
    assert!(run("junit").contains("errors=\"1\""));
    assert!(run("github").starts_with("::error file=translations/da/m.md.po,line="));
    let gitlab: serde_json::Value = serde_json::from_str(&run("gitlab")).expect("JSON");
    assert_eq!(gitlab[0]["severity"], "blocker");
    assert!(run("text").contains("The gate cannot say yes"));
}

#[test]
fn nobody_is_told_that_an_unreadable_language_is_complete() {
    let sandbox = sandbox();
    sandbox.write("translations/da/m.md.po", "msgid \"open\n");
    let run = sandbox.run(&["status"]);
    assert_eq!(run.code, 2);
    let line = run.stdout.lines().find(|line| line.starts_with("da ")).expect("a line");
    assert!(line.contains('?') && !line.contains('%'), "{line}");
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["status", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(json["languages"][0]["unreadable"][0], "m.md");
    assert_eq!(sandbox.run(&["report"]).code, 2);
    assert!(sandbox.read("reports/STATUS.md").contains("| da dansk | ? |"));
    assert!(sandbox.read("reports/badges/da.svg").contains("da: ? fresh"));
    assert!(sandbox.run(&["sync"]).stdout.contains("1 could not be brought up"));
}

#[test]
fn lint_of_a_missing_file_does_not_pass() {
    let sandbox = sandbox();
    let run = sandbox.run(&["lint", "--format", "json", "nothing.po"]);
    assert_eq!(run.code, 2);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!(json["verdict"], "fail");
}

#[test]
fn a_finding_about_the_english_is_waived_until_the_english_changes() {
    let sandbox = sandbox();
    sandbox.write("source-en/m.md", "See the [other page](nowhere.md).\n");
    assert_eq!(sandbox.run(&["check"]).code, 1);
    let json: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["check", "--format", "json"]).stdout).expect("JSON");
    let unit = json["findings"][0]["unit"].as_str().expect("a unit").to_owned();
    let day = soon();
    let waive = |language: &str, rule: &str| {
        let arguments = [
            "waive",
            &unit,
            "-l",
            language,
            "--rule",
            rule,
            "--until",
            &day,
            "--reason",
            "comes later",
            "--as",
            "editor",
        ];
        sandbox.run(&arguments)
    };
    assert_eq!(waive("da", "source-link").code, 2, "Danish has no such finding");
    assert_eq!(waive("en", "numbers").code, 2, "nobody made that finding");
    assert_eq!(waive("en", "source-link").code, 0);
    assert_eq!(sandbox.run(&["check"]).code, 0);
    sandbox.write("source-en/m.md", "See the [other page](nowhere.md) now.\n");
    assert_eq!(sandbox.run(&["check"]).code, 1);
}

#[test]
fn a_stale_waiver_fails_and_an_idle_one_is_named() {
    let sandbox = sandbox();
    sandbox.write("source-en/m.md", "See the [other page](nowhere.md).\n");
    let check = || -> serde_json::Value {
        serde_json::from_str(&sandbox.run(&["check", "--format", "json"]).stdout).expect("JSON")
    };
    let unit = check()["findings"][0]["unit"].as_str().expect("a unit").to_owned();
    let day = soon();
    let until = ["--until", &day, "--reason", "comes later", "--as", "editor"];
    let waive = [vec!["waive", &unit, "-l", "en", "--rule", "source-link"], until.to_vec()].concat();
    assert_eq!(sandbox.run(&waive).code, 0);
    let stale = |json: &serde_json::Value| {
        let findings = json["findings"].as_array().expect("findings").clone();
        findings.into_iter().find(|finding| finding["rule"] == "stale-waiver")
    };
    assert_eq!(stale(&check()), None);
    sandbox.write("source-en/nowhere.md", "Here.\n");
    let idle = stale(&check()).expect("a waiver that accepts nothing");
    assert_eq!(
        (idle["severity"].as_str(), idle["path"].as_str()),
        (Some("note"), Some("translations/en/m.md.ledger.jsonl"))
    );
    std::fs::remove_file(sandbox.root().join("source-en/nowhere.md")).expect("the file is there");
    let ledger = sandbox.read("translations/en/m.md.ledger.jsonl");
    sandbox.write("translations/en/m.md.ledger.jsonl", ledger.replace(&day, "2001-12-31"));
    let expired = stale(&check()).expect("a waiver that has ended");
    assert_eq!(expired["severity"], "error");
    assert!(expired["message"].as_str().expect("a message").contains("2001-12-31"));
}
