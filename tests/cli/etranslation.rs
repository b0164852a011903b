//! eTranslation, which is asked now and delivers later, against a scripted server.

use super::draft::{PAGE, catalogue, draft, project};
use super::sandbox::Sandbox;
use super::scripted_server::{Reply, Request, Server};

/// Gives requests numbers from 100 on.
pub(super) fn numbered() -> impl Fn() -> Reply + Send + Sync {
    let count = std::sync::atomic::AtomicU64::new(100);
    move || Reply::ok(serde_json::json!({"requestId": count.fetch_add(1, std::sync::atomic::Ordering::SeqCst)}))
}

/// Answers like eTranslation v2 and remembers what was asked.
fn etranslation() -> Server {
    let accept = numbered();
    Server::start(move |request, _| match request.path.as_str() {
        "/getDomains" => Reply::ok(r#"{"GEN":{"languagePairs":["EN-DA","EN-GA-GLS","DA-EN"]}}"#),
        "/askTranslate" => accept(),
        "/translate" if request.header("authorization").is_none() => Reply::with(
            401,
            ("WWW-Authenticate", "Digest realm=\"r\", qop=\"auth\", algorithm=SHA-256, nonce=\"n\", opaque=\"o\""),
        ),
        "/translate" => Reply::ok("4711"),
        "/get-domains" if request.header("authorization").is_none() => {
            Reply::with(401, ("WWW-Authenticate", "Digest realm=\"r\", qop=\"auth\", algorithm=SHA-256, nonce=\"n\""))
        }
        "/get-domains" => Reply::ok(r#"{"GEN":{"languagePairs":["EN-DA"]}}"#),
        _ => Reply::status(404),
    })
}

/// The document that was sent, translated.
fn translated(request: &Request) -> String {
    let json = request.json();
    let content = json["documentToTranslate"]["document"]["content"].as_str().unwrap_or("");
    let html = String::from_utf8(decode(content)).unwrap();
    html.replace("A plain sentence.", "En enkel sætning.").replace("Use the", "Brug").replace(" cycle", " cyklus")
}

pub(super) fn decode(text: &str) -> Vec<u8> {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u32> =
        text.bytes().filter_map(|byte| ALPHABET.find(byte as char)).map(|digit| digit as u32).collect();
    bits.chunks(4)
        .flat_map(|group| {
            let value = group.iter().fold(0, |value, digit| value << 6 | digit) << (6 * (4 - group.len()));
            value.to_be_bytes()[1..group.len()].to_vec()
        })
        .collect()
}

#[test]
fn etranslation_is_asked_once_and_delivers_late_twice_and_in_parts() {
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
    let run = draft(&sandbox, &["--submit"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let sent = server.to("/askTranslate");
    assert_eq!(sent.len(), 1);
    assert!(sent[0].header("authorization").unwrap().starts_with("Basic "));
    let body = sent[0].json();
    assert_eq!(body["deliveries"]["http"], "https://hook.example.org/s3cret");
    assert_eq!(body["targetLanguages"][0], "DA");
    let requests = sandbox.read("translations/etranslation.requests.jsonl");
    assert!(
        requests.contains("\"request\":100") && !requests.contains("s3cret") && !requests.contains("hunter2"),
        "{requests}"
    );
    draft(&sandbox, &["--submit"]);
    assert_eq!(server.to("/askTranslate").len(), 1, "asked twice");
    // Twice, partly, late, broken, a failure note: all in one folder.
    let html = translated(&sent[0]);
    let result = |html: &str| serde_json::json!({"requestId": 100, "targetLanguage": "DA", "result": html}).to_string();
    let part = html.split("</p>").next().unwrap().to_owned() + "</p></body></html>";
    sandbox.write("in/1.json", result(&part));
    let run = draft(&sandbox, &["--collect", "in", "--format", "json"]);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(object["languages"][0]["drafted"], 1, "{object}");
    sandbox.write("in/2.json", result(&html)).write("in/3.json", result(&html));
    sandbox.write("in/4.json", r#"{"requestId":100,"errorCode":-40010,"errorMessage":"superseded"}"#);
    sandbox.write("in/5.json", r#"{"requestId":99,"errorCode":-40010,"errorMessage":"too many segments"}"#);
    sandbox.write("in/6.txt", "garbage");
    sandbox.write("source-en/page.md", PAGE.replace("30 days", "31 days"));
    let run = draft(&sandbox, &["--collect", "in", "--format", "json"]);
    assert!(run.code == 2 && run.stderr.contains("-40010 too many segments"), "{}", run.stderr);
    assert!(!run.stderr.contains("superseded"), "{}", run.stderr);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(object["languages"][0]["drafted"], 1, "{object}");
    assert_eq!((&object["languages"][0]["late"], &object["languages"][0]["known"]), (&1.into(), &1.into()), "{object}");
    assert!(object["passed_over"][0].as_str().unwrap().ends_with("6.txt"), "{object}");
    let po = catalogue(&sandbox);
    assert!(po.contains("msgstr \"En enkel sætning.\"") && !po.contains("Brug"), "{po}");
    let again = draft(&sandbox, &["--collect", "in"]);
    assert!(again.code == 0 && catalogue(&sandbox) == po, "{} {}", again.stdout, again.stderr);
    assert!(again.stdout.contains("Nothing new was delivered.") && !again.stdout.contains("late"), "{}", again.stdout);
}

#[test]
fn a_failed_request_is_asked_again_at_once_and_a_lost_one_when_somebody_says_so() {
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
    let before = draft(&sandbox, &["--collect"]);
    assert_eq!((before.code, before.stderr.as_str()), (0, ""));
    assert!(before.stdout.contains("Nothing was delivered yet."), "{}", before.stdout);
    draft(&sandbox, &["--submit"]);
    let waiting = draft(&sandbox, &["--collect"]);
    assert!(waiting.code == 0 && waiting.stdout.contains("(request 100); nothing came yet"), "{}", waiting.stdout);
    sandbox.write("in/1.json", r#"{"requestId":100,"errorCode":-20021,"errorMessage":"too long"}"#);
    let failed = draft(&sandbox, &["--collect", "in"]);
    assert!(failed.code == 2 && failed.stderr.contains("-20021 too long"), "{}", failed.stderr);
    assert_eq!(draft(&sandbox, &["--collect", "in"]).code, 0, "told once");
    assert!(draft(&sandbox, &["--submit"]).stdout.contains("request 101"));
    let lost = draft(&sandbox, &["--submit"]);
    assert!(lost.code == 0 && lost.stdout.contains("(request 101); nothing came yet"), "{}", lost.stdout);
    assert_eq!(server.to("/askTranslate").len(), 2);
    assert!(draft(&sandbox, &["--submit", "--again"]).stdout.contains("request 102"));
    // The failure of the first request, delivered once more, says nothing about the last.
    sandbox.write("in/2.json", r#"{"requestId":100,"errorCode":-20021,"errorMessage":"too long, again"}"#);
    let again = draft(&sandbox, &["--collect", "in"]);
    assert!(again.code == 0 && again.stdout.contains("(request 102)"), "{} {}", again.stdout, again.stderr);
}

#[test]
fn a_request_that_is_not_accepted_is_no_success() {
    for (reply, message) in [(-11_200, "quota is used up"), (-20_013, "does not have this language pair")] {
        let server = Server::start(move |request, _| match request.path.as_str() {
            "/askTranslate" => Reply::ok(serde_json::json!({"errorCode": reply})),
            _ => Reply::status(404),
        });
        let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
        let run = sandbox.run_with(&["draft", "--submit"], &super::draft::VARIABLES);
        assert!(run.code == 2 && run.stderr.contains(message), "{}", run.stderr);
        assert!(!run.stdout.contains("Nothing to ask for"), "{}", run.stdout);
        // An account that is used up is used up for the other language, too.
        let times = if reply == -11_200 { 1 } else { 2 };
        assert_eq!(server.to("/askTranslate").len(), times, "{}", run.stdout);
        assert_eq!(run.stdout.contains("ga: not asked"), times == 1, "{}", run.stdout);
    }
}

#[test]
fn a_busy_etranslation_is_asked_again_and_a_wrong_address_is_told() {
    for first in [Reply::with(429, ("Retry-After", "0")), Reply::status(503)] {
        let reply = first.clone();
        let count = std::sync::atomic::AtomicU64::new(0);
        let server = Server::start(move |request, _| match request.path.as_str() {
            "/askTranslate" if count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 => reply.clone(),
            "/askTranslate" => Reply::ok(serde_json::json!({"requestId": 7})),
            _ => Reply::status(404),
        });
        let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
        let run = draft(&sandbox, &["--submit"]);
        assert!(run.code == 0 && run.stdout.contains("request 7"), "{first:?} {}", run.stderr);
    }
    let wrong = [
        (Reply::ok("<!DOCTYPE html>"), "it is an HTML page"),
        (Reply::with(302, ("Location", "https://evil.example/")), "redirects to https://evil.example/"),
        (
            Reply::Send(400, Vec::new(), r#"{"message":"no way to /s3cret with hunter2"}"#.to_owned()),
            "to /••• with •••",
        ),
        (Reply::ok(r#"{"errorCode":-1,"errorMessage":"s3cret"}"#), "-1 •••"),
        (Reply::status(403), "refuses the key"),
        (Reply::status(401), "refuses the key"),
    ];
    for (reply, message) in wrong {
        let copy = reply.clone();
        let server = Server::start(move |request, _| match request.path.as_str() {
            "/askTranslate" => copy.clone(),
            _ => Reply::status(404),
        });
        let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
        let run = draft(&sandbox, &["--submit"]);
        assert!(run.code == 2 && run.stderr.contains(message), "{reply:?} {} {}", run.stdout, run.stderr);
        assert!(!sandbox.exists("translations/etranslation.requests.jsonl"), "{reply:?}");
    }
}

#[test]
fn a_request_whose_answer_was_lost_is_not_made_twice_unless_somebody_says_so() {
    let (accept, count) = (numbered(), std::sync::atomic::AtomicU64::new(0));
    let server = Server::start(move |request, _| match request.path.as_str() {
        "/askTranslate" if count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0 => Reply::Cut,
        "/askTranslate" => accept(),
        _ => Reply::status(404),
    });
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
    let run = draft(&sandbox, &["--submit"]);
    assert!(run.code == 2 && run.stderr.contains("it may have been accepted"), "{}", run.stderr);
    let again = draft(&sandbox, &["--submit"]);
    assert!(
        again.code == 0 && again.stdout.contains("(no number); whether it arrived is not known"),
        "{}",
        again.stdout
    );
    assert_eq!(server.to("/askTranslate").len(), 1);
    // It was accepted: what is delivered finds its place by our own name for it.
    let html = translated(&server.to("/askTranslate")[0]);
    let reference = server.to("/askTranslate")[0].json()["callerInformation"]["externalReference"].clone();
    let body =
        serde_json::json!({"requestId": 7, "externalReference": reference, "targetLanguage": "DA", "result": html});
    sandbox.write("in/1.json", body.to_string());
    let run = draft(&sandbox, &["--collect", "in"]);
    assert!(run.code == 0 && !run.stdout.contains("not known"), "{} {}", run.stdout, run.stderr);
    assert!(catalogue(&sandbox).contains("En enkel sætning."), "{}", catalogue(&sandbox));
    // What is new is asked for by itself.
    sandbox.write("source-en/a.md", "Another sentence.\n");
    assert!(draft(&sandbox, &["--submit"]).stdout.contains("1 text "));
}

#[test]
fn what_is_on_its_way_is_not_asked_for_when_other_units_come_and_go() {
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
    draft(&sandbox, &["--submit"]);
    sandbox.write("source-en/page.md", PAGE.replace("A plain sentence.", "Quite another one."));
    let run = draft(&sandbox, &["--submit"]);
    assert!(run.stdout.contains("1 text ") && run.stdout.contains("(request 100); nothing came yet"), "{}", run.stdout);
    let price = draft(&sandbox, &["--submit", "--dry-run", "--format", "json"]).stdout;
    let price: serde_json::Value = serde_json::from_str(&price).unwrap();
    assert_eq!(
        (&price["documents"], &price["languages"][0]["waiting"]),
        (&serde_json::json!([]), &3.into()),
        "{price}"
    );
    assert!(draft(&sandbox, &["--submit", "--again"]).stdout.contains("3 texts"));
}

#[test]
fn a_missing_secret_says_what_it_is() {
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
    let given = super::draft::VARIABLES;
    for (missing, hint) in
        [("CONCORDIA_CALLBACK_SECRET", "long random word"), ("ETRANSLATION_USER", "your application")]
    {
        let variables: Vec<_> = given.into_iter().filter(|(name, _)| *name != missing).collect();
        let run = sandbox.run_with(&["draft", "--submit"], &variables);
        assert!(run.code == 2 && run.stderr.contains(missing) && run.stderr.contains(hint), "{}", run.stderr);
        assert!(!run.stderr.contains("key-file"), "{}", run.stderr);
    }
    // With this one every delivery would be turned away.
    let variables = given.map(|(name, value)| (name, if name.starts_with("CONCORDIA") { "a/b?c" } else { value }));
    for arguments in [&["draft", "--submit"][..], &["draft", "--listen", "127.0.0.1:0"]] {
        let run = sandbox.run_with(arguments, &variables);
        assert!(run.code == 2 && run.stderr.contains("characters that an address cannot"), "{}", run.stderr);
        assert!(!run.stderr.contains("a/b?c"), "{}", run.stderr);
    }
    for callback in ["http://hook.example.org", "https://hook.example.org/x?y", "hook"] {
        let sandbox = project(&server, "etranslation", &format!("callback = \"{callback}\""));
        let run = draft(&sandbox, &["--submit"]);
        assert!(run.code == 2 && run.stderr.contains("begins with https://"), "{callback} {}", run.stderr);
    }
    assert!(server.requests().is_empty());
}

#[test]
fn the_memory_comes_first_and_budgets_hold_for_documents() {
    let server = etranslation();
    let more = "callback = \"https://hook.example.org\"\nprice-per-million = 20.0";
    let sandbox = project(&server, "etranslation", more);
    sandbox.write("source-en/a.md", "A plain sentence.\n");
    sandbox.run(&["sync"]);
    let path = "translations/da/a.md.po";
    let po = sandbox.read(path).replace("sentence.\"\nmsgstr \"\"", "sentence.\"\nmsgstr \"En enkel sætning.\"");
    sandbox.write(path, po);
    // A price needs no key and changes nothing.
    let price = sandbox.run(&["draft", "-l", "da", "--submit", "--dry-run"]);
    assert_eq!((price.code, price.stderr.as_str()), (0, ""));
    assert!(price.stdout.contains("1 unit would come from the memory"), "{}", price.stdout);
    assert!(price.stdout.contains("2 texts") && price.stdout.contains("EUR 0.01  would be"), "{}", price.stdout);
    assert!(!catalogue(&sandbox).contains("fuzzy") && server.requests().is_empty());
    assert!(!sandbox.exists("translations/etranslation.requests.jsonl"));
    let none = draft(&sandbox, &["--submit", "--max-chars", "3"]);
    assert!(none.stdout.contains("`--max-chars`") && server.requests().is_empty(), "{}", none.stdout);
    let run = draft(&sandbox, &["--submit", "--max-chars", "60"]);
    assert!(run.code == 0 && run.stdout.contains("1 text,") || run.stdout.contains("1 text "), "{}", run.stdout);
    assert!(catalogue(&sandbox).contains("msgstr \"En enkel sætning.\""), "{}", catalogue(&sandbox));
    let sent =
        decode(server.to("/askTranslate")[0].json()["documentToTranslate"]["document"]["content"].as_str().unwrap());
    let sent = String::from_utf8(sent).unwrap();
    assert!(sent.contains(" cycle") && !sent.contains("plain sentence") && !sent.contains("Use the"), "{sent}");
}

#[test]
fn a_refused_text_is_told_once_and_asked_for_again_when_somebody_says_so() {
    let server = etranslation();
    let more = "callback = \"https://hook.example.org\"\nprice-per-million = 20.0\n[glossary]\nfiles = [\"terms.csv\"]";
    let sandbox = project(&server, "etranslation", more);
    sandbox.write("terms.csv", "concept,language,term\npolicy,en,policy\npolicy,da,politik\n");
    draft(&sandbox, &["--submit"]);
    let html = translated(&server.to("/askTranslate")[0]).replace("30 days", "99 days");
    sandbox
        .write("in/1.json", serde_json::json!({"requestId": 100, "targetLanguage": "DA", "result": html}).to_string());
    let run = draft(&sandbox, &["--collect", "in"]);
    assert!(run.code == 1 && run.stdout.contains("the number 30 has become 99"), "{} {}", run.stdout, run.stderr);
    assert!(run.stdout.contains("Written, but to be looked at: 1 unit without the termbase's"), "{}", run.stdout);
    let again = draft(&sandbox, &["--collect", "in"]);
    assert!(again.code == 0 && again.stdout.contains("Nothing new was delivered."), "{}", again.stdout);
    let ledger = sandbox.read("translations/da/page.md.ledger.jsonl");
    assert!(ledger.contains("\"characters\":17,\"cost\":0.00034"), "{ledger}");
    assert_eq!(ledger.matches("\"act\":\"refuse\"").count(), 1, "{ledger}");
    assert!(ledger.contains("the number 30 has become 99") && !ledger.contains("99 days"), "{ledger}");
    let stats = sandbox.run(&["draft", "--stats", "--format", "json"]).stdout;
    let stats: serde_json::Value = serde_json::from_str(&stats).unwrap();
    assert_eq!((&stats["rows"][0]["engine"], &stats["rows"][0]["refused"]), (&"etranslation".into(), &1.into()));
    let submit = draft(&sandbox, &["--submit"]);
    assert!(submit.stdout.contains("1 unit: refused when it came before"), "{}", submit.stdout);
    assert!(!submit.stdout.contains("Nothing to ask for"), "{}", submit.stdout);
    assert_eq!(server.to("/askTranslate").len(), 1);
    assert!(draft(&sandbox, &["--submit", "--again"]).stdout.contains("1 text "), "asked for once more");
}

#[test]
fn a_text_whose_marks_were_damaged_is_asked_for_once_with_other_marks() {
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
    sandbox.write("source-en/page.md", "Use the `tool` for [module 1](a.md) in 30 days.\n");
    let danish = |request: &Request| {
        translated(request)
            .replace(" for ", " til ")
            .replace("module 1", "modul 1")
            .replace(" in 30 days", " i 30 dage")
    };
    let deliver = |name: &str, request: u64, html: &str| {
        let body = serde_json::json!({"requestId": request, "targetLanguage": "DA", "result": html});
        sandbox.write(name, body.to_string());
    };
    draft(&sandbox, &["--submit"]);
    let broken = danish(&server.to("/askTranslate")[0]).replace("<span id=\"k1\">", "").replacen("</span>", "", 1);
    deliver("in/1.json", 100, &broken);
    let run = draft(&sandbox, &["--collect", "in"]);
    assert!(run.code == 1 && run.stdout.contains("was refused"), "{} {}", run.stdout, run.stderr);
    let submit = draft(&sandbox, &["--submit"]);
    assert!(submit.stdout.contains("request 101"), "{}", submit.stdout);
    let second = danish(&server.to("/askTranslate")[1]);
    assert!(second.contains("Brug") && second.contains("XQ") && !second.contains("<span"), "{second}");
    deliver("in/2.json", 101, &second);
    let run = draft(&sandbox, &["--collect", "in"]);
    assert_eq!(run.code, 0, "{} {}", run.stdout, run.stderr);
    assert!(
        catalogue(&sandbox).contains("msgstr \"Brug `tool` til [modul 1](a.md) i 30 dage.\""),
        "{}",
        catalogue(&sandbox)
    );
    // Damaged again it is asked for when somebody says so.
    sandbox.write("source-en/page.md", "Use the `tool` for [module 1](a.md) in 40 days.\n");
    std::fs::remove_dir_all(sandbox.root().join("translations/da")).unwrap();
    for (name, request) in [("in/3.json", 102), ("in/4.json", 103)] {
        draft(&sandbox, &["--submit"]);
        let sent = server.to("/askTranslate").pop().unwrap();
        deliver(name, request, &danish(&sent).replace("span", "b").replace("XQ", "Q"));
        assert_eq!(draft(&sandbox, &["--collect", "in"]).code, 1);
    }
    let held = draft(&sandbox, &["--submit"]);
    assert!(held.stdout.contains("1 unit: refused when it came before"), "{}", held.stdout);
    assert_eq!(server.to("/askTranslate").len(), 4);
}

#[test]
fn a_delivered_text_that_was_thrown_away_does_not_come_back() {
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
    sandbox.write("source-en/page.md", "A plain sentence.\n");
    draft(&sandbox, &["--submit"]);
    let html = translated(&server.to("/askTranslate")[0]);
    let body = serde_json::json!({"requestId": 100, "externalReference": "x", "targetLanguage": "DA", "result": html});
    sandbox.write("in/1.json", body.to_string());
    assert_eq!(draft(&sandbox, &["--collect", "in"]).code, 0);
    let emptied = catalogue(&sandbox).replace("#, fuzzy\n", "").replace("msgstr \"En enkel sætning.\"", "msgstr \"\"");
    sandbox.write("translations/da/page.md.po", &emptied);
    assert_eq!(draft(&sandbox, &["--collect", "in"]).code, 0);
    assert_eq!(catalogue(&sandbox), emptied);
    let run = draft(&sandbox, &["--submit"]);
    assert!(run.stdout.contains("1 unit: thrown away as drafts of etranslation before"), "{}", run.stdout);
    assert_eq!(server.to("/askTranslate").len(), 1);
}

#[test]
fn etranslation_v1_answers_a_digest_challenge() {
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"\nrevision = \"v1\"");
    let run = draft(&sandbox, &["--submit"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("request 4711"), "{}", run.stdout);
    let sent = server.to("/translate");
    assert_eq!(sent.len(), 2);
    let header = sent[1].header("authorization").unwrap();
    assert!(header.starts_with("Digest username=\"app\"") && header.contains("uri=\"/translate\""), "{header}");
    let asked = server.to("/get-domains");
    assert!(
        asked.len() == 2 && asked[1].header("authorization").unwrap().contains("uri=\"/get-domains\""),
        "{asked:?}"
    );
    assert!(!run.stdout.contains("could not be asked"), "{}", run.stdout);
    assert!(!header.contains("hunter2"));
}

#[test]
fn documents_can_be_carried_by_hand() {
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "");
    let run = sandbox.run(&["draft", "-l", "da", "--submit", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(server.requests().is_empty());
    let file = std::fs::read_dir(sandbox.root().join("out")).unwrap().next().unwrap().unwrap().path();
    let html = std::fs::read_to_string(&file).unwrap();
    let html =
        html.replace("A plain sentence.", "En enkel sætning.").replace("Use the", "Brug").replace(" cycle", " cyklus");
    sandbox.write(&format!("in/{}", file.file_name().unwrap().to_str().unwrap()), html);
    let run = sandbox.run(&["draft", "-l", "da", "--collect", "in"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(catalogue(&sandbox).contains("#, fuzzy\nmsgid \"A plain sentence.\"\nmsgstr \"En enkel sætning.\""));
}

#[cfg(unix)]
#[test]
fn a_request_ledger_that_leads_out_of_the_project_is_left_alone() {
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
    let outside = Sandbox::new();
    outside.write("ledger", "private\n");
    sandbox.write("translations/keep", "");
    let link = sandbox.root().join("translations/etranslation.requests.jsonl");
    std::os::unix::fs::symlink(outside.root().join("ledger"), &link).unwrap();
    let run = draft(&sandbox, &["--submit"]);
    assert!(run.code == 2 && run.stderr.contains("leads out of the project"), "{}", run.stderr);
    assert!(server.requests().is_empty() && link.is_symlink() && outside.read("ledger") == "private\n");
}

#[test]
fn a_delivery_in_another_language_is_told() {
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
    draft(&sandbox, &["--submit"]);
    let html = translated(&server.to("/askTranslate")[0]);
    let body = serde_json::json!({"requestId": 100, "targetLanguage": "ZZ-\u{1b}/..", "result": html});
    sandbox.write("in/1.json", body.to_string());
    let run = draft(&sandbox, &["--collect", "in"]);
    assert!(run.code == 2 && run.stderr.contains("is in `zz`, which is no language of this project"), "{}", run.stderr);
    // Letters by name, in a file that a Windows program saved.
    std::fs::remove_file(sandbox.root().join("in/1.json")).unwrap();
    let html = format!("\u{feff}{}", html.replace('æ', "&aelig;").replace('\n', "\r\n"));
    sandbox.write("in/x_DA.html", html);
    draft(&sandbox, &["--collect", "in"]);
    assert!(catalogue(&sandbox).contains("msgstr \"En enkel sætning.\""), "{}", catalogue(&sandbox));
}

#[test]
fn the_receiver_takes_deliveries_and_collect_finds_them() {
    use std::io::{BufRead, BufReader, Read, Write};
    let server = etranslation();
    let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
    draft(&sandbox, &["--submit"]);
    let html = translated(&server.to("/askTranslate")[0]);
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_concordia"));
    command.current_dir(sandbox.root()).args(["draft", "--listen", "127.0.0.1:0", "--deliveries", "1"]);
    command.env("CONCORDIA_CALLBACK_SECRET", "s3cret").env("XDG_CACHE_HOME", sandbox.root().join(".cache"));
    command
        .env("HOME", sandbox.root().join(".home"))
        .stderr(std::process::Stdio::piped())
        .stdout(std::process::Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    let mut errors = BufReader::new(child.stderr.take().unwrap());
    errors.read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
    assert!(!line.contains("s3cret"));
    let body = serde_json::json!({"requestId": 100, "targetLanguage": "DA", "result": html}).to_string();
    for path in ["/guess", "/s3cret"] {
        let mut stream = std::net::TcpStream::connect(&address).unwrap();
        let length = body.len();
        write!(stream, "POST {path} HTTP/1.1\r\nContent-Length: {length}\r\n\r\n{body}").unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        assert!(answer.starts_with(if path == "/s3cret" { "HTTP/1.1 200" } else { "HTTP/1.1 404" }), "{answer}");
    }
    assert!(child.wait().unwrap().success());
    let run = draft(&sandbox, &["--collect"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(catalogue(&sandbox).contains("En enkel sætning."), "{}", run.stdout);
}
