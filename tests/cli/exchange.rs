//! XLIFF in, and verdicts out in the formats of other tools.

use serde_json::Value;

use super::sandbox::Sandbox;

const XLIFF: &str = "<xliff version=\"1.2\">\n<file original=\"x\" target-language=\"da\"><body>\n\
    <trans-unit id=\"1\"><source>Answer within 72 hours.</source>\n\
    <target>Svar inden for 27 timer.</target></trans-unit>\n</body></file></xliff>\n";

#[test]
fn an_xliff_file_is_checked_without_a_project() {
    let sandbox = Sandbox::new();
    sandbox.write("back/a.xlf", XLIFF).write("bad.xliff", "<!DOCTYPE x>\n<xliff version=\"1.2\"/>");
    let run = sandbox.run(&["lint", "back", "--format", "json"]);
    let object: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(run.code, 1, "{}", run.stderr);
    let finding = &object["findings"][0];
    assert_eq!(finding["rule"], "numbers");
    assert_eq!((&finding["path"], &finding["line"]), (&"back/a.xlf".into(), &3.into()));
    let run = sandbox.run(&["lint", "bad.xliff"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("DOCTYPE") && run.stderr.contains("bad.xliff"), "{}", run.stderr);
}

#[test]
fn a_verdict_is_written_in_every_format() {
    let sandbox = Sandbox::new();
    sandbox.write("a.xlf", XLIFF);
    for (format, part) in [
        ("sarif", "\"version\": \"2.1.0\""),
        ("junit", "<testsuites name=\"concordia\" tests=\"2\" failures=\"2\""),
        ("github", "::error file=a.xlf,line=3,title=numbers (da%2C 1)::"),
        ("gitlab", "\"check_name\": \"numbers\""),
    ] {
        let run = sandbox.run(&["lint", "a.xlf", "--format", format]);
        assert_eq!(run.code, 1, "{format}: {}", run.stderr);
        assert!(run.stdout.contains(part), "{format}: {}", run.stdout);
    }
}
