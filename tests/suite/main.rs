//! The integration suite: one crate, one module a concern.

// A test that cannot go on must stop: here a panic is the report.
#![allow(clippy::expect_used)]

mod accuracy;
mod architecture;
mod author;
mod breadth;
mod cases;
mod command_line;
mod comparisons;
mod corpus;
mod decisions;
mod formats;
mod frames;
mod gates;
#[cfg(unix)]
mod inputs;
mod packs;
mod program;
mod judging;
mod mutants;
mod narratives;
mod readme;
mod reference;
mod register;
mod rivals;
mod subjects;
mod wordings;
