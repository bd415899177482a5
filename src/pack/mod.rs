//! What is documented: claims, evidence, citations, entities and topics.
//!
//! A pack is a folder which a historian writes. It is read in two steps: first as it was written, every leaf with
//! its place (`raw`), then checked against itself and turned into the valid [`model::Pack`] (`validate`). All
//! problems of all files come out of one run as [`Diagnostic`]s.

mod dates;
mod diagnostic;
mod embedded;
mod exchange;
mod load;
pub mod model;
mod raw;
mod reader;
mod name;
mod record;
pub(crate) mod schema;
#[cfg(test)]
mod tests;
mod unite;
mod validate;

pub use dates::{DateError, parse_interval, parse_years};
pub use diagnostic::{Diagnostic, Level};
pub(crate) use diagnostic::{PackFile, Problem, Problems, error};
pub use embedded::{embedded, embedded_by_id, embedded_files, embedded_ids};
pub use exchange::{ExchangeError, Reference, ReferenceFormat, sources_toml};
pub(crate) use load::parse;
pub use load::{Loaded, PackError, load_dir};
pub(crate) use raw::written_record;
pub(crate) use reader::{OneOrMany, Reader, Text, span_of};
pub use schema::SchemaOf;
pub use unite::{United, unite};
