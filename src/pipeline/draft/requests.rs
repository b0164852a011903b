//! The request ledger: what eTranslation was asked for, and what came of it.
//!
//! One JSON object per line below the folder of the translations, in the order of events. Invariants: lines are added and
//! never changed, and lines that cannot be read stay as they are; while a request is open, an `ask` line says so, which goes
//! when its outcome is known and stays when the run ends before.

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
    keys: Vec<String>,
}

/// A document that was asked for before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Asked {
    /// The language code.
    pub language: String,
    /// Our name for the document.
    pub reference: String,
    /// The engine's number; none where nobody knows whether the request was accepted.
    pub request: Option<i64>,
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
    /// The run ended, or the answer was lost, while it was asked for: nobody knows whether the engine has it.
    Unknown,
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
    /// The bytes before the line of an open request.
    open: Option<usize>,
}

/// Who is asked for a document, when, and what it holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Order<'a> {
    /// The engine, by its name in the configuration.
    pub(super) engine: &'a str,
    /// The day.
    pub(super) today: &'a str,
    /// A hash of the document.
    pub(super) source: &'a str,
    /// The names of its texts.
    pub(super) keys: &'a [String],
}

/// A document that is on its way, with the names of its texts, cut by [`short`].
pub(super) struct Underway {
    pub(super) asked: Asked,
    pub(super) keys: HashSet<String>,
}

/// Cuts the name of a text to what tells it from others.
pub(super) fn short(key: &str) -> &str {
    key.get(..13).unwrap_or(key)
}

impl Requests {
    /// Reads the ledger of a project; a missing one is empty.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub(super) fn open(workspace: &Workspace) -> Result<Self, Failure> {
        let relative = std::path::Path::new(&workspace.project.config.translations).join(REQUESTS);
        let path = store::confined(&workspace.project.root, &relative)?;
        let bytes = match store::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.is_not_found() => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let events =
            String::from_utf8_lossy(&bytes).lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        Ok(Self { path, bytes, events, open: None })
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

    /// Notes that a document is about to be asked for. Whatever ends the run from now on, it is not asked for again by
    /// itself.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub(super) fn begin(&mut self, order: Order<'_>, asked: &super::Submitted) -> Result<(), Failure> {
        let before = self.bytes.len();
        self.add(&order.line("ask", asked))?;
        self.open = Some(before);
        Ok(())
    }

    /// Takes the line of the open request back: the engine did not accept it.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub(super) fn withdraw(&mut self) -> Result<(), Failure> {
        if !self.close() {
            return Ok(());
        }
        match self.bytes.is_empty() {
            true => std::fs::remove_file(&self.path).map_err(|error| {
                Failure::new(format!("remove the file: {error}")).in_file(self.path.display().to_string())
            }),
            false => Ok(store::write_atomic(&self.path, &self.bytes).map(|_| ())?),
        }
    }

    /// Forgets the line of the open request, without writing; returns whether there was one.
    fn close(&mut self) -> bool {
        let Some(before) = self.open.take() else { return false };
        self.bytes.truncate(before);
        self.events.pop();
        true
    }

    /// Notes that a document was asked for, or, without a number, written for somebody to upload. What stands there
    /// already is not repeated.
    ///
    /// # Errors
    /// When the ledger cannot be written.
    pub(super) fn submitted(&mut self, order: Order<'_>, asked: &super::Submitted) -> Result<(), Failure> {
        self.close();
        let mut line = order.line("submit", asked);
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
        self.events.iter().any(|event| !event.is_order() && event.delivery == delivery)
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
        self.events.iter().rev().find(|event| event.is_order() && event.request == Some(request))
    }

    /// Returns our name for a document, by its own word or the engine's number.
    pub(super) fn reference<'a>(&'a self, own: Option<&'a str>, request: Option<i64>) -> Option<&'a str> {
        own.or_else(|| Some(self.order(request?)?.reference.as_str()))
    }

    /// Returns the line with which a document was asked for last.
    fn submission(&self, reference: &str) -> Option<&Event> {
        self.events.iter().rev().find(|event| event.is_order() && event.reference == reference)
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
            // Without a number a document was written for somebody to upload, unless its request was open.
            let is_asked = event.act == "ask" || event.act == "submit" && event.request.is_some();
            if is_asked && event.reference == reference {
                asked = Some(Asked {
                    language: event.language.clone(),
                    reference: event.reference.clone(),
                    request: event.request,
                    at: event.at.clone(),
                    texts: event.texts,
                    fate: if event.request.is_some() { RequestFate::Waiting } else { RequestFate::Unknown },
                });
            } else if let Some(asked) = asked.as_mut().filter(|asked| event.is_about(asked)) {
                match event.act.as_str() {
                    // The failure of an earlier attempt says nothing about the later one.
                    "fail"
                        if event.request.is_none_or(|_| asked.request.is_none() || event.request == asked.request) =>
                    {
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
        let is_open = |asked: &Asked| matches!(asked.fate, RequestFate::Waiting | RequestFate::Unknown);
        let age = |asked: &Asked| Some(Day::parse(today)?.since(Day::parse(&asked.at)?));
        asked.filter(|asked| is_open(asked) && age(asked).is_none_or(|days| days <= LOST)).collect()
    }

    /// Returns the documents of a language that are on their way, or may be, whatever their age.
    pub(super) fn underway(&self, language: &'static Language) -> Vec<Underway> {
        let keys = |asked: &Asked| {
            let of_document = self.submission(&asked.reference).map(|event| event.keys.iter());
            of_document.into_iter().flatten().map(|key| short(key).to_owned()).collect()
        };
        let all = self.waiting(&[language], "");
        all.into_iter().map(|asked| Underway { keys: keys(&asked), asked }).collect()
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

impl Order<'_> {
    /// Returns the line about a document that is asked for.
    fn line(&self, act: &str, asked: &super::Submitted) -> Value {
        json!({
            "act": act, "engine": self.engine, "reference": asked.reference, "language": asked.language,
            "texts": asked.texts, "characters": asked.characters, "at": self.today, "source": self.source,
            "keys": self.keys.iter().map(|key| short(key)).collect::<Vec<_>>(),
        })
    }
}

impl Event {
    /// Returns whether a document was asked for, or written for somebody to upload.
    fn is_order(&self) -> bool {
        matches!(self.act.as_str(), "ask" | "submit")
    }

    fn is_about(&self, asked: &Asked) -> bool {
        self.reference == asked.reference
            || (self.request.is_some() && self.request == asked.request && self.reference.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests(lines: &[&str]) -> Requests {
        let events = lines.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
        Requests { path: PathBuf::new(), bytes: Vec::new(), events, open: None }
    }

    const FIRST: &str = r#"{"act":"submit","reference":"r","language":"da","request":7,"at":"2026-11-20","texts":3}"#;
    const SECOND: &str = r#"{"act":"submit","reference":"r","language":"da","request":8,"at":"2026-11-21","texts":3}"#;
    const FAILED: &str = r#"{"act":"fail","delivery":"x","reference":"r","request":7,"at":"2026-11-21"}"#;

    #[test]
    fn a_failure_counts_for_its_own_request_only() {
        let fate = |lines: &[&str]| requests(lines).asked("r").map(|asked| (asked.request, asked.fate));
        assert_eq!(fate(&[]), None);
        assert_eq!(fate(&[FIRST, "torn"]), Some((Some(7), RequestFate::Waiting)));
        assert_eq!(fate(&[FIRST, FAILED]), Some((Some(7), RequestFate::Failed)));
        assert_eq!(fate(&[FIRST, SECOND, FAILED]), Some((Some(8), RequestFate::Waiting)));
        assert_eq!(
            fate(&[FIRST, r#"{"act":"collect","reference":"r","delivery":"y"}"#]),
            Some((Some(7), RequestFate::Delivered))
        );
    }

    #[test]
    fn an_open_request_holds_its_texts_until_something_comes_or_it_is_asked_for_again() {
        const ASK: &str =
            r#"{"act":"ask","reference":"r","language":"da","at":"2026-11-20","texts":1,"keys":["c0123456789ab"]}"#;
        let danish = crate::language::find("da").expect("Danish");
        let fate = |lines: &[&str]| requests(lines).asked("r").map(|asked| (asked.request, asked.fate));
        assert_eq!(fate(&[ASK]), Some((None, RequestFate::Unknown)));
        assert_eq!(fate(&[ASK, SECOND]), Some((Some(8), RequestFate::Waiting)));
        assert_eq!(fate(&[ASK, r#"{"act":"fail","reference":"r","request":5}"#]), Some((None, RequestFate::Failed)));
        assert_eq!(fate(&[ASK, r#"{"act":"collect","reference":"r"}"#]), Some((None, RequestFate::Delivered)));
        let underway =
            |lines: &[&str]| requests(lines).underway(danish).into_iter().map(|one| one.keys).collect::<Vec<_>>();
        assert!(underway(&[ASK])[0].contains(short("c0123456789abcdef")));
        assert!(underway(&[ASK, r#"{"act":"fail","reference":"r"}"#]).is_empty());
        assert_eq!(requests(&[ASK]).waiting(&[danish], "2026-11-22").len(), 1);
        // A document for somebody to upload is not on its way.
        assert!(underway(&[r#"{"act":"submit","reference":"r","language":"da","keys":["c0123456789ab"]}"#]).is_empty());
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
