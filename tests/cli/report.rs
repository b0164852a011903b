//! Reports, and the forms that come back from their pages.

use serde_json::{Value, json};

use super::sandbox::{Run, Sandbox};

const PAGE: &str = "# Rules\n\nAll participants must register.\n\nBring a <b>pen</b>.\n\nSee you.\n";
pub(super) const RULES: &str = "reports/da/rules-md.html";

/// A project that Danish has translated in full, with one English edit since, committed by somebody else.
pub(super) fn project() -> Sandbox {
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
    let between = |text: &str, before: &str, after: &str| {
        text.split_once(before).unwrap().1.split_once(after).unwrap().0.to_owned()
    };
    let unit = |unit: &str| {
        let prints = between(unit, "data-p=\"", "\"");
        let (source, target) = prints.split_once(' ').unwrap();
        (
            between(unit, "\n<h3><a href=", "</a>").split_once('>').unwrap().1.to_owned(),
            between(unit, "class=", " "),
            source.to_owned(),
            target.to_owned(),
        )
    };
    page.split("<article ").skip(1).map(unit).collect()
}

/// Writes a form with one answer per changed unit and applies it.
pub(super) fn apply(sandbox: &Sandbox, answers: &[Value]) -> (Run, Vec<Value>) {
    let form = json!({"schema": "concordia/review/1", "language": "da", "module": "rules.md", "reviewer": "Rita Viser",
        "units": answers});
    sandbox.write("form.json", form.to_string());
    let run = sandbox.run(&["apply", "form.json", "--format", "json"]);
    let object: Value = serde_json::from_str(&run.stdout).unwrap_or_default();
    let units = object["files"][0]["units"].as_array().cloned().unwrap_or_default();
    (run, units)
}

pub(super) fn answer(unit: &(String, String, String, String), more: Value) -> Value {
    let mut value = json!({"unit": unit.0, "source": unit.2, "target": unit.3, "decision": "none", "remark": ""});
    for (key, field) in more.as_object().unwrap() {
        value[key] = field.clone();
    }
    value
}

pub(super) fn reported(sandbox: &Sandbox) -> Vec<(String, String, String, String)> {
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
    assert!(page.contains(&format!("id=rules-md-{} ", units[1].0)));
    let list = sandbox.read("reports/da/index.html");
    assert!(list.contains(&format!("rules-md.html#rules-md-{}", units[1].0)), "{list}");
    let waiting = list.split("id=\"waiting\"").nth(1).unwrap();
    for unit in [&units[0], &units[2], &units[3]] {
        assert!(waiting.contains(&format!("rules-md.html#rules-md-{}\"", unit.0)), "not revised yet: {waiting}");
    }
    assert!(!sandbox.exists("reports/pl/rules-md.html"), "nobody has started");
}

#[test]
fn an_interface_goes_by_what_it_says_of_itself() {
    let sandbox = project();
    sandbox.write("source-en/app.ftl", "### Interface of the <platform>.\n###\n### More.\n\nhello = Hello\n");
    sandbox.write("source-en/bare.ftl", "hello = Hello\n");
    reported(&sandbox);
    let page = sandbox.read("reports/index.html");
    assert!(page.contains(">Interface of the &lt;platform&gt;</a>") && page.contains(">bare.ftl</a>"), "{page}");
}

#[test]
fn an_attachment_is_one_complete_page() {
    let sandbox = project();
    assert_eq!(sandbox.run(&["report", "-q", "-l", "pl", "-m", "rules"]).code, 0);
    assert_eq!(units(&sandbox.read("reports/pl/rules-md.html")).len(), 4);
    assert!(!sandbox.exists("reports/index.html"));
    assert!(!sandbox.read("reports/pl/rules-md.html").contains("<nav"));
    let refused = sandbox.run(&["report", "--xlsx", "-l", "pl"]);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
    assert!(!sandbox.exists("reports/status.xlsx") && !sandbox.exists("reports/pl/index.html"));
}

#[test]
fn a_page_says_when_files_differ_from_its_commit() {
    let sandbox = project();
    reported(&sandbox);
    let clean = sandbox.read("reports/index.html");
    assert!(clean.contains("Made from commit") && !clean.contains("not committed"), "{clean}");
    sandbox.write("notes.txt", "nothing that a report is made from");
    reported(&sandbox);
    assert_eq!(sandbox.read("reports/index.html"), clean);
    sandbox.write("source-en/new.md", "# New\n");
    reported(&sandbox);
    assert!(sandbox.read("reports/index.html").contains(" and changes that are not committed."));
    let form = sandbox.read(RULES).split_once("data-commit=\"").unwrap().1[..18].to_owned();
    assert!(form.ends_with("-dirty"), "{form}");
    let status: Value = serde_json::from_str(&sandbox.read("reports/status.json")).unwrap();
    assert!(status["commit"].as_str().unwrap().ends_with("-dirty"));
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

/// Everything that may come from outside: names, sources, translations.
fn hostile() -> Sandbox {
    let sandbox = Sandbox::new();
    let long = "Rindfleischetikettierung".repeat(40);
    let config = "[project]\nname = \"</title><script>alert(2)</script> \u{202e}\"\nlanguages = [\"da\"]\n\
        [[waves]]\nname = \"<img src=x onerror=alert(3)> \u{202e}\"\nlanguages = [\"da\"]\n";
    let page = format!(
        "# <script>alert(1)</script>\n\n\"><img src=x onerror=alert(1)> \u{202e}evil\n\n=HYPERLINK(1)\n\n@SUM(A1) {long}\n"
    );
    sandbox.write("concordia.toml", config).write("source-en/=a<b>,\"c.md", page);
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    let path = "translations/da/=a<b>,\"c.md.po";
    let text = sandbox.read(path).replace(
        "msgid \"=HYPERLINK(1)\"\nmsgstr \"\"",
        "msgid \"=HYPERLINK(1)\"\nmsgstr \"=cmd|' /C calc'!A0 </script><script>alert(4)</script>\u{200b}\"",
    );
    assert!(text.contains("calc"));
    sandbox.write(path, text);
    sandbox
}

#[test]
fn hostile_texts_stay_texts_on_every_page() {
    let sandbox = hostile();
    assert_eq!(sandbox.run(&["report", "-q"]).code, 0);
    let review = "reports/da/_a_b___c-md.html";
    for page in ["index.html", "trend.html", "findings.html", "drafts.html", "glossary.html", "da/index.html"]
        .map(|page| format!("reports/{page}"))
        .into_iter()
        .chain([review.to_owned(), review.replace("/da/", "/modules/")])
    {
        let text = sandbox.read(&page);
        let hidden = text.contains(['\u{202e}', '\u{200b}']);
        assert!(!text.contains("<script>alert") && !text.contains("<img src=x") && !hidden, "{page}");
    }
    assert!(sandbox.read(review).contains("=cmd|&#39; /C calc&#39;!A0"));
    for page in ["STATUS.md", "status.json"] {
        let text = sandbox.read(&format!("reports/{page}"));
        assert!(!text.contains(['\u{202e}', '\u{200b}']), "{page}: {text}");
    }
    let page = sandbox.read("reports/STATUS.md");
    assert!(page.starts_with("# \\</title\\>\\<script\\>alert(2)\\</script\\> \\[U+202E\\]: status"), "{page}");
    let csv = sandbox.read("reports/status.csv");
    assert!(csv.contains("\r\nda,\"'=a<b>,\"\"c.md\","), "{csv}");
}

/// Returns the parts of a workbook by name.
fn parts(sandbox: &Sandbox, path: &str) -> std::collections::BTreeMap<String, String> {
    let file = std::fs::File::open(sandbox.root().join(path)).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

#[test]
fn a_workbook_has_five_sheets_with_filters_and_no_formula() {
    let sandbox = hostile();
    assert_eq!(sandbox.run(&["report", "-q", "--xlsx"]).code, 0);
    let parts = parts(&sandbox, "reports/status.xlsx");
    for name in ["Status", "Modules", "Units open", "Findings", "Drafts"] {
        assert!(parts["xl/workbook.xml"].contains(&format!("<sheet name=\"{name}\"")), "{name}");
    }
    for sheet in 1..=5 {
        let text = &parts[&format!("xl/worksheets/sheet{sheet}.xml")];
        assert!(!text.contains("<f>") && text.contains("<autoFilter") && text.contains("state=\"frozen\""), "{text}");
    }
    let strings = &parts["xl/sharedStrings.xml"];
    assert!(strings.contains("=cmd|' /C calc'!A0") && strings.contains("[U+200B]"), "{strings}");
    assert!(
        parts["xl/styles.xml"].contains("quotePrefix=\"1\""),
        "a text that looks like a formula stays one when edited"
    );
    let again = sandbox.run(&["report", "--xlsx", "--format", "json"]);
    assert!(again.stdout.contains("\"written\": []"), "{}", again.stdout);
}

#[test]
fn pages_are_worded_in_a_language_that_the_words_were_translated_into() {
    let sandbox = project();
    assert_eq!(sandbox.run(&["report", "-q", "--in", "da"]).code, 0);
    let page = sandbox.read("reports/index.html");
    assert!(page.contains("<html lang=\"da\">") && page.contains("Klar til udgivelse?"), "{page}");
    assert!(sandbox.read("reports/pl/index.html").contains("polski: hvad der skal gøres"));
    assert!(sandbox.read(RULES).contains("nægtelse: – → not"), "{}", sandbox.read(RULES));
    assert!(sandbox.read("reports/status.json").contains("units missing"), "programs read English");
    let refused = sandbox.run(&["report", "--in", "xx"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("en, da"), "{}", refused.stderr);
}

#[test]
fn the_words_that_the_program_carries_are_what_it_builds() {
    let sandbox = Sandbox::new();
    let from = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/report");
    let mut folders = vec![from.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            let name = path.strip_prefix(&from).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if !name.starts_with("built") {
                sandbox.write(&name, std::fs::read(&path).unwrap());
            }
        }
    }
    assert_eq!(sandbox.run(&["sync", "--check"]).code, 0, "run `concordia sync --project assets/report`");
    assert_eq!(sandbox.run(&["build"]).code, 0);
    for language in std::fs::read_dir(sandbox.root().join("built")).unwrap().flatten() {
        let language = language.file_name().into_string().unwrap();
        if language.starts_with('.') {
            continue;
        }
        let name = format!("built/{language}/report.ftl");
        let committed = std::fs::read_to_string(from.join(&name)).unwrap_or_default();
        assert!(committed == sandbox.read(&name), "run `concordia build --project assets/report` for {name}");
    }
}

#[test]
fn a_unit_stands_between_its_neighbours() {
    let sandbox = project();
    let units = reported(&sandbox);
    let context = |sandbox: &Sandbox| {
        let page = sandbox.read(RULES);
        let unit = page.split("<article ").find(|unit| unit.contains("Bring a &lt;b&gt;pen")).unwrap();
        unit.split("<details class=context>").nth(1).unwrap().to_owned()
    };
    let here = "<p class=here><bdi lang=en>Bring a pen.</bdi><bdi lang=da>Medbring en pen.</bdi>\n";
    assert!(context(&sandbox).contains(here), "{}", context(&sandbox));
    assert!(!context(&sandbox).contains("Vi ses."), "the unit below it on the page is not repeated");
    let (_, fates) = apply(&sandbox, &[answer(&units[3], json!({"decision": "revise"}))]);
    assert_eq!(fates[0]["fate"], "applied");
    reported(&sandbox);
    let after = format!("{here}<p><bdi lang=en>See you.</bdi><bdi lang=da>Vi ses.</bdi>\n");
    assert!(context(&sandbox).contains(&after), "what is finished stands in the context: {}", context(&sandbox));
}
