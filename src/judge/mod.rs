//! Assertions against claims: stances with reasons, a verdict a claim, omissions, what was left undecided.

mod align;
mod checker;
mod compare;
pub mod model;
mod pattern;
mod topic;
pub mod trace;
mod verdict;

pub use align::{Aligned, Gate, Outcome};
pub use checker::{Checker, Options};
pub use pattern::{Bearing, Target, Unreadable};
