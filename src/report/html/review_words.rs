//! The words that units of review pages repeat, looked up once for all pages and languages.

use super::escape;
use crate::model::{Severity, State};
use crate::report::wording::Wording;

/// The repeated words, escaped.
#[derive(Debug)]
pub struct ReviewWords {
    states: [String; 6],
    severities: [String; 4],
    pub(super) before: String,
    pub(super) now: String,
    pub(super) english: String,
    pub(super) plural: String,
    pub(super) translation: String,
    pub(super) translation_before: String,
    pub(super) draft: String,
    pub(super) drafted: String,
    pub(super) drafted_earlier: String,
    pub(super) memory_words: String,
    pub(super) context: String,
    pub(super) terms: String,
    pub(super) stays: String,
    pub(super) findings: String,
    pub(super) notes: String,
    pub(super) remarks: String,
    pub(super) none: String,
    pub(super) form: String,
}

impl ReviewWords {
    /// Looks the words up.
    #[must_use]
    pub fn new(wording: &Wording) -> Self {
        let say = |key: &str| escape(&wording.say(key));
        Self {
            states: State::ALL.map(|state| say(&format!("state-{state}"))),
            severities: Severity::ALL.map(|severity| say(&format!("severity-{severity}"))),
            before: say("review-before"),
            now: say("review-now"),
            english: say("review-english"),
            plural: say("review-plural"),
            translation: say("review-translation"),
            translation_before: say("review-translation-before"),
            draft: say("review-draft"),
            drafted: say("review-drafted"),
            drafted_earlier: say("review-drafted-earlier"),
            memory_words: say("review-memory-words"),
            context: say("review-context"),
            terms: say("review-terms"),
            stays: say("review-stays"),
            findings: say("review-findings"),
            notes: say("review-notes"),
            remarks: say("review-remarks"),
            none: say("review-none"),
            form: form_words(wording),
        }
    }

    pub(super) fn state(&self, state: State) -> &str {
        let at = State::ALL.iter().position(|&one| one == state);
        at.and_then(|at| self.states.get(at)).map_or("", String::as_str)
    }

    pub(super) fn severity(&self, severity: Severity) -> &str {
        let at = Severity::ALL.iter().position(|&one| one == severity);
        at.and_then(|at| self.severities.get(at)).map_or("", String::as_str)
    }
}

/// Returns the words of the form as data attributes, for the script.
fn form_words(wording: &Wording) -> String {
    const KEYS: [&str; 18] = [
        "decision",
        "none",
        "accept",
        "attest",
        "revise",
        "approve",
        "reject",
        "correction",
        "remark",
        "name",
        "save",
        "unnamed",
        "unreasoned",
        "chosen",
        "show",
        "all",
        "form",
        "take",
    ];
    let said = |name: &str, key: &str| format!(" data-say-{name}=\"{}\"", escape(&wording.say(key)));
    let form: String = KEYS.iter().map(|key| said(key, &format!("form-{key}"))).collect();
    form + &said("context", "review-context")
}
