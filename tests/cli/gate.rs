//! The gate over real histories, and what an edit costs.

use crate::histories::Project;

const A: &str = "Participants must register online before the workshop.";
const B: &str = "The facilitator opens the meeting and explains the rules.";
const D: &str = "Publish the results within four weeks.";
const SIX: &str = "Publish the results within six weeks.";

fn rules(project: &Project, arguments: &[&str]) -> (i32, Vec<String>) {
    let mut all = vec!["check", "--format", "json"];
    all.extend(arguments);
    let run = project.sandbox.run(&all);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let rules = value["rules"].as_array().unwrap();
    (run.code, rules.iter().map(|rule| rule["rule"].as_str().unwrap().to_owned()).collect())
}

/// No quality rule is of interest here.
fn quiet(project: &Project, gate: &str) {
    let config = "[project]\nname = \"Test\"\nlanguages = [\"da\", \"pl\"]\n[gate]\nfindings = \"critical\"\n";
    project.sandbox.write("concordia.toml", format!("{config}{gate}"));
    project.commit("Configure", "2026-01-11");
}

#[test]
fn an_old_change_of_meaning_fails_and_names_the_next_step() {
    let project = Project::new(&[A, B, D]);
    quiet(&project, "");
    project.english(&[A, B, SIX]);
    assert_eq!(rules(&project, &[]), (0, vec![]));
    project.commit("Six weeks", "2026-02-01");
    let (code, failed) = rules(&project, &[]);
    assert_eq!((code, failed.first().map(String::as_str)), (1, Some("old-meaning-debt")));
    let text = project.sandbox.run(&["check", "-l", "da"]).stdout;
    assert!(text.contains("old-meaning-debt") && text.contains("concordia outdated -l da --class meaning"), "{text}");
}

#[test]
fn a_ratchet_forgives_what_was_stale_on_the_base() {
    let project = Project::new(&[A, B, D]);
    quiet(&project, "");
    project.english(&[A, B, SIX]);
    project.commit("Six weeks", "2026-02-01");
    project.sandbox.git(&["checkout", "-q", "-b", "topic"]);
    project.english(&[A, &B.replace("rules", "aims"), SIX]);
    project.commit("Aims", "2026-02-02");
    assert_eq!(rules(&project, &["--base", "main"]), (0, vec![]), "its grace period begins with the merge");
    project.english(&[A, B, SIX]);
    assert_eq!(rules(&project, &["--base", "main"]), (0, vec![]));
    project.write_po("da", &project.po("da").replace(&format!("msgstr \"da: {A}\""), "msgstr \"\""));
    assert_eq!(rules(&project, &["--base", "main"]), (1, vec!["ratchet".to_owned()]));
    assert_eq!(rules(&project, &["--base", "main", "-l", "pl"]), (0, vec![]));
}

#[test]
fn a_ratchet_forgives_the_author_of_a_fluent_text() {
    let project = Project::new(&[A]);
    quiet(&project, "");
    project.sandbox.write("source-en/ui.ftl", "start = Start the lesson now\nend = The end\n");
    project.sync();
    for language in ["da", "pl"] {
        let path = format!("translations/{language}/ui.ftl.po");
        let po = project.sandbox.read(&path).replace("now\"\nmsgstr \"\"", "now\"\nmsgstr \"Begynd\"");
        project.sandbox.write(&path, po.replace("end\"\nmsgstr \"\"", "end\"\nmsgstr \"Slut\""));
    }
    project.commit("Add the interface", "2026-01-20");
    project.sandbox.git(&["checkout", "-q", "-b", "topic"]);
    project.sandbox.write("source-en/ui.ftl", "start = Start the lesson tomorrow\nend = The end\n");
    project.commit("Tomorrow", "2026-02-02");
    assert_eq!(rules(&project, &["--base", "main"]), (0, vec![]));
    let path = "translations/da/ui.ftl.po";
    project.sandbox.write(path, project.sandbox.read(path).replace("Slut", ""));
    assert_eq!(rules(&project, &["--base", "main"]).0, 1, "a translation was taken away");
}

#[test]
fn a_base_without_a_project_is_no_obstacle() {
    let project = Project::new(&[A, B]);
    quiet(&project, "");
    let first = project.sandbox.git(&["rev-parse", "HEAD"]).stdout.trim().to_owned();
    project.sandbox.git(&["checkout", "-q", "--orphan", "empty"]);
    project.sandbox.git(&["rm", "-rqf", "--cached", "."]);
    project.sandbox.write("README.md", "Nothing yet.\n");
    project.sandbox.git(&["add", "README.md"]);
    project.sandbox.git(&["commit", "-q", "-m", "Begin"]);
    let empty = project.sandbox.git(&["rev-parse", "HEAD"]).stdout.trim().to_owned();
    project.sandbox.git(&["checkout", "-q", "-f", &first]);
    let run = project.sandbox.run(&["check", "--base", &empty]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("has no concordia.toml"), "{}", run.stderr);
    assert_eq!(project.sandbox.run(&["impact", "--base", &empty]).code, 2);
}

#[test]
fn a_rule_about_no_module_is_refused() {
    let project = Project::new(&[A]);
    quiet(&project, "[[gate.rules]]\nname = \"r\"\nmodules = [\"nosuch/*\"]\n");
    let run = project.sandbox.run(&["check"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no module matches `nosuch/*`"), "{}", run.stderr);
}

#[test]
fn annotations_stand_on_the_files_of_the_repository() {
    let project = Project::new(&[A]);
    let inner = project.sandbox.root().join("outer");
    std::fs::create_dir_all(inner.join("docs")).unwrap();
    for folder in ["source-en", "translations", "concordia.toml"] {
        std::fs::rename(project.sandbox.root().join(folder), inner.join("docs").join(folder)).unwrap();
    }
    project.sandbox.write("outer/docs/source-en/module.md", format!("{A}\n\nSee [x](nope.md).\n"));
    let docs = inner.join("docs");
    for (format, place) in [("github", "file=outer/docs/"), ("gitlab", "\"outer/docs/"), ("sarif", "\"outer/docs/")] {
        let run = project.sandbox.run(&["check", "--format", format, "--project", docs.to_str().unwrap()]);
        assert!(run.stdout.contains(place), "{format}: {}{}", run.stdout, run.stderr);
    }
}

#[test]
fn thresholds_look_at_their_scope_only() {
    let project = Project::new(&[A, B, D]);
    quiet(
        &project,
        "[[gate.rules]]\nname = \"danish is whole\"\nlanguages = [\"da\"]\nmodules = [\"module*\"]\nstates = [\"missing\"]\n",
    );
    project.english(&[A, B, D, "A sentence that nobody has translated so far."]);
    assert_eq!(rules(&project, &["-l", "da"]), (1, vec!["danish is whole".to_owned()]));
    assert_eq!(rules(&project, &["-l", "pl"]), (0, vec![]));
}

#[test]
fn an_unknown_base_is_no_verdict() {
    let project = Project::new(&[A]);
    assert_eq!(project.sandbox.run(&["check", "--base", "nowhere"]).code, 2);
}

#[test]
fn impact_counts_units_and_words_by_class() {
    let project = Project::new(&[A, B, D]);
    project.english(&[&A.replace("workshop.", "workshop!"), B, SIX, "A new sentence of seven words here."]);
    let run = project.sandbox.run(&["impact", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let edits = value["edits"].as_array().unwrap();
    assert_eq!(edits.len(), 3);
    assert_eq!(edits[0]["class"], "punctuation");
    assert_eq!((&edits[1]["class"], &edits[1]["old"]), (&"meaning".into(), &D.into()));
    let totals = &value["totals"];
    assert_eq!(totals["stale"], serde_json::json!({ "edits": 1, "units": 2, "words": 12 }));
    assert_eq!(totals["carried"]["units"], 2);
    assert_eq!(totals["new"], serde_json::json!({ "edits": 1, "units": 2, "words": 14 }));
}
