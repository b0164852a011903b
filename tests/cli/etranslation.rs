//! eTranslation, which is asked now and delivers later, against a scripted server.

use super::draft::{PAGE, catalogue, draft, project};
use super::scripted_server::{Reply, Request, Server};

/// Answers like eTranslation v2 and remembers what was asked.
fn etranslation() -> Server {
    Server::start(|request, number| match request.path.as_str() {
        "/askTranslate" => Reply::ok(serde_json::json!({"requestId": 100 + number})),
        "/translate" if request.header("authorization").is_none() => Reply::with(
            401,
            ("WWW-Authenticate", "Digest realm=\"r\", qop=\"auth\", algorithm=SHA-256, nonce=\"n\", opaque=\"o\""),
        ),
        "/translate" => Reply::ok("4711"),
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

fn decode(text: &str) -> Vec<u8> {
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
    sandbox.write("in/4.json", r#"{"requestId":100,"errorCode":-40010,"errorMessage":"too many segments"}"#);
    sandbox.write("source-en/page.md", PAGE.replace("30 days", "31 days"));
    let run = draft(&sandbox, &["--collect", "in", "--format", "json"]);
    assert!(run.code == 2 && run.stderr.contains("-40010 too many segments"), "{}", run.stderr);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(object["languages"][0]["drafted"], 1, "{object}");
    assert!(object["languages"][0]["late"].as_u64().unwrap() >= 1, "{object}");
    let po = catalogue(&sandbox);
    assert!(po.contains("msgstr \"En enkel sætning.\"") && !po.contains("Brug"), "{po}");
    let again = draft(&sandbox, &["--collect", "in"]);
    assert!(again.code == 2 && catalogue(&sandbox) == po);
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
