//! Which date belongs to which event of a sentence.

mod again;
mod going;
mod lacking;
mod opening;
#[cfg(test)]
mod tests;

pub use again::further;

use super::clause::{case_of, date_instead, first_to_do, occasion_seized};
use super::event::Event;
use super::names::Names;
use crate::frame::Role;
use crate::language::tree::{Tree, Upos};

/// The date of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attached {
    /// Index among the dates of the sentence.
    pub date: usize,
    /// Whether it is another clause's, so that it tells only about when.
    pub vague: bool,
}

/// How much a date says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// It names its day.
    Day,
    /// It names a longer stretch.
    Itself,
    /// It counts from another date ("one year later").
    FromAnother,
    /// Nothing that is known.
    Nothing,
}

/// For each event, its date. `says` tells how much each date says by itself.
pub fn attach(
    tree: &Tree,
    names: &Names,
    events: &[Event],
    says: &dyn Fn(usize) -> Says,
) -> Vec<Option<Attached>> {
    let dating = Dating {
        tree,
        names,
        events,
        says,
    };
    let firm = |date| Attached { date, vague: false };
    let mut dates: Vec<Option<Attached>> = events
        .iter()
        .map(|event| dating.own(event).map(firm))
        .collect();
    for index in 0..events.len() {
        if dates[index].is_none() {
            dates[index] = dating.shared(&events[index], events, &dates);
        }
    }
    for index in 0..events.len() {
        if dates[index].is_none() {
            dates[index] = dating.beside(&events[index]).map(|date| Attached {
                date,
                vague: !dating.is_at_once(&events[index]),
            });
        }
    }
    dates
}

struct Dating<'a> {
    tree: &'a Tree,
    names: &'a Names<'a>,
    events: &'a [Event],
    says: &'a dyn Fn(usize) -> Says,
}

impl Dating<'_> {
    /// The date in the event's own clause or noun phrase.
    fn own(&self, event: &Event) -> Option<usize> {
        self.after_fronted_clause(event.host)
            .or_else(|| self.below(event.head))
            .or_else(|| {
                (event.host != event.head)
                    .then(|| self.below(event.host))
                    .flatten()
            })
            .or_else(|| self.right_behind(event))
            .or_else(|| self.as_subject(event))
            .or_else(|| self.as_cleft(event))
            .or_else(|| self.before_cleft(event))
            .or_else(|| self.as_pseudo_cleft(event))
            .or_else(|| self.of_participle(event))
            .or_else(|| self.first_part(event))
            .or_else(|| self.of_its_day(event))
            .or_else(|| self.of_its_occasion(event))
            .or_else(|| self.of_its_going(event))
            .or_else(|| self.of_none(event))
            .or_else(|| self.fronted(event))
            .or_else(|| self.of_opening_participle(event))
            .or_else(|| self.behind_announced(event))
            .or_else(|| self.launched_in_front(event))
            .or_else(|| self.of_entry(event))
    }

    /// "announced the discovery of a tomb on 3 May": a date that closes what is announced, which is no event of its own,
    /// is that of the announcement.
    fn behind_announced(&self, event: &Event) -> Option<usize> {
        let lemma = self.tree.token(event.host).lemma.to_lowercase();
        let cues = &self.names.cues().illocution;
        let announces = cues.announcing.contains(&lemma);
        let object = self
            .tree
            .children_by(event.host, "obj")
            .next()
            .filter(|_| announces)?;
        let inside = self.tree.subtree(object);
        let last = inside.iter().copied().max()?;
        let at = inside.into_iter().find(|&at| {
            let on = case_of(self.tree, at);
            self.names.is_date(at) && on.iter().any(|case| cues.announced.contains(case))
        })?;
        let closes = self.names.date_at(at) == self.names.date_at(last);
        let between = self
            .tree
            .ancestors(at)
            .take_while(|&above| above != event.host);
        let told = between.into_iter().any(|above| {
            self.events
                .iter()
                .any(|other| other.head == above || other.host == above)
        });
        (closes && !told).then(|| self.names.date_at(at)).flatten()
    }

    /// Whether an adverb of its own sets the predicate at another time than its clause's date.
    fn is_elsewhen(&self, host: usize) -> bool {
        let elsewhen = &self.names.reference().elsewhen;
        let mut adverbs = self.tree.children_by(host, "advmod");
        adverbs.any(|at| elsewhen.contains(&*self.tree.token(at).lower()))
    }

    /// A date below `at` that no other clause stands between.
    fn below(&self, at: usize) -> Option<usize> {
        let instead = date_instead(
            self.tree,
            self.names.cues(),
            &|at| self.names.is_date(at),
            at,
        );
        if let Some(date) = instead.and_then(|date| self.names.date_at(date)) {
            return Some(date);
        }
        let mut best: Option<(usize, (Says, usize))> = None;
        let mut queue = vec![(at, 0usize)];
        while let Some((node, depth)) = queue.pop() {
            for &child in self.tree.children(node) {
                let token = self.tree.token(child);
                if node == at && self.is_set_off(at, child) {
                    continue;
                }
                // "not in June but in May"
                if self.is_ruled_out(at, child) {
                    queue.push((child, depth + 1));
                    continue;
                }
                if self.opens_span(node, child) || self.is_put_aside(child) {
                    continue;
                }
                if let Some(date) = self.names.date_at(child) {
                    // "Some days later, on 3 May", "one year later, on 3 May": the date that names its day is meant.
                    let rank = ((self.says)(date), depth);
                    if best.is_none_or(|(_, found)| rank < found) {
                        best = Some((date, rank));
                    }
                    continue;
                }
                // Only phrases that tell when or where carry the date of the event above them; a date inside the
                // subject or object is that participant's own, unless it hangs on a bare temporal noun.
                let temporal = (["obl", "advmod", "nmod", "appos", "dep"]
                    .contains(&token.relation.universal())
                    || self.is_contrast(child))
                    && depth < 3
                    && token.upos != Upos::Verb;
                let nominal_event = node != at && self.tree.token(node).upos == Upos::Verb;
                if temporal
                    && !nominal_event
                    && !self.is_apart(child)
                    && !self.tells_of_others(at, child)
                {
                    queue.push((child, depth + 1));
                }
            }
        }
        best.map(|(date, _)| date)
    }

    /// "A year had passed since the founding of Rome in May when ...": the date right behind a noun that a preposition
    /// sets apart is the noun's, wherever the parser has hung it.
    fn right_behind(&self, event: &Event) -> Option<usize> {
        if !event.noun || !self.is_apart(event.head) {
            return None;
        }
        let end = self.tree.subtree(event.head).into_iter().max()?;
        let (case, date) = (self.tree.tokens().get(end + 1)?, end + 2);
        (case.upos == Upos::Adp && date < self.tree.len())
            .then(|| self.names.date_at(date))
            .flatten()
    }

    /// ", not a peace, ...": what is set against something else is no clause of its own.
    fn is_contrast(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        token.relation.is("parataxis")
            && token.upos == Upos::Noun
            && self.tree.children_by(at, "advmod").next().is_some()
            && self.tree.children_by(at, "cop").next().is_none()
    }

    /// "after the victory of 1949", "despite the talks of May": the date inside is that of another event, which the
    /// preposition sets apart from this one.
    fn is_apart(&self, phrase: usize) -> bool {
        let reference = self.names.reference();
        let hour = &self.tree.token(phrase).lemma.to_lowercase();
        // "before dawn on 25 June" is on that day.
        case_of(self.tree, phrase)
            .iter()
            .any(|case| reference.apart.contains(case) && !reference.hours.contains(hour))
    }

    /// "In Rome's statement of 3 May the war began with a raid": the date is that of the words, in which others act.
    fn tells_of_others(&self, verb: usize, phrase: usize) -> bool {
        let lemma = self.tree.token(phrase).lemma.to_lowercase();
        let said = self.names.cues().speech_noun(&lemma).is_some();
        let doers = |event: &Event| -> Vec<usize> {
            let agents = event.roles.iter().filter(|(role, _)| *role == Role::Agent);
            agents
                .filter_map(|&(_, at)| self.names.entity_at(at))
                .collect()
        };
        let mut named = self.events.iter().filter(|one| one.head == phrase);
        let speakers = named.find(|one| one.noun).map(doers).unwrap_or_default();
        let own = |event: &&Event| {
            let speech = self.names.cues().speech(&self.tree.token(verb).lemma);
            let all = self.names.entities();
            let of_speaker = |&doer: &usize| {
                let mut sides = speakers.iter();
                sides.any(|&one| all.are_of_one_side(one, doer))
            };
            event.host == verb && (speech.is_some() || doers(event).iter().any(of_speaker))
        };
        said && phrase < verb && !speakers.is_empty() && !self.events.iter().any(|one| own(&one))
    }

    /// "the day on which the war began, 3 May, ...", "The day on which it began was 3 May".
    fn of_its_day(&self, event: &Event) -> Option<usize> {
        let token = self.tree.token(event.host);
        let day = token
            .head
            .filter(|_| token.relation.as_str() == "acl:relcl")?;
        let lemma = self.tree.token(day).lemma.to_lowercase();
        if !self.names.reference().days.contains(&lemma) {
            return None;
        }
        let beside = self.tree.children_by(day, "appos");
        let predicate = self.tree.token(day).head;
        let predicate = predicate.filter(|_| self.tree.token(day).relation.is("nsubj"));
        beside
            .chain(predicate)
            .find_map(|at| self.names.date_at(at))
    }

    /// "his visit to Rome in May, in the course of which he asked ...": what was done on an occasion is of its date.
    fn of_its_occasion(&self, event: &Event) -> Option<usize> {
        let token = self.tree.token(event.host);
        let occasion = token
            .head
            .filter(|_| token.relation.as_str() == "acl:relcl")?;
        let reference = self.names.reference();
        let above = self.tree.token(occasion);
        // "in the course of which": of what the clause above tells.
        let course = reference.courses.contains(&above.lemma.to_lowercase());
        let mut inside = self.tree.children_by(event.host, "obl");
        let during = inside.any(|phrase| {
            let which = self.tree.subtree(phrase).into_iter().any(|at| {
                let token = self.tree.token(at);
                ["WDT", "WP"].contains(&token.xpos.as_str())
            });
            let cases = case_of(self.tree, phrase);
            let of = |case: &String| course && case == "of";
            let when = |case: &String| reference.occasional.contains(case) || of(case);
            which && cases.iter().any(when)
        });
        let beside = || {
            let told = above.head.filter(|_| course);
            let date = above.head.filter(|_| above.relation.is("appos"));
            let date = date.and_then(|date| self.names.date_at(date));
            date.or_else(|| told.and_then(|told| self.below(told)))
        };
        during
            .then(|| self.below(occasion).or_else(beside))
            .flatten()
    }

    /// "No resolution condemning it was adopted in May": what none did, none did then.
    fn of_none(&self, event: &Event) -> Option<usize> {
        let token = self.tree.token(event.host);
        let noun = token.head.filter(|_| token.relation.as_str() == "acl")?;
        let none = &self.names.cues().polarity.determiners;
        let mut articles = self.tree.children_by(noun, "det");
        let denied = articles.any(|det| none.contains(&*self.tree.token(det).lower()));
        let verb = self.tree.token(noun).head.filter(|_| denied)?;
        self.below(verb)
    }

    /// "June 25 saw the outbreak of the war"; "June 25 was the day of the attack".
    fn as_subject(&self, event: &Event) -> Option<usize> {
        let token = self.tree.token(event.head);
        let governor = if event.noun && token.relation.is("obj") {
            token.head?
        } else {
            event.head
        };
        self.tree
            .children_by(governor, "nsubj")
            .find_map(|subject| self.names.date_at(subject))
    }

    /// "It was on 25 June that the North attacked": the date is the root, the event hangs on it.
    fn as_cleft(&self, event: &Event) -> Option<usize> {
        let token = self.tree.token(event.host);
        let focus = token.head?;
        let copular = self.tree.children_by(focus, "cop").next().is_some();
        (copular
            && ["acl", "advcl", "ccomp", "csubj", "nsubj", "parataxis"]
                .contains(&token.relation.universal()))
        .then(|| self.names.date_at(focus))
        .flatten()
    }

    /// "At dawn on 3 May it was Carthage that attacked": the date beside the focus is that of the deed.
    fn before_cleft(&self, event: &Event) -> Option<usize> {
        let token = self.tree.token(event.host);
        let focus = token.head.filter(|_| token.relation.is("acl"))?;
        let it = |&at: &usize| at < focus && self.tree.token(at).lemma == "it";
        let copular = self.tree.children_by(focus, "cop").next().is_some();
        let expletive = self.tree.children(focus).iter().any(it);
        let mut beside = self.tree.children_by(focus, "obl");
        (copular && expletive)
            .then(|| beside.find_map(|at| self.names.date_at(at).or_else(|| self.below(at))))
            .flatten()
    }

    /// "What was signed on 27 July was an armistice": the date of the clause that says what it was.
    fn as_pseudo_cleft(&self, event: &Event) -> Option<usize> {
        self.tree.children_by(event.head, "cop").next()?;
        self.tree
            .children_by(event.head, "nsubj")
            .flat_map(|subject| self.tree.children_by(subject, "acl"))
            .find_map(|relative| self.below(relative))
    }

    /// "on 3 May, when Carthage attacked": the clause tells what was on the date right before it.
    fn before_when(&self, verb: usize) -> Option<usize> {
        let when = self.joint(verb)?;
        let mut before = (0..when).rev();
        before
            .find(|&at| self.tree.token(at).upos != Upos::Punct)
            .filter(|&at| {
                let above = self.tree.token(at).head;
                !above.is_some_and(|above| self.opens_span(above, at))
            })
            .and_then(|at| self.names.date_at(at))
            .filter(|&date| (self.says)(date) != Says::Nothing && self.below(verb).is_none())
    }

    /// "an armistice signed on 27 July", "the attack launched in May": the date of the participle that only says that
    /// it happened.
    fn of_participle(&self, event: &Event) -> Option<usize> {
        let participles = self.tree.children_by(event.head, "acl").filter(|&acl| {
            let token = self.tree.token(acl);
            event.noun && token.xpos == "VBN" && self.dates_its_noun(acl)
        });
        participles.filter_map(|acl| self.below(acl)).next()
    }

    /// "a cease-fire agreement was signed on 27 July": the first part of a compound is dated with the whole.
    fn first_part(&self, event: &Event) -> Option<usize> {
        let token = self.tree.token(event.head);
        let whole = token
            .head
            .filter(|_| event.noun && token.relation.is("compound"))?;
        let above = self.tree.token(whole);
        let preliminaries = &self.names.reference().preliminaries;
        if preliminaries.contains(&above.lemma.to_lowercase()) {
            return None;
        }
        self.below(whole).or_else(|| {
            let argument = above.relation.is("obj") || above.relation.is("nsubj");
            let verb = above.head.filter(|_| argument)?;
            self.dates_its_noun(verb)
                .then(|| self.below(verb))
                .flatten()
        })
    }

    /// Whether a verb's time is that of an event noun which is its argument.
    fn dates_its_noun(&self, verb: usize) -> bool {
        let light = &self.names.cues().light;
        let lemma = self.tree.token(verb).lemma.to_lowercase();
        light.dating.contains(&lemma)
            || light.occurring.contains(&lemma)
            || light.active.contains(&lemma)
    }

    /// The date of a noun of deciding: its own, or that of the verb that only says that it happened.
    fn decided(&self, noun: usize) -> Option<usize> {
        let deciding = &self.names.cues().modality.deciding;
        let token = self.tree.token(noun);
        if !deciding.contains(&token.lemma.to_lowercase()) {
            return None;
        }
        self.below(noun).or_else(|| {
            let verb = token.head.filter(|_| token.relation.is("nsubj"))?;
            self.dates_its_noun(verb)
                .then(|| self.below(verb))
                .flatten()
        })
    }

    /// A date shared through coordination, an aspectual governor, or a participle without a marker of its own.
    fn shared(
        &self,
        event: &Event,
        events: &[Event],
        dates: &[Option<Attached>],
    ) -> Option<Attached> {
        let token = self.tree.token(event.host);
        let governor = token.head?;
        let marked = self.tree.children(event.host).iter().any(|&child| {
            let child = self.tree.token(child);
            child.relation.is("mark") || (child.relation.is("advmod") && child.xpos == "WRB")
        });
        let firm = |date| Attached { date, vague: false };
        let shares = match token.relation.universal() {
            "conj" => self.tree.children_by(event.host, "nsubj").next().is_none(),
            // "On 3 May Rome was the first to arm."
            "acl" | "xcomp" | "advcl"
                if first_to_do(self.tree, self.names.cues(), event.host).is_some() =>
            {
                return self.below(governor).map(firm);
            }
            "advcl" if marked => {
                let failed = || self.of_failure(event.host).map(firm);
                return (self.of_errand(event.host, governor))
                    .or_else(|| self.of_means(event.host, governor))
                    .or_else(failed);
            }
            // "Armed beforehand by Rome, they marched in May": not then.
            "advcl" => !self.is_elsewhen(event.host),
            "xcomp" => true,
            // "the decision to approve it came in January".
            "acl" if self.seized(event.host).is_some() => {
                let verb = self.seized(event.host)?;
                return self.below(verb).map(firm);
            }
            "acl" if event.decision => return self.decided(governor).map(firm),
            // "had no choice but to sign": the deed is done when the choice is lacking.
            "acl" if self.is_exception(event.host) => {
                let verb = self.tree.token(governor).head?;
                return self.below(verb).map(firm);
            }
            "obl" if event.decision && self.is_brought(event.host, governor) => {
                let date = self.below(governor);
                return date.map(|date| Attached { date, vague: true });
            }
            "obj" if event.noun && self.keeps_back(governor) => true,
            "obj" if event.noun && self.of_failure(governor).is_some() => true,
            // "signed two months after the armistice"
            "obl" if self.is_apart(event.host) => false,
            "obj" | "obl" | "nsubj" if event.noun => self.dates_its_noun(governor),
            // "In 1211 there was fighting".
            "nsubj" => self.tree.children_by(governor, "expl").next().is_some(),
            _ => false,
        };
        if !shares {
            return None;
        }
        let above = events
            .iter()
            .zip(dates)
            .find(|(other, date)| other.host == governor && date.is_some())
            .and_then(|(_, date)| *date)
            .or_else(|| self.below(governor).map(firm))
            .or_else(|| self.of_failure(governor).map(firm))?;
        // "arrived on 3 May and met him": the second deed may have been later.
        let joined = token.relation.is("conj") && !self.stands_before(above.date, governor);
        Some(Attached {
            vague: above.vague || joined,
            ..above
        })
    }

    /// "went to Rome in May to ask for ships": who travels to do something does it at about that time.
    fn of_errand(&self, verb: usize, governor: usize) -> Option<Attached> {
        let goes = &self.names.cues().light.going;
        if let Some(seizing) = self.seized(verb) {
            let occasion = || self.tree.children_by(seizing, "obj").next();
            let date = (self.below(seizing)).or_else(|| self.below(occasion()?))?;
            return Some(Attached { date, vague: false });
        }
        let marks = case_of(self.tree, verb);
        // "left Rome in May without having asked"
        if marks.iter().any(|mark| mark == "without") {
            return self
                .below(governor)
                .map(|date| Attached { date, vague: false });
        }
        let to = marks.iter().any(|mark| mark == "to");
        let travels = goes.contains(&self.tree.token(governor).lemma.to_lowercase());
        let date = self.below(governor).filter(|_| to && travels)?;
        Some(Attached { date, vague: true })
    }

    /// "opened the war on 3 May by invading Gaul": what is done by doing something is done when that is. Over a longer time it
    /// may have been any part of it.
    fn of_means(&self, verb: usize, governor: usize) -> Option<Attached> {
        let doing = self.tree.token(verb).xpos == "VBG";
        let by = case_of(self.tree, verb) == ["by"];
        let date = self.below(governor).filter(|_| doing && by)?;
        (!self.is_elsewhen(verb)).then(|| Attached {
            date,
            vague: (self.says)(date) != Says::Day,
        })
    }

    /// "used his visit in May to ask", "took the opportunity to ask".
    fn seized(&self, infinitive: usize) -> Option<usize> {
        occasion_seized(self.tree, self.names.cues(), infinitive)
    }

    /// "came home in May with his consent": it was given at about that time.
    fn is_brought(&self, decision: usize, verb: usize) -> bool {
        let goes = &self.names.cues().light.going;
        let with = case_of(self.tree, decision) == ["with"];
        with && goes.contains(&self.tree.token(verb).lemma.to_lowercase())
    }

    fn stands_before(&self, date: usize, at: usize) -> bool {
        (0..at).any(|before| self.names.date_at(before) == Some(date))
    }

    /// "no choice but to sign".
    fn is_exception(&self, infinitive: usize) -> bool {
        let marks = case_of(self.tree, infinitive);
        let excepting = &self.names.cues().implicative.excepting;
        marks.iter().any(|mark| excepting.contains(mark)) && marks.iter().any(|mark| mark == "to")
    }

    /// "read him a note by which Rome broke with Gaul": what is done by it is done when it is read.
    fn is_by_which(&self, clause: usize) -> bool {
        self.tree.children_by(clause, "obl").any(|at| {
            let relative = ["WDT", "WP"].contains(&self.tree.token(at).xpos.as_str());
            relative && case_of(self.tree, at) == ["by"]
        })
    }

    /// The date of another clause that tells about when: of the clause that "when" or "where" joins to this one, or of
    /// the one that an opening date also opens.
    fn beside(&self, event: &Event) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(event.host);
        if let Some(date) =
            (self.before_when(event.host)).or_else(|| self.of_joined_clause(event.host))
        {
            return Some(date);
        }
        let governor = token.head?;
        match token.relation.universal() {
            "conj" | "parataxis" => self
                .below(governor)
                .or_else(|| self.of_joined_clause(governor))
                .filter(|&date| self.stands_before(date, governor)),
            "advcl" if self.is_joined(event.host) => self.below(governor),
            "acl" if self.is_joined(event.host) || self.is_by_which(event.host) => {
                if let Some(date) = self.names.date_at(governor) {
                    return Some(date);
                }
                let verb = |at: &usize| {
                    tree.token(*at).upos == Upos::Verb || tree.token(*at).head.is_none()
                };
                let main = std::iter::once(governor)
                    .chain(tree.ancestors(governor))
                    .find(verb)?;
                self.below(main)
            }
            _ => None,
        }
    }

    /// "When Rome fell in May, ...": the date of the clause that is joined to `verb`.
    fn of_joined_clause(&self, verb: usize) -> Option<usize> {
        self.tree
            .children_by(verb, "advcl")
            .filter(|&clause| self.is_joined(clause))
            .find_map(|clause| self.below(clause))
    }

    /// Whether "when", "where" or the like opens the clause.
    fn is_joined(&self, clause: usize) -> bool {
        self.joint(clause).is_some()
    }

    /// The "when", "where" or the like that opens the clause.
    fn joint(&self, clause: usize) -> Option<usize> {
        let meanwhile = &self.names.reference().meanwhile;
        self.tree.children(clause).iter().copied().find(|&child| {
            let token = self.tree.token(child);
            child < clause
                && (token.relation.is("mark") || token.relation.is("advmod"))
                && meanwhile.contains(&*token.lower())
        })
    }
}
