//! Whether an event is affirmed or denied, and what a cleft denies of it.

use super::Path;
use crate::extract::assertion::{Modality, Polarity};
use crate::extract::clause::{case_of, date_instead, first_to_do, has_exception, sets_right};
use crate::extract::event::Event;
use crate::frame::Role;

impl Path<'_> {
    /// The polarity of an event; `flips` where an implicative governor turns it round ("failed to attack").
    pub(super) fn polarity(&self, event: &Event, flips: bool) -> Polarity {
        let noun = self.denies_noun(event) || self.lacks_what_it_names(event);
        let unreached = self.describes_none(event.host)
            || self.is_out_of_reach(event.host) && (!event.noun || event.host != event.head)
            || self.is_set_aside(event.host)
            || self.is_compared_away(event.host);
        let flips = flips != event.part_denied;
        let negative =
            (self.negated_except(event.host, &event.swallowed) || noun || unreached) != flips;
        let denied = self
            .cleft_denial(event)
            .or_else(|| self.subject_denial(event).filter(|_| negative && !flips));
        // "was not the first to fire": somebody else was.
        let first = first_to_do(self.tree, self.cues, event.host);
        let above = first.and_then(|_| self.tree.token(event.host).head);
        let not_first = above.is_some_and(|above| self.negated(above));
        match (negative, denied) {
            _ if not_first => Polarity::NotRole(Role::Agent),
            (_, Some(role)) => Polarity::NotRole(role),
            // "did not fire first": somebody may have, and others first.
            (true, None) if self.opening(event) && !self.for_a_while(event) => {
                Polarity::NotRole(Role::Agent)
            }
            (true, None) => Polarity::Negative,
            (false, None) => Polarity::Positive,
        }
    }

    /// Whether an event noun is denied by what stands in its phrase or right above it.
    pub(super) fn denies_noun(&self, event: &Event) -> bool {
        event.noun
            && (self.has_negative_determiner(event.head)
                || self.without(event.head) && self.condition(event).is_none()
                || self.is_new(event.head) && self.is_out_of_reach(event.head)
                || self.prevented(event)
                || self.by_neither(event)
                || self.is_ruled_out(event.head)
                || self.is_unmet(event)
                || self.never_happened(event.head))
    }

    /// "the attack of 3 May, which never took place", "such an attack there never was"
    fn never_happened(&self, noun: usize) -> bool {
        let token = self.tree.token(noun);
        let be = token.head.filter(|_| token.relation.is("nsubj"));
        let existed = |be: usize| {
            let there = self.tree.children_by(be, "expl").next().is_some();
            there && self.lemma(be) == "be" && self.negated(be)
        };
        if be.is_some_and(existed) {
            return true;
        }
        let mut clauses = self.tree.children_by(noun, "acl");
        clauses.any(|verb| {
            let mut subjects = self.tree.children_by(verb, "nsubj");
            let relative =
                |subject| ["WDT", "WP"].contains(&self.tree.token(subject).xpos.as_str());
            subjects.any(relative)
                && self.cues.light.occurring.contains(&self.lemma(verb))
                && self.negated(verb)
        })
    }

    /// "supplied them with no weapons", "with neither food nor drink": of what is meant there is none.
    fn lacks_what_it_names(&self, event: &Event) -> bool {
        event.roles.iter().any(|&(role, at)| {
            role == Role::Patient
                && self.tree.token(at).relation.is("obl")
                && self.tree.token(at).head == Some(event.host)
                && (self.has_negative_determiner(at) || self.is_neither(at))
        })
    }

    /// "neither food nor drink"
    fn is_neither(&self, at: usize) -> bool {
        self.tree.children(at).iter().any(|&child| {
            let joins =
                ["cc", "det", "advmod"].contains(&self.tree.token(child).relation.universal());
            joins && child < at && self.lemma(child) == "neither"
        })
    }

    /// Whether the predicate itself is negated, by an adverb, a negative subject, or through coordination with "or".
    pub(super) fn negated(&self, host: usize) -> bool {
        self.negated_except(host, &[])
    }

    /// Whether a word of the predicate's own denies it, for good or up to some time.
    pub(super) fn denies_itself(&self, host: usize, swallowed: &[usize]) -> bool {
        let kept = |child: &usize| {
            !swallowed.contains(child)
                && self
                    .tree
                    .children(*child)
                    .iter()
                    .all(|at| !swallowed.contains(at))
        };
        self.tree
            .children(host)
            .iter()
            .copied()
            .filter(kept)
            .filter(|&child| !has_exception(self.tree, self.cues, child))
            .filter(|&child| !(self.opens_neither(child) && sets_right(self.tree, child)))
            .any(|child| {
                let token = self.tree.token(child);
                let negator = self.cues.polarity.negators.contains(&*token.lower());
                // "No Roman fleet sailed": an article of the subject that the parser hung on the verb.
                let adverbial =
                    ["advmod", "aux", "mark", "det"].contains(&token.relation.universal());
                let next = self.tree.tokens().get(child + 1);
                // "Not until he had asked did they march": he had.
                let until = token.relation.is("advmod")
                    && next.is_some_and(|next| {
                        let word = next.lemma.to_lowercase();
                        next.relation.is("mark") && self.cues.polarity.not_until.contains(&word)
                    });
                let only_next = next.is_some_and(|next| self.cues.onset.only.contains(&next.lemma))
                    || self.adds(child)
                    || until;
                let no_longer = adverbial && self.is_no_longer(child);
                no_longer
                    || (negator && adverbial && !only_next)
                    || ((token.relation.is("nsubj") || token.relation.as_str() == "obl:agent")
                        && self.has_negative_determiner(child))
                    || (token.relation.is("nsubj") && negator)
                    || (token.relation.as_str() == "cc:preconj"
                        && token.lemma == "neither"
                        && !self.rights_what_follows(child, host))
                    || (token.relation.is("obl")
                        && child < host
                        && self
                            .cues
                            .polarity
                            .denying_phrases
                            .contains(&self.lemma(child))
                        && self.has_negative_determiner(child))
                    || (token.relation.is("obj") && self.is_nothing(child))
                    || self.befalls_nobody(child)
                    || (token.relation.is("obj") && self.has_negative_determiner(child))
            })
            || self.neither_behind(host)
    }

    /// As [`Path::negated`], negations left aside that are words of a phrase ("left no doubt that").
    fn negated_except(&self, host: usize, swallowed: &[usize]) -> bool {
        // "did not attack anyone but Rome": Rome it did attack.
        let excepted = |&child: &usize| {
            let token = self.tree.token(child);
            let any = &self.cues.polarity.any;
            ["obj", "iobj", "obl"].contains(&token.relation.universal())
                && any.contains(&*token.lower())
                && has_exception(self.tree, self.cues, child)
        };
        let own = self.denies_itself(host, swallowed);
        if own && self.tree.children(host).iter().any(excepted) || self.had_just_been_done(host) {
            return false;
        }
        let instead = || date_instead(self.tree, self.cues, &|at| self.names.is_date(at), host);
        if own && (self.is_unsurpassed(host) || instead().is_some()) {
            return false;
        }
        if own {
            return !self.only_later(host);
        }
        if self.opens_with_denial(host) {
            return true;
        }
        let token = self.tree.token(host);
        token.relation.is("conj")
            && self.is_one_alternative(host)
            && token.head.is_some_and(|head| self.negated(head))
    }

    /// "never wanted it, began it or provoked it": what joins the clause to the one before, or in a list the ones behind it,
    /// is "or" or "nor"; a clause in a list with a subject of its own stands for itself.
    fn is_one_alternative(&self, host: usize) -> bool {
        let alternative = |at: usize| {
            let join = self.tree.children_by(at, "cc").next()?;
            Some(["or", "nor"].contains(&self.lemma(join).as_str()))
        };
        if let Some(found) = alternative(host) {
            return found;
        }
        let head = self.tree.token(host).head.into_iter();
        let beside = head.flat_map(|head| self.tree.children_by(head, "conj"));
        let mut behind: Vec<usize> = (self.tree.children_by(host, "conj"))
            .chain(beside.filter(|&at| at > host))
            .collect();
        behind.sort_unstable();
        let own = self.tree.children_by(host, "nsubj").next().is_some();
        !own && behind.into_iter().find_map(alternative) == Some(true)
    }

    /// "neither in May nor in June": whether the word stands before the phrase.
    fn opens_neither(&self, phrase: usize) -> bool {
        let mut joins = self.tree.children_by(phrase, "cc");
        joins.any(|at| {
            let token = self.tree.token(at);
            token.relation.as_str() == "cc:preconj" && token.lemma == "neither"
        })
    }

    /// "came neither from Rome nor from Gaul, but from Ostia": where the word was hung on the verb.
    fn rights_what_follows(&self, neither: usize, host: usize) -> bool {
        let mut behind = self.tree.children(host).iter();
        behind.any(|&child| child > neither && sets_right(self.tree, child))
    }

    /// "not in May, nor later": neither then nor at another time.
    fn opens_not_nor(&self, phrase: usize) -> bool {
        let negators = &self.cues.polarity.negators;
        let mut adverbs = self.tree.children_by(phrase, "advmod");
        let not = adverbs.any(|at| at < phrase && negators.contains(&self.lemma(at)));
        let mut joined = self.tree.children_by(phrase, "conj");
        not && joined.any(|other| {
            let mut joins = self.tree.children_by(other, "cc");
            joins.any(|cc| self.lemma(cc) == "nor")
        })
    }

    /// "attacked it neither in May nor in June": what is told with neither circumstance was not.
    fn neither_behind(&self, host: usize) -> bool {
        let relation = |at: usize| self.tree.token(at).relation.as_str();
        let circumstance = |at: usize| {
            let beside = ["obl", "nmod", "advmod", "advcl"];
            beside.contains(&self.tree.token(at).relation.universal())
                && relation(at) != "obl:agent"
        };
        let nominal = ["obj", "iobj", "obl", "nmod", "advmod"];
        let inside = |at: usize| {
            let between = self.tree.ancestors(at).take_while(|&above| above != host);
            let mut between = between.map(|above| self.tree.token(above).relation.universal());
            between.all(|relation| nominal.contains(&relation))
                && self.tree.ancestors(at).any(|above| above == host)
        };
        (host + 1..self.tree.len()).any(|at| {
            circumstance(at)
                && (self.opens_neither(at) || self.opens_not_nor(at))
                && !sets_right(self.tree, at)
                && inside(at)
        })
    }

    /// "no longer"
    pub(super) fn is_no_longer(&self, adverb: usize) -> bool {
        let polarity = &self.cues.polarity;
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        polarity.no_longer.contains(&form(adverb))
            && adverb
                .checked_sub(1)
                .is_some_and(|before| polarity.determiners.contains(&form(before)))
    }

    /// "Nor did they shell it", "At no time did they shell it": the auxiliary before its subject tells that what stands in
    /// front denies the clause.
    fn opens_with_denial(&self, host: usize) -> bool {
        let children = self.tree.children(host);
        let first = |relation: &str| {
            let mut found = children.iter().copied();
            found.find(|&child| self.tree.token(child).relation.universal() == relation)
        };
        let inverted = first("aux")
            .or_else(|| first("cop"))
            .zip(first("nsubj").or_else(|| first("expl")))
            .filter(|(auxiliary, subject)| auxiliary < subject);
        inverted.is_some_and(|(auxiliary, _)| {
            let beside = self.tree.children(auxiliary).iter();
            let mut front = children
                .iter()
                .chain(beside)
                .filter(|&&child| child < auxiliary);
            self.opens_clause_at_no_time(auxiliary)
                || front.any(|&child| {
                    let token = self.tree.token(child);
                    let joins = ["cc", "advmod"].contains(&token.relation.universal());
                    joins
                        && !self.adds(child)
                        && self
                            .cues
                            .polarity
                            .negators
                            .contains(&token.lemma.to_lowercase())
                        || token.relation.is("obl") && self.has_negative_determiner(child)
                })
        })
    }

    /// "He knew it: at no time, on land or at sea, did he doubt it": what opens the clause before the turned auxiliary may have
    /// been hung elsewhere.
    fn opens_clause_at_no_time(&self, auxiliary: usize) -> bool {
        const ENDS: [&str; 5] = [":", ";", "–", "—", "-"];
        let tokens = self.tree.tokens();
        let start = (0..auxiliary)
            .rev()
            .find(|&at| ENDS.contains(&tokens[at].form.as_str()));
        let start = start.map_or(0, |end| end + 1);
        let form = |at: usize| {
            let token = tokens.get(at)?;
            (at < auxiliary).then(|| token.form.to_lowercase())
        };
        let comma = auxiliary.checked_sub(1).and_then(form).as_deref() == Some(",");
        let polarity = &self.cues.polarity;
        // "at no time, ..."
        let phrase = || {
            let denies = form(start + 1).is_some_and(|word| polarity.determiners.contains(&word));
            let time = tokens.get(start + 2).filter(|_| start + 2 < auxiliary);
            denies
                && tokens[start].relation.is("case")
                && time.is_some_and(|time| {
                    polarity
                        .denying_phrases
                        .contains(&time.lemma.to_lowercase())
                })
        };
        let never = || form(start).is_some_and(|word| polarity.at_no_time.contains(&word));
        comma && (phrase() || never())
    }

    /// "Hardly had Rome attacked when Carthage answered": it had.
    fn had_just_been_done(&self, host: usize) -> bool {
        let words = &self.cues.polarity.just_done;
        let of = |relation: &str| self.tree.children_by(host, relation).next();
        let Some((auxiliary, subject)) = of("aux").zip(of("nsubj")) else {
            return false;
        };
        let beside = self.tree.children(host).iter();
        let mut front = beside.chain(self.tree.children(auxiliary));
        auxiliary < subject
            && front.any(|&at| at < auxiliary && words.contains(&*self.tree.token(at).lower()))
    }

    /// "not only", "not just": what follows is told, and more.
    fn adds(&self, negator: usize) -> bool {
        let next = self.tree.tokens().get(negator + 1);
        next.is_some_and(|next| self.cues.polarity.adding.contains(&*next.lower()))
    }

    /// "did not approve it until April": it was done in April.
    fn only_later(&self, host: usize) -> bool {
        self.tree.children(host).iter().any(|&child| {
            ["obl", "advcl"].contains(&self.tree.token(child).relation.universal())
                && case_of(self.tree, child)
                    .iter()
                    .any(|case| self.cues.polarity.only_later.contains(case))
        })
    }

    /// "without an attack", "instead of attacking".
    pub(super) fn without(&self, at: usize) -> bool {
        let mut cases = self.tree.children_by(at, "case");
        cases.any(|case| {
            let lacks = ["without", "instead"].contains(&self.lemma(case).as_str());
            // "not without his consent": with it.
            let denied = case > 0 && {
                let before = self.tree.token(case - 1).form.to_lowercase();
                self.cues.polarity.negators.contains(&before)
            };
            lacks && !denied
        }) || self.lack_of(at).is_some()
    }

    /// "Rather than attack, they waited", "instead of Rome attacking Gaul": a clause that tells of what was not done.
    fn is_set_aside(&self, clause: usize) -> bool {
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        let first = self.tree.subtree(clause).into_iter().min();
        let opens = |at: usize| {
            at + 1 < clause
                && self
                    .cues
                    .set_against
                    .clauses
                    .contains(&format!("{} {}", form(at), form(at + 1)))
        };
        // Where the words are marks of the clause, its governor is read to turn it round.
        let marked = case_of(self.tree, clause)
            .iter()
            .any(|mark| mark == "instead" || mark == "rather");
        // The words may have been hung on the verb of the main clause.
        let before = first.and_then(|first| first.checked_sub(2));
        let set_aside = first.is_some_and(opens) || before.is_some_and(opens);
        let token = self.tree.token(clause);
        // "resigned rather than be beaten and driven out"
        if token.relation.is("conj") {
            let above = token
                .head
                .filter(|&head| self.tree.token(head).relation.is("conj"));
            return marked || above.is_some_and(|head| self.is_set_aside(head));
        }
        token.relation.is("advcl") && !marked && set_aside
    }

    /// "ended by a truce and never by a peace"
    fn is_ruled_out(&self, noun: usize) -> bool {
        let mut adverbs = self.tree.children_by(noun, "advmod");
        let denied = |at: usize| {
            let form = self.tree.token(at).form.to_lowercase();
            at < noun && self.cues.polarity.exclusions.contains(&form) && !self.adds(at)
        };
        self.tree.token(noun).relation.is("conj") && adverbs.any(denied)
    }

    /// "had the backing of neither Rome nor Carthage"
    fn by_neither(&self, event: &Event) -> bool {
        event
            .roles
            .iter()
            .any(|&(role, at)| role == Role::Agent && self.is_neither(at) && at > event.head)
    }

    /// "No resolution condemning it was adopted": what is told of none is not so.
    fn describes_none(&self, participle: usize) -> bool {
        let token = self.tree.token(participle);
        let noun = token.head.filter(|_| token.relation.as_str() == "acl");
        let spoken = token.xpos == "VBG" && case_of(self.tree, participle).is_empty();
        noun.is_some_and(|noun| {
            let told = self
                .tree
                .token(noun)
                .head
                .is_some_and(|verb| self.negated(verb));
            let after = noun < participle;
            after && spoken && told && self.has_negative_determiner(noun)
        })
    }

    /// "an attack"
    pub(super) fn is_new(&self, noun: usize) -> bool {
        let mut articles = self.tree.children_by(noun, "det");
        articles.any(|det| ["a", "an"].contains(&self.lemma(det).as_str()))
    }

    /// "Far from attacking, they withdrew", "was nowhere near an attack": what is not reached is not done.
    pub(super) fn is_out_of_reach(&self, at: usize) -> bool {
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        let phrases = &self.cues.polarity.out_of_reach;
        let joint = |&&child: &&usize| {
            let relation = self.tree.token(child).relation.universal();
            (1..at).contains(&child) && ["mark", "case", "cc", "advmod"].contains(&relation)
        };
        let mut joints = self.tree.children(at).iter().filter(joint);
        joints.any(|&child| phrases.contains(&format!("{} {}", form(child - 1), form(child))))
    }

    /// "Athens no more attacked than Sparta did": the comparison denies both.
    fn is_compared_away(&self, verb: usize) -> bool {
        let polarity = &self.cues.polarity;
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        let more = self.tree.children_by(verb, "advmod").any(|more| {
            let denied = more > 0 && polarity.negators.contains(&form(more - 1));
            denied && polarity.comparatives.contains(&form(more))
        });
        let than = |at: usize| {
            let mut marks = self
                .tree
                .children_by(at, "mark")
                .chain(self.tree.children_by(at, "case"));
            marks.any(|mark| self.lemma(mark) == "than")
        };
        more && self.tree.children(verb).iter().any(|&side| than(side))
    }

    /// "It did not begin with an attack": what a denied verb would have come with.
    fn is_unmet(&self, event: &Event) -> bool {
        let token = self.tree.token(event.head);
        let with = &self.cues.polarity.accompanying;
        event.noun
            && event.host == event.head
            && token.relation.is("obl")
            && self.is_new(event.head)
            && case_of(self.tree, event.head)
                .iter()
                .any(|case| with.contains(case))
            && token.head.is_some_and(|verb| self.negated(verb))
    }

    /// "The veto blocked any condemnation": what is prevented did not happen.
    pub(super) fn prevented(&self, event: &Event) -> bool {
        let token = self.tree.token(event.head);
        event.noun
            && event.host == event.head
            && token.relation.is("obj")
            && token.head.is_some_and(|governor| {
                self.cues
                    .polarity
                    .preventing
                    .contains(&self.lemma(governor))
                    && !self.negated(governor)
            })
    }

    /// For an event noun under "without": what a main clause that is contrary to fact says of it. "Without his consent
    /// the attack would have been impossible" takes the consent for granted; "could not attack without it" leaves it
    /// open.
    pub(super) fn condition(&self, event: &Event) -> Option<Modality> {
        if !event.noun || !self.without(event.head) {
            return None;
        }
        let phrase = self.lack_of(event.head).unwrap_or(event.head);
        let governor = self.tree.token(phrase).head?;
        // "Had they attacked without his consent, ...": nothing is said to have been done.
        let supposed = self.is_inverted_condition(governor) || self.is_conditional(governor);
        // "refused to let them attack without his consent": nor of the consent.
        let refused = self.tree.ancestors(governor).any(|above| {
            let words = &self.cues.implicative;
            let lemma = self.lemma(above);
            [
                &words.negative,
                &words.failing,
                &words.hindering,
                &words.barring,
            ]
            .iter()
            .any(|list| list.contains(&lemma))
        });
        if supposed || refused {
            return Some(Modality::Possible);
        }
        let auxiliaries = self.children_lemmas(governor, "aux");
        let counterfactual = &self.cues.polarity.counterfactual;
        let conditional = auxiliaries.iter().any(|aux| counterfactual.contains(aux));
        let perfect = auxiliaries.iter().any(|aux| aux == "have");
        if conditional && perfect {
            Some(Modality::Actual)
        } else if conditional || self.negated(governor) {
            Some(Modality::Possible)
        } else {
            None
        }
    }

    /// "It was not the South that attacked", "... that planned or began it": the cleft phrase is denied, the event stands.
    pub(super) fn cleft_denial(&self, event: &Event) -> Option<Role> {
        let joined = |&at: &usize| {
            let own = self.tree.children_by(at, "nsubj").next().is_some();
            self.tree.token(at).relation.is("conj") && !own
        };
        let mut verb = event.host;
        while joined(&verb) {
            verb = self.tree.token(verb).head?;
        }
        let relation = self.tree.token(verb).relation.as_str();
        if !["acl:relcl", "ccomp", "csubj", "advcl"].contains(&relation) {
            return None;
        }
        let focus = self.tree.token(verb).head?;
        let copular = self.tree.children_by(focus, "cop").next().is_some();
        let expletive = self
            .tree
            .children(focus)
            .iter()
            .any(|&child| self.lemma(child) == "it" && child < focus);
        let only = |at: usize| {
            let next = self.tree.tokens().get(at + 1);
            next.is_some_and(|next| self.cues.onset.only.contains(&next.lemma))
        };
        let negated = self.tree.children(focus).iter().any(|&child| {
            let negators = &self.cues.polarity.negators;
            let not = negators.contains(&*self.tree.token(child).lower());
            self.tree.token(child).relation.is("advmod") && not && !only(child)
        });
        let neither = self.opens_neither(focus);
        let contrasted = !neither && self.tree.children_by(focus, "conj").next().is_some();
        if copular && expletive && (negated || neither) && !contrasted {
            return event
                .roles
                .iter()
                .find(|(_, at)| *at == focus)
                .map(|(role, _)| *role);
        }
        None
    }

    /// "Neither Athens nor Sparta began the war", "was never signed by Sparta": the doers named are denied, the event
    /// stands.
    pub(super) fn subject_denial(&self, event: &Event) -> Option<Role> {
        let passive = self
            .tree
            .children(event.host)
            .iter()
            .any(|&child| self.tree.token(child).relation.as_str() == "aux:pass");
        event.roles.iter().find_map(|&(role, at)| {
            let exclusion = self.tree.children(at).iter().any(|&child| {
                let form = self.tree.token(child).form.to_lowercase();
                child < at && self.cues.polarity.exclusions.contains(&form)
            });
            let by = passive && case_of(self.tree, at).iter().any(|case| case == "by");
            ((exclusion || by) && self.names.entity_at(at).is_some()).then_some(role)
        })
    }
}
