//! A language model at work: one sentence of text to its tree.

use super::capitals::quietened;
use super::decode::{LabelTable, decode};
use super::features::{TokenFeatures, grams, word_key};
use super::file::{Cursor, ModelError};
use super::lemma::Lemmas;
use super::memo::Memo;
use super::network::{Network, Opened};
use super::pause::Time;
use super::shape::Shape;
use super::tokenizer;
use super::tree::{Relation, Token, Tree, Upos};
use crate::span::Span;
use std::sync::OnceLock;

/// What a collapsed name or date is, and so which word stands for it while parsing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Proxy {
    /// A person.
    Person,
    /// A state, a place.
    Place,
    /// An organisation, an army, a war, anything else with a name.
    Organisation,
    /// A date.
    Date,
    /// A date that tells when without a preposition ("the next day").
    Adverb,
}

impl Proxy {
    /// A word that every treebank knows, of the same syntax.
    fn word(self) -> &'static str {
        match self {
            Proxy::Person => "Smith",
            Proxy::Place => "France",
            Proxy::Organisation => "NATO",
            Proxy::Date => "Monday",
            Proxy::Adverb => "yesterday",
        }
    }
}

/// A name or date that is parsed as one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Collapsed {
    /// Its bytes in the text.
    pub span: Span,
    /// What it is.
    pub proxy: Proxy,
}

/// The English model, aligned so that its numbers may be read in place.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);
static ENGLISH: &Aligned<[u8]> = &Aligned(*include_bytes!("../../models/en.bin"));

/// Tokenizer, tagger, lemmatiser and parser of one language.
pub struct Model {
    network: Network,
    labels: LabelTable,
    tags: Vec<&'static str>,
    relations: Vec<&'static str>,
    /// Keys in ascending order, then the rows of these words.
    keys: &'static [u8],
    rows: &'static [u8],
    lemma_text: &'static str,
    lemmas: OnceLock<Lemmas>,
    memo: Memo,
}

/// Tags and tree of tokens that somebody else has cut, as evaluation on treebanks needs them.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// UPOS and XPOS, joined by a bar.
    pub tags: Vec<&'static str>,
    /// Lemmas.
    pub lemmas: Vec<String>,
    /// Heads: 0 for the root, else position from 1.
    pub heads: Vec<usize>,
    /// Relations.
    pub relations: Vec<&'static str>,
    /// Margins of the heads, in nats.
    pub margins: Vec<f32>,
}

/// "*", "__": nothing but marks that set words off.
fn is_emphasis(word: &str) -> bool {
    const MARKS: [char; 2] = ['*', '_'];
    MARKS
        .into_iter()
        .any(|mark| !word.is_empty() && word.chars().all(|c| c == mark))
}

#[cfg(test)]
impl Analysis {
    /// For each of `forms`, the word that governs it ("-" for none) and its relation.
    pub(super) fn arcs(&self, forms: &[&str]) -> Vec<(String, String)> {
        let governor = |head: usize| head.checked_sub(1).map_or("-", |at| forms[at]);
        let heads = self.heads.iter().map(|&head| governor(head).to_owned());
        heads
            .zip(self.relations.iter().map(|&relation| relation.to_owned()))
            .collect()
    }
}

impl Model {
    /// The English model in the binary; loaded once.
    ///
    /// # Errors
    /// When the binary was built with a damaged model file.
    pub fn english() -> Result<&'static Model, ModelError> {
        static LOADED: OnceLock<Result<Model, ModelError>> = OnceLock::new();
        LOADED
            .get_or_init(|| {
                let (shape, _, payload) = Cursor::built_in(&ENGLISH.0)?;
                Model::from_payload(shape, payload)
            })
            .as_ref()
            .map_err(Clone::clone)
    }

    /// A model from the bytes of a model file.
    ///
    /// # Errors
    /// When the file is foreign, truncated, damaged or of another version.
    pub fn from_bytes(file: &'static [u8]) -> Result<Model, ModelError> {
        let (shape, payload) = Cursor::open(file)?;
        Self::from_payload(shape, payload)
    }

    fn from_payload(shape: Shape, mut cursor: Cursor) -> Result<Model, ModelError> {
        let tags = strings(&mut cursor, shape.tags)?;
        let relations = strings(&mut cursor, shape.relations)?;
        let words = cursor.u32()? as usize;
        let keys = cursor.take(words.saturating_mul(4))?;
        let rows = cursor.take(words.saturating_mul(2))?;
        let network = Network::load(shape, &mut cursor)?;
        let length = cursor.u32()? as usize;
        let lemma_text = std::str::from_utf8(cursor.take(length)?)
            .map_err(|_| ModelError::Inconsistent("the lemma rules are not UTF-8"))?;
        let labels = LabelTable::new(&tags, &relations);
        Ok(Self {
            network,
            labels,
            tags,
            relations,
            keys,
            rows,
            lemma_text,
            lemmas: OnceLock::new(),
            memo: Memo::default(),
        })
    }

    /// The tree of one sentence. `collapsed` are names and dates in the order of the text, without overlaps; each
    /// becomes one token with its exact span. `times` are all dates, collapsed or not.
    pub fn parse(
        &self,
        text: &str,
        sentence: Span,
        collapsed: &[Collapsed],
        times: &[Span],
    ) -> Tree {
        let mut pieces = pieces(text, sentence, collapsed);
        let emphasis =
            |piece: &Piece| piece.collapsed.is_none() && is_emphasis(&text[piece.span.range()]);
        // Marks of emphasis are no words: a title between them stands where it would without.
        if !pieces.iter().all(emphasis) {
            pieces.retain(|piece| !emphasis(piece));
        }
        let quiet = self.quietened(text, sentence, &pieces);
        let mut forms: Vec<&str> = pieces
            .iter()
            .enumerate()
            .map(|(at, piece)| match piece.collapsed {
                Some(index) => collapsed[index].proxy.word(),
                None => quiet
                    .get(at)
                    .map_or(&text[piece.span.range()], String::as_str),
            })
            .collect();
        let verb = |form: &str| self.past_of(form).is_some();
        for at in (0..forms.len()).rev() {
            if let Some(one) = super::joined::joined(&forms, at, &verb) {
                forms[at] = one;
                forms.remove(at + 1);
                let second = pieces.remove(at + 1);
                pieces[at].span.end = second.span.end;
            }
        }
        let times = places(&pieces, collapsed, times);
        let analysis = self.by_clauses(&forms, &times);
        let analysis = self.with_passives(&forms, analysis);
        let analysis = self.with_pasts(&forms, analysis);
        let tokens = pieces
            .iter()
            .enumerate()
            .map(|(at, piece)| self.token(text, piece, at, &analysis))
            .collect();
        Tree::new(tokens)
    }

    /// The words of a sentence in capitals in small letters; none of any other.
    fn quietened(&self, text: &str, sentence: Span, pieces: &[Piece]) -> Vec<String> {
        if !super::is_shouted(text.get(sentence.range()).unwrap_or_default()) {
            return Vec::new();
        }
        let words = pieces.iter().map(|piece| &text[piece.span.range()]);
        words
            .map(|word| quietened(word, self.row(word) > 0))
            .collect()
    }

    /// The analysis of tokens, by the first of the constructions that they are.
    pub(super) fn by_structure(&self, forms: &[&str], times: &[Time]) -> Analysis {
        self.between(forms, times)
            .or_else(|| self.question(forms))
            .or_else(|| self.extraposed(forms, times))
            .or_else(|| self.cleft(forms, times))
            .or_else(|| self.joined_cleft(forms, times))
            .or_else(|| self.wh_cleft(forms, times))
            .or_else(|| self.reported(forms, times))
            .or_else(|| self.content(forms, times))
            .unwrap_or_else(|| self.with_colon(forms, times))
    }

    fn token(&self, text: &str, piece: &Piece, at: usize, analysis: &Analysis) -> Token {
        let written = &text[piece.span.range()];
        // Two words that are one may be parted by the end of a line.
        let form = match written.contains('\n') && piece.collapsed.is_none() {
            true => written.split_whitespace().collect::<Vec<_>>().join(" "),
            false => written.to_owned(),
        };
        let (upos, xpos) = analysis.tags[at]
            .split_once('|')
            .unwrap_or((analysis.tags[at], ""));
        let named = piece.collapsed.is_some();
        Token {
            span: piece.span,
            lemma: if named {
                form.clone()
            } else {
                analysis.lemmas[at].clone()
            },
            form,
            upos: if named {
                Upos::Propn
            } else {
                Upos::from_name(upos)
            },
            xpos: if named {
                "NNP".to_owned()
            } else {
                xpos.to_owned()
            },
            head: analysis.heads[at].checked_sub(1),
            relation: Relation::new(analysis.relations[at]),
            margin: analysis.margins[at],
            collapsed: piece.collapsed,
        }
    }

    fn lemmas(&self) -> &Lemmas {
        self.lemmas.get_or_init(|| {
            Lemmas::read(self.lemma_text)
                .with_irregular(include_str!("en/irregular.tsv"))
                .with_verbs(include_str!("en/verbs.txt"))
        })
    }

    /// Tags, lemmas, heads and relations of given tokens.
    pub fn analyse(&self, forms: &[&str]) -> Analysis {
        let plain = self.read(forms);
        let mended = self
            .with_lost_verb(forms, &plain)
            .or_else(|| self.with_had_done(forms, &plain))
            .or_else(|| self.with_lost_clause(forms, &plain));
        mended.unwrap_or(plain)
    }

    /// As [`Model::analyse`], by the network alone.
    pub(super) fn read(&self, forms: &[&str]) -> Analysis {
        if forms.is_empty() {
            return Analysis {
                tags: Vec::new(),
                lemmas: Vec::new(),
                heads: Vec::new(),
                relations: Vec::new(),
                margins: Vec::new(),
            };
        }
        let opened = self.memo.words(forms, |forms| self.open(forms));
        let scores = self.network.score(opened);
        let decoded = decode(&self.network, &self.labels, &scores, forms);
        let tags: Vec<&'static str> = decoded.tags.iter().map(|&tag| self.tags[tag]).collect();
        let lemmas = self.lemmas();
        let known = |word: &str| self.row(word) > 0;
        Analysis {
            lemmas: tags
                .iter()
                .zip(forms)
                .map(|(tag, form)| lemmas.lemma(tag, form, known))
                .collect(),
            tags,
            heads: decoded.heads,
            relations: decoded
                .relations
                .iter()
                .map(|&relation| self.relations[relation])
                .collect(),
            margins: decoded.margins,
        }
    }

    /// What the network makes of words by themselves.
    fn open(&self, forms: &[&str]) -> Opened {
        let width = self.network.embedding_width();
        let mut embedded = vec![0.0f32; forms.len() * width];
        for (form, row) in forms.iter().zip(embedded.chunks_exact_mut(width)) {
            let features = TokenFeatures {
                word: self.row(form),
                grams: grams(form, self.buckets()),
            };
            self.network.embed(&features, row);
        }
        self.network.open(&embedded)
    }

    /// The dictionary form of a word with this tag (UPOS and XPOS, joined by a bar).
    pub fn lemma(&self, tag: &str, form: &str) -> String {
        self.lemmas().lemma(tag, form, |word| self.row(word) > 0)
    }

    /// The verb of which that is an irregular past form.
    pub(super) fn irregular(&self, form: &str) -> Option<&str> {
        self.lemmas().irregular.get(form).map(String::as_str)
    }

    /// Whether the irregular verb has one form for the past and the participle: "struck", and not "took" and "taken".
    pub(super) fn has_one_past(&self, lemma: &str) -> bool {
        let forms = self.lemmas().irregular.values();
        forms.filter(|of| *of == lemma).count() == 1
    }

    /// The dictionary form of a verb of which this may be the past tense; `None` where no such verb is known.
    pub(super) fn past_of(&self, form: &str) -> Option<String> {
        self.lemmas().past_of(form)
    }

    /// The dictionary form of a verb in the third person of the present; `None` for what is no verb.
    pub(super) fn third_person_of(&self, form: &str) -> Option<String> {
        self.lemmas().third_person_of(form)
    }

    /// Whether the form is that of a verb in the dictionary.
    pub(super) fn is_verb(&self, form: &str) -> bool {
        self.lemmas().is_verb(form)
    }

    /// The form that `tag` (UPOS and XPOS, joined by a bar) asks for of a dictionary form; `None` where the model knows
    /// no such form.
    pub fn inflect(&self, tag: &str, lemma: &str) -> Option<String> {
        self.lemmas().inflect(tag, lemma, |word| self.row(word) > 0)
    }

    /// The dictionary form of a word with this tag.
    pub(super) fn lemma_of(&self, tag: &str, form: &str) -> String {
        self.lemmas().lemma(tag, form, |word| self.row(word) > 0)
    }

    /// The model's own copy of a tag; its first one where it has no such tag.
    pub(super) fn tag(&self, name: &str) -> &'static str {
        let found = self.tags.iter().find(|tag| **tag == name);
        found.or(self.tags.first()).copied().unwrap_or_default()
    }

    /// The model's own copy of a relation; its first one where it has no such relation.
    pub(super) fn relation(&self, name: &str) -> &'static str {
        let found = self.relations.iter().find(|known| **known == name);
        found
            .or(self.relations.first())
            .copied()
            .unwrap_or_default()
    }

    fn buckets(&self) -> usize {
        self.network.shape().buckets
    }

    /// The row of a word in the word table, by binary search over the keys in the file; 0 for an unknown word.
    fn row(&self, word: &str) -> u32 {
        let key = word_key(word);
        let (mut low, mut high) = (0, self.keys.len() / 4);
        while low < high {
            let middle = (low + high) / 2;
            let bytes = &self.keys[middle * 4..middle * 4 + 4];
            let found = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            if found == key {
                return u32::from(u16::from_le_bytes([
                    self.rows[middle * 2],
                    self.rows[middle * 2 + 1],
                ]));
            }
            if found < key {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        0
    }

    /// Sizes of the network.
    pub fn shape(&self) -> Shape {
        self.network.shape()
    }
}

/// The pieces of which each of `times` consists.
fn places(pieces: &[Piece], collapsed: &[Collapsed], times: &[Span]) -> Vec<Time> {
    let place = |&time: &Span| {
        let first = pieces.iter().position(|piece| time.overlaps(piece.span))?;
        let inside = pieces[first..]
            .iter()
            .take_while(|piece| time.overlaps(piece.span));
        let proxy = pieces[first].collapsed.map(|index| collapsed[index].proxy);
        Some(Time {
            tokens: first..first + inside.count(),
            adverbial: proxy == Some(Proxy::Adverb),
        })
    };
    times.iter().filter_map(place).collect()
}

struct Piece {
    span: Span,
    collapsed: Option<usize>,
}

/// The tokens of a sentence: collapsed names whole, the text between them tokenised.
fn pieces(text: &str, sentence: Span, collapsed: &[Collapsed]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = sentence.start;
    let gap = |from: usize, to: usize, pieces: &mut Vec<Piece>| {
        let part = text.get(from..to).unwrap_or_default();
        pieces.extend(tokenizer::tokens(part).into_iter().map(|span| Piece {
            span: span.shifted(from),
            collapsed: None,
        }));
    };
    for (index, one) in collapsed.iter().enumerate() {
        if one.span.start < from || one.span.end > sentence.end || one.span.is_empty() {
            continue;
        }
        gap(from, one.span.start, &mut pieces);
        pieces.push(Piece {
            span: one.span,
            collapsed: Some(index),
        });
        from = one.span.end;
    }
    gap(from, sentence.end, &mut pieces);
    pieces
}

fn strings(cursor: &mut Cursor, count: usize) -> Result<Vec<&'static str>, ModelError> {
    (0..count).map(|_| cursor.string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn irregular_verbs_have_their_dictionary_forms() {
        let model = Model::english().expect("the model");
        for (form, lemma) in [
            ("fled", "flee"),
            ("sped", "speed"),
            ("bled", "bleed"),
            ("led", "lead"),
            ("fed", "feed"),
            ("pled", "plead"),
            ("shed", "shed"),
            ("wed", "wed"),
            ("bred", "breed"),
            ("lent", "lend"),
            ("struck", "strike"),
            ("put", "put"),
            ("cut", "cut"),
            ("hit", "hit"),
            ("beset", "beset"),
            ("spread", "spread"),
            ("broadcast", "broadcast"),
            ("quit", "quit"),
            ("rid", "rid"),
            ("forecast", "forecast"),
            ("shredded", "shred"),
            ("overthrew", "overthrow"),
            ("withdrew", "withdraw"),
            ("found", "find"),
            ("founded", "found"),
            ("resold", "resell"),
            ("undercut", "undercut"),
        ] {
            for tag in ["VERB|VBD", "VERB|VBN"] {
                assert_eq!(model.lemma(tag, form), lemma, "{tag} {form}");
            }
        }
    }

    #[test]
    fn the_model_in_the_binary_is_whole() {
        assert!(Model::from_bytes(&ENGLISH.0).is_ok());
    }
}
