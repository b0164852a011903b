//! Answers that were refused: on record, told once, not bought again, over when a draft comes.

use super::draft::{catalogue, draft, loud, project};
use super::sandbox::Sandbox;
use super::scripted_server::{Reply, Server};

const LEDGER: &str = "translations/da/page.md.ledger.jsonl";

/// An engine that gives a wrong number to one sentence and English to another.
fn careless() -> Server {
    Server::start(|request, _| match request.path.as_str() {
        "/v2/translate" => {
            let answer = |text: &String| match text.as_str() {
                text if text.contains("survey") => text.to_owned(),
                text => loud(text).replace("30", "99"),
            };
            Reply::deepl(&request.texts().iter().map(answer).collect::<Vec<_>>())
        }
        _ => Reply::ok("[]"),
    })
}

/// A page of which one text is drafted and two are refused.
fn refused(server: &Server) -> Sandbox {
    let sandbox = project(server, "deepl", "price-per-million = 20.0");
    let page = "A plain sentence.\n\nIt takes 30 days.\n\nYou can change your answer until the survey is closed.\n";
    sandbox.write("source-en/page.md", page);
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert!(run.code == 1 && run.stdout.contains("Refused (2):"), "{} {}", run.stdout, run.stderr);
    sandbox
}

fn sent(server: &Server) -> usize {
    server.to("/v2/translate").len()
}

fn stats(sandbox: &Sandbox) -> serde_json::Value {
    serde_json::from_str(&sandbox.run(&["draft", "--stats", "--format", "json"]).stdout).unwrap()
}

/// The number of refusals of an engine that count.
fn open(sandbox: &Sandbox, engine: &str) -> u64 {
    let object = stats(sandbox);
    let rows = object["rows"].as_array().unwrap().iter().filter(|row| row["engine"] == engine);
    let sum = rows.map(|row| row["refused"].as_u64().unwrap()).sum();
    let listed = object["refusals"].as_array().unwrap().iter().filter(|one| one["engine"] == engine).count();
    assert_eq!(listed as u64, sum, "{object}");
    sum
}

/// Takes the cache away, as on another machine.
fn forget_answers(sandbox: &Sandbox) {
    std::fs::remove_dir_all(sandbox.root().join(".concordia/drafts")).unwrap();
}

#[test]
fn a_refused_answer_is_on_record_without_its_text_and_told_once() {
    let server = careless();
    let sandbox = refused(&server);
    let ledger = sandbox.read(LEDGER);
    let lines: Vec<serde_json::Value> = ledger.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let lines: Vec<_> = lines.iter().filter(|line| line["act"] == "refuse").collect();
    assert_eq!(lines.len(), 2, "{ledger}");
    assert_eq!(
        (&lines[0]["by"], &lines[0]["code"], &lines[1]["code"]),
        (&"engine:deepl".into(), &"check".into(), &"english".into())
    );
    assert_eq!((&lines[0]["model"], &lines[0]["characters"]), (&"m".into(), &17.into()));
    assert_eq!(lines[0]["cost"], 0.00034);
    assert!(lines[0]["reason"].as_str().unwrap().contains("the number 30 has become 99"), "{ledger}");
    assert!(lines.iter().all(|line| line.get("target").is_none() && line.get("forms").is_none()), "{ledger}");
    assert!(!ledger.contains("TAKES") && !ledger.contains("survey"), "{ledger}");
    let (before, po) = (sent(&server), catalogue(&sandbox));
    let price = draft(&sandbox, &["--engine", "deepl", "--dry-run"]);
    assert!(
        price.stdout.contains("2 units: refused as drafts of deepl before; what the cache holds"),
        "{}",
        price.stdout
    );
    assert!(price.stdout.contains("would send 0 characters"), "{}", price.stdout);
    let again = draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!((again.code, sent(&server)), (0, before), "{}", again.stdout);
    assert!(again.stdout.contains("2 units: refused as drafts of deepl before; and again"), "{}", again.stdout);
    assert_eq!((sandbox.read(LEDGER), catalogue(&sandbox)), (ledger, po));
}

#[test]
fn what_was_refused_is_counted_and_listed_where_coordinators_look() {
    let server = careless();
    let sandbox = refused(&server);
    let object = stats(&sandbox);
    let row = &object["rows"][0];
    assert_eq!((&row["drafts"], &row["open"], &row["refused"]), (&1.into(), &1.into(), &2.into()), "{object}");
    let one = &object["refusals"][0];
    assert_eq!(
        (&one["language"], &one["module"], &one["source"]),
        (&"da".into(), &"page.md".into(), &"It takes 30 days.".into())
    );
    let short = sandbox.run(&["draft", "--stats"]).stdout;
    assert!(short.contains("Refused, and without a draft since (2):\n  check 1, english 1\n"), "{short}");
    let long = sandbox.run(&["draft", "--stats", "-l", "da"]).stdout;
    assert!(
        long.contains("da page.md ") && long.contains("the number 30 has become 99\n      It takes 30 days."),
        "{long}"
    );
    let unit = one["unit"].as_str().unwrap();
    let explained = sandbox.run(&["explain", unit, "-l", "da"]).stdout;
    assert!(explained.contains("refuse") && explained.contains("has become 99"), "{explained}");
    assert_eq!(sandbox.run(&["report"]).code, 0);
    let page = sandbox.read("reports/drafts.html");
    assert!(
        page.contains("Refused answers (2)") && page.contains(&format!("href=\"da/page-md.html#page-md-{unit}\"")),
        "{page}"
    );
    // The units are missing as before, whatever the ledger says.
    let status = sandbox.run(&["status", "-l", "da", "--format", "json"]).stdout;
    let status: serde_json::Value = serde_json::from_str(&status).unwrap();
    let units = &status["languages"][0]["units"];
    assert_eq!((&units["missing"], &units["draft"]), (&2.into(), &1.into()), "{status}");
}

#[test]
fn a_refused_unit_is_not_bought_again_unless_somebody_says_so() {
    let server = careless();
    let sandbox = refused(&server);
    forget_answers(&sandbox);
    let before = sent(&server);
    let price = draft(&sandbox, &["--engine", "deepl", "--dry-run", "--format", "json"]).stdout;
    let price: serde_json::Value = serde_json::from_str(&price).unwrap();
    let one = &price["languages"][0];
    assert_eq!((&one["refused_before"], &one["held_back"]), (&2.into(), &2.into()), "{one}");
    assert_eq!((&one["price"]["units"], &one["price"]["characters"]), (&0.into(), &0.into()), "{one}");
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert!(
        run.code == 0 && run.stdout.contains("2 units: refused as drafts of deepl before, and not asked for again"),
        "{}",
        run.stdout
    );
    assert_eq!(sent(&server), before);
    let ledger = sandbox.read(LEDGER);
    draft(&sandbox, &["--engine", "deepl", "--again"]);
    assert_eq!(sent(&server), before + 1);
    assert_eq!(sandbox.read(LEDGER), ledger, "the same refusal is one line");
    // Asked in another way it is another question.
    forget_answers(&sandbox);
    let toml = sandbox.read("concordia.toml").replace("price-per", "model = \"quality_optimized\"\nprice-per");
    sandbox.write("concordia.toml", toml);
    draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!(sent(&server), before + 2);
}

#[test]
fn another_rule_or_another_engine_and_back_is_tried_from_the_cache() {
    let server = careless();
    let sandbox = refused(&server);
    let before = sent(&server);
    let toml = sandbox.read("concordia.toml");
    sandbox.write("concordia.toml", format!("{toml}[check.rules]\nuntranslated = \"off\"\n"));
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!((run.code, sent(&server)), (0, before), "{} {}", run.stdout, run.stderr);
    assert!(run.stdout.contains("1 unit: refused as drafts of deepl before; and again"), "{}", run.stdout);
    assert!(catalogue(&sandbox).contains("msgstr \"You can change your answer until the survey is closed.\""));
    assert_eq!(open(&sandbox, "deepl"), 1);
    // The same service under another name and with another model is bought once, and the first one is not bought again.
    let mine = toml.replace("[engines.deepl]", "[engines.mine]\nkind = \"deepl\"\nmodel = \"quality_optimized\"");
    let both = format!("{toml}{}", mine.split_once("[engines").map(|(_, tail)| format!("[engines{tail}")).unwrap());
    sandbox.write("concordia.toml", both);
    draft(&sandbox, &["--engine", "mine"]);
    assert_eq!(sent(&server), before + 1);
    assert_eq!((open(&sandbox, "deepl"), open(&sandbox, "mine")), (1, 1));
    draft(&sandbox, &["--engine", "deepl"]);
    draft(&sandbox, &["--engine", "mine"]);
    assert_eq!(sent(&server), before + 1);
}

#[test]
fn a_draft_a_person_or_another_english_ends_a_refusal() {
    let server = careless();
    let toml_of = |sandbox: &Sandbox| sandbox.read("concordia.toml");
    let sandbox = refused(&server);
    let local = "[engines.local]\nkind = \"command\"\ncommand = [\"sed\", \"-e\", \"s/It takes/Det tager/\"]\n";
    sandbox.write("concordia.toml", format!("{}{local}", toml_of(&sandbox)));
    draft(&sandbox, &["--engine", "local"]);
    assert!(catalogue(&sandbox).contains("msgstr \"Det tager 30 days.\""), "{}", catalogue(&sandbox));
    assert_eq!((open(&sandbox, "deepl"), open(&sandbox, "local")), (1, 1));
    // Somebody throws the draft away: it was there, so the refusal stays over.
    sandbox.write("translations/da/page.md.po", catalogue(&sandbox).replace("Det tager 30 days.", ""));
    assert_eq!(open(&sandbox, "deepl"), 1);
    let po = catalogue(&sandbox).replace("closed.\"\nmsgstr \"\"", "closed.\"\nmsgstr \"Du kan ændre dit svar.\"");
    sandbox.write("translations/da/page.md.po", po);
    assert_eq!((open(&sandbox, "deepl"), open(&sandbox, "local")), (0, 0));
    let sandbox = refused(&server);
    sandbox.write("source-en/page.md", "A plain sentence.\n\nIt takes 31 days.\n");
    assert_eq!(open(&sandbox, "deepl"), 0);
}

#[test]
fn a_refused_draft_beside_a_stale_translation_counts_until_one_stands_there() {
    let server = careless();
    let sandbox = project(&server, "deepl", "");
    sandbox.write("source-en/page.md", "It takes 20 days.\n");
    sandbox.run(&["sync", "-l", "da"]);
    let po = catalogue(&sandbox).replace("days.\"\nmsgstr \"\"", "days.\"\nmsgstr \"Det tager 20 dage.\"");
    sandbox.write("translations/da/page.md.po", po);
    sandbox.write("source-en/page.md", "It takes 30 days.\n");
    assert_eq!(draft(&sandbox, &["--engine", "deepl"]).code, 1);
    assert_eq!(open(&sandbox, "deepl"), 1);
    assert!(catalogue(&sandbox).contains("msgstr \"Det tager 20 dage.\""), "{}", catalogue(&sandbox));
    let local = "[engines.local]\nkind = \"command\"\ncommand = [\"sed\", \"-e\", \"s/It takes/Det tager/\"]\n";
    sandbox.write("concordia.toml", format!("{}{local}", sandbox.read("concordia.toml")));
    assert_eq!(draft(&sandbox, &["--engine", "local"]).code, 0);
    assert_eq!(open(&sandbox, "deepl"), 0);
}

#[test]
fn a_merge_keeps_the_refusals_of_both_sides() {
    let sandbox = Sandbox::new();
    let line = |by: &str| {
        format!(
            "{{\"act\":\"refuse\",\"unit\":\"a\",\"source\":\"{}\",\"by\":\"engine:{by}\",\"at\":\"2026-11-27\",\"reason\":\"x\",\"code\":\"lost\"}}\n",
            "0".repeat(32)
        )
    };
    sandbox.write("o.ledger.jsonl", line("x")).write("a.ledger.jsonl", line("x") + &line("y"));
    sandbox.write("b.ledger.jsonl", line("x") + &line("z"));
    assert_eq!(sandbox.run(&["merge-driver", "o.ledger.jsonl", "a.ledger.jsonl", "b.ledger.jsonl"]).code, 0);
    assert_eq!(sandbox.read("a.ledger.jsonl"), line("x") + &line("y") + &line("z"));
}

#[test]
fn what_a_ledger_says_cannot_steer_a_terminal() {
    let server = careless();
    let sandbox = refused(&server);
    let ledger = sandbox.read(LEDGER);
    let hostile =
        ledger.replace("has become 99", "\\u001b]0;x\\u0007 \\u202e").replace("engine:deepl", "engine:\\u001b[31m");
    sandbox.write(LEDGER, hostile);
    let unit = stats(&sandbox)["refusals"][0]["unit"].as_str().unwrap().to_owned();
    for arguments in [&["draft", "--stats"][..], &["draft", "--stats", "-l", "da"], &["explain", &unit, "-l", "da"]] {
        let run = sandbox.run(&[arguments, &["--color", "always"]].concat());
        assert!(run.stdout.contains("[U+001B]"), "{}", run.stdout);
        assert!(
            !["\u{1b}]", "\u{1b}[31m", "\u{202e}", "\u{7}"].iter().any(|one| run.stdout.contains(one)),
            "{:?}",
            run.stdout
        );
    }
}
