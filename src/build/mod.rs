//! Localised modules from documents and translations.
