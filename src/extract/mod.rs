//! (being built)

pub mod time;
