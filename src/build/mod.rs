//! Localised modules from documents and translations.

mod compose;
mod notice;
mod policy;

pub use compose::{Composed, Offer, compose};
pub use notice::{PageState, notice};
pub use policy::{ForDraft, ForMissing, ForStale, Policy};
