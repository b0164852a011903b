//! The request ledger: what eTranslation was asked for, and what came of it.
//!
//! One JSON object per line below the folder of the translations, in the order of events. Invariant: lines are added and
//! never changed, and lines that cannot be read stay as they are.

use std::collections::HashSet;
use std::path::PathBuf;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::language::Language;
use crate::model::{Day, Failure};
use crate::pipeline::Workspace;
use crate::store;

/// The file, below the folder of the translations.
const REQUESTS: &str = "etranslation.requests.jsonl";

/// So many days after it was asked for a document is lost; deliveries come within hours.
const LOST: i64 = 30;

/// One line.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Event {
    act: String,
    engine: String,
    reference: String,
    language: String,
    request: Option<i64>,
    at: String,
    texts: u64,
    delivery: String,
    refused: Vec<String>,
    damaged: Vec<String>,
}

/// A document that was asked for before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Asked {
    /// The language code.
    pub language: String,
    /// Our name for the document.
    pub reference: String,
    /// The engine's number.
    pub request: i64,
    /// The day.
    pub at: String,
    /// Texts in it.
    pub texts: u64,
    /// What came of it.
    pub fate: RequestFate,
}

/// What came of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RequestFate {
    /// Nothing yet.
    Waiting,
    /// The engine said that it failed.
    Failed,
    /// It was collected, in part at least.
    Delivered,
}

/// The request ledger.
pub(super) struct Requests {
    path: PathBuf,
    bytes: Vec<u8>,
    events: Vec<Event>,
}

impl Requests {
    /// Reads the ledger of a project; a missing one is empty.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub(super) fn open(workspace: &Workspace) -> Result<Self, Failure> {
        let path = workspace.project.root.join(&workspace.project.config.translations).join(REQUESTS);
        let bytes = match store::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.is_not_found() => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let events =
            String::from_utf8_lossy(&bytes).lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        Ok(Self { path, bytes, events })
    }

    /// Adds a line and writes the file.
    ///
    /// # Errors
    /// When it cannot be written.
    fn add(&mut self, line: &Value) -> Result<(), Failure> {
        if self.bytes.last().is_some_and(|&last| last != b'\n') {
            self.bytes.push(b'\n');
        }
        self.bytes.extend_from_slice(format!("{line}\n").as_bytes());
        self.events.extend(Event::deserialize(line).ok());
        store::write_atomic(&self.path, &self.bytes)?;
        Ok(())
    }

    /// Notes that a document was asked for, or, without a number, written for somebody to upload. What stands there
    /// already is not repeated.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub(super) fn submitted(
        &mut self,
        engine: &str,
        asked: &super::Submitted,
        source: &str,
        today: &str,
    ) -> Result<(), Failure> {
        let mut line = json!({
            "act": "submit", "engine": engine, "reference": asked.reference, "language": asked.language,
            "texts": asked.texts, "characters": asked.characters, "at": today, "source": source,
        });
        match (asked.request, line.as_object_mut()) {
            (Some(request), Some(fields)) => {
                fields.insert("request".into(), json!(request));
            }
            _ if self.events.iter().any(|event| event.act == "submit" && event.reference == asked.reference) => {
                return Ok(());
            }
            _ => {}
        }
        self.add(&line)
    }

    /// Notes what came of a delivery, which is then told no more.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub(super) fn came(&mut self, is_failure: bool, delivery: &Came<'_>, today: &str) -> Result<(), Failure> {
        let mut line = json!({
            "act": if is_failure { "fail" } else { "collect" }, "delivery": delivery.print, "at": today,
        });
        if let Some(fields) = line.as_object_mut() {
            let texts = [("reference", delivery.reference), ("language", delivery.language)];
            fields.extend(texts.into_iter().filter_map(|(name, text)| Some((name.to_owned(), json!(text?)))));
            fields.extend(delivery.request.map(|request| ("request".to_owned(), json!(request))));
            let lists = [("damaged", delivery.damaged), ("refused", delivery.refused)];
            let lists = lists.into_iter().filter(|(_, keys)| !keys.is_empty());
            fields.extend(lists.map(|(name, keys)| (name.to_owned(), json!(keys))));
        }
        self.add(&line)
    }

    /// Returns whether what came of a delivery was told.
    pub(super) fn is_told(&self, delivery: &str) -> bool {
        self.events.iter().any(|event| event.act != "submit" && event.delivery == delivery)
    }

    /// Returns the names of the texts that came and were refused.
    pub(super) fn refused(&self) -> HashSet<&str> {
        self.events.iter().flat_map(|event| &event.refused).map(String::as_str).collect()
    }

    /// Returns the names of the texts whose marks came back damaged; they are sent with other marks.
    pub(super) fn damaged(&self) -> HashSet<&str> {
        self.events.iter().flat_map(|event| &event.damaged).map(String::as_str).collect()
    }

    /// Returns what a request was about.
    fn order(&self, request: i64) -> Option<&Event> {
        self.events.iter().rev().find(|event| event.act == "submit" && event.request == Some(request))
    }

    /// Returns our name for a document, by its own word or the engine's number.
    pub(super) fn reference<'a>(&'a self, own: Option<&'a str>, request: Option<i64>) -> Option<&'a str> {
        own.or_else(|| Some(self.order(request?)?.reference.as_str()))
    }

    /// Returns the line with which a document was asked for last.
    fn submission(&self, reference: &str) -> Option<&Event> {
        self.events.iter().rev().find(|event| event.act == "submit" && event.reference == reference)
    }

    /// Returns the language of a document.
    pub(super) fn language(&self, reference: &str) -> Option<&str> {
        self.submission(reference).map(|event| event.language.as_str())
    }

    /// Returns the name of the engine that was asked for a document.
    pub(super) fn engine(&self, reference: &str) -> Option<&str> {
        self.submission(reference).map(|event| event.engine.as_str()).filter(|engine| !engine.is_empty())
    }

    /// Returns what came of a document that was asked for; none for one that never was.
    pub(super) fn asked(&self, reference: &str) -> Option<Asked> {
        let mut asked: Option<Asked> = None;
        for event in &self.events {
            let request = event.request.filter(|_| event.act == "submit" && event.reference == reference);
            if let Some(request) = request {
                asked = Some(Asked {
                    language: event.language.clone(),
                    reference: event.reference.clone(),
                    request,
                    at: event.at.clone(),
                    texts: event.texts,
                    fate: RequestFate::Waiting,
                });
            } else if let Some(asked) = asked.as_mut().filter(|asked| event.is_about(asked)) {
                match event.act.as_str() {
                    // The failure of an earlier attempt says nothing about the later one.
                    "fail" if event.request.is_none_or(|request| request == asked.request) => {
                        asked.fate = RequestFate::Failed
                    }
                    "collect" => asked.fate = RequestFate::Delivered,
                    _ => {}
                }
            }
        }
        asked
    }

    /// Returns the documents of some languages of which nothing came yet, in the order in which they were asked for. After
    /// [`LOST`] days nobody waits for one any more.
    pub(super) fn waiting(&self, languages: &[&'static Language], today: &str) -> Vec<Asked> {
        let mut seen = Vec::new();
        for event in self.events.iter().filter(|event| languages.iter().any(|one| one.code == event.language)) {
            if !seen.contains(&event.reference.as_str()) {
                seen.push(event.reference.as_str());
            }
        }
        let asked = seen.into_iter().filter_map(|reference| self.asked(reference));
        let age = |asked: &Asked| Some(Day::parse(today)?.since(Day::parse(&asked.at)?));
        let is_waiting =
            |asked: &Asked| asked.fate == RequestFate::Waiting && age(asked).is_none_or(|days| days <= LOST);
        asked.filter(is_waiting).collect()
    }
}

/// A delivery that is to be noted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Came<'a> {
    /// A hash of its bytes.
    pub(super) print: &'a str,
    pub(super) reference: Option<&'a str>,
    pub(super) request: Option<i64>,
    pub(super) language: Option<&'a str>,
    /// The names of the texts that were refused.
    pub(super) refused: &'a [String],
    /// The names of the texts whose marks were damaged for the first time.
    pub(super) damaged: &'a [String],
}

impl Event {
    fn is_about(&self, asked: &Asked) -> bool {
        self.reference == asked.reference || (self.request == Some(asked.request) && self.reference.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests(lines: &[&str]) -> Requests {
        let events = lines.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
        Requests { path: PathBuf::new(), bytes: Vec::new(), events }
    }

    const FIRST: &str = r#"{"act":"submit","reference":"r","language":"da","request":7,"at":"2026-11-20","texts":3}"#;
    const SECOND: &str = r#"{"act":"submit","reference":"r","language":"da","request":8,"at":"2026-11-21","texts":3}"#;
    const FAILED: &str = r#"{"act":"fail","delivery":"x","reference":"r","request":7,"at":"2026-11-21"}"#;

    #[test]
    fn a_failure_counts_for_its_own_request_only() {
        let fate = |lines: &[&str]| requests(lines).asked("r").map(|asked| (asked.request, asked.fate));
        assert_eq!(fate(&[]), None);
        assert_eq!(fate(&[FIRST, "torn"]), Some((7, RequestFate::Waiting)));
        assert_eq!(fate(&[FIRST, FAILED]), Some((7, RequestFate::Failed)));
        assert_eq!(fate(&[FIRST, SECOND, FAILED]), Some((8, RequestFate::Waiting)));
        assert_eq!(
            fate(&[FIRST, r#"{"act":"collect","reference":"r","delivery":"y"}"#]),
            Some((7, RequestFate::Delivered))
        );
    }

    #[test]
    fn what_came_is_told_once_and_what_did_not_is_waited_for() {
        let requests = requests(&[FIRST, FAILED]);
        assert!(requests.is_told("x") && !requests.is_told("y"));
        assert_eq!(requests.reference(None, Some(7)), Some("r"));
        assert_eq!(requests.language("r"), Some("da"));
        let danish = crate::language::find("da").into_iter().collect::<Vec<_>>();
        assert!(requests.waiting(&danish, "2026-11-22").is_empty());
        let again = Requests {
            events: [requests.events, super::tests::requests(&[SECOND]).events].concat(),
            ..super::tests::requests(&[])
        };
        assert_eq!(again.waiting(&danish, "2026-11-22").len(), 1);
        assert!(again.waiting(&danish, "2027-01-22").is_empty());
    }
}
