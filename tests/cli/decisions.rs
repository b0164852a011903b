//! Attest, revise, approve and waive: bound to texts, four eyes, reasons.

use crate::histories::Project;

const A: &str = "Participants must register online before the workshop.";
const B: &str = "Publish the results within four weeks.";

fn unit(project: &Project, source: &str) -> String {
    let run = project.sandbox.run(&["extract", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let units = value["modules"][0]["units"].as_array().unwrap();
    units.iter().find(|unit| unit["source"] == source).unwrap()["id"].as_str().unwrap().to_owned()
}

fn edited() -> (Project, String) {
    let project = Project::new(&[A, B]);
    let new = "Publish the results within six weeks.";
    project.english(&[A, new]);
    project.commit("Six weeks", "2026-02-01");
    let id = unit(&project, new);
    (project, id)
}

#[test]
fn an_attestation_needs_a_reason_and_a_language() {
    let (project, id) = edited();
    assert_eq!(project.sandbox.run(&["attest", &id, "-l", "da"]).code, 2);
    assert_eq!(project.sandbox.run(&["attest", &id, "-l", "da", "--reason", "ok"]).code, 2);
    assert_eq!(project.sandbox.run(&["attest", &id, "--reason", "it said six already"]).code, 2);
    assert_eq!(project.states("da"), [0, 1, 0, 1, 0, 0]);
}

#[test]
fn an_attestation_frees_one_language_until_the_english_changes() {
    let (project, id) = edited();
    let run = project.sandbox.run(&["attest", &id, "-l", "da", "--reason", "the Danish said six already"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.states("da"), [0, 0, 0, 2, 0, 0]);
    assert_eq!(project.states("pl"), [0, 1, 0, 1, 0, 0]);
    assert!(!project.po("da").contains("fuzzy"));
    let ledger = project.sandbox.read("translations/da/module.md.ledger.jsonl");
    assert!(ledger.contains("\"by\":\"Tess Ter\"") && ledger.contains("the Danish said six already"), "{ledger}");
    project.sync();
    assert_eq!(project.states("da"), [0, 0, 0, 2, 0, 0]);
    assert!(!project.sandbox.run(&["check", "-l", "da"]).stdout.contains("suspicious"));
    project.english(&[A, "Publish the results within seven weeks."]);
    assert_eq!(project.states("da"), [0, 1, 0, 1, 0, 0]);
}

#[test]
fn changes_of_meaning_cannot_be_attested_in_bulk() {
    let project = Project::new(&["Check the list.", B]);
    project.english(&["Verify the list.", "Publish the results within six weeks."]);
    let reason = ["--reason", "read all of them"];
    assert_eq!(project.sandbox.run(&["attest", "--class", "meaning", "-l", "da", reason[0], reason[1]]).code, 2);
    let run = project.sandbox.run(&["attest", "--class", "wording", "-l", "da", reason[0], reason[1]]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.states("da"), [0, 1, 0, 1, 0, 0]);
}

#[test]
fn the_author_cannot_revise() {
    let project = Project::new(&[A, B]);
    let id = unit(&project, A);
    let own = project.sandbox.run(&["revise", &id, "-l", "da"]);
    assert_eq!(own.code, 2);
    assert!(own.stderr.contains("second person"), "{}", own.stderr);
    let other = project.sandbox.run(&["revise", &id, "-l", "da", "--as", "Rita Reviser"]);
    assert_eq!(other.code, 0, "{}", other.stderr);
    assert_eq!(project.states("da"), [0, 0, 0, 1, 1, 0]);
    let approve = project.sandbox.run(&["approve", "--all", "-l", "da"]);
    assert_eq!(approve.code, 0, "{}", approve.stderr);
    assert_eq!(project.states("da"), [0, 0, 0, 0, 0, 2]);
    project.write_po("da", &project.po("da").replace("da: Participants", "da: Deltagerne"));
    assert_eq!(project.states("da"), [0, 0, 0, 1, 0, 1]);
}

#[test]
fn a_revision_is_carried_over_a_typo_and_survives_sync() {
    let project = Project::new(&["Particpants must register.", B]);
    let id = unit(&project, "Particpants must register.");
    assert_eq!(project.sandbox.run(&["revise", &id, "-l", "da", "--as", "Rita"]).code, 0);
    project.english(&["Participants must register.", B]);
    assert_eq!(project.states("da"), [0, 0, 0, 1, 1, 0]);
    project.sync();
    assert_eq!(project.states("da"), [0, 0, 0, 1, 1, 0]);
}

#[test]
fn a_silent_refresh_is_suspicious_until_attested() {
    let (project, id) = edited();
    project.sync();
    let freed: Vec<String> = project
        .po("da")
        .lines()
        .filter(|line| !line.starts_with("#, fuzzy") && !line.starts_with("#|"))
        .map(str::to_owned)
        .collect();
    project.write_po("da", &(freed.join("\n") + "\n"));
    assert_eq!(project.states("da"), [0, 0, 0, 2, 0, 0]);
    let check = project.sandbox.run(&["check", "-l", "da", "--format", "json"]);
    assert_eq!(check.code, 1);
    assert!(check.stdout.contains("suspicious"), "{}", check.stdout);
    let run = project.sandbox.run(&["attest", &id, "-l", "da", "--reason", "the Danish said six already"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!project.sandbox.run(&["check", "-l", "da"]).stdout.contains("suspicious"));
}

/// Removes the stale marks of the Danish catalogue, as an editor would.
fn unfuzzy(project: &Project) {
    let po = project.po("da");
    let freed: Vec<&str> = po.lines().filter(|line| !line.starts_with("#, fuzzy") && !line.starts_with("#|")).collect();
    project.write_po("da", &(freed.join("\n") + "\n"));
}

#[test]
fn nobody_can_revise_or_approve_a_suspicious_refresh() {
    let (project, id) = edited();
    project.sync();
    unfuzzy(&project);
    for act in ["revise", "approve"] {
        let run = project.sandbox.run(&[act, "--all", "-l", "da", "--as", "Rita"]);
        assert_eq!(run.code, 2, "{act}");
        assert!(run.stderr.contains("attest"), "{}", run.stderr);
    }
    assert!(project.sandbox.run(&["check", "-l", "da"]).stdout.contains("suspicious"));
    project.sandbox.run(&["attest", &id, "-l", "da", "--reason", "the Danish said six already"]);
    assert_eq!(project.sandbox.run(&["approve", "--all", "-l", "da"]).code, 0);
    assert_eq!(project.states("da"), [0, 0, 0, 0, 0, 2]);
}

#[test]
fn touching_up_the_text_does_not_end_the_suspicion() {
    let (project, id) = edited();
    project.sync();
    unfuzzy(&project);
    let touched = project
        .po("da")
        .replace("da: Publish the results within four weeks.", "da:  Publish the results within four weeks");
    project.write_po("da", &touched);
    assert!(project.sandbox.run(&["check", "-l", "da"]).stdout.contains("suspicious"));
    project.sandbox.run(&["attest", &id, "-l", "da", "--reason", "the Danish said six already"]);
    project.write_po("da", &touched.replace("da:  Publish", "da: Publish"));
    assert!(!project.sandbox.run(&["check", "-l", "da"]).stdout.contains("suspicious"));
    project.write_po("da", &touched.replace("four", "six"));
    assert!(!project.sandbox.run(&["check", "-l", "da"]).stdout.contains("suspicious"));
}

#[test]
fn an_unknown_unit_writes_nothing() {
    let (project, id) = edited();
    let run = project.sandbox.run(&["attest", &id, "ffffffffff", "-l", "da", "--reason", "the Danish said six"]);
    assert_eq!(run.code, 2);
    assert!(!project.sandbox.exists("translations/da/module.md.ledger.jsonl"));
}

#[test]
fn explain_tells_the_life_of_a_unit() {
    let (project, id) = edited();
    project.sync();
    project.sandbox.run(&["attest", &id, "-l", "da", "--reason", "the Danish said six already"]);
    let run = project.sandbox.run(&["explain", &id, "-l", "da", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let events = value["units"][0]["events"].as_array().unwrap();
    let what: Vec<&str> = events.iter().map(|event| event["what"].as_str().unwrap()).collect();
    assert_eq!(what, ["english", "translated", "english", "stale", "attest"], "{}", run.stdout);
}
