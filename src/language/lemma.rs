//! Dictionary forms by suffix edits (after Chrupała 2006): a decision list over tag and suffix, with exceptions.
//!
//! The rules travel in the model file as lines of text; they are read at first use.

use super::features::Fold;
use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

/// A table of words. Its hash need not withstand an attacker: what stands in it comes with the binary.
pub type Table<V> = HashMap<String, V, BuildHasherDefault<Fold>>;

/// An edit: cut that many characters off the end, add these.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edit {
    /// Characters to cut.
    pub cut: usize,
    /// What to add.
    pub add: String,
}

/// The longest suffix that rules look at, in characters.
pub const LONGEST_SUFFIX: usize = 6;

/// Edits by tag, and by a suffix or form of words with that tag.
#[derive(Debug, Clone, Default)]
pub struct Edits(Table<Table<usize>>);

impl Edits {
    /// Takes in one edit.
    pub fn insert(&mut self, tag: &str, text: &str, edit: usize) {
        let of_tag = match self.0.get_mut(tag) {
            Some(of_tag) => of_tag,
            None => self.0.entry(tag.to_owned()).or_default(),
        };
        of_tag.insert(text.to_owned(), edit);
    }

    /// The edit for that very text.
    pub fn get(&self, tag: &str, text: &str) -> Option<usize> {
        self.0.get(tag)?.get(text).copied()
    }

    /// All edits of a tag, in no order.
    fn of(&self, tag: &str) -> impl Iterator<Item = (&str, usize)> {
        let known = self.0.get(tag).into_iter().flatten();
        known.map(|(text, &edit)| (text.as_str(), edit))
    }

    /// All edits with their tags and texts, in no order.
    fn all(&self) -> impl Iterator<Item = (&str, &str, usize)> {
        self.0.iter().flat_map(|(tag, texts)| {
            let known = texts.iter();
            known.map(move |(text, &edit)| (tag.as_str(), text.as_str(), edit))
        })
    }
}

/// Rules of one language.
#[derive(Debug, Clone, Default)]
pub struct Lemmas {
    /// Edits, numbered.
    pub edits: Vec<Edit>,
    /// Tag and suffix to an edit; the longest suffix decides.
    pub rules: Edits,
    /// Tag and form to an edit where the rules are wrong.
    pub exceptions: Edits,
    /// Irregular past forms of verbs to their dictionary forms, where training saw none of them.
    pub irregular: Table<String>,
    /// Dictionary forms of verbs, where training saw few of them.
    pub verbs: HashSet<String, BuildHasherDefault<Fold>>,
    /// For tags of verbs: the commonest edits, to be tried when the rule gives a word that nobody knows.
    pub common: Table<Vec<usize>>,
}

/// What edits start from: names keep their capitals.
pub fn base(tag: &str, form: &str) -> String {
    let straight = form.replace('’', "'");
    if tag.starts_with("PROPN") {
        straight
    } else {
        straight.to_lowercase()
    }
}

/// The edit that makes `lemma` out of `base`.
pub fn edit(base: &str, lemma: &str) -> Edit {
    let shared = base
        .chars()
        .zip(lemma.chars())
        .take_while(|(a, b)| a == b)
        .count();
    Edit {
        cut: base.chars().count() - shared,
        add: lemma.chars().skip(shared).collect(),
    }
}

/// Applies an edit; one that would leave nothing leaves the word as it is.
pub fn apply(base: &str, edit: &Edit) -> String {
    let kept = base.chars().count().saturating_sub(edit.cut);
    let mut lemma: String = base.chars().take(kept).collect();
    lemma.push_str(&edit.add);
    if lemma.is_empty() {
        base.to_owned()
    } else {
        lemma
    }
}

/// What a regular English form with this tag may be a form of, likeliest first: a short stem would double its last letter
/// ("hopped"), so that without it an "e" was there ("hoped").
fn stems(tag: &str, base: &str) -> impl Iterator<Item = String> {
    let endings: &[(&str, &[&str])] = if tag.ends_with("VBD") || tag.ends_with("VBN") {
        &[("ied", &["y"]), ("ed", &["e", ""])]
    } else if tag.ends_with("VBG") {
        &[("ing", &["e", ""])]
    } else if tag.ends_with("VBZ") {
        &[("ies", &["y"]), ("es", &["e", ""]), ("s", &[""])]
    } else {
        &[("", &[""])]
    };
    let mut found = Vec::new();
    for (ending, additions) in endings {
        let Some(stem) = base.strip_suffix(ending) else {
            continue;
        };
        let mut letters = stem.chars().rev();
        if let (Some(last), Some(before)) = (letters.next(), letters.next())
            && last == before
            && last.is_ascii_alphabetic()
            && !ending.is_empty()
        {
            found.push(stem.to_owned());
            found.push(stem[..stem.len() - 1].to_owned());
        }
        found.extend(additions.iter().map(|add| format!("{stem}{add}")));
    }
    found.into_iter()
}

/// "torpedoes" are several torpedos, spelt with an "e" that only shoes, toes and their like have themselves.
fn without_e(guess: String, base: &str) -> String {
    const WITH: [&str; 9] = [
        "shoe", "toe", "hoe", "foe", "noe", "boe", "loe", "roe", "woe",
    ];
    let plural = base.ends_with("oes") && guess.ends_with("oe");
    // "heroes" and "zeroes" end as "throes" do.
    let throe = !guess.ends_with("eroe");
    if !plural || guess.len() < 5 || throe && WITH.iter().any(|word| guess.ends_with(word)) {
        return guess;
    }
    guess[..guess.len() - 1].to_owned()
}

/// What an edit cuts off words with this suffix; `None` where it cuts off more than the suffix shows.
fn tail(suffix: &str, edit: &Edit) -> Option<String> {
    let kept = suffix.chars().count().checked_sub(edit.cut)?;
    Some(suffix.chars().skip(kept).collect())
}

/// The suffixes of a word, longest first, the empty one last.
pub fn suffixes(base: &str) -> impl Iterator<Item = &str> {
    let starts: Vec<usize> = base.char_indices().map(|(at, _)| at).collect();
    let longest = starts.len().min(LONGEST_SUFFIX);
    (0..=longest).rev().map(move |length| {
        if length == 0 {
            ""
        } else {
            &base[starts[starts.len() - length]..]
        }
    })
}

impl Lemmas {
    /// Reads the lines that [`Lemmas::write`] wrote; a line that does not fit is skipped.
    pub fn read(text: &str) -> Self {
        let mut lemmas = Self::default();
        for line in text.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            match columns[..] {
                ["edit", cut, add] => {
                    let cut = cut.parse().unwrap_or(0);
                    lemmas.edits.push(Edit {
                        cut,
                        add: add.to_owned(),
                    });
                }
                ["rule", tag, suffix, edit] => {
                    if let Ok(edit) = edit.parse() {
                        lemmas.rules.insert(tag, suffix, edit);
                    }
                }
                ["except", tag, form, edit] => {
                    if let Ok(edit) = edit.parse() {
                        lemmas.exceptions.insert(tag, form, edit);
                    }
                }
                ["common", tag, edits] => {
                    let edits = edits
                        .split(',')
                        .filter_map(|edit| edit.parse().ok())
                        .collect();
                    lemmas.common.insert(tag.into(), edits);
                }
                _ => {}
            }
        }
        lemmas
    }

    /// Takes in a table of irregular verbs, a form and its dictionary form on each line.
    pub fn with_irregular(mut self, table: &str) -> Self {
        self.irregular.extend(table.lines().filter_map(|line| {
            let (form, lemma) = line.split_once('\t')?;
            Some((form.to_owned(), lemma.to_owned()))
        }));
        self
    }

    /// Takes in a list of verbs, a dictionary form on each line.
    pub fn with_verbs(mut self, list: &str) -> Self {
        self.verbs.extend(list.lines().map(str::to_owned));
        self
    }

    /// The rules as lines, sorted.
    pub fn write(&self) -> String {
        let mut lines: Vec<String> = self
            .edits
            .iter()
            .map(|edit| format!("edit\t{}\t{}", edit.cut, edit.add))
            .collect();
        let mut rest: Vec<String> = Vec::new();
        for (kind, map) in [("rule", &self.rules), ("except", &self.exceptions)] {
            rest.extend(
                map.all()
                    .map(|(tag, key, edit)| format!("{kind}\t{tag}\t{key}\t{edit}")),
            );
        }
        rest.extend(self.common.iter().map(|(tag, edits)| {
            let edits: Vec<String> = edits.iter().map(usize::to_string).collect();
            format!("common\t{tag}\t{}", edits.join(","))
        }));
        rest.sort();
        lines.extend(rest);
        lines.join("\n")
    }

    /// The edit that the rules choose, exceptions aside.
    pub fn rule(&self, tag: &str, base: &str) -> Option<usize> {
        let of_tag = self.rules.0.get(tag)?;
        suffixes(base).find_map(|suffix| of_tag.get(suffix).copied())
    }

    /// The dictionary form; `known` tells which words the model has seen.
    pub fn lemma(&self, tag: &str, form: &str, known: impl Fn(&str) -> bool) -> String {
        let base = base(tag, form);
        let past = tag.starts_with("VERB") && (tag.ends_with("VBD") || tag.ends_with("VBN"));
        let irregular = self.irregular.get(&base).filter(|_| past);
        let seen = self
            .exceptions
            .get(tag, &base)
            .and_then(|edit| self.edits.get(edit))
            .map(|edit| apply(&base, edit));
        // Training texts leave some forms as they are and mistake others; the table was made by hand.
        if let Some(lemma) = irregular.cloned().or(seen) {
            return lemma;
        }
        let guess = match self.rule(tag, &base).and_then(|edit| self.edits.get(edit)) {
            Some(edit) => apply(&base, edit),
            None => base.clone(),
        };
        if !tag.starts_with("VERB") {
            return without_e(guess, &base);
        }
        if self.verbs.contains(&guess) {
            return guess;
        }
        let listed = stems(tag, &base).find(|stem| self.verbs.contains(stem));
        if let Some(listed) = listed {
            return listed;
        }
        if known(&guess) {
            return guess;
        }
        self.known_variant(tag, &base, known).unwrap_or(guess)
    }

    /// The dictionary form of a verb of which `form` may be the past tense: an irregular one, or a verb of the list.
    pub fn past_of(&self, form: &str) -> Option<String> {
        let tag = "VERB|VBD";
        let base = base(tag, form);
        let regular = || stems(tag, &base).find(|stem| *stem != base && self.verbs.contains(stem));
        self.irregular.get(&base).cloned().or_else(regular)
    }

    /// Whether the form is that of a verb in the dictionary.
    pub fn is_verb(&self, form: &str) -> bool {
        self.verbs.contains(form)
    }

    /// The dictionary form of a verb in the third person of the present; `None` for what is no verb.
    pub fn third_person_of(&self, form: &str) -> Option<String> {
        let tag = "VERB|VBZ";
        let base = base(tag, form);
        stems(tag, &base).find(|stem| *stem != base && self.verbs.contains(stem))
    }

    /// A form of `lemma` with this tag: one that the rules lead back to it and that is a known word; of several, one
    /// by a common edit, then the longest.
    pub fn inflect(&self, tag: &str, lemma: &str, known: impl Fn(&str) -> bool) -> Option<String> {
        let mut forms: Vec<(bool, usize, String)> = Vec::new();
        let mut offer = |form: String, common: bool| {
            if known(&form) && self.lemma(tag, &form, &known) == lemma {
                forms.push((common, form.chars().count(), form));
            }
        };
        for (form, edit) in self.exceptions.of(tag) {
            let edit = self.edits.get(edit);
            if edit.is_some_and(|edit| apply(form, edit) == lemma) {
                offer(form.to_owned(), false);
            }
        }
        let common = self.common.get(tag);
        let mut tails: Vec<(String, usize)> = self
            .rules
            .of(tag)
            .filter_map(|(suffix, edit)| Some((tail(suffix, self.edits.get(edit)?)?, edit)))
            .collect();
        tails.sort();
        tails.dedup();
        for (tail, edit) in tails {
            if let Some(stem) = lemma.strip_suffix(self.edits[edit].add.as_str()) {
                let often = common.is_some_and(|common| common.contains(&edit));
                offer(format!("{stem}{tail}"), often);
            }
        }
        forms.sort();
        forms.pop().map(|(_, _, form)| form)
    }

    /// A regular edit that gives a word known to the model and nearly all of the form.
    fn known_variant(&self, tag: &str, base: &str, known: impl Fn(&str) -> bool) -> Option<String> {
        self.common
            .get(tag)?
            .iter()
            .filter_map(|&edit| self.edits.get(edit))
            .find_map(|edit| {
                let candidate = apply(base, edit);
                let length = candidate.chars().count();
                let close = length >= 3
                    && base
                        .chars()
                        .zip(candidate.chars())
                        .take(length - 1)
                        .all(|(a, b)| a == b);
                (candidate != base && close && known(&candidate)).then_some(candidate)
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_turn_forms_into_lemmas_and_back() {
        let edit = edit("invaded", "invade");
        assert_eq!(apply("invaded", &edit), "invade");
        assert_eq!(apply("was", &super::edit("was", "be")), "be");
    }

    #[test]
    fn forms_are_made_by_the_rules_that_undo_them() {
        let lemmas = Lemmas::read(
            "edit\t2\t\nedit\t1\t\nedit\t3\tegin\nedit\t3\ty\nexcept\tVERB|VBN\tbegun\t2\n\
             rule\tVERB|VBN\ted\t0\nrule\tVERB|VBN\taded\t1\nrule\tVERB|VBN\tied\t3\n\
             common\tVERB|VBN\t0,1,3",
        );
        let words = ["attacked", "invaded", "occupied", "begun", "attack"];
        let known = |word: &str| words.contains(&word);
        let form = |lemma: &str| lemmas.inflect("VERB|VBN", lemma, known);
        assert_eq!(form("attack").as_deref(), Some("attacked"));
        assert_eq!(form("invade").as_deref(), Some("invaded"));
        assert_eq!(form("occupy").as_deref(), Some("occupied"));
        assert_eq!(form("foresee"), None);
    }

    #[test]
    fn a_plural_in_oes_has_no_e_in_the_singular() {
        let singular = |plural: &str| without_e(plural[..plural.len() - 1].to_owned(), plural);
        let words = [
            "torpedoes",
            "canoes",
            "heroes",
            "embargoes",
            "horseshoes",
            "throes",
            "toes",
        ];
        let found = words.map(singular);
        assert_eq!(
            found,
            [
                "torpedo",
                "canoe",
                "hero",
                "embargo",
                "horseshoe",
                "throe",
                "toe"
            ]
        );
    }

    #[test]
    fn irregular_pasts_need_no_training() {
        let mut lemmas = Lemmas {
            edits: vec![edit("slept", "sleep"), edit("cot", "cy")],
            ..Lemmas::default()
        };
        lemmas.rules.insert("VERB|VBD", "ot", 1);
        let lemmas = lemmas.with_irregular("got\tget\nwrote\twrite\n");
        assert_eq!(lemmas.lemma("VERB|VBD", "got", |_| true), "get");
        assert_eq!(lemmas.lemma("VERB|VBN", "wrote", |_| true), "write");
        assert_eq!(lemmas.lemma("NOUN|NN", "wrote", |_| true), "wrote");
        assert_eq!(lemmas.past_of("wrote").as_deref(), Some("write"));
        assert_eq!(lemmas.past_of("cot"), None);
    }

    #[test]
    fn verbs_of_the_list_are_found_in_their_regular_forms() {
        let lemmas = Lemmas::default().with_verbs("ignite\nbombard\nhop\nhope\nrally\npass\nheap");
        let lemma = |tag: &str, form: &str| lemmas.lemma(tag, form, |_| false);
        assert_eq!(lemma("VERB|VBD", "ignited"), "ignite");
        assert_eq!(lemma("VERB|VBG", "igniting"), "ignite");
        assert_eq!(lemma("VERB|VBN", "bombarded"), "bombard");
        assert_eq!(lemma("VERB|VBD", "hoped"), "hope");
        assert_eq!(lemma("VERB|VBD", "hopped"), "hop");
        assert_eq!(lemma("VERB|VBZ", "rallies"), "rally");
        assert_eq!(lemma("VERB|VBZ", "passes"), "pass");
        assert_eq!(lemma("VERB|VBD", "passed"), "pass");
        assert_eq!(lemma("VERB|VBN", "heaped"), "heap");
        assert_eq!(lemma("NOUN|NN", "passed"), "passed");
    }

    #[test]
    fn exceptions_win_and_unknown_verbs_try_regular_edits() {
        let mut lemmas = Lemmas {
            edits: vec![
                edit("started", "start"),
                edit("invaded", "invade"),
                edit("began", "begin"),
            ],
            ..Lemmas::default()
        };
        lemmas.rules.insert("VERB|VBD", "ed", 0);
        lemmas.exceptions.insert("VERB|VBD", "began", 2);
        lemmas.common.insert("VERB|VBD".into(), vec![0, 1]);
        let lemmas = Lemmas::read(&lemmas.write());
        let known = |word: &str| ["invade", "attack"].contains(&word);
        assert_eq!(lemmas.lemma("VERB|VBD", "began", known), "begin");
        assert_eq!(lemmas.lemma("VERB|VBD", "invaded", known), "invade");
        assert_eq!(lemmas.lemma("VERB|VBD", "attacked", known), "attack");
    }
}
