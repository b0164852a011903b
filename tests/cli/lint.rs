//! `lint`: the rules of the format on any catalogue.

use crate::sandbox::{Sandbox, soon};

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;\\n\"\n\n";

/// Lints one file and returns `rule:line` of every finding, and the exit code.
fn linted(text: impl AsRef<[u8]>) -> (Vec<String>, i32) {
    let sandbox = Sandbox::new();
    let run = sandbox.write("a.po", text).run(&["lint", "a.po", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    assert_eq!(json["schema"], "concordia/lint/1");
    assert_eq!(json["verdict"], if run.code == 0 { "pass" } else { "fail" });
    let findings = json["findings"].as_array().unwrap();
    let names = findings.iter().map(|finding| {
        assert!(finding["path"] == "a.po" && !finding["hint"].is_null());
        format!("{}:{}", finding["rule"].as_str().unwrap(), finding["line"])
    });
    (names.collect(), run.code)
}

fn with(entries: &str) -> (Vec<String>, i32) {
    linted(format!("{HEADER}{entries}"))
}

#[test]
fn a_sound_catalogue_has_no_findings() {
    let entries = "#, c-format\nmsgid \"%d of %s\"\nmsgstr \"%2$s: %1$d\"\n\n#, c-format\nmsgid \"a file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"plik\"\nmsgstr[1] \"%d pliki\"\nmsgstr[2] \"%d plików\"\n";
    assert_eq!(with(entries), (vec![], 0));
}

#[test]
fn what_cannot_be_read_is_named_by_rule_and_line() {
    assert_eq!(with("msgid \"a\"\nmsgstr \"b\n").0, ["syntax:8"]);
    assert_eq!(with("<<<<<<< HEAD\nmsgid \"a\"\nmsgstr \"b\"\n").0[0], "conflict-markers:7");
    assert_eq!(linted(b"msgid \"a\"\nmsgstr \"\xe9\"\n").0, ["encoding:2"]);
    assert_eq!(with("msgid \"a\"\nmsgstr \"x\"\n\nmsgid \"a\"\nmsgstr \"y\"\n"), (vec!["duplicates:10".to_owned()], 1));
    assert_eq!(
        with("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"1\"\nmsgstr[1] \"2\"\n"),
        (vec!["plural-forms:7".to_owned()], 1)
    );
    let several = "msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"1\nmsgid \"c\"\nmsgstr \"2\"\n";
    assert_eq!(with(several).0, ["syntax:7", "syntax:10"]);
}

#[test]
fn the_header_must_fit() {
    assert_eq!(linted("msgid \"a\"\nmsgstr \"\"\n"), (vec!["header:1".to_owned()], 0));
    let header = HEADER.replace("n==1 ? 0", "n==1 ? 7");
    assert_eq!(linted(header), (vec!["plural-forms:1".to_owned()], 1));
    assert_eq!(linted(HEADER.replace("nplurals", "plurals")), (vec!["plural-forms:1".to_owned()], 1));
    let sandbox = Sandbox::new();
    sandbox.write("a.po", HEADER);
    assert_eq!(sandbox.run(&["lint", "a.po", "--lang", "pl"]).code, 0);
    assert_eq!(sandbox.run(&["lint", "a.po", "--lang", "cs"]).code, 1);
}

#[test]
fn the_language_is_understood_in_every_writing_or_its_absence_is_said() {
    let sandbox = Sandbox::new();
    let entry = "msgid \"Wait 30 days.\"\nmsgstr \"Warten Sie 3 Tage.\"\n";
    let header =
        |tag: &str| format!("msgid \"\"\nmsgstr \"{tag}Content-Type: text/plain; charset=UTF-8\\n\"\n\n{entry}");
    for tag in ["de", "de-DE", "DE", "deu", "German", "de_AT", "de_DE.UTF-8"] {
        let run = sandbox.write("a.po", header(&format!("Language: {tag}\\n"))).run(&["lint", "a.po"]);
        assert!(run.code == 1 && run.stdout.contains("30"), "{tag}: {}{}", run.stdout, run.stderr);
    }
    sandbox.write("locale/de/LC_MESSAGES/a.po", header(""));
    assert_eq!(sandbox.run(&["lint", "locale/de/LC_MESSAGES/a.po"]).code, 1);
    sandbox.write("a.po", header(""));
    for arguments in [&["lint", "a.po"][..], &["lint", "--fix", "a.po"]] {
        let run = sandbox.run(arguments);
        assert!(run.code == 2 && run.stderr.contains("--lang"), "{}{}", run.stdout, run.stderr);
    }
    assert_eq!(sandbox.run(&["lint", "a.po", "--lang", "de"]).code, 1);
    let run = sandbox.write("a.po", header("Language: zh_CN\\n")).run(&["lint", "a.po"]);
    assert!(run.code == 0 && run.stdout.contains("are not checked"), "{}", run.stdout);
}

#[test]
fn xliff_is_known_by_its_content() {
    let sandbox = Sandbox::new();
    let text = |source: &str| {
        format!(
            "<?xml version=\"1.0\"?>\n<xliff version=\"1.2\"><file original=\"x\" source-language=\"{source}\" target-language=\"de\"><body>\
             <trans-unit id=\"1\"><source>Wait 30 days.</source><target>Warten Sie 3 Tage.</target></trans-unit></body></file></xliff>"
        )
    };
    for name in ["a.sdlxliff", "a.mqxliff", "a.xml", "a.xlf"] {
        let run = sandbox.write(name, text("en-US")).run(&["lint", name]);
        assert!(run.code == 1 && run.stdout.contains("numbers"), "{name}: {}{}", run.stdout, run.stderr);
    }
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text("en").encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(sandbox.write("b.sdlxliff", wide).run(&["lint", "b.sdlxliff"]).code, 1);
    let run = sandbox.write("c.xliff", text("fr")).run(&["lint", "c.xliff"]);
    assert!(run.code == 2 && run.stderr.contains("its source language is `fr`"), "{}{}", run.stdout, run.stderr);
    assert_eq!(sandbox.write("d.xliff", "").run(&["lint", "d.xliff"]).code, 2);
}

#[test]
fn translations_take_the_arguments_of_their_source() {
    let entry = |flag: &str, id: &str, form: &str| with(&format!("#, {flag}\nmsgid \"{id}\"\nmsgstr \"{form}\"\n")).0;
    for (flag, id, form) in [
        ("c-format", "%d files", "%s plików"),
        ("c-format", "%d files", "pliki"),
        ("c-format", "done", "gotowe %"),
        ("python-format", "%(name)s", "%(nazwa)s"),
        ("python-brace-format", "{name}", "{}"),
        ("qt-format", "%1 of %2", "%1"),
    ] {
        assert_eq!(entry(flag, id, form), ["format-strings:9"], "{form}");
    }
    assert!(entry("fuzzy, c-format", "%d", "%s").is_empty());
    assert!(entry("no-c-format", "%d", "%s").is_empty());
    assert_eq!(entry("no-wrap", "a\\n", "b"), ["newlines:9"]);
    let sandbox = Sandbox::new();
    sandbox.write("a.po", format!("{HEADER}msgid \"a\\nb\\n\"\nmsgstr \"c\\nd\"\n"));
    let text = sandbox.run(&["lint", "a.po"]).stdout;
    assert!(text.contains("  a↵b\n"), "the id tears no line: {text}");
}

#[test]
fn folders_and_missing_files() {
    let sandbox = Sandbox::new();
    sandbox.write("po/da/a.po", "msgid \"a\"\n").write("po/b.po", HEADER).write("po/c.txt", "x");
    let run = sandbox.run(&["lint", "po", "none.po"]);
    assert_eq!(run.code, 2);
    assert!(run.stdout.contains("po/da/a.po") && !run.stdout.contains("po/b.po"), "{}", run.stdout);
    assert!(run.stderr.contains("none.po"), "{}", run.stderr);
    assert!(sandbox.run(&["lint", "--list"]).stdout.contains("format-strings"));
}

const TERMS: &str = "concept,language,term,status,pos\njury,en,citizens' jury,preferred,noun\n\
                     jury,pl,sąd obywatelski,preferred,noun\njury,pl,ława przysięgłych,deprecated,noun\n";

#[test]
fn terms_are_checked_with_a_termbase() {
    let sandbox = Sandbox::new();
    let entry = "msgid \"The citizens' jury meets.\"\nmsgstr \"Zbiera się ława przysięgłych.\"\n";
    let segment = "<trans-unit id=\"1\"><source>The citizens' jury meets.</source><target>Ludzie się zbierają.</target></trans-unit>";
    let xliff = format!(
        "<xliff version=\"1.2\"><file original=\"x\" target-language=\"pl\"><body>{segment}</body></file></xliff>"
    );
    sandbox.write("terms.csv", TERMS).write("a.po", format!("{HEADER}{entry}")).write("a.xliff", xliff);
    assert_eq!(sandbox.run(&["lint", "a.po", "a.xliff"]).code, 0);
    let run = sandbox.run(&["lint", "a.po", "a.xliff", "--termbase", "terms.csv"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("term-deprecated") && run.stdout.contains("term-missing"), "{}", run.stdout);
    assert_eq!(sandbox.run(&["lint", "a.po", "--termbase", "none.csv"]).code, 2);
}

#[test]
fn national_typography_is_asked_for() {
    let sandbox = Sandbox::new();
    let entry = "msgid \"the “plan”\"\nmsgstr \"le «\u{202f}plan\u{202f}»\"\n";
    sandbox.write("fr.po", format!("{}{entry}", HEADER.replace("Language: pl", "Language: fr")));
    let isg = sandbox.run(&["lint", "fr.po"]);
    assert!(isg.stdout.contains("punctuation-space"), "{}", isg.stdout);
    let cldr = sandbox.run(&["lint", "fr.po", "--profile", "cldr"]);
    assert!(!cldr.stdout.contains("punctuation-space"), "{}", cldr.stdout);
}

#[test]
fn fix_puts_typography_right_and_nothing_else() {
    let sandbox = Sandbox::new();
    let other = "#  kept  as it is\nmsgid \"b\"\nmsgstr \"b\"\n\"\"\n\n#, fuzzy\nmsgid \"Go…\"\nmsgstr \"Idź...\"\n";
    let po = format!("{HEADER}msgid \"Wait…\"\nmsgstr \"Czekaj...\"\n\n{other}");
    let segment = "<trans-unit id='1' ><source>Wait…</source>\n  <target>Czekaj <x id='9'/>...</target></trans-unit>";
    let xliff =
        format!("<xliff version='1.2'><file original='x' target-language='pl'><body>\n{segment}</body></file></xliff>");
    sandbox.write("a.po", &po).write("a.xliff", &xliff);
    let dry = sandbox.run(&["lint", "--fix", "--dry-run", "a.po", "a.xliff"]);
    assert!(dry.stdout.contains("2 texts would be put right"), "{}{}", dry.stdout, dry.stderr);
    assert_eq!((sandbox.read("a.po"), sandbox.read("a.xliff")), (po.clone(), xliff.clone()));
    let run = sandbox.run(&["lint", "--fix", "a.po", "a.xliff"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(sandbox.read("a.po"), po.replace("Czekaj...", "Czekaj…"));
    assert_eq!(sandbox.read("a.xliff"), xliff.replace("...", "…"));
    assert!(sandbox.run(&["lint", "--fix", "a.po", "a.xliff"]).stdout.contains("Nothing to put right"));
}

#[test]
fn fix_leaves_a_file_alone_that_cannot_be_read_whole() {
    let sandbox = Sandbox::new();
    let broken = format!("{HEADER}msgid \"Wait…\"\nmsgstr \"Czekaj...\"\n\nmsgid \"b\nmsgstr \"c\"\n");
    let latin = [
        b"msgid \"\"\nmsgstr \"Language: pl\\nContent-Type: text/plain; charset=ISO-8859-2\\n\"\n\n".as_slice(),
        b"msgid \"Wait...\"\nmsgstr \"Zaczekaj\xb1 ...\"\n",
    ]
    .concat();
    sandbox.write("a.po", &broken).write("b.po", &latin).write("c.xliff", "<xliff version='1.2'><file>");
    let run = sandbox.run(&["lint", "--fix", "a.po", "b.po", "c.xliff"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(
        run.stderr.contains("a.po") && run.stderr.contains("ISO-8859-2") && run.stderr.contains("c.xliff"),
        "{}",
        run.stderr
    );
    assert_eq!(sandbox.read("a.po"), broken);
    assert_eq!(std::fs::read(sandbox.root().join("b.po")).unwrap(), latin);
}

#[test]
fn a_rule_is_explained() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["lint", "--explain", "ellipsis"]);
    assert_eq!(run.stdout, sandbox.run(&["check", "--explain", "ellipsis"]).stdout);
    assert!(run.stdout.starts_with("## ellipsis"), "{}", run.stdout);
    assert_eq!(sandbox.run(&["lint", "--explain", "nonsense"]).code, 2);
}

#[test]
fn a_text_that_nests_without_end_is_reported_and_does_no_harm() {
    let sandbox = Sandbox::new();
    let deep = format!("{}$n{}", "{ ".repeat(100_000), " }".repeat(100_000));
    sandbox.write("a.ftl.po", format!("{HEADER}msgctxt \"a\"\nmsgid \"x {{ $n }}\"\nmsgstr \"{deep}\"\n"));
    let run = sandbox.run(&["lint", "a.ftl.po"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("it nests too deeply"), "{}", &run.stdout[..200]);
}

#[test]
fn the_english_of_a_template_is_checked() {
    let sandbox = Sandbox::new();
    let long = "one two three four five six seven eight nine ten ".repeat(5);
    let entries = format!(
        "msgid \"{long}\"\nmsgstr \"\"\n\nmsgid \"The rules are told; see above.\"\nmsgstr \"\"\n\n\
                           msgid \"A citizens jury, see [b](b.md).\"\nmsgstr \"\"\n"
    );
    sandbox.write("terms.csv", TERMS).write("a.md.pot", format!("{HEADER}{entries}"));
    let rules = |arguments: &[&str]| {
        let run = sandbox.run(&[&["lint", "a.md.pot", "--format", "json"], arguments].concat());
        let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
        let findings = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["rule"].as_str().unwrap().starts_with("source"));
        findings.map(|one| format!("{}:{}", one["rule"].as_str().unwrap(), one["line"])).collect::<Vec<_>>()
    };
    assert_eq!(rules(&[]), ["source-sentence:7", "source-reference:10"]);
    assert_eq!(rules(&["--termbase", "terms.csv"]), ["source-sentence:7", "source-reference:10", "source-term:13"]);
}

#[test]
fn catalogues_of_several_languages_are_held_beside_each_other() {
    let sandbox = Sandbox::new();
    let texts = ["В срок от 30 дни", "Ve lhůtě 30 dnů", "Inden 30 dage", "Innerhalb von 30 Tagen", "30 päeva jooksul"];
    for (code, text) in ["bg", "cs", "da", "de", "et"].into_iter().zip(texts) {
        let head = format!(
            "msgid \"\"\nmsgstr \"\"\n\"Language: {code}\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
        );
        sandbox.write(&format!("po/{code}.po"), format!("{head}msgid \"Within a month\"\nmsgstr \"{text}\"\n"));
    }
    let rules = |args: &[&str]| -> Vec<String> {
        let run = sandbox.run(args);
        let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let outliers = answer["findings"].as_array().unwrap().iter().filter(|one| one["rule"] == "outlier");
        outliers.map(|one| format!("{}:{} {}", one["path"].as_str().unwrap(), one["line"], one["language"])).collect()
    };
    assert_eq!(rules(&["lint", "po", "--format", "json"]), ["po/bg.po:6 null"], "the English is suspect");
    let text = sandbox.read("po/de.po").replace("30 Tagen", "3 Tagen");
    sandbox.write("po/de.po", &text);
    let found = rules(&["lint", "po", "--format", "json"]);
    assert!(found.contains(&"po/de.po:6 \"de\"".to_owned()), "{found:?}");
    // Four languages tell nothing.
    std::fs::remove_file(sandbox.root().join("po/et.po")).unwrap();
    assert!(rules(&["lint", "po", "--format", "json"]).is_empty());
}

const GERMAN: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"Wait 5 days.\"\nmsgstr \"Warten Sie 6 Tage.\"\n";

/// Returns `path rule` of every finding of a run of `lint`.
fn found(run: &crate::sandbox::Run) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let findings = json["findings"].as_array().unwrap().iter();
    findings.map(|one| format!("{} {}", one["path"].as_str().unwrap(), one["rule"].as_str().unwrap())).collect()
}

#[test]
fn a_ledger_beside_a_file_accepts_its_findings_until_the_text_changes() {
    let xliff = "<xliff version=\"1.2\">\n<file original=\"x\" source-language=\"en\" target-language=\"de\"><body>\n<trans-unit id=\"1\"><source>Wait 5 days.</source><target>Warten Sie 6 Tage.</target></trans-unit>\n</body></file></xliff>\n";
    for (name, unit, text, ledger) in [
        ("po/app.po", "Wait 5 days.", GERMAN, "po/app.ledger.jsonl"),
        ("work.xliff", "1", xliff, "work.xliff.ledger.jsonl"),
    ] {
        let sandbox = Sandbox::new();
        sandbox.write(name, text);
        let lint = || sandbox.run(&["lint", name, "--format", "json"]);
        assert_eq!(found(&lint()), [format!("{name} numbers")]);
        let waive = |unit: &str, rule: &str| {
            let day = soon();
            let until = ["--until", &day, "--reason", "the new law says six", "--as", "Ada"];
            sandbox.run(&[["waive", unit, "--file", name, "--rule", rule].as_slice(), &until].concat())
        };
        assert_eq!(waive(unit, "quotes").code, 2);
        assert_eq!(waive("nothing", "numbers").code, 2);
        let run = waive(unit, "numbers");
        assert_eq!((run.code, run.stdout.contains(ledger)), (0, true), "{}", run.stderr);
        assert_eq!((found(&lint()), lint().code), (vec![], 0));
        // Another text is another matter.
        sandbox.write(name, text.replace("6 Tage", "7 Tage"));
        let run = sandbox.run(&["lint", name, "--format", "json"]);
        assert_eq!(found(&run), [format!("{name} numbers")]);
    }
}

#[test]
fn a_waiver_beside_a_file_that_has_expired_or_finds_nothing_is_named() {
    let sandbox = Sandbox::new();
    sandbox.write("app.po", GERMAN);
    let day = soon();
    let waive = ["waive", "Wait 5 days.", "--file", "app.po", "--rule", "numbers", "--until", &day];
    assert_eq!(sandbox.run(&[waive.as_slice(), &["--reason", "the law says six", "--as", "Ada"]].concat()).code, 0);
    let ledger = sandbox.read("app.ledger.jsonl");
    let lint = |sandbox: &Sandbox| {
        let run = sandbox.run(&["lint", "app.po", "--format", "json"]);
        (found(&run), run.code)
    };
    sandbox.write("app.ledger.jsonl", ledger.replace(&day, "2020-12-31"));
    assert_eq!(lint(&sandbox), (vec!["app.po numbers".to_owned(), "app.po stale-waiver".to_owned()], 1));
    sandbox.write("app.ledger.jsonl", ledger.replace("numbers", "quotes"));
    assert_eq!(lint(&sandbox), (vec!["app.ledger.jsonl stale-waiver".to_owned(), "app.po numbers".to_owned()], 1));
    sandbox.write("app.ledger.jsonl", format!("{ledger}{{\"act\":"));
    assert_eq!(lint(&sandbox), (vec![], 2));
}

#[test]
fn a_ledger_of_a_project_is_understood_without_the_project() {
    let sandbox = Sandbox::new();
    sandbox
        .write("concordia.toml", "[project]\nname = \"x\"\nlanguages = [\"de\"]\n\n[[sources]]\nfiles = \"**/*.md\"\n")
        .write("source-en/a.md", "Wait 5 days.\n")
        .write("translations/de/a.md.po", GERMAN);
    let check = sandbox.run(&["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&check.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let unit = findings.iter().find(|one| one["rule"] == "numbers").unwrap()["unit"].as_str().unwrap().to_owned();
    let day = soon();
    let waive = ["waive", &unit, "-l", "de", "--rule", "numbers", "--until", &day];
    let run = sandbox.run(&[waive.as_slice(), &["--reason", "the law says six", "--as", "Ada"]].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = sandbox.run(&["lint", "translations/de/a.md.po", "--format", "json"]);
    assert_eq!(found(&run), Vec::<String>::new());
}

#[test]
fn links_of_a_template_that_lead_nowhere_are_reported_and_others_are_not_judged() {
    let sandbox = Sandbox::new();
    sandbox.write(
        "page.md.pot",
        "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"See [one]().\"\nmsgstr \"\"\n\nmsgid \"See [two](b.md#x), [three](#y).\"\nmsgstr \"\"\n",
    );
    let run = sandbox.run(&["lint", "page.md.pot", "--format", "json"]);
    assert_eq!(found(&run), ["page.md.pot source-link"]);
}

#[test]
fn check_applies_the_rules_of_the_format_to_the_entries_of_its_catalogues() {
    let sandbox = Sandbox::new();
    let entry = |flag: &str, id: &str, form: &str| format!("{flag}msgid \"{id}\"\nmsgstr \"{form}\"\n\n");
    let catalogue = [
        HEADER.to_owned(),
        entry("", "Save the file.", "Zapisz plik.\\n"),
        entry("#, c-format\n", "Open 100% of it.", "Otwórz %s i 100%."),
        entry("#, fuzzy\n", "Close the file.", "Zamknij plik.\\n"),
    ];
    sandbox
        .write("concordia.toml", "[project]\nname = \"x\"\nlanguages = [\"pl\"]\n")
        .write("source-en/a.md", "Save the file.\n\nOpen 100% of it.\n\nClose the file.\n")
        .write("translations/pl/a.md.po", catalogue.concat());
    let run = sandbox.run(&["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let text = |finding: &serde_json::Value, name: &str| finding[name].as_str().unwrap_or("").to_owned();
    let findings = json["findings"].as_array().unwrap().iter();
    let of_line = |line: u64| -> Vec<String> {
        findings.clone().filter(|one| one["line"] == line).map(|one| text(one, "rule")).collect()
    };
    assert_eq!((of_line(8), of_line(12)), (vec!["newlines".to_owned()], vec!["format-strings".to_owned()]), "{json}");
    let unit = findings.clone().find(|one| one["rule"] == "newlines").map(|one| text(one, "unit")).unwrap();
    assert_eq!(unit.len(), 10, "as the project names it");
}
