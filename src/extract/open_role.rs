//! Participants that a text leaves open on purpose: "it is unclear who fired first", "each side accused the other".

use super::assertion::{Assertion, Attribution, Modality};
use super::event::Event;
use super::lexicon::{Cues, Lexicon};
use super::sentence::SentenceReader;
use crate::frame::Role;
use crate::language::tree::{Tree, Upos};
use crate::span::Span;

/// "It is unclear whether they attacked", "whether they did is disputed": the word by which the text says that what its
/// clause asks is open.
fn unsettled(tree: &Tree, lexicon: &Lexicon, host: usize) -> Option<usize> {
    let open = &lexicon.cues.open;
    let form = |at: usize| tree.token(at).form.to_lowercase();
    let asks = |at: usize| {
        let mut children = tree.children(at).iter();
        children.any(|&child| child < at && open.questioning.contains(&form(child)))
    };
    let clause = std::iter::once(host)
        .chain(tree.ancestors(host))
        .find(|&at| asks(at))?;
    // The word that asks may have been hung on what says that it is open.
    let above = tree.token(clause).head;
    let governor = above.or((clause != host).then_some(clause))?;
    let lemma = tree.token(governor).lemma.to_lowercase();
    let denied = tree
        .children(governor)
        .iter()
        .any(|&child| lexicon.cues.polarity.negators.contains(&form(child)));
    let unsettled = open.unsettled.contains(&lemma) && !denied
        // "was never established"
        || (lexicon.voice.certain.contains(&lemma)
            || lexicon.voice.certain.contains(&form(governor)))
            && denied;
    // "Cato disputes whether ...": that is his view.
    let of_one = tree
        .children_by(governor, "nsubj")
        .any(|subject| tree.token(subject).upos == Upos::Propn && subject != clause);
    (unsettled && !of_one).then_some(governor)
}

impl SentenceReader<'_> {
    /// Notes that a sentence which asks nothing leaves the doer of the event open, or whether it happened.
    pub(super) fn leave_open(&self, assertion: &mut Assertion, event: &Event, plain: bool) {
        let doer = |(role, _): &&(Role, Span)| *role == Role::Agent;
        if let Some(&(_, words)) = assertion.left_open.iter().find(doer).filter(|_| plain) {
            assertion.left_open.push((Role::Event, words));
        }
        let tree = self.sentence.tree;
        let asked = plain && assertion.modality == Modality::Questioned;
        let Some(word) = unsettled(tree, self.lexicon, event.host).filter(|_| asked) else {
            return;
        };
        let word = tree.token(word).span;
        // "It is disputed": nobody else speaks.
        if matches!(&assertion.voice, Attribution::Speaker(speaker) if speaker.words == word) {
            assertion.voice = Attribution::Author;
        }
        assertion.left_open.push((Role::Event, word));
    }
}

/// Whether the text leaves open for whom or what the phrase at `head` stands: a question word fills it, or one of
/// several who are each said to have done it.
pub fn is_left_open(tree: &Tree, cues: &Cues, head: usize) -> bool {
    is_asked(tree, cues, head) || is_other(tree, cues, head) && has_distributive(tree, cues)
}

/// "who", "which side", "whoever": a question word that is no relative pronoun.
fn is_asked(tree: &Tree, cues: &Cues, head: usize) -> bool {
    let asks = |at: usize| cues.open.asking.contains(&*tree.token(at).lower());
    let relative = tree
        .ancestors(head)
        .take_while(|&above| tree.token(above).upos != Upos::Noun)
        .take(2)
        .any(|above| {
            // "It is unclear who attacked" asks, too.
            let described = tree.token(above).head.map(|head| tree.token(head).upos);
            tree.token(above).relation.as_str() == "acl:relcl" && described != Some(Upos::Adj)
        });
    asks(head) && !relative || tree.children_by(head, "det").any(asks)
}

/// "the other", "the other side", "one another".
fn is_other(tree: &Tree, cues: &Cues, head: usize) -> bool {
    let other = |at: usize| {
        cues.open
            .other
            .contains(&tree.token(at).lemma.to_lowercase())
    };
    other(head) || tree.children_by(head, "amod").any(other)
}

/// "each side", "both governments", "the two": the sentence speaks of several who stand against each other.
fn has_distributive(tree: &Tree, cues: &Cues) -> bool {
    tree.tokens().iter().any(|token| {
        let placed = ["nsubj", "det", "nummod"].contains(&token.relation.universal());
        let first = token.form.split(' ').next().unwrap_or_default();
        placed && cues.open.distributive.contains(&first.to_lowercase())
    })
}
