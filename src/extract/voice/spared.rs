//! What accuses nobody for the sake of another word beside it. Words of falsity that judge nothing the reading has found:
//! somebody calls something in the sentence a lie, and what it is stays open. And statements that a question before them offers for judgement ("True or false? ...").

use super::Heard;
use crate::extract::assertion::{Assertion, Attribution, Speaker};
use crate::extract::lexicon::Standing;
use crate::frame::Role;
use crate::language::tree::Upos;

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
    // "The guards did not lie": that is what the sentence itself says.
    let word = heard.tree.token(at).span;
    for one in said.iter_mut().filter(|one| one.trigger != word) {
        leave_open(heard, std::slice::from_mut(one), at);
    }
}

/// "True or false?": whether the sentence offers what follows it for judgement.
pub fn offers(heard: &Heard) -> bool {
    const LONGEST: usize = 5;
    let verdict = &heard.lexicon.voice.verdict;
    let words: Vec<String> = (0..heard.tree.len()).map(|at| heard.lemma(at)).collect();
    words.len() <= LONGEST
        && words.iter().any(|word| verdict.truth.contains(word))
        && words.iter().any(|word| verdict.falsehood.contains(word))
}

/// "This story was made up.", "No document supports this.": whether the sentence speaks of what was told just before as of
/// somebody's word, or as of something that is not recorded.
pub fn recalls_a_telling(heard: &Heard) -> bool {
    let words = &heard.lexicon.voice;
    let cues = &heard.lexicon.cues;
    let all = 0..heard.tree.len();
    let telling = |at: usize| {
        let lemma = heard.lemma(at);
        words.tells(&lemma) || words.verdict.falsehood.contains(&lemma)
    };
    let points = |at: usize| {
        let token = heard.tree.token(at);
        let pointing = words.verdict.demonstratives.contains(&heard.lemma(at));
        let head = token.head.filter(|_| token.relation.is("det"));
        let pronoun = token.upos == Upos::Pron && token.xpos == "DT";
        pointing && head.map_or(pronoun, telling)
    };
    let denied = all.clone().any(|at| {
        let lemma = heard.lemma(at);
        cues.polarity.negators.contains(&lemma) || cues.polarity.scarce.contains(&lemma)
    });
    let weighed = all.clone().any(|at| {
        let lemma = heard.lemma(at);
        let said = heard.tree.token(at).upos == Upos::Verb
            && cues.speech(&lemma) == Some(Standing::Report);
        telling(at) || said || denied && words.evidence.contains(&lemma)
    });
    // "So runs the legend."
    let so = !heard.tree.is_empty() && heard.lemma(0) == "so" && all.clone().any(telling);
    so || weighed && all.clone().any(points)
}

/// "A school spread. This theory was wrong.": whether what takes part is itself something told or held; the theory is wrong
/// then, and not that its school spread.
pub(super) fn tells_of_theory(heard: &Heard, assertion: &Assertion) -> bool {
    let words = &heard.lexicon.voice;
    [Role::Agent, Role::Patient].into_iter().any(|role| {
        assertion.fillers(role).any(|filler| {
            let phrase = heard.document.text[filler.words.range()].to_lowercase();
            let noun = phrase.rsplit(' ').next().unwrap_or_default();
            words.tells(noun) || words.above.schools.contains(noun)
        })
    })
}

/// What the sentence says in the author's voice accuses nobody, for the sake of the word at `at`.
pub fn leave_open(heard: &Heard, said: &mut [Assertion], at: usize) {
    for assertion in said {
        if assertion.voice == Attribution::Author && assertion.echoes.is_none() {
            assertion.echoes = Some(Speaker {
                words: heard.tree.token(at).span,
                entity: None,
            });
        }
    }
}
