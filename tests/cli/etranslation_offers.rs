//! What eTranslation says that it offers, asked before anything is sent.

use super::draft::{draft, project};
use super::etranslation::numbered;
use super::sandbox::Sandbox;
use super::scripted_server::{Reply, Server};

#[test]
fn what_it_offers_is_asked_before_anything_is_sent() {
    let offering = |domains: &'static str, more: &str| {
        let accept = numbered();
        let server = Server::start(move |request, _| match request.path.as_str() {
            "/getDomains" => Reply::ok(domains),
            _ => accept(),
        });
        let sandbox = project(&server, "etranslation", &format!("callback = \"https://hook.example.org\"\n{more}"));
        (server, sandbox)
    };
    let submit = |sandbox: &Sandbox| sandbox.run_with(&["draft", "--submit"], &super::draft::VARIABLES);
    // Both published shapes; Irish is in another domain only.
    for domains in [
        r#"{"GEN":{"languagePairs":["EN-DA-GLS","GA-EN"]},"SPD":{"languagePairs":["EN-GA-LLM"]}}"#,
        r#"[{"domain":"GEN","languagePairs":["EN-DA-GLS","GA-EN"]},{"domain":"SPD","languagePairs":["EN-GA-LLM"]}]"#,
    ] {
        let (server, sandbox) = offering(domains, "");
        let run = submit(&sandbox);
        assert_eq!(run.code, 0, "{} {}", run.stdout, run.stderr);
        assert!(run.stdout.contains("ga: the domain GEN does not translate into Irish (SPD would)"), "{}", run.stdout);
        assert_eq!((server.to("/getDomains").len(), server.to("/askTranslate").len()), (1, 1));
        assert!(server.to("/getDomains")[0].header("authorization").unwrap().starts_with("Basic "));
        // Nothing to ask for: the engine is left alone.
        draft(&sandbox, &["--submit"]);
        assert_eq!(server.to("/getDomains").len(), 1);
    }
    let (server, sandbox) =
        offering(r#"{"GEN":{"languagePairs":["EN-DA"]},"SPD":{"languagePairs":[]}}"#, "domain = \"XYZ\"");
    let run = submit(&sandbox);
    assert!(run.code == 2 && run.stderr.contains("etranslation has no domain `XYZ`"), "{}", run.stderr);
    assert!(run.stderr.contains("known are GEN, SPD; set `domain`"), "{}", run.stderr);
    assert!(
        run.stderr.matches("error:").count() == 1 && run.stdout.contains("ga: not asked"),
        "{} {}",
        run.stdout,
        run.stderr
    );
    assert!(server.to("/askTranslate").is_empty() && !sandbox.exists("translations/etranslation.requests.jsonl"));
}

#[test]
fn an_engine_that_does_not_say_what_it_offers_is_tried_and_one_that_refuses_the_key_is_not() {
    let mute = [
        (Reply::status(404), "status 404"),
        (Reply::status(405), "status 405"),
        (Reply::status(500), "not available (status 500)"),
        (Reply::ok("<!DOCTYPE html><p>Sign in</p>"), "it is an HTML page"),
        (Reply::ok("{}"), "it names no domain"),
        (Reply::Cut, "the connection was cut"),
    ];
    for (reply, why) in mute {
        let (copy, accept) = (reply.clone(), numbered());
        let server = Server::start(move |request, _| match request.path.as_str() {
            "/getDomains" => copy.clone(),
            _ => accept(),
        });
        let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"\nattempts = 1");
        let toml = sandbox.read("concordia.toml").replace("attempts = 3\n", "");
        sandbox.write("concordia.toml", toml);
        let run = sandbox.run_with(&["draft", "--submit"], &super::draft::VARIABLES);
        assert_eq!((run.code, server.to("/askTranslate").len()), (0, 2), "{reply:?} {} {}", run.stdout, run.stderr);
        assert!(
            run.stdout.contains("What etranslation offers could not be asked") && run.stdout.contains(why),
            "{}",
            run.stdout
        );
        assert_eq!(server.to("/getDomains").len(), 1, "{reply:?}");
    }
    for status in [401, 403] {
        let server = Server::start(move |_, _| Reply::status(status));
        let sandbox = project(&server, "etranslation", "callback = \"https://hook.example.org\"");
        let run = sandbox.run_with(&["draft", "--submit"], &super::draft::VARIABLES);
        assert!(run.code == 2 && run.stderr.contains("refuses the key"), "{}", run.stderr);
        assert!(server.to("/askTranslate").is_empty() && run.stdout.contains("ga: not asked"), "{}", run.stdout);
    }
}
