//! Texts that come from elsewhere or go there.

mod take_in;

pub use take_in::{Incoming, TakeInPolicy, TakenIn, take_in};
