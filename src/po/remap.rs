//! Leading the forms of a plural message over to another header, by category.

use super::Message;
use crate::language::Leading;

impl Message {
    /// Rearranges the forms for a new `Plural-Forms` header. A text that no new form takes is kept as a translator
    /// comment; a form that had to be taken from a partly different one makes the message fuzzy.
    pub fn remap_forms(&mut self, leading: &Leading) {
        if self.id_plural.is_none() || leading.is_identity() {
            return;
        }
        let old = std::mem::take(&mut self.forms);
        let text = |index: usize| old.get(index).map_or("", String::as_str);
        self.forms = leading.sources.iter().map(|source| source.map_or("", text).to_owned()).collect();
        let lost: Vec<String> = old
            .iter()
            .enumerate()
            .filter(|(_, form)| !form.is_empty() && !self.forms.contains(form))
            .map(|(index, form)| format!("plural form {index} before: {}", form.replace('\n', "\\n")))
            .collect();
        for note in lost {
            self.add_translator_comment(&note);
        }
        let is_doubtful = |form: &usize| self.forms.get(*form).is_some_and(|text| !text.is_empty());
        if leading.doubtful.iter().any(is_doubtful) {
            self.set_fuzzy(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{PluralForms, find};

    fn remapped(header: &str, code: &str, forms: &[&str]) -> Message {
        let mut message = Message::new(None, "a", Some("b".to_owned()), 0);
        message.forms = forms.iter().map(|&form| form.to_owned()).collect();
        message.remap_forms(&PluralForms::parse(header).unwrap().led_to(&find(code).unwrap().plural));
        message
    }

    #[test]
    fn a_text_without_a_form_stays_as_a_comment() {
        let header = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);";
        let message = remapped(header, "lv", &["viens", "daudz", "neviens"]);
        assert_eq!(message.forms, ["daudz", "viens", "daudz"]);
        assert_eq!(message.comments, ["# plural form 2 before: neviens"]);
    }

    #[test]
    fn a_form_of_mixed_counts_is_for_a_person_to_see() {
        let message = remapped("nplurals=2; plural=n%2;", "da", &["lige", "ulige"]);
        assert!(message.is_fuzzy());
        assert!(remapped("nplurals=2; plural=n%2;", "da", &["", ""]).comments.is_empty());
    }

    #[test]
    fn forms_beyond_the_header_are_not_lost() {
        let message = remapped("nplurals=1; plural=0;", "da", &["x", "y"]);
        assert_eq!(
            (message.forms, message.comments.as_slice()),
            (vec!["x".to_owned(); 2], &["# plural form 1 before: y".to_owned()][..])
        );
    }
}
