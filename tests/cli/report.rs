//! Reports, and the forms that come back from their pages.

use serde_json::{Value, json};

use super::sandbox::{Run, Sandbox};

const PAGE: &str = "# Rules\n\nAll participants must register.\n\nBring a <b>pen</b>.\n\nSee you.\n";
const RULES: &str = "reports/da/rules-md.html";

/// A project that Danish has translated in full, with one English edit since, committed by somebody else.
fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\", \"pl\"]\n").write("source-en/rules.md", PAGE);
    sandbox.git(&["init", "-q"]);
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    let path = "translations/da/rules.md.po";
    let mut text = sandbox.read(path);
    for (english, danish) in [
        ("Rules", "Regler"),
        ("All participants must register.", "Alle deltagere skal tilmelde sig."),
        ("Bring a <b>pen</b>.", "Medbring en <b>pen</b>."),
        ("See you.", "Vi ses."),
    ] {
        text = text.replace(
            &format!("msgid \"{english}\"\nmsgstr \"\""),
            &format!("msgid \"{english}\"\nmsgstr \"{danish}\""),
        );
    }
    sandbox.write(path, text);
    sandbox.git(&["add", "-A"]);
    sandbox.git(&["commit", "-qm", "Start"]);
    sandbox.write("source-en/rules.md", PAGE.replace("must register", "must not register"));
    sandbox.git(&["commit", "-qam", "Edit"]);
    sandbox
}

/// Reads the data of every unit of a review page: name, state, fingerprints.
fn units(page: &str) -> Vec<(String, String, String, String)> {
    let field = |text: &str, name: &str| {
        let rest = text.split_once(&format!("data-{name}=\"")).unwrap().1;
        rest.split('"').next().unwrap().to_owned()
    };
    page.split("<article ")
        .skip(1)
        .map(|unit| (field(unit, "unit"), field(unit, "state"), field(unit, "source"), field(unit, "target")))
        .collect()
}

/// Writes a form with one answer per changed unit and applies it.
fn apply(sandbox: &Sandbox, answers: &[Value]) -> (Run, Vec<Value>) {
    let form = json!({"schema": "concordia/review/1", "language": "da", "module": "rules.md", "reviewer": "Rita Viser",
        "units": answers});
    sandbox.write("form.json", form.to_string());
    let run = sandbox.run(&["apply", "form.json", "--format", "json"]);
    let object: Value = serde_json::from_str(&run.stdout).unwrap_or_default();
    let units = object["files"][0]["units"].as_array().cloned().unwrap_or_default();
    (run, units)
}

fn answer(unit: &(String, String, String, String), more: Value) -> Value {
    let mut value = json!({"unit": unit.0, "source": unit.2, "target": unit.3, "decision": "none", "remark": ""});
    for (key, field) in more.as_object().unwrap() {
        value[key] = field.clone();
    }
    value
}

fn reported(sandbox: &Sandbox) -> Vec<(String, String, String, String)> {
    assert_eq!(sandbox.run(&["report", "-q"]).code, 0);
    units(&sandbox.read(RULES))
}

#[test]
fn a_review_page_shows_what_changed_and_since_when() {
    let sandbox = project();
    let units = reported(&sandbox);
    assert_eq!(
        units.iter().map(|unit| unit.1.as_str()).collect::<Vec<_>>(),
        ["translated", "stale", "translated", "translated"]
    );
    let page = sandbox.read(RULES);
    assert!(page.contains("All participants must <ins>not</ins> register."), "{page}");
    assert!(page.contains("Alle deltagere skal tilmelde sig."));
    assert!(page.contains("out of date since 20"), "the day of the edit");
    assert!(page.contains(&format!("id=\"rules-md-{}\"", units[1].0)));
    let list = sandbox.read("reports/da/index.html");
    assert!(list.contains(&format!("rules-md.html#rules-md-{}", units[1].0)), "{list}");
    assert!(!sandbox.exists("reports/pl/rules-md.html"), "nobody has started");
}

#[test]
fn an_attachment_is_one_complete_page() {
    let sandbox = project();
    assert_eq!(sandbox.run(&["report", "-q", "-l", "pl", "-m", "rules"]).code, 0);
    assert_eq!(units(&sandbox.read("reports/pl/rules-md.html")).len(), 4);
    assert!(!sandbox.exists("reports/index.html"));
    assert!(!sandbox.read("reports/pl/rules-md.html").contains("<nav"));
}

#[test]
fn corrections_and_decisions_reach_catalogue_and_ledger() {
    let sandbox = project();
    let units = reported(&sandbox);
    let (run, fates) = apply(
        &sandbox,
        &[
            answer(&units[0], json!({"decision": "revise"})),
            answer(&units[1], json!({"translation": ["Alle deltagere må ikke tilmelde sig."]})),
            answer(&units[2], json!({"decision": "approve"})),
            answer(&units[3], json!({"decision": "revise", "translation": ["På gensyn."]})),
        ],
    );
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(fates.iter().all(|fate| fate["fate"] == "applied"), "{fates:?}");
    let catalogue = sandbox.read("translations/da/rules.md.po");
    assert!(
        catalogue
            .contains("msgid \"All participants must not register.\"\nmsgstr \"Alle deltagere må ikke tilmelde sig.\"")
    );
    assert!(!catalogue.contains("fuzzy") && catalogue.contains("På gensyn."), "{catalogue}");
    let ledger = sandbox.read("translations/da/rules.md.ledger.jsonl");
    for act in ["translate", "revise", "approve"] {
        assert!(ledger.contains(&format!("\"act\":\"{act}\"")), "{ledger}");
    }
    assert!(ledger.contains("Rita Viser"));
    let states: Vec<String> = reported(&sandbox).into_iter().map(|unit| unit.1).collect();
    assert_eq!(states, ["translated"], "the others are revised or approved, and need nobody");
}

#[test]
fn what_does_not_fit_any_more_is_told_unit_by_unit() {
    let sandbox = project();
    let units = reported(&sandbox);
    sandbox.write("source-en/rules.md", PAGE.replace("must register", "must always register"));
    let catalogue = sandbox.read("translations/da/rules.md.po").replace("Vi ses.", "Ses vi?");
    sandbox.write("translations/da/rules.md.po", &catalogue);
    let ghost = ("ghost".to_owned(), String::new(), units[0].2.clone(), units[0].3.clone());
    let (run, fates) = apply(
        &sandbox,
        &[
            answer(&units[1], json!({"translation": ["Sent svar."]})),
            answer(&units[3], json!({"translation": ["Vi ses snart."]})),
            answer(&units[2], json!({"decision": "burn"})),
            answer(&ghost, json!({"decision": "approve"})),
            answer(&units[0], json!({"decision": "attest", "remark": "fits"})),
        ],
    );
    assert_eq!(run.code, 1, "{}", run.stderr);
    let words: Vec<&str> = fates.iter().filter_map(|fate| fate["fate"].as_str()).collect();
    let unknown = "unknown";
    assert_eq!(words[2..], ["damaged", unknown, "refused"]);
    assert!(matches!(words[0], "stale" | "unknown"), "{words:?}");
    assert_eq!(words[1], "conflicting");
    assert_eq!(fates[1]["translation"][0], "Vi ses snart.", "what was not taken is given back");
    assert_eq!(sandbox.read("translations/da/rules.md.po"), catalogue, "nothing was written");
}

#[test]
fn a_form_applied_twice_changes_nothing_more() {
    let sandbox = project();
    let units = reported(&sandbox);
    let answers = [answer(&units[1], json!({"translation": ["Ingen må tilmelde sig."]}))];
    assert_eq!(apply(&sandbox, &answers).1[0]["fate"], "applied");
    let catalogue = sandbox.read("translations/da/rules.md.po");
    assert_eq!(apply(&sandbox, &answers).1[0]["fate"], "unchanged");
    assert_eq!(sandbox.read("translations/da/rules.md.po"), catalogue);
}

#[test]
fn a_file_that_is_no_form_is_refused_whole() {
    let sandbox = project();
    sandbox.write("form.json", "{\"schema\":\"concordia/review/1\"");
    let run = sandbox.run(&["apply", "form.json"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("form.json"), "{}", run.stderr);
}

#[test]
fn hostile_texts_stay_texts_on_every_page() {
    let sandbox = project();
    let hostile = "# <script>alert(1)</script>\n\n\"><img src=x onerror=alert(1)> \u{202e}evil\n\n=HYPERLINK(1)\n";
    sandbox.write("source-en/rules.md", hostile);
    sandbox.write("concordia.toml", "[project]\nname = \"</title><script>alert(2)</script>\"\nlanguages = [\"da\"]\n");
    assert_eq!(sandbox.run(&["report", "-q"]).code, 0);
    for page in ["reports/index.html", "reports/da/index.html", "reports/da/rules-md.html"] {
        let Ok(text) = std::fs::read_to_string(sandbox.root().join(page)) else { continue };
        assert!(
            !text.contains("<script>alert") && !text.contains("<img src=x") && !text.contains('\u{202e}'),
            "{page}"
        );
    }
}
