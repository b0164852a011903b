//! Drafts from the translations that the project has already.

use super::draft::draft;
use super::sandbox::Sandbox;

#[test]
fn the_memory_fills_equal_texts_and_suggests_near_ones() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\"]\n");
    sandbox.write("source-en/a.md", "Choose a form that fits the stage.\n");
    sandbox.write(
        "source-en/b.md",
        "Choose a form that fits the stage.\n\nChoose the form that fits the stage.\n\nNothing alike at all, really.\n",
    );
    sandbox.run(&["sync"]);
    let po =
        sandbox.read("translations/da/a.md.po").replace("stage.\"\nmsgstr \"\"", "stage.\"\nmsgstr \"Vælg en form.\"");
    sandbox.write("translations/da/a.md.po", po);
    let run = sandbox.run(&["draft", "-m", "b.md"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        sandbox
            .read("translations/da/b.md.po")
            .contains("#, fuzzy\nmsgid \"Choose a form that fits the stage.\"\nmsgstr \"Vælg en form.\"")
    );
    assert!(run.stdout.contains("Choose [-a-]{+the+} form that fits the stage."), "{}", run.stdout);
    assert!(run.stdout.contains("1 unit without a draft has nothing near it"), "{}", run.stdout);
    sandbox.run(&["draft", "-m", "b.md", "--fuzzy", "70"]);
    assert!(
        sandbox.read("translations/da/b.md.ledger.jsonl").contains("\"percent\":91"),
        "{}",
        sandbox.read("translations/da/b.md.ledger.jsonl")
    );
}

#[test]
fn texts_that_moved_to_another_module_come_back_as_drafts() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\"]\n");
    let (stays, moves) =
        ("The host opens the meeting and greets every guest by name.", "Everybody may speak for two minutes.");
    let last = "The minutes are sent to all members in a week.";
    let new = "Most of the page is new, so that the catalogue of a page that is gone is not taken for its own: what is said in the first \
               hour, and what in the second.";
    sandbox.write("source-en/flow.md", format!("{stays}\n\n{moves}\n"));
    sandbox.write("source-en/gone.md", format!("# Minutes\n\n{last}\n"));
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    for (module, texts) in [("flow.md", vec![stays, moves]), ("gone.md", vec![last])] {
        let path = format!("translations/da/{module}.po");
        let translated = |po: String, text: &&str| {
            po.replace(&format!("msgid \"{text}\"\nmsgstr \"\""), &format!("msgid \"{text}\"\nmsgstr \"da: {text}\""))
        };
        sandbox.write(&path, texts.iter().fold(sandbox.read(&path), translated));
    }
    sandbox.write("source-en/flow.md", format!("{stays}\n"));
    sandbox.write("source-en/speech.md", format!("# Speech\n\n{new}\n\n{moves}\n\n{last}\n"));
    std::fs::remove_file(sandbox.root().join("source-en/gone.md")).unwrap();
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    assert_eq!(draft(&sandbox, &[]).code, 0);
    let po = sandbox.read("translations/da/speech.md.po");
    for text in [moves, last] {
        let draft = format!("#, fuzzy\nmsgid \"{text}\"\nmsgstr \"da: {text}\"");
        assert!(po.contains(&draft), "{text}: {po}");
    }
}
