//! What a run may cost: budgets, repeats, failures, and what is said about them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::draft::{deepl, draft, project};
use super::sandbox::Sandbox;
use super::scripted_server::{Reply, Request, Server};

/// A server that knows its languages and answers requests for translations by a script.
fn engine(script: impl Fn(&Request, usize) -> Reply + Send + Sync + 'static) -> Server {
    let count = AtomicU64::new(0);
    Server::start(move |request, _| match request.path.as_str() {
        "/v2/translate" => script(request, count.fetch_add(1, Ordering::SeqCst) as usize),
        _ => Reply::ok("[]"),
    })
}

fn loud(request: &Request) -> Vec<String> {
    request.texts().iter().map(|text| format!("Å {}", text.replace("sentence", "sætning"))).collect()
}

/// A project of 40 sentences in batches of four.
fn sentences(server: &Server, more: &str) -> Sandbox {
    let sandbox = project(server, "deepl", &format!("max-texts = 4\n{more}"));
    let text: String = (0..40).map(|number| format!("Plain sentence {}.\n\n", number + 100)).collect();
    sandbox.write("source-en/page.md", text);
    sandbox
}

fn received(server: &Server) -> u64 {
    server.to("/v2/translate").iter().flat_map(Request::texts).map(|text| text.chars().count() as u64).sum()
}

fn json(sandbox: &Sandbox, more: &[&str]) -> (i32, serde_json::Value, String) {
    let run = draft(sandbox, &[&["--engine", "deepl", "--format", "json"], more].concat());
    (run.code, serde_json::from_str(&run.stdout).unwrap_or_default(), run.stderr)
}

#[test]
fn an_engine_that_fails_is_told_whatever_the_budget() {
    for reply in [Reply::status(403), Reply::status(456), Reply::Cut] {
        let copy = reply.clone();
        let server = engine(move |_, _| {
            std::thread::sleep(Duration::from_millis(100));
            copy.clone()
        });
        // One batch fits; the second worker finds that its own does not, while the first is still waiting.
        let sandbox = sentences(&server, "concurrency = 2");
        let run = draft(&sandbox, &["--engine", "deepl", "--max-chars", "90"]);
        assert!(run.code == 2 && run.stderr.contains("error:"), "{reply:?} {} {}", run.stdout, run.stderr);
    }
}

#[test]
fn a_budget_holds_for_repeats_and_lost_answers_are_said_to_be_perhaps_billed() {
    for reply in [Reply::Cut, Reply::status(500), Reply::with(429, ("Retry-After", "0")), Reply::ok("<html>")] {
        let copy = reply.clone();
        let server = engine(move |_, _| copy.clone());
        let sandbox = sentences(&server, "concurrency = 2\nprice-per-million = 20.0");
        let (code, object, stderr) = json(&sandbox, &["--max-chars", "200"]);
        let price = &object["languages"][0]["price"];
        assert_eq!(code, 2, "{reply:?} {stderr}");
        assert!(received(&server) > 0 && received(&server) <= 200, "{reply:?} {}", received(&server));
        assert_eq!(price["characters"], received(&server), "{reply:?} {price}");
        let (doubtful, refused) =
            if matches!(&reply, Reply::Send(429, ..)) { (0, received(&server)) } else { (received(&server), 0) };
        assert_eq!((&price["doubtful_characters"], &price["refused_characters"]), (&doubtful.into(), &refused.into()));
        assert_eq!(price["cost"].as_f64().unwrap() > 0.0, doubtful > 0, "{price}");
    }
}

#[test]
fn a_lost_answer_is_asked_for_once_more_and_no_further() {
    let server = engine(|_, _| Reply::Cut);
    let sandbox = project(&server, "deepl", "concurrency = 1");
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!(server.to("/v2/translate").len(), 2);
    assert!(run.code == 2 && run.stderr.contains("the connection was cut"), "{}", run.stderr);
    assert!(run.stdout.contains("may be billed all the same"), "{}", run.stdout);
}

#[test]
fn an_engine_that_answers_nothing_right_is_asked_three_times_and_ends_the_run() {
    for reply in [Reply::status(400), Reply::status(413), Reply::ok("<!DOCTYPE html>"), Reply::deepl(&[])] {
        let copy = reply.clone();
        let server = engine(move |_, _| copy.clone());
        let sandbox = sentences(&server, "concurrency = 1");
        let run = sandbox.run_with(&["draft", "--engine", "deepl"], &[("DEEPL_AUTH_KEY", "k:fx")]);
        assert_eq!((run.code, server.to("/v2/translate").len()), (2, 3), "{reply:?} {}", run.stderr);
        assert!(run.stderr.matches("error:").count() == 1 && run.stderr.contains("`url`"), "{}", run.stderr);
        assert!(run.stdout.contains("ga: not asked: ") && !run.stdout.contains("Refused"), "{}", run.stdout);
    }
}

#[test]
fn one_text_that_an_engine_cannot_take_is_found_and_the_others_are_drafted() {
    let server = engine(|request, _| match request.texts().iter().any(|text| text.contains("117")) {
        true => Reply::deepl(&[]),
        false => Reply::deepl(&loud(request)),
    });
    let sandbox = sentences(&server, "concurrency = 1");
    let (code, object, stderr) = json(&sandbox, &[]);
    let one = &object["languages"][0];
    assert!(code == 2 && stderr.contains("1 text has no answer"), "{stderr}");
    assert_eq!((&one["from_engine"], &one["left"]), (&39.into(), &1.into()));
    assert!(one["findings"][0]["source"].as_str().unwrap().contains("117"), "{one}");
    assert!(one["price"]["doubtful_characters"].as_u64().unwrap() > 0);
}

#[test]
fn an_engine_that_fails_in_one_language_leaves_the_memory_of_the_others() {
    let server = engine(|_, _| Reply::status(456));
    let sandbox = project(&server, "deepl", "");
    sandbox.write("source-en/a.md", "A plain sentence.\n");
    sandbox.run(&["sync"]);
    let path = "translations/ga/a.md.po";
    let po = sandbox.read(path).replace("sentence.\"\nmsgstr \"\"", "sentence.\"\nmsgstr \"Abairt shimplí.\"");
    sandbox.write(path, po);
    let run = sandbox.run_with(&["draft", "--engine", "deepl"], &[("DEEPL_AUTH_KEY", "k:fx")]);
    assert!(run.code == 2 && run.stderr.contains("quota"), "{}", run.stderr);
    assert!(run.stdout.contains("ga: not asked: the engine's quota is used up"), "{}", run.stdout);
    assert!(sandbox.read("translations/ga/page.md.po").contains("Abairt shimplí."));
}

#[test]
fn a_small_budget_is_used_and_an_empty_account_is_a_failure() {
    let server = engine(|request, _| Reply::deepl(&loud(request)));
    let sandbox = sentences(&server, "max-texts = 50".replace("max-texts = 50", "concurrency = 1").as_str());
    let (code, object, _) = json(&sandbox, &["--max-chars", "50"]);
    assert_eq!((code, &object["languages"][0]["from_engine"]), (0, &2.into()), "{object}");
    let server = Server::start(|request, _| match request.path.as_str() {
        "/v2/usage" => Reply::ok(serde_json::json!({"character_count": 1000, "character_limit": 1000})),
        _ => Reply::ok("[]"),
    });
    let run = draft(&sentences(&server, ""), &["--engine", "deepl"]);
    assert!(run.code == 2 && run.stderr.contains("quota is used up"), "{} {}", run.stdout, run.stderr);
    assert!(server.to("/v2/translate").is_empty());
}

#[test]
fn nothing_is_bought_that_could_not_be_written() {
    let server = engine(|request, _| Reply::deepl(&loud(request)));
    for (path, text) in [
        ("translations/da/page.md.ledger.jsonl", "{\"act\":\"dra"),
        ("translations/da/page.md.ledger.jsonl", "<<<<<<< HEAD\n"),
        ("translations/da/page.md.po", "msgid \"\nbroken"),
    ] {
        let sandbox = project(&server, "deepl", "");
        sandbox.write(path, text);
        let run = draft(&sandbox, &["--engine", "deepl"]);
        assert!(run.code == 2 && run.stderr.matches("error:").count() == 1, "{text} {}", run.stderr);
        assert!(server.to("/v2/translate").is_empty(), "{text} {}", run.stdout);
        assert_eq!(sandbox.read(path), text);
    }
    #[cfg(unix)]
    {
        let sandbox = project(&server, "deepl", "");
        let outside = Sandbox::new();
        outside.write("ledger", "");
        sandbox.write("translations/da/keep", "");
        let link = sandbox.root().join("translations/da/page.md.ledger.jsonl");
        std::os::unix::fs::symlink(outside.root().join("ledger"), link).unwrap();
        let run = draft(&sandbox, &["--engine", "deepl"]);
        assert!(run.code == 2 && run.stderr.contains("leads out of the project"), "{}", run.stderr);
        assert!(server.to("/v2/translate").is_empty() && outside.read("ledger").is_empty(), "{}", run.stdout);
    }
}

#[test]
fn a_price_says_what_asking_twice_would_cost_and_sums_before_rounding() {
    let server = engine(|request, _| Reply::deepl(&loud(request)));
    let sandbox = project(&server, "deepl", "price-per-million = 20.0");
    let run = sandbox.run(&["draft", "--engine", "deepl", "--dry-run"]);
    assert!(run.stdout.contains(", EUR 0.01.\nIf every text with marks has to be asked for twice: "), "{}", run.stdout);
    assert!(server.requests().is_empty());
}

#[test]
fn an_interrupted_run_keeps_what_its_open_requests_bring() {
    let id = Arc::new(AtomicU64::new(0));
    let process = Arc::clone(&id);
    let server = engine(move |request, number| {
        if number == 1 {
            while process.load(Ordering::SeqCst) == 0 {
                std::thread::yield_now();
            }
            let id = process.load(Ordering::SeqCst).to_string();
            let _ = std::process::Command::new("kill").args(["-INT", &id]).status();
            std::thread::sleep(Duration::from_millis(500));
        }
        Reply::deepl(&loud(request))
    });
    let sandbox = sentences(&server, "concurrency = 1");
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_concordia"));
    command.current_dir(sandbox.root()).args(["draft", "-l", "da", "--engine", "deepl"]);
    command.env("DEEPL_AUTH_KEY", "k:fx").env("XDG_CACHE_HOME", sandbox.root().join(".cache"));
    command.env("HOME", sandbox.root().join(".home"));
    command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped());
    let child = command.spawn().unwrap();
    id.store(u64::from(child.id()), Ordering::SeqCst);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("interrupted"), "{:?} {said}", output.status);
    assert_eq!(server.to("/v2/translate").len(), 2);
    assert_eq!(sandbox.read("translations/da/page.md.po").matches("#, fuzzy").count(), 8);
}

#[test]
fn budgets_stop_before_and_a_price_sends_nothing() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox =
        project(&server, "deepl", "price-per-million = 20.0\nmax-texts = 1\nconcurrency = 1\nbudget = { da = 60 }");
    let price = sandbox.run(&["draft", "-l", "da", "--engine", "deepl", "--dry-run", "--format", "json"]);
    assert_eq!(price.code, 0, "{}", price.stderr);
    let price: serde_json::Value = serde_json::from_str(&price.stdout).unwrap();
    let characters = price["languages"][0]["price"]["characters"].as_u64().unwrap();
    assert_eq!((price["languages"][0]["price"]["units"].as_u64(), price["currency"].as_str()), (Some(3), Some("EUR")));
    assert!(characters > 60 && price["languages"][0]["price"]["cost"].as_f64().unwrap() > 0.0, "{price}");
    assert!(price["languages"][0]["stopped"].as_str().unwrap().contains("budget"), "{price}");
    assert!(server.requests().is_empty() && !sandbox.exists("translations/da"));
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert!(run.stdout.contains("the language's `budget` does not hold"), "{}", run.stdout);
    let sent = |server: &Server| -> usize {
        server.to("/v2/translate").iter().flat_map(Request::texts).map(|text| text.chars().count()).sum()
    };
    assert!(sent(&server) > 0 && sent(&server) <= 60);
    let before = sent(&server);
    draft(&sandbox, &["--engine", "deepl", "--max-chars", "0"]);
    assert_eq!(sent(&server), before);
}

#[test]
fn what_was_bought_without_a_glossary_is_not_taken_for_what_would_be_bought_with_it() {
    let refused = AtomicU64::new(0);
    let server = Server::start(move |request, _| match (request.path.as_str(), request.method.as_str()) {
        ("/v3/glossaries", "GET") => Reply::ok(r#"{"glossaries":[]}"#),
        ("/v3/glossaries", _) if refused.fetch_add(1, Ordering::SeqCst) == 0 => Reply::status(400),
        ("/v3/glossaries", _) => Reply::ok(r#"{"glossary_id":"g1"}"#),
        ("/v2/translate", _) => Reply::deepl(&loud(request)),
        _ => Reply::ok("[]"),
    });
    let sandbox = project(&server, "deepl", "[glossary]\nfiles = [\"terms.csv\"]");
    sandbox.write("terms.csv", "concept,language,term\npolicy,en,policy\npolicy,da,politik\n");
    sandbox.write("source-en/page.md", "A plain sentence on policy.\n");
    assert_eq!(draft(&sandbox, &["--engine", "deepl"]).code, 2);
    assert_eq!(server.to("/v2/translate").len(), 1);
    std::fs::remove_dir_all(sandbox.root().join("translations")).unwrap();
    assert_eq!(draft(&sandbox, &["--engine", "deepl"]).code, 0);
    let sent = server.to("/v2/translate");
    assert_eq!((sent.len(), sent[1].json()["glossary_id"].as_str()), (2, Some("g1")));
}
