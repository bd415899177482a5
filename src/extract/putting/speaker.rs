//! In whose voice an event is put, as far as its own sentence tells: verbs of speech above it and phrases beside it.

use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::clause::{case_of, clause};
use crate::extract::event::Event;
use crate::extract::lexicon::{Pronoun, Standing};
use crate::language::tree::Upos;

impl Path<'_> {
    /// The innermost speaker on the path from the event to the root; how the author stands to it may come from a frame
    /// further out ("according to the minutes, he said that ...").
    pub(super) fn voice(&self, head: usize) -> VoiceAt {
        if self.tells_of_own_words(head) || self.takes_the_word_back(head) {
            return VoiceAt::Author;
        }
        let mut found = VoiceAt::Author;
        let mut at = head;
        let mut below = head;
        for _ in 0..self.tree.len() {
            found = found.within(self.aside(at, below));
            let Some(governor) = self.tree.token(at).head else {
                break;
            };
            found = found.within(self.frame(at, governor, at == head));
            found = found.within(self.stands_under(at, governor));
            below = at;
            at = governor;
        }
        if self.says_how_it_was(found, head) {
            return VoiceAt::Author;
        }
        found
            .or_else(|| self.introduction(head))
            .or_else(|| self.inserted(Some(head)))
            .or_else(|| self.after_that(head))
            .or_else(|| self.tagged(head))
    }

    /// "Moscow said the reverse: its statements laid the blame on X": behind the colon the author tells of the speech.
    fn tells_of_own_words(&self, head: usize) -> bool {
        let Some(colon) = (0..head).rev().find(|&at| self.tree.token(at).form == ":") else {
            return false;
        };
        let owned = |noun: usize| {
            self.tree.children(noun).iter().any(|&owner| {
                let token = self.tree.token(owner);
                token.relation.as_str() == "nmod:poss"
                    && self.cues.pronoun(&token.form.to_lowercase()).is_some()
            })
        };
        std::iter::once(head)
            .chain(self.tree.ancestors(head))
            .filter(|&verb| verb > colon)
            .flat_map(|verb| self.tree.children_by(verb, "nsubj"))
            .any(|subject| {
                let lemma = self.lemma(subject);
                let words = self.tells(subject) || self.cues.speech_noun(&lemma).is_some();
                subject > colon && words && owned(subject)
            })
    }

    /// "They spoke of exercises; in fact Rome was arming": behind the semicolon the author has the word.
    fn takes_the_word_back(&self, head: usize) -> bool {
        const LONGEST: usize = 5;
        let semicolon = (0..head).rev().find(|&at| self.tree.token(at).form == ";");
        let Some(start) = semicolon.map(|at| at + 1) else {
            return false;
        };
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        let adversative = self.words.adversative.contains(&form(start));
        let start = start + usize::from(adversative);
        let words: Vec<String> = (start..head.min(start + LONGEST)).map(form).collect();
        let words = words.join(" ");
        self.words.returning.iter().any(|phrase| {
            words
                .strip_prefix(phrase.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// A speech frame beside the clause: "..., he said", "according to X", "as X tells it", "in X's version".
    /// What is told of the speaker, below the frame, is not said by him.
    fn aside(&self, at: usize, below: usize) -> VoiceAt {
        if self.tree.token(at).upos == Upos::Verb && self.is_called_false_after(at) {
            return speaker(at, false, SpeakerStanding::Rejected);
        }
        self.tree
            .children(at)
            .iter()
            .filter(|&&child| child != below || at == below)
            .filter(|&&child| !self.is_of_clause_before(child, at, below))
            .map(|&child| self.beside(at, child))
            .find(|voice| *voice != VoiceAt::Author)
            .unwrap_or(VoiceAt::Author)
    }

    pub(super) fn beside(&self, at: usize, child: usize) -> VoiceAt {
        let token = self.tree.token(child);
        let cases = case_of(self.tree, child);
        let according = |case: &String| self.cues.attribution.according.contains(case);
        if cases.iter().any(according) {
            return self.by(Some(child), child, SpeakerStanding::Open);
        }
        match token.relation.universal() {
            "obl" | "nmod" if self.is_one_view(child, &cases) && self.frames(child, &cases) => {
                speaker(child, false, SpeakerStanding::Open)
            }
            "obl" | "nmod" if self.frames(child, &cases) || self.recites(at, child, &cases) => {
                self.teller(child)
            }
            "nsubj" if self.is_outer_telling(child) => self.teller(child),
            "parataxis" | "appos" | "conj"
                if self.tree.token(at).upos == Upos::Verb && self.is_called_false_beside(child) =>
            {
                speaker(child, false, SpeakerStanding::Rejected)
            }
            "parataxis" | "conj" | "advcl" if self.is_bare_speech(at, child) => {
                let subject = self.subject(child);
                if self.puts_otherwise(at, child) {
                    return VoiceAt::Author;
                }
                // ", nobody disputes it": whoever says nothing against it speaks no word of it.
                if subject.is_some_and(|subject| self.is_nobody(subject)) {
                    // ", nobody believes": what none holds is not so.
                    let held = self.words.upholding.contains(&self.lemma(child));
                    return match held {
                        true => speaker(child, false, SpeakerStanding::Rejected),
                        false => VoiceAt::Author,
                    };
                }
                self.by(subject, child, self.standing_by_adverb(child))
            }
            _ => self
                .by_source(at, child, &cases)
                .or_else(|| self.beheld(at, child, &cases))
                .unwrap_or_else(|| self.standpoint(at, child, &cases)),
        }
    }

    /// "Their line was that ...": a noun of telling that a copula joins with what is told.
    fn is_outer_telling(&self, noun: usize) -> bool {
        self.tree.token(noun).relation.as_str() == "nsubj:outer" && self.tells(noun)
    }

    /// The voice of a telling: its owner's, or its own where nobody owns it.
    pub(super) fn teller(&self, noun: usize) -> VoiceAt {
        let owner = self.owner(noun).unwrap_or(noun);
        self.by(Some(owner), noun, SpeakerStanding::Open)
    }

    /// A speech frame without content of its own, beside the clause `at` that is its content: ", he said",
    /// ", or so he says", "as he tells it".
    fn is_bare_speech(&self, at: usize, child: usize) -> bool {
        let subject = self
            .subject(child)
            .or_else(|| self.tree.children_by(child, "nsubj").next());
        let told = || self.is_told(subject, &self.lemma(child)) && !self.stands_for(child);
        if subject.is_none() || self.is_named_so(child) || !self.is_speech(child) && !told() {
            return false;
        }
        let own = |relation: &str| {
            self.tree
                .children_by(child, relation)
                .any(|object| self.tree.token(object).upos != Upos::Pron)
        };
        let marked = |words: &[&str]| {
            self.tree.children(child).iter().any(|&mark| {
                ["mark", "advmod", "case"].contains(&self.tree.token(mark).relation.universal())
                    && words.contains(&self.lemma(mark).as_str())
            })
        };
        match self.tree.token(child).relation.universal() {
            // A full sentence beside this one speaks for itself; only a bare "he said" frames its neighbour.
            "parataxis" => {
                let apart = self.has_colon(at, child) || self.has_semicolon(at, child);
                !own("ccomp") && !own("obj") && !apart
            }
            // "and a book that says so might have said it earlier": what might be said is not said.
            "conj" => {
                let modal = self.own_modality(child).is_some();
                marked(&["so"]) && !own("ccomp") && !own("obj") && !modal
            }
            _ => {
                let says = !own("ccomp") && !own("obj") && !self.foretells(child);
                marked(&["as", "like"]) && says
            }
        }
    }

    /// "as Byzantium was called", "then still called Constantinople": what has the name says nothing.
    fn is_named_so(&self, verb: usize) -> bool {
        let token = self.tree.token(verb);
        let named = self.words.naming.contains(&self.lemma(verb));
        let complement = self.tree.children_by(verb, "xcomp").next().is_some();
        named && token.xpos == "VBN" && (complement || self.is_passive(verb))
    }

    /// Whether the verb is one of saying, by itself or with its particle ("went on").
    pub(super) fn is_speech(&self, verb: usize) -> bool {
        let token = self.tree.token(verb);
        if !matches!(token.upos, Upos::Verb | Upos::Aux) {
            return false;
        }
        let lemma = self.lemma(verb);
        self.cues.speech(&lemma) == Some(Standing::Report)
            || self.tree.children(verb).iter().any(|&child| {
                let word = self.tree.token(child);
                let phrase = format!("{lemma} {}", word.form.to_lowercase());
                // "had it delivered" says nothing.
                let done = word.upos == Upos::Pron
                    && self.tree.children_by(verb, "xcomp").next().is_some();
                child > verb && !done && self.words.speech_phrases.contains(&phrase)
            })
    }

    /// What the governor of a clause makes of it; `itself` where the clause is that of the event.
    fn frame(&self, at: usize, governor: usize, itself: bool) -> VoiceAt {
        let token = self.tree.token(at);
        let beside = self.remembered_how(at, governor);
        let beside = beside.or_else(|| self.taught(at, governor));
        if let Some(voice) = beside.or_else(|| self.staged(at, governor)) {
            return voice;
        }
        match self.tree.token(governor).upos {
            Upos::Noun | Upos::Propn => return self.noun_frame(at, governor),
            Upos::Adj => return self.judged_clause(at, governor),
            _ => {}
        }
        // "said yes on the spot: his approval was given": behind the answer the author tells why.
        if token.relation.is("parataxis") && self.answers(governor) {
            return VoiceAt::Author;
        }
        if let Some(voice) = self.pictured(at, governor) {
            return voice;
        }
        let lemma = self.lemma(governor);
        let relation = token.relation.universal();
        let denied = relation == "obj" && self.words.denying.contains(&lemma);
        // "He lied when he told them that ...": he did tell them.
        let lying = relation == "advcl"
            && !itself
            && self.is_speech(at)
            && self.cues.speech(&lemma) == Some(Standing::Reject);
        if !denied && !lying && !self.is_content(at, governor) {
            return VoiceAt::Author;
        }
        let subject = self.subject(governor);
        let speech = if self.is_speech(governor) {
            Some(Standing::Report)
        } else {
            self.cues.speech(&lemma)
        };
        let marks = case_of(self.tree, at);
        let remembered = relation == "xcomp"
            && !marks.iter().any(|mark| mark == "to")
            && self.cues.attribution.remembering.contains(&lemma);
        // "was persuaded to attack", "told X to wait": an infinitive says what to do, not what was done.
        let told_to = relation == "xcomp"
            && marks.iter().any(|mark| mark == "to")
            && self.cues.modality.intended.contains(&lemma);
        let standing = match speech {
            _ if told_to || self.is_set_task(at, governor) => return VoiceAt::Author,
            // "was not told that ...", "nobody mentioned that ...": it was so all the same.
            // "nobody disputes that ...", "it is not denied that ...".
            _ if (self.words.unsaid.contains(&lemma) || self.words.disputing.contains(&lemma))
                && self.is_unsaid(governor, subject) =>
            {
                return VoiceAt::Author;
            }
            Some(Standing::Factive) if self.is_told(subject, &lemma) => SpeakerStanding::Open,
            Some(Standing::Report) if subject.is_some_and(|subject| self.is_nobody(subject)) => {
                SpeakerStanding::Rejected
            }
            // "It cannot be maintained that ..."
            Some(Standing::Report) if subject.is_none() && self.cannot(governor) => {
                SpeakerStanding::Rejected
            }
            Some(Standing::Report) if !remembered => self.standing_by_adverb(governor),
            Some(Standing::Reject) => SpeakerStanding::Rejected,
            None if self.may_say(at, governor, subject) => SpeakerStanding::Open,
            _ => return VoiceAt::Author,
        };
        // "I once believed that ...": the author of then is not that of now.
        let past = matches!(self.tree.token(governor).xpos.as_str(), "VBD" | "VBN");
        if past
            && self.words.opinions.contains(&lemma)
            && let Some(author) = subject.filter(|&subject| self.is_author(subject))
        {
            return speaker(author, true, standing);
        }
        self.by(subject, governor, standing)
    }

    pub(super) fn cannot(&self, verb: usize) -> bool {
        let auxiliaries = self.children_lemmas(verb, "aux");
        let able = auxiliaries
            .iter()
            .any(|aux| ["can", "could"].contains(&aux.as_str()));
        able && self.negated(verb)
    }

    /// "Scipio hinted that ...": of a verb that no list knows, a clause with "that" is what its subject says, as long as
    /// it is not an event or a thing which makes it so.
    fn may_say(&self, at: usize, verb: usize, subject: Option<usize>) -> bool {
        let lemma = self.lemma(verb);
        let that = case_of(self.tree, at).iter().any(|mark| mark == "that");
        let person = |subject: usize| {
            let pronoun = self.cues.pronoun(&self.lemma(subject));
            self.names.is_party(subject)
                || self.words.somebody.contains(&self.lemma(subject))
                || self.words.tellers.contains(&self.lemma(subject))
                || self.words.learners.contains(&self.lemma(subject))
                || self.words.spokesmen.contains(&self.lemma(subject))
                || matches!(pronoun, Some(Pronoun::Masculine | Pronoun::Feminine))
                || self.tree.token(subject).upos == Upos::Propn
        };
        that && self.tree.token(at).relation.is("ccomp")
            && !self.cues.modality.intended.contains(&lemma)
            && !self.cues.modality.deciding.contains(&lemma)
            && subject.is_some_and(person)
    }

    /// "Cato did not tell them that ...", "no senator said that ...": it may have been untrue, and is nobody's word. Who was not
    /// told something did not hear what was so.
    pub(super) fn is_untold(&self, event: &Event) -> bool {
        let mut at = event.host;
        while let Some(verb) = self.tree.token(at).head {
            let subject = self.subject(verb);
            let active = subject
                .is_some_and(|subject| self.tree.token(subject).relation.as_str() == "nsubj");
            let passive = (self.tree.children(verb).iter())
                .any(|&child| self.tree.token(child).relation.as_str() == "aux:pass");
            // "It went without saying that ...": so it was.
            let finite = self.tree.token(verb).xpos != "VBG";
            if finite
                && self.tree.token(at).relation.is("ccomp")
                && self.words.telling_verbs.contains(&self.lemma(verb))
                && active
                && !passive
                && self.is_unsaid(verb, subject)
            {
                return true;
            }
            at = verb;
        }
        false
    }

    /// Whether what the verb says was kept from somebody.
    fn is_unsaid(&self, verb: usize, subject: Option<usize>) -> bool {
        self.negated(verb) || subject.is_some_and(|subject| self.is_nobody(subject))
    }

    /// "Nobody believes that ...": what has no speaker is not so.
    pub(super) fn is_nobody(&self, subject: usize) -> bool {
        self.has_negative_determiner(subject)
            || self.cues.polarity.negators.contains(&self.lemma(subject))
    }

    fn accuses(&self, verb: usize) -> bool {
        self.cues.attribution.accusing.contains(&self.lemma(verb))
    }

    /// Whether `at` is what the verb `governor` says.
    fn is_content(&self, at: usize, governor: usize) -> bool {
        let marks = case_of(self.tree, at);
        let marked = |words: &[&str]| marks.iter().any(|mark| words.contains(&mark.as_str()));
        match self.tree.token(at).relation.universal() {
            "ccomp" | "csubj" | "xcomp" => true,
            "parataxis" => {
                let behind = self.has_colon(governor, at) && self.says_behind_colon(governor);
                at < governor && !self.has_semicolon(at, governor) || behind
            }
            // "was declared by Rome to have attacked"
            "advcl" if marked(&["to"]) => self.is_said_to_have(at, governor),
            "advcl" => marked(&["of", "for", "as"]) || marked(&["with"]) && self.accuses(governor),
            "obl" => {
                marked(&["of", "for", "with"]) && self.accuses(governor)
                    || marked(&["as"]) && self.is_speech(governor)
            }
            _ => false,
        }
    }

    /// Facts that somebody is only told: "pupils learn that ...", "the official history shows that ...".
    pub(super) fn is_told(&self, subject: Option<usize>, verb: &str) -> bool {
        subject.is_some_and(|subject| {
            let lemma = self.lemma(subject);
            self.words.learners.contains(&lemma) && self.words.learning.contains(verb)
                || self.tells(subject) && !self.is_ours(subject)
        })
    }

    /// The voice of `subject` (or of nobody named, at `frame`). The author's own, and that of the records which he
    /// follows, are his.
    pub(super) fn by(
        &self,
        subject: Option<usize>,
        frame: usize,
        standing: SpeakerStanding,
    ) -> VoiceAt {
        match subject {
            // A date or a place says nothing.
            Some(subject) if self.names.is_date(subject) || self.is_placed(subject) => {
                VoiceAt::Author
            }
            Some(subject) if self.is_author(subject) || self.is_ours(subject) => VoiceAt::Author,
            Some(subject) if self.is_evidence(subject) && standing == SpeakerStanding::Open => {
                speaker(subject, true, SpeakerStanding::Endorsed)
            }
            Some(subject) => speaker(subject, true, standing),
            None => speaker(frame, false, standing),
        }
    }

    /// "said yes on the spot": a phrase of place or time that passes for the subject.
    fn is_placed(&self, subject: usize) -> bool {
        let cases = case_of(self.tree, subject);
        self.tree.token(subject).relation.is("nsubj")
            && cases
                .iter()
                .any(|case| ["on", "at", "in"].contains(&case.as_str()))
    }

    /// What records rather than tells.
    pub(super) fn is_evidence(&self, at: usize) -> bool {
        let lemma = self.lemma(at);
        // "Scipio's report": what somebody wrote is his word.
        let form = &self.tree.token(at).form;
        let somebodys = ["'s ", "’s "].iter().any(|ending| form.contains(ending));
        let record = self.words.evidence.contains(&lemma)
            || self.names.is_document(at) && !somebodys
            || self
                .names
                .last_word(at)
                .is_some_and(|word| self.words.evidence.contains(word.trim_end_matches('s')));
        record && !self.is_official(at) && !self.is_news_of_the_day(at)
    }

    /// "the first telegrams", "a cable": what was believed, or what somebody wrote, at the time.
    fn is_news_of_the_day(&self, at: usize) -> bool {
        let before = |&child: &usize| child < at && self.words.fresh.contains(&self.lemma(child));
        let message = self.words.messages.contains(&self.lemma(at));
        let single = self.tree.token(at).xpos == "NN" && self.names.entity_at(at).is_none();
        message && single || self.tree.children(at).iter().any(before)
    }

    pub(super) fn subject(&self, verb: usize) -> Option<usize> {
        let clause = clause(self.tree, self.cues, verb, &|at| self.names.is_date(at));
        let impersonal = |at: &usize| {
            self.tree.token(*at).relation.is("expl")
                || ["it", "there"].contains(&self.lemma(*at).as_str()) && clause.passive
        };
        // "It adds that ...": an active verb of speech has a speaker, whatever the parser calls it.
        let told = || {
            self.tree
                .children_by(verb, "expl")
                .find(|_| !clause.passive && self.is_speech(verb))
        };
        clause
            .subjects
            .iter()
            .copied()
            .find(|at| !impersonal(at))
            .or_else(told)
    }

    /// Whether the noun tells a story, by itself or because somebody owns it.
    pub(super) fn tells(&self, noun: usize) -> bool {
        let lemma = self.lemma(noun);
        // "The story of the war" is the war's, and nobody's version of it.
        let of_war = self.tree.children_by(noun, "nmod").any(|of| {
            self.names
                .concepts(of)
                .iter()
                .any(|concept| concept == "war")
        });
        self.words.tells(&lemma) && !(of_war && self.words.framing.contains(&lemma))
            || self.words.owned_tellings.contains(&lemma)
                && (self.owner(noun).is_some() || self.is_official(noun))
    }

    pub(super) fn is_author(&self, at: usize) -> bool {
        let pronouns = &self.cues.pronouns;
        let lemma = self.lemma(at);
        pronouns.first_plural.contains(&lemma) || pronouns.first_singular.contains(&lemma)
    }

    /// "our account", "my view", "this book": the author's own.
    pub(super) fn is_ours(&self, noun: usize) -> bool {
        self.tree.children(noun).iter().any(|&child| {
            let relation = self.tree.token(child).relation.as_str();
            let form = self.tree.token(child).form.to_lowercase();
            let pronouns = &self.cues.pronouns;
            // "our schoolbooks", "our press" are those of a country.
            let word = self.lemma(noun);
            let common = self.words.schoolbooks.contains(&word)
                || self.words.taught_in.contains(&word)
                || self.words.tellers.contains(&word);
            relation == "nmod:poss"
                && !common
                && (pronouns.first_plural.contains(&form)
                    || pronouns.first_singular.contains(&form))
                || relation == "det" && form == "this" && {
                    let lemma = self.lemma(noun);
                    self.words.tells(&lemma) || self.words.owned_tellings.contains(&lemma)
                }
        })
    }

    pub(super) fn has_colon(&self, from: usize, to: usize) -> bool {
        (from.min(to)..from.max(to)).any(|at| self.tree.token(at).form == ":")
    }

    /// A semicolon parts two statements: neither is what the other says.
    fn has_semicolon(&self, from: usize, to: usize) -> bool {
        (from.min(to)..from.max(to)).any(|at| self.tree.token(at).form == ";")
    }

    pub(super) fn standing_by_adverb(&self, verb: usize) -> SpeakerStanding {
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

    /// "The attack was an invention.": the noun of the event is itself called false.
    fn is_called_false(&self, noun: usize) -> bool {
        let token = self.tree.token(noun);
        let governor = token.head.filter(|_| token.relation.is("nsubj"));
        governor.is_some_and(|predicate| {
            let word = self.lemma(predicate);
            self.tree.children_by(predicate, "cop").next().is_some()
                && (self.words.verdict.of_facts.contains(&word)
                    || self.words.fictitious.contains(&word))
                && !self.negated(predicate)
        })
    }

    /// "allegedly attacked", "the alleged attack", "the invented attack".
    pub(super) fn adverbs(&self, host: usize, head: usize) -> VoiceAt {
        let cues = &self.cues.attribution;
        let subjects = self.tree.children_by(host, "nsubj");
        let initial = subjects.flat_map(|subject| self.tree.children(subject).iter());
        for &child in self.tree.children(host).iter().chain(initial) {
            let form = self.tree.token(child).form.to_lowercase();
            if cues.adverbs_report.contains(&form) {
                return speaker(child, false, SpeakerStanding::Open);
            }
            if cues.adverbs_reject.contains(&form) {
                return speaker(child, false, SpeakerStanding::Rejected);
            }
        }
        let nowhere = host == head && (self.is_called_false(head) || self.is_nowhere_else(head));
        if nowhere || self.is_only_imagined(host) {
            return speaker(head, false, SpeakerStanding::Rejected);
        }
        if host == head && self.is_reported(head) {
            return speaker(head, false, SpeakerStanding::Open);
        }
        for child in self.tree.children_by(head, "amod") {
            let form = self.tree.token(child).form.to_lowercase();
            let so_called = self.lemma(child) == "call"
                && self
                    .tree
                    .children_by(child, "advmod")
                    .any(|so| self.lemma(so) == "so");
            if self.words.alleged.contains(&form) || so_called {
                return speaker(child, false, SpeakerStanding::Open);
            }
            if self.words.fictitious.contains(&form) {
                return speaker(child, false, SpeakerStanding::Rejected);
            }
        }
        VoiceAt::Author
    }
}

pub(super) fn speaker(at: usize, named: bool, standing: SpeakerStanding) -> VoiceAt {
    VoiceAt::Speaker {
        at,
        named,
        standing,
    }
}
