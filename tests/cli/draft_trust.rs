//! What became of drafts, and what a reviewer is told about one.

use super::draft::{VARIABLES, catalogue, deepl, draft, project};
use super::sandbox::Sandbox;
use super::scripted_server::{Reply, Server};

fn row(sandbox: &Sandbox) -> serde_json::Value {
    let run = sandbox.run(&["draft", "--stats", "--format", "json"]);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    object["rows"][0].clone()
}

/// Drafts, open, unchanged, edited, rejected, lapsed.
fn counts(sandbox: &Sandbox) -> [u64; 6] {
    let row = row(sandbox);
    ["drafts", "open", "unchanged", "edited", "rejected", "lapsed"].map(|name| row[name].as_u64().unwrap())
}

#[test]
fn the_trust_meter_counts_what_people_did_with_drafts() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox = project(&server, "deepl", "");
    draft(&sandbox, &["--engine", "deepl"]);
    let po = catalogue(&sandbox)
        .replace("#, fuzzy\nmsgid \"A plain", "msgid \"A plain")
        .replace("#, fuzzy\nmsgid \"Use the", "msgid \"Use the")
        .replace("IN 30 DAYS", "om 30 dage");
    sandbox.write("translations/da/page.md.po", &po);
    assert_eq!(counts(&sandbox), [3, 1, 1, 1, 0, 0]);
    assert!(row(&sandbox)["distance"].as_u64().unwrap() > 0);
    // A rejected draft is changed throughout.
    let shared = row(&sandbox)["characters"].as_u64().unwrap();
    let distance = row(&sandbox)["distance"].as_u64().unwrap();
    sandbox.write("translations/da/page.md.po", po.replace("#, fuzzy\n", "").replace("THE **POLICY** CYCLE", ""));
    assert_eq!(counts(&sandbox), [3, 0, 1, 1, 1, 0]);
    let length = "THE **POLICY** CYCLE".len() as u64;
    assert_eq!(row(&sandbox)["characters"], shared + length);
    assert_eq!(row(&sandbox)["distance"], distance + length);
    // Three decisions make no engine the best.
    let text = sandbox.run(&["draft", "--stats", "-l", "da"]).stdout;
    assert!(text.contains("page.md") && text.contains("lapsed") && !text.contains("least is changed"), "{text}");
}

#[test]
fn the_best_engine_is_named_with_the_drafts_that_it_rests_on() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox = project(&server, "mine", "kind = \"deepl\"");
    let text: String = (0..12).map(|number| format!("Plain sentence {}.\n\n", number + 100)).collect();
    sandbox.write("source-en/page.md", text);
    draft(&sandbox, &["--engine", "mine"]);
    sandbox.write("translations/da/page.md.po", catalogue(&sandbox).replace("#, fuzzy\n", ""));
    let run = sandbox.run(&["draft", "--stats"]);
    assert!(run.stdout.contains("da: least is changed of mine (0\u{a0}% of 12 decided drafts)"), "{}", run.stdout);
}

#[test]
fn what_was_accepted_stays_on_record_when_the_english_goes_on() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox = project(&server, "deepl", "");
    sandbox.write("source-en/page.md", "A plain sentence stands here.\n\nAnother one stands there.\n");
    draft(&sandbox, &["--engine", "deepl"]);
    let po = catalogue(&sandbox).replace("#, fuzzy\nmsgid \"A plain", "msgid \"A plain");
    sandbox.write("translations/da/page.md.po", po);
    assert_eq!(counts(&sandbox), [2, 1, 1, 0, 0, 0]);
    sandbox.git(&["init", "-q"]);
    let commit = || {
        sandbox.git(&["add", "-A"]);
        assert_eq!(sandbox.git(&["commit", "-q", "-m", "x"]).code, 0);
    };
    commit();
    // Edited once: the old translation still stands, out of date. The other was never decided on.
    sandbox.write("source-en/page.md", "A plain sentence must not stand here.\n\nAnother one stands nowhere.\n");
    sandbox.run(&["sync"]);
    assert_eq!(counts(&sandbox), [2, 0, 1, 0, 0, 1]);
    commit();
    // Translated anew, and edited again.
    let po = catalogue(&sandbox);
    let head = po.split("#, fuzzy").next().unwrap().trim_end();
    sandbox.write(
        "translations/da/page.md.po",
        format!("{head}\n\nmsgid \"A plain sentence must not stand here.\"\nmsgstr \"Den må ikke stå her.\"\n"),
    );
    commit();
    sandbox.write("source-en/page.md", "A plain sentence may stand here now.\n");
    sandbox.run(&["sync"]);
    assert_eq!(counts(&sandbox), [2, 0, 1, 0, 0, 1]);
}

#[test]
fn a_review_page_says_where_a_draft_comes_from() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/v2/translate" => deepl(request),
        _ => Reply::ok("[]"),
    });
    let sandbox = project(&server, "mine", "kind = \"deepl\"");
    sandbox.write("source-en/a.md", "Choose a form that fits the stage.\n");
    sandbox.write("source-en/b.md", "Choose the form that fits the stage.\n\nNothing alike at all, really.\n");
    sandbox.run(&["sync"]);
    let po =
        sandbox.read("translations/da/a.md.po").replace("stage.\"\nmsgstr \"\"", "stage.\"\nmsgstr \"Vælg en form.\"");
    sandbox.write("translations/da/a.md.po", po);
    sandbox.run_with(&["draft", "-l", "da", "-m", "b.md", "--fuzzy", "70", "--engine", "mine"], &VARIABLES);
    let report = sandbox.run(&["report"]);
    assert_eq!(report.code, 0, "{}", report.stderr);
    let page = sandbox.read("reports/da/b-md.html");
    let near = "a person’s translation of another sentence, 91\u{a0}% alike, in a.md";
    assert!(page.contains(near) && page.contains("Choose <del>a</del><ins>the</ins> form"), "{page}");
    assert!(page.contains("<dt>Draft<dd lang=da>Vælg en form.<dt>Drafted by<dd>memory, "), "{page}");
    assert!(
        page.contains("<dt>Machine draft<dd lang=da>NOTHING ALIKE AT ALL, REALLY.<dt>Drafted by<dd>mine (model m), "),
        "{page}"
    );
}
