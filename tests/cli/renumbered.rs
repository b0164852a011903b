//! Modules that are renumbered, swapped or renamed: their translations, ledgers and findings go along.

use crate::sandbox::Sandbox;

const ONE: [&str; 3] = ["# Rights", "Everybody may speak at the assembly.", "Nobody may be interrupted."];
const TWO: [&str; 3] = ["# Duties", "Members must read the report.", "Members must answer the letters."];
const NEW: [&str; 3] = ["# Welcome", "A first greeting for those who come.", "Coffee is served at nine."];

/// Modules with all their paragraphs translated as `da: English`, synced, revised and committed.
fn project(modules: &[(&str, [&str; 3])]) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "concordia.toml",
        "[project]\nname = \"Test\"\nlanguages = [\"da\"]\n\n[[sources]]\nfiles = \"**/*.md\"\n",
    );
    sandbox.git(&["init", "-q", "."]);
    for (name, text) in modules {
        write(&sandbox, name, *text);
    }
    sync(&sandbox);
    for (name, text) in modules {
        let path = format!("translations/da/{name}.po");
        let mut po = sandbox.read(&path);
        for text in text {
            let id = text.trim_start_matches("# ");
            po = po.replace(&format!("msgid \"{id}\"\nmsgstr \"\""), &format!("msgid \"{id}\"\nmsgstr \"da: {id}\""));
        }
        sandbox.write(&path, po);
    }
    assert_eq!(sandbox.run(&["revise", "--all", "-l", "da", "--as", "Rita"]).code, 0);
    commit(&sandbox, "Translate everything");
    sandbox
}

fn write(sandbox: &Sandbox, name: &str, text: [&str; 3]) {
    sandbox.write(&format!("source-en/{name}"), text.join("\n\n") + "\n");
}

fn commit(sandbox: &Sandbox, subject: &str) {
    sandbox.git(&["add", "-A"]);
    assert_eq!(sandbox.git(&["commit", "-q", "-m", subject]).code, 0);
}

fn sync(sandbox: &Sandbox) {
    let run = sandbox.run(&["sync"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(sandbox.run(&["sync", "--check"]).code, 0, "sync is not idempotent");
}

/// Missing and revised units of a module.
fn states(sandbox: &Sandbox, module: &str) -> (u64, u64) {
    let run = sandbox.run(&["status", "-m", module, "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let units = &value["languages"][0]["units"];
    (units["missing"].as_u64().unwrap(), units["revised"].as_u64().unwrap())
}

/// Asserts the states of the modules before and after `sync`, and that `sync --dry-run` writes nothing.
fn expect(sandbox: &Sandbox, modules: &[(&str, (u64, u64))]) {
    for (module, wanted) in modules {
        assert_eq!(states(sandbox, module), *wanted, "{module} before sync");
    }
    let before = sandbox.git(&["status", "--porcelain", "-uall"]).stdout;
    assert_eq!(sandbox.run(&["sync", "--dry-run"]).code, 0);
    assert_eq!(sandbox.git(&["status", "--porcelain", "-uall"]).stdout, before);
    sync(sandbox);
    for (module, wanted) in modules {
        assert_eq!(states(sandbox, module), *wanted, "{module} after sync");
        assert!(!sandbox.read(&format!("translations/da/{module}.po")).contains("#~"), "{module}");
    }
}

#[test]
fn modules_renumbered_to_make_room_keep_their_translations() {
    let sandbox = project(&[("01.md", ONE), ("02.md", TWO)]);
    sandbox.git(&["mv", "source-en/02.md", "source-en/03.md"]);
    sandbox.git(&["mv", "source-en/01.md", "source-en/02.md"]);
    write(&sandbox, "01.md", NEW);
    commit(&sandbox, "Make room");
    expect(&sandbox, &[("01.md", (3, 0)), ("02.md", (0, 3)), ("03.md", (0, 3))]);
    assert!(!sandbox.exists("translations/da/01.md.ledger.jsonl"));
}

#[test]
fn modules_that_swap_their_names_keep_their_translations() {
    let sandbox = project(&[("01.md", ONE), ("02.md", TWO)]);
    write(&sandbox, "01.md", TWO);
    write(&sandbox, "02.md", ONE);
    expect(&sandbox, &[("01.md", (0, 3)), ("02.md", (0, 3))]);
    assert!(sandbox.read("translations/da/01.md.po").contains("da: Duties"));
}

#[test]
fn a_killed_sync_loses_nothing_of_modules_that_change_their_names_in_a_circle() {
    const THREE: [&str; 3] = ["# Costs", "Travel is paid back by post.", "Keep every ticket and bill."];
    let sandbox = project(&[("01.md", ONE), ("02.md", TWO), ("03.md", THREE), ("04.md", NEW)]);
    for (name, text) in [("01.md", TWO), ("02.md", THREE), ("03.md", ONE), ("04.md", NEW)] {
        write(&sandbox, name, text);
    }
    commit(&sandbox, "Turn the modules round");
    let mut torn = 0;
    for round in 0..40 {
        sandbox.git(&["checkout", "-q", "--", "translations"]);
        sandbox.git(&["clean", "-q", "-f", "translations"]);
        let mut child = sandbox.start(&["sync"]);
        // A little later each time.
        let begun = std::time::Instant::now();
        while child.try_wait().unwrap().is_none() && begun.elapsed() < std::time::Duration::from_micros(500 * round) {
            std::thread::sleep(std::time::Duration::from_micros(100));
        }
        let _ = child.kill();
        torn += u32::from(!child.wait().unwrap().success());
        sync(&sandbox);
        for module in ["01.md", "02.md", "03.md", "04.md"] {
            assert_eq!(states(&sandbox, module), (0, 3), "{module}, killed in round {round}");
        }
        let left = sandbox.git(&["status", "--porcelain", "-uall"]).stdout;
        assert!(!left.contains("aside"), "round {round}: {left}");
    }
    assert!(torn > 5, "only {torn} of 40 runs were killed in time");
}

/// What a run leaves that was killed behind the second of its writes, whose former place is free already.
#[test]
fn a_module_that_was_set_aside_is_found_again() {
    let sandbox = project(&[("01.md", ONE), ("02.md", TWO)]);
    write(&sandbox, "01.md", TWO);
    write(&sandbox, "02.md", ONE);
    for file in ["md.po", "md.ledger.jsonl"] {
        let [one, two] = ["01", "02"].map(|module| sandbox.read(&format!("translations/da/{module}.{file}")));
        sandbox.write(&format!("translations/da/01.aside-1.{file}"), one);
        sandbox.write(&format!("translations/da/01.{file}"), two);
    }
    expect(&sandbox, &[("01.md", (0, 3)), ("02.md", (0, 3))]);
    let aside = ["translations/da/01.aside-1.md.po", "translations/da/01.aside-1.md.ledger.jsonl"];
    assert!(aside.iter().all(|path| !sandbox.exists(path)));
    // Killed after the last write: what was set aside stands in its place as well, unless somebody went on from there.
    let done = sandbox.read("translations/da/02.md.po");
    sandbox.write(aside[0], done.replace("da: Rights", "da: Something else"));
    sync(&sandbox);
    assert!(sandbox.exists(aside[0]), "a translation was thrown away");
    sandbox.write(aside[0], done);
    sync(&sandbox);
    assert!(!sandbox.exists(aside[0]));
}

#[test]
fn a_divided_module_keeps_the_texts_that_stayed() {
    const LONG: &str = "The members of the assembly meet on four weekends, hear experts and those concerned, and deliberate \
        in small groups before they vote on their recommendations.";
    let intro = "There are two ways to order the evenings, which differ in what is asked of the members.";
    let sandbox = project(&[("flow.md", ["# Flow of the evenings", intro, LONG])]);
    let intro = intro.replace("which", "that");
    sandbox.write("source-en/flow.md", format!("# Flow of the evenings\n\n{intro}\n"));
    sandbox.write("source-en/weekends.md", format!("# Weekends\n\n{LONG}\n"));
    for moment in ["before sync", "after sync"] {
        assert_eq!(states(&sandbox, "flow.md"), (1, 1), "{moment}");
        assert_eq!(states(&sandbox, "weekends.md"), (1, 1), "{moment}");
        sync(&sandbox);
    }
    assert!(!sandbox.read("translations/da/flow.md.po").contains("weekends"));
    // What was edited as well is offered with the words that differ.
    assert!(sandbox.run(&["draft", "-l", "da"]).stdout.contains("[-which-]{+that+}"));
}

#[test]
fn a_module_that_takes_the_name_of_a_renamed_one_keeps_its_translations() {
    let sandbox = project(&[("m.md", ONE), ("n.md", TWO)]);
    sandbox.git(&["mv", "source-en/n.md", "source-en/o.md"]);
    sandbox.git(&["mv", "source-en/m.md", "source-en/n.md"]);
    expect(&sandbox, &[("n.md", (0, 3)), ("o.md", (0, 3))]);
    assert!(!sandbox.exists("translations/da/m.md.po"));
    assert!(!sandbox.exists("translations/da/m.md.ledger.jsonl"));
}

#[test]
fn modules_synced_one_at_a_time_lose_nothing() {
    let sandbox = project(&[("01.md", ONE), ("02.md", TWO)]);
    sandbox.git(&["mv", "source-en/02.md", "source-en/03.md"]);
    sandbox.git(&["mv", "source-en/01.md", "source-en/02.md"]);
    write(&sandbox, "01.md", NEW);
    assert_eq!(sandbox.run(&["sync", "-m", "03.md"]).code, 0);
    expect(&sandbox, &[("01.md", (3, 0)), ("02.md", (0, 3)), ("03.md", (0, 3))]);
}

#[test]
fn a_decision_waits_until_the_files_are_moved() {
    let sandbox = project(&[("01.md", ONE), ("02.md", TWO)]);
    write(&sandbox, "01.md", TWO);
    write(&sandbox, "02.md", ONE);
    let run = sandbox.run(&["approve", "--all", "-l", "da", "--as", "Ann"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("concordia sync"), "{}", run.stderr);
    sync(&sandbox);
    assert_eq!(sandbox.run(&["approve", "--all", "-l", "da", "--as", "Ann"]).code, 0);
}

#[test]
fn a_finding_in_a_renamed_module_is_not_new() {
    let broken = ["# Dates", "The hall has 114 seats and 127 chairs.", "Bring a pen."];
    let sandbox = project(&[("01.md", ONE), ("02.md", broken)]);
    let wrong = |module: &str, number: &str, other: &str| {
        let path = format!("translations/da/{module}.po");
        let right = format!("msgstr \"da: {}\"", broken[1]);
        let po = sandbox.read(&path).replace(&right, &right.replace(number, other));
        sandbox.write(&path, po);
    };
    wrong("02.md", "114", "115");
    commit(&sandbox, "Get a number wrong");
    assert_eq!(sandbox.run(&["check"]).code, 1);
    sandbox.git(&["mv", "source-en/02.md", "source-en/03.md"]);
    sandbox.git(&["mv", "source-en/01.md", "source-en/02.md"]);
    sync(&sandbox);
    let run = sandbox.run(&["check", "--base", "HEAD"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    let path = "translations/da/03.md.po";
    sandbox.write(
        path,
        sandbox.read(path).replace("da: The hall has 115 seats and 127", "da: The hall has 115 seats and 128"),
    );
    assert_eq!(sandbox.run(&["check", "--base", "HEAD"]).code, 1);
}

#[test]
fn a_copied_module_takes_no_translation_away() {
    let sandbox = project(&[("01.md", ONE), ("02.md", TWO)]);
    write(&sandbox, "03.md", ONE);
    write(&sandbox, "01.md", [ONE[0], ONE[1], "Everybody may be interrupted."]);
    assert_eq!(states(&sandbox, "03.md"), (3, 0));
    assert_eq!(states(&sandbox, "01.md"), (0, 2));
}

#[test]
fn a_renamed_and_half_rewritten_module_finds_its_translations_or_says_where_they_are() {
    let (a, b) = ("Participants must register online before the workshop.", "The facilitator opens the meeting.");
    let project = crate::histories::Project::new(&[a, b, "Publish the results within four weeks."]);
    let path = |name: &str| project.sandbox.root().join("source-en").join(name);
    std::fs::remove_file(path("module.md")).unwrap();
    std::fs::write(path("renamed.md"), format!("{a}\n\nThis paragraph is entirely new, as nobody has seen it before.\n\nAnd another one, which is far longer than all that stood there.\n")).unwrap();
    let run = project.sandbox.run(&["sync"]);
    assert!(!run.stderr.contains("belongs to no module"), "{}", run.stderr);
    let po = project.sandbox.read("translations/da/renamed.md.po");
    assert!(po.contains(&format!("msgstr \"da: {a}\"")) && po.contains(&format!("#~ msgid \"{b}\"")), "{po}");
    std::fs::remove_file(path("renamed.md")).unwrap();
    std::fs::write(path("other.md"), "Nothing of all that.\n").unwrap();
    for verb in ["sync", "status"] {
        let run = project.sandbox.run(&[verb, "-l", "da"]);
        let expected = "translations/da/renamed.md.po belongs to no module, and has 3 finished texts";
        assert!(run.code == 0 && run.stderr.contains(expected), "{}", run.stderr);
    }
}
