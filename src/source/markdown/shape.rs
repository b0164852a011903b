//! The block structure of a page.
/// The block structure of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shape {}
