//! The chain from project to result, parallel over files.
