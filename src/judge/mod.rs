//! Assertions against claims: stances with reasons, a verdict a claim, omissions, what was left undecided.

mod align;
mod checker;
mod company;
mod describe;
mod compare;
mod copies;
mod count;
mod counterpart;
mod cues;
mod finding;
pub mod model;
mod other_claim;
mod pattern;
mod place;
mod prepare;
mod sharing;
mod statement;
mod told;
mod topic;
pub mod trace;
mod verdict;

pub use align::{Aligned, Gate, Outcome};
pub use checker::{Checker, Options};
pub use copies::Judged;
pub use pattern::{Bearing, Relation, Target, Unreadable};
pub use statement::{Doubt, StatementReading};
