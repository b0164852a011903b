//! Foreign formats: XLIFF, CSV, SARIF.
