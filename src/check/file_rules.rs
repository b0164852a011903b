//! The rules on files rather than on what translations say: catalogues, English sources, the termbase, rendering, drafts.
//!
//! Their work is done where the files are read (`po::lint`, `source`, `glossary::audit`, `build`, `draft`); this table is
//! what `check --list`, `check --explain` and the page of the rules say about them.

use std::fmt::Write as _;

use super::explain::RuleLine;
use crate::model::Severity;

/// A rule on files.
#[derive(Debug)]
pub(super) struct FileRule {
    id: &'static str,
    /// The greatest severity of its findings.
    severity: Severity,
    /// What it looks at.
    scope: &'static str,
    summary: &'static str,
    why: &'static str,
    /// What it reports and what is fine.
    example: [&'static str; 2],
}

static RULES: [FileRule; 22] = [
    FileRule {
        id: "syntax",
        severity: Severity::Critical,
        scope: "catalogue",
        summary: "the text breaks the grammar of the PO format",
        why: "No program can be sure what the translator meant; a file that cannot be read whole is never rewritten.",
        example: ["msgid \"Send\nmsgstr \"Senden\"", "msgid \"Send\"\nmsgstr \"Senden\""],
    },
    FileRule {
        id: "conflict-markers",
        severity: Severity::Critical,
        scope: "catalogue",
        summary: "Git left both sides of a merge in the file",
        why: "`concordia merge-repair` puts the two sides together, message by message.",
        example: ["<<<<<<< HEAD\nmsgstr \"Senden\"", "msgstr \"Senden\""],
    },
    FileRule {
        id: "encoding",
        severity: Severity::Critical,
        scope: "catalogue",
        summary: "bytes are no text in the declared character set, or programs cannot read it",
        why: "Letters that one editor shows are garbled in the next. UTF-8 without a byte order mark is read by all.",
        example: ["charset=ISO-8859-2", "charset=UTF-8"],
    },
    FileRule {
        id: "duplicates",
        severity: Severity::Error,
        scope: "catalogue",
        summary: "two entries have the same context and id, or two units of an XLIFF file one id",
        why: "Which of the two is used depends on the program; GNU gettext refuses such a catalogue.",
        example: [
            "msgid \"Send\"\nmsgstr \"Senden\"\n\nmsgid \"Send\"\nmsgstr \"Absenden\"",
            "msgid \"Send\"\nmsgstr \"Senden\"",
        ],
    },
    FileRule {
        id: "header",
        severity: Severity::Error,
        scope: "catalogue",
        summary: "a field of the header is missing or contradicts the file",
        why: "Editors and programs read character set, language and plural forms there.",
        example: ["\"Language: de\\n\" in pl/a.md.po", "\"Language: pl\\n\" in pl/a.md.po"],
    },
    FileRule {
        id: "plural-forms",
        severity: Severity::Error,
        scope: "catalogue",
        summary: "the number or order of forms cannot be right",
        why: "A form too few is a crash or an English sentence; forms in another order tell wrong numbers.",
        example: ["nplurals=2 with msgstr[2]", "nplurals=3 with msgstr[0], msgstr[1], msgstr[2]"],
    },
    FileRule {
        id: "format-strings",
        severity: Severity::Error,
        scope: "catalogue",
        summary: "a translation takes other arguments than its source",
        why: "The program that fills the text in may stop. As in `msgfmt --check-format`, forms for one or two counts may \
              leave the number out.",
        example: ["%d files → %s Dateien", "%d files → %d Dateien"],
    },
    FileRule {
        id: "newlines",
        severity: Severity::Error,
        scope: "catalogue",
        summary: "source and translation do not both begin or end with a line break",
        why: "Programs join texts by their line breaks; GNU gettext refuses the file.",
        example: ["Done\\n → Fertig", "Done\\n → Fertig\\n"],
    },
    FileRule {
        id: "directive",
        severity: Severity::Warning,
        scope: "English",
        summary: "a `concordia:` comment of the author is not understood",
        why: "A misspelt `skip` or `max-length` has no effect, and nobody notices.",
        example: ["<!-- concordia: max-lenght 40 -->", "<!-- concordia: max-length 40 -->"],
    },
    FileRule {
        id: "front-matter",
        severity: Severity::Warning,
        scope: "English",
        summary: "the front matter of a page is neither YAML nor TOML",
        why: "Programs that read the page drop its title and its other fields, or refuse it; what cannot be read stays English.",
        example: ["title: Planning: the basics", "title: \"Planning: the basics\""],
    },
    FileRule {
        id: "fluent-syntax",
        severity: Severity::Error,
        scope: "English",
        summary: "a stretch of a Fluent file is not understood",
        why: "Fluent skips what it cannot read, so the message is missing on the page in every language.",
        example: ["send = Send { $name", "send = Send { $name }"],
    },
    FileRule {
        id: "fluent-duplicate-key",
        severity: Severity::Error,
        scope: "English",
        summary: "two Fluent messages, or two attributes of one, have one key",
        why: "The first is translated, whatever the second says; of two attributes, programs differ in which they use.",
        example: ["send = Send\nsend = Send it", "send = Send"],
    },
    FileRule {
        id: "fluent-indented-message",
        severity: Severity::Warning,
        scope: "English",
        summary: "an indented line looks like a message, but belongs to the text above",
        why: "Fluent reads an indented `key = …` as a continuation; mostly a message was meant.",
        example: ["send = Send\n  save = Save", "send = Send\nsave = Save"],
    },
    FileRule {
        id: "fluent-target",
        severity: Severity::Error,
        scope: "adopted Fluent",
        summary: "a translated Fluent file has something that its English has not, or that cannot be taken over",
        why: "When existing translations are taken over, what has no place in the catalogue is told, never dropped silently.",
        example: ["old-message = …, gone from the English", "every message of the English"],
    },
    FileRule {
        id: "rendering",
        severity: Severity::Error,
        scope: "rendered module",
        summary: "a translation would change the page around it, and no other error says why",
        why: "The unit stays English in the rendered module until its markup is mended, so the page is never broken.",
        example: ["| in a table cell that would open another cell", "\\| in a table cell"],
    },
    FileRule {
        id: "draft",
        severity: Severity::Warning,
        scope: "machine draft",
        summary: "an engine's draft was refused",
        why: "Codes were lost or moved, numbers changed, or the page would break; the unit stays as it was.",
        example: ["See [the plan](a.md) → Siehe den Plan", "See [the plan](a.md) → Siehe [den Plan](a.md)"],
    },
    FileRule {
        id: "draft-term",
        severity: Severity::Note,
        scope: "machine draft",
        summary: "an engine's draft does not use the termbase's translation of a term",
        why: "The draft is kept, since the term may be inflected beyond recognition; whoever revises it looks there first.",
        example: [
            "The citizens' jury meets. → Die Geschworenen tagen.",
            "The citizens' jury meets. → Die Bürgerjury tagt.",
        ],
    },
    FileRule {
        id: "termbase-duplicate",
        severity: Severity::Error,
        scope: "termbase",
        summary: "an identifier or a term is listed twice",
        why: "The second one is edited and the first one is used.",
        example: ["jury,de,Bürgerjury\njury,de,Bürgerjury", "jury,de,Bürgerjury"],
    },
    FileRule {
        id: "termbase-contradiction",
        severity: Severity::Error,
        scope: "termbase",
        summary: "one term has two statuses, several terms are preferred, or all are forbidden",
        why: "Translators cannot obey both, and the check would report whatever they write.",
        example: ["Moderator: preferred and deprecated", "Moderator: preferred"],
    },
    FileRule {
        id: "termbase-gap",
        severity: Severity::Note,
        scope: "termbase",
        summary: "a concept has no term in a language of the project",
        why: "The concept is not checked there, and translators invent a term each.",
        example: ["jury without a Maltese term", "jury with a term in every language"],
    },
    FileRule {
        id: "termbase-homograph",
        severity: Severity::Warning,
        scope: "termbase",
        summary: "one term names two concepts in one language",
        why: "Readers cannot tell the two apart. In English a warning, since the check cannot either; elsewhere a note.",
        example: [
            "facilitator: Moderator; moderator: Moderator",
            "facilitator: Prozessbegleiter; moderator: Moderator",
        ],
    },
    FileRule {
        id: "stale-waiver",
        severity: Severity::Error,
        scope: "ledger",
        summary: "a waiver has ended although its finding is still there, or accepts a finding that is gone",
        why: "What is accepted for ever is forgotten. A waiver accepts what its findings said on the day of the decision (`accepts` in the ledger); another finding of the same rule stands. A waiver whose day has passed is an error until the text is mended or the \
              finding waived anew; one that accepts nothing any more, although neither text changed, is a note. A waiver \
              of a text that has changed has ended by itself.",
        example: ["\"until\":\"2026-11-01\", checked on 2026-11-27", "\"until\":\"2027-03-31\", checked on 2026-11-27"],
    },
];

/// Returns the lines of the table of rules.
pub(super) fn lines() -> impl Iterator<Item = RuleLine> {
    RULES.iter().map(|rule| RuleLine {
        rule: rule.id,
        severity: rule.severity,
        looks_at: rule.scope,
        summary: rule.summary,
    })
}

/// Returns the rows of the table of `docs/rules.md`.
pub(super) fn list_rows() -> String {
    let mut out = String::new();
    for rule in &RULES {
        let _ = writeln!(
            out,
            "| [`{0}`](#{0}) | {1} | {2} | all | – | {3} |",
            rule.id, rule.severity, rule.scope, rule.summary
        );
    }
    out
}

/// Returns what a rule looks for.
pub(super) fn summary(id: &str) -> Option<&'static str> {
    RULES.iter().find(|rule| rule.id == id).map(|rule| rule.summary)
}

/// Returns the greatest severity of a rule's findings; none for another rule.
#[must_use]
pub fn file_rule_severity(id: &str) -> Option<Severity> {
    RULES.iter().find(|rule| rule.id == id).map(|rule| rule.severity)
}

/// Returns one rule's page as Markdown.
pub(super) fn explain(id: &str) -> Option<String> {
    RULES.iter().find(|rule| rule.id == id).map(page)
}

/// Returns all pages.
pub(super) fn pages() -> String {
    RULES.iter().map(|rule| format!("\n{}", page(rule))).collect()
}

fn page(rule: &FileRule) -> String {
    let [bad, good] = rule.example;
    format!(
        "## {}\n\n{}.\n\n{}\n\nSeverity: {} at most. Looks at: {}. Languages: all.\n\nReported:\n\n```text\n{bad}\n```\n\n\
         Fine:\n\n```text\n{good}\n```\n",
        rule.id, rule.summary, rule.why, rule.severity, rule.scope
    )
}
