//! What saying something does: "told them that they must wait" counsels, "said that the attack could not be permitted"
//! refuses, "wrote that the shells would be delivered" promises. After J. L. Austin, *How to Do Things with Words* (1962).

use super::clause::{case_of, clause};
use super::event::Event;
use super::lexicon::{Cues, Lexicon, Standing, WordSet};
use super::names::Names;
use super::putting::negated;
use crate::frame::{EventKind, KindTable, Role};
use crate::language::tree::{Tree, Upos};

/// One sentence and its words.
pub struct Illocutions<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// The words of the language.
    pub lexicon: &'a Lexicon,
    /// Names by token.
    pub names: &'a Names<'a>,
    /// The run's kinds.
    pub kinds: &'a KindTable,
}

/// Somebody says something to somebody.
struct Saying {
    verb: usize,
    /// The verb that carries its tense and negation: "let", in "let him know".
    host: usize,
    /// The predicate of the clause of it in which the deed stands.
    predicate: usize,
    speakers: Vec<usize>,
    hearers: Vec<usize>,
    /// Whether somebody is said to be ready to do it.
    ready: bool,
}

impl Illocutions<'_> {
    /// Adds to `events` what is done by telling of them.
    pub fn extend(&self, events: &mut Vec<Event>) {
        let mut found = Vec::new();
        for told in events.iter() {
            let act = self.saying(told.host).and_then(|saying| {
                let (kind, topics) = self.act(told, &saying)?;
                Some((saying, kind, topics))
            });
            let Some((saying, kind, topics)) = act else {
                continue;
            };
            let known = |event: &Event| event.head == saying.verb && event.kind == kind;
            if events.iter().any(known) {
                continue;
            }
            if let Some(act) = found.iter_mut().find(|act| known(act)) {
                act.roles
                    .extend(topics.into_iter().map(|at| (Role::Topic, at)));
                continue;
            }
            found.push(self.event(kind, &saying, topics));
        }
        // Who tells somebody that he refuses counsels nothing.
        let cues = &self.cues().illocution;
        let counsel = self.kinds.get(&cues.counselling);
        let refusal = self.kinds.get(&cues.refusing);
        events.retain(|event| {
            let refused = |act: &Event| act.head == event.head && Some(act.kind) == refusal;
            Some(event.kind) != counsel || !found.iter().any(refused)
        });
        events.extend(found);
    }

    /// The kind of act that saying `told` is, and what it is about.
    fn act(&self, told: &Event, saying: &Saying) -> Option<(EventKind, Vec<usize>)> {
        let cues = &self.cues().illocution;
        let kind = |name: &String| self.kinds.get(name);
        let of_speaker = told
            .roles
            .iter()
            .any(|(role, at)| *role == Role::Agent && self.is_speaker(*at, saying));
        let agentless = !told.has(Role::Agent);
        // "announced that the fleet had been ordered to sail": where nobody else is named, he ordered it.
        let enacted = cues
            .enacting
            .iter()
            .any(|name| kind(name) == Some(told.kind));
        if enacted && agentless && cues.announcing.contains(&self.lemma(saying.verb)) {
            let topics = topics(told);
            return (!topics.is_empty()).then_some((told.kind, topics));
        }
        // "told them that he was against it": saying so does it.
        let avowed = cues
            .avowing
            .iter()
            .any(|name| kind(name) == Some(told.kind));
        let answered = (cues.answered.iter())
            .any(|name| kind(name).is_some_and(|answered| self.kinds.is_a(told.kind, answered)));
        if answered
            && of_speaker
            && cues.answering.contains(&self.lemma(saying.verb))
            && !saying.ready
            && !self.is_denied(told.host)
            && self.has_auxiliary(told.host, &self.cues().looking_back)
        {
            let topics = topics(told);
            return (!topics.is_empty()).then_some((told.kind, topics));
        }
        if avowed && of_speaker && !saying.ready && !self.is_denied(told.host) {
            let perfect = self.has_auxiliary(told.host, &self.cues().looking_back);
            let topics = topics(told);
            // "told him that he agreed with Cato": with whom, and nobody knows on what.
            let of_whom = topics.is_empty() && told.has(Role::Recipient);
            return (!perfect && !of_whom).then_some((told.kind, topics));
        }
        if saying.ready {
            return of_speaker.then_some((kind(&cues.promising)?, vec![told.head]));
        }
        if told.decision && agentless {
            let topics = topics(told);
            let denied = self.is_denied(told.host);
            let decided = if denied {
                self.kinds.with_topic_denied(told.kind)?
            } else {
                kind(&cues.refusing).filter(|refusing| *refusing == told.kind)?
            };
            return (!topics.is_empty()).then_some((decided, topics));
        }
        let predicate = match self.tree.children_by(told.host, "nsubj").next() {
            Some(_) => told.host,
            None => saying.predicate,
        };
        let undertaken = self.has_auxiliary(predicate, &cues.undertaking);
        if undertaken && (agentless || of_speaker) && !self.is_denied(told.host) {
            return Some((kind(&cues.promising)?, vec![told.head]));
        }
        let obliged =
            self.has_auxiliary(predicate, &cues.obliging) || self.is_attached_by_to(told.host);
        // "told him that he should wait": the duty is the hearer's.
        let addressed = !saying.hearers.is_empty();
        (obliged && (!of_speaker || addressed))
            .then_some((kind(&cues.counselling)?, vec![told.head]))
    }

    fn event(&self, kind: EventKind, saying: &Saying, topics: Vec<usize>) -> Event {
        let speakers = saying.speakers.iter().map(|&at| (Role::Agent, at));
        let hearers = saying.hearers.iter().map(|&at| (Role::Recipient, at));
        let roles = speakers
            .chain(hearers)
            .chain(topics.into_iter().map(|at| (Role::Topic, at)))
            .collect();
        Event {
            host: saying.host,
            ..Event::carried(saying.verb, kind, roles, self.kinds)
        }
    }

    /// Who says the clause in which `host` stands.
    fn saying(&self, host: usize) -> Option<Saying> {
        let mut content = host;
        // Where the deed's own clause ends: what is joined to it may be another's.
        let mut own = None;
        let mut ready = false;
        for _ in 0..self.tree.len() {
            let token = self.tree.token(content);
            let governor = token.head?;
            let colon = (governor..content).any(|at| self.tree.token(at).form == ":");
            if let Some(said) = self.replier(governor).filter(|_| colon) {
                return Some(Saying {
                    predicate: own.unwrap_or(content),
                    ready,
                    ..said
                });
            }
            match token.relation.universal() {
                "conj"
                    if matches!(
                        self.tree.token(governor).upos,
                        Upos::Verb | Upos::Noun | Upos::Adj
                    ) =>
                {
                    own.get_or_insert(content);
                    content = governor;
                }
                // "that he was ready to help"
                "xcomp" | "advcl" | "ccomp" if self.is_willing(governor) => {
                    ready = true;
                    content = governor;
                }
                "ccomp" => {
                    let said = self.sayer(governor)?;
                    return Some(Saying {
                        predicate: own.unwrap_or(content),
                        ready,
                        ..said
                    });
                }
                "xcomp" if self.is_attached_by_to(content) => content = governor,
                // "would try to cover them"
                "xcomp" if self.only_attempts(governor) => content = governor,
                _ => return None,
            }
        }
        None
    }

    /// "ready to help", unless it is denied.
    fn is_willing(&self, adjective: usize) -> bool {
        let willing = &self.cues().illocution.willing;
        willing.contains(&self.lemma(adjective)) && !self.is_denied(adjective)
    }

    /// "X's reply went out: ...": the words behind the colon are of whoever replies.
    fn replier(&self, verb: usize) -> Option<Saying> {
        let words = &self.lexicon.voice.news;
        let reply = self
            .tree
            .children_by(verb, "nsubj")
            .find(|&noun| words.contains(&self.lemma(noun)))?;
        let owner = self
            .tree
            .children(reply)
            .iter()
            .copied()
            .find(|&child| self.tree.token(child).relation.as_str() == "nmod:poss")?;
        self.spoken(verb, vec![owner], Vec::new())
    }

    /// "had to wait": the infinitive stands for the clause.
    fn is_attached_by_to(&self, infinitive: usize) -> bool {
        let having = |verb: usize| {
            let cues = &self.cues().illocution;
            cues.having.contains(&self.lemma(verb))
        };
        self.tree.token(infinitive).head.is_some_and(having)
            && case_of(self.tree, infinitive)
                .iter()
                .any(|mark| mark == "to")
    }

    /// "would try to": an attempt is what is undertaken.
    fn only_attempts(&self, verb: usize) -> bool {
        let cues = &self.cues().illocution;
        let attempts = cues.attempting.contains(&self.lemma(verb));
        attempts && self.has_auxiliary(verb, &cues.undertaking) && !self.is_denied(verb)
    }

    fn sayer(&self, verb: usize) -> Option<Saying> {
        let lemma = self.lemma(verb);
        let known = |at: usize| clause(self.tree, self.cues(), at, &|one| self.names.is_date(one));
        let token = self.tree.token(verb);
        if token.upos != Upos::Verb || self.is_denied(verb) {
            return None;
        }
        // "let him know that ..."
        let letting = token
            .head
            .filter(|_| token.relation.is("xcomp") || token.relation.is("ccomp"));
        let cues = &self.cues().illocution;
        if cues.knowing.contains(&lemma) {
            let letting = letting.filter(|&above| cues.letting.contains(&self.lemma(above)))?;
            let (above, below) = (known(letting), known(verb));
            let hearers = if above.objects.is_empty() {
                below.subjects
            } else {
                above.objects
            };
            let said = self.spoken(verb, above.subjects, hearers)?;
            return Some(Saying {
                host: letting,
                ..said
            });
        }
        let speech = matches!(self.cues().speech(&lemma), Some(Standing::Report))
            || cues.deciding.contains(&lemma);
        if !speech {
            return None;
        }
        let found = known(verb);
        if found.passive {
            return None;
        }
        let mut hearers: Vec<usize> = found.objects;
        hearers.extend(found.indirect);
        let to = found.obliques.iter().filter(|(case, _)| case == "to");
        hearers.extend(to.map(|(_, at)| *at));
        hearers.retain(|&at| self.names.actor_at(at));
        self.spoken(verb, found.subjects, hearers)
    }

    fn spoken(&self, verb: usize, speakers: Vec<usize>, hearers: Vec<usize>) -> Option<Saying> {
        let speaking = !speakers.is_empty() && speakers.iter().all(|&at| self.names.actor_at(at));
        speaking.then_some(Saying {
            verb,
            host: verb,
            predicate: verb,
            speakers,
            hearers,
            ready: false,
        })
    }

    /// Whether the phrase names the speaker again, by name or by a pronoun that may be his.
    fn is_speaker(&self, at: usize, saying: &Saying) -> bool {
        let form = self.tree.token(at).form.to_lowercase();
        let pronouns = &self.cues().pronouns;
        saying.speakers.contains(&at)
            || [
                &pronouns.masculine,
                &pronouns.feminine,
                &pronouns.first_singular,
                &pronouns.first_plural,
            ]
            .iter()
            .any(|words| words.contains(&form))
            || saying.speakers.iter().any(|&speaker| {
                let entity = self.names.entity_at(speaker);
                entity.is_some() && self.names.entity_at(at) == entity
            })
    }

    fn is_denied(&self, at: usize) -> bool {
        negated(self.tree, self.lexicon, self.names, at)
    }

    fn has_auxiliary(&self, at: usize, known: &WordSet) -> bool {
        self.tree
            .children_by(at, "aux")
            .any(|aux| known.contains(&*self.tree.token(aux).lower()))
    }

    fn lemma(&self, at: usize) -> String {
        self.tree.token(at).lemma.to_lowercase()
    }

    fn cues(&self) -> &Cues {
        &self.lexicon.cues
    }
}

/// What the told event is about.
fn topics(told: &Event) -> Vec<usize> {
    let topics = told.roles.iter().filter(|(role, _)| *role == Role::Topic);
    topics.map(|(_, at)| *at).collect()
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::{KindTable, Role};

    /// Whether the word names an act of that kind by Scipio.
    fn does(text: &str, word: &str, kind: &str) -> bool {
        let kinds = KindTable::builtin();
        let read = read(text);
        read.all(word).iter().any(|act| {
            let scipio = |(role, words): &(Role, String)| *role == Role::Agent && words == "Scipio";
            let roles = act
                .roles
                .iter()
                .map(|(role, filler)| (*role, text[filler.words.range()].to_owned()));
            kinds.name(act.kind) == kind && roles.collect::<Vec<_>>().iter().any(scipio)
        })
    }

    #[test]
    fn what_is_said_tells_what_saying_it_does() {
        for (text, word, kind) in [
            (
                "Scipio told Hannibal that an attack on Rome could not be permitted.",
                "told",
                "refuse",
            ),
            (
                "Scipio told Hannibal that Carthage must attack Rome.",
                "told",
                "advise",
            ),
            (
                "Scipio replied that Carthage should not attack Rome.",
                "replied",
                "refuse",
            ),
            (
                "Scipio told Hannibal that he should attack Rome.",
                "told",
                "advise",
            ),
            (
                "Scipio wrote to Hannibal that weapons would be delivered to Carthage.",
                "wrote",
                "promise",
            ),
            (
                "Scipio let Hannibal know that Carthage must attack Rome.",
                "know",
                "advise",
            ),
            (
                "Scipio told Hannibal that he was ready to help Carthage.",
                "told",
                "promise",
            ),
            (
                "Scipio's reply went out in May: he was ready to help Carthage.",
                "went",
                "promise",
            ),
            (
                "Scipio announced that the legions had been ordered to attack Carthage.",
                "announced",
                "order",
            ),
            (
                "Scipio repeated that he was against an attack on Carthage.",
                "repeated",
                "refuse",
            ),
        ] {
            assert!(does(text, word, kind), "{text}");
        }
    }

    #[test]
    fn a_plain_report_does_nothing() {
        for (text, word, kind) in [
            (
                "Scipio replied that Carthage had attacked Rome.",
                "replied",
                "advise",
            ),
            (
                "Scipio did not say that Carthage must attack Rome.",
                "say",
                "advise",
            ),
            (
                "Scipio replied that he must attack Carthage.",
                "replied",
                "advise",
            ),
            (
                "Scipio wrote that Carthage would attack Rome.",
                "wrote",
                "promise",
            ),
        ] {
            assert!(!does(text, word, kind), "{text}");
        }
    }
}
