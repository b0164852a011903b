//! The attributes of one element.

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

/// The attributes of one element, by name; namespace declarations and foreign attributes among them.
pub(super) struct Attributes {
    pairs: Vec<(String, String)>,
}

impl Attributes {
    /// Reads all attributes.
    pub(super) fn of(start: &BytesStart<'_>) -> Result<Self, String> {
        let mut pairs = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| format!("read the XML: {error}"))?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(|error| format!("read the XML: {error}"))?;
            pairs.push((attribute.key.into_inner().to_owned(), value.into_owned()));
        }
        Ok(Self { pairs })
    }

    /// Returns one value.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Returns one value that is not empty.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// Returns a `yes` or `no`.
    pub(super) fn is(&self, name: &str, answer: &str) -> bool {
        self.get(name) == Some(answer)
    }
}
