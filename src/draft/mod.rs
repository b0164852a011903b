//! Machine drafts: masking, proof, price.
