//! What stands above the text of a page: front matter, or the lines in its place.

use super::super::skeleton::{Place, Slot};
use super::super::{flavour, meta, run};
use super::Extractor;
use crate::model::{Finding, RuleId, Severity, UnitKind};
use crate::source::front_matter::{self, Field, Reading, Repeat};
use crate::source::{Opaque, Options};

/// Front matter that is not what its fences say.
const RULE: RuleId = RuleId::new("front-matter");

impl Extractor<'_> {
    /// Takes the front matter, or the lines that stand in its place; the page begins below.
    pub(super) fn front_matter(&mut self, options: &Options) {
        let start = if self.text.starts_with(flavour::BOM) { flavour::BOM.len() } else { 0 };
        self.body = start;
        let Some(block) = front_matter::find(self.text, start) else {
            let fence = self.text.get(start..start + 4).filter(|_| self.bare_returns);
            if fence.is_some_and(|fence| matches!(fence, "---\r" | "+++\r")) {
                self.fault(start, "the front matter has lines that end with carriage returns alone".to_owned());
            }
            if let Some(found) = meta::find(self.text, start).filter(|found| found.has_fields && !self.mdx) {
                self.body = found.end;
                self.keep(start..found.end, "metadata");
            }
            return;
        };
        self.body = block.end;
        let Reading { fields, left, repeats } = front_matter::read(self.text, &block);
        if !left.is_empty() {
            self.front_matter_fault(&block);
        }
        self.opaque.extend(left.into_iter().map(|span| Opaque { span, reason: "front matter that is not understood" }));
        let shared = shared(&options.front_matter, &repeats);
        for field in fields {
            let reason = if !options.front_matter.contains(&field.path) {
                "front matter field that is not listed"
            } else if shared.contains(&field.path.as_str()) {
                "front matter that a field that is not listed repeats"
            } else {
                self.field(field);
                continue;
            };
            self.opaque.push(Opaque { span: field.scalar.span, reason });
        }
    }

    /// Takes a field that is translated.
    fn field(&mut self, field: Field) {
        let source = field.scalar.value.trim().to_owned();
        if !run::is_translatable(&source) {
            return;
        }
        let inner = field.scalar.inner.clone();
        let span = field.scalar.span.clone();
        let slot = Slot { span, place: Place::FrontMatter(Box::new(field.scalar)), labels: Vec::new(), links: None };
        self.push(UnitKind::FrontMatter, source, inner, slot);
        if let Some(unit) = self.units.last_mut() {
            unit.notes.push(format!("field: {}", field.path));
        }
    }

    /// Reports front matter that nobody can read.
    fn front_matter_fault(&mut self, block: &front_matter::Block) {
        if let Some((at, why)) = front_matter::fault(self.text, block) {
            self.fault(at, format!("the front matter is {why}"));
        }
    }

    fn fault(&mut self, at: usize, message: String) {
        let mut finding = Finding::new(RULE, Severity::Warning, message);
        finding.line = Some(crate::model::line_of(self.text, at));
        finding.hint = Some("what cannot be read stays English, and the page may lose its title".to_owned());
        self.findings.push(finding);
    }
}

/// A field that is repeated so often counts as repeated by one that is not listed.
const MANY: usize = 64;

/// Returns those of the listed fields that one which is not listed repeats: it would be translated with them.
fn shared<'a>(listed: &'a [String], repeats: &[Repeat]) -> Vec<&'a str> {
    let is_listed = |path: &String| listed.contains(path);
    let is_shared = |field: &&str| {
        // What repeats a field may be repeated in turn.
        let mut reached = vec![(*field).to_owned()];
        let mut at = 0;
        while let Some(path) = reached.get(at).filter(|_| reached.len() < MANY).cloned() {
            for repeat in repeats {
                let below = path.strip_prefix(repeat.of.as_str());
                let below = below.filter(|below| below.is_empty() || below.starts_with('.'));
                let next = below.map(|below| format!("{}{below}", repeat.path).trim_start_matches('.').to_owned());
                reached.extend(next.filter(|next| !reached.contains(next)));
            }
            at += 1;
        }
        reached.len() >= MANY || !reached.iter().all(is_listed)
    };
    listed.iter().map(String::as_str).filter(|field| !repeats.is_empty() && is_shared(field)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_shared_through_others() {
        let repeat = |of: &str, path: &str| Repeat { of: of.to_owned(), path: path.to_owned() };
        let listed = ["title".to_owned(), "x.y".to_owned()];
        assert_eq!(shared(&listed, &[repeat("title", "x.y")]), Vec::<&str>::new());
        let through = [repeat("title", "x.y"), repeat("x", "z")];
        assert_eq!(shared(&listed, &through), ["title", "x.y"]);
        // What repeats itself ends.
        assert_eq!(shared(&listed, &[repeat("title", "x.y"), repeat("x.y", "title")]), Vec::<&str>::new());
    }
}
