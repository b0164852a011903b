//! One line of a ledger.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use crate::model::{Fingerprint, UnitId, from_text};

/// What was done. Acts of later versions are kept under their own word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Act {
    /// An engine translated.
    Draft,
    /// An engine's answer was kept out; there is no translation.
    Refuse,
    /// A person translated.
    Translate,
    /// A person confirmed that a translation still fits an edited source.
    Attest,
    /// A second person revised.
    Revise,
    /// Somebody released the translation.
    Approve,
    /// Somebody found that the translation cannot be used as it is.
    Reject,
    /// Somebody said something about the translation without deciding on it.
    Remark,
    /// Somebody accepted a finding.
    Waive,
    /// The program carried a translation over a harmless edit.
    Carry,
    /// Any other word.
    Other(String),
}

impl Act {
    /// Returns the word in the file.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Draft => "draft",
            Self::Refuse => "refuse",
            Self::Translate => "translate",
            Self::Attest => "attest",
            Self::Revise => "revise",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Remark => "remark",
            Self::Waive => "waive",
            Self::Carry => "carry",
            Self::Other(word) => word,
        }
    }

    fn of(word: &str) -> Self {
        match word {
            "draft" => Self::Draft,
            "refuse" => Self::Refuse,
            "translate" => Self::Translate,
            "attest" => Self::Attest,
            "revise" => Self::Revise,
            "approve" => Self::Approve,
            "reject" => Self::Reject,
            "remark" => Self::Remark,
            "waive" => Self::Waive,
            "carry" => Self::Carry,
            _ => Self::Other(word.to_owned()),
        }
    }
}

impl<'de> Deserialize<'de> for Act {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "what was done", |word| Some(Self::of(word)))
    }
}

impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// One event, bound to the texts it was about.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What was done.
    pub act: Act,
    /// The unit.
    pub unit: UnitId,
    /// The fingerprint of `[source]` or `[source, plural]`; none in a line of an unknown kind.
    pub source: Option<Fingerprint>,
    /// The fingerprint of the forms; none where the act is not about a translation.
    pub target: Option<Fingerprint>,
    /// Who did it: a person's name or `engine:<name>`; may be empty.
    pub by: String,
    /// The day, as `2026-11-23`; may be empty.
    pub at: String,
    /// Why.
    pub reason: Option<String>,
    /// All other fields, by name: those of the act, and unknown ones.
    pub more: BTreeMap<String, Value>,
}

impl Line {
    /// Creates a line without reason and further fields.
    #[must_use]
    pub fn new(act: Act, unit: UnitId, source: Fingerprint, target: Option<Fingerprint>, by: &str, at: &str) -> Self {
        Self {
            act,
            unit,
            source: Some(source),
            target,
            by: by.to_owned(),
            at: at.to_owned(),
            reason: None,
            more: BTreeMap::new(),
        }
    }

    /// Returns a further field that holds a text.
    #[must_use]
    pub fn text(&self, field: &str) -> Option<&str> {
        self.more.get(field)?.as_str()
    }

    /// Returns a further field that holds a list, its texts; none where there is no such field.
    #[must_use]
    pub fn texts(&self, field: &str) -> Option<Vec<&str>> {
        let listed = self.more.get(field)?.as_array();
        Some(listed.into_iter().flatten().filter_map(Value::as_str).collect())
    }
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("act", self.act.word())?;
        map.serialize_entry("unit", &self.unit)?;
        if let Some(source) = &self.source {
            map.serialize_entry("source", source)?;
        }
        if let Some(target) = &self.target {
            map.serialize_entry("target", target)?;
        }
        if !self.by.is_empty() {
            map.serialize_entry("by", &self.by)?;
        }
        if !self.at.is_empty() {
            map.serialize_entry("at", &self.at)?;
        }
        if let Some(reason) = &self.reason {
            map.serialize_entry("reason", reason)?;
        }
        for (name, value) in &self.more {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Line {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LineVisitor)
    }
}

/// The name of a field.
enum Name {
    Act,
    Unit,
    Source,
    Target,
    By,
    At,
    Reason,
    Other(String),
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let of = |name: &str| match name {
            "act" => Self::Act,
            "unit" => Self::Unit,
            "source" => Self::Source,
            "target" => Self::Target,
            "by" => Self::By,
            "at" => Self::At,
            "reason" => Self::Reason,
            _ => Self::Other(name.to_owned()),
        };
        from_text(deserializer, "a name", |name| Some(of(name)))
    }
}

struct LineVisitor;

impl<'de> Visitor<'de> for LineVisitor {
    type Value = Line;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `act` and `unit`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Line, A::Error> {
        use serde::de::Error;
        let (mut act, mut unit) = (None, None);
        let (mut source, mut target) = (None, None);
        let (mut by, mut at, mut reason) = (None, None, None);
        let mut more = BTreeMap::new();
        while let Some(name) = map.next_key::<Name>()? {
            match name {
                Name::Act => act = Some(map.next_value()?),
                Name::Unit => unit = Some(map.next_value()?),
                Name::Source => source = map.next_value()?,
                Name::Target => target = map.next_value()?,
                Name::By => by = map.next_value()?,
                Name::At => at = map.next_value()?,
                Name::Reason => reason = map.next_value()?,
                Name::Other(name) if more.len() < 64 => {
                    more.insert(name, map.next_value()?);
                }
                Name::Other(_) => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Line {
            act: act.ok_or_else(|| A::Error::missing_field("act"))?,
            unit: unit.ok_or_else(|| A::Error::missing_field("unit"))?,
            source,
            target,
            by: by.unwrap_or_default(),
            at: at.unwrap_or_default(),
            reason,
            more,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_comes_back_as_it_was() {
        let text = r#"{"act":"attest","unit":"welcome","source":"00112233445566778899aabbccddeeff","by":"A. Ø","at":"2026-11-23","reason":"typo \"x\"","class":"typo","n":1}"#;
        let line: Line = serde_json::from_str(text).unwrap();
        assert_eq!((&line.act, line.text("class")), (&Act::Attest, Some("typo")));
        assert_eq!(serde_json::to_string(&line).unwrap(), text);
    }

    #[test]
    fn acts_of_the_future_are_kept() {
        let text = r#"{"act":"certify","unit":"a","stamp":{"by":"x"}}"#;
        let line: Line = serde_json::from_str(text).unwrap();
        assert_eq!(line.act, Act::Other("certify".to_owned()));
        assert_eq!(serde_json::to_string(&line).unwrap(), text);
    }
}
