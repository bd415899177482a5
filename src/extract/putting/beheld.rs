//! Those for whom it is so, and the works in which it is so: "To many Romans, ...", "For the schoolbooks it was Carthage that
//! ...", "books in which Carthage attacked".

use super::speaker::speaker;
use super::{Path, SpeakerStanding, VoiceAt};

impl Path<'_> {
    /// The voice that the phrase `child` of the clause `at` gives it, where it names such.
    pub(super) fn beheld(&self, at: usize, child: usize, cases: &[String]) -> Option<VoiceAt> {
        if self.is_beholder(at, child, cases) {
            return Some(self.by(Some(child), child, SpeakerStanding::Open));
        }
        let work = self.work_in_which(at)?;
        Some(speaker(work, false, SpeakerStanding::Open))
    }

    /// "To many Romans, Carthage had attacked", "For the schoolbooks it was Carthage that attacked".
    fn is_beholder(&self, at: usize, child: usize, cases: &[String]) -> bool {
        let [case] = cases else { return false };
        let noun = self.lemma(child);
        let beholds = self.words.beholders.contains(&noun);
        let party = self.words.beholding_parties.contains(case) && self.names.is_party(child);
        let last = self.tree.subtree(child).into_iter().max().unwrap_or(child);
        let comma = |at: usize| {
            self.tree
                .tokens()
                .get(at)
                .is_some_and(|word| word.form == ",")
        };
        let apart = comma(last) || comma(last + 1);
        let cleft = self.tree.children_by(at, "cop").next().is_some()
            && self.tree.children(at).iter().any(|&it| {
                let token = self.tree.token(it);
                let subject = token.relation.is("nsubj") || token.relation.is("expl");
                subject && it > child && self.cues.pronouns.neuter.contains(&*token.lower())
            });
        // "For Rome it was a war that lasted": said of the war, whoever began it.
        let definite = !self.tree.children_by(at, "det").any(|det| {
            let form = self.tree.token(det).lower();
            self.names.reference().indefinite.contains(&*form)
        });
        let verb = self.lemma(at);
        let gives = self.words.giving.contains(&verb) || self.cues.light.occurring.contains(&verb);
        let fronted = child < at && self.words.beholding.contains(case) && !gives;
        let fronted = fronted && (beholds && apart || (beholds || party) && cleft && definite);
        fronted
            || child < at && self.words.beholding_alone.contains(case) && party && apart && !gives
    }

    /// "books in which Carthage attacked", "the version according to which ...": the work or the account, by the order of the
    /// words, since the parser may hang "which" elsewhere.
    fn work_in_which(&self, at: usize) -> Option<usize> {
        let clause = self.tree.token(at);
        let noun = clause
            .head
            .filter(|_| clause.relation.as_str() == "acl:relcl")?;
        let word = |at: usize| self.tree.tokens().get(at);
        let which = (noun + 2..noun + 4)
            .find(|&at| word(at).is_some_and(|one| one.xpos.starts_with('W')))?;
        let cases: Vec<String> = (noun + 1..which)
            .filter_map(|at| word(at).map(|one| one.lower().into_owned()))
            .collect();
        let within = self.cues.attribution.set_out.contains(&cases.join(" "));
        let earlier = self
            .tree
            .children_by(noun, "acl")
            .any(|other| which < other && other < at);
        let lemma = self.lemma(noun);
        let recited =
            self.words.recited.contains(&lemma) || self.words.above.writings.contains(&lemma);
        let several = self.tree.token(noun).xpos == "NNS";
        // What somebody does in a letter or a statement of his own, he does.
        let account = self.cues.speech_noun(&lemma).is_some() && !recited;
        let work = self.words.invented_works.contains(&lemma) || recited && several;
        (within && !earlier && which < at && (account || work)).then_some(noun)
    }
}
