//! The termbase from the outside: trying terms, looking up, exchanging, usage, learning, impact.

use std::io::Write;
use std::process::{Command, Stdio};

use super::sandbox::Sandbox;

const CSV: &str = "concept,domain,definition,language,term,status,pos,gender,type,forms,note,source,iate,do_not_translate,case_sensitive
assembly,politics,A body drawn by lot,en,citizens' assembly,preferred,noun,,full form,,,,3584963,,
assembly,politics,,pl,panel obywatelski,preferred,noun,m,full form,,,,3584963,,
assembly,politics,,pl,zgromadzenie obywatelskie,deprecated,noun,n,full form,,,,3584963,,
mandate,politics,,en,mandate,preferred,noun,,full form,,,,,,
mandate,politics,,pl,mandat,preferred,noun,m,full form,,,,,,
";

fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "concordia.toml",
        "[project]\nname = \"Test\"\nlanguages = [\"pl\", \"de\"]\n[glossary]\nfiles = [\"glossaries/*\"]\n",
    );
    sandbox.write("glossaries/terms.csv", CSV);
    sandbox.write("source-en/a.md", "The citizens' assembly has a mandate.\n\nCitizens' assemblies meet in May.\n");
    sandbox.write(
        "translations/pl/a.md.po",
        "msgid \"\"\nmsgstr \"\"\n\"Language: pl\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n\
         msgid \"The citizens' assembly has a mandate.\"\nmsgstr \"Panel obywatelski ma mandat.\"\n\n\
         msgid \"Citizens' assemblies meet in May.\"\nmsgstr \"O zgromadzeniach obywatelskich w maju.\"\n",
    );
    sandbox
}

fn ask(sandbox: &Sandbox, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_concordia"));
    command.current_dir(sandbox.root()).args(["glossary", "test"]).args(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn test_answers_line_by_line_without_a_project() {
    let input = "{\"lang\":\"fi\",\"term\":\"kansalainen\",\"text\":\"Kansalaisten mielestä\"}\n\
        {\"lang\":\"pl\",\"term\":\"panel obywatelski\",\"text\":\"bez terminu\"}\n";
    let (code, out, _) = ask(&Sandbox::new(), &[], input);
    assert_eq!(out, "{\"match\":\"stem\",\"span\":[0,12]}\n{\"match\":\"none\",\"span\":null}\n");
    assert_eq!(code, 0);
}

#[test]
fn test_answers_bad_lines_with_an_error_and_goes_on() {
    let input = "nonsense\n\n{\"lang\":\"en\",\"term\":\"a\",\"text\":\"a\"}";
    let (code, out, err) = ask(&Sandbox::new(), &[], input);
    assert_eq!(code, 2);
    assert_eq!(out.lines().count(), 3, "one line out per line in");
    assert!(out.starts_with("{\"error\":") && out.contains("\"line\":1"), "{out}");
    assert!(err.contains("standard input:1"), "{err}");
}

#[test]
fn test_uses_listed_forms_of_a_termbase() {
    let sandbox = Sandbox::new();
    sandbox.write("t.csv", "concept,language,term,forms\na,mt,raġel,rġiel\n");
    let input = "{\"lang\":\"mt\",\"term\":\"raġel\",\"text\":\"ir-rġiel\"}\n";
    let (code, out, _) = ask(&sandbox, &["--termbase", "t.csv"], input);
    assert_eq!((code, out.as_str()), (0, "{\"match\":\"form\",\"span\":[3,9]}\n"));
}

#[test]
fn lookup_finds_inflected_forms_and_says_no_with_1() {
    let sandbox = project();
    let run = sandbox.run(&["glossary", "lookup", "panelu obywatelskiego", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("\"assembly\""));
    assert_eq!(sandbox.run(&["glossary", "lookup", "xyzzy"]).code, 1);
}

#[test]
fn export_and_import_lose_nothing() {
    for (to, name) in [("tbx", "x.tbx"), ("tbx-dct", "x.tbx"), ("martif", "x.tbx"), ("csv", "x.csv")] {
        let sandbox = project();
        assert_eq!(sandbox.run(&["glossary", "export", "--to", to, "-o", name]).code, 0);
        sandbox.write("glossaries/terms.csv", "concept,language,term\n");
        let run = sandbox.run(&["glossary", "import", name]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(sandbox.read("glossaries/terms.csv"), CSV, "{to}");
    }
}

#[test]
fn stats_count_and_find_gaps() {
    let run = project().run(&["glossary", "stats", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(value["concepts"], 2);
    assert_eq!(value["languages"][2]["terms"], 3);
    let gap = &value["findings"][0];
    assert_eq!(
        (&gap["rule"], &gap["path"], &gap["line"]),
        (&"termbase-gap".into(), &"glossaries/terms.csv".into(), &2.into())
    );
    assert_eq!(run.code, 0);
}

#[test]
fn usage_shows_every_rendering() {
    let run = project().run(&["glossary", "usage", "citizens' assembly", "-l", "pl", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let usage = &value["usages"][0];
    assert_eq!((&usage["units"], &usage["exceptions"]), (&2.into(), &1.into()), "{}", run.stdout);
    assert_eq!(usage["renderings"][0]["status"], "preferred");
}

#[test]
fn learn_lists_forms_and_writes_them_only_when_told() {
    let sandbox = project();
    let run = sandbox.run(&["glossary", "learn", "-l", "pl", "--state", "translated"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "no new forms\n"), "{}", run.stderr);
    let text =
        sandbox.read("translations/pl/a.md.po").replace("O zgromadzeniach obywatelskich", "O panelach obywatelskich");
    sandbox.write("translations/pl/a.md.po", text);
    let run = sandbox.run(&["glossary", "learn", "-l", "pl", "--state", "translated", "--accept"]);
    assert!(run.stdout.contains("panelach obywatelskich"), "{}", run.stdout);
    assert!(sandbox.read("glossaries/terms.csv").contains("panelach obywatelskich"));
}

#[test]
fn learn_changes_no_other_row() {
    let sandbox = project();
    let base = "term,language,concept,forms\r\n\"mandat\",PL,mandate,\r\n\r\npanel obywatelski,pl,assembly,\r\n\
                citizens' assembly,en,assembly,\r\nmandate,en,mandate,\r\n";
    let text =
        sandbox.read("translations/pl/a.md.po").replace("O zgromadzeniach obywatelskich", "O panelach obywatelskich");
    sandbox.write("translations/pl/a.md.po", text).write("glossaries/terms.csv", base);
    let run = sandbox.run(&["glossary", "learn", "-l", "pl", "--state", "translated", "--accept"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let new = base.replace(",pl,assembly,", ",pl,assembly,panelach obywatelskich");
    assert_eq!(sandbox.read("glossaries/terms.csv"), new);
}

#[test]
fn impact_counts_what_a_change_affects() {
    let sandbox = project();
    sandbox.write("old.csv", CSV);
    sandbox.write("glossaries/terms.csv", CSV.replace(",mandat,", ",pełnomocnictwo,"));
    let run = sandbox.run(&["glossary", "impact", "--from", "old.csv", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(value["concepts"], serde_json::json!(["mandate"]));
    let pl = value["languages"].as_array().unwrap().iter().find(|line| line["language"] == "pl").unwrap();
    assert_eq!((&pl["units"], &pl["work_units"]), (&1.into(), &1.into()), "{pl}");
}

#[test]
fn impact_compares_with_the_last_commit() {
    let sandbox = project();
    sandbox.git(&["init", "-q"]);
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-qm", "start"]);
    assert_eq!(sandbox.run(&["glossary", "impact"]).stdout, "the termbase did not change\n");
    sandbox.write("glossaries/terms.csv", CSV.replace(",mandat,", ",pełnomocnictwo,"));
    let run = sandbox.run(&["glossary", "impact"]);
    assert!(run.stdout.contains("1 changed concept: mandate"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_renamed_termbase_file_changes_no_concept() {
    let sandbox = project();
    sandbox.git(&["init", "-q"]);
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-qm", "start"]);
    sandbox.git(&["mv", "glossaries/terms.csv", "glossaries/other.csv"]);
    let run = sandbox.run(&["glossary", "impact"]);
    assert_eq!(run.stdout, "the termbase did not change\n", "{}", run.stderr);
}

#[test]
fn import_refuses_what_would_break_the_termbase() {
    let tbx = |head: &str, body: &str| {
        format!(
            "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" xmlns=\"urn:iso:std:iso:30042:ed-2\"><text><body>\n\
             <conceptEntry id=\"x\"><langSec{head}><termSec><term>ohne</term></termSec></langSec></conceptEntry>\n{body}\
             </body></text></tbx>\n"
        )
    };
    let again = "<conceptEntry id=\"x\"><langSec xml:lang=\"en\"><termSec><term>house</term></termSec></langSec></conceptEntry>";
    let files = [(tbx("", ""), "bad.tbx:2"), (tbx(" xml:lang=\"\"", ""), "bad.tbx:2")];
    for (text, place) in files.into_iter().chain([(tbx(" xml:lang=\"en\"", again), "“x”")]) {
        let sandbox = project();
        sandbox.write("bad.tbx", text);
        let run = sandbox.run(&["glossary", "import", "bad.tbx"]);
        assert_eq!(run.code, 2, "{place} {}", run.stdout);
        assert!(run.stderr.contains(place), "{place} {}", run.stderr);
        assert_eq!(sandbox.read("glossaries/terms.csv"), CSV);
    }
}

#[test]
fn import_names_languages_that_the_project_does_not_have() {
    let sandbox = project();
    sandbox.write("new.csv", "concept,language,term\njury,en,jury\njury,zh,陪审团\n");
    let run = sandbox.run(&["glossary", "import", "new.csv"]);
    assert!(run.stderr.contains("took over 1 concept, 2 terms and 0 forms"), "{}", run.stderr);
    assert!(run.stderr.contains("does not have: zh"), "{}", run.stderr);
}

#[test]
fn files_that_contradict_each_other_are_found() {
    let sandbox = project();
    sandbox.write("glossaries/more.csv", "concept,language,term,status\nmandate,en,mandate,deprecated\n");
    let run = sandbox.run(&["glossary", "stats"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("mandate: “mandate” is both deprecated and preferred"), "{}", run.stdout);
    assert!(run.stdout.contains("glossaries/terms.csv:5"), "the last place: {}", run.stdout);
    let check = sandbox.run(&["check", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&check.stdout).unwrap();
    let findings = value["findings"].as_array().unwrap();
    let found = findings.iter().find(|finding| finding["rule"] == "termbase-contradiction").unwrap();
    assert_eq!((&found["path"], &found["line"]), (&"glossaries/terms.csv".into(), &5.into()), "{found}");
    assert_eq!(found["language"], "en");
}

#[test]
fn iate_columns_come_back_to_their_concepts_and_what_they_lack_is_said() {
    let sandbox = project();
    let run = sandbox.run(&["glossary", "export", "--to", "iate", "-o", "x.csv"]);
    assert!(run.stderr.contains("no place for definitions, parts of speech, genders"), "{}", run.stderr);
    let run = sandbox.run(&["glossary", "import", "x.csv"]);
    assert!(run.stderr.contains("took over 0 concepts, 0 terms"), "{}", run.stderr);
    assert_eq!(sandbox.read("glossaries/terms.csv"), CSV);
}

#[test]
fn a_termbase_without_concepts_is_there() {
    let sandbox = project();
    sandbox.write("glossaries/terms.csv", "concept,language,term\n");
    let run = sandbox.run(&["glossary", "stats"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("no concepts yet: glossaries/terms.csv"), "{}", run.stderr);
}

#[test]
fn what_nobody_has_is_refused() {
    let sandbox = project();
    for arguments in [["list", "-l", "xx"], ["export", "-l", "xx"], ["list", "--domain", "nosuch"]] {
        let run = sandbox.run(&[&["glossary"], arguments.as_slice()].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
    }
    assert_eq!(sandbox.run(&["glossary", "lookup", ""]).code, 2);
    assert_eq!(sandbox.run(&["glossary", "lookup", "m"]).code, 1, "one letter is in nearly every term");
}

#[test]
fn lookup_finds_a_part_of_a_term_in_any_form() {
    let sandbox = project();
    for (query, concept) in [("panelu", "assembly"), ("obywatelskich panelach", "assembly"), ("mand", "mandate")] {
        let run = sandbox.run(&["glossary", "lookup", query, "-l", "pl"]);
        assert_eq!(run.code, 0, "{query} {}", run.stderr);
        assert!(run.stdout.contains(concept), "{query} {}", run.stdout);
    }
    assert_eq!(sandbox.run(&["glossary", "lookup", "panelu xyzzy"]).code, 1);
}

#[test]
fn learn_lists_no_markup_and_no_compounds() {
    let sandbox = project();
    let text =
        sandbox.read("translations/pl/a.md.po").replace("O zgromadzeniach obywatelskich", "O *panelach* obywatelskich");
    sandbox.write("translations/pl/a.md.po", text);
    let run = sandbox.run(&["glossary", "learn", "-l", "pl", "--state", "translated", "--accept"]);
    assert!(
        run.stdout.contains("← panelach obywatelskich ") && run.stdout.contains("1 form is listed"),
        "{}",
        run.stdout
    );
    sandbox
        .write("glossaries/terms.csv", format!("{CSV}mandate,politics,,de,Mandat,preferred,noun,,full form,,,,,,\n"));
    sandbox.write(
        "translations/de/a.md.po",
        "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n\
         msgid \"The citizens' assembly has a mandate.\"\nmsgstr \"Sie hat eine Mandatsdauer.\"\n",
    );
    let run = sandbox.run(&["glossary", "learn", "-l", "de", "--state", "translated"]);
    assert_eq!(run.stdout, "no new forms\n", "{}", run.stderr);
}

#[test]
fn a_broken_termbase_names_file_and_line() {
    let sandbox = project();
    sandbox.write("glossaries/b.csv", "concept,language,term,status\na,en,b,fine\n");
    let run = sandbox.run(&["glossary", "list"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("glossaries/b.csv:2"), "{}", run.stderr);
    assert!(run.stdout.contains("panel obywatelski"));
}

#[test]
fn check_reports_terms_and_obeys_the_configuration() {
    let sandbox = project();
    let run = sandbox.run(&["check", "-l", "pl", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let of_rule = |value: &serde_json::Value, rule: &str| {
        value["findings"].as_array().unwrap().iter().filter(|f| f["rule"] == rule).count()
    };
    assert_eq!(of_rule(&value, "term-deprecated"), 1, "{}", run.stdout);
    assert_eq!(of_rule(&value, "term-missing"), 0, "{}", run.stdout);
    let config = sandbox.read("concordia.toml");
    sandbox.write("concordia.toml", format!("{config}[check.rules]\nterm-deprecated = \"off\"\n"));
    let run = sandbox.run(&["check", "-l", "pl", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(of_rule(&value, "term-deprecated"), 0, "{}{}", run.stdout, run.stderr);
    assert!(sandbox.run(&["check", "--explain", "term-missing"]).stdout.contains("## term-missing"));
}

#[test]
fn check_holds_the_english_to_its_own_termbase() {
    let sandbox = project();
    sandbox.write(
        "glossaries/terms.csv",
        format!("{CSV}assembly,politics,,en,citizen panel,deprecated,noun,,full form,,,,,,\nmandate,politics,,en,remit,admitted,noun,,full form,,,,,,\n"),
    );
    sandbox.write("source-en/a.md", "The citizen panel has a mandate.\n\nThe remit ends in May.\n");
    let run = sandbox.run(&["check", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let places: Vec<(&str, &str, u64)> = value["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"].as_str().unwrap().starts_with("term-"))
        .map(|f| (f["rule"].as_str().unwrap(), f["path"].as_str().unwrap(), f["line"].as_u64().unwrap()))
        .collect();
    let path = "source-en/a.md";
    assert_eq!(places, [("term-deprecated", path, 1), ("term-inconsistent", path, 3)], "{}", run.stdout);
    assert_eq!(run.code, 1);
}
