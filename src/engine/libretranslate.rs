//! LibreTranslate: `POST /translate`, `GET /languages`.
//!
//! Interface: the project's own `app.py`; errors are `{"error": …}` with 400, 403, 429 and 500.

use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};

use super::{Answer, Client, Engine, EngineError, Request, Secret, Tries};
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

    /// Returns the server's code for a language; none when it does not translate into it.
    fn target(&self, language: &Language) -> Result<Option<String>, EngineError> {
        let mut known = self.targets.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if known.is_none() {
            let body = self.client.get("/languages", &[])?.json()?;
            *known = Some(read_targets(&body));
        }
        let known = known.as_deref().unwrap_or_default();
        let is_known = |code: &&str| known.iter().any(|known| known.eq_ignore_ascii_case(code));
        let codes = [language.libretranslate.unwrap_or(language.code), language.code, language.tag];
        Ok(codes.iter().find(|code| is_known(code)).map(|code| (*code).to_owned()))
    }
}

/// Reads `[{code, name, targets: [code]}]`; a server that lists no targets translates between all its languages.
fn read_targets(body: &Value) -> Vec<String> {
    let code = |value: &Value| value.as_str().map(str::to_owned);
    let items = || body.as_array().into_iter().flatten();
    let english = items().find(|item| item.get("code").and_then(Value::as_str) == Some("en"));
    match english.map(|item| item.get("targets").and_then(Value::as_array)) {
        None => Vec::new(),
        Some(Some(targets)) => targets.iter().filter_map(code).collect(),
        Some(None) => items().filter_map(|item| code(item.get("code")?)).filter(|code| code != "en").collect(),
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
        Ok(Capabilities { is_supported: self.target(language)?.is_some(), ..self.assumed(language) })
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
        let target = self.target(request.language)?;
        let target = target.as_deref().unwrap_or(request.language.code);
        let mut body = json!({"q": request.texts, "source": "en", "target": target, "format": format});
        if let (Some(key), Some(fields)) = (&self.key, body.as_object_mut()) {
            fields.insert("api_key".into(), json!(key.expose()));
        }
        let reply = self.client.post("/translate", &[], &body, Tries::Once)?.json()?;
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
