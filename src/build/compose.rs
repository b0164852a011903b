//! One localised module: which text stands in each place, and what the page says about it.

use super::{ForDraft, ForMissing, ForStale, PageState, Policy, notice};
use crate::language::Language;
use crate::model::{State, Unit};
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
    pub translation: &'a dyn Fn(usize) -> Option<Translation>,
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
            State::Missing => page.has_english = true,
            State::Stale if policy.stale == ForStale::English => page.has_english = true,
            State::Stale => page.has_stale = true,
            State::Draft if policy.draft == ForDraft::English => page.has_english = true,
            State::Draft => page.has_draft = true,
            State::Translated | State::Revised | State::Approved => {}
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
    let rendered = source::render(document, text, &target, &translate);
    page.has_english |= !rendered.refusals.is_empty();
    Composed::Page { text: rendered.text, state: page, refusals: rendered.refusals }
}
