//! The files of a termbase from the outside: what import and learn may change, and what they refuse.

use super::sandbox::Sandbox;

const NO_IDS: &str = "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\"><text><body>\n<conceptEntry><langSec xml:lang=\"en\"><termSec>\
    <term>EN</term></termSec></langSec><langSec xml:lang=\"de\"><termSec><term>DE</term></termSec></langSec></conceptEntry>\n</body></text></tbx>\n";

const IATE: &str =
    "E_ID|E_DOMAINS|L_CODE|T_TERM|T_TYPE|T_RELIABILITY|T_EVALUATION\n1|LAW|en|law|Term|3|\n1|LAW|de|Gesetz|Term|3|\n";

fn project(file: &str, text: &str) -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(
        "concordia.toml",
        "[project]\nname = \"Test\"\nlanguages = [\"de\", \"pt\"]\n[glossary]\nfiles = [\"glossaries/*\"]\n",
    );
    sandbox.write(file, text);
    sandbox.write("source-en/a.md", "The law counts.\n");
    sandbox.write(
        "translations/de/a.md.po",
        "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n\
         msgid \"The law counts.\"\nmsgstr \"Die Gesetze gelten.\"\n",
    );
    sandbox
}

fn tbx(english: &str, german: &str) -> String {
    NO_IDS.replace("EN", english).replace("DE", german)
}

#[test]
fn entries_without_an_identifier_are_not_melted_into_each_other() {
    let sandbox = project("glossaries/t.csv", "concept,language,term\n");
    sandbox.write("A.tbx", tbx("jury", "Jury")).write("B.tbx", tbx("budget", "Haushalt"));
    for (file, took) in
        [("A.tbx", "1 concept, 2 terms"), ("B.tbx", "1 concept, 2 terms"), ("A.tbx", "0 concepts, 0 terms")]
    {
        let run = sandbox.run(&["glossary", "import", file]);
        assert!(run.stderr.contains(&format!("took over {took}")), "{file} {}", run.stderr);
    }
    let terms = sandbox.read("glossaries/t.csv");
    assert!(terms.contains("jury,,,de,Jury,") && terms.contains("budget,,,de,Haushalt,"), "{terms}");
}

#[test]
fn import_leaves_the_rows_that_do_not_change_in_a_table_with_tabs() {
    let text = "term\tconcept\tlanguage\nlaw\tlaw\tEN\n\"Gesetz\"\tlaw\tde\n";
    let sandbox = project("glossaries/t.tsv", text);
    sandbox.write("B.csv", "concept,language,term,status\nlaw,en,law,\nlaw,de,Recht,admitted\njury,en,jury,preferred\njury,de,Jury,preferred\n");
    let run = sandbox.run(&["glossary", "import", "B.csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let wanted = "term\tconcept\tlanguage\tstatus\nlaw\tlaw\tEN\n\"Gesetz\"\tlaw\tde\nRecht\tlaw\tde\tadmitted\n\
                  jury\tjury\ten\tpreferred\nJury\tjury\tde\tpreferred\n";
    assert_eq!(sandbox.read("glossaries/t.tsv"), wanted);
    assert_eq!(sandbox.run(&["glossary", "import", "B.csv"]).code, 0);
    assert_eq!(sandbox.read("glossaries/t.tsv"), wanted, "a second time");
}

#[test]
fn an_identifier_of_another_concept_is_refused() {
    let base = "concept,language,term\n1,en,jury\n1,de,Jury\n";
    let sandbox = project("glossaries/a.csv", base);
    sandbox.write("B.tbx", tbx("budget", "Haushalt").replace("<conceptEntry>", "<conceptEntry id=\"1\">"));
    let run = sandbox.run(&["glossary", "import", "B.tbx", "--into", "glossaries/b.csv"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("“1” is jury here and budget in the file"), "{}", run.stderr);
    assert_eq!(sandbox.read("glossaries/a.csv"), base);
    assert!(!sandbox.exists("glossaries/b.csv"));
}

#[test]
fn two_files_without_identifiers_make_two_concepts() {
    let sandbox = project("glossaries/a.tbx", &tbx("vote", "Wahl"));
    sandbox.write("glossaries/b.tbx", tbx("vote", "Stimme"));
    let run = sandbox.run(&["glossary", "list", "--format", "json"]);
    assert!(run.stdout.contains("\"vote\"") && run.stdout.contains("\"vote-2\""), "{}", run.stdout);
}

#[test]
fn iate_columns_are_not_written_where_they_lose_something() {
    let sandbox = project("glossaries/iate.csv", IATE);
    sandbox.write("own.csv", "concept,language,term,do_not_translate\nwc,en,World Café,yes\n");
    let run = sandbox.run(&["glossary", "import", "own.csv"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("no place for names that stay") && run.stderr.contains("--into"), "{}", run.stderr);
    let run = sandbox.run(&["glossary", "learn", "--accept", "--state", "translated", "-l", "de"]);
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(run.stderr.contains("no place for forms"), "{}", run.stderr);
    assert_eq!(sandbox.read("glossaries/iate.csv"), IATE);
    let rows =
        IATE.lines().map(|line| format!("{line}|{}\n", if line.starts_with('E') { "T_INSTITUTION" } else { "COM" }));
    let wide: String = rows.collect();
    sandbox.write("glossaries/iate.csv", &wide).write("new.csv", IATE.replace("1|", "2|").replace("law", "vote"));
    let run = sandbox.run(&["glossary", "import", "new.csv"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("column T_INSTITUTION (line 1)"), "{}", run.stderr);
    assert_eq!(sandbox.read("glossaries/iate.csv"), wide);
}

#[test]
fn a_tbx_file_of_ones_own_keeps_every_byte_that_is_not_new() {
    let own = "<?xml version=\"1.0\"?>\n<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\">\n\
        <tbxHeader><fileDesc><titleStmt><title>Ours</title></titleStmt><sourceDesc><p>CC BY</p></sourceDesc></fileDesc></tbxHeader>\n\
        <text><body>\n<!-- A -->\n<conceptEntry id=\"law\">\n<transacGrp><transac type=\"transactionType\">origination</transac></transacGrp>\n\
        <langSec xml:lang=\"en\"><termSec><term>law</term></termSec></langSec>\n\
        <langSec xml:lang=\"de\"><termSec><term>Gesetz</term></termSec></langSec>\n\
        </conceptEntry>\n</body></text>\n</tbx>\n";
    let sandbox = project("glossaries/own.tbx", own);
    sandbox.write("new.csv", "concept,language,term\nvote,en,vote\n");
    let run = sandbox.run(&["glossary", "import", "new.csv"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let new = sandbox.read("glossaries/own.tbx");
    let (head, tail) = own.split_once("</body>").unwrap();
    assert!(new.starts_with(head) && new.ends_with(tail) && new.contains("<term>vote</term>"), "{new}");
    let run = sandbox.run(&["glossary", "learn", "--accept", "--state", "translated", "-l", "de"]);
    assert_eq!(run.code, 2, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("glossaries/own.tbx:6") && run.stderr.contains("transac"), "{}", run.stderr);
    assert_eq!(sandbox.read("glossaries/own.tbx"), new);
}

#[test]
fn learn_changes_one_entry_of_a_tbx_file() {
    let sandbox = project("glossaries/own.tbx", &format!("<!-- ours -->\n{}", tbx("law", "Gesetz")));
    let run = sandbox.run(&["glossary", "learn", "--accept", "--state", "translated", "-l", "de"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let new = sandbox.read("glossaries/own.tbx");
    assert!(new.starts_with("<!-- ours -->") && new.contains("x-inflectedForm\">gesetze<"), "{new}");
    assert!(!new.contains("id="), "{new}");
}

#[test]
fn what_a_file_says_beyond_our_fields_is_named() {
    let sandbox = project("glossaries/t.csv", "concept,language,term\n");
    sandbox.write(
        "B.tbx",
        tbx("team", "Team").replace(
            "</conceptEntry>",
            "<langSec xml:lang=\"pt-PT\"><termSec><term>equipa</term></termSec></langSec>\n\
             <langSec xml:lang=\"pt-BR\"><termSec><term>equipe</term></termSec></langSec></conceptEntry>\n\
             <conceptEntry id=\"x\"><descrip type=\"subjectField\">x</descrip></conceptEntry>",
        ),
    );
    let run = sandbox.run(&["glossary", "import", "B.tbx"]);
    assert!(run.stderr.contains("not taken over from B.tbx: pt-BR (line 3)"), "{}", run.stderr);
    assert!(run.stderr.contains("took over 1 concept, 3 terms"), "{}", run.stderr);
    assert!(run.stderr.contains("1 entry without any language"), "{}", run.stderr);
    let terms = sandbox.read("glossaries/t.csv");
    assert!(terms.contains("pt,equipa") && !terms.contains("equipe"), "{terms}");
}

#[test]
fn a_file_that_is_none_of_the_termbase_takes_no_terms() {
    let sandbox = project("glossaries/t.csv", "concept,language,term\n");
    sandbox.write("new.csv", "concept,language,term\nvote,en,vote\n");
    for into in ["other/terms.csv", "glossaries/new.txt"] {
        let run = sandbox.run(&["glossary", "import", "new.csv", "--into", into]);
        assert_eq!(run.code, 2, "{into}");
        assert!(!sandbox.exists(into));
    }
    assert_eq!(sandbox.run(&["glossary", "import", "new.csv", "--into", "glossaries/new.csv"]).code, 0);
}
