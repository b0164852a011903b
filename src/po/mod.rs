//! Gettext catalogues, byte for byte.
