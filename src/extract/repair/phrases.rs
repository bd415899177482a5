//! Phrases that were hung on what stands beside their verb, and lists that were taken into the clause before theirs.

use super::{Change, Mender};
use crate::extract::clause::case_of;
use crate::language::tree::Upos;

impl Mender<'_> {
    /// Words on the wrong one of two neighbours.
    pub(super) fn misplaced(&self, at: usize) -> Vec<(usize, Change)> {
        let token = self.tree.token(at);
        let mut changes = Vec::new();
        if let Some(verb) = self.date_of_each(at) {
            changes.push((at, Change::Attach(verb, "obl")));
        }
        if let Some(name) = self.absent_party(at) {
            changes.push((name, Change::Attach(token.head.unwrap_or(name), "nmod")));
            changes.push((at, Change::Attach(name, "amod")));
            changes.push((at, Change::Tag(Upos::Adj, None)));
        }
        if let Some(verb) = self.particle_before_phrase(at) {
            changes.push((at, Change::Attach(verb, "compound:prt")));
        }
        changes.extend(self.phrase_in_subject(at).unwrap_or_default());
        if token.upos != Upos::Verb {
            return changes;
        }
        changes.extend(self.parted_auxiliary(at).unwrap_or_default());
        changes.extend(self.habitual(at).unwrap_or_default());
        if let Some(subject) = self.past_behind_subject(at) {
            changes.push(match self.tree.token(subject).head {
                Some(above) => (at, Change::Attach(above, "parataxis")),
                None => (at, Change::Root),
            });
            changes.push((subject, Change::Attach(at, "nsubj")));
        }
        if let Some(subject) = self.subject_in_opening(at) {
            changes.push((subject, Change::Attach(at, "nsubj")));
        }
        if let Some(object) = self.bare_object(at) {
            changes.push((object, Change::Attach(at, "obj")));
        }
        if let Some((front, subject)) = self.fronted_object(at) {
            changes.push((front, Change::Attach(at, "obj")));
            changes.push((subject, Change::Attach(at, "nsubj")));
        }
        if let Some(verb) = self.told_infinitive(at) {
            changes.push((at, Change::Attach(verb, "xcomp")));
        }
        if let Some(verb) = self.asked_infinitive(at) {
            changes.push((at, Change::Attach(verb, "xcomp")));
        }
        changes
    }

    /// "With that backing Carthage attacked Rome": of an opening that no comma closes, the object right before a verb without
    /// a subject is that subject.
    fn subject_in_opening(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let finite = ["VBD", "VBZ", "VBP"].contains(&tree.token(verb).xpos.as_str());
        if !finite || self.has(verb, &["nsubj", "csubj", "expl", "aux", "mark"]) {
            return None;
        }
        let opening = tree.children_by(verb, "advcl").find(|&at| at < verb)?;
        let object = tree.children_by(opening, "obj").find(|&at| at > opening)?;
        let participle = tree.token(opening).xpos == "VBG";
        let closes = tree.subtree(object).into_iter().max() == Some(verb - 1);
        (participle && closes).then_some(object)
    }

    /// "poured out of the camp and over the river": a phrase with a preposition of its own, joined to another of the verb,
    /// is the verb's, too.
    pub(super) fn joined_path(&self, phrase: usize) -> Option<usize> {
        let token = self.tree.token(phrase);
        let first = token.head.filter(|_| token.relation.is("conj"))?;
        let above = self.tree.token(first);
        let verb = (above.head).filter(|_| above.relation.as_str() == "obl" && first < phrase)?;
        let own = case_of(self.tree, phrase);
        let other = case_of(self.tree, first);
        let paths = |cases: &[String]| {
            let mut cases = cases.iter();
            cases.any(|case| self.cues.paths.contains(case))
        };
        (paths(&own) && paths(&other) && own != other).then_some(verb)
    }

    /// "invades the South": a name right behind a verb with a subject and no object is no measure of time; nor is "itself"
    /// behind one that always has an object ("flung itself").
    fn bare_object(&self, verb: usize) -> Option<usize> {
        let tree = self.tree;
        let object = tree.children_by(verb, "obl").find(|&at| {
            let token = tree.token(at);
            let flung = || self.cues.hurling.contains(&tree.token(verb).lemma);
            let name = token.upos == Upos::Propn && !(self.is_date)(at)
                || token.upos == Upos::Pron && flung();
            token.relation.as_str() == "obl:unmarked" && name && case_of(tree, at).is_empty()
        })?;
        let first = tree.subtree(object).into_iter().min()?;
        let near = verb + 1 == first && self.has(verb, &["nsubj"]);
        let active = tree
            .children_by(verb, "nsubj")
            .all(|at| tree.token(at).relation.as_str() == "nsubj");
        (near && active && !self.has(verb, &["obj", "cop"])).then_some(object)
    }

    /// "Saguntum, Carthage attacked in May": what describes the subject ends with a comma; a name without one, right before
    /// a verb that has no object, is the subject, and what stands in front the object. Gives that one and the subject.
    fn fronted_object(&self, verb: usize) -> Option<(usize, usize)> {
        let tree = self.tree;
        let front = tree.children_by(verb, "nsubj").next()?;
        let subject = tree.children_by(front, "appos").next()?;
        let name = |at: usize| tree.token(at).upos == Upos::Propn && !(self.is_date)(at);
        let first = tree
            .subtree(subject)
            .into_iter()
            .find(|&at| tree.token(at).form != ",")?;
        let comma = first > 0 && tree.token(first - 1).form == ",";
        let bare = !self.has(verb, &["obj", "aux", "cop", "ccomp", "xcomp"]);
        let near = front < subject && subject + 1 == verb;
        (name(front) && name(subject) && comma && bare && near).then_some((front, subject))
    }

    /// "was caused in the first place by X", "was told at once of Y": a phrase behind a date, an adverb or a phrase that
    /// only frames what is said belongs to the verb. Gives the verb and the relation.
    pub(super) fn raised_phrase(&self, at: usize) -> Option<(usize, &'static str)> {
        let token = self.tree.token(at);
        let frame = token.head.filter(|_| token.relation.is("nmod"))?;
        let above = self.tree.token(frame);
        let verb = above.head.filter(|&verb| {
            verb < frame && frame < at && self.tree.token(verb).upos == Upos::Verb
        })?;
        let cases = case_of(self.tree, at);
        let case = cases.last()?;
        let marked = !case_of(self.tree, frame).is_empty();
        let adverb = above.upos == Upos::Adv && marked;
        let named = !(self.is_date)(at);
        if adverb && named {
            return Some((verb, "obl"));
        }
        let passive = self
            .tree
            .children(verb)
            .iter()
            .any(|&child| self.tree.token(child).relation.as_str() == "aux:pass");
        let doer_known = self.tree.children_by(verb, "obl").any(|other| {
            case_of(self.tree, other).iter().any(|case| case == "by") && !(self.is_date)(other)
        });
        let lemma = above.lemma.to_lowercase();
        let frames = (self.is_date)(frame)
            || marked
                && [&self.cues.framing, &self.cues.stretches, &self.cues.moments]
                    .iter()
                    .any(|words| words.contains(&lemma));
        let agent = case == "by" && passive && !doer_known && named && frames;
        (agent && above.relation.is("obl")).then_some((verb, "obl:agent"))
    }

    /// "owned up to the murder of Gauls by its guards": what an active verb has behind "by" is the doer of what the noun before
    /// it names. Gives the noun.
    pub(super) fn doer_of_noun(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let verb = token
            .head
            .filter(|_| token.relation.as_str() == "obl:agent")?;
        let relation = |child: usize| self.tree.token(child).relation.as_str();
        let children = self.tree.children(verb).iter().copied();
        let active = children.clone().any(|child| relation(child) == "nsubj")
            && !children
                .clone()
                .any(|child| ["aux:pass", "nsubj:pass", "aux"].contains(&relation(child)));
        let end = |noun: usize| self.tree.subtree(noun).into_iter().max();
        let first = self.tree.subtree(at).into_iter().min()?;
        let noun = children.filter(|&child| {
            let before = verb < child && child < at && !(self.is_date)(child);
            before
                && self.tree.token(child).upos == Upos::Noun
                && ["obj", "obl"].contains(&relation(child))
        });
        let mut noun = noun.filter(|&noun| end(noun).is_some_and(|end| end + 1 == first));
        noun.next()
            .filter(|_| active && self.tree.token(verb).upos == Upos::Verb)
    }

    /// "When the verdict came in May, X, Y and Z were sent home": names behind the comma that ends an opening clause are
    /// no further members of its last phrase, where the verb behind them has no subject. Gives the first and the others.
    pub(super) fn listed_subject(&self, verb: usize) -> Option<(usize, Vec<usize>)> {
        let tree = self.tree;
        let tag = tree.token(verb).xpos.as_str();
        let finite = ["VBD", "VBZ", "VBP"].contains(&tag) || self.has(verb, &["aux"]);
        if !finite || self.has(verb, &["nsubj", "csubj", "expl", "mark"]) {
            return None;
        }
        let clause = tree
            .children_by(verb, "advcl")
            .find(|&clause| clause < verb && self.has(clause, &["mark", "advmod"]))?;
        let below = tree.subtree(clause);
        let comma = |at: usize| tree.token(at).form == ",";
        let name = |at: usize| tree.token(at).upos == Upos::Propn && !(self.is_date)(at);
        let start = |at: usize| tree.subtree(at).into_iter().find(|&part| !comma(part));
        let first = below.iter().copied().find(|&at| {
            let token = tree.token(at);
            let opens = start(at).and_then(|first| first.checked_sub(1));
            let joined = token.relation.is("conj") || token.relation.is("appos");
            joined && at > clause && name(at) && opens.is_some_and(comma)
        })?;
        let head = tree.token(first).head.filter(|&head| head != clause)?;
        let mut rest: Vec<usize> = tree
            .children_by(head, "conj")
            .filter(|&other| other > first)
            .collect();
        rest.retain(|&other| name(other));
        // Nothing but an auxiliary stands between the list and the verb.
        let end = below.last().copied()?;
        let next = (end + 1..verb).all(|at| {
            let token = tree.token(at);
            token.head == Some(verb) && !["nsubj", "obj"].contains(&token.relation.universal())
        });
        next.then_some((first, rest))
    }

    /// "Rome, the envoy told them, was arming": whoever was taken for the one spoken to is the subject behind the
    /// insertion.
    pub(super) fn hailed_subject(&self, verb: usize) -> Option<usize> {
        let token = self.tree.token(verb);
        let saying = token.head.filter(|_| token.relation.is("ccomp"))?;
        let hailed = self.tree.children_by(saying, "vocative").next()?;
        let speaker = self.tree.children_by(saying, "nsubj").next()?;
        let name = self.tree.token(hailed).upos == Upos::Propn;
        (name && hailed < speaker && speaker < saying && saying < verb).then_some(hailed)
    }

    /// "According to X's memoirs Y handed him the letter": a name right before a verb without a subject, behind a phrase
    /// without a comma, is no apposition of the phrase.
    pub(super) fn name_before(&self, verb: usize) -> Option<usize> {
        let last = verb.checked_sub(1)?;
        let name = self.tree.token(last);
        let phrase = name.head.filter(|_| name.relation.is("appos"))?;
        let above = self.tree.token(phrase);
        let opens = above.relation.is("obl") && above.head == Some(verb) && phrase < last;
        let alone = self.tree.children(last).is_empty() && !case_of(self.tree, phrase).is_empty();
        (name.upos == Upos::Propn && !(self.is_date)(last) && opens && alone).then_some(last)
    }

    /// "with nine votes to none and Carthage absent": the adjective tells of the name before it. Gives the name.
    fn absent_party(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let name = at.checked_sub(1)?;
        let party = self.tree.token(name);
        let told = self.cues.absolutes.contains(&*token.lower());
        let nominal = ["NN", "NNP", "JJ"].contains(&token.xpos.as_str())
            && !["cop", "root"].contains(&token.relation.universal())
            && !self.has(at, &["cop", "aux"]);
        let below = ["compound", "nmod", "nsubj", "flat"].contains(&party.relation.universal());
        let fits = party.upos == Upos::Propn && party.head == Some(at) && below;
        (told && nominal && fits && token.head.is_some()).then_some(name)
    }

    /// "was pushed through later on that day": nothing leads a date that begins with an adverb; "was fired upon at dawn":
    /// nor do two prepositions lead a phrase. Gives the verb.
    fn particle_before_phrase(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let verb = at.checked_sub(1)?;
        let stranded =
            self.cues.stranded.contains(&*token.lower()) && self.tree.token(verb).xpos == "VBN";
        // Taken for a phrase by itself.
        let alone = token.upos == Upos::Adp && self.tree.children(at).is_empty();
        if stranded && alone && token.head == Some(verb) && token.relation.is("obl") {
            return Some(verb);
        }
        let phrase = token.head.filter(|_| token.relation.is("case"))?;
        let first = self.tree.token(phrase).form.split(' ').next()?;
        let adverb = self.cues.later.contains(&first.to_lowercase()) && phrase == at + 1;
        let second = self.tree.tokens().get(at + 1);
        let doubled = stranded
            && second.is_some_and(|next| next.relation.is("case") && next.head == Some(phrase));
        let verbal = self.tree.token(verb).upos == Upos::Verb;
        let led = adverb && (self.is_date)(phrase);
        ((led || doubled) && verbal).then_some(verb)
    }

    /// "On earlier marches Hannibal crossed it": no preposition leads a subject. The noun before it closes the phrase.
    fn phrase_in_subject(&self, subject: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(subject);
        let verb = token.head.filter(|_| token.relation.as_str() == "nsubj")?;
        let noun = tree.children_by(subject, "compound").find(|&at| {
            let plural = tree.token(at).xpos == "NNS";
            plural && at + 1 == subject
        })?;
        let led = tree.children_by(subject, "case").any(|case| case < noun);
        let front = tree.children(subject).iter().filter(|&&at| at < noun);
        led.then(|| {
            let moved = front.map(|&at| {
                let relation = match tree.token(at).relation.universal() {
                    "case" => "case",
                    "det" => "det",
                    _ => "amod",
                };
                (at, Change::Attach(noun, relation))
            });
            let mut changes: Vec<_> = moved.collect();
            changes.push((noun, Change::Attach(verb, "obl")));
            changes
        })
    }

    /// "He set a condition: the last word lay with Carthage": a past tense describes no noun, its subject stands before it.
    fn past_behind_subject(&self, verb: usize) -> Option<usize> {
        let token = self.tree.token(verb);
        let noun = token.head.filter(|_| token.relation.as_str() == "acl")?;
        let above = self.tree.token(noun);
        let loose = ["parataxis", "root"].contains(&above.relation.universal());
        let bare = !self.has(verb, &["nsubj", "csubj", "aux", "mark", "obj", "cc"]);
        let tells = token.xpos == "VBD" && bare && self.has(verb, &["obl"]);
        let subject = above.upos == Upos::Noun && self.has(noun, &["det"]);
        (tells && loose && subject && noun + 1 == verb && !self.has(noun, &["cop", "nsubj"]))
            .then_some(noun)
    }

    fn opens_with_to(&self, verb: usize) -> bool {
        let mut marks = self.tree.children_by(verb, "mark");
        marks.any(|mark| self.tree.token(mark).lemma == "to")
    }

    /// "required the attackers to withdraw": what many are told to do is no description of them. Gives the verb of telling.
    fn told_infinitive(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let to = self.opens_with_to(at);
        let whom = token
            .head
            .filter(|_| to && token.relation.as_str() == "acl")?;
        let object = self.tree.token(whom);
        let many = object.upos == Upos::Propn || object.xpos == "NNS";
        let plan = self.cues.modality.intended_nouns.contains(&object.lemma);
        let telling = object
            .head
            .filter(|_| object.relation.is("obj") && many && !plan)?;
        let tells = self
            .cues
            .control
            .object
            .contains(&self.tree.token(telling).lemma);
        (tells && !self.has(telling, &["xcomp", "ccomp"])).then_some(telling)
    }

    /// "asked those who had sent troops to place them under its command": whom one asks is asked to do something, which is
    /// no purpose of what he had done before. Gives the verb of asking.
    fn asked_infinitive(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let to = self.opens_with_to(at);
        let relative = token
            .head
            .filter(|_| to && ["advcl", "xcomp"].contains(&token.relation.universal()))?;
        let clause = self.tree.token(relative);
        let whom = clause
            .head
            .filter(|_| clause.relation.as_str() == "acl:relcl" && self.has(relative, &["obj"]))?;
        let object = self.tree.token(whom);
        let asking = object.head.filter(|_| object.relation.is("obj"))?;
        let asks = self
            .cues
            .control
            .object
            .contains(&self.tree.token(asking).lemma);
        let wants = self
            .cues
            .modality
            .intended
            .contains(&self.tree.token(relative).lemma);
        (asks && !wants && !self.has(asking, &["xcomp", "ccomp"])).then_some(asking)
    }

    /// "had no plan whatever to invade": what hangs on the emphasis belongs to the noun before it.
    pub(super) fn behind_emphasis(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let emphasis = token.head.filter(|_| token.relation.is("acl"))?;
        let noun = emphasis.checked_sub(1)?;
        let words = &self.cues.polarity.emphasis;
        let emphatic = words.contains(&*self.tree.token(emphasis).lower());
        (emphatic && self.tree.token(noun).upos == Upos::Noun && noun < at).then_some(noun)
    }

    /// "X's approval of the plan, granted in May": behind a comma a participle that lends itself to a deed describes the
    /// whole phrase and not its last noun.
    pub(super) fn described_whole(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let noun = token.head.filter(|_| token.relation.as_str() == "acl")?;
        let inner = self.tree.token(noun);
        let whole = inner.head.filter(|_| inner.relation.is("nmod"))?;
        let of = case_of(self.tree, noun).iter().any(|case| case == "of");
        let comma = at
            .checked_sub(1)
            .map(|before| self.tree.token(before).form.as_str());
        let lends = self.cues.light.active.contains(&token.lemma) && token.xpos == "VBN";
        let nominal = self.tree.token(whole).upos == Upos::Noun;
        (of && lends && nominal && comma == Some(",")).then_some(whole)
    }

    /// "Border clashes along the line occurred": a word in -s with a noun before it is no verb, where a verb behind it has no
    /// subject of its own. Gives that verb.
    pub(super) fn noun_before_verb(&self, at: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(at);
        let parts = [
            "nsubj", "csubj", "expl", "obj", "iobj", "aux", "cop", "mark", "ccomp", "xcomp",
        ];
        let bare = token.head.is_none()
            && token.upos == Upos::Verb
            && token.xpos == "VBZ"
            && !self.has(at, &parts);
        let modified = at.checked_sub(1).is_some_and(|before| {
            let noun = tree.token(before);
            let joined = noun.relation.is("compound") || noun.relation.is("amod");
            noun.head == Some(at) && joined && noun.upos != Upos::Propn
        });
        let clauses = tree.children(at).iter().copied();
        let mut verbs = clauses.filter(|&clause| {
            let verb = tree.token(clause);
            let hung = ["advcl", "parataxis", "dep", "acl"].contains(&verb.relation.universal());
            let own = ["nsubj", "csubj", "expl", "mark", "cc", "advmod"];
            clause > at
                && hung
                && verb.upos == Upos::Verb
                && verb.xpos == "VBD"
                && !self.has(clause, &own)
        });
        verbs.next().filter(|_| bare && modified)
    }

    /// "A veteran remembers that Rome fell": behind "a" no plural stands, and what is remembered is no description. Gives the
    /// subject, the clause and its "that".
    pub(super) fn verb_after_article(&self, at: usize) -> Option<(usize, usize, usize)> {
        let tree = self.tree;
        let token = tree.token(at);
        let plural = token.upos == Upos::Noun && token.xpos == "NNS" && token.head.is_none();
        let single = tree
            .children_by(at, "det")
            .any(|det| ["a", "an"].contains(&tree.token(det).lemma.as_str()));
        let says = self.cues.speech(&token.lemma).is_some();
        let subject = at.checked_sub(1).filter(|&before| {
            let noun = tree.token(before);
            let joined = noun.relation.is("compound") || noun.relation.is("amod");
            noun.head == Some(at) && joined
        })?;
        let clause = tree
            .children_by(at, "acl")
            .find(|&clause| clause > at && self.has(clause, &["nsubj"]))?;
        let that = tree.children(clause).iter().copied().find(|&child| {
            let opens =
                tree.token(child).form == "that" && tree.token(child).relation.as_str() == "mark";
            opens && child == at + 1
        })?;
        (plural && single && says && !self.has(at, &["cop", "case"]))
            .then_some((subject, clause, that))
    }

    /// "found Cato guilty of murder": whoever is found guilty is no part of a noun, and what he is guilty of belongs to the
    /// verb.
    pub(super) fn found_guilty(&self, at: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(at);
        let guilt = token.upos == Upos::Noun
            && self
                .cues
                .conviction
                .adjectives
                .contains(&token.lemma.to_lowercase());
        let verb = token.head.filter(|&verb| {
            let hung = token.relation.is("obj") || token.relation.is("xcomp");
            guilt && hung && verb < at && tree.token(verb).upos == Upos::Verb
        })?;
        let whom = at.checked_sub(1).filter(|&whom| {
            let name = tree.token(whom);
            let taken =
                ["compound", "nsubj", "amod", "nmod", "obj"].contains(&name.relation.universal());
            let nominal = matches!(name.upos, Upos::Noun | Upos::Propn);
            taken && nominal && (name.head == Some(at) || name.head == Some(verb)) && verb < whom
        })?;
        let mut changes = vec![
            (at, Change::Tag(Upos::Adj, Some("compound:prt"))),
            (whom, Change::Attach(verb, "obj")),
        ];
        for &child in tree.children(at).iter().filter(|&&child| child != whom) {
            match tree.token(child).relation.universal() {
                "det" if child < whom => changes.push((child, Change::Attach(whom, "det"))),
                "obl" | "nmod" => changes.push((child, Change::Attach(verb, "obl"))),
                _ => {}
            }
        }
        Some(changes)
    }

    /// "said that A and that B", "... but that it was Rome": the second clause is said as the first one is. Gives that.
    pub(super) fn joined_content(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let saying = token.head.filter(|_| token.relation.is("conj"))?;
        let that = |clause: usize| {
            self.tree
                .children_by(clause, "mark")
                .any(|mark| self.tree.token(mark).lemma == "that")
        };
        let content = ["ccomp", "csubj"].iter().find_map(|relation| {
            let mut clauses = self.tree.children_by(saying, relation);
            clauses.find(|&clause| clause < at && that(clause))
        })?;
        (that(at) && self.has(at, &["nsubj"])).then_some(content)
    }

    /// "Caesar was to cross the river": with somebody as its subject, "was to" is an auxiliary of the verb and names no
    /// task ("his advice was to wait"). Gives the subject and the copula.
    pub(super) fn fated(&self, verb: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(verb);
        let children = self.tree.children(verb);
        let subject = children.iter().copied().find(|&child| {
            let subject = self.tree.token(child);
            let somebody = matches!(subject.upos, Upos::Propn | Upos::Pron);
            subject.relation.as_str() == "nsubj:outer" && somebody && child < verb
        })?;
        let copula = self.tree.children_by(verb, "cop").next()?;
        let to = self
            .tree
            .children_by(verb, "mark")
            .any(|mark| copula < mark && self.tree.token(mark).lemma == "to");
        (token.upos == Upos::Verb && token.xpos == "VB" && to).then_some((subject, copula))
    }

    /// "Rome fell; the troops, having landed in May, were on the march": a participle set off behind a subject is that
    /// subject's, and not the clause's before. Gives the verb of the subject.
    pub(super) fn participle_of_subject(&self, participle: usize) -> Option<usize> {
        let token = self.tree.token(participle);
        let before = token
            .head
            .filter(|&head| token.relation.is("advcl") && head < participle)?;
        let start = self
            .tree
            .subtree(participle)
            .into_iter()
            .find(|&at| at > before)?;
        let comma = start.checked_sub(1).or(Some(start))?;
        let mark = [comma, start]
            .into_iter()
            .find(|&at| self.tree.token(at).form == ",")?;
        let noun = mark.checked_sub(1)?;
        let ends = std::iter::once(noun)
            .chain(self.tree.ancestors(noun))
            .find(|&at| self.tree.token(at).relation.is("nsubj"))?;
        let verb = self.tree.token(ends).head?;
        (verb > participle && ends > before && ["VBG", "VBN"].contains(&token.xpos.as_str()))
            .then_some(verb)
    }

    /// "remembered who had won: Rome had": a second full clause behind a colon is not what the verb says.
    pub(super) fn clause_behind_colon(&self, at: usize) -> Option<usize> {
        let token = self.tree.token(at);
        let verb = token.head.filter(|_| token.relation.is("ccomp"))?;
        let colon = (verb..at).find(|&mark| self.tree.token(mark).form == ":")?;
        let first = self
            .tree
            .children_by(verb, "ccomp")
            .any(|other| verb < other && other < colon);
        let full = self.has(at, &["nsubj"]) && !self.has(at, &["mark"]);
        (first && full).then_some(verb)
    }

    /// "gave Hannibal permission to attack": a name right before a bare noun of deciding receives what the verb gives. Gives
    /// the verb and the name.
    pub(super) fn named_receiver(&self, noun: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(noun);
        let verb = token.head.filter(|_| token.relation.is("obj"))?;
        let modality = &self.cues.modality;
        let lemma = token.lemma.to_lowercase();
        let decides =
            modality.intended_nouns.contains(&lemma) || modality.deciding.contains(&lemma);
        let lemma = &self.tree.token(verb).lemma;
        let gives =
            self.cues.light.active.contains(lemma) || self.cues.turning.withholding.contains(lemma);
        let receiver = noun.checked_sub(1)?;
        let name = self.tree.token(receiver);
        let fits = name.head == Some(noun)
            && name.upos == Upos::Propn
            && name.relation.is("compound")
            && verb < receiver
            && decides
            && gives
            && token.xpos == "NN"
            && !self.has(noun, &["det"])
            && !self.has(verb, &["iobj"]);
        fits.then_some((verb, receiver))
    }
}
