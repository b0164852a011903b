//! Machine drafts: masking, proof, price.
//!
//! Pure: what is sent to an engine, what may be used of its answer, and what a run would cost. Invariant: a draft holds
//! every piece of code of its English exactly once, or there is no draft.

mod damage;
mod event;
mod marks;
mod mask;
mod mask_tests;
mod pairing;

pub use damage::Damage;
pub use event::Event;
pub use mask::{Masked, Masking, intact};
