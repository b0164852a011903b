//! Rules that compare the languages, from the outside.

use super::sandbox::{Run, Sandbox, soon};

const CODES: [&str; 7] = ["cs", "da", "de", "fr", "hr", "it", "pl"];

/// A project of seven languages; `texts` gives the translation in each that has one.
fn project(source: &str, texts: impl Fn(&str) -> Option<String>) -> Sandbox {
    let sandbox = Sandbox::new();
    let codes = CODES.map(|code| format!("\"{code}\"")).join(", ");
    sandbox.write("concordia.toml", format!("[project]\nname = \"Test\"\nlanguages = [{codes}]\n"));
    sandbox.write("source-en/a.md", format!("{source}\n"));
    for code in CODES {
        if let Some(text) = texts(code) {
            let po = format!(
                "msgid \"\"\nmsgstr \"\"\n\"Language: {code}\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n\
                 msgid \"{source}\"\nmsgstr \"{text}\"\n"
            );
            sandbox.write(&format!("translations/{code}/a.md.po"), po);
        }
    }
    sandbox.git(&["init", "-q"]);
    sandbox
}

/// Gives (language, unit) of the findings of a rule.
fn found(sandbox: &Sandbox, rule: &str) -> Vec<(String, String)> {
    let run = sandbox.run(&["check", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = value["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == rule);
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("en").to_owned();
    findings.map(|finding| (text(&finding["language"]), text(&finding["unit"]))).collect()
}

fn waive(sandbox: &Sandbox, unit: &str, rule: &str, language: &str) -> Run {
    let day = soon();
    let why = ["--until", &day, "--reason", "the law says so", "--as", "Ada"];
    sandbox.run(&[["waive", unit, "--rule", rule, "-l", language].as_slice(), &why].concat())
}

#[test]
fn an_outlier_can_be_accepted() {
    let sandbox = project("Wait 30 days.", |code| Some(format!("x {} y.", if code == "hr" { "3" } else { "30" })));
    let before = found(&sandbox, "outlier");
    let [(language, unit)] = before.as_slice() else { panic!("{before:?}") };
    assert_eq!(language, "hr");
    assert_eq!(waive(&sandbox, unit, "outlier", "it").code, 2, "nothing to accept there");
    let run = waive(&sandbox, unit, "outlier", "hr");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(found(&sandbox, "outlier"), []);
}

#[test]
fn what_suspects_the_english_can_be_accepted() {
    let sandbox = project("Wait 30 days.", |_| Some("x 40 y.".to_owned()));
    for rule in ["outlier", "suspect-source"] {
        let before = found(&sandbox, rule);
        assert!(!before.is_empty() && before.iter().all(|(language, _)| language == "en"), "{rule} {before:?}");
        let run = waive(&sandbox, &before[0].1, rule, "en");
        assert_eq!(run.code, 0, "{rule} {}", run.stderr);
        assert_eq!(found(&sandbox, rule), []);
    }
}

#[test]
fn only_languages_that_have_the_unit_count() {
    let five = |code: &str| (code < "it").then(|| "x y.".to_owned());
    let sandbox = project("Open `a.toml` now.", five);
    let run = sandbox.run(&["check"]);
    assert!(run.stdout.contains("5 of 5 languages break the rule markup here"), "{}", run.stdout);
}
