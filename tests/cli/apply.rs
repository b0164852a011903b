//! What `apply` makes of a reviewer's form: rejections, remarks, rehearsals and repetitions.

use serde_json::{Value, json};

use super::report::{RULES, answer, apply, project, reported};
use super::sandbox::Sandbox;

const CATALOGUE: &str = "translations/da/rules.md.po";
const LEDGER: &str = "translations/da/rules.md.ledger.jsonl";

fn ledger(sandbox: &Sandbox) -> String {
    if sandbox.exists(LEDGER) { sandbox.read(LEDGER) } else { String::new() }
}

/// Applies the form that [`apply`] left, and returns code and fates.
fn again(sandbox: &Sandbox, more: &[&str]) -> (i32, Vec<String>) {
    let run = sandbox.run(&[&["apply", "form.json", "--format", "json"], more].concat());
    let object: Value = serde_json::from_str(&run.stdout).unwrap_or_default();
    let units = object["files"][0]["units"].as_array().cloned().unwrap_or_default();
    (run.code, units.iter().map(|unit| unit["fate"].as_str().unwrap_or_default().to_owned()).collect())
}

#[test]
fn a_form_without_a_name_is_signed_by_nobody() {
    let sandbox = project();
    sandbox.git(&["config", "user.name", "Coordinator"]);
    let units = reported(&sandbox);
    let catalogue = sandbox.read(CATALOGUE);
    let form = json!({"schema": "concordia/review/1", "language": "da", "module": "rules.md", "reviewer": " ",
        "units": [answer(&units[3], json!({"translation": ["På gensyn."]}))]});
    sandbox.write("form.json", form.to_string());
    let run = sandbox.run(&["apply", "form.json"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("--as"), "{}", run.stderr);
    assert_eq!(sandbox.read(CATALOGUE), catalogue);
    let run = sandbox.run(&["apply", "form.json", "--as", "reviser-2"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(ledger(&sandbox).contains("\"by\":\"reviser-2\""), "{}", ledger(&sandbox));
}

#[test]
fn a_rehearsal_refuses_what_the_run_refuses() {
    let sandbox = project();
    sandbox.git(&["config", "user.name", "Rita Viser"]);
    let units = reported(&sandbox);
    let answers = [
        answer(&units[1], json!({"decision": "revise"})),
        answer(&units[2], json!({"decision": "revise"})),
        answer(&units[3], json!({"decision": "revise", "translation": ["På gensyn."]})),
        answer(&units[0], json!({"decision": "attest", "remark": "still fits"})),
    ];
    let form = json!({"schema": "concordia/review/1", "language": "da", "module": "rules.md", "reviewer": "Rita Viser",
        "units": answers});
    sandbox.write("form.json", form.to_string());
    let before = (sandbox.read(CATALOGUE), ledger(&sandbox));
    let (code, rehearsed) = again(&sandbox, &["--dry-run"]);
    assert_eq!((sandbox.read(CATALOGUE), ledger(&sandbox)), before, "nothing was written");
    assert_eq!((code, again(&sandbox, &[])), (1, (1, rehearsed.clone())));
    assert_eq!(rehearsed, ["refused", "applied", "refused", "refused"]);
}

#[test]
fn every_answer_of_a_form_that_was_applied_is_unchanged_the_second_time() {
    let sandbox = project();
    let units = reported(&sandbox);
    let answers = [
        answer(&units[0], json!({"decision": "revise"})),
        answer(&units[1], json!({"decision": "attest", "remark": "still says what it has to"})),
        answer(&units[2], json!({"decision": "reject", "remark": "too formal"})),
        answer(&units[3], json!({"decision": "revise", "translation": ["På gensyn."]})),
    ];
    let (run, fates) = apply(&sandbox, &answers);
    assert_eq!(run.code, 0, "{fates:?}");
    let before = (sandbox.read(CATALOGUE), ledger(&sandbox));
    assert_eq!(again(&sandbox, &[]), (0, vec!["unchanged".to_owned(); 4]));
    assert_eq!(again(&sandbox, &["--dry-run"]), (0, vec!["unchanged".to_owned(); 4]));
    assert_eq!((sandbox.read(CATALOGUE), ledger(&sandbox)), before);
    sandbox.write(CATALOGUE, before.0.replace("På gensyn.", "Vi ses igen."));
    sandbox.write("source-en/rules.md", "# Rules\n");
    assert_eq!(again(&sandbox, &[]).1, ["unchanged"; 4], "also after the texts went on");
}

#[test]
fn a_correction_back_to_an_earlier_text_is_no_repetition() {
    let sandbox = project();
    let units = reported(&sandbox);
    let fate = |to: &str| {
        let units = reported(&sandbox);
        apply(&sandbox, &[answer(&units[3], json!({"translation": [to]}))]).1[0]["fate"].clone()
    };
    assert_eq!(units.len(), 4);
    assert_eq!([fate("På gensyn."), fate("Vi ses."), fate("På gensyn.")], ["applied"; 3]);
    assert!(sandbox.read(CATALOGUE).contains("På gensyn."));
}

#[test]
fn a_rejected_text_is_a_draft_again_and_says_why() {
    let sandbox = project();
    let units = reported(&sandbox);
    let (run, fates) = apply(&sandbox, &[answer(&units[3], json!({"decision": "reject"}))]);
    assert_eq!((run.code, &fates[0]["fate"]), (1, &json!("refused")), "a rejection has a reason");
    let (run, fates) =
        apply(&sandbox, &[answer(&units[3], json!({"decision": "reject", "remark": "too <familiar>\nfor this"}))]);
    assert_eq!((run.code, &fates[0]["fate"]), (0, &json!("applied")));
    let catalogue = sandbox.read(CATALOGUE);
    assert!(catalogue.contains("msgid \"See you.\"\nmsgstr \"Vi ses.\""), "the text is not lost");
    assert!(catalogue.contains("# Rejected by Rita Viser, 20") && catalogue.contains(": too <familiar> for this\n"));
    assert!(ledger(&sandbox).contains("\"act\":\"reject\""));
    let units = reported(&sandbox);
    assert_eq!(units[3].1, "draft");
    let page = sandbox.read(RULES);
    assert!(page.contains("<li><b>Rejected by Rita Viser, 20") && page.contains("too &lt;familiar&gt;"), "{page}");
    let name = units[3].0.clone();
    assert!(sandbox.run(&["explain", &name, "-l", "da"]).stdout.contains("too <familiar>"));
    let (run, _) = apply(&sandbox, &[answer(&units[3], json!({"translation": ["På gensyn."]}))]);
    assert_eq!(run.code, 0);
    assert!(!sandbox.read(CATALOGUE).contains("Rejected by"), "a new text is not the rejected one");
    assert!(!sandbox.read(CATALOGUE).contains("fuzzy\nmsgid \"See you.\""));
}

#[test]
fn a_rejected_machine_draft_is_pending_no_more() {
    let sandbox = project();
    let text = sandbox.read(CATALOGUE).replace("msgid \"See you.\"", "#, fuzzy\nmsgid \"See you.\"");
    sandbox.write(CATALOGUE, text);
    let (unit, _, source, target) = reported(&sandbox)[3].clone();
    let draft = json!({"act": "draft", "unit": unit, "source": source, "target": target, "by": "engine:deepl",
        "at": "2026-11-01", "forms": ["Vi ses."]});
    sandbox.write(LEDGER, format!("{draft}\n"));
    let counts = || {
        let stats: Value =
            serde_json::from_str(&sandbox.run(&["draft", "--stats", "--format", "json"]).stdout).unwrap();
        let rows = &stats["rows"];
        [rows[0]["open"].as_u64(), rows[0]["rejected"].as_u64()]
    };
    assert_eq!(counts(), [Some(1), Some(0)]);
    let unit = reported(&sandbox)[3].clone();
    let (run, _) = apply(&sandbox, &[answer(&unit, json!({"decision": "reject", "remark": "too familiar"}))]);
    assert_eq!(run.code, 0);
    assert_eq!(counts(), [Some(0), Some(1)]);
}

#[test]
fn what_cannot_be_rejected_is_refused() {
    let sandbox = project();
    let units = reported(&sandbox);
    let reject = |index: usize| answer(&units[index], json!({"decision": "reject", "remark": "it is wrong"}));
    let both = answer(&units[3], json!({"decision": "reject", "remark": "it is wrong", "translation": ["Farvel."]}));
    let empty = answer(&units[2], json!({"translation": [""]}));
    let (run, fates) = apply(&sandbox, &[reject(1), both, empty]);
    assert_eq!(run.code, 1);
    assert!(fates.iter().all(|fate| fate["fate"] == "refused"), "{fates:?}");
    assert_eq!(fates[1]["translation"][0], "Farvel.");
    let run = sandbox.run(&["apply", "form.json"]);
    assert!(
        run.stdout.contains("not taken,") && !run.stdout.contains(&format!("{}: \n", units[2].0)),
        "{}",
        run.stdout
    );
}

#[test]
fn a_remark_is_kept_and_shown_while_the_translation_stands() {
    let sandbox = project();
    let units = reported(&sandbox);
    let remark = [answer(&units[2], json!({"remark": "pen or pencil?"}))];
    let (run, fates) = apply(&sandbox, &remark);
    assert_eq!((run.code, &fates[0]["fate"]), (0, &json!("applied")));
    assert_eq!(apply(&sandbox, &remark).1[0]["fate"], "unchanged");
    assert_eq!(ledger(&sandbox).matches("\"act\":\"remark\"").count(), 1);
    assert_eq!(reported(&sandbox)[2].1, "translated", "a remark decides nothing");
    assert!(sandbox.read(RULES).contains("<bdi>pen or pencil?</bdi>"));
    let text = sandbox.read(CATALOGUE).replace("Medbring en", "Tag en");
    sandbox.write(CATALOGUE, text);
    reported(&sandbox);
    assert!(!sandbox.read(RULES).contains("pen or pencil?"), "somebody has worked on it");
}
