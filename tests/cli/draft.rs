//! Drafts from the memory and from engines, against a scripted server.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use super::sandbox::{Run, Sandbox};
use super::scripted_server::{Reply, Request, Server};

const KEY: &str = "test-key-0815:fx";
pub(super) const PAGE: &str =
    "# The **policy** cycle\n\nUse the `tool` for [module 1](a.md) in 30 days.\n\nA plain sentence.\n";

/// A project in Danish with one page and an engine at the server's address.
pub(super) fn project(server: &Server, engine: &str, more: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    let url = server.url();
    sandbox.write(
        "concordia.toml",
        format!("[project]\nlanguages = [\"da\", \"ga\"]\n[engines.{engine}]\nurl = \"{url}\"\nattempts = 3\ntimeout = 5\n{more}\n"),
    );
    sandbox.write("source-en/page.md", PAGE);
    sandbox
}

/// Keys and passwords.
pub(super) const VARIABLES: [(&str, &str); 4] = [
    ("DEEPL_AUTH_KEY", KEY),
    ("ETRANSLATION_USER", "app"),
    ("ETRANSLATION_PASSWORD", "hunter2"),
    ("CONCORDIA_CALLBACK_SECRET", "s3cret"),
];

pub(super) fn draft(sandbox: &Sandbox, arguments: &[&str]) -> Run {
    let mut all = vec!["draft", "-l", "da"];
    all.extend_from_slice(arguments);
    sandbox.run_with(&all, &VARIABLES)
}

pub(super) fn catalogue(sandbox: &Sandbox) -> String {
    sandbox.read("translations/da/page.md.po")
}

/// Answers like DeepL: languages, and texts with each word of prose in capitals.
pub(super) fn deepl(request: &Request) -> Reply {
    match request.path.as_str() {
        path if path.starts_with("/v3/languages") => Reply::ok(
            r#"[{"lang":"da","usable_as_target":true,"features":{"tag_handling":{},"glossary":{}}},
               {"lang":"ga","usable_as_target":true,"features":{"tag_handling":{}}}]"#,
        ),
        _ => Reply::deepl(&request.texts().iter().map(|text| loud(text)).collect::<Vec<_>>()),
    }
}

/// Puts prose into capitals and leaves marks alone.
pub(super) fn loud(text: &str) -> String {
    let mut out = String::new();
    let mut is_mark = false;
    for c in text.chars() {
        is_mark = matches!(c, '<' | '⟦' | '&') || (is_mark && !matches!(c, '>' | '⟧' | ';'));
        if is_mark { out.push(c) } else { out.extend(c.to_uppercase()) }
    }
    out
}

#[test]
fn deepl_drafts_are_fuzzy_with_their_provenance_in_the_ledger() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox = project(&server, "deepl", "price-per-million = 20.0");
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    let po = catalogue(&sandbox);
    assert!(po.contains("#, fuzzy\nmsgid \"Use the `tool` for [module 1](a.md) in 30 days.\"\nmsgstr \"USE THE `tool` FOR [MODULE 1](a.md) IN 30 DAYS.\""), "{po}");
    assert!(po.contains("msgstr \"THE **POLICY** CYCLE\""), "{po}");
    assert!(!po.contains("#| "), "{po}");
    let ledger = sandbox.read("translations/da/page.md.ledger.jsonl");
    let line: serde_json::Value = serde_json::from_str(ledger.lines().next().unwrap()).unwrap();
    assert_eq!((line["act"].as_str(), line["by"].as_str()), (Some("draft"), Some("engine:deepl")));
    assert!(line["at"].is_string() && line["cost"].is_number() && line["target"].is_string() && line["model"] == "m");
    let status = sandbox.run(&["status", "--format", "json"]);
    let status: serde_json::Value = serde_json::from_str(&status.stdout).unwrap();
    assert_eq!(status["languages"][0]["units"]["draft"], 3);
    // The second run has nothing to ask.
    let before = server.to("/v2/translate").len();
    draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!(server.to("/v2/translate").len(), before);
    assert_eq!(catalogue(&sandbox), po);
}

#[test]
fn the_request_says_what_deepl_must_know_and_the_key_stands_in_the_header_alone() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox = project(&server, "deepl", "");
    draft(&sandbox, &["--engine", "deepl"]);
    let sent = &server.to("/v2/translate")[0];
    let body = sent.json();
    assert_eq!(sent.header("authorization"), Some(format!("DeepL-Auth-Key {KEY}").as_str()));
    assert_eq!((body["target_lang"].as_str(), body["source_lang"].as_str()), (Some("DA"), Some("EN")));
    assert_eq!((body["formality"].as_str(), body["tag_handling"].as_str()), (Some("prefer_more"), Some("xml")));
    assert_eq!(body["context"], "The **policy** cycle");
    assert!(body["ignore_tags"].as_array().unwrap().iter().any(|tag| tag == "k1"), "{body}");
    assert!(!sent.body.contains(KEY) && !sent.path.contains(KEY));
    for file in ["translations/da/page.md.po", "translations/da/page.md.ledger.jsonl"] {
        assert!(!sandbox.read(file).contains("test-key"));
    }
    assert!(!everything(sandbox.root()).contains("test-key"));
}

#[test]
fn a_strict_form_of_address_is_asked_for_where_the_language_has_one() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/v2/translate" => deepl(request),
        _ => Reply::ok(
            r#"[{"lang":"da","features":{"tag_handling":{}}},{"lang":"ga","features":{"formality":{},"tag_handling":{}}}]"#,
        ),
    });
    let sandbox = project(&server, "deepl", "formality = \"more\"");
    let page: String = (1..=250).map(|number| format!("`code {number}` and ")).collect::<String>() + "more";
    sandbox.write("source-en/page.md", page);
    sandbox.run_with(&["draft", "--engine", "deepl"], &VARIABLES);
    let asked: BTreeMap<String, String> = server
        .to("/v2/translate")
        .iter()
        .map(|request| request.json())
        .map(|body| (body["target_lang"].to_string(), body["formality"].as_str().unwrap().to_owned()))
        .collect();
    assert_eq!(
        asked.into_iter().collect::<Vec<_>>(),
        [("\"DA\"".to_owned(), "prefer_more".to_owned()), ("\"GA\"".to_owned(), "more".to_owned())]
    );
    // Every piece of code is told, however many there are.
    let body = server.to("/v2/translate")[0].json();
    assert_eq!(body["ignore_tags"].as_array().map(Vec::len), Some(250));
}

/// The contents of all files below a folder, cache included.
pub(super) fn everything(folder: &std::path::Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        all.push_str(&if path.is_dir() {
            everything(&path)
        } else {
            String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned()
        });
    }
    all
}

#[test]
fn messages_are_sent_with_their_keys_comments_and_headings() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox = project(&server, "deepl", "");
    std::fs::remove_file(sandbox.root().join("source-en/page.md")).unwrap();
    sandbox.write(
        "source-en/ui.ftl",
        "## Settings\n\n# On a button.\nsave-all = Save all\nopen = Open the door\n\n## Elsewhere\n\nclose = Close the window\n",
    );
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!(run.code, 0, "{} {}", run.stdout, run.stderr);
    let sent = server.to("/v2/translate");
    let mut contexts: Vec<String> = sent.iter().map(|one| one.json()["context"].as_str().unwrap().to_owned()).collect();
    contexts.sort();
    assert_eq!(contexts, ["Elsewhere\nclose", "Settings\nOn a button.\nsave-all\nopen"]);
}

#[test]
fn irish_gets_no_tags() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox = project(&server, "deepl", "");
    let run = sandbox.run_with(&["draft", "-l", "ga", "--engine", "deepl"], &[("DEEPL_AUTH_KEY", KEY)]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let body = server.to("/v2/translate")[0].json();
    assert!(body.get("tag_handling").is_none() && body.to_string().contains("⟦1⟧"), "{body}");
    assert!(sandbox.read("translations/ga/page.md.po").contains("THE **POLICY** CYCLE"));
}

#[test]
fn a_busy_or_broken_engine_is_asked_again() {
    let dated = Reply::Send(
        503,
        vec![
            ("Date".to_owned(), "Thu, 26 Nov 2026 23:59:59 GMT".to_owned()),
            ("Retry-After".to_owned(), "Fri, 27 Nov 2026 00:00:01 GMT".to_owned()),
        ],
        String::new(),
    );
    let pauses = [Reply::with(429, ("Retry-After", "1")), dated];
    for first in pauses.into_iter().chain([Reply::status(500), Reply::status(503), Reply::Cut]) {
        let count = AtomicUsize::new(0);
        let (reply, shown) = (first.clone(), format!("{first:?}"));
        let server = Server::start(move |request, _| {
            let is_first = request.path == "/v2/translate" && count.fetch_add(1, Ordering::SeqCst) == 0;
            if is_first { reply.clone() } else { deepl(request) }
        });
        let sandbox = project(&server, "deepl", "concurrency = 1");
        let start = Instant::now();
        let run = draft(&sandbox, &["--engine", "deepl"]);
        assert_eq!(run.code, 0, "{shown} {}", run.stderr);
        assert!(catalogue(&sandbox).contains("THE **POLICY** CYCLE"));
        if shown.contains("Retry-After") {
            let seconds = if shown.contains("GMT") { 2 } else { 1 };
            assert!(start.elapsed() >= Duration::from_secs(seconds), "{shown}");
            assert!(run.stderr.contains(&format!("asking again in {seconds} s")), "{}", run.stderr);
        }
    }
}

#[test]
fn what_cannot_be_mended_ends_the_run_with_a_remedy() {
    let cases = [
        (Reply::status(456), "quota is used up"),
        (Reply::status(403), "refuses the key"),
        (Reply::status(500), "not available (status 500)"),
        (Reply::with(429, ("Retry-After", "86400")), "asks to wait 1440 minutes"),
        (Reply::ok("<!DOCTYPE html><html>Log in</html>"), "it is an HTML page"),
        (Reply::with(302, ("Location", "https://evil.example/")), "redirects to https://evil.example/"),
        (Reply::with(307, ("Location", "https://evil.example/")), "redirects to https://evil.example/"),
        (Reply::Send(400, Vec::new(), format!("{{\"message\":\"bad key {KEY}\"}}")), "bad key •••"),
        (Reply::deepl(&[]), "texts were sent, 0 came back"),
        (Reply::Slow(Duration::from_secs(3), String::new()), "no answer came within 1 second ("),
    ];
    for (reply, message) in cases {
        let copy = reply.clone();
        let server = Server::start(
            move |request, _| {
                if request.path == "/v2/translate" { copy.clone() } else { deepl(request) }
            },
        );
        let sandbox = project(&server, "deepl", "");
        let toml = sandbox.read("concordia.toml").replace("timeout = 5", "timeout = 1");
        sandbox.write("concordia.toml", toml.replace("attempts = 3", "attempts = 2"));
        let run = draft(&sandbox, &["--engine", "deepl"]);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains(message), "{reply:?}: {said}");
        assert!(run.code == 2 && run.stderr.contains("error:"), "{reply:?}: {said}");
        assert!(!said.contains("test-key"), "{said}");
        assert!(!sandbox.exists("translations/da/page.md.po"), "{reply:?}");
        assert!(server.requests().iter().all(|request| request.header("host").unwrap().starts_with("127.0.0.1")));
    }
}

#[test]
fn a_damaged_answer_is_tried_once_with_other_marks_and_then_kept_out() {
    type Damage = fn(&str) -> String;
    let broken: [Damage; 5] = [
        |text| text.replace("</g1>", ""),
        |text| text.replace("<k1>", "<clé1>").replace("</k1>", "</clé1>"),
        |text| text.replace("<g2>", "").replace("</g2>", "") + " <g2></g2>",
        |text| format!("{text} {text}"),
        |_| "En **helt** anden sætning".to_owned(),
    ];
    for damage in broken {
        // With brackets everything is right the second time.
        let server = Server::start(move |request, _| {
            if request.path != "/v2/translate" {
                return deepl(request);
            }
            let is_xml = request.json().get("tag_handling").is_some();
            Reply::deepl(
                &request
                    .texts()
                    .iter()
                    .map(|text| if is_xml { damage(&loud(text)) } else { loud(text) })
                    .collect::<Vec<_>>(),
            )
        });
        let sandbox = project(&server, "deepl", "");
        let run = draft(&sandbox, &["--engine", "deepl"]);
        // A text without marks is not asked for again.
        assert!(run.code < 2, "{}", run.stderr);
        let po = catalogue(&sandbox);
        assert!(po.contains("USE THE `tool` FOR [MODULE 1](a.md) IN 30 DAYS."), "{po}\n{}", run.stdout);
    }
    // Wrong both times.
    let server = Server::start(|request, _| match request.path.as_str() {
        "/v2/translate" => {
            Reply::deepl(&request.texts().iter().map(|text| loud(text).replace("30", "3")).collect::<Vec<_>>())
        }
        _ => deepl(request),
    });
    let sandbox = project(&server, "deepl", "");
    let run = draft(&sandbox, &["--engine", "deepl", "--format", "json"]);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let finding = &object["languages"][0]["findings"][0];
    assert_eq!(finding["rule"], "draft", "{object:#}");
    assert!(finding["message"].as_str().unwrap().contains("numbers"), "{finding}");
    assert!(!catalogue(&sandbox).contains("IN 3 DAYS"));
    assert_eq!(run.code, 1);
    // Other marks would not mend a number.
    assert_eq!(server.to("/v2/translate").len(), 1);
}

#[test]
fn a_human_translation_is_never_touched_and_a_stale_one_gets_its_draft_beside() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox = project(&server, "deepl", "");
    assert_eq!(sandbox.run(&["sync", "-l", "da"]).code, 0);
    let po = catalogue(&sandbox).replace(
        "msgid \"A plain sentence.\"\nmsgstr \"\"",
        "msgid \"A plain sentence.\"\nmsgstr \"En enkel sætning.\"",
    );
    sandbox.write("translations/da/page.md.po", &po);
    sandbox.write("source-en/page.md", PAGE.replace("A plain sentence.", "A plain sentence must not stand here."));
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let po = catalogue(&sandbox);
    assert!(po.contains("#| msgid \"A plain sentence.\"\nmsgid \"A plain sentence must not stand here.\"\nmsgstr \"En enkel sætning.\""), "{po}");
    let ledger = sandbox.read("translations/da/page.md.ledger.jsonl");
    assert!(ledger.contains("\"beside\":true") && ledger.contains("A PLAIN SENTENCE MUST NOT STAND HERE."), "{ledger}");
    let sent = server.to("/v2/translate").len();
    draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!(server.to("/v2/translate").len(), sent);
    assert_eq!(sandbox.read("translations/da/page.md.ledger.jsonl"), ledger);
}

#[test]
fn a_key_in_the_configuration_or_in_the_project_is_refused() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox = project(&server, "deepl", "auth-key = \"very-secret\"");
    let run = sandbox.run(&["status"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("concordia.toml:7") && !run.stderr.contains("very-secret"), "{}", run.stderr);
    let sandbox = project(&server, "deepl", "DEEPL_AUTH_KEY = \"very-secret\"");
    let run = sandbox.run(&["status"]);
    assert!(run.code == 2 && !run.stderr.contains("very-secret"), "{}", run.stderr);
    let sandbox = project(&server, "deepl", "key-file = \"deepl.key\"");
    sandbox.write("deepl.key", "very-secret\n");
    let run = sandbox.run(&["draft", "-l", "da", "--engine", "deepl"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("inside the project") && !run.stderr.contains("very-secret"), "{}", run.stderr);
    let sandbox = project(&server, "deepl", "");
    let run = sandbox.run(&["draft", "-l", "da", "--engine", "deepl"]);
    assert!(run.code == 2 && run.stderr.contains("DEEPL_AUTH_KEY"), "{}", run.stderr);
}

#[test]
fn a_picture_of_an_error_never_shows_what_may_be_a_key() {
    let server = Server::start(|_, _| Reply::status(404));
    for line in [
        "kennung = \"hunter2\"",
        "timeout = \"hunter2\"",
        "command = \"curl hunter2\"",
        "model = [\n\"hunter2\"]",
        "pw = \"hunter2\"",
        "model = \"hunter2",
    ] {
        let run = project(&server, "deepl", line).run(&["status"]);
        assert_eq!(run.code, 2, "{line}");
        assert!(run.stderr.contains("concordia.toml:") && !run.stderr.contains("hunter2"), "{}", run.stderr);
    }
}

#[test]
fn a_command_reads_and_writes_json_lines() {
    let server = Server::start(|request, _| deepl(request));
    let sandbox = project(
        &server,
        "deepl",
        "[engines.local]\nkind = \"command\"\ncommand = [\"sh\", \"-c\", \"sed -e 's/plain/PLAIN/' -e 's/cycle/CYCLE/' -e 's/ days/ DAYS/'\"]",
    );
    let run = draft(&sandbox, &["--engine", "local"]);
    // The longest text stays English, and is refused.
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(catalogue(&sandbox).contains("msgstr \"A PLAIN sentence.\""), "{}", catalogue(&sandbox));
    let toml = sandbox
        .read("concordia.toml")
        .replace("sed -e 's/plain/PLAIN/' -e 's/cycle/CYCLE/' -e 's/ days/ DAYS/'", "exit 3");
    sandbox.write("concordia.toml", toml).write("source-en/page.md", "New text.\n");
    let run = draft(&sandbox, &["--engine", "local"]);
    assert!(run.code == 2 && run.stderr.contains("exit status: 3"), "{}", run.stderr);
}

#[test]
fn plural_units_get_every_category() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/v2/translate" => Reply::deepl(&request.texts()),
        _ => Reply::ok("[]"),
    });
    let sandbox = Sandbox::new();
    let url = server.url();
    sandbox.write("concordia.toml", format!("[project]\nlanguages = [\"pl\"]\n[engines.deepl]\nurl = \"{url}\"\n"));
    sandbox.write(
        "source-en/ui.ftl",
        "modules =\n    { $count ->\n        [one] { $count } module here\n       *[other] { $count } modules here\n    }\n",
    );
    let run = sandbox.run_with(&["draft", "--engine", "deepl"], &[("DEEPL_AUTH_KEY", KEY)]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let po = sandbox.read("translations/pl/ui.ftl.po");
    for form in [
        "msgstr[0] \"{ $count } module here\"",
        "msgstr[1] \"{ $count } modules here\"",
        "msgstr[2] \"{ $count } modules here\"",
    ] {
        assert!(po.contains(form), "{po}");
    }
    let texts = server.to("/v2/translate")[0].texts();
    assert_eq!(texts, ["<k1>1</k1> module here", "<k1>3</k1> modules here", "<k1>7</k1> modules here"]);
}

/// The English of a run of many units, and what the catalogue must be in the end.
pub(super) fn long_project(server: &Server, engine: &str) -> Sandbox {
    let sandbox = project(server, engine, "max-texts = 20\nconcurrency = 1");
    for part in 0..5 {
        let text: String = (0..200).map(|unit| format!("Sentence {unit} of *part* {part} is here.\n\n")).collect();
        sandbox.write(&format!("source-en/{part}.md"), text);
    }
    sandbox
}

pub(super) fn outcome(sandbox: &Sandbox) -> Vec<String> {
    (0..5).map(|part| sandbox.read(&format!("translations/da/{part}.md.po"))).collect()
}

#[test]
fn a_killed_run_is_resumed_and_nothing_is_paid_twice() {
    killed_and_resumed("deepl", "/v2/translate", deepl);
}

/// Kills runs of an engine that answers so and bills what is sent to the path, and resumes them.
pub(super) fn killed_and_resumed(engine: &str, billed: &'static str, answer: fn(&Request) -> Reply) {
    let reference = {
        let server = Server::start(move |request, _| answer(request));
        let sandbox = long_project(&server, engine);
        assert_eq!(draft(&sandbox, &["--engine", engine]).code, 0);
        outcome(&sandbox)
    };
    // The child is killed when its n-th request arrives, before an answer that would be billed; then at once again.
    for points in [vec![0, 1, 2], vec![7, 3, 11], vec![24, 25], vec![49, 1], vec![50]] {
        let paid: Arc<std::sync::Mutex<BTreeMap<String, u64>>> = Arc::default();
        let (kill_at, process) = (Arc::new(AtomicU64::new(u64::MAX)), Arc::new(AtomicU64::new(0)));
        let count = AtomicU64::new(0);
        let (bill, at, id) = (Arc::clone(&paid), Arc::clone(&kill_at), Arc::clone(&process));
        let server = Server::start(move |request, _| {
            if request.path != billed {
                count.store(0, Ordering::SeqCst);
                return answer(request);
            }
            if count.fetch_add(1, Ordering::SeqCst) == at.load(Ordering::SeqCst) {
                while id.load(Ordering::SeqCst) == 0 {
                    std::thread::yield_now();
                }
                let _ =
                    std::process::Command::new("kill").args(["-9", &id.load(Ordering::SeqCst).to_string()]).status();
                std::thread::sleep(Duration::from_millis(50));
                return Reply::Cut;
            }
            for text in request.texts() {
                *bill.lock().unwrap().entry(text).or_default() += 1;
            }
            answer(request)
        });
        let sandbox = long_project(&server, engine);
        for point in points {
            kill_at.store(point, Ordering::SeqCst);
            process.store(0, Ordering::SeqCst);
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_concordia"));
            command.current_dir(sandbox.root()).args(["draft", "-l", "da", "--engine", engine, "-q"]);
            command
                .env("DEEPL_AUTH_KEY", KEY)
                .env("XDG_CACHE_HOME", sandbox.root().join("../").join(cache_name(&sandbox)));
            command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
            let mut child = command.spawn().unwrap();
            process.store(u64::from(child.id()), Ordering::SeqCst);
            let _ = child.wait();
        }
        kill_at.store(u64::MAX, Ordering::SeqCst);
        let cache = sandbox.root().join("../").join(cache_name(&sandbox));
        let variables = [("DEEPL_AUTH_KEY", KEY), ("XDG_CACHE_HOME", cache.to_str().unwrap())];
        let run = sandbox.run_with(&["draft", "-l", "da", "--engine", engine], &variables);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(outcome(&sandbox), reference);
        let paid = paid.lock().unwrap();
        assert!(paid.len() >= 1000, "{}", paid.len());
        assert!(paid.values().all(|&count| count == 1), "a text was paid twice");
        let _ = std::fs::remove_dir_all(&cache);
    }
}

/// A cache beside the sandbox, outside the project.
fn cache_name(sandbox: &Sandbox) -> String {
    format!("{}-cache", sandbox.root().file_name().unwrap().to_str().unwrap())
}
