//! What is said of one and of nobody else ("the United States alone"), denied of all time ("has never left"), or denied with a
//! circumstance ("did not begin by accident").

use super::assertion::{Aside, Filler};
use super::clause::{case_of, is_by_oneself};
use super::event::Event;
use super::sentence::SentenceReader;
use crate::frame::Role;

impl SentenceReader<'_> {
    /// "Rome alone", "only Rome": nobody else.
    pub(super) fn is_alone(&self, head: usize) -> bool {
        let tree = self.sentence.tree;
        let cues = &self.lexicon.cues.sole;
        let form = |at: usize| {
            let token = tree.tokens().get(at)?;
            Some(token.form.to_lowercase())
        };
        let first = tree
            .children_by(head, "det")
            .next()
            .map_or(head, |det| det.min(head));
        let before = first.checked_sub(1).and_then(form);
        let behind = form(head + 1);
        let follows = |phrase: &String| {
            let words = phrase.split(' ');
            words
                .enumerate()
                .all(|(place, word)| form(head + 1 + place).as_deref() == Some(word))
        };
        behind.is_some_and(|word| cues.behind.contains(&word))
            || cues.phrases.iter().any(follows)
            || before.is_some_and(|word| cues.before.contains(&word))
    }

    /// "nobody", "no one": whoever there may be did not do it.
    pub(super) fn is_nobody_at_all(&self, head: usize) -> bool {
        let lemma = self.sentence.tree.token(head).lemma.to_lowercase();
        self.lexicon.cues.polarity.nobody_at_all.contains(&lemma)
    }

    /// "all members", "every member": without exception.
    pub(super) fn is_whole(&self, head: usize) -> bool {
        let tree = self.sentence.tree;
        let whole = &self.lexicon.cues.sole.whole;
        let own = tree.children_by(head, "det").find(|&det| {
            let form = tree.token(det).form.to_lowercase();
            whole.contains(&form)
        });
        let all = own.is_some() || whole.contains(&*tree.token(head).lower());
        // "all senators except Cato", "all but one"
        let clause = tree.token(head).head.unwrap_or(head);
        let excepting = &self.lexicon.cues.implicative.excepting;
        let excepts = tree.subtree(clause).into_iter().any(|at| {
            let token = tree.token(at);
            excepting.contains(&*token.lower())
                || self.lexicon.cues.sole.exceptions.contains(&token.lemma)
        });
        all && !excepts
    }

    /// "all members of the Senate": the Senate.
    pub(super) fn whole_of(&self, head: usize, filler: &Filler) -> Option<usize> {
        let member = self
            .lexicon
            .cues
            .sole
            .members
            .contains(&self.sentence.tree.token(head).lemma);
        match filler.inner[..] {
            [group] if filler.entity.is_none() && member && self.is_whole(head) => Some(group),
            _ => None,
        }
    }

    /// "has never left", "never left", "nobody ever left": at no time. "Had never left" and "never left again" are about some of it.
    pub(super) fn is_at_no_time(&self, event: &Event, denied: bool) -> bool {
        let tree = self.sentence.tree;
        let lemma = |at: usize| tree.token(at).lemma.to_lowercase();
        let words = &self.lexicon.cues.polarity;
        let never = |at: usize| {
            words.at_no_time.contains(&lemma(at))
                || denied && words.at_any_time.contains(&lemma(at))
        };
        let adverbs: Vec<usize> = tree.children_by(event.host, "advmod").collect();
        let some = |at: usize| !never(at) && self.lexicon.reference.elsewhen.contains(&lemma(at));
        // "since the armistice", "during the winter": at no time of that.
        let bounded = tree.children(event.host).iter().any(|&child| {
            let relation = &tree.token(child).relation;
            let named = self.names.entity_at(child).is_some()
                && !case_of(tree, child)
                    .iter()
                    .any(|case| self.lexicon.reference.apart.contains(case));
            relation.is("advcl") || relation.is("obl") && !named
        });
        adverbs.iter().any(|&at| never(at))
            && !bounded
            && !adverbs.into_iter().any(some)
            && !self.looks_back(event)
    }

    /// "was not attacked, for the plain reason that ...": what a comma parts from the denial is not denied.
    fn is_behind_comma(&self, phrase: usize) -> bool {
        let tree = self.sentence.tree;
        let mut inside = tree.subtree(phrase).into_iter();
        let start = inside.find(|&at| !tree.token(at).relation.is("punct"));
        let before = start.and_then(|start| start.checked_sub(1));
        before.is_some_and(|before| tree.token(before).form == ",")
    }

    /// "no air support", "without his open support": what stands before a denied noun may be all that is denied.
    pub(super) fn qualified(&self, event: &Event) -> Vec<Aside> {
        let tree = self.sentence.tree;
        let words = &self.lexicon.cues.polarity;
        let lemma = |at: usize| tree.token(at).lemma.to_lowercase();
        let carried = event
            .roles
            .iter()
            .filter(|(role, _)| *role == Role::Instrument);
        let nouns = (event.noun.then_some(event.head).into_iter())
            .chain(carried.map(|&(_, head)| head))
            // The parts of "green light" are the word itself.
            .filter(|&at| {
                self.lexicon
                    .nouns(&lemma(at))
                    .any(|word| word.with.is_empty())
            });
        // "border clashes": what is part of the word for that kind of event.
        let part = |noun: usize, at: usize| {
            let name = lemma(noun);
            let mut words = self.lexicon.nouns(&name);
            words.any(|word| word.kind == event.kind && word.with.contains(&lemma(at)))
        };
        let modifiers = nouns.flat_map(|noun| {
            let before = tree.children(noun).iter().copied();
            before.filter(move |&at| at < noun && !part(noun, at))
        });
        let names = |at: usize| self.names.entity_at(at).is_some() || self.names.is_date(at);
        let narrows = |&at: &usize| {
            let relation = tree.token(at).relation.universal();
            ["amod", "compound"].contains(&relation)
                && !names(at)
                && !words.sweeping.contains(&lemma(at))
                && !words.negators.contains(&lemma(at))
        };
        let aside = |at: usize| Aside {
            lemma: lemma(at),
            entity: None,
            adverb: false,
            qualifies: false,
        };
        // "attacked without Roman help": others may have consented to it, and helped in other ways.
        let in_deed = |at: &usize| {
            let without = case_of(tree, *at).iter().any(|case| case == "without");
            without && words.in_deed.contains(&lemma(*at))
        };
        let in_deed = (event.noun.then_some(event.head)).filter(in_deed);
        modifiers
            .filter(narrows)
            .chain(in_deed)
            .map(aside)
            .collect()
    }

    /// "left without attacking": what was not done on that occasion may have been done on another.
    pub(super) fn is_of_an_occasion(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        tree.token(event.host).relation.is("advcl")
            && case_of(tree, event.host)
                .iter()
                .any(|mark| mark == "without")
    }

    /// "not at Rome but at Capua", where the parser hung both on the object: the place alone is denied.
    fn is_set_right(&self, at: usize) -> bool {
        let tree = self.sentence.tree;
        let but = &self.lexicon.voice.adversative;
        let joined = tree
            .children_by(at, "cc")
            .any(|cc| but.contains(&tree.token(cc).lower().into_owned()));
        let first = tree
            .token(at)
            .head
            .filter(|_| tree.token(at).relation.is("conj") && joined);
        first.is_some_and(|first| {
            let phrase = ["nmod", "obl"].contains(&tree.token(first).relation.universal());
            phrase && !case_of(tree, first).is_empty() && !case_of(tree, at).is_empty()
        })
    }

    /// The circumstances of a verb that fill no role. To deny the clause may be to deny only them.
    pub(super) fn circumstances(&self, event: &Event) -> Vec<Aside> {
        let tree = self.sentence.tree;
        let words = &self.lexicon.cues.polarity;
        let filled = |at: usize| {
            let inside = tree.subtree(at);
            let fills =
                |roles: &[(Role, usize)]| roles.iter().any(|(_, head)| inside.contains(head));
            // "did not condemn the attack on Rome": the phrase belongs to the deed that the object names.
            let of_object = self.events.iter().any(|other| {
                let object = event.roles.iter().any(|&(_, head)| head == other.head);
                other.noun && object && fills(&other.roles)
            });
            of_object
                || fills(&event.roles)
                || event.swallowed.iter().any(|word| inside.contains(word))
                || inside.iter().any(|&word| self.names.is_date(word))
        };
        // "in any way" narrows nothing.
        // "almost unanimously" is not unanimously.
        let nearly = |at: usize| {
            let inside = tree.children_by(at, "advmod");
            let mut inside = inside.map(|word| tree.token(word).lower());
            inside.find(|word| words.nearly.contains(&**word))
        };
        let every = |at: usize| {
            let mut inside = tree.children(at).iter();
            inside.any(|&word| words.every.contains(&*tree.token(word).lower()))
        };
        let idle = |at: usize| words.idle.contains(&*tree.token(at).lower()) || every(at);
        let negated = tree.children(event.host).iter().copied().find(|&at| {
            let token = tree.token(at);
            token.relation.is("advmod") && words.negators.contains(&*token.lower())
        });
        // "did not simply begin": what stands between the negation and the verb.
        let between = |at: usize| negated.is_some_and(|not| not < at && at < event.host);
        let adds = |at: usize| {
            let token = tree.token(at);
            let qualifies = || words.qualifying.contains(&token.lemma.to_lowercase());
            match token.relation.universal() {
                "advmod" if between(at) => true,
                "advmod" | "obl" if qualifies() => true,
                "obl" | "advcl" => {
                    at > event.host && !case_of(tree, at).is_empty() && !self.is_behind_comma(at)
                }
                "advmod" => at > event.host,
                _ => false,
            }
        };
        let children = tree.children(event.host).iter().copied();
        // Below a noun that carries its event itself stands what tells which one is meant.
        let told = !event.noun || event.host != event.head;
        let own = |at: usize| at != event.head && !tree.subtree(at).contains(&event.head);
        let added = children.filter(|&at| told && own(at) && adds(at) && !filled(at) && !idle(at));
        let placed = |at: usize| {
            case_of(tree, at)
                .iter()
                .all(|case| words.aside.contains(case))
        };
        // "did not attack only Rome", "... only on 3 May"
        let narrows = |adverb: usize| {
            tree.token(adverb).head.is_some_and(|phrase| {
                let token = tree.token(phrase);
                let beside = ["obj", "obl"].contains(&token.relation.universal());
                beside && token.head == Some(event.host)
            })
        };
        // "did not agree to the attack out of friendship", "... on 3 May alone": hung on another phrase behind the verb.
        let deeper = tree.subtree(event.host).into_iter().filter(|&at| {
            let cases = case_of(tree, at).join(" ");
            let alone = &self.lexicon.cues.sole.behind;
            let form = tree.token(at).form.to_lowercase();
            told && at > event.host
                && tree.token(at).head != Some(event.host)
                && (words.motives.contains(&cases)
                    || self.lexicon.cues.sole.before.contains(&form)
                        && narrows(at)
                        && negated.is_some()
                    || is_by_oneself(tree, &self.lexicon.cues, at)
                    || self.is_set_right(at)
                    || alone.contains(&form))
        });
        added
            .chain(deeper)
            .map(|at| Aside {
                lemma: match nearly(at) {
                    Some(word) => format!("{word} {}", tree.token(at).lemma.to_lowercase()),
                    None => tree.token(at).lemma.to_lowercase(),
                },
                entity: self.names.entity_at(at).filter(|_| placed(at)),
                adverb: tree.token(at).relation.is("advmod"),
                qualifies: words
                    .qualifying
                    .contains(&tree.token(at).lemma.to_lowercase()),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    #[test]
    fn who_alone_did_it() {
        let alone = |text: &str| {
            let read = read(text);
            let mut doers = read.all("attacked")[0].fillers(Role::Agent);
            doers.any(|doer| doer.alone)
        };
        assert!(alone("Carthage alone attacked Rome."));
        assert!(alone("Carthage, and Carthage alone, attacked Rome."));
        assert!(alone("In 1219 only Carthage attacked Rome."));
        assert!(!alone("Carthage attacked Rome alone."));
        assert!(!alone("Only in 1219 Carthage attacked Rome."));
    }

    #[test]
    fn what_was_not_done_so() {
        let qualified = |text: &str| !read(text).one("attack").asides.is_empty();
        assert!(qualified("Carthage did not attack Rome by accident."));
        assert!(qualified(
            "Carthage did not attack Rome because it was poor."
        ));
        assert!(qualified("Carthage did not simply attack Rome."));
        assert!(qualified("Carthage did not attack Rome out of hatred."));
        assert!(qualified("Carthage did not attack Rome in 1219 alone."));
        assert!(!qualified("Carthage did not really attack Rome."));
        assert!(!qualified("Carthage did not attack Rome in 1219."));
    }

    #[test]
    fn what_sort_there_was_none_of() {
        let qualified = |text: &str| !read(text).one("support").asides.is_empty();
        assert!(qualified("Carthage attacked without Roman naval support."));
        assert!(qualified("Carthage had no open support from Rome."));
        assert!(!qualified("Carthage attacked without Roman support."));
        assert!(!qualified(
            "Carthage attacked without the slightest Roman support."
        ));
    }

    #[test]
    fn what_was_not_done_on_one_occasion() {
        let passing = |text: &str| read(text).one("attacking").for_a_while;
        assert!(passing("Carthage passed Saguntum without attacking Rome."));
        assert!(!passing(
            "Carthage passed Saguntum in 1219 without attacking Rome."
        ));
    }

    #[test]
    fn what_was_never_done() {
        let never = |text: &str| read(text).one("attacked").at_no_time;
        assert!(never("Carthage never attacked Rome."));
        assert!(never("Carthage has never attacked Rome."));
        assert!(never("No army ever attacked Rome."));
        assert!(!never("Carthage ever attacked Rome."));
        assert!(!never("Carthage had never attacked Rome."));
        assert!(!never("Carthage never again attacked Rome."));
        assert!(!never(
            "Since the Punic War, Carthage has never attacked Rome."
        ));
    }
}
