//! Texts that come from elsewhere or go there.

mod review_form;
mod take_in;
pub mod xliff;

pub use review_form::{Answer, Choice, Damaged, ReviewForm, SCHEMA, read_review_form};
pub use take_in::{Incoming, TakeInPolicy, TakenIn, take_in};
