//! Translations declared fresh without being touched: Git tells, without any ledger.

use crate::histories::Project;

const A: &str = "Participants must register online before the workshop.";
const B: &str = "Publish the results within four weeks.";
const NEW: &str = "Publish the results within six weeks.";

/// Whether the gate says that something is suspicious, and its exit code.
fn suspects(project: &Project) -> bool {
    let run = project.sandbox.run(&["check", "-l", "da"]);
    run.stdout.contains("suspicious")
}

/// Attests the units with these English texts by name.
fn attest(project: &Project, sources: &[&str]) {
    let run = project.sandbox.run(&["extract", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let units = value["modules"][0]["units"].as_array().unwrap();
    let named = units.iter().filter(|unit| sources.contains(&unit["source"].as_str().unwrap()));
    let mut arguments: Vec<&str> = named.map(|unit| unit["id"].as_str().unwrap()).collect();
    arguments.insert(0, "attest");
    arguments.extend(["-l", "da", "--reason", "read it, and it is right already"]);
    let run = project.sandbox.run(&arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_silent_refresh_without_a_ledger_is_told_by_the_history() {
    let project = Project::new(&[A, B]);
    project.english(&[A, NEW]);
    project.sync();
    for language in ["da", "pl"] {
        std::fs::remove_file(project.sandbox.root().join(format!("translations/{language}/module.md.ledger.jsonl")))
            .unwrap();
    }
    project.commit("Sync", "2026-02-01");
    assert!(!suspects(&project));
    project.unfuzzy();
    project.commit("Freshen", "2026-02-02");
    assert!(suspects(&project));
    assert!(suspects(&project), "what was kept says the same");
    assert!(project.sandbox.run(&["check", "-l", "da", "--base", "HEAD~1"]).stdout.contains("suspicious"));
    assert!(!project.sandbox.run(&["check", "-l", "da", "--base", "HEAD"]).stdout.contains("suspicious"));
    assert!(!project.sandbox.run(&["check", "-l", "pl"]).stdout.contains("suspicious"));
    let run = project.sandbox.run(&["approve", "--all", "-l", "da"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    project.write_po("da", &project.po("da").replace("da: Publish the results within four", "Offentliggør inden seks"));
    project.commit("Translate", "2026-02-03");
    assert!(!suspects(&project));
}

#[test]
fn an_english_text_edited_by_hand_in_the_catalogue_is_told_by_the_history() {
    let project = Project::new(&[A, B]);
    project.english(&[A, NEW]);
    project.write_po("da", &project.po("da").replace(&format!("msgid \"{B}\""), &format!("msgid \"{NEW}\"")));
    project.commit("Edit everything by hand", "2026-02-01");
    assert!(suspects(&project));
    attest(&project, &[NEW]);
    assert!(!suspects(&project));
}

#[test]
fn many_translations_freshened_untouched_in_one_commit_are_suspicious() {
    let paragraphs: Vec<String> = (0..5).map(|index| format!("Check the list of room {index} with care.")).collect();
    let project = Project::new(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>());
    let edited: Vec<String> = paragraphs.iter().map(|text| text.replace("Check", "Verify")).collect();
    project.english(&edited.iter().map(String::as_str).collect::<Vec<_>>());
    project.sync();
    project.commit("Sync", "2026-02-01");
    assert_eq!(project.states("da"), [0, 5, 0, 0, 0, 0]);
    project.unfuzzy();
    project.commit("Freshen", "2026-02-02");
    assert!(!suspects(&project));
    let config = project.sandbox.read("concordia.toml");
    project.sandbox.write("concordia.toml", format!("{config}\n[gate]\nrefreshed-at-once = 4\n"));
    let text = project.sandbox.run(&["check", "-l", "da"]).stdout;
    assert!(text.contains("suspicious") && !text.contains("in meaning"), "{text}");
    attest(&project, &edited.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(!suspects(&project));
}
