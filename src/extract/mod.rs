//! (being built)

pub mod time;
pub mod mention;
