//! `concordia identity` and `concordia pseudo` on files and folders.

use super::sandbox::Sandbox;

const PAGE: &str = include_str!("../fixtures/markdown/page.md");

#[test]
fn an_ordinary_page_does_not_change_by_one_byte() {
    let sandbox = Sandbox::new();
    sandbox.write("docs/page.md", PAGE).write("docs/crlf.md", PAGE.replace('\n', "\r\n"));
    sandbox.write("docs/bom.md", format!("\u{feff}{PAGE}")).write("docs/a.ftl", "a = b\n").write("docs/c.txt", "x");
    let run = sandbox.run(&["identity", "docs", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["schema"], "concordia/identity/1");
    assert_eq!((json["files"].as_u64(), json["identical"].as_u64()), (Some(4), Some(4)));
    assert_eq!(json["failures"], serde_json::json!([]));
}

#[test]
fn a_file_that_is_no_text_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write("a.md", b"caf\xe9").write("b.md", "fine");
    let run = sandbox.run(&["identity", "a.md", "b.md"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("a.md") && run.stderr.contains("byte 3 is not UTF-8"), "{}", run.stderr);
    assert!(run.stdout.contains("1 of 1 files identical"), "{}", run.stdout);
}

#[test]
fn pseudo_writes_every_module_below_the_build_folder() {
    let sandbox = Sandbox::new();
    sandbox.write("source-en/sub/page.md", PAGE).write("source-en/sub/table.jpg", "x");
    assert_eq!(sandbox.run(&["init"]).code, 0);
    let run = sandbox.run(&["pseudo"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let page = sandbox.read("build/en-XA/sub/page.md");
    assert!(page.contains("# ⟦Þûƀļíç çöñšûļţáţíöñ: ƒíŕšţ šţéþš"), "{page}");
    assert!(page.contains("{#first-steps}") && page.contains("duration: 45"), "{page}");
    assert!(page.contains("[guide]: guide.md \"⟦"), "{page}");
    assert!(!run.stdout.contains("stays English"), "{}", run.stdout);
    assert!(sandbox.exists("build/en-XA/sub/table.jpg"));
}

#[test]
fn the_first_byte_that_is_no_text_is_told() {
    let sandbox = Sandbox::new();
    sandbox.write("u16.md", b"abc\xff");
    let run = sandbox.run(&["identity", "--format", "json", "."]);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(object["failures"][0]["offset"], 3);
    assert_eq!(object["failures"][0]["path"], "u16.md");
}

#[test]
fn one_module_is_named_by_its_path_and_printed_as_a_template() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "").write("source-en/sp ace/x[1].md", "Text\n").write("source-en/b.md", "More\n");
    let run = sandbox.run(&["extract", "--format", "pot", "-m", "sp ace/x[1].md"]);
    assert!(run.code == 0 && run.stdout.contains("msgid \"Text\"\nmsgstr \"\""), "{}{}", run.stdout, run.stderr);
    let run = sandbox.run(&["extract", "--format", "pot"]);
    assert!(run.code == 2 && run.stderr.contains("a template holds one module"), "{}", run.stderr);
    assert!(!sandbox.run(&["status", "--help"]).stdout.contains("pot"));
}
