//! One localised module: which text stands in each place, and what the page says about it.

use super::{ForDraft, ForMissing, ForStale, PageState, Policy, notice};
use crate::language::Language;
use crate::model::{State, Unit, UnitId};
use crate::source::{self, Document, Extra, Folders, Refusal, Target, Translation};

/// One localised module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Composed {
    /// The module can be published under the policy.
    Page {
        /// The whole file.
        text: String,
        /// What the page tells its readers about itself.
        state: PageState,
        /// The units whose translation would have damaged the page; they are in English.
        refusals: Vec<Refusal>,
    },
    /// The policy refuses to build the module in this language: the reason, in one line.
    Refused(String),
}

/// What a language has for the units of a document.
pub struct Offer<'a> {
    /// The state of each unit; parallel to the units.
    pub states: &'a [State],
    /// Returns the translation of the unit with an index; it is asked where the policy shows it.
    pub translation: &'a dyn Fn(usize) -> Option<Translation<'a>>,
    /// What only the language has.
    pub extras: &'a [Extra],
}

/// Renders a module. `folders` says where the page comes to stand.
pub fn compose(
    document: &Document,
    text: &str,
    language: &'static Language,
    policy: &Policy,
    offer: &Offer<'_>,
    folders: Folders<'_>,
) -> Composed {
    let mut page = PageState::default();
    let mut refused: [usize; 3] = [0; 3];
    for state in offer.states {
        match state {
            State::Missing if policy.missing == ForMissing::Refuse => refused[0] += 1,
            State::Stale if policy.stale == ForStale::Refuse => refused[1] += 1,
            State::Draft if policy.draft == ForDraft::Refuse => refused[2] += 1,
            state => page.add(*state, policy),
        }
    }
    let reasons: Vec<String> = refused
        .into_iter()
        .zip([State::Missing, State::Stale, State::Draft])
        .filter(|(count, _)| *count > 0)
        .map(|(count, state)| format!("{count} {state}"))
        .collect();
    if !reasons.is_empty() {
        return Composed::Refused(format!("units {}", reasons.join(", ")));
    }
    let sentence = if policy.notices { notice(language, page) } else { String::new() };
    let target = Target {
        notice: (!sentence.is_empty()).then_some(sentence.as_str()),
        extras: offer.extras,
        folders: Some(folders),
        set_lang: policy.lang_field,
        anchors: policy.anchors,
        ..Target::new(language)
    };
    let translate = |unit: &Unit| {
        let index = document.units.element_offset(unit)?;
        let shows = match offer.states.get(index)? {
            State::Missing => false,
            State::Stale => policy.stale == ForStale::Previous,
            State::Draft => policy.draft == ForDraft::Include,
            State::Translated | State::Revised | State::Approved => true,
        };
        if shows { (offer.translation)(index) } else { None }
    };
    let mut rendered = source::render(document, text, &target, &translate);
    if !rendered.refusals.is_empty() {
        page = shown(document, offer.states, policy, &rendered.refusals);
        let truth = if policy.notices { notice(language, page) } else { String::new() };
        if truth != sentence {
            let target = Target { notice: Some(truth.as_str()), ..target };
            rendered = source::render(document, text, &target, &translate);
        }
    }
    Composed::Page { text: rendered.text, state: page, refusals: rendered.refusals }
}

impl PageState {
    /// Adds what a unit in a state is on the page.
    fn add(&mut self, state: State, policy: &Policy) {
        match state {
            State::Missing => self.has_english = true,
            State::Stale if policy.stale == ForStale::Previous => self.has_stale = true,
            State::Draft if policy.draft == ForDraft::Include => self.has_draft = true,
            State::Stale | State::Draft => self.has_english = true,
            State::Translated | State::Revised | State::Approved => {}
        }
    }
}

/// Returns what a page shows, of which some translations were refused: their places are English.
fn shown(document: &Document, states: &[State], policy: &Policy, refusals: &[Refusal]) -> PageState {
    let mut refused: Vec<&UnitId> = refusals.iter().map(|refusal| &refusal.unit).collect();
    refused.sort_unstable();
    let mut page = PageState { has_english: true, ..PageState::default() };
    for (index, state) in states.iter().enumerate() {
        if document.name(index).is_none_or(|(unit, _)| refused.binary_search(&unit).is_err()) {
            page.add(*state, policy);
        }
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, ModuleId};

    #[test]
    fn a_refused_stale_text_counts_as_english() {
        let text = "See [the manual].\n\n[the manual]: g.md\n";
        let options = source::Options { front_matter: Vec::new(), mdx: false };
        let document = source::extract(ModuleId::new("a.md"), Format::Markdown, text, &options);
        let policy = Policy { stale: ForStale::Previous, notices: true, ..Policy::default() };
        // Its label is that of the English of before.
        let translation = |_| Some(Translation::single("Se [her][the guide]."));
        let offer = Offer { states: &[State::Stale], translation: &translation, extras: &[] };
        let danish = crate::language::find("da").expect("official");
        let there = std::collections::BTreeSet::new();
        let folders = Folders { source: "src", output: "build/da", there: &there };
        let Composed::Page { text, state, refusals } = compose(&document, text, danish, &policy, &offer, folders)
        else {
            panic!("refused");
        };
        assert_eq!((refusals.len(), state.has_english, state.has_stale), (1, true, false));
        assert!(text.starts_with("> Dele af denne side er endnu ikke oversat"), "{text}");
    }
}
