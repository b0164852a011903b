//! The translations that a project has, looked up by their English.

use std::collections::HashMap;

use similar::{ChangeTag, TextDiff};

use super::Index;

/// One translation and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The `msgctxt`.
    pub context: Option<String>,
    /// The English; the singular of a plural unit.
    pub source: String,
    /// The English plural.
    pub plural: Option<String>,
    /// The translation: one form, or one per category.
    pub forms: Vec<String>,
    /// The module.
    pub module: String,
    /// The English before it in its module; empty at the top.
    pub before: String,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Query<'a> {
    /// The `msgctxt`.
    pub context: Option<&'a str>,
    /// The English; the singular of a plural unit.
    pub source: &'a str,
    /// The English plural.
    pub plural: Option<&'a str>,
    /// The module.
    pub module: &'a str,
    /// The English before it.
    pub before: &'a str,
}

/// How well a segment fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Fit {
    /// Similar English; whole percent, below 100.
    Fuzzy(usize),
    /// Equal English elsewhere.
    Exact,
    /// Equal English in the same surroundings: the same context, or the same text before it.
    Context,
}

/// The translations of one language.
#[derive(Debug, Default)]
pub struct Memory {
    segments: Vec<Segment>,
    by_source: HashMap<(String, Option<String>), Vec<usize>>,
    /// The distinct sources without plural, and the first segment of each.
    index: Index,
    first: Vec<usize>,
}

impl Memory {
    /// Takes up segments; among equals the earlier one is preferred.
    #[must_use]
    pub fn new(segments: Vec<Segment>) -> Self {
        let mut by_source: HashMap<(String, Option<String>), Vec<usize>> = HashMap::new();
        let mut first = Vec::new();
        for (at, segment) in segments.iter().enumerate() {
            let known = by_source.entry((segment.source.clone(), segment.plural.clone())).or_default();
            if known.is_empty() && segment.plural.is_none() {
                first.push(at);
            }
            known.push(at);
        }
        let source = |&at: &usize| segments.get(at).map(|segment: &Segment| segment.source.as_str());
        let index = Index::new(first.iter().filter_map(source));
        Self { segments, by_source, index, first }
    }

    /// Returns the number of segments.
    #[must_use]
    pub fn len(&self) -> usize {
        self.segments.len()
    }

    /// Returns whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Returns the best segment with the same English.
    #[must_use]
    pub fn exact(&self, query: Query<'_>) -> Option<(&Segment, Fit)> {
        let key = (query.source.to_owned(), query.plural.map(str::to_owned));
        let found = self.by_source.get(&key)?.iter().filter_map(|&at| self.segments.get(at));
        let rank = |segment: &Segment| {
            let is_context = segment.context.is_some() && segment.context.as_deref() == query.context;
            let is_before = segment.before == query.before && !query.before.is_empty();
            (is_context || is_before, segment.module == query.module)
        };
        let mut best: Option<(&Segment, (bool, bool))> = None;
        for segment in found {
            let rank = rank(segment);
            if best.is_none_or(|(_, other)| rank > other) {
                best = Some((segment, rank));
            }
        }
        best.map(|(segment, (surroundings, _))| (segment, if surroundings { Fit::Context } else { Fit::Exact }))
    }

    /// Returns for each query up to `limit` segments whose English is similar by `percent` of 100 at least, nearest first.
    /// Plural units have none. Many queries at once are looked up faster.
    #[must_use]
    pub fn similar(&self, queries: &[Query<'_>], limit: usize, percent: usize) -> Vec<Vec<(&Segment, Fit)>> {
        let is_asked = |query: &&Query<'_>| query.plural.is_none();
        let sources: Vec<&str> = queries.iter().filter(is_asked).map(|query| query.source).collect();
        let mut hits = self.index.nearest_each(&sources, limit, percent).into_iter();
        let segment = |index: usize| self.first.get(index).and_then(|&at| self.segments.get(at));
        let found = |query: &Query<'_>| {
            let hits = Some(query).filter(is_asked).and_then(|_| hits.next()).unwrap_or_default();
            hits.iter().filter_map(|hit| Some((segment(hit.index)?, Fit::Fuzzy(hit.percent())))).collect()
        };
        queries.iter().map(found).collect()
    }
}

/// Marks the words in which two English texts differ: `[-old-]{+new+}`.
#[must_use]
pub fn marked(old: &str, new: &str) -> String {
    let mut out = String::new();
    let diff = TextDiff::from_unicode_words(old, new);
    let mut open = ChangeTag::Equal;
    for change in diff.iter_all_changes() {
        if change.tag() != open {
            out.push_str(end_of(open));
            out.push_str(match change.tag() {
                ChangeTag::Equal => "",
                ChangeTag::Delete => "[-",
                ChangeTag::Insert => "{+",
            });
            open = change.tag();
        }
        out.push_str(change.value());
    }
    out.push_str(end_of(open));
    out
}

fn end_of(tag: ChangeTag) -> &'static str {
    match tag {
        ChangeTag::Equal => "",
        ChangeTag::Delete => "-]",
        ChangeTag::Insert => "+}",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(source: &str, form: &str, before: &str, module: &str) -> Segment {
        Segment {
            context: None,
            source: source.into(),
            plural: None,
            forms: vec![form.into()],
            module: module.into(),
            before: before.into(),
        }
    }

    fn query<'a>(source: &'a str, before: &'a str, module: &'a str) -> Query<'a> {
        Query { context: None, source, plural: None, module, before }
    }

    #[test]
    fn surroundings_come_before_the_module_and_the_module_before_the_order() {
        let memory = Memory::new(vec![
            segment("Open", "a", "x", "m1"),
            segment("Open", "b", "y", "m2"),
            segment("Open", "c", "z", "m3"),
        ]);
        let form = |before, module| {
            let (segment, fit) = memory.exact(query("Open", before, module)).expect("known");
            (segment.forms[0].clone(), fit)
        };
        assert_eq!(form("z", "m2"), ("c".to_owned(), Fit::Context));
        assert_eq!(form("", "m2"), ("b".to_owned(), Fit::Exact));
        assert_eq!(form("", "m9"), ("a".to_owned(), Fit::Exact));
        assert!(memory.exact(query("open", "", "m1")).is_none());
    }

    #[test]
    fn similar_texts_come_with_their_percent() {
        let memory =
            Memory::new(vec![segment("Choose a form that fits.", "a", "", "m"), segment("Other", "b", "", "m")]);
        let near = query("Choose the form that fits.", "", "m");
        let found = memory.similar(&[Query { plural: Some("forms"), ..near }, near], 5, 70);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(found[1][0].1, Fit::Fuzzy(88));
        assert_eq!(
            marked("Choose a form that fits.", "Choose the form that fits."),
            "Choose [-a-]{+the+} form that fits."
        );
    }
}
