//! The header entry: fields in order, known and unknown.

use super::{Entry, Message};
use crate::language::Language;

/// The fields of a header. Lines that are no fields, and the comments above, are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    /// The lines of the `msgstr`, without line ends.
    lines: Vec<String>,
    /// The rest of the entry.
    frame: Message,
}

impl Header {
    /// Creates the header of a new catalogue. It holds no date and no name, so that it never changes by itself.
    #[must_use]
    pub fn new(language: &Language) -> Self {
        let mut header = Self { lines: Vec::new(), frame: Message::new(None, "", None, 1) };
        header.set("Language", language.tag.replace('-', "_").as_str());
        header.set("MIME-Version", "1.0");
        header.set("Content-Type", "text/plain; charset=UTF-8");
        header.set("Content-Transfer-Encoding", "8bit");
        header.set("Plural-Forms", &language.plural.header());
        header
    }

    /// Creates the header of a template, with the placeholders of the gettext manual ("Filling in the header entry").
    #[must_use]
    pub fn template() -> Self {
        let mut header = Self { lines: Vec::new(), frame: Message::new(None, "", None, 1) };
        header.frame.set_fuzzy(true);
        header.set("Language", "");
        header.set("MIME-Version", "1.0");
        header.set("Content-Type", "text/plain; charset=UTF-8");
        header.set("Content-Transfer-Encoding", "8bit");
        header.set("Plural-Forms", "nplurals=INTEGER; plural=EXPRESSION;");
        header
    }

    pub(super) fn of(entry: Entry<'_>) -> Self {
        let mut frame = entry.to_message();
        let text = frame.forms.first_mut().map(std::mem::take).unwrap_or_default();
        Self { lines: text.lines().map(str::to_owned).collect(), frame }
    }

    /// Returns the value of a field; names are compared without case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.fields().find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Returns all fields in order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.lines.iter().filter_map(|line| field(line))
    }

    /// Sets a field in place, or adds it at the end.
    pub fn set(&mut self, name: &str, value: &str) {
        let line = format!("{name}: {}", value.replace(['\n', '\r'], " "));
        let place = self.lines.iter().position(|old| field(old).is_some_and(|(old, _)| old.eq_ignore_ascii_case(name)));
        match place.and_then(|place| self.lines.get_mut(place)) {
            Some(old) => *old = line,
            None => self.lines.push(line),
        }
    }

    /// Returns the `Language` field, unless it is empty.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.get("Language").filter(|value| !value.is_empty())
    }

    /// Returns the `Plural-Forms` field, unless it is empty.
    #[must_use]
    pub fn plural_forms(&self) -> Option<&str> {
        self.get("Plural-Forms").filter(|value| !value.is_empty())
    }

    /// Returns the number of forms that `Plural-Forms` announces; none in a template (`nplurals=INTEGER`).
    #[must_use]
    pub fn form_count(&self) -> Option<usize> {
        let (_, after) = self.plural_forms()?.split_once("nplurals")?;
        let value = after.trim_start().strip_prefix('=')?.trim_start();
        let end = value.find(|digit: char| !digit.is_ascii_digit()).unwrap_or(value.len());
        value.get(..end)?.parse().ok()
    }

    /// Returns the character set of `Content-Type`; none in a template (`CHARSET`).
    #[must_use]
    pub fn charset(&self) -> Option<&str> {
        let (_, after) = self.get("Content-Type")?.split_once("charset=")?;
        let end = after.find([';', ' ', '\t']).unwrap_or(after.len());
        after.get(..end).filter(|name| !name.is_empty() && *name != "CHARSET")
    }

    /// Returns whether there is anything to write.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.frame.comments.is_empty()
    }

    /// Returns the entry to write.
    #[must_use]
    pub fn to_message(&self) -> Message {
        let mut message = self.frame.clone();
        message.forms = vec![self.lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()];
        message
    }
}

fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    (!name.is_empty() && !name.contains(' ')).then(|| (name, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::super::Catalogue;

    #[test]
    fn unknown_fields_and_stray_lines_stay() {
        let file = "# Team\n#, fuzzy\nmsgid \"\"\nmsgstr \"\"\n\"X-Odd: 1\\n\"\n\"stray\\n\"\n\"Plural-Forms: nplurals = 3; plural=n;\\n\"\n";
        let catalogue = Catalogue::parse(file.into()).unwrap();
        let mut header = catalogue.header().clone();
        assert_eq!((header.get("x-odd"), header.form_count()), (Some("1"), Some(3)));
        header.set("Language", "da");
        let written = String::from_utf8(catalogue.rebuild_under(&header, &[])).unwrap();
        assert_eq!(written, format!("{file}\"Language: da\\n\"\n"));
    }
}
