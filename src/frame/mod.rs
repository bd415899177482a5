//! The shape that claims and assertions share: event kinds, roles, entities, dates, propositions.
//!
//! Plain data without input or output. Both sides of a comparison are built from these types,
//! so that a record and a sentence meet as equals.

mod amounts;
mod compare;
mod entity;
mod entity_compare;
mod kind;
mod quantity;
mod role;
mod time;

pub use amounts::amounting_to;
pub use compare::Comparison;
pub use entity::{Entity, EntityKind, EntityTable, Gender, Link};
pub use kind::{EventKind, KindTable};
pub use quantity::{Exactness, Quantity};
pub use role::Role;
pub use time::{Grain, Interval, Season};
