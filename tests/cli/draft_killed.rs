//! Runs that are killed and resumed: `command`, and eTranslation's sending and collecting. The engines that answer over HTTP
//! have theirs beside their other tests.

use std::collections::BTreeMap;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use super::draft::{VARIABLES, draft, long_project, outcome};
use super::etranslation::decode;
use super::sandbox::Sandbox;
use super::scripted_server::{Reply, Request, Server};

/// Starts a run, to be killed.
fn start(sandbox: &Sandbox, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_concordia"));
    command.current_dir(sandbox.root()).args(["draft", "-q"]).args(arguments).envs(VARIABLES);
    command.env("HOME", sandbox.root().join(".home")).env("XDG_CACHE_HOME", sandbox.root().join(".cache"));
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Kills a run after a while; returns whether it was still at work.
fn kill_after(mut child: Child, pause: Duration) -> bool {
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() && begun.elapsed() < pause {
        std::thread::sleep(Duration::from_micros(200));
    }
    let _ = child.kill();
    !child.wait().unwrap().success()
}

/// A translator that notes what it is asked and what it answered, and kills who asks when the file `kill-at` says so.
const TRANSLATOR: &str = r#"asked=$(cat)
count=$(cat count 2>/dev/null || echo 0)
echo $((count + 1)) >count
printf '%s\n' "$asked" >>asked.log
if [ "$count" = "$(cat kill-at 2>/dev/null)" ]; then kill -9 $PPID; exit 1; fi
printf '%s\n' "$asked" | sed -e 's/Sentence/Sætning/' -e 's/ is here/ er her/'
printf '%s\n' "$asked" >>answered.log
"#;

fn by_program() -> Sandbox {
    let server = Server::start(|_, _| Reply::status(404));
    let sandbox = long_project(&server, "command");
    let toml = sandbox.read("concordia.toml").replace("max-texts", "command = [\"sh\", \"translator.sh\"]\nmax-texts");
    sandbox.write("concordia.toml", toml).write("translator.sh", TRANSLATOR);
    std::fs::remove_file(sandbox.root().join("source-en/page.md")).unwrap();
    sandbox
}

/// How often each text stands in a file of the translator.
fn counted(sandbox: &Sandbox, file: &str) -> BTreeMap<String, u64> {
    let mut count = BTreeMap::new();
    for line in sandbox.read(file).lines() {
        *count.entry(line.to_owned()).or_default() += 1;
    }
    count
}

/// What is promised: an answer that was received is on the disk. A batch whose program was at work when the run was killed is
/// asked for again, since nobody received its answer.
#[test]
fn a_killed_run_of_a_command_asks_again_only_for_what_was_never_answered() {
    let reference = by_program();
    assert_eq!(draft(&reference, &["--engine", "command"]).code, 0);
    let sandbox = by_program();
    let points = [0, 1, 17, 24, 2, 5, 0];
    for point in points {
        sandbox.write("kill-at", point.to_string()).write("count", "0");
        assert!(!start(&sandbox, &["-l", "da", "--engine", "command"]).wait().unwrap().success());
    }
    std::fs::remove_file(sandbox.root().join("kill-at")).unwrap();
    let run = draft(&sandbox, &["--engine", "command"]);
    assert_eq!(run.code, 0, "{} {}", run.stdout, run.stderr);
    assert_eq!(outcome(&sandbox), outcome(&reference));
    let (asked, answered) = (counted(&sandbox, "asked.log"), counted(&sandbox, "answered.log"));
    assert_eq!(asked, BTreeMap::from_iter(answered.keys().map(|text| (text.clone(), asked[text]))));
    assert!(answered.len() >= 1000 && answered.values().all(|&count| count == 1), "a text was answered twice");
    // Each kill costs the batch that was in the program's hands.
    let lost: u64 = asked.values().map(|count| count - 1).sum();
    assert_eq!(lost, 20 * points.len() as u64);
}

#[test]
fn a_run_of_a_command_that_is_killed_at_any_moment_loses_at_most_one_batch() {
    let reference = by_program();
    let begun = Instant::now();
    assert_eq!(draft(&reference, &["--engine", "command"]).code, 0);
    let whole = begun.elapsed();
    let sandbox = by_program();
    let mut kills = 0;
    for round in 1..8 {
        kills += u64::from(kill_after(start(&sandbox, &["-l", "da", "--engine", "command"]), whole * round / 12));
    }
    assert_eq!(draft(&sandbox, &["--engine", "command"]).code, 0);
    assert_eq!(outcome(&sandbox), outcome(&reference));
    let asked = counted(&sandbox, "asked.log");
    let lost: u64 = asked.values().map(|count| count - 1).sum();
    assert!(kills > 0 && lost <= 20 * kills, "{lost} texts were asked for twice in {kills} kills");
}

const LANGUAGES: [&str; 8] = ["da", "de", "es", "fi", "fr", "ga", "pl", "sv"];

/// A project of 1,000 units in eight languages.
fn by_etranslation(server: &Server) -> Sandbox {
    let sandbox = long_project(server, "etranslation");
    let toml =
        sandbox.read("concordia.toml").replace("max-texts", "callback = \"https://hook.example.org\"\nmax-texts");
    let languages: Vec<String> = LANGUAGES.iter().map(|code| format!("\"{code}\"")).collect();
    sandbox.write("concordia.toml", toml.replace("\"da\", \"ga\"", &languages.join(", ")));
    std::fs::remove_file(sandbox.root().join("source-en/page.md")).unwrap();
    sandbox
}

fn document(request: &Request) -> String {
    let json = request.json();
    String::from_utf8(decode(json["documentToTranslate"]["document"]["content"].as_str().unwrap_or(""))).unwrap()
}

/// The texts of a document with its language.
fn texts(request: &Request) -> Vec<String> {
    let language = request.json()["targetLanguages"][0].as_str().unwrap_or("").to_owned();
    document(request).split("<p id=\"").skip(1).map(|part| format!("{language} {}", &part[..33])).collect()
}

/// Counts every text that reached the engine, and answers.
fn counting(accepted: Arc<Mutex<BTreeMap<String, u64>>>, before_answer: impl Fn() + Send + Sync + 'static) -> Server {
    let number = AtomicU64::new(100);
    Server::start(move |request, _| {
        if request.path != "/askTranslate" {
            return Reply::status(404);
        }
        for text in texts(request) {
            *accepted.lock().unwrap().entry(text).or_default() += 1;
        }
        before_answer();
        Reply::ok(serde_json::json!({"requestId": number.fetch_add(1, Ordering::SeqCst)}))
    })
}

/// A document that reached the engine while the run was killed may be there or not; it is not sent again by itself.
#[test]
fn a_killed_submission_sends_no_unit_twice_and_says_what_nobody_knows() {
    let accepted: Arc<Mutex<BTreeMap<String, u64>>> = Arc::default();
    let (kill_at, process) = (Arc::new(AtomicUsize::new(usize::MAX)), Arc::new(AtomicU64::new(0)));
    let (at, id, count) = (Arc::clone(&kill_at), Arc::clone(&process), AtomicUsize::new(0));
    let server = counting(Arc::clone(&accepted), move || {
        if count.fetch_add(1, Ordering::SeqCst) != at.load(Ordering::SeqCst) {
            return;
        }
        while id.load(Ordering::SeqCst) == 0 {
            std::thread::yield_now();
        }
        let _ = Command::new("kill").args(["-9", &id.load(Ordering::SeqCst).to_string()]).status();
    });
    let sandbox = by_etranslation(&server);
    let mut killed = 0;
    for point in [0, 2, 3, 6] {
        kill_at.store(point, Ordering::SeqCst);
        process.store(0, Ordering::SeqCst);
        let mut child = start(&sandbox, &["--submit"]);
        process.store(u64::from(child.id()), Ordering::SeqCst);
        killed += usize::from(!child.wait().unwrap().success());
    }
    assert_eq!(killed, 4);
    // Somebody worked on: the rest is another document, and still nothing is asked for twice.
    sandbox.write("source-en/5.md", "A new sentence.\n");
    let run = sandbox.run_with(&["draft", "--submit"], &VARIABLES);
    assert_eq!(run.code, 0, "{} {}", run.stdout, run.stderr);
    assert_eq!(run.stdout.matches("whether it arrived is not known").count(), 4, "{}", run.stdout);
    let all = accepted.lock().unwrap().clone();
    assert_eq!(all.len(), 1001 * LANGUAGES.len(), "{}", run.stdout);
    assert!(all.values().all(|&count| count == 1), "a text was sent twice");
    let ledger = sandbox.read("translations/etranslation.requests.jsonl");
    assert_eq!(ledger.matches("\"act\":\"ask\"").count(), 4, "{ledger}");
}

#[test]
fn a_submission_that_is_killed_at_any_moment_sends_no_unit_twice() {
    let accepted: Arc<Mutex<BTreeMap<String, u64>>> = Arc::default();
    let server = counting(Arc::clone(&accepted), || {});
    let timed = by_etranslation(&server);
    let begun = Instant::now();
    assert_eq!(timed.run_with(&["draft", "--submit"], &VARIABLES).code, 0);
    let whole = begun.elapsed();
    accepted.lock().unwrap().clear();
    let sandbox = by_etranslation(&server);
    let mut kills = 0;
    for round in 1..8 {
        kills += u32::from(kill_after(start(&sandbox, &["--submit"]), whole * round / 9));
    }
    let run = sandbox.run_with(&["draft", "--submit", "--format", "json"], &VARIABLES);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let all = accepted.lock().unwrap().clone();
    assert!(kills > 0 && all.values().all(|&count| count == 1), "a text was sent twice in {kills} kills");
    // Whatever did not reach the engine is said to be unknown.
    let unknown = object["waiting"].as_array().unwrap().iter().filter(|one| one["fate"] == "unknown").count();
    assert!(all.len() >= 1000 * (LANGUAGES.len() - unknown), "{} {}", all.len(), run.stdout);
}

#[test]
fn a_collection_that_is_killed_at_any_moment_is_resumed_and_comes_to_the_same() {
    let server = counting(Arc::default(), || {});
    let project = || {
        let sandbox = by_etranslation(&server);
        let before = server.to("/askTranslate").len();
        assert_eq!(sandbox.run_with(&["draft", "-l", "da,fi", "--submit"], &VARIABLES).code, 0);
        for (at, request) in server.to("/askTranslate").iter().skip(before).enumerate() {
            let html = document(request).replace("Sentence", "Sætning").replace(" is here", " er her");
            let language = &request.json()["targetLanguages"][0];
            let body = serde_json::json!({"requestId": 100 + before + at, "targetLanguage": language, "result": html});
            sandbox.write(&format!("in/{at}.json"), body.to_string());
        }
        sandbox
    };
    let collect = |sandbox: &Sandbox| sandbox.run_with(&["draft", "-l", "da,fi", "--collect", "in"], &VARIABLES);
    let files = |sandbox: &Sandbox| {
        let names =
            (0..5).flat_map(|part| ["po", "ledger.jsonl"].map(|kind| format!("translations/fi/{part}.md.{kind}")));
        outcome(sandbox).into_iter().chain(names.map(|name| sandbox.read(&name))).collect::<Vec<_>>()
    };
    let reference = project();
    let begun = Instant::now();
    assert_eq!(collect(&reference).code, 0);
    let whole = begun.elapsed();
    let expected = files(&reference);
    assert!(expected[0].contains("Sætning") && expected[0].matches("#, fuzzy").count() == 200);
    let (mut kills, rounds) = (0, 6);
    let sandbox = project();
    let fresh = |sandbox: &Sandbox| {
        let _ = std::fs::remove_dir_all(sandbox.root().join("translations/da"));
        let _ = std::fs::remove_dir_all(sandbox.root().join("translations/fi"));
        sandbox.write("translations/etranslation.requests.jsonl", "");
    };
    for round in 1..rounds {
        fresh(&sandbox);
        kills += u32::from(kill_after(start(&sandbox, &["-l", "da,fi", "--collect", "in"]), whole * round / rounds));
        // Killed once more at another moment, then left alone.
        kills += u32::from(kill_after(
            start(&sandbox, &["-l", "da,fi", "--collect", "in"]),
            whole * (rounds - round) / rounds,
        ));
        let run = collect(&sandbox);
        assert_eq!(run.code, 0, "{} {}", run.stdout, run.stderr);
        assert!(files(&sandbox) == expected, "killed in round {round}");
    }
    assert!(kills > 2, "only {kills} runs were killed in time");
}
