//! Rules on the English itself: a finding here saves one in every language.

pub(super) mod file;
pub(super) mod heading;
pub(super) mod link;
pub(super) mod message;
mod page;
mod place;
pub(super) mod reference;
mod rewording;
pub(super) mod sentence;
mod sibling;
mod source_module;
pub(super) mod spelling;
pub(super) mod term;

pub use source_module::{SourceContext, SourceModule};
