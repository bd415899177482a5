//! Sentences that tell of a lie, a speech or several accounts, and leave to the next ones what these say.

use super::Heard;
use crate::extract::assertion::Speaker;
use crate::extract::lexicon::Standing;
use crate::extract::putting::is_evidence;
use crate::language::tree::Upos;

/// Longer sentences say more than that something was said.
const LONGEST: usize = 14;

/// "A lie went round the world.", "The same tale was told daily.": the words of the lie.
pub fn lie(heard: &Heard) -> Option<Speaker> {
    let words = &heard.lexicon.voice;
    let root = heard.root()?;
    let subject = subject(heard, root)?;
    let lemma = heard.lemma(subject);
    let falsehood = words.verdict.falsehood.contains(&lemma) || words.labels.contains(&lemma);
    let noun = heard.tree.token(subject).upos == Upos::Noun;
    let told_of = heard.tree.children(subject).iter().any(|&child| {
        let form = heard.tree.token(child).form.to_lowercase();
        words.circulating.contains(&form)
    });
    // "The lie ran thus."
    let follows = heard.tree.children(root).iter().any(|&child| {
        let form = heard.tree.token(child).form.to_lowercase();
        words.pointing_ahead.contains(&form)
    });
    let verbal = heard.tree.token(root).upos == Upos::Verb;
    let told = told_of || follows;
    (noun && falsehood && told && verbal && is_bare(heard)).then(|| named(heard, subject))
}

/// "Here is what the people were told.": the verb of telling.
pub fn what_was_told(heard: &Heard) -> Option<Speaker> {
    let words = &heard.lexicon.voice;
    let tree = heard.tree;
    let first = tree.tokens().first()?.form.to_lowercase();
    let what = |at: usize| words.pointing_back.contains(&heard.lemma(at));
    let verb = (0..tree.len()).find(|&at| {
        words.telling_verbs.contains(&heard.lemma(at))
            && tree.token(at).upos == Upos::Verb
            && (0..at).any(what)
    })?;
    let told = tree.children_by(verb, "ccomp").next().is_none() && tree.len() <= LONGEST;
    (words.announcing.contains(&first) && told).then(|| named(heard, verb))
}

/// "Cato spoke to the people.", "He had an excuse.", "The communiqué left no doubt.": who it was.
pub fn speech(heard: &Heard) -> Option<Speaker> {
    let words = &heard.lexicon.voice;
    let cues = &heard.lexicon.cues;
    let root = heard.root()?;
    let tree = heard.tree;
    if !is_bare(heard) {
        return None;
    }
    // "Cato's excuse?"
    let news = |at: usize| words.pretexts.contains(&heard.lemma(at));
    let asked = heard.words().trim_end().ends_with('?');
    let owner = tree
        .children(root)
        .iter()
        .copied()
        .find(|&child| tree.token(child).relation.as_str() == "nmod:poss");
    if let Some(owner) = owner.filter(|_| asked && news(root)) {
        return Some(named(heard, owner));
    }
    // "Much is told of Cato": who speaks is the subject of an active verb.
    let active = |at: &usize| tree.token(*at).relation.as_str() == "nsubj";
    let subject = subject(heard, root).filter(|_| !asked).filter(active)?;
    let form = tree.token(subject).form.to_lowercase();
    let pronouns = &cues.pronouns;
    let author = pronouns.first_plural.contains(&form) || pronouns.first_singular.contains(&form);
    if author || is_evidence(tree, heard.lexicon, heard.names, subject) {
        return None;
    }
    let lemma = heard.lemma(root);
    let negated =
        (tree.children(root).iter()).any(|&at| cues.polarity.negators.contains(&heard.lemma(at)));
    let speaks = words.speaking.contains(&lemma);
    let says = (speaks || cues.speech(&lemma) == Some(Standing::Report)) && !negated;
    let tells = words.tells(&heard.lemma(subject)) || words.recited.contains(&heard.lemma(subject));
    let brings = tree.children_by(root, "obj").any(news);
    (tree.token(root).upos == Upos::Verb && (says || tells || brings))
        .then(|| named(heard, subject))
}

/// "There are two accounts.": whether the sentence names several.
pub fn names_several(heard: &Heard) -> bool {
    let words = &heard.lexicon.voice;
    (0..heard.tree.len()).any(|at| {
        let token = heard.tree.token(at);
        let telling = words.framing.contains(&heard.lemma(at));
        telling && token.xpos == "NNS" && heard.tree.len() <= LONGEST
    })
}

/// Whether it is short and has no clause that could be what is said.
fn is_bare(heard: &Heard) -> bool {
    let clauses = ["ccomp", "acl", "xcomp", "csubj", "parataxis", "advcl"];
    let clause = (0..heard.tree.len()).any(|at| {
        let token = heard.tree.token(at);
        clauses.contains(&token.relation.universal()) && token.upos != Upos::Adj
    });
    !clause && heard.tree.len() <= LONGEST
}

fn subject(heard: &Heard, root: usize) -> Option<usize> {
    let mut subjects = heard.tree.children(root).iter().copied();
    subjects.find(|&child| heard.tree.token(child).relation.is("nsubj"))
}

fn named(heard: &Heard, at: usize) -> Speaker {
    Speaker {
        words: heard.tree.token(at).span,
        entity: heard.names.entity_at(at),
    }
}
