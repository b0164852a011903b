//! Fluent modules from end to end: identity, catalogues, localised files, and back.

use concordia::language::find;
use concordia::model::{Format, ModuleId};
use concordia::source::{Options, extract, fluent};

use super::sandbox::Sandbox;

const CONFIG: &str = "[project]\nname = \"Test\"\nlanguages = [\"da\", \"pl\"]\n";

const ENGLISH: &str = "\
### Interface
## Navigation

# The name of the platform.
-brand = Concordia
# concordia: max-length 24
nav-home = Home of { -brand }
    .title = Go home

results = { $count ->
    [0] No course.
    [one] { $count } course
   *[other] { $count } courses
} found.
not fluent at all
last = End";

const POLISH: &str = "\
-brand = { $case ->
    [genitive] Concordii
   *[nominative] Concordia
}
    .gender = feminine
nav-home = Strona główna { -brand(case: \"genitive\") }
results = { $count ->
    [0] Brak kursów.
    [one] Znaleziono { $count } kurs.
    [few] Znaleziono { $count } kursy.
   *[many] Znaleziono { $count } kursów.
}
removed = Usunięte
";

fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", CONFIG).write("source-en/app.ftl", ENGLISH).write("old/app.ftl", POLISH);
    sandbox
}

#[test]
fn a_repeated_message_of_a_target_is_read_once() {
    let read = |text: &str| extract(ModuleId::new("x.ftl"), Format::Fluent, text, &Options::default());
    let back = fluent::read_target(&read("a = A\n"), "a = B\na = C\n    .title = D\n", find("pl").unwrap());
    assert_eq!(back.entries.iter().map(|entry| entry.forms[0].as_str()).collect::<Vec<_>>(), ["B"]);
    assert!(back.findings[0].message.contains("occurs a second time"), "{:?}", back.findings);
}

#[test]
fn junk_is_kept_and_reported_with_its_line() {
    let run = project().run(&["extract", "--explain"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("15: not understood as Fluent"), "{}", run.stdout);
}

#[test]
fn the_title_of_a_group_reaches_translators() {
    let sandbox = project();
    sandbox.write(
        "source-en/app.ftl",
        "### All\n\n## Verbs in the imperative\n\n# On a button.\nopen = Open\nclose = Close\n\n## Errors\n## Shown in red.\n\nlost = Lost\n\n##\n\nlast = End\n",
    );
    sandbox.run(&["sync", "-l", "da"]);
    let catalogue = sandbox.read("translations/da/app.ftl.po");
    for entry in [
        "#. message\n#. On a button.\n#. Verbs in the imperative\n#. All\nmsgctxt \"open\"",
        "\n\n#. message\n#. Verbs in the imperative\nmsgctxt \"close\"",
        "\n\n#. message\n#. Errors\n#. Shown in red.\nmsgctxt \"lost\"",
        "\n\n#. message\nmsgctxt \"last\"",
    ] {
        assert!(catalogue.contains(entry), "{entry}\n in \n{catalogue}");
    }
    let extracted = sandbox.run(&["extract", "--format", "json"]).stdout;
    assert!(
        extracted.contains("\"note\": \"Verbs in the imperative\"")
            || extracted.contains("\"note\":\"Verbs in the imperative\""),
        "{extracted}"
    );
}

#[test]
fn an_existing_file_becomes_a_catalogue_and_is_built_again() {
    let sandbox = project();
    let run = sandbox.run(&["import", "old/app.ftl", "-l", "pl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("took 6 texts"), "{}", run.stdout);
    assert!(run.stdout.contains("`removed` is not translated in the English module"), "{}", run.stdout);
    let catalogue = sandbox.read("translations/pl/app.ftl.po");
    assert!(
        catalogue.contains("msgctxt \"-brand[$case=genitive]\"\nmsgid \"Concordia\"\nmsgstr \"Concordii\""),
        "{catalogue}"
    );
    assert!(catalogue.contains("msgstr[2] \"Znaleziono { $count } kursów.\""), "{catalogue}");

    let again = sandbox.run(&["import", "old/app.ftl", "-l", "pl"]);
    assert!(again.stdout.contains("took 0 texts; 6 it had already"), "{}", again.stdout);
    assert_eq!(sandbox.read("translations/pl/app.ftl.po"), catalogue);
    let check = sandbox.run(&["sync", "-l", "pl", "--check"]);
    assert_eq!(check.code, 0, "{}", check.stdout);

    let run = sandbox.run(&["build", "-l", "pl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let built = sandbox.read("build/pl/app.ftl");
    let body = built.split("### Interface\n").nth(1).unwrap_or(&built);
    assert_eq!(
        body,
        "## Navigation\n\n# The name of the platform.\n-brand = { $case ->\n    [genitive] Concordii\n   *[other] Concordia\n}\n    .gender = feminine\n# concordia: max-length 24\nnav-home = Strona główna { -brand(case: \"genitive\") }\n    .title = Go home\n\nresults = { $count ->\n    [0] Brak kursów.\n    [one] Znaleziono { $count } kurs.\n    [few] Znaleziono { $count } kursy.\n    [many] Znaleziono { $count } kursów.\n   *[other] Znaleziono { $count } kursów.\n}\nnot fluent at all\nlast = End"
    );
}

#[test]
fn an_import_replaces_only_when_told_to() {
    let sandbox = project();
    sandbox.run(&["import", "old/app.ftl", "-l", "pl"]);
    sandbox.write("old/app.ftl", "nav-home = Inaczej { -brand }\n");
    let before = sandbox.read("translations/pl/app.ftl.po");
    let run = sandbox.run(&["import", "old/app.ftl", "-l", "pl"]);
    assert!(run.stdout.contains("Kept") && run.stdout.contains("  nav-home\n"), "{}", run.stdout);
    let run = sandbox.run(&["import", "old/app.ftl", "-l", "pl", "--overwrite", "--dry-run"]);
    assert!(run.stdout.contains("would take 1 text"), "{}", run.stdout);
    assert_eq!(sandbox.read("translations/pl/app.ftl.po"), before);
    sandbox.run(&["import", "old/app.ftl", "-l", "pl", "--overwrite", "--as-drafts"]);
    assert!(sandbox.read("translations/pl/app.ftl.po").contains("#, fuzzy\nmsgctxt \"nav-home\""));
}

#[test]
fn a_translation_with_foreign_placeables_stays_out_of_the_built_file() {
    let sandbox = project();
    sandbox.write("old/app.ftl", "nav-home = Hjem { $user }\nlast = Slut\n");
    sandbox.run(&["import", "old/app.ftl", "-l", "da"]);
    let run = sandbox.run(&["build", "-l", "da"]);
    assert!(
        run.stdout.contains("`{ $user }` is not in the English text") || run.stderr.contains("`{ $user }` is not"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    let built = sandbox.read("build/da/app.ftl");
    assert!(built.contains("nav-home = Home of { -brand }") && built.ends_with("last = Slut"), "{built}");
}

#[test]
fn an_import_needs_a_language_and_a_fluent_file() {
    let sandbox = project();
    assert_eq!(sandbox.run(&["import", "old/app.ftl"]).code, 2);
    assert_eq!(sandbox.run(&["import", "concordia.toml", "-l", "pl"]).code, 2);
    assert_eq!(sandbox.run(&["import", "gone.ftl", "-l", "pl"]).code, 2);
}

#[test]
fn what_the_renderer_escapes_is_no_finding() {
    let sandbox = Sandbox::new();
    let english = "legend = Legend:\n    { \"*\" } required\n    { \"[\" }optional]\nhello = Hello { $name }\n";
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"pl\"]\n").write("source-en/app.ftl", english);
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    let path = "translations/pl/app.ftl.po";
    let text = sandbox.read(path);
    let filled = |legend: &str, hello: &str| {
        let mut done = String::new();
        for entry in text.split_inclusive("\n\n") {
            let translation = if entry.contains("\"legend\"") { legend } else { hello };
            let is_unit = entry.contains("msgctxt");
            done.push_str(&if is_unit {
                entry.replace("msgstr \"\"", &format!("msgstr \"{translation}\""))
            } else {
                entry.to_owned()
            });
        }
        sandbox.write(path, done);
        sandbox.run(&["check"]).stdout
    };
    let found = filled("Legenda:\\n* wymagane\\n[opcjonalne]\\n.kropka\\n# krzyżyk", ".Witaj { $name }");
    assert!(!found.contains("not a valid Fluent pattern"), "{found}");
    assert_eq!(sandbox.run(&["build"]).code, 0);
    let built = sandbox.read("build/pl/app.ftl");
    for line in ["{ \"*\" } wymagane", "{ \"[\" }opcjonalne]", "{ \".\" }kropka", "# krzyżyk", "= .Witaj { $name }"] {
        assert!(built.contains(line), "{line} in {built}");
    }
    let found = filled("Legenda", "Witaj { $name");
    assert!(found.contains("not a valid Fluent pattern"), "{found}");
}

#[test]
fn a_plural_form_that_no_page_shows_is_told() {
    let sandbox = Sandbox::new();
    let english = "mails = { $n ->\n    [one] One mail\n   *[other] { $n } mails\n}\n";
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"lv\"]\n").write("source-en/app.ftl", english);
    sandbox.write(
        "translations/lv/app.ftl.po",
        "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: lv\\n\"\n\
         \"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);\\n\"\n\n\
         msgctxt \"mails\"\nmsgid \"One mail\"\nmsgid_plural \"{ $n } mails\"\n\
         msgstr[0] \"{ $n } vēstule\"\nmsgstr[1] \"{ $n } vēstules\"\nmsgstr[2] \"nav vēstuļu\"\n",
    );
    for verb in [&["check"][..], &["lint", "translations/lv/app.ftl.po"]] {
        let found = sandbox.run(verb).stdout;
        assert!(found.contains("msgstr[2] is for the count 0 only"), "{verb:?}: {found}");
    }
}

#[test]
fn rules_of_the_english_can_be_explained_and_turned_off() {
    let sandbox = project();
    assert!(sandbox.run(&["check"]).stdout.contains("fluent-syntax"));
    assert_eq!(sandbox.run(&["check", "--explain", "fluent-syntax"]).code, 0);
    sandbox.write("concordia.toml", format!("{CONFIG}[check.rules]\nfluent-syntax = \"off\"\n"));
    assert!(!sandbox.run(&["check"]).stdout.contains("fluent-syntax"));
}

#[test]
fn a_text_that_leaves_a_plural_selector_out_is_imported_without_a_warning() {
    let read = |text: &str| extract(ModuleId::new("x.ftl"), Format::Fluent, text, &Options::default());
    let os = "{ $os ->\n        [mac] A\n       *[other] B\n    }";
    let english =
        read(&format!("a =\n    {os} for {}\n", "{ $count ->\n        [one] day\n       *[other] days\n    }"));
    let found = |target: &str| fluent::read_target(&english, target, find("pl").unwrap()).findings.len();
    assert_eq!(found(&format!("a =\n    {os} dla x\n")), 0);
    assert_eq!(found("a = C\n"), 1);
    assert_eq!(found("a =\n    { $os ->\n       *[other] B\n    } dla x\n"), 1);
}

#[test]
fn what_build_puts_into_literals_is_imported_as_it_was_typed() {
    let english = "a = One\n    two\nb = x { \" \" }\nc = { $n ->\n    [one] d\n   *[other] e\n}\n";
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\"]\n").write("source-en/app.ftl", english);
    assert_eq!(sandbox.run(&["sync"]).code, 0);
    let path = "translations/da/app.ftl.po";
    let filled = sandbox.read(path).replacen("msgid \"\"\nmsgstr \"\"", "HEAD", 1);
    let filled = filled
        .replace("two\"\nmsgstr \"\"", "two\"\nmsgstr \"En\\n  [to]\\n.tre \"")
        .replace("}\"\nmsgstr \"\"", "}\"\nmsgstr \"y { \\\" \\\" }\"")
        .replace("msgstr[0] \"\"\nmsgstr[1] \"\"", "msgstr[0] \" f\"\nmsgstr[1] \"*g \"")
        .replacen("HEAD", "msgid \"\"\nmsgstr \"\"", 1);
    sandbox.write(path, &filled);
    assert_eq!(sandbox.run(&["build"]).code, 0);
    let built = sandbox.read("build/da/app.ftl");
    assert!(built.contains("{ \"  \" }[to]") && built.contains("{ \".\" }tre{ \" \" }"), "{built}");
    let run = sandbox.run(&["import", "build/da/app.ftl", "-l", "da"]);
    assert!(run.stdout.contains("took 0 texts; 3 it had already"), "{}\n{built}\n{filled}", run.stdout);
}

#[test]
fn pseudo_leaves_alone_what_texts_select_on() {
    let english = "-brand = House\n    .gender = feminine\na = { -brand.gender ->\n    [feminine] She\n   *[other] It\n}\n    .label = Label\n";
    let sandbox = Sandbox::new();
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\"]\n").write("source-en/app.ftl", english);
    assert_eq!(sandbox.run(&["pseudo"]).code, 0);
    let built = sandbox.read("build/en-XA/app.ftl");
    assert!(built.contains("    .gender = feminine\n") && built.contains(".label = ⟦Ļáƀéļ"), "{built}");
}

#[test]
fn a_value_that_is_one_literal_is_a_unit() {
    let sandbox = Sandbox::new();
    let english = "a = { \"Only text\" }\nb = { \"\" }\nc = { \"A \\u0041\" }\nd = { $x }\ne =\n    { \"More\" }\n";
    sandbox.write("concordia.toml", "[project]\nlanguages = [\"da\"]\n").write("source-en/a.ftl", english);
    let explained = sandbox.run(&["extract", "--explain"]).stdout;
    assert!(explained.contains("string literal with escapes"), "{explained}");
    assert_eq!(sandbox.run(&["identity", "source-en"]).code, 0);
    sandbox.run(&["sync", "-q"]);
    let catalogue = sandbox.read("translations/da/a.ftl.po");
    let put = |catalogue: &str, english: &str, danish: &str| {
        let id = format!("msgid \"{english}\"\nmsgstr \"");
        catalogue.replace(&format!("{id}\""), &format!("{id}{danish}\""))
    };
    let catalogue = put(&put(&catalogue, "Only text", "Kun tekst"), "More", "Mere");
    sandbox.write("translations/da/a.ftl.po", catalogue);
    sandbox.run(&["build", "-q"]);
    let built = sandbox.read("build/da/a.ftl");
    assert!(built.starts_with("a = Kun tekst\nb = { \"\" }\n"), "{built}");
    assert!(built.ends_with("e =\n    Mere\n"), "{built}");
}
