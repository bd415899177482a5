//! Text in: a file or stream becomes a document of blocks and sentences.

mod collect;
pub mod composition;
mod cuts;
mod dateline;
mod entries;
mod error;
mod format;
mod front;
mod hidden;
mod html;
mod markdown;
mod marker;
mod marks;
pub mod model;
mod open;
mod plain;
mod quiz;
mod sentences;
pub mod tables;
mod tex;
mod words;

pub use collect::{Input, collect};
pub use cuts::Cuts;
pub use error::DocumentError;
pub use marker::MarkerLine;
pub use open::Written;
