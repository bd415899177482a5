//! Phrases that say whose story a clause is: "in the official version", "in Moscow's statement of 4 July".

use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::clause::{case_of, is_by_oneself};
use crate::extract::lexicon::Standing;
use crate::language::tree::Upos;

impl Path<'_> {
    /// "in the official version", "in North Korean textbooks": the phrase says whose story the clause is.
    pub(super) fn frames(&self, noun: usize, cases: &[String]) -> bool {
        let lemma = self.lemma(noun);
        let prepositional = cases
            .iter()
            .any(|case| self.words.framing_prepositions.contains(case));
        // "On the revisionist reading", where the preposition was not hung on it.
        let first = self.tree.subtree(noun).into_iter().min();
        let opens = first.is_some_and(|first| {
            let form = self.tree.token(first).form.to_lowercase();
            first == 0 && self.words.framing_prepositions.contains(&form)
        });
        let prepositional = prepositional || opens;
        let own = self
            .tree
            .children_by(noun, "det")
            .any(|det| ["this", "these", "no", "any"].contains(&self.lemma(det).as_str()));
        let owned =
            self.owner(noun).is_some() || self.is_official(noun) || self.is_one_view(noun, cases);
        let own = own && !self.is_one_view(noun, cases);
        let form = self.tree.token(noun).form.to_lowercase();
        // "in Stalin's words" frames, "on Stalin's word" and "by his words" do not.
        let inside = || cases.iter().any(|case| case == "in");
        let named = self.words.framing.contains(&lemma)
            || self.words.framing.contains(&form)
                && (inside() || self.tree.token(noun).upos == Upos::Verb);
        let framing = named && (owned || lemma == "propaganda")
            || self.words.taught_in.contains(&lemma) && owned
            || inside() && self.is_somebodys_work(noun) && !self.is_ones_own(noun);
        // "on his own account" nobody tells it; "by his own account" he does.
        let unasked = !cases.iter().any(|case| case == "by" || case == "in")
            && is_by_oneself(self.tree, self.cues, noun);
        prepositional && framing && !own && !unasked
    }

    /// "In its report Rome accused Carthage", "In Rome's report ...": of himself he tells no tale.
    fn is_ones_own(&self, noun: usize) -> bool {
        let mut owners = self.tree.children_by(noun, "nmod");
        let pronoun = owners.any(|owner| self.tree.token(owner).upos == Upos::Pron);
        let verb = self.tree.token(noun).head;
        let mut subjects = (verb.into_iter()).flat_map(|verb| self.tree.children_by(verb, "nsubj"));
        let owner = self.owner(noun);
        pronoun || owner.is_some_and(|owner| subjects.any(|doer| self.is_side_of(doer, owner)))
    }

    /// Whether both names stand for one side.
    fn is_side_of(&self, doer: usize, owner: usize) -> bool {
        let (who, owner) = (self.names.entity_at(doer), self.names.entity_at(owner));
        who.zip(owner)
            .is_some_and(|(who, owner)| self.names.entities().are_of_one_side(who, owner))
    }

    /// "In Widgery's report", "in the indictment of 1946", "In Soviet schoolbooks" where these are a name: a work in which
    /// somebody tells what he holds to be true, and which the text tells from others.
    fn is_somebodys_work(&self, noun: usize) -> bool {
        let lemma = self.lemma(noun);
        let named = self.names.last_word(noun).map(|word| {
            let word = word.to_owned();
            word.strip_suffix('s').map(str::to_owned).unwrap_or(word)
        });
        let work = |word: &String| {
            let words = &self.words;
            let taught = words.taught_in.contains(word) || words.schoolbooks.contains(word);
            taught || words.works.contains(word)
        };
        let told = self.tree.children(noun).iter().any(|&child| {
            let relation = self.tree.token(child).relation.universal();
            ["amod", "compound", "nmod"].contains(&relation)
        });
        // "printed in the bulletin of 1995": behind the verb it tells where.
        let fronted = self.tree.token(noun).head.is_some_and(|verb| noun < verb);
        fronted && (named.is_some_and(|word| work(&word)) || work(&lemma) && told)
    }

    /// "on this view", "under this interpretation", "on one hypothesis": one among others. "In this account" may be the
    /// author's own.
    pub(super) fn is_one_view(&self, noun: usize, cases: &[String]) -> bool {
        let among = |case: &String| ["in", "on", "by", "under"].contains(&case.as_str());
        let inside = cases.iter().any(|case| case == "in");
        // "on this account" gives a reason.
        let reason = self.lemma(noun) == "account" && cases.iter().any(|case| case == "on");
        if reason || !cases.iter().any(among) {
            return false;
        }
        let mut before = self
            .tree
            .children(noun)
            .iter()
            .filter(|&&child| child < noun);
        before.any(|&child| {
            let form = self.tree.token(child).form.to_lowercase();
            let determines =
                ["det", "nummod", "amod"].contains(&self.tree.token(child).relation.universal());
            determines && self.words.one_view.contains(&form) && !(inside && form == "this")
        })
    }

    /// "In Rome's statement Carthage attacked": what a party's words tell of others. Of himself he tells no tale: "in his
    /// speech Cato left out Spain" is what the speech did.
    pub(super) fn recites(&self, verb: usize, noun: usize, cases: &[String]) -> bool {
        let told = self.words.recited.contains(&self.lemma(noun));
        let inside = cases.iter().any(|case| self.words.reciting.contains(case));
        let Some(owner) = self.owner(noun).filter(|_| told && inside && noun < verb) else {
            return false;
        };
        let own = |doer: usize| match self.names.entity_at(doer) {
            Some(_) => self.is_side_of(doer, owner),
            None => self.tree.token(doer).upos == Upos::Pron && self.lemma(doer) != "it",
        };
        let mut subjects = self.tree.children_by(verb, "nsubj");
        // "In Mommsen's book ...": whoever wrote it.
        let writer = self.tree.token(owner).relation.as_str() == "nmod:poss"
            && self.tree.token(owner).upos == Upos::Propn;
        (self.names.is_party(owner) || writer) && !subjects.any(own)
    }

    /// "The painting shows Rome attacking Gaul", "Cato spoke of an attack": what is pictured, or spoken of without being
    /// known, is the picture's or the speaker's.
    pub(super) fn pictured(&self, at: usize, verb: usize) -> Option<VoiceAt> {
        let token = self.tree.token(at);
        let lemma = self.lemma(verb);
        let speech = self.cues.speech(&lemma);
        let subject = self.subject(verb);
        let mut acts = self.tree.children_by(at, "acl");
        let shown = token.relation.is("obj")
            && speech.is_some()
            && acts.any(|act| self.tree.token(act).xpos == "VBG")
            && subject.is_some_and(|subject| {
                let work = self.words.schoolbooks.contains(&self.lemma(subject));
                (work || self.tells(subject)) && !self.is_ours(subject)
            });
        let musing = &self.cues.musing;
        let mentions = speech == Some(Standing::Report)
            || musing.verbs.contains(&lemma)
            || self.words.unsaid.contains(&lemma);
        let words = &self.cues.gerund;
        let mut cases = case_of(self.tree, at).into_iter();
        // "was told of the attack" is news of it, "was told about it" may be any tale.
        let spoken_of = token.relation.is("obl")
            && mentions
            && cases.any(|case| {
                words.topics.contains(&case) || words.about.contains(&case) && self.is_new(at)
            });
        (shown || spoken_of).then(|| self.by(subject, verb, SpeakerStanding::Open))
    }

    /// "Old men remember how Rome attacked": told by whoever remembers it, unless that is the author.
    pub(super) fn remembered_how(&self, at: usize, governor: usize) -> Option<VoiceAt> {
        let clause =
            self.tree.token(at).relation.is("advcl") || self.tree.token(at).relation.is("acl");
        let how =
            clause && self.lemma(governor) == "how" && self.tree.token(governor).relation.is("obj");
        let verb = self.tree.token(governor).head.filter(|_| how)?;
        let recalls = self
            .cues
            .attribution
            .remembering
            .contains(&self.lemma(verb));
        let subject = self
            .subject(verb)
            .filter(|_| recalls && !self.negated(verb))?;
        Some(self.by(Some(subject), verb, SpeakerStanding::Open))
    }

    /// "is said to have attacked", where the infinitive was hung on the passive as a clause of purpose.
    pub(super) fn is_said_to_have(&self, at: usize, governor: usize) -> bool {
        let perfect = self
            .children_lemmas(at, "aux")
            .iter()
            .any(|aux| aux == "have");
        let passive = |&child: &usize| self.tree.token(child).relation.as_str() == "aux:pass";
        perfect && self.is_speech(governor) && self.tree.children(governor).iter().any(passive)
    }

    /// "The attack existed only on paper": an event that there was nowhere else.
    pub(super) fn is_nowhere_else(&self, noun: usize) -> bool {
        let token = self.tree.token(noun);
        let Some(verb) = token.head.filter(|_| token.relation.is("nsubj")) else {
            return false;
        };
        let only = |at: usize| {
            let mut inside = self.tree.subtree(at).into_iter();
            inside.any(|word| self.lemma(word) == "only")
        };
        let mut places = self.tree.children(verb).iter().copied();
        let placed = self
            .tree
            .children_by(verb, "obl")
            .any(|at| !self.names.is_date(at));
        self.words.existing.contains(&self.lemma(verb))
            && placed
            && places.any(|at| at > verb && only(at))
    }

    /// "An attack was reported": one that is not known from elsewhere is somebody's word.
    pub(super) fn is_reported(&self, noun: usize) -> bool {
        let token = self.tree.token(noun);
        let verb = token
            .head
            .filter(|_| token.relation.as_str() == "nsubj:pass");
        let reported = verb.is_some_and(|verb| {
            self.cues.speech(&self.lemma(verb)) == Some(Standing::Report) && !self.negated(verb)
        });
        reported && self.is_new(noun)
    }

    /// Whether a modifier says that the noun is somebody's ("the official version", "the party line").
    pub(super) fn is_official(&self, noun: usize) -> bool {
        self.tree.children(noun).iter().any(|&child| {
            let relation = self.tree.token(child).relation.universal();
            ["amod", "compound"].contains(&relation)
                && self.words.official.contains(&self.lemma(child))
        })
    }

    /// "It was too early in Moscow's eyes, and in May Moscow said so": a phrase behind the first of two clauses frames that
    /// one only.
    pub(super) fn is_of_clause_before(&self, phrase: usize, first: usize, clause: usize) -> bool {
        let token = self.tree.token(clause);
        let joined = token.relation.is("conj") && token.head == Some(first);
        let own = self.tree.children_by(clause, "nsubj").next().is_some();
        let word = self.tree.token(phrase);
        let behind = first < phrase && phrase < clause && word.relation.is("obl");
        joined && own && behind
    }
}
