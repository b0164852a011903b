//! Second runs: what is kept from one run to the next changes how long it takes, and never what it says.

use std::time::Duration;

use serde_json::Value;

use super::histories::Project;

const A: &str = "Participants must register online before the workshop.";
const B: &str = "Publish the results within 40 weeks.";

fn json(project: &Project, arguments: &[&str]) -> Value {
    let run = project.sandbox.run(arguments);
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}{}", run.stdout, run.stderr))
}

fn written(project: &Project) -> Vec<(String, bool)> {
    let object = json(project, &["build", "--format", "json"]);
    let files = object["files"].as_array().unwrap();
    files.iter().map(|file| (file["path"].as_str().unwrap().to_owned(), file["written"] == true)).collect()
}

/// Files that were written within the last tick of the clock are read again; tests wait for the next tick.
fn settle() {
    std::thread::sleep(Duration::from_millis(60));
}

const NAMES: [&str; 2] = ["build/da/module.md", "build/pl/module.md"];

fn names(flags: [bool; 2]) -> Vec<(String, bool)> {
    NAMES.iter().zip(flags).map(|(name, flag)| ((*name).to_owned(), flag)).collect()
}

#[test]
fn a_second_build_takes_what_stands() {
    let project = Project::new(&[A, B]);
    settle();
    assert_eq!(written(&project), names([true, true]));
    assert_eq!(written(&project), names([false, false]));
    let list = project.sandbox.read("build/.concordia-pages");
    assert_eq!(list.lines().count(), 3, "{list}");
    // What the list says about a page is believed, so nothing was rendered.
    project.sandbox.write("build/.concordia-pages", list.replace("\t\t\t\tmodule.md", "\ts\t\t\tmodule.md"));
    let object = json(&project, &["build", "--format", "json"]);
    assert_eq!(object["files"][0]["has_stale"], true, "{object}");
}

#[test]
fn a_build_after_an_edit_renders_what_changed_and_only_that() {
    let project = Project::new(&[A, B]);
    settle();
    written(&project);
    project.write_po("da", &project.po("da").replace("da: Publish", "da: Offentliggør"));
    assert_eq!(written(&project), names([true, false]));
    assert!(project.sandbox.read(NAMES[0]).contains("Offentliggør"));
    project.english(&[A, B, "One more."]);
    assert_eq!(written(&project), names([true, true]));
    settle();
    written(&project);
    project.sandbox.write(NAMES[1], "somebody's edit");
    assert_eq!(written(&project), names([false, true]));
    std::fs::remove_file(project.sandbox.root().join(NAMES[0])).unwrap();
    assert_eq!(written(&project), names([true, false]));
    project.sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\", \"pl\"]\n[build]\nlang-field = true\n");
    assert_eq!(written(&project), names([true, true]));
}

fn rules(project: &Project, arguments: &[&str]) -> Vec<(String, String)> {
    let object = json(project, &[&["check", "--format", "json"], arguments].concat());
    let findings = object["findings"].as_array().unwrap();
    let text = |finding: &Value, field: &str| finding[field].as_str().unwrap_or("en").to_owned();
    findings.iter().map(|finding| (text(finding, "rule"), text(finding, "language"))).collect()
}

#[test]
fn a_second_check_finds_the_same_without_looking_again() {
    let project = Project::new(&[A, B]);
    project.write_po(
        "da",
        &project.po("da").replace("da: Publish the results within 40", "da: Publish the results within 50"),
    );
    let first = rules(&project, &[]);
    assert!(first.contains(&("numbers".to_owned(), "da".to_owned())), "{first:?}");
    assert_eq!(rules(&project, &[]), first);
    // What was kept is believed, so nothing was checked.
    let kept: Vec<_> = walk(&project.sandbox.root().join(".git/concordia"));
    let danish = kept.iter().find(|path| path.ends_with("da.json")).unwrap();
    let text = std::fs::read_to_string(danish).unwrap();
    std::fs::write(danish, text.replace("\"numbers\"", "\"kept\"")).unwrap();
    assert!(rules(&project, &[]).contains(&("kept".to_owned(), "da".to_owned())));
    // A broken file is looked past.
    std::fs::write(danish, "{").unwrap();
    assert_eq!(rules(&project, &[]), first);
}

#[test]
fn a_check_after_an_edit_looks_again() {
    let project = Project::new(&[A, B]);
    assert!(!rules(&project, &["-l", "da"]).contains(&("numbers".to_owned(), "da".to_owned())));
    project.write_po(
        "da",
        &project.po("da").replace("da: Publish the results within 40", "da: Publish the results within 50"),
    );
    let numbers = ("numbers".to_owned(), "da".to_owned());
    assert!(rules(&project, &["-l", "da"]).contains(&numbers));
    let config = "[project]\nlanguages = [\"da\", \"pl\"]\n[check.rules]\nnumbers = \"off\"\n";
    project.sandbox.write("concordia.toml", config);
    assert!(!rules(&project, &["-l", "da"]).contains(&numbers));
    project.sandbox.write("concordia.toml", format!("{config}# rules\n").replace("\"off\"", "\"note\""));
    assert!(rules(&project, &[]).contains(&numbers));
    let glossary = "concept,language,term,status\nresults,en,results,preferred\nresults,da,udfald,preferred\n";
    project.sandbox.write("glossaries/terms.csv", glossary);
    project.sandbox.write("concordia.toml", format!("{config}[glossary]\nfiles = [\"glossaries/*.csv\"]\n"));
    let terms = || rules(&project, &[]).iter().filter(|(rule, _)| rule.starts_with("term")).count();
    let before = terms();
    project.sandbox.write("glossaries/terms.csv", glossary.replace("udfald", "weeks"));
    assert_ne!(terms(), before, "the termbase was not read again");
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
