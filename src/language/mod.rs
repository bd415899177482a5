//! Text to dependency trees: tokens, tags, lemmas, heads and relations.

pub mod conllu;
mod arborescence;
mod between;
mod capitals;
mod colon;
mod decode;
mod extraposed;
pub mod features;
pub mod file;
pub mod kernel;
pub mod lemma;
mod memo;
mod model;
pub mod network;
mod opening;
mod packed;
mod question;
mod panel;
mod clauses;
mod cleft;
mod wh_cleft;
mod content;
mod passive;
mod had_done;
mod insertion;
mod joined;
mod lost_verb;
mod pause;
mod report;
pub mod shape;
pub mod tokenizer;
pub mod tree;

pub use capitals::{is_shouted, is_upper};
pub use file::ModelError;
pub use model::{Analysis, Collapsed, Model, Proxy};
pub use packed::Packed;
