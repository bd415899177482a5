//! Words above a passage that say whose it is: "Common errors", "What Rome teaches", "The following claims are false:".
//! They make no sentence that could be parsed; what counts is which words stand in which part of them.

use crate::document::model::Document;
use crate::extract::lexicon::{Lexicon, WordSet};
use crate::extract::names::NameSpan;
use crate::frame::{EntityKind, EntityTable};
use crate::span::Span;

/// A lead-in that is longer than this many words is a sentence and no label.
const LABEL: usize = 7;

/// A sentence that announces an account has at most so many bytes.
const ANNOUNCEMENT: usize = 80;

/// What a short sentence announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Announced {
    /// Somebody's account.
    Account,
    /// What is recorded.
    Record,
}

/// How what stands above a passage puts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// As somebody's account.
    Told,
    /// As false.
    Denied,
    /// As false and as true by turns ("Myths and facts").
    Mixed,
}

/// A word of a label, or a mark between its parts.
#[derive(Debug)]
struct Word {
    /// In small letters, without what makes it a possessive.
    form: String,
    possessive: bool,
    capital: bool,
    party: bool,
}

impl Word {
    fn is(&self, form: &str) -> bool {
        self.form == form
    }

    fn is_among(&self, set: &WordSet) -> bool {
        set.contains(self.form.as_str())
    }

    /// Whether the word or its singular is among these.
    fn is_one_of(&self, set: &WordSet) -> bool {
        let singular = self.form.strip_suffix('s').unwrap_or(&self.form);
        self.is_among(set) || set.contains(singular)
    }

    fn is_number(&self) -> bool {
        let letter = self.form.len() == 1 && self.capital;
        letter || self.form.chars().all(|c| c.is_ascii_digit())
    }
}

/// Reads the labels of one document.
pub struct Labels<'a> {
    pub document: &'a Document,
    pub named: &'a [Vec<NameSpan>],
    pub lexicon: &'a Lexicon,
    pub entities: &'a EntityTable,
}

impl Labels<'_> {
    /// How a heading, or the head of a column, puts what stands under it.
    pub fn heading(&self, span: Span) -> Option<Stand> {
        let words = self.words(span);
        let found: Vec<Stand> = parts(&words)
            .filter_map(|part| self.of_part(part))
            .collect();
        found
            .first()
            .copied()
            .or_else(|| self.source(&words).then_some(Stand::Told))
    }

    /// How a line puts the list into which it leads.
    pub fn lead(&self, span: Span) -> Option<Stand> {
        let words = self.words(span);
        if words.len() <= LABEL
            && let Some(stand) = self.heading(span)
        {
            return Some(stand);
        }
        let false_title = || {
            let mut all = parts(&words);
            all.any(|part| self.of_part(part) == Some(Stand::Denied))
        };
        if self.points_at_false(&words) || self.forbids(&words) || false_title() {
            return Some(Stand::Denied);
        }
        let cues = &self.lexicon.voice.above;
        let claims = words.iter().any(|word| word.is_among(&cues.claims));
        let party = words.iter().any(|word| word.party);
        (claims && party && !self.records(&words)).then_some(Stand::Told)
    }

    /// "The following claims are false.": a short sentence before a list.
    pub fn calls_false(&self, span: Span) -> bool {
        let text = self.document.text.get(span.range()).unwrap_or_default();
        span.len() <= ANNOUNCEMENT
            && text.ends_with(['.', '!'])
            && self.points_at_false(&self.words(span))
    }

    /// "Source A: Cato, speech of May": whose the next passage is, unless a record is cited.
    pub fn is_source(&self, span: Span) -> bool {
        self.source(&self.words(span))
    }

    /// Whether a short sentence announces somebody's account ("First, the Roman version.", "Radio Rome, 3 May 1219."), or a
    /// record, by which the author has the word again.
    pub fn announces(&self, span: Span) -> Option<Announced> {
        let text = self.document.text.get(span.range()).unwrap_or_default();
        let opening = text.split([' ', ',']).next().unwrap_or_default();
        let cues = &self.lexicon.voice;
        let opens = cues.announcing.contains(opening.to_lowercase().as_str());
        let dated = text.ends_with(|c: char| c.is_ascii_digit() || c == '.')
            && text.contains(|c: char| c.is_ascii_digit());
        if text.len() > ANNOUNCEMENT || !opens && !dated {
            return None;
        }
        let words = self.words(span);
        let mut phrases = words.split(|word| word.is(",") || is_mark(word));
        if opens {
            let forms: Vec<String> = words.iter().map(|word| word.form.clone()).collect();
            let other = (0..forms.len()).any(|at| cues.above.phrases.stand_at(&forms, at));
            let affair = |part: &[Word]| {
                let mut last = part.iter().rev().filter(|word| !is_mark(word));
                last.next()
                    .is_some_and(|word| word.is_one_of(&cues.above.affairs))
            };
            let told = |part: &[Word]| {
                !affair(part) && (self.names_account(part) || self.names_teaching(part))
            };
            return match self.records(&words) {
                true => Some(Announced::Record),
                false => (other || phrases.any(told)).then_some(Announced::Account),
            };
        }
        let first = phrases.next().unwrap_or_default();
        let short = first.len() <= LABEL && words.len() <= 2 * LABEL;
        let medium = first
            .iter()
            .any(|word| word.is_one_of(&cues.above.writings));
        let party = first.iter().any(|word| word.party);
        let date = words.len() > first.len() && words[first.len()].is(",");
        (short && medium && party && date).then_some(Announced::Account)
    }

    /// ", a Roman painting": whose a caption is by what stands behind a mark in it.
    pub fn caption(&self, span: Span) -> Option<Stand> {
        let words = self.words(span);
        let mut parts = words.split(|word| word.is(",") || is_mark(word)).skip(1);
        parts
            .any(|part| self.of_part(part) == Some(Stand::Told))
            .then_some(Stand::Told)
    }

    fn words(&self, span: Span) -> Vec<Word> {
        let document = self.document;
        let text = document.text.get(span.range()).unwrap_or_default();
        let from = document
            .sentences
            .partition_point(|sentence| sentence.span.end <= span.start);
        let to = document
            .sentences
            .partition_point(|sentence| sentence.span.start < span.end);
        let named = self.named.get(from..to.max(from)).unwrap_or_default();
        let parties: Vec<Span> = named
            .iter()
            .flatten()
            .filter(|name| self.is_party(name.entity))
            .map(|name| name.span)
            .collect();
        let (mut words, mut start) = (Vec::new(), None);
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
        for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
            if inside(c) {
                start = start.or(Some(at));
                continue;
            }
            if let Some(from) = start.take() {
                let form = &text[from..at];
                let place = Span::new(span.start + from, span.start + at);
                let bare = form.trim_matches(['-', '\'', '’']);
                let owner = bare.strip_suffix("'s").or(bare.strip_suffix("’s"));
                words.push(Word {
                    form: owner.unwrap_or(bare).to_lowercase(),
                    possessive: owner.is_some() || form.ends_with(['\'', '’']),
                    capital: bare.starts_with(char::is_uppercase),
                    party: parties.iter().any(|party| party.overlaps(place)),
                });
            }
            if ",;:.?!()—–|".contains(c) {
                words.push(Word {
                    form: c.to_string(),
                    possessive: false,
                    capital: false,
                    party: false,
                });
            }
        }
        words
    }

    fn is_party(&self, entity: usize) -> bool {
        let entity = &self.entities.all()[entity];
        let kinds = [
            EntityKind::State,
            EntityKind::Army,
            EntityKind::Person,
            EntityKind::Organisation,
            EntityKind::Bloc,
            EntityKind::People,
        ];
        !entity.acts_for.is_empty() || kinds.contains(&entity.kind)
    }

    fn of_part(&self, part: &[Word]) -> Option<Stand> {
        let part = match part {
            [first, rest @ ..] if first.is_number() && !rest.is_empty() => rest,
            _ => part,
        };
        let cues = &self.lexicon.voice.above;
        let facts = &self.lexicon.voice.verdict.facts;
        let has = |set: &WordSet| part.iter().any(|word| word.is_one_of(set));
        let false_title = self.names_falsehoods(part);
        if part.is_empty() || self.records(part) && !false_title {
            return None;
        }
        if false_title {
            let both = has(facts) || has(&cues.realities);
            return Some(if both { Stand::Mixed } else { Stand::Denied });
        }
        let told = !has(facts) && (self.names_account(part) || self.names_teaching(part));
        told.then_some(Stand::Told)
    }

    /// "Five myths about the war", "Common errors", "Myth 3", "What did not happen".
    fn names_falsehoods(&self, part: &[Word]) -> bool {
        let cues = &self.lexicon.voice.above;
        let first = self.chunks(part).next().map_or(&[][..], |(_, chunk)| chunk);
        let false_noun = first.iter().any(|word| word.is_among(&cues.false_plurals));
        let errors = first.iter().any(|word| word.is_among(&cues.errors));
        let taught = part.iter().any(|word| word.is_among(&cues.common));
        // "The common errors of the generals", "Cato's mistakes" are those of the story.
        let of_actors = part.iter().any(|word| word.party)
            || self.chunks(part).any(|(case, chunk)| {
                let of = case.is_some_and(|case| case.is("of"));
                of && !chunk.iter().any(|word| word.is_among(&cues.common))
            });
        let alone = |word: &Word| word.is_among(&cues.errors) || word.is_among(&cues.false_labels);
        let label = match part {
            [only] => alone(only),
            [label, number] => alone(label) && number.is_number(),
            _ => false,
        };
        let negators = &self.lexicon.cues.polarity.negators;
        let opens = part.first().is_some_and(|word| word.is_among(&cues.free));
        let denied = part.iter().any(|word| word.is_among(negators));
        let real = part.iter().any(|word| word.is_among(&cues.happening));
        let not_true =
            denied && part.len() == 2 && part.iter().any(|word| word.is_among(&cues.right));
        false_noun || errors && taught && !of_actors || label || not_true || opens && denied && real
    }

    /// "Rome's version", "In Roman schoolbooks", "The view from Rome", "Roman terms".
    fn names_account(&self, part: &[Word]) -> bool {
        let cues = &self.lexicon.voice.above;
        let labelled = |word: &Word| word.is_one_of(&self.lexicon.voice.labels);
        if self.begins_with(part, &cues.phrases) || matches!(part, [only] if labelled(only)) {
            return true;
        }
        let chunks: Vec<(Option<&Word>, &[Word])> = self.chunks(part).collect();
        (0..chunks.len()).any(|at| {
            let (case, chunk) = chunks[at];
            let Some((noun, before)) = chunk.split_last() else {
                return false;
            };
            let inside = case.is_none_or(|case| case.is_among(&cues.framing_cases));
            let owned = before.iter().any(|word| {
                let named = word.possessive && (word.capital || word.is_among(&cues.people));
                word.party
                    || named
                    || word.is_among(&cues.sides)
                    || word.is_among(&self.lexicon.voice.official)
            });
            let tells = noun.is_one_of(&cues.accounts);
            let writes = noun.is_one_of(&cues.writings);
            let terms = noun.is_among(&cues.terms);
            let next = chunks.get(at + 1).is_some_and(|(case, next)| {
                let from = case.is_some_and(|case| case.is("from"));
                let of = case.is_some_and(|case| case.is("of") || case.is("in"));
                let claims = noun.is_one_of(&cues.claims);
                (from || of && (writes || claims)) && next.iter().any(|word| word.party)
            });
            let unsure = at == 0 && noun.is_among(&cues.unsure);
            unsure
                || owned && (inside && (tells || writes) || terms)
                || next && inside && (tells || writes)
        })
    }

    /// "What Roman children learn", "How Rome sees the war".
    fn names_teaching(&self, part: &[Word]) -> bool {
        let cues = &self.lexicon.voice.above;
        let voice = &self.lexicon.voice;
        let Some(opening) = part.iter().position(|word| word.is_among(&cues.asking)) else {
            return false;
        };
        let rest = &part[opening + 1..];
        let Some(verb) = rest.iter().position(|word| word.is_among(&cues.teaching)) else {
            return false;
        };
        let speaker = rest[..verb].iter().any(|word| {
            word.party
                || word.is_one_of(&voice.learners)
                || word.is_one_of(&cues.writings)
                || word.is_one_of(&voice.tellers)
                || word.is_among(&cues.people)
        });
        let sees = rest[verb].is_among(&cues.seeing);
        let matter = rest[verb + 1..]
            .iter()
            .any(|word| word.is_among(&cues.matters));
        speaker && (!sees || matter)
    }

    /// "The following claims are false:", "None of these is true:".
    fn points_at_false(&self, words: &[Word]) -> bool {
        let cues = &self.lexicon.voice.above;
        let points = words.iter().any(|word| word.is_among(&cues.pointing));
        let negators = &self.lexicon.cues.polarity.negators;
        let denied = words
            .iter()
            .any(|word| word.is_among(negators) || word.is("none") || word.is("neither"));
        let wrong = words.iter().any(|word| word.is_among(&cues.wrong));
        let right = words.iter().any(|word| word.is_among(&cues.right));
        points && (wrong && !denied || right && denied && !wrong)
    }

    /// "Do not write:", "Never say:", "Avoid these errors:".
    fn forbids(&self, words: &[Word]) -> bool {
        let cues = &self.lexicon.voice.above;
        let forms: Vec<String> = words.iter().map(|word| word.form.clone()).collect();
        let says = words
            .iter()
            .any(|word| word.is_among(&cues.saying) || word.is_among(&cues.errors));
        cues.forbidding.stand_at(&forms, 0) && says
    }

    /// "Source 1 (a Roman textbook)", "Document 3. Statement of the Senate".
    fn source(&self, words: &[Word]) -> bool {
        let cues = &self.lexicon.voice.above;
        let [label, number, rest @ ..] = words else {
            return false;
        };
        let party = rest.iter().any(|word| word.party);
        label.is_among(&cues.sources) && number.is_number() && party && !self.records(rest)
    }

    /// Whether what records the past is named.
    fn records(&self, words: &[Word]) -> bool {
        let evidence = &self.lexicon.voice.evidence;
        words.iter().any(|word| word.is_one_of(evidence))
    }

    fn begins_with(&self, part: &[Word], phrases: &crate::extract::lexicon::Phrases) -> bool {
        let forms: Vec<String> = part.iter().map(|word| word.form.clone()).collect();
        let from = usize::from(part.first().is_some_and(|word| word.is("the")));
        phrases.stand_at(&forms, 0) || phrases.stand_at(&forms, from)
    }

    /// The phrases of a part, each with the preposition before it.
    fn chunks<'w>(
        &self,
        part: &'w [Word],
    ) -> impl Iterator<Item = (Option<&'w Word>, &'w [Word])> + use<'w, '_> {
        let cues = &self.lexicon.voice.above;
        let mut rest = Some(part);
        let mut case = None;
        std::iter::from_fn(move || {
            let words = rest?;
            let end = words.iter().position(|word| word.is_among(&cues.cases));
            let chunk = &words[..end.unwrap_or(words.len())];
            let before = case;
            case = end.map(|end| &words[end]);
            rest = end.map(|end| &words[end + 1..]);
            Some((before, chunk))
        })
        .filter(|(_, chunk)| !chunk.is_empty())
    }
}

fn is_mark(word: &Word) -> bool {
    let mut letters = word.form.chars();
    letters.next().is_some_and(|c| ";:.?!()—–|".contains(c))
}

fn parts(words: &[Word]) -> impl Iterator<Item = &[Word]> {
    let parts = words.split(is_mark);
    parts.filter(|part| !part.is_empty())
}
