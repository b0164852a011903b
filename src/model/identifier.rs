//! Names of modules and units.

use std::fmt;

use super::Fingerprint;

/// The path of an English file below the source folder, with `/` separators and its extension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct ModuleId(String);

impl ModuleId {
    /// Names a module by its path below the source folder.
    #[must_use]
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// Returns the path.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct UnitId(String);

impl UnitId {
    /// Names a unit by a key of its own.
    #[must_use]
    pub fn keyed(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    /// Names a unit by its context and English text.
    #[must_use]
    pub fn of(context: Option<&str>, source: &str) -> Self {
        let print = match context {
            Some(context) => Fingerprint::of([context, source]),
            None => Fingerprint::of([source]),
        };
        Self(print.hexadecimal(5))
    }

    /// Returns the name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
