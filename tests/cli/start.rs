//! Starting a project, and what a wrong configuration says.

use super::sandbox::Sandbox;

#[test]
fn init_writes_a_configuration_that_is_valid() {
    let sandbox = Sandbox::new();
    sandbox.write("source-en/a.md", "# Hello\n");
    let run = sandbox.run(&["init"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("1 English modules found"), "{}", run.stdout);
    assert_eq!(sandbox.run(&["extract"]).code, 0);
}

#[test]
fn a_site_of_docusaurus_is_read_as_mdx() {
    let sandbox = Sandbox::new();
    sandbox.write("docusaurus.config.js", "").write("docs/a.md", "# One\n\nText {name}.\n\n{/* a comment */}\n");
    assert_eq!(sandbox.run(&["init"]).code, 0);
    let found = sandbox.run(&["extract", "--explain"]).stdout;
    assert!(found.contains("comment"), "{found}");
    assert_eq!(sandbox.run(&["pseudo"]).code, 0);
    assert!(sandbox.read("build/en-XA/a.md").contains(" {#one}\n"), "{}", sandbox.read("build/en-XA/a.md"));
}

#[test]
fn init_overwrites_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nname = \"mine\"\n");
    assert_eq!(sandbox.run(&["init"]).code, 2);
    assert_eq!(sandbox.read("concordia.toml"), "[project]\nname = \"mine\"\n");
}

#[test]
fn init_git_is_complete_after_the_first_time() {
    let sandbox = Sandbox::new();
    sandbox.git(&["init", "-q"]);
    assert_eq!(sandbox.run(&["init", "--git"]).code, 0);
    let first = sandbox.read(".gitattributes");
    assert_eq!(first, "*.po merge=concordia\n*.ledger.jsonl merge=union\n*.requests.jsonl merge=union\n");
    assert_eq!(sandbox.run(&["init", "--git"]).code, 0);
    assert_eq!(sandbox.read(".gitattributes"), first);
    assert!(sandbox.git(&["config", "merge.concordia.driver"]).stdout.contains("merge-driver %O %A %B %P"));
}

#[test]
fn the_schema_of_the_configuration_is_json_schema() {
    let run = Sandbox::new().run(&["init", "--schema"]);
    let schema: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(schema["additionalProperties"], false);
    assert!(schema["properties"]["waves"].is_object());
}

#[test]
fn a_wrong_configuration_names_line_and_remedy() {
    let cases = [
        ("[project]\nlanguages = [\"cz\"]\n", "concordia.toml:2:", "did you mean `cs`?"),
        ("[project]\nlanguges = []\n", "concordia.toml:2:", "unknown field `languges`"),
        ("[project]\nsource = \"../x\"\n", "concordia.toml:2:", "leaves the project"),
        (
            "[[sources]]\nfiles = \"**/*.md\"\n[[sources]]\nfiles = \"a.*\"\n",
            "concordia.toml:4:",
            "two source globs match source-en/a.md",
        ),
    ];
    for (text, place, message) in cases {
        let sandbox = Sandbox::new();
        sandbox.write("concordia.toml", text).write("source-en/a.md", "# Hello\n");
        let run = sandbox.run(&["extract"]);
        assert_eq!(run.code, 2, "{text}");
        assert!(run.stderr.contains(place), "{place} in {}", run.stderr);
        assert!(run.stderr.contains(message), "{message} in {}", run.stderr);
    }
}

#[test]
fn without_a_project_the_hint_is_init() {
    let run = Sandbox::new().run(&["extract"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("concordia init"), "{}", run.stderr);
}

#[test]
fn a_source_that_is_not_utf8_is_named_and_the_others_are_there() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "").write("source-en/a.md", "# Hello\n").write("source-en/b.md", b"ok\n\xff\n");
    let run = sandbox.run(&["extract", "--format", "json"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("source-en/b.md:2: byte 3 is not UTF-8"), "{}", run.stderr);
    let object: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(object["modules"][0]["module"], "a.md");
}

#[test]
fn completions_and_man_pages_are_printed() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(sandbox.run(&["completions", shell]).stdout.contains("concordia"), "{shell}");
    }
    assert!(sandbox.run(&["man"]).stdout.contains(".TH concordia"));
}

#[test]
fn the_help_of_a_verb_says_what_it_does_and_does_not() {
    let sandbox = Sandbox::new();
    let help = |verb: &str| {
        let text = sandbox.run(&[verb, "--help"]).stdout;
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(help("draft").contains("nothing leaves this machine"), "{}", help("draft"));
    assert!(help("draft").contains("a translation that a person wrote is never touched"));
    assert!(help("report").contains("With --lang or --module only the review pages of those are written"));
}
