//! What a change of the termbase costs, from the outside.

use super::sandbox::Sandbox;

const CSV: &str = "concept,language,term,status,pos,type
host,en,facilitator,preferred,noun,full form
host,pl,facylitator,preferred,noun,full form
vote,en,vote,preferred,noun,full form
vote,pl,głosowanie,preferred,noun,full form
";

fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "concordia.toml",
        "[project]\nname = \"Test\"\nlanguages = [\"pl\", \"de\"]\n[glossary]\nfiles = [\"glossaries/*\"]\n",
    );
    sandbox.write("old.csv", CSV).write("glossaries/terms.csv", CSV);
    sandbox.write("source-en/a.md", "The facilitator opens the meeting.\n\nThe vote is secret.\n");
    sandbox.write(
        "translations/pl/a.md.po",
        "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n\
         msgid \"The facilitator opens the meeting.\"\nmsgstr \"Facylitator otwiera spotkanie.\"\n\n\
         msgid \"The vote is secret.\"\nmsgstr \"Głosowanie jest tajne.\"\n",
    );
    sandbox
}

fn impact(sandbox: &Sandbox, more: &[&str]) -> serde_json::Value {
    let run = sandbox.run(&[&["glossary", "impact", "--from", "old.csv", "--format", "json"], more].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

fn of<'a>(value: &'a serde_json::Value, language: &str) -> &'a serde_json::Value {
    value["languages"].as_array().unwrap().iter().find(|line| line["language"] == language).unwrap()
}

#[test]
fn a_new_english_term_is_work_in_the_english() {
    let sandbox = project();
    let new = CSV.replace("facilitator,preferred", "facilitator,deprecated");
    sandbox.write("glossaries/terms.csv", format!("{new}host,en,process host,preferred,noun,full form\n"));
    let value = impact(&sandbox, &[]);
    let en = of(&value, "en");
    assert_eq!((&en["units"], &en["work_units"]), (&1.into(), &1.into()), "{en}");
    let place = &en["places"][0];
    assert_eq!((&place["path"], &place["line"]), (&"source-en/a.md".into(), &1.into()), "{place}");
    assert!(place["reasons"][0].as_str().unwrap().contains("process host"), "{place}");
    assert_eq!(of(&value, "pl")["work_units"], 0);
    let text = sandbox.run(&["glossary", "impact", "--from", "old.csv"]).stdout;
    assert!(text.contains("1 English unit to edit"), "{text}");
    let only = impact(&sandbox, &["-l", "en"]);
    assert_eq!(only["languages"].as_array().unwrap().len(), 1);
}

#[test]
fn the_units_are_listed_with_what_is_to_be_done() {
    let sandbox = project();
    sandbox.write("glossaries/terms.csv", CSV.replace("głosowanie", "wybory"));
    let text = sandbox.run(&["glossary", "impact", "--from", "old.csv"]).stdout;
    assert!(text.contains("The vote is secret."), "{text}");
    assert!(text.contains("“vote” has no equivalent") && text.contains("translations/pl/a.md.po:9"), "{text}");
    assert!(!text.contains("facilitator"), "{text}");
}

#[test]
fn type_and_part_of_speech_are_changes() {
    for (old, new) in [
        ("vote,preferred,noun,full form", "vote,preferred,noun,look-up form"),
        ("vote,preferred,noun", "vote,preferred,verb"),
    ] {
        let sandbox = project();
        sandbox.write("glossaries/terms.csv", CSV.replace(old, new));
        let value = impact(&sandbox, &[]);
        assert_eq!(value["concepts"], serde_json::json!(["vote"]), "{new}");
        assert_eq!(of(&value, "pl")["units"], 1, "{new}");
    }
}

#[test]
fn the_english_can_be_asked_about() {
    let sandbox = project();
    let value: serde_json::Value =
        serde_json::from_str(&sandbox.run(&["glossary", "stats", "-l", "en", "--format", "json"]).stdout).unwrap();
    assert_eq!(value["languages"].as_array().unwrap().len(), 1);
    let run = sandbox.run(&["check", "-l", "en", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stdout.contains("\"pl\""), "{}", run.stdout);
    assert_eq!(sandbox.run(&["check", "-l", "xx"]).code, 2);
}
