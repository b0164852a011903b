//! DeepL: `POST /v2/translate`, `GET /v2/usage`, `GET /v3/languages`, `/v3/glossaries`.
//!
//! Interface: developers.deepl.com, as of 30 June 2026.

use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;
use std::time::Duration;

use serde_json::{Value, json};

use super::{Answer, Client, Engine, EngineError, Request, Secret, Tries, Usage};
use crate::draft::{Capabilities, EngineSettings, Masking};
use crate::language::Language;

/// Official languages for which DeepL has neither tags nor glossaries; asked for at run time, this is the fall-back.
const PLAIN: [&str; 3] = ["ga", "hr", "mt"];
/// The most texts in a request.
const MOST_TEXTS: usize = 50;
/// The largest request, in bytes; some are left for the other fields and for JSON's escapes.
const MOST_BYTES: usize = (128 << 10) - (16 << 10);

/// The features of each language by its code in lower case; none when the server does not tell.
type Told = Option<HashMap<String, Vec<String>>>;

/// A client of DeepL.
#[derive(Debug)]
pub struct DeepL {
    client: Client,
    key: Secret,
    /// The address where it is not DeepL's own: the free host and the other translate alike.
    address: String,
    model: Option<String>,
    formality: String,
    max_texts: usize,
    max_characters: usize,
    /// Once asked for.
    languages: Mutex<Option<Told>>,
}

impl DeepL {
    /// Prepares a client. A key that ends in `:fx` belongs to the free host.
    ///
    /// # Errors
    /// `Settings` for an address that cannot be used.
    pub fn new(settings: &EngineSettings, key: Secret) -> Result<Self, EngineError> {
        let host = if key.expose().ends_with(":fx") { "https://api-free.deepl.com" } else { "https://api.deepl.com" };
        let url = settings.url.as_deref().unwrap_or(host);
        let timeout = Duration::from_secs(settings.timeout.unwrap_or(60));
        Ok(Self {
            client: Client::new(url, timeout, settings.attempts.unwrap_or(6), Some(key.clone()))?,
            key,
            address: settings.url.clone().unwrap_or_default(),
            model: settings.model.clone(),
            formality: settings.formality.clone().unwrap_or_else(|| "prefer_more".to_owned()),
            max_texts: settings.max_texts.unwrap_or(MOST_TEXTS).clamp(1, MOST_TEXTS),
            max_characters: settings.max_text_characters.unwrap_or(30_000),
            languages: Mutex::new(None),
        })
    }

    fn headers(&self) -> [(&'static str, String); 1] {
        [("Authorization", format!("DeepL-Auth-Key {}", self.key.expose()))]
    }

    /// Returns the features of a language, or none when the server does not tell.
    fn features(&self, language: &Language) -> Result<Option<Vec<String>>, EngineError> {
        let mut known = self.languages.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if known.is_none() {
            let told = match self.client.get("/v3/languages?resource=translate_text", &self.headers()) {
                Ok(reply) => Some(read_languages(&reply.json()?)),
                // A server without v3, or a key without the right to ask.
                Err(EngineError::Rejected(..)) => None,
                Err(error) => return Err(error),
            };
            *known = Some(told.filter(|told| !told.is_empty()));
        }
        let told = known.as_ref().and_then(Option::as_ref);
        let code = language.deepl.to_ascii_lowercase();
        let root = code.split('-').next().unwrap_or("").to_owned();
        Ok(told.map(|told| told.get(&code).or_else(|| told.get(&root)).cloned().unwrap_or_default()))
    }
}

impl DeepL {
    /// Returns the form of address to ask for: a language without forms of address refuses a strict wish, and is asked for a
    /// preference.
    fn formality_for(&self, language: &Language) -> Result<&str, EngineError> {
        let features = self.features(language)?;
        let has_formality = self.with(language, features.as_deref()).has_formality;
        Ok(match self.formality.as_str() {
            "more" if !has_formality => "prefer_more",
            "less" if !has_formality => "prefer_less",
            other => other,
        })
    }

    fn with(&self, language: &Language, features: Option<&[String]>) -> Capabilities {
        let is_plain = PLAIN.contains(&language.code);
        let has = |name: &str, otherwise: bool| {
            features.map_or(otherwise, |features| features.iter().any(|feature| feature == name))
        };
        // For the three languages DeepL announces tags and breaks them (translatebot-django#119), so tokens come first.
        let maskings = if has("tag_handling", true) && !is_plain {
            vec![Masking::Xml, Masking::Brackets]
        } else {
            vec![Masking::Brackets, Masking::Letters]
        };
        Capabilities {
            is_supported: has("target", true),
            maskings,
            has_glossary: has("glossary", true) && !is_plain,
            has_formality: has("formality", !is_plain),
            has_context: true,
            max_texts: self.max_texts,
            max_bytes: MOST_BYTES,
            max_characters: self.max_characters,
        }
    }
}

/// Returns the names of the elements of one kind in some texts, each once, by number.
fn marks_of(texts: &[String], kind: char) -> Vec<String> {
    let mut numbers = BTreeSet::new();
    for tail in texts.iter().flat_map(|text| text.split(&format!("<{kind}")).skip(1).collect::<Vec<_>>()) {
        let number = tail.split_once('>').and_then(|(digits, _)| digits.parse::<u32>().ok());
        numbers.extend(number);
    }
    numbers.into_iter().map(|number| format!("{kind}{number}")).collect()
}

/// Reads `[{lang, usable_as_target, features: {tag_handling: {…}, …}}]`; features may also be a list of names.
fn read_languages(body: &Value) -> HashMap<String, Vec<String>> {
    let list = body.as_array().or_else(|| body.get("languages").and_then(Value::as_array));
    let mut languages = HashMap::new();
    for item in list.into_iter().flatten() {
        let code = item.get("lang").or_else(|| item.get("language")).and_then(Value::as_str);
        let is_target = item.get("usable_as_target").and_then(Value::as_bool).unwrap_or(true);
        let (Some(code), true) = (code, is_target) else { continue };
        let mut features: Vec<String> = match item.get("features") {
            Some(Value::Object(features)) => features
                .iter()
                .filter(|(_, value)| **value != Value::Bool(false))
                .map(|(name, _)| name.clone())
                .collect(),
            Some(Value::Array(features)) => {
                features.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        };
        features.push("target".to_owned());
        languages.insert(code.to_ascii_lowercase(), features);
    }
    languages
}

impl Engine for DeepL {
    fn name(&self) -> &'static str {
        "deepl"
    }

    fn variant(&self) -> String {
        format!("{} {} {}", self.address, self.model.as_deref().unwrap_or("default"), self.formality)
    }

    fn capabilities(&self, language: &'static Language) -> Result<Capabilities, EngineError> {
        Ok(self.with(language, self.features(language)?.as_deref()))
    }

    fn assumed(&self, language: &'static Language) -> Capabilities {
        self.with(language, None)
    }

    fn translate(&self, request: Request<'_>) -> Result<Answer, EngineError> {
        let mut body = json!({
            "text": request.texts, "source_lang": "EN", "target_lang": request.language.deepl,
            "formality": self.formality_for(request.language)?, "preserve_formatting": true, "show_billed_characters": true,
        });
        let Some(fields) = body.as_object_mut() else { return Err(EngineError::Malformed(String::new())) };
        if let Some(model) = &self.model {
            fields.insert("model_type".into(), json!(model));
        }
        if !request.context.is_empty() {
            fields.insert("context".into(), json!(request.context));
        }
        if let Some(glossary) = request.glossary {
            fields.insert("glossary_id".into(), json!(glossary));
        }
        if request.masking == Masking::Xml {
            let marks = |kind: char| marks_of(request.texts, kind);
            fields.insert("tag_handling".into(), json!("xml"));
            fields.insert("ignore_tags".into(), json!(marks('k')));
            fields.insert("non_splitting_tags".into(), json!(marks('g')));
            fields.insert("outline_detection".into(), json!(false));
        }
        let reply = self.client.post("/v2/translate", &self.headers(), &body, Tries::Once)?.json()?;
        let list = reply.get("translations").and_then(Value::as_array);
        let list = list.ok_or_else(|| EngineError::Malformed("it has no `translations`".to_owned()))?;
        let texts: Option<Vec<String>> =
            list.iter().map(|item| item.get("text").and_then(Value::as_str).map(str::to_owned)).collect();
        let texts = texts.filter(|texts| texts.len() == request.texts.len()).ok_or_else(|| {
            EngineError::Malformed(format!("{} texts were sent, {} came back", request.texts.len(), list.len()))
        })?;
        let billed = list
            .iter()
            .map(|item| item.get("billed_characters").and_then(Value::as_u64))
            .try_fold(0, |sum: u64, one| Some(sum.saturating_add(one?)));
        let model = list.first().and_then(|item| item.get("model_type_used")).and_then(Value::as_str);
        let texts = texts.into_iter().map(Ok).collect();
        Ok(Answer { texts, billed, model: model.map(str::to_owned) })
    }

    fn usage(&self) -> Result<Option<Usage>, EngineError> {
        let body = self.client.get("/v2/usage", &self.headers())?.json()?;
        let number = |name: &str| body.get(name).and_then(Value::as_u64);
        let characters = number("character_count")
            .ok_or_else(|| EngineError::Malformed("the usage has no character_count".to_owned()))?;
        Ok(Some(Usage { characters, limit: number("character_limit") }))
    }

    fn glossary(&self, language: &'static Language, terms: &[(String, String)]) -> Result<Option<String>, EngineError> {
        if terms.is_empty() || !self.capabilities(language)?.has_glossary {
            return Ok(None);
        }
        let entries: Vec<String> = terms.iter().map(|(source, target)| format!("{source}\t{target}")).collect();
        // Glossaries know root codes only and hold for variants too.
        let code = language.deepl.split('-').next().unwrap_or("").to_ascii_lowercase();
        let hash = crate::model::Fingerprint::of(entries.iter().map(String::as_str)).to_string();
        let name = format!("concordia {code} {hash}");
        let listed = self.client.get("/v3/glossaries", &self.headers())?.json()?;
        let known = listed.get("glossaries").and_then(Value::as_array).into_iter().flatten();
        let id_of = |item: &Value| item.get("glossary_id").and_then(Value::as_str).map(str::to_owned);
        for item in known {
            if item.get("name").and_then(Value::as_str) == Some(&name) {
                return Ok(id_of(item));
            }
        }
        let body = json!({"name": name, "dictionaries": [{
            "source_lang": "en", "target_lang": code, "entries": entries.join("\n"), "entries_format": "tsv",
        }]});
        let made = self.client.post("/v3/glossaries", &self.headers(), &body, Tries::Many)?.json()?;
        id_of(&made).map(Some).ok_or_else(|| EngineError::Malformed("the glossary has no id".to_owned()))
    }
}
