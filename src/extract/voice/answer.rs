//! Questions that the text answers itself: "Who began it? Carthage.", "Did Rome attack first? No."

use super::Heard;
use super::whether::Whether;
use crate::extract::assertion::{Assertion, Attribution, Modality, Polarity};
use crate::extract::putting::Ending;
use crate::extract::referent::Referent;
use crate::frame::Role;
use crate::language::tree::Upos;
use crate::span::Span;

/// An answer longer than this many words is a sentence that speaks for itself.
const LONGEST: usize = 8;

/// Something that a question tells or asks.
#[derive(Debug)]
struct About {
    /// Index of it.
    at: usize,
    /// Whether "yes" affirms it.
    affirmed: bool,
    /// Whether "no" denies it.
    denied: bool,
}

/// The question asked in the sentence before.
#[derive(Debug, Default)]
pub struct Asked {
    sentence: usize,
    block: usize,
    /// Indices of what it asks about.
    about: Vec<About>,
    /// The words of its main verb, and of the subject of one that only says that something happened.
    main: Vec<Span>,
    /// Whether a clause tells under which circumstances: that may be all that "no" denies.
    conditioned: bool,
}

impl Asked {
    /// Adds to `all`, of which the sentence's own are those from `first` to `told`, what it answers, and keeps what it asks.
    pub fn hear(&mut self, heard: &Heard, all: &mut Vec<Assertion>, first: usize, told: usize) {
        let beside = self.block == heard.block() || label(heard) > 0;
        let follows = self.sentence + 1 == heard.index && beside;
        if follows && first == told && !self.about.is_empty() {
            let answered: Vec<Assertion> = self
                .about
                .iter()
                .filter_map(|about| answer(heard, about, &all[about.at], &self.main))
                .filter(|one| !self.conditioned || one.polarity == Polarity::Positive)
                .collect();
            all.extend(answered);
        }
        self.about.clear();
        if Ending::of(heard.words()) == Ending::Question {
            self.sentence = heard.index;
            self.block = heard.block();
            self.main = main_words(heard);
            self.conditioned = (0..heard.tree.len()).any(|at| {
                let clause = heard.tree.token(at).relation.is("advcl");
                clause && heard.tree.children_by(at, "nsubj").next().is_some()
            });
            // "When did Rome refuse?": it may have agreed at another time.
            if asks_when(heard, heard.index) {
                let denied = |told: &&mut Assertion| told.polarity == Polarity::Negative;
                let own = all[first..].iter_mut().filter(denied);
                own.for_each(|told| told.for_a_while = true);
            }
            let whether = Whether::of(heard);
            let asks = |at: usize, denied| {
                let words = all[at].trigger;
                (whether.as_ref()).is_some_and(|whether| whether.asks(heard, words, denied))
            };
            self.about = (first..all.len())
                .filter(|&at| all[at].voice == Attribution::Author)
                .map(|at| About {
                    at,
                    affirmed: asks(at, false),
                    denied: asks(at, true),
                })
                .collect();
        }
    }
}

/// Whether the sentence asks for a date.
fn asks_when(heard: &Heard, sentence: usize) -> bool {
    let asked = heard.document.sentence(sentence).to_lowercase();
    heard.lexicon.cues.asking_when.iter().any(|phrase| {
        let mut places = asked.match_indices(phrase.as_str());
        places.any(|(at, _)| at == 0 || asked.as_bytes()[at - 1] == b' ')
    })
}

/// The words of the main verb of a question, and of the subject of one that only says that something happened.
fn main_words(heard: &Heard) -> Vec<Span> {
    let Some(top) = heard.root() else {
        return Vec::new();
    };
    // "Q: When did it begin?": the label stands above the question.
    let below = heard.tree.children_by(top, "parataxis").next();
    let labelled = heard
        .tree
        .tokens()
        .get(top + 1)
        .is_some_and(|next| next.form == ":");
    let root = below.filter(|_| top == 0 && labelled).unwrap_or(top);
    let occurs = heard
        .lexicon
        .cues
        .light
        .occurring
        .contains(&heard.lemma(root));
    let subject = heard.tree.children_by(root, "nsubj").filter(|_| occurs);
    let all = std::iter::once(root).chain(subject);
    all.map(|at| heard.tree.token(at).span).collect()
}

fn answer(heard: &Heard, about: &About, question: &Assertion, main: &[Span]) -> Option<Assertion> {
    let from = label(heard);
    let words: Vec<usize> = (from..heard.tree.len())
        .filter(|&at| heard.tree.token(at).upos != Upos::Punct)
        .collect();
    let first = *words.first()?;
    if words.len() > LONGEST || Ending::of(heard.words()) != Ending::Plain {
        return None;
    }
    let token = heard.tree.token(first).span;
    let asked = question.modality == Modality::Questioned && question.left_open.is_empty();
    let word = heard.tree.token(first).form.to_lowercase();
    let settle = |denied: bool| {
        let meant = if denied { about.denied } else { about.affirmed };
        settled(heard, question, token, denied).filter(|_| meant)
    };
    match word.trim_end_matches(|c: char| !c.is_alphabetic()) {
        "no" | "never" | "hardly" if asked => settle(true),
        "yes" | "indeed" | "certainly" if asked => settle(false),
        _ if asked && let Some(denied) = bare_answer(heard, &words) => settle(denied),
        _ => named(heard, question, &words).or_else(|| {
            let asked = main.contains(&question.trigger);
            dated(heard, question, &words).filter(|_| asked)
        }),
    }
}

/// "It did not.", "They had.": a pronoun and an auxiliary, and nothing else; whether it denies.
fn bare_answer(heard: &Heard, words: &[usize]) -> Option<bool> {
    let (&[subject, auxiliary], rest) = words.split_first_chunk::<2>()?;
    let negators = &heard.lexicon.cues.polarity.negators;
    let token = |at: usize| heard.tree.token(at);
    let pronoun = heard
        .lexicon
        .cues
        .pronoun(&token(subject).lower())
        .is_some();
    let bearing = &heard.lexicon.cues.bare_answers;
    let denied = match rest {
        [] => false,
        &[not] => negators.contains(&*token(not).lower()).then_some(true)?,
        _ => return None,
    };
    (pronoun && bearing.contains(&*token(auxiliary).lower())).then_some(denied)
}

/// "A: Carthage.", "Ans. Carthage.": how many tokens the label before the answer takes.
fn label(heard: &Heard) -> usize {
    let form = |at: usize| {
        let token = heard.tree.tokens().get(at);
        token.map_or_else(String::new, |token| token.form.to_lowercase())
    };
    let first = form(0);
    let word = first.trim_end_matches('.');
    let labels = &heard.lexicon.cues.answering_labels;
    match (labels.contains(word), form(1).as_str()) {
        (true, ":") => 2,
        // "A." is the letter of an option.
        (true, ".") if word.len() > 1 => 2,
        (true, _) if word.len() > 1 && word != first => 1,
        _ => 0,
    }
}

/// "When did it begin? In 218 BC.": nothing but a date, where the question asked for one.
fn dated(heard: &Heard, question: &Assertion, words: &[usize]) -> Option<Assertion> {
    let only = words
        .iter()
        .all(|&at| heard.names.is_date(at) || heard.tree.token(at).upos == Upos::Adp);
    let told = question.time.is_none() && question.modality == Modality::Actual;
    let [(span, Some(when))] = heard.dates else {
        return None;
    };
    (only && told && asks_when(heard, question.sentence)).then(|| Assertion {
        sentence: heard.index,
        trigger: *span,
        time: Some(when.clone()),
        narrative_time: None,
        ..question.clone()
    })
}

/// "No.", "Yes, it did."
fn settled(heard: &Heard, question: &Assertion, token: Span, denied: bool) -> Option<Assertion> {
    // "Yes / No" is a choice, and "No, the North did" names another.
    let choice = heard.words().to_lowercase();
    let both = choice.contains("yes") && choice.contains("no");
    let named = (0..heard.tree.len()).any(|at| heard.names.entity_at(at).is_some());
    if both || named {
        return None;
    }
    let polarity = match (question.polarity, denied) {
        (Polarity::Positive, true) => Polarity::Negative,
        (polarity, false) => polarity,
        _ => return None,
    };
    Some(Assertion {
        sentence: heard.index,
        trigger: token,
        polarity,
        modality: Modality::Actual,
        ..question.clone()
    })
}

/// "Who began it? Carthage.", "When did it begin? In 218 BC."
fn named(heard: &Heard, question: &Assertion, words: &[usize]) -> Option<Assertion> {
    let verbal = words
        .iter()
        .any(|&at| heard.tree.token(at).upos == Upos::Verb);
    // The word above the others; a label before them is none of them.
    let root = words.iter().copied().find(|&at| {
        let head = heard.tree.token(at).head;
        head.is_none_or(|head| !words.contains(&head))
    })?;
    let open = question.modality == Modality::Questioned && !question.left_open.is_empty();
    if verbal || question.modality != Modality::Actual && !open {
        return None;
    }
    let text = &heard.document.text;
    let asked = |words: Span| {
        let words = text.get(words.range()).unwrap_or_default();
        let first = words.split_whitespace().next().unwrap_or_default();
        heard
            .lexicon
            .cues
            .modality
            .presupposing_questions
            .contains(&first.to_lowercase())
    };
    let fillers = question
        .roles
        .iter()
        .map(|(role, filler)| (*role, filler.words));
    let role = fillers
        .chain(question.left_open.iter().copied())
        .find(|(role, words)| *role != Role::Time && asked(*words))
        .map(|(role, _)| role)?;
    let Referent::Filler(filler) = heard.resolver().resolve(root) else {
        return None;
    };
    filler.entity?;
    let negators = &heard.lexicon.cues.polarity.negators;
    let denied = heard
        .tree
        .children(root)
        .iter()
        .any(|&child| child < root && negators.contains(&*heard.tree.token(child).lower()));
    let mut answered = question.clone();
    // "Not Carthage": somebody else.
    if denied {
        answered.polarity = Polarity::NotRole(role);
    }
    answered.roles.retain(|(found, _)| *found != role);
    answered.left_open.retain(|(found, _)| *found != role);
    answered.sentence = heard.index;
    answered.modality = Modality::Actual;
    answered.trigger = filler.words;
    answered.roles.push((role, filler));
    Some(answered)
}
