//! `check` on the English alone: broken links, references and files.

use crate::sandbox::Sandbox;

fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"hr\"]\n");
    sandbox
}

/// `rule:line` of the findings on the English, in order.
fn found(sandbox: &Sandbox) -> Vec<String> {
    let run = sandbox.run(&["check", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    let findings = answer["findings"].as_array().unwrap().iter().filter(|one| one["language"].is_null());
    findings.map(|one| format!("{}:{}", one["rule"].as_str().unwrap(), one["line"])).collect()
}

#[test]
fn broken_links_of_a_page_are_found_wherever_they_stand() {
    let sandbox = project();
    sandbox.write("source-en/sub/b.md", "# B\n").write(
        "source-en/a.md",
        "---\ntitle: A\n---\n\n# A\n\n[ok](sub/b.md#b) [x][nope] and a claim[^7].\n\n[def]: ww.md\n\n<div>\n<a href=\"yy.md\">\n</div>\n\n\
         ```\n[z](zz.md) [x][nope]\n```\n",
    );
    assert_eq!(found(&sandbox), ["source-link:7", "source-link:7", "source-link:9", "source-link:12"]);
}

#[test]
fn a_link_to_a_page_that_is_no_module_on_purpose_is_right() {
    let sandbox = project();
    let settings = "[project]\nlanguages = [\"hr\"]\n\n[[sources]]\nfiles = \"**/*.md\"\nexcept = [\"legal/**\"]\n";
    sandbox.write("concordia.toml", settings).write("source-en/legal/terms.md", "# Terms\n");
    sandbox.write("source-en/a.md", "# A\n\n[terms](legal/terms.md) and [gone](legal/gone.md)\n");
    assert_eq!(found(&sandbox), ["source-link:3"]);
    // Asked on every run, whatever is kept.
    sandbox.write("source-en/legal/gone.md", "# Gone\n");
    assert!(found(&sandbox).is_empty());
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_followed_inside_the_project_and_named_elsewhere() {
    let sandbox = project();
    let outside = Sandbox::new();
    outside.write("secret.md", "# Secret\n");
    sandbox.write("CHANGELOG.md", "# What is new\n").write("assets/img/l.png", "png");
    sandbox.write("source-en/a.md", "# A\n\n[x](changelog.md#what-is-new) ![z](img/l.png)\n");
    let link = |to: &std::path::Path, name: &str| {
        std::os::unix::fs::symlink(to, sandbox.root().join("source-en").join(name)).unwrap();
    };
    link("../CHANGELOG.md".as_ref(), "changelog.md");
    link("../assets/img".as_ref(), "img");
    assert_eq!(found(&sandbox), Vec::<String>::new());
    sandbox.run(&["build"]);
    assert_eq!(sandbox.read("build/hr/changelog.md"), "# What is new\n");
    assert_eq!(sandbox.read("build/hr/img/l.png"), "png");
    // A page that is a link is built anew when its file changes.
    sandbox.write("CHANGELOG.md", "# What is old\n").run(&["build"]);
    assert_eq!(sandbox.read("build/hr/changelog.md"), "# What is old\n");
    sandbox.write("source-en/a.md", "# A\n");
    link(&outside.root().join("secret.md"), "secret.md");
    link("nowhere.md".as_ref(), "gone.md");
    link("..".as_ref(), "circle");
    link("../build".as_ref(), "built");
    assert_eq!(found(&sandbox), ["source-file:null"; 4]);
    sandbox.run(&["build"]);
    assert!(!sandbox.exists("build/hr/secret.md") && !sandbox.exists("build/hr/built"));
}

#[test]
fn an_address_that_is_right_on_the_site_stays_and_is_no_fault() {
    let sandbox = project();
    let page = "# A\n\n<img src=\"../../img/x.png\" alt=\"Pic\">\n\n![p](../../img/x.png) [b](../../b/) [r](../../README.txt)\n";
    sandbox.write("source-en/guide/a.md", page).write("source-en/img/x.png", "png").write("README.txt", "r");
    assert!(found(&sandbox).is_empty());
    sandbox.run(&["build"]);
    let led = page.replace("../../README", "../../../README");
    assert_eq!(sandbox.read("build/hr/guide/a.md"), led);
    // What comes to stand there is noticed, and so is what goes.
    sandbox.write("translations/hr/guide/a.md.po", "msgid \"A\"\nmsgstr \"B\"\n").run(&["build"]);
    sandbox.write("img/x.png", "png").run(&["build"]);
    let page = sandbox.read("build/hr/guide/a.md");
    assert!(page.contains("(../../../img/x.png)") && page.contains("\"../../../img/x.png\""), "{page}");
    std::fs::remove_file(sandbox.root().join("img/x.png")).unwrap();
    sandbox.run(&["build"]);
    assert!(sandbox.read("build/hr/guide/a.md").contains("(../../img/x.png)"));
    std::fs::remove_file(sandbox.root().join("source-en/img/x.png")).unwrap();
    assert_eq!(found(&sandbox), ["source-file:3", "source-file:5"]);
}

/// Modules of the same build, each with its own heading between the same two.
fn with_headings(headings: &[&str]) -> Sandbox {
    let sandbox = project();
    for (at, heading) in headings.iter().enumerate() {
        let page = format!("# Module {at}\n\n## Before you start\n\n## {heading}\n\n## Programme of the day\n");
        sandbox.write(&format!("source-en/m{at}.md"), &page);
    }
    sandbox
}

#[test]
fn a_synonym_of_a_heading_is_told_by_its_place() {
    assert_eq!(found(&with_headings(&["Goals", "Goals", "Objectives", "Goals"])), ["source-heading:5"]);
    // Two others are too few, and where the others do not agree, each may have its own.
    assert!(found(&with_headings(&["Goals", "Objectives", "Goals"])).is_empty());
    assert!(found(&with_headings(&["Goals", "Exercise", "Objectives", "Goals", "Goals"])).is_empty());
    // What stands in another place as well is no other name.
    let sandbox = with_headings(&["Goals", "Goals", "Objectives", "Goals"]);
    sandbox.write(
        "source-en/m2.md",
        "# Module 2\n\n## Before you start\n\n## Objectives\n\n## Programme of the day\n\n## Goals\n",
    );
    assert!(found(&sandbox).is_empty());
}

#[test]
fn references_between_messages_are_followed() {
    let sandbox = project();
    sandbox.write("source-en/b.ftl", "-desk = desk\nhelp = Help\n    .title = Help\n").write(
        "source-en/a.ftl",
        "ok = Ask the { -desk }: { help.title }\none = Ask { nosuch }.\ntwo = Ask the { -noterm }.\nthree = { help.noattr } me\n\
         four = { $n ->\n    [one] a\n    [one] b\n   *[other] c\n}\n",
    );
    assert_eq!(found(&sandbox), ["source-fluent:2", "source-fluent:3", "source-fluent:4", "source-fluent:6"]);
}

#[test]
fn a_file_that_vanishes_or_appears_is_noticed_although_results_are_kept() {
    let sandbox = project();
    sandbox.write("source-en/sub/a.md", "# A\n\n![alt](../images/x.svg)\n\nSee [the plan](../../plan.pdf).\n");
    assert!(sandbox.git(&["init", "-q"]).code == 0);
    assert_eq!(found(&sandbox), ["source-file:3", "source-file:5"]);
    sandbox.write("source-en/images/x.svg", "<svg/>").write("plan.pdf", "%PDF");
    assert!(found(&sandbox).is_empty(), "{:?}", found(&sandbox));
    std::fs::remove_file(sandbox.root().join("source-en/images/x.svg")).unwrap();
    assert_eq!(found(&sandbox), ["source-file:3"]);
}

#[test]
fn nobody_looks_outside_the_project() {
    let sandbox = project();
    sandbox.write("source-en/a.md", "See [the list](../../../../../etc/passwd.txt), [none](../../none.pdf).\n");
    assert!(found(&sandbox).is_empty(), "{:?}", found(&sandbox));
}

#[test]
fn a_term_that_is_misspelt_in_english_is_found() {
    let sandbox = project();
    sandbox
        .write("concordia.toml", "[project]\nlanguages = [\"hr\"]\n\n[glossary]\nfiles = [\"terms.csv\"]\n")
        .write("terms.csv", "concept,language,term\na,en,citizens' assembly\na,hr,građanska skupština\n")
        .write("source-en/a.md", "The citizens’ assembly meets.\n\nThe citizens' asembly rests.\n");
    assert_eq!(found(&sandbox), ["source-term:3"]);
}

#[test]
fn what_is_wrong_with_the_english_is_named_as_such_and_counted_once() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\", \"de\", \"fr\"]\n");
    sandbox.write("source-en/a.md", "# Plan\n\nSee [the plan](nosuch.md). It takes 30 days.\n");
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    let path = "translations/de/a.md.po";
    let translated = "msgid \"See [the plan](nosuch.md). It takes 30 days.\"\nmsgstr \"\"";
    let po = sandbox.read(path);
    assert!(po.contains(translated), "{po}");
    let german = translated.replace("msgstr \"\"", "msgstr \"Siehe [den Plan](nosuch.md). Es dauert 40 Tage.\"");
    sandbox.write(path, po.replace(translated, &german));
    let all = sandbox.run(&["check"]);
    assert!(all.stdout.contains("source-en/a.md  the English, for all languages\n"), "{}", all.stdout);
    assert!(all.stdout.contains("\n2 errors; 1 of them on the English\n"), "{}", all.stdout);
    assert_eq!(sandbox.run(&["check", "-l", "de"]).stdout, all.stdout);
    let danish = sandbox.run(&["check", "-l", "da"]);
    assert!(danish.code == 1 && danish.stdout.contains("\n1 error on the English\n"), "{}", danish.stdout);
    assert!(!danish.stdout.contains("40"), "{}", danish.stdout);
    let english = sandbox.run(&["check", "-l", "en"]);
    assert_eq!((english.code, &english.stdout), (1, &danish.stdout), "{}", english.stderr);
    assert_eq!(sandbox.run(&["check", "-l", "en,de"]).stdout, all.stdout);
    assert_eq!(sandbox.run(&["check", "-l", "en,xx"]).code, 2);
}

#[test]
fn a_fault_of_the_termbase_in_another_language_is_left_out() {
    let sandbox = Sandbox::new();
    let config = "[project]\nlanguages = [\"da\", \"de\"]\n[glossary]\nfiles = [\"g.csv\"]\n";
    sandbox.write("concordia.toml", config).write("source-en/a.md", "Text.\n");
    sandbox.write("g.csv", "concept,language,term,status\na,en,jury,preferred\na,de,Jury,preferred\na,de,Jury,obsolete\na,da,jury,preferred\n");
    let found = |language: &str| sandbox.run(&["check", "-l", language]).stdout.contains("termbase-contradiction");
    assert_eq!((found("de"), found("da"), found("en")), (true, false, false));
}

#[test]
fn messages_show_what_would_be_hidden() {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"de\"]\n").write("source-en/a.md", "Text.\n");
    let name = "translations/de/b\u{202e}op.md.po";
    sandbox.write(name, "msgid \"a\nmsgstr \"b\"\n");
    for arguments in
        [&["lint", name][..], &["check", "-l", "d\u{202e}e"], &["check", "--d\u{202e}e"], &["lint", "no\u{202e}t"]]
    {
        let run = sandbox.run(arguments);
        assert!(run.code > 0 && !run.stderr.contains('\u{202e}'), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.is_empty() || run.stderr.contains("[U+202E]"), "{arguments:?}: {}", run.stderr);
        assert!(!run.stdout.contains('\u{202e}'), "{arguments:?}: {}", run.stdout);
    }
}

#[test]
fn front_matter_that_nobody_can_read_is_told_by_check_and_sync() {
    let sandbox = project();
    sandbox.write("source-en/a.md", "---\ndraft: true\ntitle: \"unclosed\n---\n\nText\n");
    sandbox.write("source-en/b.md", "+++\ntitle = \"unclosed\n+++\n\nMore text\n");
    sandbox.write("source-en/c.md", "---\ntitle: \"One: two\"\nhero: { name: x }\n---\n\nOther\n");
    assert_eq!(found(&sandbox), ["front-matter:3", "front-matter:2"]);
    let run = sandbox.run(&["sync"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("source-en/a.md:3: the front matter is no YAML: a quotation mark is not"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("source-en/b.md:2: the front matter is no TOML: "), "{}", run.stderr);
    assert!(!run.stderr.contains("c.md"), "{}", run.stderr);
    sandbox.write("source-en/a.md", "---\ntitle:\n  \"unclosed\nslug: x\n---\n\nText\n");
    assert_eq!(found(&sandbox), ["front-matter:3", "front-matter:2"]);
    sandbox.write("source-en/a.md", "---\rtitle: One\r---\r\rText\r");
    assert_eq!(found(&sandbox), ["front-matter:1", "front-matter:2"]);
    let off = "[project]\nlanguages = [\"hr\"]\n[check.rules]\nfront-matter = \"off\"\n";
    sandbox.write("concordia.toml", off);
    assert!(found(&sandbox).is_empty() && !sandbox.run(&["sync"]).stderr.contains("a.md"));
}
