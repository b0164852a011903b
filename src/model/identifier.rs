//! Names of modules and units; a copy shares its text.

use std::fmt;
use std::sync::Arc;

use super::{Fingerprint, from_text};

/// The path of an English file below the source folder, with `/` separators and its extension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ModuleId(Arc<str>);

impl ModuleId {
    /// Names a module by its path below the source folder.
    #[must_use]
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(path.as_ref().into())
    }

    /// Returns the path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> serde::Deserialize<'de> for ModuleId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "the name of a module", |text| Some(Self(text.into())))
    }
}

impl serde::Serialize for ModuleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for ModuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The name of a unit within its module.
///
/// A Fluent unit is named by its key (`welcome.title`). Any other unit is named by ten hexadecimal digits of the hash
/// of its context and English text, so that moving a paragraph does not rename it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(Arc<str>);

impl UnitId {
    /// Names a unit by a key of its own.
    #[must_use]
    pub fn keyed(key: impl AsRef<str>) -> Self {
        Self(key.as_ref().into())
    }

    /// Names a unit by its context and English text.
    #[must_use]
    pub fn of(context: Option<&str>, source: &str) -> Self {
        let print = match context {
            Some(context) => Fingerprint::of([context, source]),
            None => Fingerprint::of([source]),
        };
        Self(print.hexadecimal(5).into())
    }

    /// Returns the name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> serde::Deserialize<'de> for UnitId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, "the name of a unit", |text| Some(Self(text.into())))
    }
}

impl serde::Serialize for UnitId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
