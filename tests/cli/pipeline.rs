//! From an English edit to the localised page, as coordinators and CI see it.

use serde_json::Value;

use super::sandbox::Sandbox;

const PAGE: &str =
    "---\ntitle: Rules\nid: rules\n---\n\n# Rules\n\nAll participants must register.\n\n- bring a pen\n- be on time\n";

/// A project with one module that Danish and Polish have translated in full.
fn translated() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\", \"pl\"]\n").write("source-en/rules.md", PAGE);
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    for (language, texts) in [
        ("da", ["Regler", "Alle deltagere skal tilmelde sig.", "medbring en kuglepen", "kom til tiden"]),
        ("pl", ["Zasady", "Wszyscy uczestnicy muszą się zarejestrować.", "weź długopis", "bądź punktualny"]),
    ] {
        let path = format!("translations/{language}/rules.md.po");
        let mut text = sandbox.read(&path);
        for (english, translation) in
            ["Rules", "All participants must register.", "bring a pen", "be on time"].into_iter().zip(texts)
        {
            text = text.replace(
                &format!("msgid \"{english}\"\nmsgstr \"\""),
                &format!("msgid \"{english}\"\nmsgstr \"{translation}\""),
            );
        }
        sandbox.write(&path, text);
    }
    sandbox
}

fn states(sandbox: &Sandbox) -> Value {
    let run = sandbox.run(&["status", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn a_whole_translation_is_translated_in_every_language() {
    let object = states(&translated());
    assert_eq!(object["schema"], "concordia/status/1");
    for language in object["languages"].as_array().unwrap() {
        assert_eq!(language["units"]["translated"], 4);
        assert_eq!(language["units"]["missing"], 0);
        assert_eq!(language["words"]["translated"], 1 + 4 + 3 + 3);
        assert_eq!(language["modules"][0]["module"], "rules.md");
    }
}

#[test]
fn an_english_edit_is_seen_in_every_language_without_sync() {
    let sandbox = translated();
    sandbox.write("source-en/rules.md", PAGE.replace("must register", "must not register"));
    let before = sandbox.read("translations/da/rules.md.po");
    for language in states(&sandbox)["languages"].as_array().unwrap() {
        assert_eq!(language["units"]["stale"], 1);
        assert_eq!(language["units"]["translated"], 3);
    }
    assert_eq!(sandbox.read("translations/da/rules.md.po"), before, "status writes nothing");
}

#[test]
fn sync_keeps_the_previous_english_and_touches_nothing_else() {
    let sandbox = translated();
    let before = sandbox.read("translations/da/rules.md.po");
    sandbox.write("source-en/rules.md", PAGE.replace("must register", "must not register"));
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    let expected = before.replace(
        "msgid \"All participants must register.\"",
        "#, fuzzy\n#| msgid \"All participants must register.\"\nmsgid \"All participants must not register.\"",
    );
    assert_eq!(sandbox.read("translations/da/rules.md.po"), expected);
    assert_eq!(sandbox.run(&["sync", "--check"]).code, 0);
    assert!(sandbox.run(&["sync"]).stdout.contains("up to the English of today"));
    sandbox.write("source-en/rules.md", PAGE);
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    assert_eq!(sandbox.read("translations/da/rules.md.po"), before, "the old English returned, and so did everything");
}

#[test]
fn rewrapping_english_makes_nothing_stale() {
    let sandbox = translated();
    sandbox.write("source-en/rules.md", PAGE.replace("participants must", "participants\nmust"));
    assert_eq!(states(&sandbox)["languages"][0]["units"]["translated"], 4);
    assert_eq!(sandbox.run(&["sync", "--check"]).code, 0);
}

#[test]
fn a_broken_catalogue_is_named_and_the_others_are_reported() {
    let sandbox = translated();
    let broken = sandbox.read("translations/da/rules.md.po").replace("msgstr \"kom til tiden\"", "msgstr \"kom");
    sandbox.write("translations/da/rules.md.po", &broken);
    for verb in [&["status", "--format", "json"][..], &["sync"], &["build"], &["report"], &["check"]] {
        let run = sandbox.run(verb);
        assert_eq!(run.code, 2, "{verb:?}");
        assert!(run.stderr.contains("translations/da/rules.md.po:"), "{verb:?}: {}", run.stderr);
        assert_eq!(sandbox.read("translations/da/rules.md.po"), broken, "{verb:?} leaves it alone");
    }
    let run = sandbox.run(&["status", "--format", "json"]);
    let object: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(object["languages"][1]["language"], "pl");
    assert_eq!(object["languages"][1]["units"]["translated"], 4);
    assert!(sandbox.exists("build/pl/rules.md"));
}

#[test]
fn build_renders_translations_into_the_same_structure() {
    let sandbox = translated();
    assert_eq!(sandbox.run(&["build"]).code, 0);
    let page = sandbox.read("build/da/rules.md");
    for line in ["title: Regler", "id: rules", "Alle deltagere skal tilmelde sig.", "- medbring en kuglepen"] {
        assert!(page.contains(line), "{line} in {page}");
    }
    let run = sandbox.run(&["build", "--format", "json"]);
    let object: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(object["files"][0]["written"], false, "the second run writes nothing");
}

#[test]
fn build_refuses_what_the_policy_refuses() {
    let sandbox = translated();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\", \"pl\"]\n[build]\nstale = \"refuse\"\n");
    sandbox.write("source-en/rules.md", PAGE.replace("must register", "must not register"));
    let run = sandbox.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("not built: units 1 stale"), "{}", run.stdout);
    assert!(!sandbox.exists("build/da/rules.md"));
}

#[test]
fn report_writes_pages_that_do_not_change_by_themselves() {
    let sandbox = translated();
    assert_eq!(sandbox.run(&["report"]).code, 0);
    for file in ["index.html", "status.json", "status.csv", "STATUS.md"] {
        assert!(sandbox.exists(&format!("reports/{file}")), "{file}");
    }
    let run = sandbox.run(&["report", "--format", "json"]);
    let object: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(object["written"].as_array().map(Vec::len), Some(0));
}

#[test]
fn an_unknown_language_or_module_is_refused() {
    let sandbox = translated();
    assert_eq!(sandbox.run(&["status", "-l", "xx"]).code, 2);
    let run = sandbox.run(&["status", "-m", "nothing"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no module matches"), "{}", run.stderr);
}

#[test]
fn build_takes_away_what_it_wrote_and_no_longer_writes() {
    let sandbox = translated();
    sandbox.write("source-en/sub/b.md", "Text\n").write("source-en/sub/b.png", "x");
    assert_eq!(sandbox.run(&["build"]).code, 0);
    sandbox.write("build/da/sub/own.txt", "mine").write("build/pl/sub/b.md", "edited");
    std::fs::rename(sandbox.root().join("source-en/sub/b.md"), sandbox.root().join("source-en/sub/c.md")).unwrap();
    std::fs::remove_file(sandbox.root().join("source-en/sub/b.png")).unwrap();
    assert_eq!(sandbox.run(&["build", "-m", "rules.md"]).code, 0);
    assert!(!sandbox.exists("build/da/sub/b.md"), "its module is gone, whatever was asked for");
    assert!(!sandbox.exists("build/da/sub/b.png") && sandbox.exists("build/da/rules.md"));
    assert!(sandbox.exists("build/da/sub/own.txt") && sandbox.exists("build/pl/sub/b.md"), "not the build's");
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\", \"pl\"]\n[build]\nmissing = \"refuse\"\n");
    sandbox.write("source-en/rules.md", format!("{PAGE}\nA new paragraph.\n"));
    let run = sandbox.run(&["build", "-l", "da"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("build/da/rules.md: removed"), "{}", run.stdout);
    assert!(!sandbox.exists("build/da/rules.md") && sandbox.exists("build/pl/rules.md"));
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_out_of_the_project() {
    let outside = Sandbox::new();
    for folder in ["build", "translations"] {
        let sandbox = translated();
        let _ = std::fs::remove_dir_all(sandbox.root().join(folder));
        std::os::unix::fs::symlink(outside.root(), sandbox.root().join(folder)).unwrap();
        let run = sandbox.run(&[if folder == "build" { "build" } else { "sync" }]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("it leads out of the project") && run.stderr.contains("symbolic links"));
        assert_eq!(std::fs::read_dir(outside.root()).unwrap().count(), 0, "{folder}");
    }
    let sandbox = translated();
    std::fs::create_dir(sandbox.root().join("real")).unwrap();
    std::os::unix::fs::symlink("real", sandbox.root().join("build")).unwrap();
    assert_eq!(sandbox.run(&["build"]).code, 0);
    assert!(sandbox.exists("real/da/rules.md"), "a link inside the project is fine");
}

#[test]
fn build_writes_a_folder_in_the_place_of_a_file_and_a_file_in_that_of_a_folder() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\"]\n").write("source-en/b.md", "One\n");
    let replace = |old: &str, new: &str| {
        assert_eq!(sandbox.run(&["build"]).code, 0);
        assert_eq!(sandbox.run(&["pseudo"]).code, 0);
        std::fs::remove_file(sandbox.root().join("source-en").join(old)).unwrap();
        let _ = std::fs::remove_dir(sandbox.root().join("source-en/b.md"));
        sandbox.write(&format!("source-en/{new}"), "Two\n");
        for verb in ["build", "pseudo"] {
            let run = sandbox.run(&[verb]);
            assert_eq!(run.code, 0, "{verb} {}", run.stderr);
            assert!(run.stdout.contains(&format!("/{old}: removed")), "{verb} {}", run.stdout);
        }
        assert!(sandbox.root().join("build/da").join(new).is_file());
        assert!(sandbox.root().join("build/en-XA").join(new).is_file());
    };
    replace("b.md", "b.md/x.md");
    replace("b.md/x.md", "b.md");
    replace("b.md", "b.md/x.png");
    // What somebody changed since stays, and is named.
    std::fs::remove_file(sandbox.root().join("source-en/b.md/x.png")).unwrap();
    std::fs::remove_dir(sandbox.root().join("source-en/b.md")).unwrap();
    sandbox.write("build/da/b.md/x.png", "changed").write("source-en/b.md", "Three\n");
    let run = sandbox.run(&["build"]);
    assert_eq!((run.code, sandbox.read("build/da/b.md/x.png").as_str()), (2, "changed"), "{}", run.stdout);
}
