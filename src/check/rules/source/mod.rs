//! Rules on the English itself: a finding here saves one in every language.

pub(super) mod heading;
pub(super) mod link;
pub(super) mod reference;
pub(super) mod sentence;
mod source_module;
pub(super) mod spelling;

pub use source_module::{SourceContext, SourceModule};
