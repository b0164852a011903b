//! What evidence says about further edits: which English a translation was made from, since when it misses it, by whom.

use crate::histories::Project;

const A: &str = "Participants must register online before the workshop.";
const B: &str = "The facilitator opens the meeting and explains the rules.";
const D: &str = "Publish the results within four weeks.";

#[test]
fn a_debt_counts_from_the_day_on_which_the_edit_came_to_the_branch() {
    let project = Project::new(&[A, B, D]);
    project.sandbox.git(&["checkout", "-q", "-b", "pr"]);
    project.english(&[A, B, &D.replace("four", "six")]);
    project.commit("Give them six weeks", "2026-02-14");
    let own = project.sandbox.run(&["outdated", "-l", "da"]).stdout;
    assert!(own.contains("since 2026-02-14") && !own.contains("here since"), "{own}");
    project.sandbox.git(&["checkout", "-q", "main"]);
    let merge = project.sandbox.git(&["merge", "-q", "--no-ff", "--no-edit", "pr"]);
    assert_eq!(merge.code, 0, "{}", merge.stderr);
    let run = project.sandbox.run(&["outdated", "-l", "da", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let item = &value["items"][0];
    assert_eq!((&item["age_days"], &item["since"]["date"]), (&0.into(), &"2026-02-14".into()), "{}", run.stdout);
    assert!(item["since"]["arrived"].is_string());
    let check = project.sandbox.run(&["check", "-l", "da"]);
    assert!(!check.stdout.contains("old-meaning-debt"), "{}", check.stdout);
}

#[test]
fn a_shallow_clone_does_not_date_a_debt_by_an_edit_elsewhere() {
    let project = Project::new(&[A, B, D]);
    project.sandbox.git(&["checkout", "-q", "-b", "pr"]);
    project.english(&[A, &B.replace("rules", "aims"), D]);
    project.commit("Old edit elsewhere", "2026-02-01");
    project.sandbox.git(&["checkout", "-q", "main"]);
    project.english(&[A, B, &D.replace("four", "six")]);
    project.commit("Give them six weeks", "2026-03-14");
    project.merge("pr", "2026-03-15");
    let clone = project.sandbox.root().join("clone");
    let url = format!("file://{}", project.sandbox.root().display());
    project.sandbox.git(&["clone", "-q", "--depth", "2", &url, clone.to_str().unwrap()]);
    let run = project.sandbox.run(&["outdated", "-l", "da", "--format", "json", "--project", clone.to_str().unwrap()]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let item = value["items"].as_array().unwrap().iter().find(|item| item["old"] == D).unwrap();
    assert_eq!(item["since"]["date"], "2026-03-14", "{}", run.stdout);
}

#[test]
fn harmless_steps_that_come_to_a_change_of_meaning_are_stale() {
    let project = Project::new(&["Particpants must regster online.", B]);
    project.english(&["Participants must regster online.", B]);
    project.expect([0, 0, 0, 2, 0, 0]);
    let why = project.sandbox.run(&["explain", &project.unit("Participants must regster online."), "-l", "da"]).stdout;
    assert!(why.contains("the English before an edit that the policy carries (typo)"), "{why}");
    let path = "translations/da/module.md.ledger.jsonl";
    let ledger = project.sandbox.read(path);
    let other = ledger.replace("must regster", "must refuse");
    assert_ne!(ledger, other);
    project.sandbox.write(path, other);
    project.english(&["Participants must register online.", B]);
    assert_eq!((project.states("da"), project.states("pl")), ([0, 1, 0, 1, 0, 0], [0, 0, 0, 2, 0, 0]));
    project.sync();
    assert_eq!((project.states("da"), project.states("pl")), ([0, 1, 0, 1, 0, 0], [0, 0, 0, 2, 0, 0]));
    let run = project.sandbox.run(&["outdated", "-l", "da", "--format", "json"]);
    assert!(run.stdout.contains("\"old\": \"Particpants must refuse online.\""), "{}", run.stdout);
}

#[test]
fn slips_that_are_mended_one_after_the_other_are_carried() {
    let project = Project::new(&["Particpants must regster onlin.", B]);
    for text in
        ["Participants must regster onlin.", "Participants must register onlin.", "Participants must register online."]
    {
        project.english(&[text, B]);
        project.expect([0, 0, 0, 2, 0, 0]);
    }
    let ledger = project.sandbox.read("translations/da/module.md.ledger.jsonl");
    assert_eq!(ledger.matches("\"from\":\"Particpants must regster onlin.\"").count(), 3, "{ledger}");
}

#[test]
fn a_second_typo_over_an_older_ledger_is_rechecked() {
    let project = Project::new(&["Particpants must regster online.", B]);
    project.english(&["Participants must regster online.", B]);
    project.sync();
    let path = "translations/da/module.md.ledger.jsonl";
    let ledger = project.sandbox.read(path).replace(",\"from\":\"Particpants must regster online.\"", "");
    assert!(!ledger.contains("from"), "{ledger}");
    project.sandbox.write(path, ledger);
    project.english(&["Participants must register online.", B]);
    assert_eq!((project.states("da"), project.states("pl")), ([0, 1, 0, 1, 0, 0], [0, 0, 0, 2, 0, 0]));
}

#[test]
fn an_english_text_that_returns_after_an_edit_and_a_removal_finds_its_translation() {
    let project = Project::new(&[A, B, D]);
    project.english(&[&A.replace("must", "may"), B, D]);
    project.sync();
    project.english(&[B, D]);
    project.sync();
    assert!(project.po("da").contains(&format!("#~| msgid \"{A}\"")), "{}", project.po("da"));
    project.english(&[A, B, D]);
    project.expect([0, 0, 0, 3, 0, 0]);
    project.has_entry(&format!("msgid \"{A}\"\nmsgstr \"da: {A}\"\n"));
    assert!(!project.po("da").contains("#~"), "{}", project.po("da"));
}

#[test]
fn a_merge_after_an_edit_gives_the_first_english_its_translation_back() {
    let project = Project::new(&[A, B, D]);
    let edited = B.replace("rules", "aims");
    project.english(&[A, &edited, D]);
    project.sync();
    project.english(&[A, &format!("{edited} {D}")]);
    project.sync();
    project.english(&[A, B, D]);
    project.expect([0, 0, 0, 3, 0, 0]);
}

#[test]
fn conflict_markers_in_english_are_no_text() {
    let project = Project::new(&[A, B]);
    let marked = format!("{A}\n\n<<<<<<< HEAD\nThe hall is open.\n=======\nThe hall is closed.\n>>>>>>> topic\n");
    project.sandbox.write("source-en/module.md", &marked);
    let before = project.po("da");
    for verb in ["sync", "check", "status"] {
        let run = project.sandbox.run(&[verb]);
        assert_eq!(run.code, 2, "{verb}: {}", run.stdout);
        assert!(run.stderr.contains("module.md:3") && run.stderr.contains("both sides"), "{}", run.stderr);
    }
    assert_eq!(project.po("da"), before);
    project.sandbox.write("source-en/module.md", format!("{A}\n\n```\n<<<<<<< HEAD\n```\n\n{B}\n"));
    assert_eq!(project.sandbox.run(&["sync"]).code, 0);
}

#[test]
fn a_translation_is_not_credited_to_whoever_renamed_the_module() {
    let project = Project::new(&[A, B]);
    project.sandbox.git(&["mv", "source-en/module.md", "source-en/renamed.md"]);
    project.sandbox.run(&["sync"]);
    project.commit_as("Rena Mer", "Rename the module", "2026-02-01");
    let run = project.sandbox.run(&["explain", &project.unit(A), "-l", "da"]);
    assert!(run.stdout.contains("translated by Tess Ter"), "{}", run.stdout);
    assert!(!run.stdout.contains("translated by Rena Mer"), "{}", run.stdout);
}

#[test]
fn a_unit_is_explained_under_its_former_name() {
    let project = Project::new(&[A, D]);
    let former = project.unit(D);
    project.english(&[A, &D.replace("four", "six")]);
    project.sync();
    let run = project.sandbox.run(&["explain", &former, "-l", "da"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains(&project.unit(&D.replace("four", "six"))), "{}", run.stdout);
}
