//! What hangs on a noun or on a participle, and was hung on the verb before it.

use super::{Change, Mender};
use crate::extract::clause::case_of;
use crate::language::tree::Upos;

impl Mender<'_> {
    /// What was hung on the verb although the noun before it governs it.
    pub(super) fn governed(&self, at: usize) -> Vec<(usize, Change)> {
        let mut changes = Vec::new();
        if let Some((governor, subject)) = self.own_subject(at) {
            changes.push((subject, Change::Attach(at, "nsubj")));
            changes.push((at, Change::Attach(governor, "ccomp")));
        }
        if let Some(noun) = self.infinitive_of_noun(at) {
            changes.push((at, Change::Attach(noun, "acl")));
        }
        changes.extend(self.former_and_latter(at));
        changes
    }

    /// "put to death the officers", "called into question the treaty": what stands without a preposition behind the phrase
    /// that goes with the verb is its object (heavy noun phrase shift).
    pub(super) fn shifted_object(&self, at: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(at);
        let verb = token.head.filter(|&head| head + 2 < at)?;
        let relation = token.relation.universal();
        let bare = ["obl", "xcomp"].contains(&relation)
            && matches!(token.upos, Upos::Noun | Upos::Propn)
            && !self.has(at, &["case", "mark", "cop", "nummod"]);
        let takes = tree.token(verb).upos == Upos::Verb
            && !self.has(verb, &["obj", "aux:pass", "nsubj:pass", "ccomp"]);
        if !bare || !takes || (self.is_date)(at) || self.tells_when(at) {
            return None;
        }
        let goes_with = |&phrase: &usize| {
            phrase < at
                && tree
                    .children_by(phrase, "case")
                    .any(|case| case == verb + 1)
        };
        let phrase = tree.children_by(verb, "obl").find(goes_with)?;
        let close = tree.subtree(at).into_iter().min() == Some(phrase + 1);
        close.then_some(vec![(at, Change::Attach(verb, "obj"))])
    }

    /// "put to death Roman officers": of a fixed phrase the noun is no part of the name behind it.
    pub(super) fn freed_object(&self, at: usize) -> Option<Vec<(usize, Change)>> {
        let tree = self.tree;
        let token = tree.token(at);
        let verb = token.head.filter(|_| token.relation.is("obl"))?;
        let (case, noun) = (verb + 1, verb + 2);
        if noun >= at {
            return None;
        }
        let fixed = format!("{} {}", tree.token(case).lower(), tree.token(noun).lower());
        let swallowed = tree.token(case).head == Some(at)
            && tree.token(noun).head == Some(at)
            && self.cues.fixed_phrases.contains(&fixed)
            && !self.has(verb, &["obj", "aux:pass", "nsubj:pass"]);
        swallowed.then(|| {
            vec![
                (case, Change::Attach(noun, "case")),
                (noun, Change::Attach(verb, "obl")),
                (at, Change::Attach(verb, "obj")),
            ]
        })
    }

    /// "that day", "the whole summer".
    fn tells_when(&self, at: usize) -> bool {
        let lemma = self.tree.token(at).lemma.to_lowercase();
        self.cues.stretches.contains(&lemma) || self.cues.moments.contains(&lemma)
    }

    /// "feared Rome attacking Gaul", "dreamed of Rome attacking Gaul": those whom one fears to do it would do it. Gives the
    /// verb and whoever would do it.
    fn own_subject(&self, participle: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(participle);
        let governor = token.head.filter(|_| token.relation.is("advcl"))?;
        let beholds = self
            .cues
            .control
            .beholding
            .contains(&self.tree.token(governor).lemma);
        let bare = token.xpos == "VBG" && !self.has(participle, &["mark", "nsubj", "aux", "case"]);
        let before = participle.checked_sub(1)?;
        let subject = std::iter::once(before)
            .chain(self.tree.ancestors(before))
            .find(|&up| self.tree.token(up).head == Some(governor))?;
        let relation = self.tree.token(subject).relation.universal();
        let complete = ["obj", "obl"].contains(&relation) && !(self.is_date)(subject);
        (beholds && bare && complete && governor < subject).then_some((governor, subject))
    }

    /// "approved his refusal to attack": the infinitive tells what was refused.
    fn infinitive_of_noun(&self, verb: usize) -> Option<usize> {
        let token = self.tree.token(verb);
        let governor = token.head?;
        if !["xcomp", "advcl"].contains(&token.relation.universal()) {
            return None;
        }
        let mark = self
            .tree
            .children_by(verb, "mark")
            .find(|&mark| self.tree.token(mark).lemma == "to")?;
        let noun = mark.checked_sub(1)?;
        let above = self.tree.token(noun);
        let object = above.relation.is("obj") && above.head == Some(governor);
        let lemma = above.lemma.to_lowercase();
        let refuses = self.cues.modality.refusing.contains(&lemma);
        (object && above.upos == Upos::Noun && refuses).then_some(noun)
    }

    /// "supported his advice against an attack"
    pub(super) fn counsel_against(&self, phrase: usize) -> Option<usize> {
        let token = self.tree.token(phrase);
        let verb = token.head.filter(|_| token.relation.is("obl"))?;
        let case = self.tree.children_by(phrase, "case").next()?;
        let noun = case.checked_sub(1)?;
        let above = self.tree.token(noun);
        let object = above.relation.is("obj") && above.head == Some(verb);
        let lemma = above.lemma.to_lowercase();
        let against = self.cues.modality.counselling.contains(&lemma)
            && self.tree.token(case).lemma == "against";
        (object && against).then_some(noun)
    }

    /// "informed his masters in writing that Rome had fallen": what is said by such a means hangs on the verb that says it.
    pub(super) fn said_in_writing(&self, clause: usize) -> Option<usize> {
        let token = self.tree.token(clause);
        let means = token
            .head
            .filter(|_| ["ccomp", "acl"].contains(&token.relation.as_str()))?;
        let mut marks = self.tree.children_by(clause, "mark");
        let that = marks.any(|mark| self.tree.token(mark).lemma == "that");
        // "in writing", which may be read as a clause.
        let participle = self.tree.token(means).relation.as_str() == "advcl";
        let known = self.cues.media.contains(&*self.tree.token(means).lower());
        let led = !case_of(self.tree, means).is_empty();
        let verb =
            (self.tree.ancestors(means)).find(|&at| self.tree.token(at).upos == Upos::Verb)?;
        let mut between = std::iter::once(means)
            .chain(self.tree.ancestors(means))
            .take_while(|&at| at != verb);
        let near = between.all(|at| {
            let relation = self.tree.token(at).relation.universal();
            ["nmod", "obl", "obj", "iobj"].contains(&relation) || participle && at == means
        });
        let says = self.cues.speech(&self.tree.token(verb).lemma).is_some();
        let fits = that && known && led && near && says;
        (fits && verb < means && !self.has(verb, &["ccomp"])).then_some(verb)
    }

    /// "the former attacked the latter": a noun phrase on each side of the verb.
    fn former_and_latter(&self, at: usize) -> Vec<(usize, Change)> {
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        let tokens = self.tree.tokens();
        let finite = ["VBD", "VBZ", "VBP", "VBN"].contains(&tokens[at].xpos.as_str());
        if !finite || at < 2 || at + 2 >= tokens.len() {
            return Vec::new();
        }
        let (first, second) = (at - 1, at + 2);
        let pair = ["former", "latter"];
        let both = pair.contains(&form(first).as_str())
            && pair.contains(&form(second).as_str())
            && form(first - 1) == "the"
            && form(at + 1) == "the";
        if !both {
            return Vec::new();
        }
        vec![
            (first, Change::Attach(at, "nsubj")),
            (first - 1, Change::Attach(first, "det")),
            (second, Change::Attach(at, "obj")),
            (at + 1, Change::Attach(second, "det")),
        ]
    }

    /// "granted Cato a pardon": a noun with an article right behind the object of a verb of giving, without a comma, is what
    /// is given. Gives the verb and the receiver.
    pub(super) fn given_thing(&self, noun: usize) -> Option<(usize, usize)> {
        let token = self.tree.token(noun);
        let receiver = token.head.filter(|_| token.relation.is("appos"))?;
        let verb = (self.tree.token(receiver).head)
            .filter(|_| self.tree.token(receiver).relation.is("obj"))?;
        let lemma = &self.tree.token(verb).lemma;
        let gives =
            self.cues.light.active.contains(lemma) || self.cues.wishing.granting.contains(lemma);
        let article = self.tree.children_by(noun, "det").min()?;
        let opens = self.tree.subtree(noun).into_iter().min() == Some(article);
        let close = (article.checked_sub(1))
            .is_some_and(|before| self.tree.token(before).upos != Upos::Punct);
        (gives && opens && close && !self.has(verb, &["iobj"])).then_some((verb, receiver))
    }
}
