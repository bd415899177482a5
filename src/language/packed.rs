//! Trees packed away: a tree that is kept for the next time its sentence is met takes a tenth of its memory.

use super::tree::{Relation, Token, Tree, Upos};
use crate::span::Span;

/// A tree without the words of its sentence, which whoever unpacks it has.
#[derive(Debug)]
pub struct Packed {
    tokens: Box<[Leaf]>,
    /// Lemma, treebank tag and relation of each token, without anything between them.
    words: Box<str>,
}

/// One token; offsets are counted from the beginning of the sentence.
#[derive(Debug)]
struct Leaf {
    start: u32,
    end: u32,
    head: Option<u16>,
    collapsed: Option<u16>,
    margin: f32,
    lemma: u16,
    xpos: u8,
    relation: u8,
    upos: Upos,
}

/// Cuts the next `length` bytes off.
fn next<'a>(words: &mut &'a str, length: usize) -> Option<&'a str> {
    let (word, rest) = words.split_at_checked(length)?;
    *words = rest;
    Some(word)
}

impl Packed {
    /// Packs the tree of a sentence of `text` that begins at `from`; `None` where it has something that is too long to be
    /// packed, or words that are not those of the text.
    pub fn new(tree: &Tree, text: &str, from: usize) -> Option<Self> {
        let mut words = String::new();
        let mut leaf = |token: &Token| {
            if text.get(token.span.range())? != token.form {
                return None;
            }
            let relation = token.relation.as_str();
            words.extend([&token.lemma, &token.xpos, relation]);
            Some(Leaf {
                start: u32::try_from(token.span.start.checked_sub(from)?).ok()?,
                end: u32::try_from(token.span.end - from).ok()?,
                head: token.head.map(u16::try_from).transpose().ok()?,
                collapsed: token.collapsed.map(u16::try_from).transpose().ok()?,
                margin: token.margin,
                lemma: u16::try_from(token.lemma.len()).ok()?,
                xpos: u8::try_from(token.xpos.len()).ok()?,
                relation: u8::try_from(relation.len()).ok()?,
                upos: token.upos,
            })
        };
        let tokens: Option<Box<[Leaf]>> = tree.tokens().iter().map(&mut leaf).collect();
        Some(Self {
            tokens: tokens?,
            words: words.into(),
        })
    }

    /// The tree, for the same sentence where it begins at `from` in `text`.
    pub fn tree(&self, text: &str, from: usize) -> Option<Tree> {
        let mut words: &str = &self.words;
        let mut token = |leaf: &Leaf| {
            let span = Span::new(leaf.start as usize, leaf.end as usize).shifted(from);
            Some(Token {
                span,
                form: text.get(span.range())?.to_owned(),
                lemma: next(&mut words, leaf.lemma.into())?.to_owned(),
                upos: leaf.upos,
                xpos: next(&mut words, leaf.xpos.into())?.to_owned(),
                head: leaf.head.map(usize::from),
                relation: Relation::new(next(&mut words, leaf.relation.into())?),
                margin: leaf.margin,
                collapsed: leaf.collapsed.map(usize::from),
            })
        };
        let tokens: Option<Vec<Token>> = self.tokens.iter().map(&mut token).collect();
        tokens.map(Tree::new)
    }

    /// How many bytes it takes.
    pub fn weight(&self) -> usize {
        size_of::<Self>() + size_of_val(&*self.tokens) + self.words.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Model;

    fn told(tree: &Tree) -> Vec<String> {
        tree.tokens().iter().map(|one| format!("{one:?}")).collect()
    }

    #[test]
    fn a_tree_is_unpacked_as_it_was_wherever_its_sentence_stands() {
        let model = Model::english().unwrap();
        let sentence =
            "Rome’s naïve envoys weren't heard, and Carthage, which had armed, attacked.";
        let (here, there) = (format!("So. {sentence}"), format!("Élan! {sentence} Yes."));
        let at = |text: &str| text.find("Rome").unwrap();
        let parse = |text: &str| {
            let span = Span::new(at(text), at(text) + sentence.len());
            model.parse(text, span, &[], &[])
        };
        let packed = Packed::new(&parse(&here), &here, at(&here)).unwrap();
        let unpacked = packed.tree(&there, at(&there)).unwrap();
        assert_eq!(told(&unpacked), told(&parse(&there)));
        let children = |tree: &Tree| {
            let all = (0..tree.len()).map(|at| tree.children(at).to_vec());
            all.collect::<Vec<_>>()
        };
        assert_eq!(children(&unpacked), children(&parse(&there)));
        assert!(packed.weight() < 60 * unpacked.len(), "{}", packed.weight());
    }

    #[test]
    fn what_does_not_fit_is_not_packed() {
        let text = "Rome fell.";
        let tree = Model::english()
            .unwrap()
            .parse(text, Span::new(0, text.len()), &[], &[]);
        assert!(Packed::new(&tree, text, 0).is_some());
        assert!(Packed::new(&tree, text, 3).is_none(), "begins before");
        assert!(Packed::new(&tree, "Roma fell.", 0).is_none(), "other words");
        let mut tokens = tree.tokens().to_vec();
        tokens[0].xpos = "X".repeat(300);
        assert!(
            Packed::new(&Tree::new(tokens), text, 0).is_none(),
            "too long"
        );
    }
}
