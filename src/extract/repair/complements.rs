//! Clauses with "that" and the like, which complete a verb and describe no noun.

use super::{Change, Mender};
use crate::extract::clause::case_of;
use crate::language::tree::Upos;

impl Mender<'_> {
    /// Clauses that were hung on the wrong word.
    pub(super) fn complements(&self, at: usize) -> Vec<(usize, Change)> {
        let mut changes = Vec::new();
        let of_it = self.complement_of_it(at);
        if let Some((verb, that)) = self.stray_complement(at).or(of_it) {
            changes.push((at, Change::Attach(verb, "ccomp")));
            changes.push((that, Change::Tag(Upos::Sconj, Some("mark"))));
        }
        if let Some(noun) = self.content_behind_adverb(at) {
            changes.push((at, Change::Attach(noun, "acl")));
        }
        if let Some((above, relation, that)) = self.content_hung_on_phrase(at) {
            changes.push((at, Change::Attach(above, relation)));
            changes.push((that, Change::Tag(Upos::Sconj, Some("mark"))));
        }
        if let Some((name, preposition)) = self.gerund_before_name(at) {
            let above = self.tree.token(name);
            if let Some(head) = above.head {
                let noun = self.tree.token(head).upos == Upos::Noun;
                let clause = if noun { "acl" } else { "advcl" };
                changes.push((at, Change::Attach(head, clause)));
                changes.push((name, Change::Attach(at, "obj")));
                changes.push((preposition, Change::Attach(at, "mark")));
            }
        }
        if let Some((verb, name)) = self.charged_deed(at) {
            changes.push((at, Change::Attach(verb, "advcl")));
            changes.extend(name.map(|name| (name, Change::Attach(at, "obj"))));
            let marks = name
                .into_iter()
                .flat_map(|name| self.tree.children_by(name, "case"));
            changes.extend(marks.map(|mark| (mark, Change::Attach(at, "mark"))));
        }
        if let Some(verb) = self.wished_done(at) {
            changes.push((at, Change::Attach(verb, "xcomp")));
        }
        if let Some(verb) = self.nested_complement(at) {
            changes.push((at, Change::Attach(verb, "ccomp")));
        }
        if let Some(verb) = self.second_resolve(at) {
            changes.push((at, Change::Attach(verb, "conj")));
        }
        changes
    }

    /// "told the deputies that the king was alive": where a copula makes the clause, too.
    pub(super) fn told_copular(&self, at: usize) -> Vec<(usize, Change)> {
        let told = self.stray_complement(at).map(|(verb, that)| {
            let clause = (at, Change::Attach(verb, "ccomp"));
            [clause, (that, Change::Tag(Upos::Sconj, Some("mark")))]
        });
        let behind = self.content_behind_adverb(at);
        let shown = behind.map(|noun| (at, Change::Attach(noun, "acl")));
        told.into_iter().flatten().chain(shown).collect()
    }

    /// "The legend has it that Rome attacked": behind "it" the clause with "that" is what "it" stands for. Gives the verb
    /// that it completes, and its "that".
    fn complement_of_it(&self, clause: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(clause);
        let verb = token.head.filter(|_| token.relation.is("advcl"))?;
        let that = *self.tree.subtree(clause).first()?;
        let before = that.checked_sub(1)?;
        let it = self.tree.token(before);
        let stands_for = it.lemma == "it" && it.relation.is("obj") && it.head == Some(verb);
        let mut subjects = self.tree.children_by(clause, "nsubj");
        let complete = subjects.any(|subject| subject != that);
        let joins = self.tree.token(that).form == "that";
        (stands_for && joins && complete).then_some((verb, that))
    }

    /// "proposed to X that they be freed", "claimed for years that they had fled": a clause with "that" and all its
    /// arguments describes no noun before it. Gives the verb that it completes, and its "that".
    fn stray_complement(&self, clause: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(clause);
        let noun = token.head.filter(|_| token.relation.is("acl"))?;
        let that = self.tree.children(clause).iter().copied().find(|&child| {
            let token = self.tree.token(child);
            token.form.eq_ignore_ascii_case("that") && token.relation.as_str() != "det"
        })?;
        let relation = &self.tree.token(that).relation;
        let subject = self
            .tree
            .children_by(clause, "nsubj")
            .any(|child| child != that);
        let doubled = relation.is("obj")
            && self
                .tree
                .children_by(clause, "obj")
                .any(|child| child != that);
        let above = self.tree.token(noun);
        // "said for decades that they had fled": the clause is no description of the decades.
        let beside = relation.is("obl") && above.relation.is("obl");
        // "informs visitors that Rome attacked Gaul": nothing of the visitors is missing in the clause.
        let spare = relation.as_str() == "obl:unmarked" && self.has(clause, &["obj"]);
        // "told his people that Gaul had attacked": whoever is told is told something.
        let told = relation.is("obj") && above.relation.is("iobj") && {
            let teller = above.head.filter(|&verb| self.has(verb, &["obj"]));
            teller.is_none()
        };
        // "was said in Rome that Gaul had attacked": no clause with "that" describes a name.
        let proper = relation.is("obj")
            && above.relation.is("obl")
            && self.tree.token(noun).upos == Upos::Propn;
        // "told deputies that the king was alive": beside a copula nothing is missing.
        let copular = relation.is("obj") && self.has(clause, &["cop"]);
        if !subject
            || !(relation.is("mark") || doubled || beside || spare || told || proper || copular)
            || self.names_saying(noun)
        {
            return None;
        }
        let verb = self.governor_of_phrase(noun)?;
        let lemma = &self.tree.token(verb).lemma;
        let says = self.cues.attribution.report.contains(lemma)
            || self.cues.attribution.factive.contains(lemma)
            || self.cues.modality.intended.contains(lemma);
        let complete = self
            .tree
            .children_by(verb, "ccomp")
            .any(|other| other < clause)
            || beside && self.has(verb, &["obj", "ccomp"]);
        (says && !complete && self.tree.token(verb).upos == Upos::Verb).then_some((verb, that))
    }

    /// "It is alleged in the pleading that Rome attacked", "No evidence has come to light that Rome attacked": what is said, or
    /// shown, was hung on the phrase between. Gives what it belongs to, how, and its "that".
    fn content_hung_on_phrase(&self, clause: usize) -> Option<(usize, &'static str, usize)> {
        let tree = self.tree;
        let token = tree.token(clause);
        let noun = token.head.filter(|_| token.relation.is("acl"))?;
        let that = *tree.subtree(clause).first()?;
        let own = tree.children_by(clause, "nsubj").any(|at| at != that);
        let joins = tree.token(that).form == "that" && !tree.token(that).relation.is("nsubj");
        // "on p. 3": the number stands between.
        let phrase = |at: usize| -> Option<usize> {
            let token = tree.token(at);
            match token.relation.universal() {
                "obl" => Some(at),
                "flat" | "appos" | "nummod" | "compound" => token
                    .head
                    .filter(|&above| tree.token(above).relation.is("obl")),
                _ => None,
            }
        };
        let phrase = phrase(noun).filter(|_| own && joins && noun < that)?;
        let cases = case_of(tree, phrase);
        let placed = cases.iter().any(|case| self.cues.parting.contains(case));
        let verb = tree
            .token(phrase)
            .head
            .filter(|&verb| placed && verb < phrase)?;
        let verbal = tree.token(verb).upos == Upos::Verb;
        let content = self.has(verb, &["ccomp", "obj"]);
        if self.cues.speech(&tree.token(verb).lemma).is_some() && verbal && !content {
            return Some((verb, "ccomp", that));
        }
        let subject = tree.children_by(verb, "nsubj").next()?;
        let shown = self
            .cues
            .contentful
            .contains(&tree.token(subject).lemma.to_lowercase());
        let described = self.has(subject, &["acl"]);
        (shown && verbal && !described).then_some((subject, "acl", that))
    }

    /// "leave no doubt, however, that Rome attacked": the clause was hung on the verb. Gives the noun whose content it is.
    fn content_behind_adverb(&self, clause: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(clause);
        let loose = ["advcl", "parataxis"].contains(&token.relation.as_str());
        let verb = token.head.filter(|_| loose)?;
        let that = tree
            .children_by(clause, "mark")
            .find(|&at| tree.token(at).lemma == "that")?;
        let aside = |&at: &usize| !matches!(tree.token(at).upos, Upos::Adv | Upos::Punct);
        let noun = (verb..that).rev().find(aside)?;
        let parted = noun + 1 < that && tree.token(noun).head == Some(verb);
        let plain = tree.token(noun).upos == Upos::Noun && !self.has(noun, &["case", "acl"]);
        (parted && plain && self.names_saying(noun)).then_some(noun)
    }

    /// "told a crowd on the square": the verb on which the whole phrase hangs.
    fn governor_of_phrase(&self, noun: usize) -> Option<usize> {
        let token = self.tree.token(noun);
        let above = token.head?;
        match token.relation.universal() {
            "obl" | "obj" | "iobj" => Some(above),
            "nmod" if self.tree.token(above).upos == Upos::Verb => Some(above),
            "nmod" => self.governor_of_phrase(above),
            _ => None,
        }
    }

    /// Whether the noun can be followed by what is said ("the claim that", "the fact that").
    fn names_saying(&self, noun: usize) -> bool {
        let lemma = &self.tree.token(noun).lemma;
        let cues = &self.cues.attribution;
        let modality = &self.cues.modality;
        let proper = matches!(self.tree.token(noun).upos, Upos::Propn | Upos::Pron);
        !proper
            && (cues.report_nouns.contains(lemma)
                || cues.reject_nouns.contains(lemma)
                || cues.factive_nouns.contains(lemma)
                || modality.intended_nouns.contains(lemma)
                || modality.possible_nouns.contains(lemma))
    }

    /// "from attacking Carthage": behind a preposition a participle before a bare name has it for its object. Gives the
    /// name and the preposition.
    fn gerund_before_name(&self, participle: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(participle);
        let name = token
            .head
            .filter(|&name| name == participle + 1 && self.tree.token(name).upos == Upos::Propn)?;
        let before = participle.checked_sub(1)?;
        let preposition = self
            .tree
            .children_by(name, "case")
            .find(|&case| case == before);
        let describes = &self.cues.gerund.descriptive;
        let gerund = token.xpos == "VBG"
            && token.relation.is("amod")
            && !describes.contains(&*token.lower());
        let oblique = ["obl", "nmod"].contains(&self.tree.token(name).relation.universal());
        preposition
            .filter(|_| gerund && oblique && !self.has(name, &["det"]))
            .map(|preposition| (name, preposition))
    }

    /// "accused Rome of burning Carthage": what somebody is charged with is what the verb is about, and describes nobody. Gives
    /// the verb, and the name that was taken for what the participle describes.
    fn charged_deed(&self, participle: usize) -> Option<(usize, Option<usize>)> {
        let tree = self.tree;
        let token = tree.token(participle);
        let head = token.head.filter(|_| token.xpos == "VBG")?;
        let named = token.relation.is("amod") && head == participle + 1;
        let (charged, name) = match named {
            true => (tree.token(head).head?, Some(head)),
            false => (head, None),
        };
        let fits = named && tree.token(head).relation.is("nmod") || token.relation.is("acl");
        let preposition = tree.children_by(
            name.unwrap_or(participle),
            if named { "case" } else { "mark" },
        );
        let mut preposition = preposition.filter(|&at| at + 1 == participle);
        let of = preposition.any(|at| {
            self.cues
                .attribution
                .charging
                .contains(&*tree.token(at).lower())
        });
        let verb = tree.token(charged).head?;
        let accuses = self
            .cues
            .attribution
            .accusing
            .contains(&tree.token(verb).lemma)
            && ["obj", "nsubj"].contains(&tree.token(charged).relation.universal());
        (fits && of && accuses && charged < participle).then_some((verb, name))
    }

    /// "wanted the king acquitted": what somebody wants is not so yet.
    fn wished_done(&self, participle: usize) -> Option<usize> {
        let tree = self.tree;
        let token = tree.token(participle);
        let object = token
            .head
            .filter(|_| token.xpos == "VBN" && token.relation.is("acl"))?;
        let plain = token.relation.as_str() == "acl" && tree.token(object).relation.is("obj");
        let verb = tree.token(object).head.filter(|_| plain)?;
        let close = tree
            .subtree(object)
            .into_iter()
            .filter(|&at| at < participle)
            .max();
        let wants = self
            .cues
            .wishing_done
            .contains(&tree.token(verb).lemma.to_lowercase());
        (wants && close.is_some_and(|last| last + 1 == participle)).then_some(verb)
    }

    /// "said that the judge had ruled that they lied": of two clauses of one verb the second belongs to the first,
    /// where that is a verb of saying without a clause of its own.
    fn nested_complement(&self, clause: usize) -> Option<usize> {
        let token = self.tree.token(clause);
        let verb = token.head.filter(|_| token.relation.is("ccomp"))?;
        let first = self
            .tree
            .children_by(verb, "ccomp")
            .find(|&other| other < clause)?;
        let lemma = &self.tree.token(first).lemma;
        let says = self.cues.attribution.report.contains(lemma)
            || self.cues.attribution.factive.contains(lemma)
            || lemma == "rule";
        let that = self
            .tree
            .children_by(clause, "mark")
            .any(|mark| mark > first && self.tree.token(mark).lemma == "that");
        let alone = !self.has(first, &["ccomp"]) && !self.has(clause, &["cc"]);
        (says && that && alone).then_some(first)
    }

    /// "What they said can be read in the letters": what was said is the subject, and the second verb the main one.
    pub(super) fn what_was_said(&self, at: usize) -> Option<(usize, usize)> {
        let what = self.tree.token(at);
        let verb = what.head.filter(|_| what.relation.is("nsubj"))?;
        let below = self.tree.token(verb);
        let said = below.head.filter(|_| below.relation.is("ccomp"))?;
        let opens = what.form.eq_ignore_ascii_case("what") && at < said && said < verb;
        let main = self.tree.token(said).head.is_none() && self.has(verb, &["aux", "cop"]);
        (opens && main && !self.has(verb, &["mark"])).then_some((said, verb))
    }

    /// "The senate found that the raid broke the peace, and ordered the army home": what a name does is joined to what it
    /// finds, not to what the raid did.
    fn second_resolve(&self, verb: usize) -> Option<usize> {
        let token = self.tree.token(verb);
        let first = token
            .head
            .filter(|_| token.relation.is("conj") && token.xpos == "VBD")?;
        let clause = self.tree.token(first);
        let finding = clause.head.filter(|_| clause.relation.is("ccomp"))?;
        let subject = |verb: usize| self.tree.children_by(verb, "nsubj").next();
        let actor = subject(finding).filter(|&at| self.tree.token(at).upos == Upos::Propn)?;
        let told = subject(first).filter(|&at| self.tree.token(at).upos == Upos::Noun)?;
        let lemma = &token.lemma;
        let wills = self.cues.attribution.report.contains(lemma)
            || self.cues.modality.intended.contains(lemma)
            || self.cues.modality.deciding.contains(lemma);
        let own = self.has(verb, &["nsubj", "csubj", "mark"]);
        let tense = self.tree.token(finding).xpos == "VBD";
        (wills && !own && tense && actor < finding && told < first).then_some(finding)
    }

    /// "approved the plan, provided that Carthage agreed": the word joins the clause and provides nothing. The clause and
    /// the verb on which it hangs.
    pub(super) fn proviso(&self, at: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(at);
        let joins = self.cues.proviso.marks.contains(&*token.lower())
            && self.tree.tokens().get(at + 1)?.lemma == "that"
            && !self.has(at, &["nsubj", "aux", "obj", "cc"]);
        let clause = self.tree.children_by(at, "ccomp").next();
        clause.filter(|_| joins).zip(token.head)
    }
}
