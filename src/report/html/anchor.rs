//! Names of pages and places that stay the same from one report to the next, so that they can be pasted elsewhere.

use crate::model::{ModuleId, UnitId};

/// Returns the file name of a module's page without its ending: `advanced--03-methods-md`.
#[must_use]
pub fn slug(module: &ModuleId) -> String {
    safe(&module.as_str().replace('/', "--").replace('.', "-"))
}

/// Returns the anchor of a unit on any page: `advanced--03-methods-md-1f0a9c2b7d`.
#[must_use]
pub fn anchor(module: &ModuleId, unit: &UnitId) -> String {
    format!("{}-{}", slug(module), safe(unit.as_str()))
}

/// Replaces what would need escaping in a file name or an address.
pub(super) fn safe(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_need_no_escaping() {
        let module = ModuleId::new("advanced/03 \"x\".md");
        assert_eq!(slug(&module), "advanced--03__x_-md");
        assert_eq!(anchor(&ModuleId::new("p.ftl"), &UnitId::keyed("key.attr[one]")), "p-ftl-key.attr_one_");
    }
}
