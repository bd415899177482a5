//! Words of falsity that judge nothing the reading has found: somebody calls something in the sentence a lie, and what
//! it is stays open.

use super::Heard;
use crate::extract::assertion::{Assertion, Attribution, Speaker};

/// Where the sentence speaks of a myth, a lie and the like and none of `said` is rejected by it, what it says in the
/// author's voice accuses nobody.
pub fn spare(heard: &Heard, said: &mut [Assertion]) {
    let rejected = |one: &Assertion| matches!(one.voice, Attribution::Rejected(_));
    if said.is_empty() || said.iter().any(rejected) {
        return;
    }
    let false_words = &heard.lexicon.voice.verdict.falsehood;
    let Some(at) = (0..heard.tree.len()).find(|&at| false_words.contains(&heard.lemma(at))) else {
        return;
    };
    for assertion in said {
        if assertion.voice == Attribution::Author && assertion.echoes.is_none() {
            assertion.echoes = Some(Speaker {
                words: heard.tree.token(at).span,
                entity: None,
            });
        }
    }
}
