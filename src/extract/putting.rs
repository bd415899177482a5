//! How an event is put: affirmed or denied, as fact or not, and in whose voice.
//!
//! All three are read off the path from the event's predicate up to the root: each governor on it may deny, plan,
//! fear, ask, report or assert what hangs below.

use super::assertion::{Modality, Polarity};
use super::clause::{case_of, clause};
use super::event::Event;
use super::lexicon::{Cues, Lexicon, Standing};
use super::names::Names;
use crate::frame::Role;
use crate::language::tree::{Tree, Upos};

/// Whose voice, with the head token of the phrase that names the speaker (or of the frame).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoiceAt {
    /// The author's.
    Author,
    /// A speaker's; how the author stands to it.
    Speaker {
        /// Token that names the speaker or, where nobody is named, the frame's word.
        at: usize,
        /// Whether a speaker is named.
        named: bool,
        /// Left open, endorsed or denied.
        standing: SpeakerStanding,
    },
}

/// How the author stands to a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeakerStanding {
    /// Left open.
    Open,
    /// Endorsed.
    Endorsed,
    /// Denied.
    Rejected,
}

/// The three together.
#[derive(Debug, Clone, Copy)]
pub struct Putting {
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Fact or not.
    pub modality: Modality,
    /// Whose voice.
    pub voice: VoiceAt,
    /// Whether the text marks it as the opening act.
    pub opening: bool,
}

/// Reads how `event` is put. `question` tells that the sentence ends in a question mark.
pub fn putting(
    tree: &Tree,
    lexicon: &Lexicon,
    names: &Names,
    event: &Event,
    question: bool,
) -> Putting {
    let path = Path {
        tree,
        cues: &lexicon.cues,
        names,
    };
    let mut negative = path.negated(event.host)
        || (event.noun && (path.has_negative_determiner(event.head) || path.without(event.head)));
    let (mut modality, flips) = path.modality(event);
    negative ^= flips;
    let mut voice = path.voice(event.head);
    if modality == Modality::Actual && question && !path.presupposing_question(event) {
        modality = Modality::Questioned;
    }
    if matches!(voice, VoiceAt::Author) {
        voice = path.adverbs(event.host);
    }
    let polarity = match (negative, path.cleft_denial(event)) {
        (_, Some(role)) => Polarity::NotRole(role),
        (true, None) => Polarity::Negative,
        (false, None) => Polarity::Positive,
    };
    Putting {
        polarity,
        modality,
        voice,
        opening: path.opening(event),
    }
}

/// Whether the predicate at `head` is itself negated, governors left aside.
pub fn negated(tree: &Tree, lexicon: &Lexicon, names: &Names, head: usize) -> bool {
    Path {
        tree,
        cues: &lexicon.cues,
        names,
    }
    .negated(head)
}

struct Path<'a> {
    tree: &'a Tree,
    cues: &'a Cues,
    names: &'a Names<'a>,
}

impl Path<'_> {
    fn lemma(&self, at: usize) -> String {
        self.tree.token(at).lemma.to_lowercase()
    }

    fn children_lemmas(&self, at: usize, relation: &str) -> Vec<String> {
        self.tree
            .children_by(at, relation)
            .map(|child| self.lemma(child))
            .collect()
    }

    // ---- polarity ----

    /// Whether the predicate itself is negated, by an adverb, a negative subject, or through coordination with "or".
    fn negated(&self, host: usize) -> bool {
        let own = self.tree.children(host).iter().any(|&child| {
            let token = self.tree.token(child);
            let negator = self
                .cues
                .polarity
                .negators
                .contains(&token.form.to_lowercase());
            let adverbial = ["advmod", "aux", "mark"].contains(&token.relation.universal());
            let only_next = self
                .tree
                .tokens()
                .get(child + 1)
                .is_some_and(|next| next.lemma == "only");
            (negator && adverbial && !only_next)
                || (token.relation.is("nsubj") && self.has_negative_determiner(child))
                || (token.relation.is("nsubj") && negator)
                || (token.relation.as_str() == "cc:preconj" && token.lemma == "neither")
                || (token.relation.is("obj")
                    && self.has_negative_determiner(child)
                    && self.is_light(host))
        });
        if own {
            return true;
        }
        let token = self.tree.token(host);
        token.relation.is("conj")
            && self
                .tree
                .children_by(host, "cc")
                .any(|cc| ["or", "nor"].contains(&self.lemma(cc).as_str()))
            && token.head.is_some_and(|head| self.negated(head))
    }

    fn is_light(&self, host: usize) -> bool {
        self.cues.light.active.contains(&self.lemma(host))
    }

    fn has_negative_determiner(&self, at: usize) -> bool {
        self.tree.children(at).iter().any(|&child| {
            let token = self.tree.token(child);
            ["det", "advmod", "cc"].contains(&token.relation.universal())
                && self
                    .cues
                    .polarity
                    .determiners
                    .contains(&token.form.to_lowercase())
        })
    }

    /// "without an attack", "instead of attacking".
    fn without(&self, at: usize) -> bool {
        case_of(self.tree, at)
            .iter()
            .any(|case| case == "without" || case == "instead")
    }

    /// "It was not the South that attacked": the cleft phrase is denied, the event stands.
    fn cleft_denial(&self, event: &Event) -> Option<Role> {
        let relation = self.tree.token(event.host).relation.as_str();
        if !relation.starts_with("acl:relcl") {
            return None;
        }
        let focus = self.tree.token(event.host).head?;
        let copular = self.tree.children_by(focus, "cop").next().is_some();
        let expletive = self
            .tree
            .children(focus)
            .iter()
            .any(|&child| self.lemma(child) == "it" && child < focus);
        let negated = self.tree.children(focus).iter().any(|&child| {
            self.tree.token(child).relation.is("advmod")
                && self
                    .cues
                    .polarity
                    .negators
                    .contains(&self.tree.token(child).form.to_lowercase())
        });
        let contrasted = self.tree.children_by(focus, "conj").next().is_some();
        if copular && expletive && negated && !contrasted {
            return event
                .roles
                .iter()
                .find(|(_, at)| *at == focus)
                .map(|(role, _)| *role);
        }
        None
    }

    // ---- modality ----

    /// The modality, and whether implicative governors flip the polarity ("failed to attack").
    fn modality(&self, event: &Event) -> (Modality, bool) {
        let mut flips = false;
        let mut at = event.host;
        if event.noun
            && event.host == event.head
            && let Some(modality) = self.noun_modality(event.head)
        {
            return (modality, false);
        }
        for _ in 0..self.tree.len() {
            if let Some(modality) = self.own_modality(at) {
                return (modality, flips);
            }
            let token = self.tree.token(at);
            let Some(governor) = token.head else { break };
            match self.step_modality(at, governor) {
                Step::Stop(modality) => return (modality, flips),
                Step::Flip => flips = !flips,
                Step::Up => {}
                Step::Done => break,
            }
            at = governor;
        }
        (Modality::Actual, flips)
    }

    fn own_modality(&self, at: usize) -> Option<Modality> {
        let cues = &self.cues.modality;
        for &child in self.tree.children(at) {
            let lemma = self.lemma(child);
            let form = self.tree.token(child).form.to_lowercase();
            let relation = self.tree.token(child).relation.universal();
            if relation == "aux" || relation == "advmod" {
                if cues.possible.contains(&form) || cues.possible.contains(&lemma) {
                    return Some(Modality::Possible);
                }
                if relation == "aux" && cues.intended_auxiliary.contains(&lemma) {
                    return Some(Modality::Intended);
                }
            }
            if relation == "mark" || relation == "advmod" {
                if cues.conditional.contains(&form) {
                    return Some(Modality::Possible);
                }
                if cues.questioning.contains(&form) {
                    return Some(Modality::Questioned);
                }
            }
        }
        None
    }

    fn step_modality(&self, at: usize, governor: usize) -> Step {
        let token = self.tree.token(at);
        let lemma = self.lemma(governor);
        let cues = &self.cues.modality;
        let verbal = matches!(
            self.tree.token(governor).upos,
            Upos::Verb | Upos::Adj | Upos::Aux
        );
        match token.relation.universal() {
            "xcomp" | "ccomp" | "csubj" | "advcl" | "acl" => {}
            "conj" if !self.has_subject(at) => return Step::Up,
            _ => return Step::Done,
        }
        if token.relation.as_str() == "acl:relcl" {
            return Step::Done;
        }
        let marks = case_of(self.tree, at);
        let infinitive = marks.iter().any(|mark| mark == "to");
        if token.relation.is("advcl") && !infinitive {
            return match marks.first().map(String::as_str) {
                Some("without" | "instead" | "rather") => Step::Flip,
                Some("from") if self.cues.implicative.negative.contains(&lemma) => Step::Flip,
                Some("of" | "from" | "for" | "into") => Step::Up,
                _ => Step::Done,
            };
        }
        if token.relation.is("acl") && !verbal {
            return self.noun_governs_clause(governor, infinitive);
        }
        if self.cues.implicative.negative.contains(&lemma) {
            return Step::Flip;
        }
        if self.cues.implicative.positive.contains(&lemma) {
            return Step::Up;
        }
        if lemma == "first" {
            return Step::Up;
        }
        if cues.possible_verbs.contains(&lemma) {
            return Step::Stop(Modality::Possible);
        }
        // "was reported to have attacked" is speech; a bare infinitive under any other verb is no deed yet.
        let perfect = self
            .children_lemmas(at, "aux")
            .iter()
            .any(|aux| aux == "have");
        let spoken = self.cues.speech(&lemma).is_some();
        if infinitive && !(perfect || token.relation.is("ccomp") && spoken) {
            if self.executed_later(at) {
                return Step::Done;
            }
            return Step::Stop(Modality::Intended);
        }
        if cues.intended.contains(&lemma) && !spoken {
            return Step::Stop(Modality::Intended);
        }
        Step::Up
    }

    fn noun_governs_clause(&self, noun: usize, infinitive: bool) -> Step {
        let lemma = self.lemma(noun);
        let cues = &self.cues.modality;
        if lemma == "first" {
            return Step::Done;
        }
        if cues.possible_nouns.contains(&lemma) {
            return Step::Stop(Modality::Possible);
        }
        if infinitive
            || cues.intended_nouns.contains(&lemma) && self.cues.speech_noun(&lemma).is_none()
        {
            if self.executed(noun) {
                return Step::Done;
            }
            return Step::Stop(Modality::Intended);
        }
        Step::Up
    }

    /// "a scheme ..., which was carried out": the plan became a deed.
    fn executed(&self, noun: usize) -> bool {
        self.tree
            .children_by(noun, "acl")
            .any(|verb| self.is_execution(verb))
            || self
                .tree
                .token(noun)
                .head
                .is_some_and(|verb| self.is_execution(verb))
    }

    /// Whether a later clause of the sentence says of the plan that it was done ("..., which was carried out").
    fn executed_later(&self, infinitive: usize) -> bool {
        (infinitive + 1..self.tree.len()).any(|verb| {
            let pronominal = self.tree.children_by(verb, "nsubj").any(|subject| {
                let form = self.tree.token(subject).form.to_lowercase();
                self.cues.pronouns.relative.contains(&form)
                    || self.cues.pronouns.neuter.contains(&form)
            });
            pronominal && self.is_execution(verb)
        })
    }

    /// "carried out", "implemented": an affirmed verb of executing.
    fn is_execution(&self, verb: usize) -> bool {
        let cues = &self.cues.modality;
        let lemma = self.lemma(verb);
        let names = cues.executing.contains(&lemma)
            || self.tree.children(verb).iter().any(|&child| {
                let phrase = format!("{lemma} {}", self.tree.token(child).form.to_lowercase());
                cues.executing_particles.contains(&phrase)
            });
        names && !self.negated(verb)
    }

    /// The modality of an event noun that no light verb carries: the object of a plan, an order or a fear.
    fn noun_modality(&self, noun: usize) -> Option<Modality> {
        let token = self.tree.token(noun);
        let mut governor = token.head?;
        let mut relation = token.relation.universal();
        if relation == "conj" {
            relation = self.tree.token(governor).relation.universal();
            governor = self.tree.token(governor).head?;
        }
        let lemma = self.lemma(governor);
        let cues = &self.cues.modality;
        let governed = ["obj", "nmod", "compound", "nsubj", "obl"].contains(&relation);
        if !governed {
            return None;
        }
        if self.tree.token(governor).upos == Upos::Verb {
            let object = relation == "obj"
                || token.relation.as_str() == "nsubj:pass"
                || case_of(self.tree, noun)
                    .iter()
                    .any(|case| ["for", "to", "of"].contains(&case.as_str()));
            if !object {
                return None;
            }
            if cues.possible_verbs.contains(&lemma) {
                return Some(Modality::Possible);
            }
            return (cues.intended.contains(&lemma) && !cues.presupposing.contains(&lemma))
                .then_some(Modality::Intended);
        }
        let case = case_of(self.tree, noun);
        let about = relation == "compound"
            || case
                .iter()
                .any(|case| ["of", "for", "to"].contains(&case.as_str()));
        if !about {
            return None;
        }
        if cues.possible_nouns.contains(&lemma) {
            return Some(Modality::Possible);
        }
        (cues.intended_nouns.contains(&lemma)
            && !cues.presupposing.contains(&lemma)
            && !self.executed(governor))
        .then_some(Modality::Intended)
    }

    fn has_subject(&self, at: usize) -> bool {
        self.tree.children_by(at, "nsubj").next().is_some()
    }

    /// "Why did the North attack?" presupposes; "Did the North attack?" does not. An event in a subordinate
    /// clause or a noun phrase of a question is presupposed, too.
    fn presupposing_question(&self, event: &Event) -> bool {
        if event.noun {
            return true;
        }
        let asks_reason = (0..self.tree.len()).any(|at| {
            let token = self.tree.token(at);
            self.cues
                .modality
                .presupposing_questions
                .contains(&token.form.to_lowercase())
                && matches!(token.xpos.as_str(), "WRB" | "WP" | "WDT")
        });
        let subordinate =
            ["advcl", "acl"].contains(&self.tree.token(event.host).relation.universal());
        asks_reason || subordinate
    }

    fn opening(&self, event: &Event) -> bool {
        let first = |at: usize| {
            self.tree.children(at).iter().any(|&child| {
                self.cues
                    .opening
                    .adverbs
                    .contains(&self.tree.token(child).form.to_lowercase())
                    && !self.names.is_date(child)
            })
        };
        first(event.host)
            || first(event.head)
            || self
                .tree
                .token(event.host)
                .head
                .is_some_and(|head| self.cues.opening.adverbs.contains(&self.lemma(head)))
    }

    // ---- voice ----

    /// The innermost speaker on the path from the event to the root.
    fn voice(&self, head: usize) -> VoiceAt {
        let mut at = head;
        for _ in 0..self.tree.len() {
            if let Some(voice) = self.aside(at) {
                return voice;
            }
            let Some(governor) = self.tree.token(at).head else {
                break;
            };
            if let Some(voice) = self.frame(at, governor) {
                return voice;
            }
            at = governor;
        }
        VoiceAt::Author
    }

    /// A speech frame beside the clause: "..., he said", "according to X".
    fn aside(&self, at: usize) -> Option<VoiceAt> {
        for &child in self.tree.children(at) {
            let token = self.tree.token(child);
            let cases = case_of(self.tree, child);
            if cases
                .iter()
                .any(|case| self.cues.attribution.according.contains(case))
            {
                return Some(speaker(child, true, SpeakerStanding::Open));
            }
            if token.relation.is("parataxis")
                && self.cues.speech(&self.lemma(child)) == Some(Standing::Report)
            {
                let subject = self.subject(child);
                // A full sentence beside this one speaks for itself; only a bare "he said" frames its neighbour.
                let bare = self.tree.children_by(child, "ccomp").next().is_none()
                    && self.tree.children_by(child, "obj").next().is_none();
                if bare && let Some(subject) = subject {
                    return Some(speaker(subject, true, SpeakerStanding::Open));
                }
            }
        }
        None
    }

    fn frame(&self, at: usize, governor: usize) -> Option<VoiceAt> {
        let token = self.tree.token(at);
        let lemma = self.lemma(governor);
        let relation = token.relation.universal();
        if self.tree.token(governor).upos == Upos::Noun
            || self.tree.token(governor).upos == Upos::Propn
        {
            return self.noun_frame(at, governor, &lemma);
        }
        let marks = case_of(self.tree, at);
        let content = matches!(relation, "ccomp" | "csubj" | "xcomp" | "parataxis")
            || (relation == "advcl"
                && marks
                    .iter()
                    .any(|mark| mark == "of" || mark == "for" || mark == "as"))
            || (relation == "obl" && marks.iter().any(|mark| mark == "of" || mark == "for"));
        if !content || relation == "parataxis" && at > governor && !self.has_colon(governor, at) {
            return None;
        }
        let standing = match self.cues.speech(&lemma)? {
            Standing::Factive if self.negated(governor) => SpeakerStanding::Open,
            Standing::Factive => return None,
            Standing::Report
                if relation == "xcomp"
                    && !marks.iter().any(|mark| mark == "to")
                    && self.is_remembered(&lemma) =>
            {
                return None;
            }
            Standing::Report => self.standing_by_adverb(governor),
            Standing::Reject => SpeakerStanding::Rejected,
        };
        if relation == "obl" && !self.cues.attribution.accusing.contains(&lemma) {
            return None;
        }
        match self.subject(governor) {
            Some(subject) if self.is_author(subject) => None,
            Some(subject) => Some(speaker(subject, true, standing)),
            None => Some(speaker(governor, false, standing)),
        }
    }

    fn noun_frame(&self, at: usize, noun: usize, lemma: &str) -> Option<VoiceAt> {
        let token = self.tree.token(at);
        let relation = token.relation.as_str();
        let content = matches!(relation, "acl" | "ccomp" | "appos")
            || (token.relation.is("nmod")
                && case_of(self.tree, at).iter().any(|case| case == "of"));
        if !content {
            return None;
        }
        let standing = match self.cues.speech_noun(lemma)? {
            Standing::Factive => return None,
            Standing::Report => SpeakerStanding::Open,
            Standing::Reject => SpeakerStanding::Rejected,
        };
        let owner = self
            .tree
            .children(noun)
            .iter()
            .copied()
            .find(|&child| self.tree.token(child).relation.as_str() == "nmod:poss");
        Some(match owner {
            Some(owner) => speaker(owner, true, standing),
            None => speaker(noun, false, standing),
        })
    }

    fn subject(&self, verb: usize) -> Option<usize> {
        let clause = clause(self.tree, self.cues, verb, &|at| self.names.is_date(at));
        let impersonal = |at: &usize| {
            self.tree.token(*at).relation.is("expl")
                || ["it", "there"].contains(&self.lemma(*at).as_str()) && clause.passive
        };
        clause.subjects.iter().copied().find(|at| !impersonal(at))
    }

    fn is_author(&self, at: usize) -> bool {
        let pronouns = &self.cues.pronouns;
        let lemma = self.lemma(at);
        pronouns.first_plural.contains(&lemma) || pronouns.first_singular.contains(&lemma)
    }

    fn has_colon(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.tree.token(at).form == ":")
    }

    fn is_remembered(&self, lemma: &str) -> bool {
        self.cues.attribution.remembering.contains(lemma)
    }

    fn standing_by_adverb(&self, verb: usize) -> SpeakerStanding {
        let cues = &self.cues.attribution;
        for &child in self.tree.children(verb) {
            let form = self.tree.token(child).form.to_lowercase();
            if cues.adverbs_reject.contains(&form) {
                return SpeakerStanding::Rejected;
            }
            if cues.adverbs_endorse.contains(&form) {
                return SpeakerStanding::Endorsed;
            }
        }
        SpeakerStanding::Open
    }

    /// "allegedly attacked".
    fn adverbs(&self, host: usize) -> VoiceAt {
        let cues = &self.cues.attribution;
        for &child in self.tree.children(host) {
            let form = self.tree.token(child).form.to_lowercase();
            if cues.adverbs_report.contains(&form) {
                return speaker(child, false, SpeakerStanding::Open);
            }
            if cues.adverbs_reject.contains(&form) {
                return speaker(child, false, SpeakerStanding::Rejected);
            }
        }
        VoiceAt::Author
    }
}

fn speaker(at: usize, named: bool, standing: SpeakerStanding) -> VoiceAt {
    VoiceAt::Speaker {
        at,
        named,
        standing,
    }
}

enum Step {
    Stop(Modality),
    Flip,
    Up,
    Done,
}
