//! The dependency tree of one sentence, in the vocabulary of Universal Dependencies 2.

use crate::span::Span;
use std::borrow::Cow;

/// Universal part of speech (UD 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

impl Upos {
    /// All tags, in the order of their names.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The name as treebanks write it.
    pub fn name(self) -> &'static str {
        match self {
            Upos::Adj => "ADJ",
            Upos::Adp => "ADP",
            Upos::Adv => "ADV",
            Upos::Aux => "AUX",
            Upos::Cconj => "CCONJ",
            Upos::Det => "DET",
            Upos::Intj => "INTJ",
            Upos::Noun => "NOUN",
            Upos::Num => "NUM",
            Upos::Part => "PART",
            Upos::Pron => "PRON",
            Upos::Propn => "PROPN",
            Upos::Punct => "PUNCT",
            Upos::Sconj => "SCONJ",
            Upos::Sym => "SYM",
            Upos::Verb => "VERB",
            Upos::X => "X",
        }
    }

    /// The tag of that name; an unknown name is `X`.
    pub fn from_name(name: &str) -> Upos {
        Self::ALL
            .into_iter()
            .find(|tag| tag.name() == name)
            .unwrap_or(Upos::X)
    }
}

/// A dependency relation, with its subtype if it has one (`nsubj:pass`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Relation {
    label: Box<str>,
    /// Where the colon stands, or the end: asked for more often than anything else of a tree.
    universal: usize,
}

impl Relation {
    /// The relation written `name`.
    pub fn new(name: &str) -> Self {
        let colon = name.bytes().position(|byte| byte == b':');
        Self {
            universal: colon.unwrap_or(name.len()),
            label: name.into(),
        }
    }

    /// The whole label, subtype included.
    pub fn as_str(&self) -> &str {
        &self.label
    }

    /// The part before the colon.
    pub fn universal(&self) -> &str {
        &self.label[..self.universal]
    }

    /// Whether the universal part is `name`.
    pub fn is(&self, name: &str) -> bool {
        self.universal() == name
    }
}

/// One syntactic word.
#[derive(Debug, Clone)]
pub struct Token {
    /// Where it stands in the document.
    pub span: Span,
    /// The word as written (a collapsed name keeps its own words here).
    pub form: String,
    /// The dictionary form, lower case except for names.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// The treebank's own tag (`VBD`, `WDT`), empty where there is none.
    pub xpos: String,
    /// Index of the governing token; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub relation: Relation,
    /// Log-probability margin of the chosen head over the next best, in nats, 0 or more; low means unsure.
    pub margin: f32,
    /// Index of the collapsed name or date that this token stands for.
    pub collapsed: Option<usize>,
}

impl Token {
    /// The form in lower case; most words are written so.
    pub fn lower(&self) -> Cow<'_, str> {
        let small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
        if self.form.bytes().all(small) {
            Cow::Borrowed(&self.form)
        } else {
            Cow::Owned(self.form.to_lowercase())
        }
    }
}

/// A sentence as a tree.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    tokens: Vec<Token>,
    children: Vec<Vec<usize>>,
}

impl Tree {
    /// Builds the tree; a head that is out of range or the token itself counts as a root.
    pub fn new(mut tokens: Vec<Token>) -> Self {
        let mut children = vec![Vec::new(); tokens.len()];
        let count = tokens.len();
        for (index, token) in tokens.iter_mut().enumerate() {
            token.head = token.head.filter(|&head| head < count && head != index);
            if let Some(head) = token.head {
                children[head].push(index);
            }
        }
        Self { tokens, children }
    }

    /// The tokens, in the order of the text.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The token at `index`, which must be in range.
    pub fn token(&self, index: usize) -> &Token {
        &self.tokens[index]
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Indices of the dependents of `index`, in the order of the text.
    pub fn children(&self, index: usize) -> &[usize] {
        &self.children[index]
    }

    /// The dependents of `index` whose universal relation is `relation`.
    pub fn children_by<'a>(
        &'a self,
        index: usize,
        relation: &'a str,
    ) -> impl Iterator<Item = usize> + 'a {
        self.children[index]
            .iter()
            .copied()
            .filter(move |&child| self.tokens[child].relation.is(relation))
    }

    /// Every token below `index`, itself included, in the order of the text.
    pub fn subtree(&self, index: usize) -> Vec<usize> {
        let mut seen = vec![false; self.tokens.len()];
        let mut stack = vec![index];
        while let Some(at) = stack.pop() {
            if !std::mem::replace(&mut seen[at], true) {
                stack.extend(&self.children[at]);
            }
        }
        (0..seen.len()).filter(|&at| seen[at]).collect()
    }

    /// The tokens from `index` (excluded) up to the root.
    pub fn ancestors(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let mut steps = self.tokens.len();
        std::iter::successors(self.tokens[index].head, move |&at| {
            steps = steps.checked_sub(1)?;
            self.tokens[at].head
        })
    }
}
