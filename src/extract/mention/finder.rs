//! The table of all listed names, and what makes a match a mention.

use super::case::{self, WordCase};
use super::fold::Folded;
use super::heads::Heads;
use super::neighbours::Neighbours;
use super::numbered;
use super::words::Words;
use super::{Form, Mention};
use crate::frame::{Entity, EntityKind, EntityTable};
use crate::language::features::Fold;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::BuildHasherDefault;
use std::ops::Range;
use thiserror::Error;
use unicode_normalization::char::is_combining_mark;

/// Why no finder could be built.
#[derive(Debug, Error)]
pub enum MentionError {
    /// The built-in words of a language do not have the expected fields.
    #[error("the words around names of `{language}` cannot be read")]
    Words {
        /// Which language.
        language: String,
        /// What is wrong, and where.
        #[source]
        cause: Box<toml::de::Error>,
    },
}

/// One entity that bears a name.
#[derive(Debug, Clone, PartialEq)]
struct Bearer {
    entity: usize,
    form: Form,
    /// Whether the name is listed with an article.
    article: bool,
    case: Vec<WordCase>,
    plural: bool,
    person: bool,
    /// Whether the name counts only after the person was named in full.
    after_full: bool,
    /// Whether another of its kind may be told by its place ("the march in Newry").
    placed: bool,
    /// The years of a war of which it is known when it was.
    years: Option<(i16, i16)>,
}

/// A folded name and all that bear it.
#[derive(Debug, Default)]
struct Pattern {
    bearers: Vec<Bearer>,
    /// The longest other pattern with which this one begins.
    shorter: Option<usize>,
    /// The folded name.
    key: String,
}

/// Finds the names of all entities of the loaded packs.
#[derive(Debug)]
pub struct MentionFinder {
    heads: Heads,
    /// In the order of their keys.
    patterns: Vec<Pattern>,
    /// The patterns that begin with this word and its space.
    by_first: HashMap<String, Range<usize>, BuildHasherDefault<Fold>>,
    words: Words,
}

/// A match before its neighbours are looked at.
struct Hit<'a> {
    span: Span,
    bearers: Vec<&'a Bearer>,
}

impl MentionFinder {
    /// Compiles the names that `entities` have in `language` ("en").
    pub fn new(entities: &EntityTable, language: &str) -> Result<Self, MentionError> {
        let words = Words::for_language(language).map_err(|cause| MentionError::Words {
            language: language.to_owned(),
            cause,
        })?;
        let mut names = BTreeMap::new();
        for (index, entity) in entities.all().iter().enumerate() {
            list(&mut names, index, entity, language, &words);
        }
        let keys: Vec<String> = names.keys().cloned().collect();
        let patterns: Vec<Pattern> = names
            .into_iter()
            .map(|(key, mut bearers)| {
                bearers.sort_by_key(|bearer: &Bearer| (bearer.after_full, bearer.form));
                Pattern {
                    bearers,
                    shorter: longest_head(&keys, &key),
                    key,
                }
            })
            .collect();
        let mut by_first: HashMap<String, Range<usize>, _> = HashMap::default();
        for (at, pattern) in patterns.iter().enumerate() {
            let first = first_word(&pattern.key).to_owned();
            by_first.entry(first).or_insert(at..at).end = at + 1;
        }
        Ok(Self {
            heads: Heads::new(&keys),
            patterns,
            by_first,
            words,
        })
    }

    /// The mentions in `span` of `text`, in order and without overlaps; a span off the
    /// boundaries of characters has none. Last names count after a full name in the same span.
    pub fn find(&self, text: &str, span: Span) -> Vec<Mention> {
        let mut named = BTreeSet::new();
        let mut folded = Folded::default();
        self.find_named(text, span, &mut named, &mut folded)
    }

    /// The mentions in the whole of `text`. The last name of a person counts from the first
    /// place on where the full name stands.
    pub fn scan(&self, text: &str) -> Vec<Mention> {
        let mut named = BTreeSet::new();
        let mut folded = Folded::default();
        let mut mentions = Vec::new();
        for part in parts(text) {
            mentions.extend(self.find_named(text, part, &mut named, &mut folded));
        }
        mentions
    }

    fn find_named(
        &self,
        text: &str,
        span: Span,
        named: &mut BTreeSet<usize>,
        folded: &mut Folded,
    ) -> Vec<Mention> {
        let Some(part) = text.get(span.start..span.end) else {
            return Vec::new();
        };
        let hits = self.hits(part, named, folded);
        let mut mentions = Vec::with_capacity(hits.len());
        for (at, hit) in hits.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| hits.get(at));
            let mention = self.mention(part, hit, before, hits.get(at + 1));
            mentions.extend(mention.map(|mention| Mention {
                span: mention.span.shifted(span.start),
                ..mention
            }));
        }
        mentions
    }

    /// The matches that are words of the right case.
    fn hits<'a>(
        &'a self,
        part: &str,
        named: &mut BTreeSet<usize>,
        folded: &mut Folded,
    ) -> Vec<Hit<'a>> {
        folded.fill(part);
        let mut hits = Vec::new();
        let mut from = Some(0);
        while let Some(start) = from.and_then(|at| self.heads.next(folded.as_str().as_bytes(), at))
        {
            let hit = self
                .longest(folded.as_str(), start)
                .and_then(|longest| self.hit(part, folded, start, longest, named));
            let longer = hit.as_ref().and_then(|(hit, end)| {
                let context = hit.bearers.iter().all(|bearer| bearer.form.needs_context());
                context
                    .then(|| self.runs_on(part, folded, start, *end, named))
                    .flatten()
            });
            // A match ends with the space after a word, so the next one begins where it ends.
            from = match (hit, longer) {
                // "the communist North Korea": the short name ends inside a full one.
                (Some(_), Some(inside)) => Some(inside),
                (Some((hit, end)), None) => {
                    let full = hit.bearers.iter().filter(|bearer| !bearer.after_full);
                    named.extend(
                        full.filter(|bearer| bearer.person)
                            .map(|bearer| bearer.entity),
                    );
                    hits.push(hit);
                    Some(end)
                }
                (None, _) => {
                    let rest = folded.as_str().as_bytes().get(start..).unwrap_or_default();
                    let space = rest.iter().position(|&byte| byte == b' ');
                    space.map(|space| start + space + 1)
                }
            };
        }
        hits
    }

    /// The longest pattern at `start`, where a word begins.
    fn longest(&self, folded: &str, start: usize) -> Option<usize> {
        let rest = folded.get(start..)?;
        if !self.heads.may_open(rest.as_bytes()) {
            return None;
        }
        let alike = self.by_first.get(first_word(rest))?.clone();
        alike
            .filter(|&at| rest.starts_with(&self.patterns[at].key))
            .max_by_key(|&at| self.patterns[at].key.len())
    }

    /// Where a full name begins inside the hit `start..end` that goes on behind it.
    fn runs_on(
        &self,
        part: &str,
        folded: &Folded,
        start: usize,
        end: usize,
        named: &BTreeSet<usize>,
    ) -> Option<usize> {
        let inside = folded.as_str().get(start..end)?;
        inside.match_indices(' ').find_map(|(space, _)| {
            let from = start + space + 1;
            let longest = self.longest(folded.as_str(), from)?;
            let (hit, last) = self.hit(part, folded, from, longest, named)?;
            let full = hit
                .bearers
                .iter()
                .any(|bearer| !bearer.form.needs_context());
            (full && last > end).then_some(from)
        })
    }

    /// The longest pattern at `start` that fits the original text, with its folded end.
    fn hit(
        &self,
        part: &str,
        folded: &Folded,
        start: usize,
        longest: usize,
        named: &BTreeSet<usize>,
    ) -> Option<(Hit<'_>, usize)> {
        let mut pattern = self.patterns.get(longest);
        while let Some(candidate) = pattern {
            let end = start + candidate.key.len();
            let span = original(part, folded, start, end)?;
            let bearers: Vec<&Bearer> = candidate
                .bearers
                .iter()
                .filter(|bearer| self.fits(part, span, bearer, named))
                .collect();
            if !bearers.is_empty() {
                return Some((Hit { span, bearers }, end));
            }
            pattern = candidate.shorter.and_then(|at| self.patterns.get(at));
        }
        None
    }

    fn fits(&self, part: &str, span: Span, bearer: &Bearer, named: &BTreeSet<usize>) -> bool {
        let Some(form) = part.get(span.range()) else {
            return false;
        };
        let around = Neighbours::of(part, span);
        if around.has_prefix(&self.words) {
            return false;
        }
        let spoken_of = !bearer.after_full || named.contains(&bearer.entity);
        // In a headline nothing tells an acronym from a word.
        let acronym = bearer.case.contains(&WordCase::Upper) && self.words.is_ordinary(form);
        spoken_of
            && case::fits(form, &bearer.case)
            && (!bearer.article || around.has_article(&self.words))
            && !(acronym && around.is_headline())
    }

    /// Looks at what stands beside the hit: it may be part of a name that nobody listed.
    fn mention(
        &self,
        part: &str,
        hit: &Hit<'_>,
        before: Option<&Hit<'_>>,
        after: Option<&Hit<'_>>,
    ) -> Option<Mention> {
        let first = hit.bearers.first()?;
        let span = if first.person {
            with_initials(part, hit.span, before.map_or(0, |last| last.span.end))
        } else {
            hit.span
        };
        let around = Neighbours::of(part, span);
        let name_follows = after.is_some_and(|next| {
            // "The North American coast" is no part of the North.
            let adjective = next.bearers.iter().all(|next| next.form.is_adjective());
            let side = first.form == Form::ContextName && !first.person;
            next.span.start == hit.span.end + around.gap_after() && !(side && adjective)
        });
        let name_precedes = before.is_some_and(|last| {
            let gap = part.get(last.span.end..hit.span.start);
            gap.is_some_and(|gap| gap.trim_matches(' ').is_empty())
        });
        let headline = around.is_headline();
        let starts = !name_follows && !headline && around.is_start_of_name(&self.words);
        let ends = !name_precedes && !headline && around.is_end_of_name(&self.words);
        let alone = first.case.len() == 1 && !around.is_hyphenated();
        let in_name = match first.form {
            Form::Adjective => false,
            Form::ContextName | Form::ContextAdjective => {
                let capital = part.get(span.range()).is_some_and(ends_with_capital);
                // "the Government of Rome" is Rome's; "the Court of Appeals" is a court that nobody listed.
                let placed = (around.told_by_place(&self.words)).filter(|_| first.placed);
                let told = around.told_by_name(&self.words).or(placed);
                let strange = told.is_some_and(|gap| {
                    after.is_none_or(|next| next.span.start != hit.span.end + gap)
                });
                starts || ends || strange || capital && around.is_told_by_year()
            }
            Form::Name => (starts || ends) && (!first.person || alone),
        };
        // A short form inside another name is another's: "Bess Truman", "the South Pole".
        if in_name && (first.form.needs_context() || first.person) {
            return None;
        }
        // "the air war", "the fighting of 1949": a common noun stands for another of its kind.
        let sort = around
            .before()
            .is_some_and(|word| self.words.is_other_sort(word));
        let other_year = first.years.is_some_and(|(from, to)| {
            let year = around.told_by_year().or_else(|| around.year_behind());
            year.is_some_and(|year| !(from..=to).contains(&year))
        });
        if first.form == Form::ContextName && sort || other_year {
            return None;
        }
        let mut candidates = Vec::with_capacity(hit.bearers.len());
        for bearer in &hit.bearers {
            if !candidates.contains(&bearer.entity) {
                candidates.push(bearer.entity);
            }
        }
        Some(Mention {
            span,
            entity: first.entity,
            candidates,
            form: first.form,
            possessive: around.has_possessive(),
            plural: first.plural,
            hyphenated: around.is_hyphenated(),
            in_name,
        })
    }
}

/// Whether the last word is written with a capital.
fn ends_with_capital(words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default();
    last.starts_with(char::is_uppercase)
}

/// The name of a person with two or more initials before it ("I. V. Stalin"); a single one may be somebody else's.
fn with_initials(part: &str, span: Span, after: usize) -> Span {
    let mut start = span.start;
    let mut initials = 0;
    while let Some(before) = part.get(..start) {
        let trimmed = before.trim_end_matches(' ');
        let Some(letters) = trimmed.strip_suffix('.') else {
            break;
        };
        let letter = letters.chars().next_back().filter(|c| c.is_uppercase());
        let Some(letter) = letter else { break };
        let at = letters.len() - letter.len_utf8();
        if at < after {
            break;
        }
        let apart = letters[..at].chars().next_back();
        if apart.is_some_and(|c| c.is_alphanumeric()) {
            break;
        }
        initials += 1;
        start = at;
    }
    if initials > 1 {
        Span::new(start, span.end)
    } else {
        span
    }
}

/// The mentions of `mentions`, which are in order, that lie wholly in `span`.
pub fn within(mentions: &[Mention], span: Span) -> &[Mention] {
    let first = mentions.partition_point(|mention| mention.span.start < span.start);
    let end = mentions.partition_point(|mention| mention.span.end <= span.end);
    mentions.get(first..end).unwrap_or_default()
}

/// Adds the names of one entity.
fn list(
    names: &mut BTreeMap<String, Vec<Bearer>>,
    index: usize,
    entity: &Entity,
    language: &str,
    words: &Words,
) {
    let lists = [
        (&entity.names, Form::Name),
        (&entity.context_names, Form::ContextName),
        (&entity.adjectives, Form::Adjective),
        (&entity.context_adjectives, Form::ContextAdjective),
    ];
    let person = entity.kind == EntityKind::Person;
    for (by_language, form) in lists {
        for written in by_language.get(language).into_iter().flatten() {
            let (name, article) = words.split_article(written.trim());
            let bearer = Bearer {
                entity: index,
                form,
                article,
                case: case::pattern(name),
                plural: false,
                person,
                after_full: false,
                placed: matches!(entity.kind, EntityKind::Thing | EntityKind::War),
                years: (entity.lasted).map(|lasted| (lasted.earliest.year(), lasted.latest.year())),
            };
            if form == Form::Adjective
                && let Some(plural) = words.plural(name)
            {
                let plural_bearer = Bearer {
                    plural: true,
                    ..bearer.clone()
                };
                add(names, &plural, plural_bearer);
            }
            if let Some(last) = last_name(name).filter(|_| person && form == Form::Name) {
                let short = Bearer {
                    form: Form::ContextName,
                    case: case::pattern(last),
                    after_full: true,
                    ..bearer.clone()
                };
                add(names, last, short);
            }
            if form == Form::Name || form == Form::ContextName {
                for variant in numbered::variants(name, words) {
                    let other = Bearer {
                        form: if variant.certain {
                            form
                        } else {
                            Form::ContextName
                        },
                        case: case::pattern(&variant.name),
                        ..bearer.clone()
                    };
                    add(names, &variant.name, other);
                }
            }
            add(names, name, bearer);
        }
    }
}

/// A listed name wins over the same word as a last name of the same person.
fn add(names: &mut BTreeMap<String, Vec<Bearer>>, name: &str, bearer: Bearer) {
    let key = Folded::of(name);
    if key.is_empty() || bearer.case.is_empty() {
        return;
    }
    let bearers = names.entry(key).or_default();
    let same = |known: &Bearer| {
        known.entity == bearer.entity
            && known.article == bearer.article
            && (known.case == bearer.case || bearer.after_full || known.after_full)
            && (known.form == bearer.form || bearer.after_full)
    };
    if !bearers.iter().any(|known| same(known) && !known.after_full) {
        bearers.retain(|known| !(same(known) || known.after_full && known.entity == bearer.entity));
        bearers.push(bearer);
    }
}

/// The last word of a name of several words. Names in the eastern order need their family name
/// listed; their last word alone is hardly ever used.
fn last_name(name: &str) -> Option<&str> {
    const SHORTEST: usize = 3;
    let (_, last) = name.rsplit_once(' ')?;
    (case::starts_upper(last) && last.chars().count() >= SHORTEST).then_some(last)
}

/// The first word of a folded text, with its space.
fn first_word(folded: &str) -> &str {
    let space = folded.bytes().position(|byte| byte == b' ');
    let end = space.map_or(folded.len(), |space| space + 1);
    &folded[..end]
}

/// The longest of the sorted `keys` with which `key` begins and that is not `key` itself.
fn longest_head(keys: &[String], key: &str) -> Option<usize> {
    let heads = key.rmatch_indices(' ').map(|(at, _)| &key[..=at]);
    heads
        .filter(|head| head.len() < key.len())
        .find_map(|head| keys.binary_search_by(|known| known.as_str().cmp(head)).ok())
}

/// The original bytes of the folded stretch `start..end`, whose last byte is a space.
fn original(part: &str, folded: &Folded, start: usize, end: usize) -> Option<Span> {
    let first = folded.origin(start)?;
    let last = folded.origin(end.checked_sub(2)?)?;
    let tail = part.get(last..)?;
    let mut chars = tail.chars();
    let mut end = last + chars.next()?.len_utf8();
    for mark in chars.take_while(|&c| is_combining_mark(c)) {
        end += mark.len_utf8();
    }
    Some(Span::new(first, end))
}

/// Cuts a text into parts that fit the caches, at empty lines or at least at line breaks.
fn parts(text: &str) -> impl Iterator<Item = Span> + '_ {
    const PART: usize = 1 << 16;
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let search = text.as_bytes().get(start + PART..).unwrap_or_default();
        let ends_line = memchr::memchr(b'\n', search).map(|at| start + PART + at + 1);
        let end = ends_line.unwrap_or(text.len());
        Some(Span::new(std::mem::replace(&mut start, end), end))
    })
}
