//! The judge: packs once, then any number of documents.

use super::align::{Aligned, Place, align};
use super::company::{Company, companies, establish, owed};
use super::compare::Comparer;
use super::copies::{Copy, KEPT};
use super::model::{ClaimVerdict, Finding, Judgement, Reason, Stance, Undecided, Verdict, Voice};
use super::pattern::{Bearing, Compiled, Patterns, Unreadable};
use super::prepare::{Statements, anchored, circles, groups};
use super::statement::{StatementReading, all_doubts};
use super::topic::{TopicFinder, Treated};
use super::trace::{Candidate, Proposition, Trace};
use super::verdict::verdict;
use crate::document::Cuts;
use crate::document::model::Document;
use crate::extract::{
    Assertion, Attribution, English, Modality, Reader, ReaderError, Reading, Scope, Speaker,
};
use crate::frame::{Comparison, EntityTable, KindTable, Role};
use crate::pack::model::{Pack, Standing};
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
    patterns: Patterns,
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
                    doubts: all_doubts(held, &|text| self.reader.read_statement(text, Some(pack))),
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
            for (pattern, opposed) in bearing.filter(|(pattern, _)| own(pattern)) {
                let place = place(&treated, pattern, assertion);
                let outcome = align(&comparer, assertion, pattern, place, opposed);
                let outcome =
                    comparer.leave_to_other_claim(outcome, assertion, pattern, &self.patterns);
                candidates.extend(number(pattern).map(|proposition| Candidate {
                    event,
                    proposition,
                    opposed,
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

    fn in_scope(&self, pack: usize, claim: usize, options: &Options) -> bool {
        let (pack, claim) = (&self.packs[pack], &self.packs[pack].claims[claim]);
        let named = options.claims.is_empty()
            || options.claims.iter().any(|id| {
                *id == claim.id || id.strip_prefix(&pack.id) == Some(&format!("/{}", claim.id))
            });
        let topic = claim.topic.map(|topic| &pack.topics[topic].id);
        named && (options.topics.is_empty() || topic.is_some_and(|id| options.topics.contains(id)))
    }

    /// The findings of one assertion: at most one a claim.
    fn findings(
        &self,
        comparer: &Comparer,
        assertion: &Assertion,
        treated: &Treated,
        scope: &dyn Fn(usize) -> bool,
        options: &Options,
    ) -> Vec<Finding> {
        let mut best: Vec<(&Compiled, Aligned)> = Vec::new();
        for (pattern, opposed) in self.patterns.bearing_on(assertion.kind) {
            if !scope(pattern.pack) || !self.in_scope(pattern.pack, pattern.claim, options) {
                continue;
            }
            let place = place(treated, pattern, assertion);
            let outcome = align(comparer, assertion, pattern, place, opposed);
            let outcome =
                comparer.leave_to_other_claim(outcome, assertion, pattern, &self.patterns);
            let Some(aligned) = outcome.aligned() else {
                continue;
            };
            let known = best
                .iter_mut()
                .find(|(other, _)| (other.pack, other.claim) == (pattern.pack, pattern.claim));
            match known {
                // What agrees by one wording of the claim cannot contradict it by another.
                Some((kept, old)) if weight(&aligned) > weight(old) => {
                    *kept = pattern;
                    *old = aligned;
                }
                Some(_) => {}
                None => best.push((pattern, aligned)),
            }
        }
        if matches!(assertion.voice, Attribution::Rejected(_)) {
            rest_stands(&mut best);
        }
        for (pattern, aligned) in &mut best {
            if pattern.bearing == Bearing::Denies {
                aligned.reasons = self.against_record(comparer, assertion, pattern, aligned);
            }
        }
        best.sort_by_key(|(pattern, _)| (pattern.pack, pattern.claim));
        best.into_iter()
            .map(|(pattern, aligned)| self.finding(comparer, assertion, pattern, aligned, options))
            .collect()
    }

    /// The roles of an event that a rival account tells, compared with what the claim itself holds of such an event; where
    /// it holds nothing of such a one, those roles that are as the rival has them.
    fn against_record(
        &self,
        comparer: &Comparer,
        assertion: &Assertion,
        rival: &Compiled,
        aligned: &Aligned,
    ) -> Vec<Reason> {
        let differs = |reasons: &Vec<Reason>| {
            let mut outcomes = reasons.iter().map(|reason| reason.outcome);
            outcomes.any(|outcome| outcome == Comparison::Different)
        };
        let met =
            |reason: &&Reason| matches!(reason.outcome, Comparison::Same | Comparison::Narrower);
        let own = |pattern: &&Compiled| {
            pattern.bearing == Bearing::States
                && (pattern.pack, pattern.claim) == (rival.pack, rival.claim)
        };
        // What is as the rival has it, and told of one filler only, is not as the record has it.
        let told = |role: Role| {
            aligned
                .reasons
                .iter()
                .any(|one| one.role == role && met(&one))
        };
        let compared = |pattern: &Compiled| {
            let mut reasons = comparer.roles(assertion, pattern);
            for reason in &mut reasons {
                let open = reason.outcome == Comparison::Unknown && reason.words.is_some();
                if open && pattern.exclusive.contains(&reason.role) && told(reason.role) {
                    reason.outcome = Comparison::Different;
                }
            }
            reasons
        };
        let about = self.patterns.about(assertion.kind).filter(own);
        let compared: Vec<Vec<Reason>> = about.map(compared).collect();
        if let Some(first) = compared
            .iter()
            .find(|one| differs(one))
            .or(compared.first())
        {
            return first.clone();
        }
        aligned.reasons.iter().filter(met).cloned().collect()
    }

    fn finding(
        &self,
        comparer: &Comparer,
        assertion: &Assertion,
        pattern: &Compiled,
        aligned: Aligned,
        options: &Options,
    ) -> Finding {
        let claim = &self.packs[pattern.pack].claims[pattern.claim];
        let words = |speaker: &Speaker| self.called(comparer, speaker);
        let echoed = assertion
            .echoes
            .as_ref()
            .filter(|_| aligned.stance == Stance::Reports);
        let voice = match &assertion.voice {
            Attribution::Author => {
                echoed.map_or(Voice::Author, |speaker| Voice::Speaker(words(speaker)))
            }
            Attribution::Speaker(speaker) => Voice::Speaker(words(speaker)),
            Attribution::Endorsed(speaker) => Voice::Endorsed(words(speaker)),
            Attribution::Rejected(speaker) => Voice::Rejected(words(speaker)),
        };
        let late = options
            .edition
            .zip(claim.released)
            .is_some_and(|(edition, out)| edition < out);
        Finding {
            pack: pattern.pack,
            claim: pattern.claim,
            stance: aligned.stance,
            points_to: aligned.points_to,
            code: aligned.code,
            severity: claim.severity,
            confidence: aligned.confidence,
            voice,
            trigger: assertion.trigger,
            sentence: assertion.sentence,
            reasons: aligned.reasons,
            debated: claim.standing == Standing::Debated,
            superseded: aligned.stance == Stance::Contradicts && late,
            rival: pattern.rival,
            judged_in: assertion.judged_in,
            done: !pattern.negated,
        }
    }

    /// How a speaker is called: by the words of the text; where these are a pronoun by a name, or, if nobody knows whose, by
    /// nothing.
    fn called(&self, comparer: &Comparer, speaker: &Speaker) -> String {
        let words = comparer.text.get(speaker.words.range());
        let words = words.unwrap_or_default();
        let cues = &self.reader.lexicon().cues;
        match (cues.pronoun(&words.to_lowercase()), speaker.entity) {
            (None, _) => words.to_owned(),
            (Some(_), Some(entity)) => comparer.name(entity),
            (Some(_), None) => String::new(),
        }
    }

    /// An assertion of a claim's kind whose decisive participant was named by words that could not be resolved.
    fn undecided(&self, assertion: &Assertion, treated: &Treated) -> Option<Undecided> {
        if assertion.modality != Modality::Actual {
            return None;
        }
        self.patterns.about(assertion.kind).find_map(|pattern| {
            let open = assertion.unresolved.iter().find(|(role, _)| {
                pattern.decisive.contains(role) || pattern.exclusive.contains(role)
            })?;
            treated
                .established(pattern.pack, assertion.sentence)
                .then(|| Undecided {
                    sentence: assertion.sentence,
                    code: format!("unresolved-{}", open.0.name()),
                })
        })
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

/// What is known at the place of an assertion about the subject of a proposition.
fn place(treated: &Treated, pattern: &Compiled, assertion: &Assertion) -> Place {
    Place {
        established: treated.established(pattern.pack, assertion.sentence),
    }
}

/// A report that is called a lie because of what contradicts one claim is not, for that, a lie in what agrees with
/// another ("On the 25th the South attacked. That is a lie." leaves the day).
fn rest_stands(found: &mut [(&Compiled, Aligned)]) {
    let by_rejecting = found
        .iter()
        .any(|(_, aligned)| aligned.code == "agrees-by-rejecting");
    for (_, aligned) in found {
        if by_rejecting && aligned.stance == Stance::Contradicts {
            aligned.stance = Stance::Agrees;
            aligned.code = "agrees".to_owned();
        }
    }
}

/// Which of two alignments of one assertion with one claim is kept.
fn weight(aligned: &Aligned) -> u8 {
    match aligned.stance {
        Stance::Agrees => 5,
        Stance::Contradicts => 4,
        Stance::Reports => match aligned.points_to {
            Some(Stance::Agrees) => 3,
            Some(Stance::Contradicts) => 3,
            _ => 2,
        },
        Stance::Partial => 2,
        Stance::Mentions => 1,
    }
}

/// Whether `one` finds what `other` does and has more of it from the text ("crossed the line and attacked the North").
fn is_fuller(one: &Finding, other: &Finding) -> bool {
    let told = |finding: &Finding| {
        let known = |reason: &&Reason| !matches!(reason.outcome, Comparison::Unknown);
        finding.reasons.iter().filter(known).count()
    };
    let ground = |finding: &Finding| (finding.stance, finding.code.clone(), finding.points_to);
    ground(one) == ground(other) && one.voice == other.voice && told(one) > told(other)
}

/// Of several findings in one sentence on one claim in one voice, the telling ones: a partial statement or a mention
/// beside an agreement or a contradiction says nothing more, and of two that say the same the fuller one is shown.
fn strongest(findings: Vec<Finding>) -> Vec<Finding> {
    let telling = |finding: &Finding| match finding.stance {
        Stance::Contradicts | Stance::Agrees => 3,
        Stance::Reports => 2,
        Stance::Partial => 1,
        Stance::Mentions => 0,
    };
    let mut kept: Vec<Finding> = Vec::new();
    let mut places: BTreeMap<(usize, usize, usize), Vec<usize>> = BTreeMap::new();
    for finding in findings {
        let same =
            |other: &Finding| other.stance == finding.stance || telling(other) != telling(&finding);
        let place = (finding.sentence, finding.pack, finding.claim);
        let own = places.entry(place).or_default();
        match own.iter().find(|&&at| same(&kept[at])) {
            Some(&at) if telling(&finding) > telling(&kept[at]) => kept[at] = finding,
            Some(&at) if is_fuller(&finding, &kept[at]) => kept[at] = finding,
            Some(_) => {}
            None => {
                own.push(kept.len());
                kept.push(finding);
            }
        }
    }
    kept.sort_by_key(|finding| {
        (
            finding.sentence,
            finding.trigger,
            finding.pack,
            finding.claim,
        )
    });
    kept
}
