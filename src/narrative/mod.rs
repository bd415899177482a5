//! Several accounts or drafts side by side: what each says of each claim, where they part, whom a text follows.
//!
//! An account is a text with its judgement; a [`Narrative`] is one that is known beforehand, with its teller, its
//! citations and the verdicts that are expected of it. Everything here is computed from judgements, never from how
//! alike the words of two texts are.

mod comparison;
mod draft;
mod embedded;
mod follow;
mod load;
pub mod model;
mod position;
mod raw;
mod schema;
#[cfg(test)]
mod testing;

pub use comparison::{Account, Cell, Comparison, Parting, Row};
pub use draft::{Change, Drafts, Grounds, Turn, rank};
pub use embedded::embedded;
pub use follow::Following;
pub use load::{NarrativeError, load_dir};
pub use model::Narrative;
pub use position::Position;
pub use schema::schema;
