//! How many of a group are spoken of: a number, some of it ("three of the towns"), hardly any ("few of the towns"), or not all
//! of it; and what is said to be so in part.

use super::assertion::{Aside, Counted};
use super::clause::{case_of, is_denied, is_negative};
use super::event::Event;
use super::sentence::SentenceReader;
use crate::frame::EntityKind;
use crate::language::tree::Upos;

impl SentenceReader<'_> {
    /// "a large part of the South", "one of the towns", "some towns": some of it.
    pub(super) fn is_portion(&self, head: usize) -> bool {
        let tree = self.sentence.tree;
        let token = tree.token(head);
        let counts = self.lexicon.cues.quantifiers.contains(&token.lemma)
            || token.upos == Upos::Num
            || self.lexicon.cues.polarity.least.contains(&token.lemma);
        let of = |at| case_of(tree, at).iter().any(|case| case == "of");
        let some = tree.children(head).iter().any(|&at| {
            let one = tree.token(at);
            ["det", "amod"].contains(&one.relation.universal())
                && self.lexicon.cues.some.contains(&one.form.to_lowercase())
        });
        some || counts && tree.children_by(head, "nmod").any(of)
    }

    /// "was partly a revolt", "in part, the war was one of succession": so far and no further.
    pub(super) fn is_in_part(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        let hosts = [event.head, event.host];
        let below = (hosts.iter()).flat_map(|&host| tree.children(host).iter().copied());
        // "partly because the king was dead": of the reason, not of the death.
        let mut below =
            below.filter(|&at| !tree.children_by(event.host, "mark").any(|mark| at < mark));
        below.any(|at| {
            let relation = tree.token(at).relation.universal();
            let words = || {
                let words = tree.subtree(at).into_iter().map(|at| tree.token(at));
                let words = words.filter(|token| token.upos != Upos::Punct);
                let words: Vec<String> = words.map(|token| token.form.to_lowercase()).collect();
                words.join(" ")
            };
            ["advmod", "obl", "nmod"].contains(&relation)
                && self.lexicon.quantity.in_part.contains(&words())
        })
    }

    /// "few of the towns", "not all of the towns": what is said of them is neither said of the whole nor denied of it.
    pub(super) fn is_next_to_none(&self, head: usize) -> bool {
        let tree = self.sentence.tree;
        let polarity = &self.lexicon.cues.polarity;
        let form = |at: usize| tree.token(at).form.to_lowercase();
        let scarce = |at: usize| polarity.scarce.contains(&form(at));
        let told_apart = tree.children(head).iter().any(|&at| {
            let relation = &tree.token(at).relation;
            (relation.is("det") || relation.as_str() == "nmod:poss") && !scarce(at)
        });
        let beside = tree.children(head).iter().any(|&at| {
            ["det", "amod"].contains(&tree.token(at).relation.universal()) && scarce(at)
        });
        // "by no means all of them"
        let denied = |at: usize| {
            let before = |back: usize| at.checked_sub(back).map(form).unwrap_or_default();
            polarity.exclusions.contains(&before(1)) || polarity.negators.contains(&before(2))
        };
        let every = |at: usize| {
            self.lexicon.cues.sole.universal.contains(&form(at))
                && !polarity.least.contains(&form(at))
                && !polarity.negators.contains(&form(at))
        };
        let mut inside = tree.children_by(head, "det").chain([head]);
        let not_all = inside.any(|at| every(at) && denied(at));
        not_all || !told_apart && (scarce(head) && self.is_portion(head) || beside)
    }

    /// How many of them, where a number stands before the phrase's noun, or is its head ("thousands of refugees").
    pub(super) fn counted(&self, head: usize) -> Option<Counted> {
        let tree = self.sentence.tree;
        let over = |at: usize| {
            let span = tree.token(at).span;
            self.measures
                .iter()
                .find(|found| found.words.overlaps(span))
        };
        let units = |at: usize| {
            let lemma = tree.token(at).lemma.to_lowercase();
            let word = self.names.last_word(at).unwrap_or(&lemma);
            // "33,000 Americans": people are counted.
            let people = self.names.name_at(at).is_some_and(|name| name.plural);
            let of = |noun: &str| self.lexicon.quantity.unit(noun);
            (of(if people { "people" } else { word }), of(word))
        };
        let (measure, (unit, noun)) = match over(head) {
            Some(measure) => {
                let of = tree.children_by(head, "nmod").next();
                (measure, of.map(units).unwrap_or_default())
            }
            None => {
                let number = tree.children(head).iter().copied().find(|&child| {
                    let relation = &tree.token(child).relation;
                    child < head
                        && ["nummod", "nmod", "compound", "amod", "advmod", "det"]
                            .contains(&relation.universal())
                        && over(child).is_some()
                })?;
                (over(number)?, units(head))
            }
        };
        Some(Counted {
            words: measure.words,
            quantity: measure.quantity,
            unit,
            noun,
            part: self.measures.len() > 1 || self.is_told_which(head),
        })
    }

    /// Whether the clause of the verb tells which of several are meant: a relative clause without a comma.
    pub(super) fn tells_which(&self, verb: usize) -> bool {
        let tree = self.sentence.tree;
        let first = tree.subtree(verb).into_iter().min();
        let before = first.and_then(|first| first.checked_sub(1));
        // "told Cato why they had left": a question tells nobody apart.
        let open = |at: usize| {
            let token = tree.token(at);
            token.upos != Upos::Punct && token.xpos != "WRB"
        };
        tree.token(verb).relation.as_str() == "acl:relcl"
            && first.is_some_and(open)
            && before.is_some_and(open)
    }

    /// Whether a part of all is named: by a number, by "most" or "a few" (a portion), by a clause that tells them apart.
    /// "Not one of them", "nobody", "not a single man" leave nobody out.
    pub(super) fn is_some(&self, noun: usize, portion: bool, counted: bool) -> bool {
        let tree = self.sentence.tree;
        let cues = &self.lexicon.cues;
        let least = |at: usize| cues.polarity.least.contains(&*tree.token(at).lower());
        let before = tree.children(noun).iter().copied().filter(|&at| at < noun);
        // "a few of them" are not one of them.
        let few = cues
            .polarity
            .understated
            .contains(&*tree.token(noun).lower());
        let none = !few && before.chain([noun]).any(least)
            || is_negative(tree, cues, noun)
            || is_denied(tree, cues, noun);
        // "Resolution 83" is no number of resolutions.
        let named = || {
            let kind = self.names.kind_at(noun);
            let many = [
                EntityKind::People,
                EntityKind::Army,
                EntityKind::Organisation,
            ];
            kind.is_some_and(|kind| !many.contains(&kind))
        };
        let of = tree.children_by(noun, "nmod").filter(|_| portion);
        let told_apart = std::iter::once(noun)
            .chain(of)
            .any(|at| self.is_some_of_them(at));
        told_apart || !none && (portion || counted && !named())
    }

    /// "the senators who had fled", "the men interned in Elba", "the men at Elba", of which no pack knows: not all of them.
    fn is_some_of_them(&self, noun: usize) -> bool {
        let tree = self.sentence.tree;
        let places = &self.lexicon.reference.located;
        tree.children(noun).iter().any(|&at| {
            let token = tree.token(at);
            let somewhere = |phrase: usize| {
                let cases = case_of(tree, phrase);
                cases.iter().any(|case| places.contains(case))
            };
            let participle = || {
                let behind = token.relation.as_str() == "acl" && at == noun + 1;
                behind && token.xpos == "VBN" && tree.children_by(at, "obl").any(somewhere)
            };
            let strange = || {
                let name = token.upos == Upos::Propn && self.names.name_at(at).is_none();
                name && token.relation.is("nmod") && somewhere(at)
            };
            self.tells_which(at) || participle() || strange()
        })
    }

    /// The clauses and the places or wholes that tell those meant apart from others, a comma before none of them, and none of
    /// them the clause of the event itself.
    pub(super) fn told_by(&self, noun: usize, event: &Event) -> Vec<Aside> {
        let tree = self.sentence.tree;
        let reference = &self.lexicon.reference;
        let name = self.names.name_at(noun).is_some();
        let body = self.names.kind_at(noun) == Some(EntityKind::Organisation);
        let tells = |&at: &usize| {
            let token = tree.token(at);
            let cases = case_of(tree, at);
            let there = cases.iter().any(|case| reference.located.contains(case));
            let of = cases.iter().any(|case| case == "of");
            // "the Senate of Capua", where the Senate alone is Rome's, "the Senate of 1219"; "the guards of the gate"
            let other = match name {
                true if self.names.is_date(at) => body,
                true => token.upos == Upos::Propn,
                false => self.names.entity_at(at).is_none() && self.names.concepts(at).is_empty(),
            };
            // "the legions facing Capua"
            let participle = token.relation.as_str() == "acl" && at == noun + 1;
            let nominal = token.relation.is("nmod") && (there || of && other);
            at > noun && (nominal || participle || self.tells_which(at))
        };
        let told = tree.children(noun).iter().copied().filter(tells);
        told.filter(|&at| !tree.subtree(at).contains(&event.host))
            .map(|at| Aside {
                lemma: tree.token(at).lemma.to_lowercase(),
                entity: self.names.entity_at(at),
                adverb: false,
                qualifies: false,
            })
            .collect()
    }

    /// "the prisoners who had fled from Elba in 1943", of which place no pack knows; not by the clause of the event itself.
    pub(super) fn is_told_by_stranger(&self, noun: usize, event: &Event) -> bool {
        let tree = self.sentence.tree;
        // "the northern half of the Republic" is no part of those who live there.
        let concepts = self.names.concepts(noun);
        let many = [EntityKind::People, EntityKind::Army];
        let several = concepts
            .iter()
            .any(|one| ["people", "forces"].contains(&one.as_str()))
            || self
                .names
                .kind_at(noun)
                .is_some_and(|kind| many.contains(&kind));
        if !several {
            return false;
        }
        let modifiers = tree.children(noun).iter().copied().filter(|&at| at > noun);
        let modifiers = modifiers.filter(|&at| {
            let relation = &tree.token(at).relation;
            let clause = relation.as_str() == "acl" || self.tells_which(at);
            clause || relation.is("nmod")
        });
        let inside = modifiers.map(|at| tree.subtree(at));
        let mut inside = inside.filter(|all| !all.contains(&event.host)).flatten();
        inside.any(|at| {
            let name = tree.token(at).upos == Upos::Propn && !self.names.is_date(at);
            name && self.names.name_at(at).is_none()
        })
    }

    /// "the second march", "the march of 1930": of several marches that may not be the listed one. `deed` tells whether the
    /// phrase is an event, which has a date of its own.
    pub(super) fn is_one_of_several(&self, head: usize, deed: bool) -> bool {
        let tree = self.sentence.tree;
        let ordered = || {
            tree.children_by(head, "amod").any(|at| {
                let lemma = tree.token(at).lemma.to_lowercase();
                self.lexicon.reference.of_several.contains(&lemma)
            })
        };
        let dated = || (tree.children_by(head, "nmod")).any(|at| self.names.is_date(at));
        let thing = matches!(
            self.names.kind_at(head),
            Some(EntityKind::Thing | EntityKind::Document | EntityKind::War)
        );
        let common = tree.token(head).upos == Upos::Noun;
        (deed || thing) && ordered() || thing && common && dated()
    }

    /// "the Roman navy", "the 3rd Legion", "two Roman legions", "the consul of the Romans": some of those who act for them.
    /// "Roman legions" may be all of them.
    pub(super) fn is_arm(&self, noun: usize) -> bool {
        let tree = self.sentence.tree;
        let reference = &self.lexicon.reference;
        let token = tree.token(noun);
        let lemma = token.lemma.to_lowercase();
        if self.names.name_at(noun).is_some() {
            return false;
        }
        let several = matches!(token.xpos.as_str(), "NNS" | "NNPS");
        let inside = || tree.children(noun).iter().map(|&at| tree.token(at));
        let counted = || inside().any(|word| word.relation.is("nummod"));
        // "the 50th Army"
        let numbered = || {
            inside().any(|word| {
                let digits = word.form.trim_end_matches(char::is_alphabetic);
                let ordinal = !digits.is_empty() && digits.len() < word.form.len();
                ordinal && digits.chars().all(|c| c.is_ascii_digit())
            })
        };
        // "Roman consuls" may be all of them, "the Roman consuls" are those of whom the text speaks.
        let person = reference.titles.contains(&lemma) || reference.servants.contains(&lemma);
        let definite = || inside().any(|word| word.relation.is("det"));
        person && (!several || definite())
            || reference.arms.contains(&lemma) && (!several || counted())
            || self.names.are_followers(noun)
            || numbered()
    }

    /// Whether the words around a counted noun tell which of all are meant ("nine people in the square", "two who had
    /// fled", "eleven men and a child", "saw three people killed"), or set another number in its place.
    fn is_told_which(&self, head: usize) -> bool {
        let tree = self.sentence.tree;
        let cues = &self.lexicon.cues;
        let told = tree.children(head).iter().any(|&child| {
            let token = tree.token(child);
            let which = ["acl", "conj", "appos", "nmod"].contains(&token.relation.universal())
                && child > head
                && self.names.name_at(child).is_none();
            let denied = child < head && cues.polarity.negators.contains(&*token.lower());
            which || denied || token.relation.is("acl")
        });
        // Whoever is seen, known or named to suffer it is one whom somebody saw; "told him that" brings up all.
        let brought_up = |at: &usize| tree.children_by(*at, "mark").next().is_some();
        let beheld = (tree.ancestors(head).take_while(|at| !brought_up(at))).any(|above| {
            let lemma = tree.token(above).lemma.to_lowercase();
            cues.control.beholding.contains(&lemma)
        });
        told || beheld
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Polarity;
    use crate::extract::testing::read;
    use crate::frame::Role;

    /// Whether the doer of the deed is known, and whether the deed is affirmed.
    fn doer(text: &str) -> (bool, bool) {
        let read = read(text);
        let deed = read.one("attacked");
        let mut doers = deed.fillers(Role::Agent);
        let known = doers.any(|doer| doer.entity.is_some());
        (known, deed.polarity == Polarity::Positive)
    }

    #[test]
    fn not_one_of_them_is_none_of_them() {
        for text in [
            "Not one of the Romans attacked Carthage.",
            "Not a single one of the Romans attacked Carthage.",
            "None of the Romans attacked Carthage.",
            "Hardly any of the Romans attacked Carthage.",
        ] {
            assert_eq!(doer(text), (true, false), "{text}");
        }
        for text in [
            "One of the Romans attacked Carthage.",
            "Not only the Romans attacked Carthage.",
        ] {
            assert_eq!(doer(text), (true, true), "{text}");
        }
    }

    #[test]
    fn few_of_them_are_not_they() {
        assert!(!doer("Few of the Romans attacked Carthage.").0);
        assert!(!doer("Not all of the Romans attacked Carthage.").0);
        assert!(!doer("By no means all the Romans attacked Carthage.").0);
        assert!(doer("All the Romans attacked Carthage.").0);
        assert!(doer("A few of the Romans attacked Carthage.").0);
        assert!(doer("The few Romans attacked Carthage.").0);
    }
}
