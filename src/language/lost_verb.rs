//! A sentence whose only verb was taken for the description of a noun: "A rising toppled the king" was parsed as a phrase about
//! a king. It is read once more with a verb in its place whose past tense nobody takes for anything else.

use super::model::{Analysis, Model};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    past: String,
    stops: Vec<String>,
    /// A past tense without an object, for verbs that reckon from a time.
    began: String,
    /// What opens an entry before its date.
    dating: Vec<String>,
    /// What opens the phrase that tells whose a noun is, and adverbs of order that are adjectives as well.
    of: String,
    ranks: Vec<String>,
    /// The same in the present, and what stands before one thing.
    takes: String,
    singular: Vec<String>,
    /// The form of a verb of telling that is taken for nothing else, and the word with which what it tells begins.
    tells: String,
    that: String,
    /// Verbs and nouns behind which a clause with that word has its verb in the dictionary form.
    mandative: Vec<String>,
    /// Verbs without an object that are put in the place of one in the dictionary form.
    stop: Vec<String>,
    /// Their form, their dictionary form, and the words of which one stands right behind or next but one.
    reckoning: Vec<Reckoning>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reckoning {
    form: String,
    lemma: String,
    before: Vec<String>,
}

/// The file is compiled in and a test reads it; without it sentences are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/lost-verbs.toml")).unwrap_or_default());

/// Whether a full stop or the like ends the sentence.
fn ends(forms: &[&str]) -> bool {
    let stop = |last: &&str| WORDS.stops.iter().any(|stop| stop == last);
    forms.last().is_some_and(stop)
}

/// How many words of a sentence are tried as its verb.
const TRIED: usize = 3;

impl Model {
    /// The analysis of a sentence that was left without a verb, with the one that it has; `None` where it needs or has none.
    pub(super) fn with_lost_verb(&self, forms: &[&str], plain: &Analysis) -> Option<Analysis> {
        if let Some(found) = self.with_telling(forms, plain) {
            return Some(found);
        }
        if let Some(found) = self.with_mandated(forms, plain) {
            return Some(found);
        }
        if let Some(found) = self.with_base(forms, plain) {
            return Some(found);
        }
        if let Some(found) = self.with_third_person(forms, plain) {
            return Some(found);
        }
        if let Some(found) = self.with_lone_verb(forms, plain) {
            return Some(found);
        }
        if !ends(forms) || WORDS.past.is_empty() || has_verb(plain) {
            return None;
        }
        (1..forms.len() - 1)
            .filter(|&at| follows_noun(plain, forms, at))
            .filter_map(|at| Some((at, self.past_of(forms[at])?)))
            .take(TRIED)
            .find_map(|(at, lemma)| {
                let mut spoken = forms.to_vec();
                spoken[at] = &WORDS.past;
                let mut found = self.read(&spoken);
                if !is_clause(&found, at) {
                    return None;
                }
                found.lemmas[at] = lemma;
                Some(found)
            })
            .or_else(|| self.with_reckoning(forms))
    }

    /// "A colonel texts in his own hand that Rome attacked": a verb was taken for a noun of which the clause tells.
    fn with_telling(&self, forms: &[&str], plain: &Analysis) -> Option<Analysis> {
        let that = forms.iter().position(|form| *form == WORDS.that)?;
        let verb = (1..that).rev().find(|&at| {
            plain.heads[at] == 0 && plain.tags[at].starts_with("NOUN") && forms[at].ends_with('s')
        })?;
        let lemma = self.third_person_of(forms[verb])?;
        if !follows_noun_or_description(plain, forms, verb) {
            return None;
        }
        let mut spoken = forms.to_vec();
        spoken[verb] = &WORDS.tells;
        let mut found = self.read(&spoken);
        let subject = |at: usize| found.heads[at] == verb + 1 && found.relations[at] == "nsubj";
        // The clause may hang on the phrase between: repairs see to that.
        let clause = |at: usize| ["ccomp", "acl:relcl", "acl"].contains(&found.relations[at]);
        let told =
            found.heads[verb] == 0 && (0..verb).any(subject) && (that + 1..forms.len()).any(clause);
        found.lemmas[verb] = lemma;
        told.then_some(found)
    }

    /// "demanded that the fighting stop": what is demanded has its verb in a form that was taken for a noun.
    fn with_mandated(&self, forms: &[&str], plain: &Analysis) -> Option<Analysis> {
        let mandates = |at: usize| WORDS.mandative.iter().any(|word| *word == plain.lemmas[at]);
        let that = (1..forms.len()).find(|&at| forms[at] == WORDS.that && mandates(at - 1))?;
        let clause = plain.heads[that].checked_sub(1)?;
        let verbal = ["VERB", "AUX", "ADJ"]
            .iter()
            .any(|class| plain.tags[clause].starts_with(class));
        let verbal = verbal
            || (0..forms.len()).any(|at| {
                plain.heads[at] == clause + 1 && ["cop", "aux"].contains(&plain.relations[at])
            });
        // "that the fighting end and that the army go": the word was given to the second clause.
        let further = (that + 1..clause).any(|at| forms[at] == WORDS.that);
        if plain.relations[that] != "mark" || verbal && !further {
            return None;
        }
        let candidates = (that + 2..forms.len().saturating_sub(1)).filter(|&at| {
            let last = plain.tags[at] == "NOUN|NN" && plain.relations[at] != "compound";
            last && follows_noun(plain, forms, at) && self.is_verb(forms[at])
        });
        let tried = candidates.take(TRIED);
        let mut tried = tried.flat_map(|at| WORDS.stop.iter().map(move |stop| (at, stop)));
        tried.find_map(|(at, stop)| {
            let mut spoken = forms.to_vec();
            spoken[at] = stop;
            let mut found = self.read(&spoken);
            forms[at].clone_into(&mut found.lemmas[at]);
            let subject = (that + 1..at)
                .any(|of| found.heads[of] == at + 1 && found.relations[of] == "nsubj");
            let told = found.heads[that] == at + 1;
            // It may have been hung on a noun further up.
            let noun = plain.tags[that - 1].starts_with("NOUN");
            found.relations[at] = if noun { "acl" } else { "ccomp" };
            found.heads[at] = that;
            (subject && told).then_some(found)
        })
    }

    /// "On 3 May, Roman soldiers arrest the king": a verb in the present was taken for a noun, or for a command to the soldiers.
    fn with_base(&self, forms: &[&str], plain: &Analysis) -> Option<Analysis> {
        let entry = WORDS.dating.iter().any(|word| word == forms[0]);
        let comma = forms.iter().position(|form| *form == ",");
        let first = match comma {
            Some(comma) if entry => comma + 2,
            _ => 1,
        };
        let command = |at: usize| {
            let described = plain.relations[at - 1] == "compound" && plain.heads[at - 1] == at + 1;
            plain.heads[at] == 0 && plain.tags[at].starts_with("VERB") && described
        };
        let commands = (first..forms.len()).any(command);
        if first == 1 && !ends(forms) || has_verb(plain) && !commands {
            return None;
        }
        let several = |at: usize| {
            let joined = at > 1 && plain.tags[at - 1].starts_with("CCONJ");
            plain.tags[at] == "NOUN|NNS" || joined && plain.tags[at].starts_with("PROPN")
        };
        let candidates = (first..forms.len().saturating_sub(1)).filter(|&at| {
            (plain.tags[at].starts_with("NOUN") || command(at))
                && several(at - 1)
                && self.is_verb(forms[at])
        });
        candidates.take(TRIED).find_map(|at| {
            let mut spoken = forms.to_vec();
            spoken[at] = &WORDS.past;
            let mut found = self.read(&spoken);
            forms[at].clone_into(&mut found.lemmas[at]);
            is_clause(&found, at).then_some(found)
        })
    }

    /// "A scout maps the river": behind an article that stands before one thing a plural is a verb.
    fn with_third_person(&self, forms: &[&str], plain: &Analysis) -> Option<Analysis> {
        if has_verb(plain) {
            return None;
        }
        let one = |at: usize| {
            let form = forms[at].to_lowercase();
            WORDS.singular.contains(&form)
        };
        let nominal = |at: usize| {
            // "U-2"
            let classes = ["NOUN", "PROPN", "ADJ", "NUM"];
            forms[at] == "-"
                || classes
                    .iter()
                    .any(|class| plain.tags[at].starts_with(class))
        };
        let candidates = (2..forms.len().saturating_sub(1)).filter(|&at| {
            let opened = (0..at).rev().find(|&before| !nominal(before));
            plain.tags[at] == "NOUN|NNS" && nominal(at - 1) && opened.is_some_and(one)
        });
        candidates.take(TRIED).find_map(|at| {
            let lemma = self.third_person_of(forms[at])?;
            let mut spoken = forms.to_vec();
            spoken[at] = &WORDS.takes;
            let mut found = self.read(&spoken);
            found.lemmas[at] = lemma;
            is_clause(&found, at).then_some(found)
        })
    }

    /// "The guards shot first.", "Hugo Brandt apologises.": without an object the verb was taken for the noun that the words
    /// before it describe.
    pub(super) fn with_lone_verb(&self, forms: &[&str], plain: &Analysis) -> Option<Analysis> {
        let main = plain.heads.iter().position(|&head| head == 0)?;
        let verbal = |at: usize| {
            let tag = plain.tags[at];
            tag.starts_with("VERB") || tag.starts_with("AUX")
        };
        let predicate = (0..forms.len())
            .any(|at| plain.heads[at] == main + 1 && verbal(at) && plain.relations[at] != "conj");
        let entry = WORDS.dating.iter().any(|word| word == forms[0]);
        if !ends(forms) && !entry || verbal(main) || predicate {
            return None;
        }
        let goes_on = |at: usize| {
            let classes = ["ADV", "ADP", "CCONJ", "PUNCT"];
            let next = plain.tags[at + 1];
            let of = WORDS.of == forms[at + 1];
            // "fired first": the adverb may have been taken for an adjective.
            let ranks = WORDS.ranks.iter().any(|word| word == forms[at + 1]);
            ranks || !of && classes.iter().any(|class| next.starts_with(class))
        };
        let candidates = (1..forms.len() - 1).filter(|&at| {
            let noun = plain.tags[at].starts_with("NOUN");
            // Up to the main noun: what hangs on it behind is its own.
            noun && at <= main && follows_noun(plain, forms, at) && goes_on(at)
        });
        candidates.take(TRIED).find_map(|at| {
            let (before, form) = (plain.tags[at - 1], forms[at]);
            let named = before.starts_with("PROPN");
            let past = self.past_of(form).filter(|_| !form.ends_with("ing"));
            // "The last regiment sails from Ostia."
            let of_one = before == "NOUN|NN" && at == main && plain.tags[at] == "NOUN|NNS";
            let third = self.third_person_of(form).filter(|_| named || of_one);
            let several = before == "NOUN|NNS" || named && forms[at - 1].ends_with('s');
            let base = Some(form.to_owned()).filter(|form| several && self.is_verb(form));
            let lemma = past.or(third).or(base)?;
            let mut spoken = forms.to_vec();
            spoken[at] = &WORDS.began;
            let mut found = self.read(&spoken);
            let subject =
                |other: usize| found.heads[other] == at + 1 && found.relations[other] == "nsubj";
            let told = found.heads[at] == 0 && (0..at).any(subject);
            found.lemmas[at] = lemma;
            told.then_some(found)
        })
    }

    /// "The custom dates from the war": the word was taken for a noun.
    fn with_reckoning(&self, forms: &[&str]) -> Option<Analysis> {
        (1..forms.len() - 1).find_map(|at| {
            let behind = &forms[at + 1..forms.len().min(at + 3)];
            let word = WORDS.reckoning.iter().find(|word| {
                let before = |form: &&str| word.before.iter().any(|known| known == form);
                word.form == forms[at] && behind.iter().any(before)
            })?;
            let mut spoken = forms.to_vec();
            spoken[at] = &WORDS.began;
            let mut found = self.read(&spoken);
            let subject =
                |other: usize| found.heads[other] == at + 1 && found.relations[other] == "nsubj";
            let main = found.heads[at] == 0 && (0..at).any(subject);
            found.lemmas[at].clone_from(&word.lemma);
            main.then_some(found)
        })
    }
}

/// Whether the main clause has a verb: one that is neither a description of a noun nor in a relative clause.
fn has_verb(plain: &Analysis) -> bool {
    (0..plain.tags.len()).any(|at| {
        let (tag, relation) = (plain.tags[at], plain.relations[at]);
        let describes = ["amod", "acl", "acl:relcl", "compound", "nmod"].contains(&relation);
        let verb = tag.starts_with("VERB") || tag.starts_with("AUX");
        verb && !describes && (plain.heads[at] == 0 || !tag.ends_with("VBG"))
    })
}

/// Whether the word behind which it stands, adverbs aside, can end a subject.
fn follows_noun(plain: &Analysis, forms: &[&str], at: usize) -> bool {
    let before = (0..at)
        .rev()
        .find(|&before| !plain.tags[before].starts_with("ADV"));
    before.is_some_and(|before| {
        let nominal = ["NOUN", "PROPN", "PRON"];
        let tag = plain.tags[before];
        // "a popular rising": a noun in "-ing" may have been taken for a verb, too.
        let rising = tag.ends_with("VBG") && before + 1 == at && before > 0;
        rising || nominal.iter().any(|class| tag.starts_with(class))
    }) && forms[at].chars().all(char::is_lowercase)
}

/// Whether a noun may end before the word: "a retired colonel" may have been taken for two descriptions.
fn follows_noun_or_description(plain: &Analysis, forms: &[&str], at: usize) -> bool {
    let described = plain.tags[at - 1].starts_with("ADJ") && at > 1;
    described && forms[at].chars().all(char::is_lowercase) || follows_noun(plain, forms, at)
}

/// Whether the word is the main verb and has a subject before it and an object behind it.
fn is_clause(found: &Analysis, verb: usize) -> bool {
    let nominal = |at: usize| {
        let classes = ["NOUN", "PROPN", "PRON"];
        classes
            .iter()
            .any(|class| found.tags[at].starts_with(class))
    };
    let has = |relation: &str, mut range: std::ops::Range<usize>| {
        range
            .any(|at| found.heads[at] == verb + 1 && found.relations[at] == relation && nominal(at))
    };
    // "On Monday Carthage took Rome": repairs see to a name that was taken for another of the day.
    let beside = verb.checked_sub(1).is_some_and(|before| {
        let day = found.heads[before].checked_sub(1);
        let named = nominal(before) && ["appos", "flat"].contains(&found.relations[before]);
        let opens = |day: usize| found.heads[day] == verb + 1 && found.relations[day] == "obl";
        named && day.is_some_and(|day| day < before && opens(day))
    });
    let subject = beside || has("nsubj", 0..verb);
    found.heads[verb] == 0 && subject && has("obj", verb + 1..found.tags.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::tree::Upos;
    use crate::span::Span;

    fn root(text: &str) -> (String, Upos) {
        let model = Model::english().expect("the model");
        let tree = model.parse(text, Span::new(0, text.len()), &[], &[]);
        let root = (0..tree.len()).find(|&at| tree.token(at).head.is_none());
        let root = tree.token(root.expect("a root"));
        (root.lemma.clone(), root.upos)
    }

    #[test]
    fn the_words_can_be_read() {
        assert!(!WORDS.past.is_empty() && !WORDS.stops.is_empty());
    }

    #[test]
    fn a_sentence_without_a_verb_gets_the_one_that_it_has() {
        for (text, verb) in [
            ("A popular rising overthrew Mossadegh.", "overthrow"),
            ("A popular rising toppled Mossadegh.", "topple"),
        ] {
            assert_eq!(root(text), (verb.to_owned(), Upos::Verb), "{text}");
        }
    }

    #[test]
    fn what_somebody_tells_is_no_noun() {
        for (text, verb) in [
            (
                "A retired colonel asserts in his memoirs that Eisenhower never approved the flight.",
                "assert",
            ),
            (
                "The old general avers in a letter that Carthage attacked first.",
                "aver",
            ),
        ] {
            assert_eq!(root(text), (verb.to_owned(), Upos::Verb), "{text}");
        }
        for text in [
            "The rumours in the city that Carthage had attacked.",
            "Reports from the river that Carthage had attacked.",
        ] {
            assert_eq!(root(text).1, Upos::Noun, "{text}");
        }
    }

    #[test]
    fn what_is_demanded_has_its_verb_in_the_dictionary_form() {
        let model = Model::english().expect("the model");
        for (text, verb) in [
            ("Rome demanded that the fighting stop.", "stop"),
            (
                "Rome adopted a resolution which demanded that the fighting stop and that the army go back.",
                "stop",
            ),
            (
                "President Truman was told of the invasion and flew back to Washington from his home in Missouri, and in the meantime the Council adopted a resolution which demanded that the fighting stop and that the North Korean forces go back behind the parallel.",
                "stop",
            ),
            ("Rome insisted that the blockade end.", "end"),
        ] {
            let tree = model.parse(text, Span::new(0, text.len()), &[], &[]);
            let found = (0..tree.len()).find(|&at| tree.token(at).form == verb);
            let token = tree.token(found.expect("the word"));
            assert_eq!(token.upos, Upos::Verb, "{text}");
            assert!(
                ["ccomp", "acl"].contains(&token.relation.universal()),
                "{text}"
            );
        }
    }

    #[test]
    fn an_entry_has_its_verb_in_the_present() {
        for (text, verb) in [
            ("On 21 August, Soviet soldiers arrest Alexander.", "arrest"),
            ("On 3 May, Roman soldiers arrest the king", "arrest"),
            ("Roman soldiers arrest Alexander.", "arrest"),
            (
                "On 30 October, Britain and France hand Egypt an ultimatum",
                "hand",
            ),
        ] {
            assert_eq!(root(text), (verb.to_owned(), Upos::Verb), "{text}");
        }
        let text = "On 3 May, arrest of the king by Roman soldiers";
        assert_ne!(root(text).1, Upos::Verb);
    }

    #[test]
    fn one_thing_has_no_plural() {
        for (text, verb) in [
            (
                "A plane photographs Soviet missile sites in Cuba",
                "photograph",
            ),
            ("A Roman scout maps the river.", "map"),
        ] {
            assert_eq!(root(text), (verb.to_owned(), Upos::Verb), "{text}");
        }
        for text in [
            "A photographs collection of the war",
            "The scout maps of the river",
        ] {
            assert_eq!(root(text).1, Upos::Noun, "{text}");
        }
    }

    #[test]
    fn a_verb_may_stand_alone() {
        for (text, verb) in [
            ("The IRA shot first.", "shoot"),
            ("The guards fire first and shout no warning.", "fire"),
            ("David Cameron apologises for the shooting.", "apologise"),
            ("The last regiment sails from the port.", "sail"),
            ("On 3 May, last Roman regiment sails from Ostia", "sail"),
            (
                "The last regiment sails from the port; some guards stay.",
                "sail",
            ),
        ] {
            assert_eq!(root(text), (verb.to_owned(), Upos::Verb), "{text}");
        }
        for text in [
            "A rifle shot of great force.",
            "The attacks of the Roman army.",
            "Rome's demands of the year.",
            "Heavy arms shipments to the army.",
            "The first shot in the war.",
        ] {
            assert_eq!(root(text).1, Upos::Noun, "{text}");
        }
    }

    #[test]
    fn what_dates_from_a_time_is_a_verb() {
        for text in [
            "The custom of the city dates from the war.",
            "Scipio's approval of the plan dates only from 1219.",
        ] {
            assert_eq!(root(text), ("date".to_owned(), Upos::Verb), "{text}");
        }
    }

    #[test]
    fn phrases_stay_phrases() {
        for text in [
            "A list of dates from the war.",
            "Documents captured near the river.",
            "A map of captured positions.",
            "The recently published papers.",
            "A decorated soldier.",
        ] {
            assert_ne!(root(text).0, "take", "{text}");
            assert!(
                !["publish", "decorate"].contains(&root(text).0.as_str()),
                "{text}"
            );
        }
    }
}
