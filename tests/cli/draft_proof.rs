//! What may stand in a catalogue as a draft.

use super::draft::{catalogue, draft, project};
use super::sandbox::{Run, Sandbox};
use super::scripted_server::{Reply, Server};

/// Drafts one page with an engine that does this to every text.
fn answered(page: &str, damage: fn(&str) -> String) -> (Run, String) {
    let server = Server::start(move |request, _| match request.path.as_str() {
        "/v2/translate" => Reply::deepl(&request.texts().iter().map(|text| damage(text)).collect::<Vec<_>>()),
        _ => Reply::ok("[]"),
    });
    let sandbox = project(&server, "deepl", "");
    sandbox.write("source-en/page.md", page);
    let run = draft(&sandbox, &["--engine", "deepl"]);
    let po = if sandbox.exists("translations/da/page.md.po") { catalogue(&sandbox) } else { String::new() };
    (run, po)
}

#[test]
fn a_number_in_place_of_another_is_refused_however_small_and_a_word_is_not() {
    let (run, po) = answered("It takes 2 days.\n", |_| "Det tager 99 dage.".to_owned());
    assert!(run.code == 1 && !po.contains("99"), "{} {po}", run.stdout);
    assert!(run.stdout.contains("the number 2 has become 99"), "{}", run.stdout);
    let (run, po) = answered("It takes 2 days.\n", |_| "Det tager to dage.".to_owned());
    assert!(run.code == 0 && po.contains("Det tager to dage."), "{}", run.stdout);
}

#[test]
fn a_plural_form_with_another_number_is_refused() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/v2/translate" => {
            Reply::deepl(&request.texts().iter().map(|text| text.replace("of 7", "af 99")).collect::<Vec<_>>())
        }
        _ => Reply::ok("[]"),
    });
    let sandbox = project(&server, "deepl", "");
    std::fs::remove_file(sandbox.root().join("source-en/page.md")).unwrap();
    sandbox.write(
        "source-en/ui.ftl",
        "done =\n    { $count ->\n        [one] { $count } step of 7\n       *[other] { $count } steps of 7\n    }\n",
    );
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert!(run.code == 1 && run.stdout.contains("the number 7 has become 99"), "{}", run.stdout);
}

#[test]
fn english_that_comes_back_is_refused() {
    let (run, po) = answered("You can change your answer until the survey is closed.\n", str::to_owned);
    assert!(run.code == 1 && run.stdout.contains("it is the English text"), "{}", run.stdout);
    assert!(!po.contains("#, fuzzy"), "{po}");
}

#[test]
fn a_footnote_before_its_sentence_and_hard_breaks_at_one_end_are_refused() {
    let first = |text: &str| {
        let mark = if text.contains("<x1/>") { "<x1/>" } else { "⟦1⟧" };
        match text.split_once(mark) {
            Some((head, tail)) => format!("{mark}Xyz {head}{tail}"),
            None => format!("Xyz {text}"),
        }
    };
    let (run, po) = answered("People sit at tables.[^cafe]\n\n[^cafe]: A note.\n", first);
    assert!(run.code == 1 && !po.contains("msgstr \"[^cafe]"), "{} {po}", run.stdout);
    let (run, po) = answered("I answer.\\\nI say so.\n", first);
    assert!(run.code == 1 && !po.contains("#, fuzzy"), "{} {po}", run.stdout);
}

#[test]
fn a_near_text_with_another_number_stays_a_suggestion() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\"]\n");
    sandbox.write("source-en/a.md", "The exercise takes 30 minutes in all.\n");
    sandbox.write("source-en/b.md", "The exercise takes 40 minutes in all.\n");
    sandbox.run(&["sync"]);
    let po = sandbox.read("translations/da/a.md.po");
    let po = po.replace("in all.\"\nmsgstr \"\"", "in all.\"\nmsgstr \"Øvelsen tager 30 minutter i alt.\"");
    sandbox.write("translations/da/a.md.po", po);
    let run = sandbox.run(&["draft", "-m", "b.md", "--fuzzy", "70"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("[-30-]{+40+}"), "{}", run.stdout);
    assert!(!sandbox.read("translations/da/b.md.po").contains("30 minutter"));
}

#[test]
fn a_draft_that_was_thrown_away_does_not_come_back_and_is_not_bought_again() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/v2/translate" => Reply::deepl(&request.texts().iter().map(|text| format!("Å {text}")).collect::<Vec<_>>()),
        _ => Reply::ok("[]"),
    });
    let sandbox = project(&server, "deepl", "");
    sandbox.write("source-en/page.md", "A plain sentence.\n");
    draft(&sandbox, &["--engine", "deepl"]);
    let po = catalogue(&sandbox);
    let emptied = po.replace("#, fuzzy\n", "").replace("msgstr \"Å A plain sentence.\"", "msgstr \"\"");
    assert_ne!(po, emptied);
    sandbox.write("translations/da/page.md.po", &emptied);
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!(catalogue(&sandbox), emptied);
    assert!(run.stdout.contains("1 unit: thrown away as drafts of deepl before"), "{}", run.stdout);
    assert_eq!(server.to("/v2/translate").len(), 1);
}

#[test]
fn a_run_that_ended_between_ledger_and_catalogue_threw_nothing_away() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/v2/translate" => Reply::deepl(&request.texts().iter().map(|text| format!("Å {text}")).collect::<Vec<_>>()),
        _ => Reply::ok("[]"),
    });
    let sandbox = project(&server, "deepl", "");
    sandbox.write("source-en/page.md", "A plain sentence.\n");
    sandbox.run(&["sync"]);
    let path = sandbox.root().join("translations/da/page.md.po");
    let protect = |is_read_only: bool| {
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(is_read_only);
        std::fs::set_permissions(&path, permissions).unwrap();
    };
    protect(true);
    assert_eq!(draft(&sandbox, &["--engine", "deepl"]).code, 2);
    assert!(sandbox.read("translations/da/page.md.ledger.jsonl").contains("\"act\":\"draft\""));
    protect(false);
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!(run.code, 0, "{} {}", run.stdout, run.stderr);
    assert!(catalogue(&sandbox).contains("msgstr \"Å A plain sentence.\""), "{}", catalogue(&sandbox));
    assert_eq!(server.to("/v2/translate").len(), 1, "bought once");
    assert_eq!(sandbox.read("translations/da/page.md.ledger.jsonl").lines().count(), 1);
}

#[test]
fn a_command_that_hangs_is_ended_and_one_that_fails_says_why() {
    let server = Server::start(|_, _| Reply::ok("[]"));
    let run = |script: &str| {
        let more = format!("[engines.mine]\nkind = \"command\"\ntimeout = 1\ncommand = [\"sh\", \"-c\", \"{script}\"]");
        let sandbox = project(&server, "deepl", &more);
        let run = draft(&sandbox, &["--engine", "mine"]);
        (run, sandbox)
    };
    let (hung, _) = run("exec sleep 60");
    assert!(hung.code == 2 && hung.stderr.contains("within 1 second ("), "{}", hung.stderr);
    let (broken, _) = run("echo boom: licence expired >&2; exit 1");
    assert!(broken.code == 2 && broken.stderr.contains("licence expired"), "{}", broken.stderr);
    assert!(broken.stderr.contains("correct `command`"), "{}", broken.stderr);
    // One text without an answer leaves the others theirs.
    let (partly, sandbox) = run("sed -e 's/plain/PLAIN/' -e '1s/.*/{\\\\\\\"error\\\\\\\":\\\\\\\"no\\\\\\\"}/'");
    assert!(partly.code == 2 && partly.stderr.contains("1 text has no answer"), "{} {}", partly.stdout, partly.stderr);
    assert!(catalogue(&sandbox).contains("A PLAIN sentence."), "{}", catalogue(&sandbox));
}

#[test]
fn an_answer_that_cannot_say_the_same_is_refused() {
    const PAGE: &str = "The people meet in the hall every week.\n";
    const GOOD: &str = "Folk mødes i salen hver uge.";
    type Answer = fn(&str) -> String;
    let wrong: [(Answer, &str); 8] = [
        (|_| "...".to_owned(), "it has 0 letters and digits, the English 31"),
        (|_| "---".to_owned(), "it has 0 letters and"),
        (|_| "Ja.".to_owned(), "it has 2 letters and"),
        (|_| GOOD.repeat(2000), "letters and digits, the English 31"),
        (|_| format!("{GOOD} 5000"), "the number 5000 is not in the English"),
        (|_| format!("{GOOD} ⟦1⟧"), "code that the English does not have"),
        (|_| format!("{GOOD}\u{7f}"), "a control character (U+007F)"),
        (|_| format!("{GOOD}<a\u{1b}[31m{}>", "x".repeat(500)), "the mark `<a[31mxxxxx"),
    ];
    for (answer, why) in wrong {
        let (run, po) = answered(PAGE, answer);
        assert!(run.code == 1 && run.stdout.contains(why), "{why}: {} {}", run.stdout, run.stderr);
        assert!(
            !po.contains("#, fuzzy") && run.stdout.len() < 1000 && !run.stdout.contains('\u{1b}'),
            "{}",
            run.stdout
        );
    }
    for good in [|_: &str| GOOD.to_owned(), |_: &str| format!("{GOOD} {GOOD}")] {
        let (run, po) = answered(PAGE, good);
        assert!(run.code == 0 && po.contains("#, fuzzy"), "{}", run.stdout);
    }
    let (run, po) = answered("Two people meet.\n", |_| "2 mennesker mødes.".to_owned());
    assert!(run.code == 0 && po.contains("2 mennesker mødes."), "{}", run.stdout);
}

#[test]
fn an_engine_that_gives_the_key_away_gets_nothing_into_a_file() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/v2/translate" => {
            let key = request.header("authorization").unwrap_or("").to_owned();
            Reply::deepl(&request.texts().iter().map(|_| format!("Folk mødes. {key}")).collect::<Vec<_>>())
        }
        _ => Reply::ok("[]"),
    });
    let sandbox = project(&server, "deepl", "");
    sandbox.write("source-en/page.md", "The people meet.\n");
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert!(run.code == 2 && run.stderr.contains("it holds the key"), "{} {}", run.stdout, run.stderr);
    let all = super::draft::everything(sandbox.root()) + &run.stdout + &run.stderr;
    assert!(!all.contains(super::draft::VARIABLES[0].1), "{all}");
}

#[test]
fn a_program_that_gives_its_own_key_away_gets_it_into_no_message_and_no_file() {
    let server = Server::start(|_, _| Reply::status(404));
    for (script, why) in [
        ("cat >/dev/null; echo no way with $MY_API_KEY >&2; exit 3", "no way with •••"),
        ("cat >/dev/null; printf '{\\\"text\\\":\\\"Folk %s\\\"}' $MY_API_KEY", "it holds a key"),
    ] {
        let more = format!("[engines.local]\nkind = \"command\"\ncommand = [\"sh\", \"-c\", \"{script}\"]");
        let sandbox = project(&server, "deepl", &more);
        sandbox.write("source-en/page.md", "The people meet.\n");
        let arguments = ["draft", "-l", "da", "--engine", "local"];
        let run = sandbox.run_with(&arguments, &[("MY_API_KEY", "my-own-key-0815")]);
        assert!(run.code == 2 && run.stderr.contains(why), "{} {}", run.stdout, run.stderr);
        let all = super::draft::everything(sandbox.root()) + &run.stdout + &run.stderr;
        assert!(!all.contains("my-own-key"), "{all}");
    }
}

#[test]
fn what_an_engine_says_about_itself_is_cut_to_size() {
    let server = Server::start(|request, _| match request.path.as_str() {
        "/v2/translate" => {
            let model = format!("m\u{1b}[31m{}", "x".repeat(5000));
            let most = u64::MAX;
            let one = serde_json::json!({"text": "Folk mødes.", "model_type_used": model, "billed_characters": most});
            Reply::ok(
                serde_json::json!({"translations": request.texts().iter().map(|_| one.clone()).collect::<Vec<_>>()}),
            )
        }
        _ => Reply::ok("[]"),
    });
    let sandbox = project(&server, "deepl", "max-texts = 2");
    sandbox.write("source-en/page.md", "The people meet.\n\nPeople do meet.\n\nPeople have met.\n");
    let run = draft(&sandbox, &["--engine", "deepl"]);
    assert_eq!(run.code, 0, "{} {}", run.stdout, run.stderr);
    let ledger = sandbox.read("translations/da/page.md.ledger.jsonl");
    assert!(ledger.contains("\"model\":\"m[31mxxx") && ledger.len() < 2000, "{ledger}");
}
