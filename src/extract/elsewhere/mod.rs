//! What a text tells of something else than the record's world: a work of fiction, a game, a history that never was,
//! a match, or another war. What is told there meets no claim.

mod wars;
mod words;
mod worlds;

pub use wars::other_wars;
pub use worlds::imagined;
