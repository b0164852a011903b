//! LibreTranslate against a scripted server.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::draft::{catalogue, draft, killed_and_resumed, loud, project};
use super::scripted_server::{Reply, Request, Server};

/// Answers like LibreTranslate.
fn libretranslate(request: &Request) -> Reply {
    match request.path.as_str() {
        "/languages" => Reply::ok(r#"[{"code":"en","targets":["da","fi"]}]"#),
        _ => Reply::ok(
            serde_json::json!({"translatedText": request.texts().iter().map(|text| loud(text)).collect::<Vec<_>>()}),
        ),
    }
}

#[test]
fn libretranslate_translates_html_and_says_which_languages_it_lacks() {
    let server = Server::start(|request, _| libretranslate(request));
    let sandbox = project(&server, "libretranslate", "");
    let run = sandbox.run(&["draft", "--engine", "libretranslate"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(server.to("/translate")[0].json()["format"], "html");
    assert!(catalogue(&sandbox).contains("USE THE `tool` FOR [MODULE 1](a.md) IN 30 DAYS."), "{}", catalogue(&sandbox));
    assert!(run.stdout.contains("libretranslate does not translate into Irish"), "{}", run.stdout);
    // The server knows better than any table.
    let toml = sandbox.read("concordia.toml").replace("\"ga\"", "\"hr\"").replace(&server.url(), "URL");
    let server = Server::start(|request, _| match request.path.as_str() {
        "/languages" => Reply::ok(r#"[{"code":"en"},{"code":"hr"}]"#),
        _ => libretranslate(request),
    });
    sandbox.write("concordia.toml", toml.replace("URL", &server.url()));
    let run = sandbox.run(&["draft", "-l", "hr", "--engine", "libretranslate"]);
    assert_eq!(run.code, 0, "{} {}", run.stdout, run.stderr);
    assert_eq!(server.to("/translate")[0].json()["target"], "hr");
    let server = Server::start(|request, _| match request.path.as_str() {
        "/languages" => Reply::ok(r#"[{"code":"en","targets":["da"]}]"#),
        _ => Reply::Send(403, Vec::new(), r#"{"error":"Invalid API key"}"#.to_owned()),
    });
    let run = draft(&project(&server, "libretranslate", ""), &["--engine", "libretranslate"]);
    assert!(run.code == 2 && run.stderr.contains("refuses the key"), "{}", run.stderr);
}

#[test]
fn a_libretranslate_that_is_busy_is_asked_again_and_one_that_is_wrong_ends_the_run() {
    let passing = [Reply::with(429, ("Retry-After", "0")), Reply::status(500), Reply::status(503), Reply::Cut];
    for first in passing {
        let (count, reply) = (AtomicUsize::new(0), first.clone());
        let server = Server::start(move |request, _| {
            let is_first = request.path == "/translate" && count.fetch_add(1, Ordering::SeqCst) == 0;
            if is_first { reply.clone() } else { libretranslate(request) }
        });
        let sandbox = project(&server, "libretranslate", "");
        let run = draft(&sandbox, &["--engine", "libretranslate"]);
        assert_eq!(run.code, 0, "{first:?} {}", run.stderr);
        assert!(catalogue(&sandbox).contains("THE **POLICY** CYCLE"), "{first:?}");
    }
    let wrong = [
        (Reply::ok("<!DOCTYPE html>"), "it is an HTML page"),
        (Reply::ok(serde_json::json!({"translatedText": ["x", "y", "z", "w"]})), "came back"),
        (Reply::ok("{}"), "it has no `translatedText`"),
        (Reply::Send(400, Vec::new(), r#"{"error":"Invalid request"}"#.to_owned()), "Invalid request"),
        (Reply::with(302, ("Location", "https://evil.example/")), "redirects to https://evil.example/"),
        (Reply::status(429), "asks to slow down"),
    ];
    for (reply, message) in wrong {
        let copy = reply.clone();
        let server = Server::start(
            move |request, _| if request.path == "/translate" { copy.clone() } else { libretranslate(request) },
        );
        let sandbox = project(&server, "libretranslate", "");
        let run = draft(&sandbox, &["--engine", "libretranslate"]);
        assert!(run.code == 2 && run.stderr.contains(message), "{reply:?} {} {}", run.stdout, run.stderr);
        assert!(!sandbox.exists("translations/da/page.md.po"), "{reply:?}");
    }
}

#[test]
fn a_killed_run_of_libretranslate_is_resumed_and_nothing_is_asked_for_twice() {
    killed_and_resumed("libretranslate", "/translate", libretranslate);
}
