//! The judge: packs once, then any number of documents.

use super::align::align;
use super::company::{Company, companies, establish, owed};
use super::compare::Comparer;
use super::copies::{Copy, KEPT};
use super::finding::{place, strongest};
use super::model::{ClaimVerdict, Finding, Judgement, Stance, Undecided, Verdict};
use super::pattern::{Compiled, Patterns, Unreadable};
use super::prepare::{Statements, anchored, circles, groups};
use super::statement::{StatementReading, all_doubts};
use super::topic::{TopicFinder, Treated};
use super::trace::{Candidate, Proposition, Trace};
use super::verdict::verdict;
use crate::document::Cuts;
use crate::document::model::Document;
use crate::extract::{English, Reader, ReaderError, Reading, Scope};
use crate::frame::{EntityTable, KindTable};
use crate::pack::model::Pack;
use crate::pack::unite;
use crate::recall::Recall;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a run asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// Claims in scope, by id with or without the pack; empty for all.
    pub claims: Vec<String>,
    /// Topics in scope, by id; empty for all.
    pub topics: Vec<String>,
    /// Whether every claim is due, whatever the text treats.
    pub require_all: bool,
    /// When the texts were published, if they are older than some evidence.
    pub edition: Option<Date>,
}

/// Reads and judges documents against the claims of some packs.
pub struct Checker {
    packs: Vec<Pack>,
    kinds: KindTable,
    entities: EntityTable,
    pub(super) patterns: Patterns,
    topics: TopicFinder,
    companies: Vec<Company>,
    reader: Reader,
    unreadable: Vec<Unreadable>,
    pub(super) copies: Recall<Copy>,
    pub(super) cuts: Cuts,
}

impl Checker {
    /// Prepares the claims of `packs` and the English reader.
    ///
    /// # Errors
    /// When the built-in lexicon or model is damaged.
    pub fn new(mut packs: Vec<Pack>) -> Result<Self, ReaderError> {
        let english = English::load()?;
        let mut kinds = KindTable::builtin().clone();
        for kind in packs.iter().flat_map(|pack| &pack.kinds) {
            kinds.add(&kind.id, &kind.is_a, &kind.opposed);
        }
        let united = unite(&mut packs);
        let entities = EntityTable::new(united.entities);
        let anchors = packs
            .iter()
            .flat_map(|pack| {
                let topics = pack.topics.iter().flat_map(|topic| &topic.entities);
                pack.subject.iter().chain(topics).cloned()
            })
            .collect::<Vec<_>>();
        let words = packs.iter().flat_map(|pack| &pack.kinds).map(|kind| {
            let of = |map: &std::collections::BTreeMap<String, Vec<String>>| {
                map.get("en").cloned().unwrap_or_default()
            };
            (kind.id.clone(), of(&kind.verbs), of(&kind.nouns))
        });
        let (reader, topics) = rayon::join(
            || Reader::of(english, &kinds, entities.clone(), anchors, words),
            || TopicFinder::new(&packs, "en", &entities),
        );
        let mut reader = reader?;
        reader.set_scope(Scope {
            packs: packs.len(),
            owners: united.owners.clone(),
            ..Scope::default()
        });
        let statements = Statements::parse(&packs, &reader);
        statements.teach(&mut kinds, &mut reader);
        let stated = statements.read(&reader);
        let (patterns, unreadable) = Patterns::compile(
            &packs,
            &kinds,
            &entities,
            &|pack, statement| stated.get(&(pack, statement)).cloned().unwrap_or_default(),
            &|noun| reader.lexicon().quantity.unit(noun),
            &|statement| reader.named_in(statement),
            &|statement| reader.dates_in(statement),
        );
        drop((statements, stated));
        let companies = companies(&packs, &patterns);
        let parts = entities.parts();
        reader.set_scope(Scope {
            packs: packs.len(),
            owners: united.owners,
            anchors: anchored(&packs, &entities),
            companies: companies
                .iter()
                .map(|company| (company.pack, groups(&company.entities, &parts)))
                .collect(),
            circles: circles(&packs, &reader),
        });
        reader.remember();
        Ok(Self {
            packs,
            kinds,
            entities,
            patterns,
            topics,
            companies,
            reader,
            unreadable,
            copies: Recall::new(KEPT),
            cuts: Cuts::default(),
        })
    }

    /// The packs, in the order in which findings refer to them.
    pub fn packs(&self) -> &[Pack] {
        &self.packs
    }

    /// Claims whose statement could not be read.
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// The kinds of events of this run.
    pub fn kinds(&self) -> &KindTable {
        &self.kinds
    }

    /// How each claim was read, for whoever wrote it.
    pub fn statements(&self) -> Vec<StatementReading> {
        let comparer = Comparer {
            entities: &self.entities,
            kinds: &self.kinds,
            assertions: &[],
            text: "",
            language: "en",
            words: self.reader.lexicon().open(),
        };
        let claims = (self.packs.iter().enumerate())
            .flat_map(|(at, pack)| (0..pack.claims.len()).map(move |claim| (at, claim)));
        claims
            .map(|(pack, claim)| {
                let own = |pattern: &&Compiled| (pattern.pack, pattern.claim) == (pack, claim);
                let propositions = (self.patterns.all().filter(own))
                    .map(|pattern| Proposition::new(pattern, &comparer));
                let held = &self.packs[pack].claims[claim];
                StatementReading {
                    pack,
                    claim,
                    propositions: propositions.collect(),
                    doubts: all_doubts(held, &self.entities, &|text| {
                        self.reader.read_statement(text, Some(pack))
                    }),
                }
            })
            .collect()
    }

    /// What reads the documents.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Reads and judges one document. The same document, packs and options give the same judgement, on whatever thread.
    /// A document in a language that is not read yet has verdicts, and no findings.
    pub fn check(&self, document: &Document, options: &Options) -> Judgement {
        if document.language != "en" {
            return self.judge(document, &Reading::default(), options);
        }
        self.judge(document, &self.reader.read(document), options)
    }

    /// Judges what was read.
    pub fn judge(&self, document: &Document, reading: &Reading, options: &Options) -> Judgement {
        let mut treated = self.topics.treated(&self.packs, document, reading);
        // Company tells what a sentence is about, not that the text owes the claim.
        let owed = owed(&self.companies, document, &treated, &reading.mentions);
        establish(&self.companies, &reading.mentions, &mut treated);
        let comparer = self.comparer(document, reading);
        let mut findings = Vec::new();
        let mut undecided: Vec<Undecided> = Vec::new();
        let here = reading
            .assertions
            .iter()
            .filter(|assertion| !assertion.elsewhere);
        for assertion in here {
            let packs = reading.read_for.get(&assertion.sentence);
            let scope =
                |pack: usize| packs.is_none_or(|packs| packs.is_empty() || packs.contains(&pack));
            let found = self.findings(&comparer, assertion, &treated, &scope, options);
            if found.is_empty() {
                undecided.extend(self.undecided(assertion, &treated));
            }
            findings.extend(found);
        }
        let findings = strongest(findings);
        let decided: BTreeSet<usize> = findings.iter().map(|finding| finding.sentence).collect();
        undecided.retain(|one| !decided.contains(&one.sentence));
        undecided.dedup_by_key(|one| one.sentence);
        let verdicts = self.verdicts(&findings, &treated, &owed, options);
        Judgement {
            findings,
            verdicts,
            undecided,
            sentences: document.sentences.len(),
            read: reading.parsed,
        }
    }

    fn comparer<'a>(&'a self, document: &'a Document, reading: &'a Reading) -> Comparer<'a> {
        Comparer {
            entities: &self.entities,
            kinds: &self.kinds,
            assertions: &reading.assertions,
            text: &document.text,
            language: &document.language,
            words: self.reader.lexicon().open(),
        }
    }

    /// How one sentence of a document was judged toward one claim: each proposition of the claim against each event
    /// of the sentence, by the same steps as in [`Checker::judge`].
    pub fn trace(
        &self,
        document: &Document,
        reading: &Reading,
        sentence: usize,
        (pack, claim): (usize, usize),
    ) -> Trace {
        let mut treated = self.topics.treated(&self.packs, document, reading);
        establish(&self.companies, &reading.mentions, &mut treated);
        let comparer = self.comparer(document, reading);
        let own = |pattern: &Compiled| (pattern.pack, pattern.claim) == (pack, claim);
        let propositions: Vec<&Compiled> =
            self.patterns.all().filter(|pattern| own(pattern)).collect();
        let number = |pattern: &Compiled| {
            propositions
                .iter()
                .position(|known| std::ptr::eq(*known, pattern))
        };
        let here = reading
            .assertions
            .iter()
            .enumerate()
            .filter(|(_, assertion)| assertion.sentence == sentence && !assertion.elsewhere);
        let mut candidates = Vec::new();
        for (event, assertion) in here {
            let bearing = self.patterns.bearing_on(assertion.kind);
            for (pattern, relation) in bearing.filter(|(pattern, _)| own(pattern)) {
                let place = place(&treated, pattern, assertion);
                let outcome = align(&comparer, assertion, pattern, place, relation);
                let outcome =
                    comparer.leave_to_other_claim(outcome, assertion, pattern, &self.patterns);
                candidates.extend(number(pattern).map(|proposition| Candidate {
                    event,
                    proposition,
                    relation,
                    outcome,
                }));
            }
        }
        Trace {
            established: treated.established(pack, sentence),
            due: self.packs[pack].claims[claim]
                .topic
                .is_some_and(|topic| treated.due(pack, topic)),
            propositions: propositions
                .iter()
                .map(|pattern| Proposition::new(pattern, &comparer))
                .collect(),
            candidates,
        }
    }

    pub(super) fn in_scope(&self, pack: usize, claim: usize, options: &Options) -> bool {
        let (pack, claim) = (&self.packs[pack], &self.packs[pack].claims[claim]);
        let named = options.claims.is_empty()
            || options.claims.iter().any(|id| {
                *id == claim.id || id.strip_prefix(&pack.id) == Some(&format!("/{}", claim.id))
            });
        let topic = claim.topic.map(|topic| &pack.topics[topic].id);
        named && (options.topics.is_empty() || topic.is_some_and(|id| options.topics.contains(id)))
    }

    fn verdicts(
        &self,
        findings: &[Finding],
        treated: &Treated,
        owed: &BTreeMap<(usize, usize), usize>,
        options: &Options,
    ) -> Vec<ClaimVerdict> {
        let mut verdicts = Vec::new();
        for (pack_index, pack) in self.packs.iter().enumerate() {
            for (claim_index, claim) in pack.claims.iter().enumerate() {
                if !self.in_scope(pack_index, claim_index, options) {
                    continue;
                }
                let own: Vec<usize> = (0..findings.len())
                    .filter(|&at| {
                        (findings[at].pack, findings[at].claim) == (pack_index, claim_index)
                    })
                    .collect();
                let by_company = owed.get(&(pack_index, claim_index)).copied();
                let due = options.require_all
                    || by_company.is_some()
                    || claim
                        .topic
                        .is_some_and(|topic| treated.due(pack_index, topic));
                let stances: Vec<(Stance, Option<Stance>)> = own
                    .iter()
                    .map(|&at| (findings[at].stance, findings[at].points_to))
                    .collect();
                let verdict = verdict(&stances, due);
                let owed_at = (verdict == Verdict::Omits)
                    .then(|| {
                        claim
                            .topic
                            .and_then(|topic| treated.heart(pack_index, topic))
                            .or(by_company)
                    })
                    .flatten();
                verdicts.push(ClaimVerdict {
                    pack: pack_index,
                    claim: claim_index,
                    verdict,
                    findings: own,
                    owed_at,
                });
            }
        }
        verdicts
    }
}
