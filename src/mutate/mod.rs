//! Minimal pairs: each claim's own sentences, varied through their trees, with the stance that each variant must get.
//!
//! A pair is held where the sentence and its variant both get theirs. What is varied and how is code; the words that a
//! variant needs are data (`en.toml`).

mod base;
mod clauses;
mod dates;
mod frames;
mod model;
mod nominal;
mod pieces;
mod slots;
#[cfg(test)]
mod tests;
mod words;

pub use base::BaseId;
pub use model::{Expected, Kind, Mutant, Pair, Share};
pub use words::WordsError;

use crate::document::model::Document;
use crate::judge::{Checker, Options};
use base::Base;
use rayon::prelude::*;
use words::Words;

/// The pairs of all claims, or of those that `wanted` chooses by pack and claim, in the order of packs and claims.
///
/// # Errors
/// When the built-in words are damaged.
pub fn pairs(
    checker: &Checker,
    wanted: impl Fn(usize, usize) -> bool,
) -> Result<Vec<Pair>, WordsError> {
    let words = Words::english()?;
    let mut work = Vec::new();
    for (pack_index, pack) in checker.packs().iter().enumerate() {
        for (claim_index, claim) in pack.claims.iter().enumerate() {
            if wanted(pack_index, claim_index) {
                for (id, text, expected) in Base::sentences(claim) {
                    work.push(((pack_index, claim_index), id, text, expected, work.len()));
                }
            }
        }
    }
    let pairs = work
        .into_par_iter()
        .flat_map_iter(|(place, id, text, expected, seed)| {
            Base::new(checker, &words, place, text, expected, seed)
                .map(|base| judged(&base, place, &id))
                .unwrap_or_default()
        })
        .collect();
    Ok(pairs)
}

/// The variants of one sentence.
fn mutants(base: &Base) -> Vec<Mutant> {
    let mut all = frames::all(base);
    all.extend(clauses::all(base));
    all.extend(nominal::all(base));
    all.extend(slots::all(base));
    all.extend(dates::all(base));
    all.retain(|mutant| mutant.text != base.text);
    all
}

fn judged(base: &Base, (pack, claim): (usize, usize), id: &BaseId) -> Vec<Pair> {
    let checker = base.checker;
    let packs = checker.packs();
    mutants(base)
        .into_iter()
        .filter_map(|mutant| {
            let document = Document::from_text("sentence", mutant.text.as_str()).ok()?;
            let judgement = checker.check(&document, &Options::default());
            Some(Pair {
                claim: format!("{}/{}", packs[pack].id, packs[pack].claims[claim].id),
                base: id.clone(),
                original: base.text.to_owned(),
                original_expected: base.expected.to_owned(),
                original_found: base.found,
                found: judgement.word(pack, claim),
                mutant,
            })
        })
        .collect()
}
