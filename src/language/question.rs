//! Questions with an auxiliary in front, and denials that put it there ("Nor had Rome ..."), put in the order of
//! statements.
//!
//! Treebanks hold few questions about who did what to whom, and a parser that learnt from them reads "Why did the
//! Romans attack Carthage?" badly, but "the Romans did attack Carthage." well, and "the Romans attacked Carthage." still
//! better where the bare verb may be a noun. Where the subject ends is not known before; each place is tried, and the one
//! of which the parser is surest is kept.

use super::model::{Analysis, Model};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    openers: HashSet<String>,
    asking: HashSet<String>,
    prepositions: HashSet<String>,
    being: HashSet<String>,
    deniers: HashSet<String>,
    fronted: Vec<String>,
    auxiliaries: HashSet<String>,
    /// The auxiliary that a past form does without.
    past: String,
    end: String,
    comma: String,
}

/// The file is compiled in and a test reads it; without it questions are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/questions.toml")).unwrap_or_default());

/// The longest subject that is looked for, in tokens.
const LONGEST_SUBJECT: usize = 12;

/// A margin beyond which a parser cannot be surer.
const LEAST_DOUBT: f32 = 10.0;

/// The longest phrase or clause that puts the auxiliary in front of its subject, in tokens.
const LONGEST_FRONT: usize = 24;

/// The longest noun that a question asks for, in tokens.
const LONGEST_ASKED: usize = 2;

/// Stands for a comma that is only thought of, in the order of a statement.
const PAUSE: usize = usize::MAX;

/// The longest phrase in front of a question, its comma included, in tokens.
const LONGEST_LEAD: usize = 12;

impl Model {
    /// The analysis of a question by way of its statement; `None` for what is no such question.
    pub(super) fn question(&self, forms: &[&str]) -> Option<Analysis> {
        let (last, front) = forms.split_last()?;
        let opener = front.first()?.to_lowercase();
        let denies = WORDS.deniers.contains(&opener);
        if let Some(least) = fronted(front).filter(|_| *last != "?") {
            return self.behind_front(forms, least);
        }
        if *last != "?" && !denies {
            return None;
        }
        let start = opening(front);
        let opener = front.get(start)?.to_lowercase();
        let phrase = asking_phrase(&front[start..]);
        let lead = match phrase {
            Some(words) => start + words,
            None => start + usize::from(denies || WORDS.openers.contains(&opener)),
        };
        let auxiliary = WORDS.auxiliaries.contains(&front.get(lead)?.to_lowercase());
        if !auxiliary || last.is_empty() {
            return None;
        }
        if (denies || phrase.is_some()) && is_read(&self.analyse(forms), lead) {
            return None;
        }
        let first = lead + 1;
        (first + 1..front.len().min(first + LONGEST_SUBJECT))
            .flat_map(|verb| {
                let stated = self.stated(forms, (start, lead), verb);
                let past = self.stated_in_past(forms, (start, lead), verb);
                stated.into_iter().chain(past)
            })
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, analysis)| analysis)
    }

    /// "Only when Rome agreed did Carthage attack": the auxiliary is looked for behind the first `least` tokens.
    fn behind_front(&self, forms: &[&str], least: usize) -> Option<Analysis> {
        let limit = forms.len().saturating_sub(2).min(LONGEST_FRONT);
        let auxiliaries: Vec<usize> = (least..limit)
            .filter(|&at| is_auxiliary(forms[at]) && !is_auxiliary(forms[at - 1]))
            .collect();
        if auxiliaries.is_empty() {
            return None;
        }
        let plain = self.analyse(forms);
        if auxiliaries.iter().any(|&at| is_read(&plain, at)) {
            return None;
        }
        let last = forms.len() - 1;
        auxiliaries
            .into_iter()
            .filter(|&at| !follows_subject(&plain, at))
            .flat_map(|lead| {
                (lead + 2..last.min(lead + 1 + LONGEST_SUBJECT)).map(move |verb| (lead, verb))
            })
            .flat_map(|(lead, verb)| {
                let stated = self.stated(forms, (lead, lead), verb);
                let past = self.stated_in_past(forms, (lead, lead), verb);
                stated.into_iter().chain(past)
            })
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, analysis)| analysis)
    }

    /// The question as a statement whose subject ends before token `verb`; with how sure its parse is, if that is the
    /// parse of such a statement.
    fn stated(
        &self,
        forms: &[&str],
        (start, lead): (usize, usize),
        verb: usize,
    ) -> Option<(f32, Analysis)> {
        let end = forms.len() - 1;
        let order: Vec<usize> = (0..start)
            .chain(pause(forms, (start, lead)))
            .chain(lead + 1..verb)
            .chain([lead])
            .chain(verb..end)
            .chain([end])
            .collect();
        let turned: Vec<&str> = order
            .iter()
            .map(|&at| match at {
                PAUSE => WORDS.comma.as_str(),
                at if at == end => WORDS.end.as_str(),
                at => forms[at],
            })
            .collect();
        let found = self.analyse(&turned);
        let place = order.iter().position(|&at| at == lead)?;
        let predicate = found.heads[place].checked_sub(1)?;
        let governed = |at: usize| found.heads[at] == predicate + 1;
        let fits = found.relations[place].starts_with("aux")
            && predicate > place
            && found.heads[predicate] == 0
            && found.tags[predicate].starts_with("VERB")
            && (0..place).any(|at| governed(at) && found.relations[at].starts_with("nsubj"));
        let sure = found
            .margins
            .iter()
            .map(|margin| margin.min(LEAST_DOUBT))
            .sum::<f32>();
        fits.then(|| (sure, self.back(&found, &order, predicate, forms)))
    }

    /// As [`Model::stated`], with the verb in the past instead of the auxiliary that stands for it.
    fn stated_in_past(
        &self,
        forms: &[&str],
        (start, lead): (usize, usize),
        verb: usize,
    ) -> Option<(f32, Analysis)> {
        if !forms[lead].eq_ignore_ascii_case(&WORDS.past) {
            return None;
        }
        let bare = forms[verb];
        let past = self.inflect("VERB|VBD", bare)?;
        let end = forms.len() - 1;
        let order: Vec<usize> = (0..start)
            .chain(pause(forms, (start, lead)))
            .chain(lead + 1..=end)
            .collect();
        let turned: Vec<&str> = order
            .iter()
            .map(|&at| match at {
                PAUSE => WORDS.comma.as_str(),
                at if at == end => WORDS.end.as_str(),
                at if at == verb => past.as_str(),
                at => forms[at],
            })
            .collect();
        let mut found = self.analyse(&turned);
        let predicate = order.iter().position(|&at| at == verb)?;
        let governed = |at: usize| found.heads[at] == predicate + 1;
        let fits = found.heads[predicate] == 0
            && found.tags[predicate] == "VERB|VBD"
            && (0..predicate).any(|at| governed(at) && found.relations[at].starts_with("nsubj"));
        let sure = LEAST_DOUBT
            + found
                .margins
                .iter()
                .map(|one| one.min(LEAST_DOUBT))
                .sum::<f32>();
        found.tags[predicate] = self.tag("VERB|VB");
        found.lemmas[predicate] = self.lemma_of("VERB|VB", bare);
        fits.then(|| {
            let mut back = self.back(&found, &order, predicate, forms);
            back.tags[lead] = self.tag("AUX|VBD");
            back.lemmas[lead] = self.lemma_of("AUX|VBD", forms[lead]);
            back.relations[lead] = self.relation("aux");
            (sure, back)
        })
    }

    /// The analysis of a statement in the order of its question; a question word in front hangs on the predicate.
    fn back(
        &self,
        found: &Analysis,
        order: &[usize],
        predicate: usize,
        forms: &[&str],
    ) -> Analysis {
        let count = forms.len();
        let mut back = Analysis {
            tags: vec![
                self.tag(if forms[count - 1] == "?" {
                    "ADV|WRB"
                } else {
                    "ADV|RB"
                });
                count
            ],
            lemmas: forms.iter().map(|form| form.to_lowercase()).collect(),
            heads: vec![order[predicate] + 1; count],
            relations: vec![self.relation("advmod"); count],
            margins: vec![f32::MAX; count],
        };
        for (place, &at) in order.iter().enumerate() {
            if at == PAUSE {
                continue;
            }
            back.tags[at] = found.tags[place];
            back.lemmas[at].clone_from(&found.lemmas[place]);
            back.heads[at] = match found.heads[place] {
                0 => 0,
                head if order[head - 1] == PAUSE => order[predicate] + 1,
                head => order[head - 1] + 1,
            };
            back.relations[at] = found.relations[place];
            back.margins[at] = found.margins[place];
        }
        back
    }
}

/// Whether the word may be an auxiliary.
pub(super) fn is_auxiliary(form: &str) -> bool {
    WORDS.auxiliaries.contains(&form.to_lowercase())
}

/// How many words begin the sentence that put the auxiliary in front of its subject.
fn fronted(front: &[&str]) -> Option<usize> {
    WORDS.fronted.iter().find_map(|phrase| {
        let words = phrase.split(' ');
        let count = words.clone().count();
        let begins = front.len() > count
            && words
                .zip(front)
                .all(|(word, form)| form.eq_ignore_ascii_case(word));
        begins.then_some(count)
    })
}

/// A comma behind what stands right before the auxiliary, unless it is one word or has its own.
fn pause(forms: &[&str], (start, lead): (usize, usize)) -> Option<usize> {
    (start == lead && lead > 1 && forms[lead - 1] != WORDS.comma).then_some(PAUSE)
}

/// Where the question begins: behind a phrase that a comma sets off in front ("In May, why did Rome attack?").
fn opening(front: &[&str]) -> usize {
    let asks = |at: usize| {
        let word = |at: usize| {
            front
                .get(at)
                .map(|form| form.to_lowercase())
                .unwrap_or_default()
        };
        WORDS.auxiliaries.contains(&word(at))
            || front
                .get(at..)
                .is_some_and(|rest| asking_phrase(rest).is_some())
            || WORDS.openers.contains(&word(at)) && WORDS.auxiliaries.contains(&word(at + 1))
    };
    if asks(0) {
        return 0;
    }
    (1..front.len().min(LONGEST_LEAD))
        .find(|&at| front[at - 1] == "," && asks(at))
        .unwrap_or_default()
}

/// How many words of a phrase that asks stand before the auxiliary: "for what ends", "in which year", "what".
fn asking_phrase(front: &[&str]) -> Option<usize> {
    let word = |at: usize| front.get(at).map(|form: &&str| form.to_lowercase());
    let before = usize::from(WORDS.prepositions.contains(&word(0)?));
    let asks = before + 1;
    WORDS.asking.contains(&word(before)?).then_some(())?;
    let auxiliary = |form: &String| WORDS.auxiliaries.contains(form);
    let found =
        (asks..=asks + LONGEST_ASKED).find(|&at| word(at).as_ref().is_some_and(auxiliary))?;
    (!WORDS.being.contains(&word(found)?)).then_some(found)
}

/// Whether the auxiliary at `auxiliary` was read as one, of a verb whose subject stands between them.
fn is_read(found: &Analysis, auxiliary: usize) -> bool {
    let verb = found.heads[auxiliary].checked_sub(1);
    found.relations[auxiliary].starts_with("aux")
        && verb.is_some_and(|verb| {
            let mut between = auxiliary + 1..verb;
            between
                .any(|at| found.heads[at] == verb + 1 && found.relations[at].starts_with("nsubj"))
        })
}

/// Whether the auxiliary was read as one of a verb whose subject stands before it, and nothing between them that could be
/// its subject.
fn follows_subject(found: &Analysis, auxiliary: usize) -> bool {
    let of = |at: usize| found.heads[at] == found.heads[auxiliary];
    let nominal = |at: usize| {
        let classes = ["NOUN", "PROPN", "PRON"];
        classes
            .iter()
            .any(|class| found.tags[at].starts_with(class))
    };
    found.relations[auxiliary].starts_with("aux")
        && !(auxiliary + 1..found.heads[auxiliary]).any(nominal)
        && (0..auxiliary).any(|at| of(at) && found.relations[at].starts_with("nsubj"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arcs(forms: &[&str]) -> Vec<(String, String)> {
        let model = Model::english().expect("the model loads");
        let found = model.question(forms).expect("a question with an auxiliary");
        found.arcs(forms)
    }

    #[test]
    fn the_words_load() {
        let words: Words = toml::from_str(include_str!("en/questions.toml")).unwrap();
        assert!(words.auxiliaries.contains("did") && words.openers.contains("why"));
    }

    #[test]
    fn the_subject_stands_between_auxiliary_and_verb() {
        let forms = [
            "Why", "did", "the", "Roman", "legions", "attack", "Corinth", "?",
        ];
        let arcs = arcs(&forms);
        assert_eq!(arcs[0], ("attack".into(), "advmod".into()));
        assert_eq!(arcs[4], ("attack".into(), "nsubj".into()));
        assert_eq!(arcs[5], ("-".into(), "root".into()));
        assert_eq!(arcs[6], ("attack".into(), "obj".into()));
    }

    #[test]
    fn a_verb_that_may_be_a_noun_is_read_in_its_past_form() {
        let forms = [
            "Why", "did", "the", "Roman", "senate", "veto", "the", "treaty", "in", "May", "?",
        ];
        let arcs = arcs(&forms);
        assert_eq!(arcs[1], ("veto".into(), "aux".into()));
        assert_eq!(arcs[4], ("veto".into(), "nsubj".into()));
        assert_eq!(arcs[5], ("-".into(), "root".into()));
        assert_eq!(arcs[7], ("veto".into(), "obj".into()));
    }

    #[test]
    fn a_denial_that_puts_the_auxiliary_in_front_has_its_subject() {
        let forms = [
            "Nor", "had", "Roman", "guns", "been", "shelling", "the", "city", "from", "May", "on",
            ".",
        ];
        let model = Model::english().expect("the model loads");
        let found = model.question(&forms).expect("a denial that was misread");
        let arcs = found.arcs(&forms);
        assert_eq!(arcs[0], ("shelling".into(), "advmod".into()));
        assert_eq!(arcs[3], ("shelling".into(), "nsubj".into()));
    }

    #[test]
    fn a_phrase_that_asks_leaves_the_subject() {
        let forms = [
            "For", "what", "ends", "did", "Rome", "and", "the", "Gauls", "unleash", "their",
            "attack", "on", "Carthage", "?",
        ];
        let arcs = arcs(&forms);
        assert_eq!(arcs[4], ("unleash".into(), "nsubj".into()));
        assert_eq!(arcs[10], ("unleash".into(), "obj".into()));
    }

    #[test]
    fn a_clause_that_puts_the_auxiliary_in_front_leaves_its_subject() {
        let model = Model::english().expect("the model loads");
        for (sentence, subject, verb) in [
            (
                "Only when the Romans approached the river did the Punic army enter the war , in May .",
                "army",
                "enter",
            ),
            (
                "Not until both sides put their names to a treaty did the Punic war reach its end .",
                "war",
                "reach",
            ),
            (
                "Only in May did the Roman legions leave the city .",
                "legions",
                "leave",
            ),
        ] {
            let forms: Vec<&str> = sentence.split(' ').collect();
            let found = model
                .question(&forms)
                .unwrap_or_else(|| model.analyse(&forms));
            let arcs = found.arcs(&forms);
            let at = forms
                .iter()
                .position(|form| *form == subject)
                .expect("the subject");
            assert_eq!(arcs[at], (verb.into(), "nsubj".into()), "{sentence}");
        }
    }

    #[test]
    fn what_only_looks_fronted_is_left_alone() {
        let model = Model::english().expect("the model loads");
        for sentence in [
            "Only the legions that did come were beaten .",
            "Little help was sent .",
            "Hardly anybody had left .",
        ] {
            let forms: Vec<&str> = sentence.split(' ').collect();
            assert!(model.question(&forms).is_none(), "{sentence}");
        }
    }

    #[test]
    fn statements_and_other_questions_are_left_alone() {
        let model = Model::english().expect("the model loads");
        for forms in [
            &["The", "legions", "did", "storm", "Corinth", "."][..],
            &["Who", "stormed", "Corinth", "?"],
            &["Why", "Corinth", "?"],
            &["?"],
        ] {
            assert!(model.question(forms).is_none(), "{forms:?}");
        }
    }
}
