//! Nouns that tell: "the claim that ...", "Pyongyang's version", and what becomes of a claim in its own sentence
//! ("... is a lie", "... has been refuted").

use super::speaker::speaker;
use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::clause::case_of;
use crate::extract::lexicon::Standing;
use crate::language::tree::Upos;

impl Path<'_> {
    /// The voice of a noun whose content the clause or phrase `at` is.
    pub(super) fn noun_frame(&self, at: usize, noun: usize) -> VoiceAt {
        let noun = self.meant_by_one(noun);
        if self.stands_in(at, noun) {
            let owner = self.owner(noun);
            return match owner {
                _ if self.is_ours(noun) => VoiceAt::Author,
                Some(owner) if self.is_author(owner) => VoiceAt::Author,
                Some(owner) => speaker(owner, true, SpeakerStanding::Open),
                None => speaker(noun, false, SpeakerStanding::Open),
            };
        }
        // "The talk of it was a myth: nobody left": behind the colon stands what is so.
        let beside = self.tree.token(at).relation.is("parataxis");
        let corrected = beside && self.is_called_false_itself(noun);
        if self.is_not_the_case(at, noun) {
            return speaker(noun, false, SpeakerStanding::Rejected);
        }
        if corrected || !self.is_content_of_noun(at, noun) {
            return VoiceAt::Author;
        }
        let lemma = self.kind_of_telling(noun);
        let standing = match self.cues.speech_noun(&lemma) {
            Some(Standing::Report) => SpeakerStanding::Open,
            Some(Standing::Reject) => SpeakerStanding::Rejected,
            Some(Standing::Factive) => return VoiceAt::Author,
            None if self.words.verdict.falsehood.contains(&lemma) => SpeakerStanding::Rejected,
            None => return VoiceAt::Author,
        };
        let owner = self.owner(noun);
        if owner.is_some_and(|owner| self.is_author(owner)) {
            return VoiceAt::Author;
        }
        // "It is no myth that ..."
        let denied = self.has_negative_determiner(noun) || self.negated(noun);
        if denied && standing == SpeakerStanding::Rejected {
            return VoiceAt::Author;
        }
        let standing = self.judged(noun).unwrap_or(standing);
        match owner {
            Some(owner) => speaker(owner, true, standing),
            None => speaker(noun, false, standing),
        }
    }

    /// "It is not the case that Rome attacked", "It is hardly the truth that ...".
    fn is_not_the_case(&self, clause: usize, noun: usize) -> bool {
        let that = self.tree.children(clause).first().copied();
        let joins = that.is_some_and(|that| self.lemma(that) == "that");
        let own = self
            .tree
            .children_by(clause, "nsubj")
            .any(|at| Some(at) != that);
        let copular = self.tree.children_by(noun, "cop").next().is_some();
        let truth = self.words.verdict.truth.contains(&self.lemma(noun));
        joins && own && copular && truth && self.truth_of(noun) == Some(false)
    }

    /// "the chapter in which Rome began the war": what stands in a writing, the writing tells.
    fn stands_in(&self, verb: usize, noun: usize) -> bool {
        let lemma = self.lemma(noun);
        let words = self.words;
        let written = [&words.recited, &words.schoolbooks, &words.passages];
        let writing = written.iter().any(|list| list.contains(&lemma))
            || words.owned_tellings.contains(&lemma)
            || words.tells(&lemma);
        let mut phrases = self.tree.children_by(verb, "obl");
        let inside = phrases.any(|which| {
            let mut cases = case_of(self.tree, which).into_iter();
            self.tree.token(which).xpos == "WDT" && cases.any(|case| words.reciting.contains(&case))
        });
        writing && inside && self.tree.token(verb).relation.as_str() == "acl:relcl"
    }

    /// "no room for the theory that ..., nor for the one by which ...": another such theory.
    fn meant_by_one(&self, at: usize) -> usize {
        let token = self.tree.token(at);
        let again = self.lemma(at) == self.words.again;
        let joined = token.head.filter(|_| again && token.relation.is("conj"));
        let tells = |noun: &usize| self.cues.speech_noun(&self.lemma(*noun)).is_some();
        joined
            .and_then(|first| {
                let below = self.tree.children_by(first, "nmod");
                std::iter::once(first).chain(below).find(tells)
            })
            .unwrap_or(at)
    }

    /// "an article of faith", "a piece of propaganda": what it is, where the noun itself says nothing.
    fn kind_of_telling(&self, noun: usize) -> String {
        let speaks = |lemma: &String| {
            self.cues.speech_noun(lemma).is_some() || self.words.verdict.falsehood.contains(lemma)
        };
        let lemma = self.lemma(noun);
        let of = || {
            let mut below = self.tree.children_by(noun, "nmod");
            below.find_map(|of| {
                let lemma = self.lemma(of);
                let joined = case_of(self.tree, of).iter().any(|case| case == "of");
                (joined && speaks(&lemma)).then_some(lemma)
            })
        };
        if speaks(&lemma) {
            lemma
        } else {
            of().unwrap_or(lemma)
        }
    }

    /// ", a lie that was told for decades"; ": this myth dies hard": what stands beside the clause calls it false.
    pub(super) fn is_called_false_beside(&self, child: usize) -> bool {
        let false_noun = |at: usize| self.words.verdict.falsehood.contains(&self.lemma(at));
        let pointed = |at: usize| {
            self.tree.children_by(at, "det").any(|det| {
                let lemma = self.lemma(det);
                self.words.verdict.demonstratives.contains(&lemma) || lemma == "the"
            })
        };
        let noun = self.tree.token(child).upos == Upos::Noun;
        let alone = ["nsubj", "cop", "case"]
            .iter()
            .all(|relation| self.tree.children_by(child, relation).next().is_none());
        let told_of = || {
            let mut subjects = self.tree.children_by(child, "nsubj");
            subjects.any(|subject| false_noun(subject) && pointed(subject))
        };
        noun && alone && false_noun(child) && !self.has_negative_determiner(child)
            || told_of()
            || self.judges_telling(child)
    }

    /// "; this version was untrue": a clause beside another that calls what that one tells false.
    fn judges_telling(&self, child: usize) -> bool {
        let verdict = &self.words.verdict;
        let points = |subject: usize| {
            let lemma = self.lemma(subject);
            let pronoun = self.tree.token(subject).upos != Upos::Noun;
            let pointed = self.tree.children_by(subject, "det").any(|det| {
                let lemma = self.lemma(det);
                verdict.demonstratives.contains(&lemma) || lemma == "the"
            });
            verdict.demonstratives.contains(&lemma) && pronoun
                || pointed
                    && (verdict.whole.contains(&lemma) || self.words.tellings.contains(&lemma))
        };
        let mut subjects = self.tree.children_by(child, "nsubj");
        let copular = self.tree.children_by(child, "cop").next().is_some();
        let content = ["acl", "csubj", "ccomp"];
        let bare = content
            .iter()
            .all(|relation| self.tree.children_by(child, relation).next().is_none());
        copular && bare && subjects.any(points) && self.truth_of(child) == Some(false)
    }

    /// "said that Rome attacked on 3 May, a fabrication": an apposition to the last phrase of what is said that can only be
    /// meant for the whole.
    pub(super) fn is_called_false_after(&self, at: usize) -> bool {
        let false_noun = |at: usize| self.words.verdict.falsehood.contains(&self.lemma(at));
        let indefinite = |at: usize| {
            let mut articles = self.tree.children_by(at, "det");
            articles.any(|det| ["a", "an"].contains(&self.lemma(det).as_str()))
        };
        let phrase = |&&child: &&usize| {
            let named = self.names.is_date(child) || self.names.entity_at(child).is_some();
            child > at && named
        };
        let mut phrases = self.tree.children(at).iter().filter(phrase);
        phrases.any(|&child| {
            let mut appositions = self.tree.children_by(child, "appos");
            appositions.any(|apposed| false_noun(apposed) && indefinite(apposed) && apposed > child)
        })
    }

    fn is_content_of_noun(&self, at: usize, noun: usize) -> bool {
        let token = self.tree.token(at);
        match token.relation.as_str() {
            "acl" | "ccomp" | "csubj" | "appos" => true,
            // "the story that X did it" and "the story that shocked": only the first has a subject beside "that".
            "acl:relcl" => {
                self.tree.children(at).first().is_some_and(|&that| {
                    let object = self.tree.token(that).relation.is("obj");
                    self.lemma(that) == "that"
                        && (!self.is_argument(that) || object && self.tells_whole(at, noun))
                }) || self.is_told_by(at)
            }
            "compound" => self.cues.speech_noun(&self.lemma(noun)) == Some(Standing::Report),
            _ => {
                token.relation.is("nmod") && case_of(self.tree, at).iter().any(|case| case == "of")
            }
        }
    }

    /// "the theory by which X did it".
    fn is_told_by(&self, clause: usize) -> bool {
        self.tree.children_by(clause, "obl").any(|which| {
            let relative = ["WDT", "WP"].contains(&self.tree.token(which).xpos.as_str());
            let cases = case_of(self.tree, which);
            let told =
                |case: &String| *case == "by" || self.cues.attribution.according.contains(case);
            relative && which < clause && cases.iter().any(told)
        })
    }

    /// Whether a relative pronoun fills a place that nothing else fills.
    fn is_argument(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let others = token.head.is_some_and(|verb| {
            self.tree
                .children(verb)
                .iter()
                .any(|&child| child != at && self.tree.token(child).relation == token.relation)
        });
        (token.relation.is("nsubj") || token.relation.is("obj")) && !others
    }

    /// "the tale that the ship sank by itself": "that" was taken for an object where what is told lacks none.
    fn tells_whole(&self, clause: usize, noun: usize) -> bool {
        let lemma = self.lemma(noun);
        let teller = self.cues.speech_noun(&lemma).is_some()
            || self.words.verdict.falsehood.contains(&lemma);
        let verb = self.lemma(clause);
        let told = self.cues.speech(&verb).is_some() || self.words.handling.contains(&verb);
        let own = self.tree.children_by(clause, "nsubj").next().is_some();
        teller && own && !told
    }

    /// Whose the noun is: its possessor, the entity that modifies it, or who it is "by".
    pub(super) fn owner(&self, noun: usize) -> Option<usize> {
        let children = self.tree.children(noun);
        let possessor = children
            .iter()
            .copied()
            .find(|&child| self.tree.token(child).relation.as_str() == "nmod:poss");
        let owner = possessor.or_else(|| {
            children.iter().copied().find(|&child| {
                let relation = self.tree.token(child).relation.universal();
                let by = case_of(self.tree, child)
                    .iter()
                    .any(|case| ["by", "of", "from"].contains(&case.as_str()));
                let modifier = ["amod", "compound"].contains(&relation) || relation == "nmod" && by;
                modifier && self.names.is_party(child)
            })
        });
        owner.or_else(|| self.told_where(noun))
    }

    /// "It is false that ...", "it is not true that ...".
    pub(super) fn judged_clause(&self, at: usize, adjective: usize) -> VoiceAt {
        let relation = self.tree.token(at).relation.universal();
        // "He was wrong to write that ..."
        let spoken = ["xcomp", "advcl"].contains(&relation) && self.is_speech(at);
        if !spoken && !["csubj", "ccomp"].contains(&relation) {
            return VoiceAt::Author;
        }
        match self.truth_of(adjective) {
            Some(false) => speaker(adjective, false, SpeakerStanding::Rejected),
            _ => VoiceAt::Author,
        }
    }

    /// Whether a predicate word calls its subject true; `None` where it says nothing of the kind.
    pub(super) fn truth_of(&self, predicate: usize) -> Option<bool> {
        let lemma = self.lemma(predicate);
        let verdict = &self.words.verdict;
        let holds = if verdict.falsehood.contains(&lemma) {
            false
        } else if verdict.truth.contains(&lemma) {
            true
        } else {
            return None;
        };
        let negated = self.negated(predicate) || self.has_negative_determiner(predicate);
        Some(holds != negated)
    }

    /// What the rest of the sentence says of a claim: "... is a lie", "... was refuted", "contrary to the claim that".
    fn judged(&self, noun: usize) -> Option<SpeakerStanding> {
        let verdict = &self.words.verdict;
        let contrary = |at: usize| self.lemma(at) == "contrary";
        let token = self.tree.token(noun);
        let modified = self.tree.children_by(noun, "amod").any(|adjective| {
            let form = self.tree.token(adjective).form.to_lowercase();
            verdict.falsehood.contains(&self.lemma(adjective))
                || self.words.fictitious.contains(&form)
        });
        if modified || self.tree.children_by(noun, "case").any(contrary) {
            return Some(SpeakerStanding::Rejected);
        }
        // "the claim that ... has been disproved", read as a participle below the claim.
        let participle = self
            .tree
            .children_by(noun, "acl")
            .filter(|&verb| self.tree.children_by(verb, "mark").next().is_none())
            .find(|&verb| self.refutes(verb).is_some() && self.tree.token(verb).xpos == "VBN");
        // Where the claim is left without a verb of its own, the passive further below is its.
        let misplaced = || {
            let rootless = token.head.is_none();
            self.tree.subtree(noun).into_iter().find(|&verb| {
                let passive = self
                    .tree
                    .children(verb)
                    .iter()
                    .any(|&aux| self.tree.token(aux).relation.as_str() == "aux:pass");
                rootless && passive && self.refutes(verb).is_some()
            })
        };
        if let Some(verb) = participle.or_else(misplaced) {
            return self.refutes(verb);
        }
        let governor = token.head?;
        // "leaves no room for the theory that ...", "no evidence for the claim that ..."
        let backing = verdict.backing.contains(&self.lemma(governor));
        if token.relation.is("nmod") && backing && self.has_negative_determiner(governor) {
            return Some(SpeakerStanding::Rejected);
        }
        if contrary(governor) {
            return Some(SpeakerStanding::Rejected);
        }
        let baseless = || {
            self.lacks_backing(governor)
                .then_some(SpeakerStanding::Rejected)
        };
        match token.relation.as_str() {
            "nsubj" | "nsubj:outer" if self.tree.children_by(governor, "cop").next().is_some() => {
                self.truth_of(governor).map(of_truth).or_else(baseless)
            }
            "nsubj" => self.stands(governor).or_else(baseless),
            "nsubj:pass" => self.refutes(governor).or_else(|| self.unbacked(governor)),
            "obj" => {
                let subject = self.subject(governor);
                let ours = subject
                    .is_none_or(|subject| self.is_author(subject) || self.is_evidence(subject));
                (self.refutes(governor).filter(|_| ours)).or_else(|| self.unbacked(governor))
            }
            _ => None,
        }
    }

    /// "... is without foundation", "... has found no support", "... lacks any basis": of the verb or noun whose subject is
    /// the claim.
    fn lacks_backing(&self, predicate: usize) -> bool {
        let verdict = &self.words.verdict;
        let without = |at: usize| {
            let mut cases = case_of(self.tree, at).into_iter();
            cases.any(|case| verdict.without.contains(&case))
        };
        if verdict.backing.contains(&self.lemma(predicate)) {
            return without(predicate);
        }
        let lacking = verdict.lacking.contains(&self.lemma(predicate)) && !self.negated(predicate);
        let mut objects = self.tree.children_by(predicate, "obj");
        self.own_modality(predicate).is_none()
            && objects.any(|object| {
                let backing = verdict.backing.contains(&self.lemma(object));
                backing && (lacking || self.has_negative_determiner(object))
            })
    }

    /// "No document supports the claim", "the claim is not borne out by any document": no record backs it. That somebody
    /// does not confirm it leaves it open.
    fn unbacked(&self, verb: usize) -> Option<SpeakerStanding> {
        let confirming = self.confirms(verb) == Some(true);
        let any = |at: usize| {
            let mut modifiers = self.tree.children(at).iter();
            modifiers.any(|&word| self.cues.polarity.sweeping.contains(&self.lemma(word)))
        };
        let mut by = (self.tree.children_by(verb, "obl"))
            .filter(|&by| self.tree.token(by).relation.as_str() == "obl:agent");
        let unbacked = self.subject(verb).is_some_and(|subject| {
            self.is_nothing(subject)
                || self.is_evidence(subject) && self.has_negative_determiner(subject)
        }) || by.any(|by| {
            self.has_negative_determiner(by)
                || self.is_evidence(by) && any(by) && self.negated(verb)
        });
        (confirming && unbacked && self.own_modality(verb).is_none())
            .then_some(SpeakerStanding::Rejected)
    }

    /// Whether a verb refutes or confirms its object.
    pub(super) fn refutes(&self, verb: usize) -> Option<SpeakerStanding> {
        let token = self.tree.token(verb);
        if token.upos != Upos::Verb || self.own_modality(verb).is_some() {
            return None;
        }
        let holds = self.confirms(verb)?;
        (!self.negated(verb)).then(|| of_truth(holds))
    }

    /// Whether a verb by its meaning confirms its object (`true`) or refutes it.
    fn confirms(&self, verb: usize) -> Option<bool> {
        let lemma = self.lemma(verb);
        let verdict = &self.words.verdict;
        let particle = self.tree.children(verb).iter().find_map(|&child| {
            let token = self.tree.token(child);
            let beside = token.relation.is("compound") || token.relation.is("advmod");
            let word = token.form.to_lowercase();
            (beside && !self.cues.polarity.negators.contains(&word))
                .then(|| format!("{lemma} {word}"))
        });
        let confirming = verdict.confirming.contains(&lemma)
            || particle.is_some_and(|phrase| verdict.confirming.contains(&phrase));
        let refuting = verdict.refuting.contains(&lemma);
        (refuting || confirming).then_some(!refuting)
    }

    /// "the claim ... collapses", "does not hold".
    fn stands(&self, verb: usize) -> Option<SpeakerStanding> {
        let lemma = self.lemma(verb);
        let verdict = &self.words.verdict;
        let negated = self.negated(verb);
        let falls = verdict.collapsing.contains(&lemma) && !negated
            || verdict.standing.contains(&lemma) && negated;
        falls.then_some(SpeakerStanding::Rejected)
    }
}

fn of_truth(holds: bool) -> SpeakerStanding {
    if holds {
        SpeakerStanding::Endorsed
    } else {
        SpeakerStanding::Rejected
    }
}
