//! Text in: a file or stream becomes a document of blocks and sentences.

mod collect;
mod error;
mod markdown;
mod marker;
pub mod model;
mod open;
mod plain;
mod sentences;

pub use collect::{Input, collect};
pub use error::DocumentError;
pub use marker::MarkerLine;
