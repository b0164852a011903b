//! Merging catalogues: different units never conflict, and no text is dropped.

use concordia::po::merge::{is_mergeable, merge};
use concordia::po::{Catalogue, Message, Previous, Slot};
use proptest::prelude::*;

const HEADER: &str = "msgid \"\"\nmsgstr \"\"\n\"Language: da\\n\"\n\"PO-Revision-Date: 2026-01-01\\n\"\n\n";

fn entry(id: &str, form: &str) -> String {
    format!("msgid \"{id}\"\nmsgstr \"{form}\"\n\n")
}

fn file(entries: &[String]) -> String {
    HEADER.to_owned() + entries.concat().trim_end() + "\n"
}

fn read(text: &str) -> Catalogue {
    Catalogue::parse(text.as_bytes().to_vec()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn merged(base: &str, ours: &str, theirs: &str) -> (String, usize) {
    let merged = merge(&read(base), &read(ours), &read(theirs));
    (String::from_utf8(merged.bytes).unwrap(), merged.conflicts.len())
}

#[test]
fn neighbouring_edits_do_not_conflict() {
    let base = file(&[entry("a", ""), entry("b", ""), entry("c", "")]);
    let ours = file(&[entry("a", "A"), entry("b", ""), entry("c", "C")]);
    let theirs = file(&[entry("a", ""), entry("b", "B"), entry("c", "")]).replace("2026-01-01", "2026-02-01");
    let both = file(&[entry("a", "A"), entry("b", "B"), entry("c", "C")]).replace("2026-01-01", "2026-02-01");
    assert_eq!(merged(&base, &ours, &theirs), (both, 0));
}

#[test]
fn a_catalogue_with_two_headers_is_not_merged() {
    let twice = "msgid \"\"\nmsgstr \"kept\"\n\nmsgid \"\"\nmsgstr \"kept too\"\n";
    assert!(!is_mergeable(&Catalogue::inspect(twice.as_bytes().to_vec()).catalogue.unwrap()));
    assert!(is_mergeable(&read(&file(&[entry("a", "x")]))));
}

#[test]
fn one_unit_with_two_texts_is_shown_in_three_versions() {
    let base = file(&[entry("a", "x"), entry("b", "")]);
    let (text, conflicts) =
        merged(&base, &file(&[entry("a", "y"), entry("b", "")]), &file(&[entry("a", "z"), entry("b", "B")]));
    let shown = "<<<<<<< ours\nmsgid \"a\"\nmsgstr \"y\"\n||||||| base\nmsgid \"a\"\nmsgstr \"x\"\n=======\nmsgid \"a\"\nmsgstr \"z\"\n>>>>>>> theirs\n\n";
    assert_eq!((text, conflicts), (file(&[shown.to_owned(), entry("b", "B")]), 1));
}

#[test]
fn work_follows_a_unit_whose_english_was_edited() {
    let base = file(&[entry("You may go", "Du må gå")]);
    let ours = file(&["#, fuzzy\n#| msgid \"You may go\"\nmsgid \"You must go\"\nmsgstr \"Du må gå\"\n".to_owned()]);
    let theirs = file(&[entry("You may go", "De må gå")]);
    let both = ours.replace("Du må", "De må");
    assert_eq!(merged(&base, &ours, &theirs), (both.clone(), 0));
    assert_eq!(merged(&base, &theirs, &ours), (both, 0));
}

#[test]
fn a_retired_unit_keeps_the_text_written_meanwhile() {
    let base = file(&[entry("a", "x"), entry("b", "B")]);
    let ours = file(&[entry("b", "B"), "#~ msgid \"a\"\n#~ msgstr \"x\"\n".to_owned()]);
    let theirs = file(&[entry("a", "y"), entry("b", "B")]);
    let both = file(&[entry("b", "B"), "#~ msgid \"a\"\n#~ msgstr \"y\"\n".to_owned()]);
    assert_eq!(merged(&base, &ours, &theirs), (both.clone(), 0));
    assert_eq!(merged(&base, &theirs, &ours), (both, 0));
}

#[test]
fn forms_are_merged_by_category_when_one_side_changed_the_header() {
    let with = |plural: &str, forms: &[&str]| {
        let forms: String = forms.iter().enumerate().map(|(n, form)| format!("msgstr[{n}] \"{form}\"\n")).collect();
        format!("msgid \"\"\nmsgstr \"\"\n\"Plural-Forms: {plural}\\n\"\n\nmsgid \"a\"\nmsgid_plural \"b\"\n{forms}")
    };
    let (old, new) = ("nplurals=2; plural=n==1 ? 1 : 0;", "nplurals=2; plural=n!=1;");
    let (text, conflicts) =
        merged(&with(old, &["mange", "en"]), &with(new, &["en", "mange"]), &with(old, &["flere", "en"]));
    assert_eq!((text, conflicts), (with(new, &["en", "flere"]), 0));
}

#[test]
fn untouched_bytes_stay_and_foreign_ones_are_copied() {
    let wrapped = "#: x.c:3\nmsgid \"\"\n\"long \"\n\"text\"\nmsgstr \"\"\n\"lang \"\n\"tekst\"\n\n";
    let base = file(&[entry("a", ""), entry("b", "B")]);
    let ours = file(&[entry("a", ""), wrapped.to_owned(), entry("b", "B")]);
    let theirs = file(&[entry("a", ""), entry("b", "BB")]);
    let both = file(&[entry("a", ""), wrapped.to_owned(), entry("b", "BB")]);
    assert_eq!(merged(&base, &ours, &theirs), (both.clone(), 0));
    assert_eq!(merged(&base, &theirs, &ours), (both, 0));
}

/// A small catalogue: ids and texts from few letters, so that the versions often meet.
fn catalogue() -> impl Strategy<Value = Vec<Message>> {
    let previous = prop::option::of("[a-e]").prop_map(|id| id.map(|id| Previous { id, ..Previous::default() }));
    let message = ("[a-e]", "[x-z]{0,2}", any::<bool>(), previous, any::<bool>(), prop::option::of("[n-p]"));
    prop::collection::vec(message, 0..6).prop_map(|all| {
        let mut seen = std::collections::HashSet::new();
        let messages = all.into_iter().filter(|(id, ..)| seen.insert(id.clone()));
        let build = |(id, form, fuzzy, previous, is_obsolete, note): (
            String,
            String,
            bool,
            Option<Previous>,
            bool,
            Option<String>,
        )| {
            let mut message = Message::new(None, id, None, 1);
            message.forms = vec![form];
            message.set_fuzzy(fuzzy);
            message.previous = previous.filter(|_| fuzzy);
            message.is_obsolete = is_obsolete;
            message.comments.splice(0..0, note.map(|note| format!("# {note}")));
            message
        };
        messages.map(build).collect()
    })
}

fn written(messages: &[Message]) -> Catalogue {
    let slots: Vec<Slot> = messages.iter().cloned().map(Slot::Put).collect();
    read(&String::from_utf8(read(HEADER).rebuild(&slots)).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_is_dropped(base in catalogue(), ours in catalogue(), theirs in catalogue()) {
        let merged = merge(&written(&base), &written(&ours), &written(&theirs));
        let text = String::from_utf8(merged.bytes.clone()).unwrap();
        if merged.conflicts.is_empty() {
            let result = read(&text);
            prop_assert!(result.header().language() == Some("da"));
        }
        for message in ours.iter().chain(&theirs).filter(|message| message.has_text()) {
            let form = message.forms[0].as_str();
            let is_old = base.iter().any(|old| old.forms[0] == form);
            prop_assert!(is_old || text.contains(&format!("msgstr \"{form}\"\n")), "{form} is lost in\n{text}");
        }
    }

    #[test]
    fn a_side_that_did_nothing_changes_nothing(base in catalogue(), ours in catalogue()) {
        let (base, ours) = (written(&base), written(&ours));
        let left = merge(&base, &ours, &base);
        prop_assert_eq!(String::from_utf8_lossy(&left.bytes), String::from_utf8_lossy(ours.bytes()));
        let same = merge(&base, &ours, &ours);
        prop_assert_eq!(String::from_utf8_lossy(&same.bytes), String::from_utf8_lossy(ours.bytes()));
        prop_assert!(merge(&base, &base, &ours).conflicts.is_empty());
    }

    #[test]
    fn the_units_of_a_merge_do_not_depend_on_the_side(base in catalogue(), ours in catalogue(), theirs in catalogue()) {
        let (base, ours, theirs) = (written(&base), written(&ours), written(&theirs));
        let (left, right) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        let sorted = |mut conflicts: Vec<(Option<String>, String)>| { conflicts.sort(); conflicts };
        prop_assert_eq!(sorted(left.conflicts), sorted(right.conflicts));
    }
}

mod verbs {
    use super::{entry, file};
    use crate::sandbox::Sandbox;

    /// Runs Git in a sandbox.
    fn git(sandbox: &Sandbox, arguments: &[&str]) -> bool {
        let path = std::path::Path::new(env!("CARGO_BIN_EXE_concordia")).parent().unwrap();
        let paths = std::env::join_paths(
            std::iter::once(path.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
        );
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
        let mut command = std::process::Command::new("git");
        command.current_dir(sandbox.root()).args(identity).args(arguments).env("PATH", paths.unwrap());
        command.output().unwrap().status.success()
    }

    /// Makes a repository in which two branches changed `a.po`, and merges them.
    fn merged_by_git(sandbox: &Sandbox, with_driver: bool, versions: [&str; 3]) -> bool {
        assert!(git(sandbox, &["init", "-q", "-b", "main"]));
        if with_driver {
            assert_eq!(sandbox.run(&["init", "--git"]).code, 0);
        }
        let commit = |text: &str| {
            sandbox.write("a.po", text);
            assert!(git(sandbox, &["add", "-A"]) && git(sandbox, &["commit", "-qm", "x"]));
        };
        commit(versions[0]);
        assert!(git(sandbox, &["checkout", "-qb", "theirs"]));
        commit(versions[2]);
        assert!(git(sandbox, &["checkout", "-q", "main"]));
        commit(versions[1]);
        git(sandbox, &["merge", "-q", "theirs", "-m", "merge"])
    }

    fn neighbours() -> [String; 4] {
        let version = |a: &str, b: &str| file(&[entry("a", a), entry("b", b)]);
        [version("", ""), version("A", ""), version("", "B"), version("A", "B")]
    }

    #[test]
    fn git_merges_through_the_driver() {
        let [base, ours, theirs, both] = neighbours();
        let sandbox = Sandbox::new();
        assert!(merged_by_git(&sandbox, true, [&base, &ours, &theirs]));
        assert_eq!(sandbox.read("a.po"), both);
    }

    #[test]
    fn what_git_left_is_repaired() {
        let [base, ours, theirs, both] = neighbours();
        let sandbox = Sandbox::new();
        let dated = |text: &str, date: &str| text.replace("2026-01-01", date);
        let (ours, theirs) = (dated(&ours, "2026-02-01"), dated(&theirs, "2026-03-01"));
        assert!(!merged_by_git(&sandbox, false, [&base, &ours, &theirs]));
        assert!(sandbox.read("a.po").contains("<<<<<<<"));
        let run = sandbox.run(&["merge-repair", "a.po"]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        assert_eq!(sandbox.read("a.po"), dated(&both, "2026-03-01"));
    }

    #[test]
    fn a_true_conflict_is_left_in_three_versions() {
        let version = |a: &str| file(&[entry("a", a), entry("b", "B")]);
        let sandbox = Sandbox::new();
        assert!(!merged_by_git(&sandbox, true, [&version("x"), &version("y"), &version("z")]));
        let text = sandbox.read("a.po");
        for line in ["<<<<<<< ours", "msgstr \"y\"", "||||||| base", "msgstr \"x\"", "msgstr \"z\"", ">>>>>>> theirs"] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
        let run = sandbox.run(&["merge-repair", "a.po", "--format", "json"]);
        assert_eq!(run.code, 1);
        assert!(run.stdout.contains("\"source\": \"a\""), "{}", run.stdout);
        assert_eq!(sandbox.read("a.po"), text, "repairing twice changes nothing");
    }

    #[test]
    fn ledgers_are_joined() {
        let sandbox = Sandbox::new();
        let line = |unit: &str| format!("{{\"act\":\"approve\",\"unit\":\"{unit}\"}}\n");
        sandbox.write("o", line("a")).write("a", line("a") + &line("b")).write("b", line("a") + &line("c"));
        assert_eq!(sandbox.run(&["merge-driver", "o", "a", "b"]).code, 0);
        assert_eq!(sandbox.read("a"), line("a") + &line("b") + &line("c"));
        sandbox.write("x.ledger.jsonl", format!("<<<<<<< a\n{}=======\n{}>>>>>>> b\n", line("a"), line("b")));
        assert_eq!(sandbox.run(&["merge-repair", "x.ledger.jsonl"]).code, 0);
        assert_eq!(sandbox.read("x.ledger.jsonl"), line("a") + &line("b"));
    }

    #[test]
    fn a_version_that_cannot_be_read_is_merged_by_lines() {
        let [base, ours, theirs, _] = neighbours();
        let sandbox = Sandbox::new();
        sandbox.write("o", &base).write("a", ours.replace("msgid \"b\"", "nonsense")).write("b", &theirs);
        let run = sandbox.run(&["merge-driver", "o", "a", "b"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        let text = sandbox.read("a");
        assert!(text.contains("nonsense") && text.contains("msgstr \"B\""), "{text}");
        sandbox.write("bad.po", "a\n<<<<<<< x\n");
        assert_eq!(sandbox.run(&["merge-repair", "bad.po"]).code, 2);
        assert_eq!(sandbox.read("bad.po"), "a\n<<<<<<< x\n");
    }
}
