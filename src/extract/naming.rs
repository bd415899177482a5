//! The names in a document, by sentence, and the sentences that they make worth reading.

use super::mention::{Form, Mention};
use super::names::NameSpan;
use super::reader::{Reader, WINDOW, name_span};
use super::scope::near;
use crate::document::model::{BlockKind, Document};
use crate::frame::EntityKind;
use std::collections::BTreeMap;

/// What joins two adjectives is no longer, in bytes: "and", a comma.
const LONGEST_JOINT: usize = 3;

impl Reader {
    /// The names of each sentence, those of packs that the document does not speak of left out.
    pub(super) fn named(&self, document: &Document) -> Vec<Vec<NameSpan>> {
        let mentions = self.mentions(document);
        let treated = self.scope.treated(&mentions);
        self.denoted(document, &mentions, &treated)
    }

    /// The names of each sentence, whatever the document speaks of.
    pub(super) fn all_named(&self, document: &Document, pack: Option<usize>) -> Vec<Vec<NameSpan>> {
        let own = |at: usize| pack.is_none_or(|pack| pack == at);
        let treated: Vec<bool> = (0..self.scope.packs).map(own).collect();
        self.denoted(document, &self.mentions(document), &treated)
    }

    fn denoted(
        &self,
        document: &Document,
        mentions: &[Vec<Mention>],
        treated: &[bool],
    ) -> Vec<Vec<NameSpan>> {
        let name = |mention: &Mention| {
            let entity = self.scope.denoted(mention, treated)?;
            Some(NameSpan {
                entity,
                ..name_span(&document.text, mention)
            })
        };
        mentions
            .iter()
            .map(|sentence| sentence.iter().filter_map(name).collect())
            .collect()
    }

    /// The mentions of `text`. "British and French troops" are troops of both: where an adjective is joined to a name like
    /// "French troops", only the adjective in it is taken for a name.
    fn apart(&self, text: &str) -> Vec<Mention> {
        let mut found = self.finder.scan(text);
        for index in 1..found.len() {
            let (before, mention) = (&found[index - 1], &found[index]);
            let joint = text
                .get(before.span.end..mention.span.start)
                .unwrap_or_default();
            let joined = joint.trim().len() <= LONGEST_JOINT
                && joint.trim().chars().all(|c| c == ',' || c.is_lowercase());
            let adjective = self.tells_whose(text, before) && before.span.end < mention.span.start;
            if mention.form == Form::Name
                && joined
                && adjective
                && let Some(only) = self.adjective_in(text, mention)
            {
                found[index] = only;
            }
        }
        found
    }

    /// The adjective that a name consists of, with a common noun behind it.
    fn adjective_in(&self, text: &str, mention: &Mention) -> Option<Mention> {
        let written = text.get(mention.span.range())?;
        let (adjective, noun) = written.rsplit_once(' ')?;
        let common = noun.starts_with(char::is_lowercase);
        let found = self.finder.scan(adjective);
        let [only] = found.as_slice() else {
            return None;
        };
        let whole = self.tells_whose(adjective, only) && only.span.len() == adjective.len();
        (common && whole).then(|| Mention {
            span: only.span.shifted(mention.span.start),
            ..only.clone()
        })
    }

    /// Whether the mention may say whose something is: an adjective, or the one word that names a state.
    fn tells_whose(&self, text: &str, mention: &Mention) -> bool {
        let state = self.entities().all()[mention.entity].kind == EntityKind::State;
        let words = text.get(mention.span.range()).unwrap_or_default();
        mention.form == Form::Adjective
            || state && mention.form == Form::Name && !words.contains(' ')
    }

    fn mentions(&self, document: &Document) -> Vec<Vec<Mention>> {
        let mut found = vec![Vec::new(); document.sentences.len()];
        let mut sentence = 0;
        for mention in self.apart(&document.text) {
            while document
                .sentences
                .get(sentence)
                .is_some_and(|found| found.span.end <= mention.span.start)
            {
                sentence += 1;
            }
            let inside = document
                .sentences
                .get(sentence)
                .is_some_and(|found| found.span.contains(mention.span));
            if inside {
                found[sentence].push(mention);
            }
        }
        found
    }

    /// The sentences to be parsed, in prose, with the packs for whose claims they are: those near a mention of a pack's
    /// subject, and those in which two participants of one of its claims meet.
    pub(super) fn wanted(
        &self,
        document: &Document,
        named: &[Vec<NameSpan>],
    ) -> BTreeMap<usize, Vec<usize>> {
        let mut wanted = self.scope.wanted(named, WINDOW);
        if self.scope.packs == 0 {
            let anchored = |names: &Vec<NameSpan>| {
                let mut certain = names.iter().filter(|name| name.certain);
                certain.any(|name| self.anchors[name.entity])
            };
            let found = named.iter().map(anchored).collect();
            let near = near(found, WINDOW);
            wanted.extend(
                (0..near.len())
                    .filter(|&at| near[at])
                    .map(|at| (at, vec![])),
            );
        }
        wanted.retain(|&index, _| {
            let block = &document.blocks[document.sentences[index].block];
            !matches!(block.kind, BlockKind::Verbatim | BlockKind::Furniture)
        });
        wanted
    }
}
