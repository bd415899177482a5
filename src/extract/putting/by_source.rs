//! Sources that stand as an adverbial before what they tell: "By early press reports ...", "Going by the radio, ...", "On the
//! strength of a rumour ...", "On paper ...".

use super::speaker::speaker;
use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::clause::case_of;

impl Path<'_> {
    /// Who tells what the verb `at` says, where a phrase before it names a source; the author does not vouch for it.
    pub(super) fn by_source(&self, at: usize, child: usize, cases: &[String]) -> Option<VoiceAt> {
        if child > at {
            return None;
        }
        let words = &self.words.sources;
        match self.tree.token(child).relation.universal() {
            "obl" | "nmod" if self.is_hollow(child, cases) => {
                Some(speaker(child, false, SpeakerStanding::Open))
            }
            "obl" | "nmod" => {
                let plain = cases.iter().any(|case| words.prepositions.contains(case));
                let carried = cases.iter().any(|case| words.carrying.contains(case));
                let source = self.source(child, plain).filter(|_| plain || carried)?;
                // "By a letter of 5 May Rome asked for peace": the letter is what it asked with.
                let missive = words.missives.contains(&self.lemma(source));
                let writes = missive && (self.is_speech(at) || self.is_undertaking(at));
                (!writes).then(|| self.teller(source))
            }
            "advcl" if words.following.contains(&self.lemma(child)) => {
                let mut phrases = self.tree.children_by(child, "obl");
                let source = phrases.find(|&phrase| {
                    let cases = case_of(self.tree, phrase);
                    cases.iter().any(|case| words.followed.contains(case))
                })?;
                Some(self.teller(source))
            }
            _ => None,
        }
    }

    /// The noun that names the source: itself where it may, or whose word, evidence or telling it is.
    fn source(&self, noun: usize, itself: bool) -> Option<usize> {
        let words = &self.words.sources;
        let lemma = self.lemma(noun);
        let named = self.names.last_word(noun).map(str::to_lowercase);
        let is = |word: &str| words.nouns.contains(word) || words.missives.contains(word);
        if itself && (is(&lemma) || named.is_some_and(|word| is(word.trim_end_matches('s')))) {
            return Some(noun);
        }
        let of = || {
            let mut owners = self.tree.children_by(noun, "nmod");
            let belonging = &self.cues.belonging;
            owners.find(|&owner| {
                let cases = case_of(self.tree, owner);
                cases.iter().any(|case| belonging.contains(case))
            })
        };
        let carries = words.carriers.contains(&lemma)
            || words
                .carriers
                .contains(&self.tree.token(noun).form.to_lowercase());
        carries.then(of).flatten()
    }

    /// "on paper", "in theory": the bare noun.
    fn is_hollow(&self, noun: usize, cases: &[String]) -> bool {
        let [case] = cases else { return false };
        let phrase = format!("{case} {}", self.tree.token(noun).lower());
        let bare =
            self.tree.children(noun).iter().all(|&child| {
                ["case", "punct"].contains(&self.tree.token(child).relation.universal())
            });
        bare && self.words.sources.hollow.contains(&phrase)
    }

    /// Whether the clause tells of what somebody asks, orders or agrees to.
    fn is_undertaking(&self, verb: usize) -> bool {
        let lemma = self.lemma(verb);
        self.words.sources.performed.contains(&lemma)
    }
}
