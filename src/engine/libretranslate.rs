//! LibreTranslate: `POST /translate`, `GET /languages`.
//!
//! Interface: the project's own `app.py`; errors are `{"error": …}` with 400, 403, 429 and 500.

use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};

use super::{Answer, Client, Engine, EngineError, Request, Secret};
use crate::draft::{Capabilities, EngineSettings, Masking};
use crate::language::Language;

/// A client of LibreTranslate.
#[derive(Debug)]
pub struct LibreTranslate {
    client: Client,
    key: Option<Secret>,
    max_texts: usize,
    max_characters: usize,
    /// The codes into which English can be translated, once asked for.
    targets: Mutex<Option<Vec<String>>>,
}

impl LibreTranslate {
    /// Prepares a client; many servers need no key.
    ///
    /// # Errors
    /// `Settings` for an address that cannot be used.
    pub fn new(settings: &EngineSettings, key: Option<Secret>) -> Result<Self, EngineError> {
        let url = settings.url.as_deref().unwrap_or("https://libretranslate.com");
        let timeout = Duration::from_secs(settings.timeout.unwrap_or(60));
        Ok(Self {
            client: Client::new(url, timeout, settings.attempts.unwrap_or(6), key.clone())?,
            key,
            max_texts: settings.max_texts.unwrap_or(20).max(1),
            max_characters: settings.max_text_characters.unwrap_or(2000),
            targets: Mutex::new(None),
        })
    }

    fn is_target(&self, code: &str) -> Result<bool, EngineError> {
        let mut known = self.targets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if known.is_none() {
            let body = self.client.get("/languages", &[])?.json()?;
            let english = body
                .as_array()
                .into_iter()
                .flatten()
                .find(|item| item.get("code").and_then(Value::as_str) == Some("en"))
                .and_then(|item| item.get("targets"))
                .and_then(Value::as_array);
            let codes = english.into_iter().flatten().filter_map(|code| code.as_str().map(str::to_owned));
            *known = Some(codes.collect());
        }
        Ok(known.as_ref().is_some_and(|known| known.iter().any(|known| known == code)))
    }
}

impl Engine for LibreTranslate {
    fn name(&self) -> &'static str {
        "libretranslate"
    }

    fn variant(&self) -> String {
        self.client.base().to_owned()
    }

    fn capabilities(&self, language: &'static Language) -> Result<Capabilities, EngineError> {
        let is_supported = match language.libretranslate {
            Some(code) => self.is_target(code)?,
            None => false,
        };
        Ok(Capabilities { is_supported, ..self.assumed(language) })
    }

    fn assumed(&self, language: &'static Language) -> Capabilities {
        Capabilities {
            is_supported: language.libretranslate.is_some(),
            maskings: vec![Masking::Html, Masking::Letters],
            has_glossary: false,
            has_formality: false,
            has_context: false,
            max_texts: self.max_texts,
            max_bytes: 100 << 10,
            max_characters: self.max_characters,
        }
    }

    fn translate(&self, request: Request<'_>) -> Result<Answer, EngineError> {
        let format = if request.masking == Masking::Html { "html" } else { "text" };
        let target = request.language.libretranslate.unwrap_or(request.language.code);
        let mut body = json!({"q": request.texts, "source": "en", "target": target, "format": format});
        if let (Some(key), Some(fields)) = (&self.key, body.as_object_mut()) {
            fields.insert("api_key".into(), json!(key.expose()));
        }
        let reply = self.client.post_once("/translate", &[], &body)?.json()?;
        let texts: Option<Vec<String>> = match reply.get("translatedText") {
            Some(Value::Array(list)) => list.iter().map(|text| text.as_str().map(str::to_owned)).collect(),
            Some(Value::String(text)) => Some(vec![text.clone()]),
            _ => None,
        };
        let texts = texts.ok_or_else(|| EngineError::Malformed("it has no `translatedText`".to_owned()))?;
        if texts.len() != request.texts.len() {
            let (sent, came) = (request.texts.len(), texts.len());
            return Err(EngineError::Malformed(format!("{sent} texts were sent, {came} came back")));
        }
        let texts = texts.into_iter().map(Ok).collect();
        Ok(Answer { texts, billed: None, model: None })
    }
}
