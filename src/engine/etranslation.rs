//! eTranslation of the European Commission: requests only, since results are pushed.
//!
//! REST v2 `askTranslate` with basic authentication, REST v1 `translate` with digest authentication. Many texts go in
//! one HTML document, as the Commission asks.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Client, Domains, EngineError, Reply, Secret, Tries, base64, digest};
use crate::draft::{EngineSettings, Revision};
use crate::language::Language;

/// The largest document, in bytes of Base64.
const LARGEST: usize = 20 << 20;

/// A client of eTranslation.
#[derive(Debug)]
pub struct ETranslation {
    client: Client,
    user: String,
    password: Secret,
    revision: Revision,
    domain: String,
    /// Where results are delivered, secret included.
    callback: Secret,
}

/// Texts in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Our own name for it.
    pub reference: String,
    /// The document.
    pub html: String,
}

/// An accepted request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The engine's number.
    pub request: i64,
}

impl Parcel {
    /// Puts texts, masked as HTML, into one document under their keys.
    #[must_use]
    pub fn new(reference: &str, texts: &[(String, String)]) -> Self {
        let mut html = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"concordia\" content=\"{reference}\"></head>\n<body>\n"
        );
        for (key, text) in texts {
            html.push_str(&format!("<p id=\"{key}\">{text}</p>\n"));
        }
        html.push_str("</body>\n</html>\n");
        Self { reference: reference.to_owned(), html }
    }
}

impl ETranslation {
    /// Prepares a client. `secret` is the last part of the delivery address, which nobody else may know.
    ///
    /// # Errors
    /// `Settings` for an address that cannot be used, or without a `callback`.
    pub fn new(settings: &EngineSettings, user: &str, password: Secret, secret: &Secret) -> Result<Self, EngineError> {
        let url = settings.url.as_deref().unwrap_or(match settings.revision {
            Revision::V1 => "https://webgate.ec.europa.eu/etranslation/si",
            Revision::V2 => "https://language-tools.ec.europa.eu/etranslation/api",
        });
        let callback = settings
            .callback
            .as_deref()
            .ok_or_else(|| EngineError::Settings("the engine has no `callback` to deliver to".to_owned()))?;
        let is_own = ["http://localhost", "http://127.0.0.1"].iter().any(|own| callback.starts_with(own));
        if !(callback.starts_with("https://") || is_own) || callback.contains(['?', '#', '@', ' ']) {
            let why = "the `callback` must be a plain address that begins with https://: texts and secret travel to it";
            return Err(EngineError::Settings(why.to_owned()));
        }
        let callback = format!("{}/{}", callback.trim_end_matches('/'), secret.expose());
        let timeout = Duration::from_secs(settings.timeout.unwrap_or(60));
        Ok(Self {
            client: Client::new(url, timeout, settings.attempts.unwrap_or(6), Some(password.clone()))?.hiding(secret),
            user: user.to_owned(),
            password,
            revision: settings.revision,
            domain: settings.domain.clone().unwrap_or_else(|| "GEN".to_owned()),
            callback: Secret::new(&callback)
                .ok_or_else(|| EngineError::Settings("the `callback` is not an address".to_owned()))?,
        })
    }

    /// Returns the domain that documents are asked for in.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Asks what it offers: `GET getDomains` of v2, `GET get-domains` of v1.
    ///
    /// # Errors
    /// `Malformed` when the answer names no domain; any other reason that there is none.
    pub fn domains(&self) -> Result<Domains, EngineError> {
        let body = match self.revision {
            Revision::V2 => self.client.get("/getDomains", &[self.login()])?.json()?,
            Revision::V1 => {
                self.with_digest("GET", "/get-domains", |headers| self.client.get("/get-domains", headers))?
            }
        };
        Domains::read(&body).ok_or_else(|| EngineError::Malformed("it names no domain with language pairs".to_owned()))
    }

    /// Asks for the translation of a document.
    ///
    /// # Errors
    /// `Lost` when nobody knows whether the request was accepted: it is not made again by itself.
    /// `Rejected` with the engine's own code and what it means; any other reason that the request was not accepted.
    pub fn submit(&self, parcel: &Parcel, language: &Language) -> Result<Order, EngineError> {
        let content = base64::encode(parcel.html.as_bytes());
        if content.len() > LARGEST {
            return Err(EngineError::Rejected(
                413,
                "the document is larger than 20 MB; draft fewer modules".to_owned(),
            ));
        }
        let reply = match self.revision {
            Revision::V2 => self.ask_v2(parcel, &content, language)?,
            Revision::V1 => self.ask_v1(parcel, &content, language)?,
        };
        let code = reply.as_i64().or_else(|| reply.get("requestId").and_then(Value::as_i64));
        match code {
            Some(request) if request > 0 => Ok(Order { request }),
            _ => {
                let code = code.or_else(|| reply.get("errorCode").and_then(Value::as_i64)).unwrap_or(0);
                let told = reply.get("errorMessage").and_then(Value::as_str).unwrap_or("");
                let meaning = meaning(code).unwrap_or(told);
                match code {
                    -11_200 => Err(EngineError::Quota),
                    -20_007 => Err(EngineError::Key),
                    _ => Err(EngineError::Rejected(0, format!("{code} {}", self.client.clean(meaning)))),
                }
            }
        }
    }

    fn ask_v2(&self, parcel: &Parcel, content: &str, language: &Language) -> Result<Value, EngineError> {
        let callback = self.callback.expose();
        let body = json!({
            "callerInformation": {"externalReference": parcel.reference, "username": self.user},
            "documentToTranslate": {"document": {"format": "html", "content": content}},
            "sourceLanguage": "EN", "targetLanguages": [language.etranslation], "domain": self.domain,
            "notifications": {"success": {"http": callback}, "failure": {"http": callback}},
            "deliveries": {"http": callback},
        });
        self.client.post("/askTranslate", &[self.login()], &body, Tries::UntilSent)?.json()
    }

    /// Returns the header of basic authentication.
    fn login(&self) -> (&'static str, String) {
        let login = base64::encode(format!("{}:{}", self.user, self.password.expose()).as_bytes());
        ("Authorization", format!("Basic {login}"))
    }

    fn ask_v1(&self, parcel: &Parcel, content: &str, language: &Language) -> Result<Value, EngineError> {
        let callback = self.callback.expose();
        let body = json!({
            "priority": 0, "externalReference": parcel.reference,
            "callerInformation": {"application": self.user, "username": self.user},
            "documentToTranslateBase64": {"content": content, "format": "html", "filename": format!("{}.html", parcel.reference)},
            "sourceLanguage": "EN", "targetLanguages": [language.etranslation], "domain": self.domain,
            "requesterCallback": callback, "errorCallback": callback, "destinations": {"httpDestinations": [callback]},
        });
        self.with_digest("POST", "/translate", |headers| {
            self.client.post("/translate", headers, &body, Tries::UntilSent)
        })
    }

    /// Makes a request, and once more with the answer to the challenge of digest authentication.
    fn with_digest(
        &self,
        method: &str,
        path: &str,
        call: impl Fn(&[(&str, String)]) -> Result<Reply, EngineError>,
    ) -> Result<Value, EngineError> {
        let first = call(&[])?;
        if first.status != 401 {
            return first.json();
        }
        let address = format!("{}{path}", self.client.base());
        let path = address.splitn(4, '/').nth(3).map_or_else(|| path.to_owned(), |path| format!("/{path}"));
        let challenge = first.challenge.unwrap_or_default();
        let nonce = crate::model::Fingerprint::of([challenge.as_str(), self.password.expose()]).to_string();
        let header = digest::answer(&challenge, method, &path, &self.user, self.password.expose(), &nonce)
            .ok_or(EngineError::Key)?;
        call(&[("Authorization", header)])?.json()
    }
}

/// What the engine's numbers mean, where the engine does not say it.
fn meaning(code: i64) -> Option<&'static str> {
    Some(match code {
        -20_001 | -20_003 => "unknown language",
        -20_013 => "the domain does not have this language pair; choose another `domain`",
        -20_021 => "the text is too long",
        -20_028 => "too many requests at the same time; wait for deliveries",
        -20_029 | -20_034 => "the format is not supported",
        -20_042 | -20_043 => "the source language differs from the request",
        -20_046 => "the document is larger than 20 MB",
        -40_010 => "too many segments; draft fewer modules at once",
        -10_419 => "a glossary and a language model cannot be used together",
        _ => return None,
    })
}
