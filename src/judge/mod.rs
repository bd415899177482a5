//! Assertions against claims: stances with reasons, a verdict a claim, omissions, what was left undecided.

mod align;
mod checker;
mod compare;
pub mod model;
mod pattern;
mod topic;
mod verdict;

pub use checker::{Checker, Options};
pub use pattern::Unreadable;
