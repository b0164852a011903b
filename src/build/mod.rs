//! Localised modules from documents and translations.

mod notice;

pub use notice::{PageState, notice};
