//! What eTranslation offers: its domains, and into which languages each of them translates from English.
//!
//! The published interface shows two shapes, an object by domain and a list of objects; both are read. A pair is written
//! `EN-DA` or `EN_DA`, with suffixes for variants (`EN-ES-GLS` takes a glossary) that do not matter here.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The target languages from English by domain; at least one domain, codes in upper case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Domains(BTreeMap<String, BTreeSet<String>>);

impl Domains {
    /// Reads an answer; none when it holds no domain with language pairs.
    pub(super) fn read(body: &Value) -> Option<Self> {
        let pairs = |entry: &Value| {
            let list = entry.get("languagePairs").or_else(|| entry.get("language-pairs"))?.as_array()?;
            Some(list.iter().filter_map(Value::as_str).filter_map(target_of).collect::<BTreeSet<_>>())
        };
        let domains: BTreeMap<String, BTreeSet<String>> = match body {
            Value::Object(all) => all.iter().filter_map(|(name, entry)| Some((name.clone(), pairs(entry)?))).collect(),
            Value::Array(all) => {
                let named = |entry: &Value| {
                    let name = entry.get("domain").or_else(|| entry.get("code"))?.as_str()?;
                    Some((name.to_owned(), pairs(entry)?))
                };
                all.iter().filter_map(named).collect()
            }
            _ => return None,
        };
        (!domains.is_empty()).then_some(Self(domains))
    }

    /// Returns the names of the domains, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Returns whether there is such a domain.
    #[must_use]
    pub fn has(&self, domain: &str) -> bool {
        self.0.contains_key(domain)
    }

    /// Returns whether a domain translates from English into the language with this code.
    #[must_use]
    pub fn translates(&self, domain: &str, code: &str) -> bool {
        self.0.get(domain).is_some_and(|targets| targets.contains(&code.to_uppercase()))
    }
}

/// Returns the target of a pair from English.
fn target_of(pair: &str) -> Option<String> {
    let upper = pair.to_uppercase();
    let mut parts = upper.split(['-', '_']);
    (parts.next() == Some("EN")).then(|| parts.next().map(str::to_owned)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_are_read_and_variants_are_the_same_pair() {
        let object = serde_json::json!({
            "GEN": {"name": "General", "languagePairs": ["EN-DA", "EN-ES-GLS", "DA-EN", "EN_FI"]},
            "SPD": {"languagePairs": ["EN-DA-LLM-GLS"]}, "BAD": 7,
        });
        let list = serde_json::json!([
            {"domain": "GEN", "languagePairs": ["EN-DA", "EN-ES-GLS", "DA-EN", "EN_FI"]},
            {"domain": "SPD", "languagePairs": ["EN-DA-LLM-GLS"]}, {"domain": "BAD"}, 7,
        ]);
        for body in [object, list] {
            let domains = Domains::read(&body).unwrap();
            assert_eq!(domains.names().collect::<Vec<_>>(), ["GEN", "SPD"]);
            assert!(domains.translates("GEN", "ES") && domains.translates("GEN", "fi") && domains.has("SPD"));
            assert!(
                !domains.translates("SPD", "ES")
                    && !domains.translates("GEN", "EN")
                    && !domains.has("BAD")
                    && !domains.has("gen")
            );
        }
        for body in ["{}", "[]", "7", r#"{"error":"x"}"#, r#"[{"languagePairs":["EN-DA"]}]"#] {
            assert_eq!(Domains::read(&serde_json::from_str(body).unwrap()), None, "{body}");
        }
    }
}
