//! Attest, revise, approve and waive: bound to texts, four eyes, reasons.

use crate::histories::Project;

const A: &str = "Participants must register online before the workshop.";
const B: &str = "Publish the results within four weeks.";

/// The identity of a second person, for Git.
const RITA: [(&str, &str); 5] = [
    ("GIT_CONFIG_COUNT", "2"),
    ("GIT_CONFIG_KEY_0", "user.name"),
    ("GIT_CONFIG_VALUE_0", "Rita Reviser"),
    ("GIT_CONFIG_KEY_1", "user.email"),
    ("GIT_CONFIG_VALUE_1", "rita@example.org"),
];

fn unit(project: &Project, source: &str) -> String {
    project.unit(source)
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
    let role = project.sandbox.run(&["revise", &id, "-l", "da", "--as", "Rita Reviser"]);
    assert_eq!(role.code, 2, "the author signs with another name");
    assert!(role.stderr.contains("Git identity"), "{}", role.stderr);
    let mut twin = RITA;
    twin[4].1 = "Tess@example.org";
    assert_eq!(project.sandbox.run_with(&["revise", &id, "-l", "da"], &twin).code, 2, "the same address");
    let other = project.sandbox.run_with(&["revise", &id, "-l", "da"], &RITA);
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
    assert_eq!(project.sandbox.run_with(&["revise", &id, "-l", "da"], &RITA).code, 0);
    project.english(&["Participants must register.", B]);
    assert_eq!(project.states("da"), [0, 0, 0, 1, 1, 0]);
    project.sync();
    assert_eq!(project.states("da"), [0, 0, 0, 1, 1, 0]);
}

#[test]
fn a_silent_refresh_is_suspicious_until_attested() {
    let (project, id) = edited();
    project.sync();
    project.unfuzzy();
    assert_eq!(project.states("da"), [0, 0, 0, 2, 0, 0]);
    let check = project.sandbox.run(&["check", "-l", "da", "--format", "json"]);
    assert_eq!(check.code, 1);
    assert!(check.stdout.contains("suspicious"), "{}", check.stdout);
    let run = project.sandbox.run(&["attest", &id, "-l", "da", "--reason", "the Danish said six already"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!project.sandbox.run(&["check", "-l", "da"]).stdout.contains("suspicious"));
}

#[test]
fn nobody_can_revise_or_approve_a_suspicious_refresh() {
    let (project, id) = edited();
    project.sync();
    project.unfuzzy();
    for act in ["revise", "approve"] {
        let run = project.sandbox.run_with(&[act, "--all", "-l", "da"], &RITA);
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
    project.unfuzzy();
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

#[test]
fn the_author_stays_the_author_when_the_file_is_reordered_or_wrapped_anew() {
    let project = Project::new(&[A, B]);
    let id = unit(&project, A);
    project.english(&[B, A]);
    project.sync();
    project.commit_as("Ada Author", "Reorder the English", "2026-02-01");
    let wrapped = project.po("da").replace(&format!("msgstr \"da: {A}\""), &format!("msgstr \"\"\n\"da: {A}\""));
    assert_ne!(wrapped, project.po("da"));
    project.write_po("da", &wrapped);
    project.commit_as("Rita Reviser", "Wrap it anew", "2026-02-02");
    let own = project.sandbox.run(&["revise", &id, "-l", "da"]);
    assert_eq!(own.code, 2, "{}", own.stdout);
    let second = project.sandbox.run_with(&["revise", &id, "-l", "da"], &RITA);
    assert_eq!(second.code, 0, "{}", second.stderr);
}

#[test]
fn the_author_stays_the_author_when_the_english_is_edited() {
    let project = Project::new(&["Particpants must register.", B]);
    project.english(&["Participants must register.", B]);
    project.sync();
    project.commit_as("Ada Author", "Mend a slip", "2026-02-01");
    let id = unit(&project, "Participants must register.");
    assert_eq!(project.sandbox.run(&["revise", &id, "-l", "da"]).code, 2);
    let po = project.po("da").replace("da: Particpants must register.", "Deltagere skal tilmelde sig.");
    project.write_po("da", &po);
    project.commit_as("Rita Reviser", "Translate it anew", "2026-02-03");
    assert_eq!(project.sandbox.run_with(&["revise", &id, "-l", "da"], &RITA).code, 2);
    assert_eq!(project.sandbox.run(&["revise", &id, "-l", "da"]).code, 0);
}

#[cfg(unix)]
#[test]
fn an_attestation_that_cannot_be_written_whole_is_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let (project, id) = edited();
    project.sync();
    let path = project.sandbox.root().join("translations/da/module.md.po");
    let ledger = project.sandbox.read("translations/da/module.md.ledger.jsonl");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    let attest = ["attest", &id, "-l", "da", "--reason", "the Danish said six already"];
    assert_eq!(project.sandbox.run(&attest).code, 2);
    assert_eq!(project.sandbox.read("translations/da/module.md.ledger.jsonl"), ledger);
    assert_eq!(project.states("da"), [0, 1, 0, 1, 0, 0]);
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(project.sandbox.run(&attest).code, 0);
    assert!(!project.po("da").contains("fuzzy"));
}

#[test]
fn an_english_text_that_returns_after_an_attestation_has_its_translation() {
    let (project, id) = edited();
    project.sync();
    project.sandbox.run(&["attest", &id, "-l", "da", "--reason", "the Danish fits both"]);
    project.english(&[A, B]);
    project.expect([0, 0, 0, 2, 0, 0]);
    project.english(&[A, "Publish the results within six weeks."]);
    assert_eq!((project.states("da"), project.states("pl")), ([0, 0, 0, 2, 0, 0], [0, 1, 0, 1, 0, 0]));
    project.sync();
    assert_eq!((project.states("da"), project.states("pl")), ([0, 0, 0, 2, 0, 0], [0, 1, 0, 1, 0, 0]));
}

#[test]
fn a_further_edit_does_not_launder_a_suspicious_refresh() {
    let project = Project::new(&[A, B]);
    project.english(&[&A.replace("must", "must not"), B]);
    project.sync();
    project.commit("Edit", "2026-02-01");
    project.unfuzzy();
    project.commit("Freshen", "2026-02-02");
    let gate = || project.sandbox.run(&["check", "-l", "da"]).stdout;
    assert!(gate().contains("suspicious"));
    let second = A.replace("must", "must not").replace("the workshop", "a workshop");
    project.english(&[&second, B]);
    for is_synced in [false, true] {
        let run = project.sandbox.run(&["outdated", "-l", "da", "--format", "json"]);
        assert!(run.stdout.contains("\"class\": \"meaning\""), "{is_synced}: {}", run.stdout);
        project.sync();
    }
    project.unfuzzy();
    project.commit("Freshen again", "2026-02-03");
    assert!(gate().contains("suspicious"));
    let slip = second.replace("online", "onlien");
    project.english(&[&slip, B]);
    assert_eq!(project.states("da"), [0, 1, 0, 1, 0, 0], "nobody carries what nobody attested");
    project.english(&[&second, B]);
    let attest = ["attest", &unit(&project, &second), "-l", "da", "--reason", "the Danish says so already"];
    assert_eq!(project.sandbox.run(&attest).code, 0);
    assert!(!gate().contains("suspicious"));
    project.english(&[&second.replace("a workshop", "each workshop"), B]);
    let run = project.sandbox.run(&["outdated", "-l", "da", "--format", "json"]);
    assert!(!run.stdout.contains("nobody attested"), "{}", run.stdout);
}

#[test]
fn a_decision_names_the_file_that_cannot_be_read() {
    let project = Project::new(&[A, B]);
    let id = unit(&project, A);
    project.sandbox.write("source-en/other.md", b"# T\xff\n");
    let all = project.sandbox.run_with(&["revise", "--all", "-l", "da"], &RITA);
    assert_eq!(all.code, 2, "{}", all.stdout);
    assert!(all.stdout.contains("revised") && all.stderr.contains("source-en/other.md"), "{}", all.stderr);
    std::fs::remove_file(project.sandbox.root().join("source-en/other.md")).unwrap();
    project.write_po("da", &(project.po("da") + "msgid \"x\n"));
    for arguments in [&["explain", &id, "-l", "da"][..], &["approve", &id, "-l", "da"]] {
        let run = project.sandbox.run(arguments);
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("translations/da/module.md.po"), "{}", run.stderr);
    }
}

#[test]
fn a_name_is_one_line() {
    let (project, id) = edited();
    let attest = ["attest", &id, "-l", "da", "--reason", "the Danish said six", "--as", "Bob\nx"];
    assert_eq!(project.sandbox.run(&attest).code, 2);
    assert!(!project.sandbox.exists("translations/da/module.md.ledger.jsonl"));
}
