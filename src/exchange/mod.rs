//! Texts that come from elsewhere or go there.

mod take_in;
pub mod xliff;

pub use take_in::{Incoming, TakeInPolicy, TakenIn, take_in};
