//! Which modules a run is about.

use globset::{GlobBuilder, GlobMatcher};

use crate::model::{Failure, ModuleId};

/// The modules that `--module` names; all of them when nothing was named.
#[derive(Debug, Default)]
pub struct ModuleFilter {
    patterns: Vec<(String, GlobMatcher)>,
}

impl ModuleFilter {
    /// Compiles patterns: a module's path, its file name with or without extension, its leading number, or a glob.
    ///
    /// # Errors
    /// When a glob is malformed.
    pub fn new(patterns: &[String]) -> Result<Self, Failure> {
        let compile = |pattern: &String| {
            GlobBuilder::new(pattern)
                .build()
                .map(|glob| (pattern.clone(), glob.compile_matcher()))
                .map_err(|error| Failure::new(format!("bad --module `{pattern}`: {}", error.kind())))
        };
        Ok(Self { patterns: patterns.iter().map(compile).collect::<Result<_, _>>()? })
    }

    /// Returns whether a module is meant.
    #[must_use]
    pub fn accepts(&self, module: &ModuleId) -> bool {
        let path = module.as_str();
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let number = stem.split(|c: char| !c.is_ascii_digit()).next().and_then(|digits| digits.parse::<u32>().ok());
        self.patterns.is_empty()
            || self.patterns.iter().any(|(pattern, glob)| {
                pattern == path
                    || glob.is_match(path)
                    || glob.is_match(name)
                    || glob.is_match(stem)
                    || (number.is_some() && pattern.parse().ok() == number)
            })
    }

    /// Returns whether nothing was named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_named_by_path_name_number_or_glob() {
        let module = ModuleId::new("advanced/03-methods.md");
        for pattern in ["advanced/03-methods.md", "03-methods.md", "03-methods", "3", "03", "advanced/*", "*methods*"] {
            assert!(ModuleFilter::new(&[pattern.into()]).expect("valid").accepts(&module), "{pattern}");
        }
        let odd = ModuleId::new("sp ace/x[1].md");
        assert!(ModuleFilter::new(&["sp ace/x[1].md".into()]).expect("valid").accepts(&odd), "an exact path");
        for pattern in ["2", "basic/*", "methods"] {
            assert!(!ModuleFilter::new(&[pattern.into()]).expect("valid").accepts(&module), "{pattern}");
        }
    }
}
