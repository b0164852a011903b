//! Histories of English edits with real Git, each with the exact state it must come to.

use crate::sandbox::Sandbox;

const A: &str = "Participants must register online before the workshop.";
const B: &str = "The facilitator opens the meeting and explains the rules.";
const C: &str = "Draw lots among all residents over the age of sixteen. Publish the names in the town hall.";
const D: &str = "Publish the results within four weeks.";

/// A project in Danish and Polish with everything translated and committed.
pub struct Project {
    pub sandbox: Sandbox,
}

impl Project {
    pub fn new(paragraphs: &[&str]) -> Self {
        let sandbox = Sandbox::new();
        sandbox.write("concordia.toml", "[project]\nname = \"Test\"\nlanguages = [\"da\", \"pl\"]\n");
        sandbox.git(&["init", "-q", "."]);
        sandbox.git(&["config", "user.name", "Tess Ter"]);
        sandbox.git(&["config", "user.email", "tess@example.org"]);
        let project = Self { sandbox };
        project.english(paragraphs);
        project.sync();
        for language in ["da", "pl"] {
            project.translate(language);
        }
        project.commit("Translate everything", "2026-01-10");
        project
    }

    pub fn english(&self, paragraphs: &[&str]) -> &Self {
        self.sandbox.write("source-en/module.md", paragraphs.join("\n\n") + "\n");
        self
    }

    pub fn po(&self, language: &str) -> String {
        self.sandbox.read(&format!("translations/{language}/module.md.po"))
    }

    pub fn write_po(&self, language: &str, text: &str) {
        self.sandbox.write(&format!("translations/{language}/module.md.po"), text);
    }

    /// Translates every missing entry as `da: English`.
    pub fn translate(&self, language: &str) {
        let po = self.po(language);
        let (head, body) = po.split_once("\n\n").unwrap();
        let mut out = format!("{head}\n\n");
        let mut id = String::new();
        for line in body.lines() {
            if let Some(text) = line.strip_prefix("msgid \"") {
                id = text.trim_end_matches('"').to_owned();
            }
            if line == "msgstr \"\"" {
                out.push_str(&format!("msgstr \"{language}: {id}\"\n"));
            } else {
                out.push_str(line);
                out.push('\n');
            }
        }
        self.write_po(language, &out);
    }

    pub fn sync(&self) {
        let run = self.sandbox.run(&["sync"]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        let before = [self.po("da"), self.po("pl")];
        assert_eq!(self.sandbox.run(&["sync", "--check"]).code, 0, "sync is not idempotent");
        self.sandbox.run(&["sync"]);
        assert_eq!(before, [self.po("da"), self.po("pl")]);
    }

    pub fn commit(&self, subject: &str, date: &str) {
        let stamp = format!("{date}T12:00:00");
        self.sandbox.git(&["add", "-A"]);
        let dated = [("GIT_COMMITTER_DATE", stamp.as_str())];
        let run = self.sandbox.git_with(&["commit", "-q", "--allow-empty", "--date", &stamp, "-m", subject], &dated);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }

    /// Commits everything under another name.
    pub fn commit_as(&self, name: &str, subject: &str, date: &str) {
        let (stamp, email) = (format!("{date}T12:00:00"), format!("{name}@example.org"));
        let signed = [("GIT_AUTHOR_NAME", name), ("GIT_AUTHOR_EMAIL", &email), ("GIT_COMMITTER_DATE", &stamp)];
        self.sandbox.git(&["add", "-A"]);
        let run = self.sandbox.git_with(&["commit", "-q", "--allow-empty", "--date", &stamp, "-m", subject], &signed);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }

    /// Merges a branch on a day of its own, with a commit.
    pub fn merge(&self, branch: &str, date: &str) {
        let stamp = format!("{date}T12:00:00");
        let dated = [("GIT_AUTHOR_DATE", stamp.as_str()), ("GIT_COMMITTER_DATE", &stamp)];
        let merge = self.sandbox.git_with(&["merge", "-q", "--no-ff", "--no-edit", branch], &dated);
        assert_eq!(merge.code, 0, "{}{}", merge.stdout, merge.stderr);
    }

    /// The name of the unit with this English.
    pub fn unit(&self, source: &str) -> String {
        let run = self.sandbox.run(&["extract", "--format", "json"]);
        let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let units = value["modules"].as_array().unwrap().iter().flat_map(|module| module["units"].as_array().unwrap());
        let unit = units.clone().find(|unit| unit["source"] == source);
        unit.unwrap_or_else(|| panic!("{source}: {}", run.stdout))["id"].as_str().unwrap().to_owned()
    }

    /// Removes the stale marks of the Danish catalogue, as an editor would.
    pub fn unfuzzy(&self) {
        let po = self.po("da");
        let is_kept = |line: &&str| !line.starts_with("#, fuzzy") && !line.starts_with("#|");
        self.write_po("da", &(po.lines().filter(is_kept).collect::<Vec<_>>().join("\n") + "\n"));
    }

    /// Units per state in one language: missing, stale, draft, translated, revised, approved.
    pub fn states(&self, language: &str) -> [u64; 6] {
        let run = self.sandbox.run(&["status", "--format", "json", "-l", language]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let units = &value["languages"][0]["units"];
        ["missing", "stale", "draft", "translated", "revised", "approved"].map(|state| units[state].as_u64().unwrap())
    }

    /// Asserts the states of both languages before and after `sync`, and that msgfmt counts the same where it exists.
    pub fn expect(&self, states: [u64; 6]) {
        for language in ["da", "pl"] {
            assert_eq!(self.states(language), states, "{language} before sync");
        }
        self.sync();
        for language in ["da", "pl"] {
            assert_eq!(self.states(language), states, "{language} after sync:\n{}", self.po(language));
            if let Some(counts) = self.msgfmt(language) {
                let [missing, stale, draft, translated, revised, approved] = states;
                assert_eq!(counts, [translated + revised + approved, stale + draft, missing]);
            }
        }
    }

    fn msgfmt(&self, language: &str) -> Option<[u64; 3]> {
        let path = self.sandbox.root().join(format!("translations/{language}/module.md.po"));
        let output = std::process::Command::new("msgfmt")
            .args(["--statistics", "-o", "/dev/null"])
            .arg(path)
            .env("LC_ALL", "C")
            .output()
            .ok()?;
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{text}");
        let number = |word: &str| {
            let at = text.split([',', '.']).find(|part| part.contains(word));
            at.and_then(|part| part.split_whitespace().next()).and_then(|number| number.parse().ok()).unwrap_or(0)
        };
        // `untranslated` contains `translated`.
        let translated = text.split([',', '.']).next().filter(|part| !part.contains("untranslated"));
        let translated = translated.and_then(|part| part.split_whitespace().next()?.parse().ok()).unwrap_or(0);
        Some([translated, number("fuzzy"), number("untranslated")])
    }

    /// Whether an entry with this English has this translation and these marks.
    pub fn has_entry(&self, lines: &str) {
        let po = self.po("da");
        assert!(po.contains(lines), "expected\n{lines}\nin\n{po}");
    }
}

#[test]
fn a_rewrap_makes_nothing_stale_and_touches_no_file() {
    let project = Project::new(&[A, B, C]);
    let before = project.po("da");
    project.english(&[&A.replace("online ", "online\n"), &B.replace("opens ", "opens\n"), C]);
    project.expect([0, 0, 0, 3, 0, 0]);
    assert_eq!(project.po("da"), before);
}

#[test]
fn a_typo_is_carried_and_recorded() {
    let project = Project::new(&["Particpants must register online.", B]);
    project.english(&["Participants must register online.", B]);
    project.expect([0, 0, 0, 2, 0, 0]);
    project
        .has_entry("msgid \"Participants must register online.\"\nmsgstr \"da: Particpants must register online.\"\n");
    let ledger = project.sandbox.read("translations/da/module.md.ledger.jsonl");
    assert!(ledger.contains("\"act\":\"carry\"") && ledger.contains("\"class\":\"typo\""), "{ledger}");
}

#[test]
fn a_text_that_gains_a_context_stays_stale() {
    let project = Project::new(&["Close", B]);
    let with = |context: &str| format!("<!-- concordia: context {context} -->\nClose");
    for english in [with("door"), with("window")] {
        project.english(&[&english, B]);
        for _ in 0..2 {
            project.sync();
            let run = project.sandbox.run(&["status", "-l", "da", "--format", "json"]);
            let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
            assert_eq!(value["languages"][0]["units"]["stale"], 1, "{}", run.stdout);
            assert!(project.po("da").contains("#| msgid \"Close\""), "{}", project.po("da"));
        }
    }
    project.english(&["Close", B]);
    project.sync();
    assert!(!project.po("da").contains("#|"), "the translation is that of the text without a context");
}

#[test]
fn a_change_of_meaning_is_stale_with_its_old_english() {
    let project = Project::new(&[A, B, D]);
    project.english(&[A, B, "Publish the results within six weeks."]);
    project.expect([0, 1, 0, 2, 0, 0]);
    project.has_entry(&format!(
        "#, fuzzy\n#| msgid \"{D}\"\nmsgid \"Publish the results within six weeks.\"\nmsgstr \"da: {D}\"\n"
    ));
}

#[test]
fn a_reorder_keeps_everything() {
    let project = Project::new(&[A, B, C, D]);
    project.english(&[D, B, A, C]);
    project.expect([0, 0, 0, 4, 0, 0]);
}

#[test]
fn both_halves_of_a_split_offer_the_old_text() {
    let project = Project::new(&[A, C, B]);
    let (one, two) = ("Draw lots among all residents over the age of sixteen.", "Publish the names in the town hall.");
    project.english(&[A, one, two, B]);
    project.expect([0, 2, 0, 2, 0, 0]);
    for half in [one, two] {
        project.has_entry(&format!("#, fuzzy\n#| msgid \"{C}\"\nmsgid \"{half}\"\nmsgstr \"da: {C}\"\n"));
    }
}

#[test]
fn a_merge_offers_both_old_texts() {
    let project = Project::new(&[A, B, D]);
    let merged = format!("{B} {D}");
    project.english(&[A, &merged]);
    project.expect([0, 1, 0, 1, 0, 0]);
    project.has_entry(&format!("msgstr \"da: {B} da: {D}\"\n"));
}

#[test]
fn a_merge_that_is_taken_back_frees_both_translations() {
    let project = Project::new(&[A, B, D]);
    assert_eq!(project.sandbox.run(&["approve", "--all", "-l", "da"]).code, 0);
    project.english(&[A, &format!("{B} {D}")]);
    project.sync();
    let run = project.sandbox.run(&["outdated", "-l", "da", "--format", "json"]);
    assert!(
        run.stdout.contains("\"class\": \"wording\"") && run.stdout.contains("paragraphs: 2 → 1"),
        "{}",
        run.stdout
    );
    project.english(&[A, B, D]);
    assert_eq!(project.states("da"), [0, 0, 0, 0, 0, 3]);
    project.sync();
    assert_eq!(project.states("da"), [0, 0, 0, 0, 0, 3]);
    assert_eq!(project.states("pl"), [0, 0, 0, 3, 0, 0]);
    project.has_entry(&format!("msgid \"{B}\"\nmsgstr \"da: {B}\"\n"));
    project.english(&[A, &format!("{B} {D}")]);
    assert_eq!(project.states("pl"), [0, 1, 0, 1, 0, 0]);
}

#[test]
fn a_split_that_is_taken_back_frees_the_translation() {
    let project = Project::new(&[A, C, B]);
    let (one, two) = ("Draw lots among all residents over the age of sixteen.", "Publish the names in the town hall.");
    project.english(&[A, one, two, B]);
    project.sync();
    project.english(&[A, C, B]);
    project.expect([0, 0, 0, 3, 0, 0]);
    project.has_entry(&format!("msgid \"{C}\"\nmsgstr \"da: {C}\"\n"));
    project.english(&[A, one, two, B]);
    project.expect([0, 2, 0, 2, 0, 0]);
}

#[test]
fn a_fluent_key_renamed_with_its_text_offers_the_old_translation() {
    let project = Project::new(&[A]);
    let path = "translations/da/ui.ftl.po";
    project.sandbox.write("source-en/ui.ftl", "first = First of all\nhello = Hello world\nlast = At the end\n");
    project.sync();
    project.sandbox.write(path, project.sandbox.read(path).replace("world\"\nmsgstr \"\"", "world\"\nmsgstr \"Hej\""));
    project.sandbox.write("source-en/ui.ftl", "first = First of all\ngreet = Hello there world\nlast = At the end\n");
    project.sync();
    let po = project.sandbox.read(path);
    let lines =
        "#, fuzzy\n#| msgctxt \"hello\"\n#| msgid \"Hello world\"\nmsgctxt \"greet\"\nmsgid \"Hello there world\"\n";
    assert!(po.contains(&format!("{lines}msgstr \"Hej\"\n")), "{po}");
    project.sandbox.write("source-en/ui.ftl", "first = First of all\ncoffee = Coffee is served\nlast = At the end\n");
    project.sync();
    assert!(project.sandbox.read(path).contains("msgid \"Coffee is served\"\nmsgstr \"\"\n"));
}

#[test]
fn a_new_unit_inherits_nothing() {
    let project = Project::new(&["# Online participation", A, B]);
    project.english(&[
        "# Online participation",
        A,
        "## Select all participants",
        "A brand-new sentence about coffee.",
        B,
    ]);
    project.expect([2, 0, 0, 3, 0, 0]);
    project.has_entry("msgid \"Select all participants\"\nmsgstr \"\"\n");
    project.has_entry("msgid \"A brand-new sentence about coffee.\"\nmsgstr \"\"\n");
}

#[test]
fn a_unit_that_replaces_another_inherits_nothing() {
    let project = Project::new(&[A, B, D]);
    project.english(&[A, "Coffee and cake are served in the garden.", D]);
    project.expect([1, 0, 0, 2, 0, 0]);
    assert!(project.po("da").contains(&format!("#~ msgid \"{B}\"")));
}

#[test]
fn a_deleted_unit_comes_back_with_its_translation() {
    let project = Project::new(&[A, B, D]);
    project.english(&[A, D]);
    project.expect([0, 0, 0, 2, 0, 0]);
    assert!(project.po("da").contains(&format!("#~ msgstr \"da: {B}\"")));
    project.english(&[A, D, B]);
    project.expect([0, 0, 0, 3, 0, 0]);
    assert!(!project.po("da").contains("#~"));
}

#[test]
fn a_revert_frees_the_translation_again() {
    let project = Project::new(&[A, B]);
    project.english(&[&A.replace("must", "should"), B]);
    project.expect([0, 1, 0, 1, 0, 0]);
    project.english(&[&A.replace("must", "should").replace("online", "by post"), B]);
    project.expect([0, 1, 0, 1, 0, 0]);
    project.has_entry(&format!("#| msgid \"{A}\"\n"));
    project.english(&[A, B]);
    project.expect([0, 0, 0, 2, 0, 0]);
    assert!(!project.po("da").contains("fuzzy"));
}

#[test]
fn a_draft_whose_english_changes_stays_a_draft() {
    let project = Project::new(&[A, B]);
    for language in ["da", "pl"] {
        let po = project.po(language).replace(&format!("msgid \"{B}\""), &format!("#, fuzzy\nmsgid \"{B}\""));
        project.write_po(language, &po);
    }
    assert_eq!(project.states("da"), [0, 0, 1, 1, 0, 0]);
    project.english(&[A, &B.replace("opens", "closes")]);
    project.expect([0, 0, 1, 1, 0, 0]);
}

#[test]
fn a_renamed_module_keeps_its_translations() {
    let project = Project::new(&[A, B, D]);
    project.sandbox.git(&["mv", "source-en/module.md", "source-en/renamed.md"]);
    project.commit("Rename the module", "2026-02-01");
    let run = project.sandbox.run(&["sync"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(project.states("da"), [0, 0, 0, 3, 0, 0]);
    assert!(project.sandbox.exists("translations/da/renamed.md.po"));
    assert!(!project.sandbox.exists("translations/da/module.md.po"));
}

#[test]
fn a_renamed_fluent_key_keeps_its_translation() {
    let project = Project::new(&[A]);
    project.sandbox.write("source-en/ui.ftl", "save-button = Save the form\ntitle = Welcome to the course\n");
    project.sync();
    let path = "translations/da/ui.ftl.po";
    let po = project.sandbox.read(path);
    let po = po.replace("msgid \"Save the form\"\nmsgstr \"\"", "msgid \"Save the form\"\nmsgstr \"Gem formularen\"");
    let po = po.replace(
        "msgid \"Welcome to the course\"\nmsgstr \"\"",
        "msgid \"Welcome to the course\"\nmsgstr \"Velkommen\"",
    );
    project.sandbox.write(path, po);
    project.sandbox.write("source-en/ui.ftl", "save = Save the form\ntitle = Goodbye and thank you\n");
    assert_eq!(project.states("da"), [0, 1, 0, 2, 0, 0]);
    project.sync();
    assert_eq!(project.states("da"), [0, 1, 0, 2, 0, 0]);
    let po = project.sandbox.read(path);
    assert!(po.contains("msgctxt \"save\"\nmsgid \"Save the form\"\nmsgstr \"Gem formularen\""), "{po}");
    assert!(po.contains("#| msgid \"Welcome to the course\""), "{po}");
}

#[test]
fn two_translators_on_two_branches_meet() {
    let project = Project::new(&[A, B, D]);
    project.english(&[&A.replace("must", "should"), B, "Publish the results within six weeks."]);
    project.sync();
    project.commit("Sync", "2026-03-01");
    let fresh = |po: &str, english: &str, translation: &str| {
        let at = po.find(&format!("msgid \"{english}\"\nmsgstr")).unwrap();
        let start = po[..at].rfind("#, fuzzy").unwrap();
        let end = at + po[at..].find("\n\n").unwrap_or(po.len() - at);
        format!("{}msgid \"{english}\"\nmsgstr \"{translation}\"{}", &po[..start], &po[end..])
    };
    project.sandbox.git(&["checkout", "-q", "-b", "one"]);
    let po = fresh(&project.po("da"), &A.replace("must", "should"), "Ny et");
    project.write_po("da", &po);
    project.commit("Translate one", "2026-03-02");
    project.sandbox.git(&["checkout", "-q", "main"]);
    let po = fresh(&project.po("da"), "Publish the results within six weeks.", "Ny to\\n".trim_end_matches("\\n"));
    project.write_po("da", &po);
    project.commit("Translate two", "2026-03-03");
    let run = project.sandbox.git(&["merge", "-q", "--no-edit", "one"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(project.states("da"), [0, 0, 0, 3, 0, 0]);
    assert_eq!(project.states("pl"), [0, 2, 0, 1, 0, 0]);
    project.sync();
    assert_eq!(project.states("da"), [0, 0, 0, 3, 0, 0]);
}

#[test]
fn a_debt_is_dated_by_the_commit_that_made_it() {
    let project = Project::new(&[A, B, D]);
    project.english(&[A, B, "Publish the results within six weeks."]);
    project.commit("Give them six weeks", "2026-02-14");
    project.sandbox.git(&["mv", "source-en/module.md", "source-en/tmp.md"]);
    project.commit("Rename", "2026-02-20");
    project.sandbox.git(&["mv", "source-en/tmp.md", "source-en/module.md"]);
    project.commit("Rename back", "2026-02-21");
    project.english(&[A, &B.replace("rules", "aims"), "Publish the results within six weeks."]);
    let run = project.sandbox.run(&["outdated", "-l", "da", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let items = value["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    let dated = items.iter().find(|item| item["old"] == D).unwrap();
    assert_eq!(dated["since"]["date"], "2026-02-14");
    assert_eq!(dated["since"]["subject"], "Give them six weeks");
    assert_eq!(dated["since"]["at_least"], false);
    assert_eq!(dated["tokens"][0], "number: four → six");
    let open = items.iter().find(|item| item["old"] == B).unwrap();
    assert_eq!((&open["since"], &open["age_days"]), (&serde_json::Value::Null, &serde_json::json!(0)));
}

/// Returns the date and subject since when the translation of an English text is stale.
fn since(project: &Project, old: &str) -> (String, String) {
    let run = project.sandbox.run(&["outdated", "-l", "da", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let items = value["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["old"] == old).unwrap_or_else(|| panic!("{}", run.stdout));
    let text = |field: &str| item["since"][field].as_str().unwrap_or("null").to_owned();
    (text("date"), text("subject"))
}

#[test]
fn a_merge_of_two_edits_of_one_module_dates_each_debt() {
    for is_renamed in [false, true] {
        let project = Project::new(&[A, B, C, D]);
        project.sandbox.git(&["checkout", "-q", "-b", "pr"]);
        project.english(&[A, B, C, &D.replace("four", "six")]);
        project.commit("Give them six weeks", "2026-02-14");
        project.sandbox.write("README.md", "Another file.\n");
        project.commit("Say more", "2026-02-15");
        project.sandbox.git(&["checkout", "-q", "main"]);
        project.english(&[&A.replace("must", "may"), B, C, D]);
        if is_renamed {
            project.sandbox.git(&["mv", "source-en/module.md", "source-en/renamed.md"]);
        }
        project.commit("Let them choose", "2026-02-10");
        project.merge("pr", "2026-02-20");
        assert_eq!(since(&project, D), ("2026-02-14".to_owned(), "Give them six weeks".to_owned()));
        assert_eq!(since(&project, A), ("2026-02-10".to_owned(), "Let them choose".to_owned()));
        let check = project.sandbox.run(&["check", "-l", "da"]);
        assert!(check.stdout.contains("old-meaning-debt: da: 2 units"), "{}", check.stdout);
    }
}

#[test]
fn a_shallow_clone_says_at_least() {
    let project = Project::new(&[A, D]);
    project.english(&[A, "Publish the results within six weeks."]);
    project.commit("Give them six weeks", "2026-02-14");
    project.english(&[&A.replace("online", "by post"), "Publish the results within six weeks."]);
    project.commit("By post", "2026-03-14");
    let clone = project.sandbox.root().join("clone");
    let url = format!("file://{}", project.sandbox.root().display());
    project.sandbox.git(&["clone", "-q", "--depth", "1", &url, clone.to_str().unwrap()]);
    let run = project.sandbox.run(&["outdated", "-l", "da", "--format", "json", "--project", clone.to_str().unwrap()]);
    let value: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    for item in value["items"].as_array().unwrap() {
        assert_eq!(item["since"]["at_least"], true);
        assert_eq!(item["since"]["date"], "2026-03-14");
    }
}
