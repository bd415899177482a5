//! Assertions against claims: stances with reasons, a verdict a claim, omissions, what was left undecided.

pub mod model;
