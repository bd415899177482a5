//! Text in: a file or stream becomes a document of passages and sentences.

pub mod model;
