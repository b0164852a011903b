//! Lineage: aligning the English of today with the English that was translated.
