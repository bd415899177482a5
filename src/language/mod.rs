//! Text to dependency trees: tokens, tags, lemmas, heads and relations.

pub mod tree;
