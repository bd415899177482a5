//! gainsay checks what a text says against what the archives show.
//!
//! The modules stand in the order in which data flows; a module imports only
//! modules above it in this list, and `tests/suite/architecture.rs` holds that.

pub mod span;
pub mod frame;
pub mod pack;
pub mod document;
pub mod language;
pub mod extract;
pub mod judge;
pub mod gate;
pub mod report;
pub mod cli;
