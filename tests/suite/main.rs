//! The integration suite: one crate, one module a concern.
