//! Machine translation over HTTP and commands.
//!
//! One trait; every engine is a small client that knows one interface. Invariant: texts are given back in the order in
//! which they were sent, as many as were sent, or not at all.

mod base64;
mod client;
mod command;
mod deepl;
mod delivery;
mod digest;
mod domains;
mod error;
mod etranslation;
mod http_date;
mod libretranslate;
mod md5;
mod receiver;
mod secret;
mod usage;

pub use client::{Client, Reply, Tries};
pub use command::Command;
pub use deepl::DeepL;
pub use delivery::{Delivery, Returned};
pub use domains::Domains;
pub use error::EngineError;
pub use etranslation::{ETranslation, Order, Parcel};
pub use libretranslate::LibreTranslate;
pub use receiver::{Received, Receiver};
pub use secret::Secret;
pub use usage::Usage;

use crate::draft::{Capabilities, Masking};
use crate::language::Language;

/// Texts to translate from English in one request.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The target language.
    pub language: &'static Language,
    /// The texts; at least one, and no more than the engine takes.
    pub texts: &'a [String],
    /// How code is hidden in them.
    pub masking: Masking,
    /// What stands around the texts, not to be translated; often empty.
    pub context: &'a str,
    /// The engine's own name of a glossary made before.
    pub glossary: Option<&'a str>,
}

/// The translations of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The translations, in the order of the texts; none for a text that the engine says it cannot translate, with why.
    pub texts: Vec<Result<String, String>>,
    /// The characters that the engine says it bills.
    pub billed: Option<u64>,
    /// The model that the engine says it used.
    pub model: Option<String>,
}

/// A machine translator that answers at once.
pub trait Engine: Sync {
    /// Returns the kind, for ledgers and reports, for example `deepl`.
    fn name(&self) -> &'static str;

    /// Returns everything that makes answers differ but the texts and the language: address, model, form of address.
    fn variant(&self) -> String;

    /// Returns what the engine can do for a language, asking it where it tells.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    fn capabilities(&self, language: &'static Language) -> Result<Capabilities, EngineError>;

    /// Returns what the engine is known to do for a language, without asking it; for prices.
    fn assumed(&self, language: &'static Language) -> Capabilities;

    /// Translates texts, in one attempt.
    ///
    /// # Errors
    /// `Malformed` when the answer has another number of texts; any other reason that there is no answer.
    fn translate(&self, request: Request<'_>) -> Result<Answer, EngineError>;

    /// Asks what the account has used; none where the engine does not count.
    ///
    /// # Errors
    /// When the engine cannot be asked.
    fn usage(&self) -> Result<Option<Usage>, EngineError> {
        Ok(None)
    }

    /// Makes a glossary of (English, target) terms and returns the engine's name for it; none where it takes none.
    ///
    /// # Errors
    /// When the engine refuses it.
    fn glossary(&self, language: &'static Language, terms: &[(String, String)]) -> Result<Option<String>, EngineError> {
        let _ = (language, terms);
        Ok(None)
    }
}
