//! The append-only record of what people and engines attested.
