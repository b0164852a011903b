//! Markdown sources: CommonMark and GFM with the usual extensions, by byte ranges.
//!
//! Invariant: a translation replaces the bytes of its unit and nothing else, and cannot change the block structure, the
//! link destinations, or the meaning of anything around it.

mod anchor;
mod attributes;
mod block;
mod callout_line;
mod codes;
mod colon;
mod directive;
mod escape;
mod extra;
mod extract;
mod fence;
mod flavour;
mod formula;
mod glance;
mod html;
mod html_block;
mod html_cut;
mod html_markdown;
mod html_start;
mod kept;
mod lines;
mod link;
mod mask;
mod mdx;
mod mdx_block;
mod meta;
mod page;
mod pandoc;
mod prove;
mod relabel;
mod relink;
mod render;
mod run;
mod settle;
mod shape;
mod skeleton;
mod slug;
mod structure;
mod tags;
mod title;
mod values;

pub use anchor::page_anchors;
pub use attributes::{Foreign, foreign_braces, is_attribute_list, list_key};
pub use codes::{code_length, role_target};
pub use extract::extract;
pub use flavour::{OPTIONS, safe};
pub(in crate::source) use html::shown_values;
pub use kept::tagged_labels;
pub use link::percent_decoded;
pub(in crate::source) use link::{balanced, link_alone};
pub use mask::masked;
pub(in crate::source) use prove::{in_doubt, is_inert};
pub(in crate::source) use relabel::guesses;
pub use relink::outward;
pub use render::{identity, render};
pub use skeleton::Skeleton;
