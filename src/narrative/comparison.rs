//! Accounts side by side: for each claim what each of them says, and where they part.

use super::follow::{Following, following};
use super::model::Narrative;
use super::position::Position;
use crate::document::DocumentError;
use crate::document::model::Document;
use crate::frame::EntityTable;
use crate::gate::{Rules, Screening, screen};
use crate::judge::model::{Excuse, Judgement, Verdict};
use crate::judge::{Checker, Options};
use crate::pack::model::{Pack, Standing};

/// A text with its judgement.
#[derive(Debug)]
pub struct Account<'a> {
    /// The narrative, if the text is one that is known beforehand.
    pub narrative: Option<&'a Narrative>,
    /// The text.
    pub document: Document,
    /// What was found in it.
    pub judgement: Judgement,
    /// What of that counts, which for a comparison is everything.
    pub screening: Screening,
}

impl<'a> Account<'a> {
    /// Reads and judges a text.
    pub fn of_text(checker: &Checker, document: Document, options: &Options) -> Self {
        let judgement = checker.check(&document, options);
        let screening = screen(checker.packs(), &document, &judgement, &Rules::default());
        Self {
            narrative: None,
            document,
            judgement,
            screening,
        }
    }

    /// Reads and judges a narrative as the edition that it is, whatever edition `options` name.
    ///
    /// # Errors
    /// When its text holds no sentence.
    pub fn of_narrative(
        checker: &Checker,
        narrative: &'a Narrative,
        options: &Options,
    ) -> Result<Self, DocumentError> {
        let document = Document::from_text(&narrative.path, narrative.text.as_str())?;
        let options = Options {
            edition: narrative.edition,
            ..options.clone()
        };
        Ok(Self {
            narrative: Some(narrative),
            ..Self::of_text(checker, document, &options)
        })
    }

    /// The id of a narrative, or the path.
    pub fn name(&self) -> &str {
        self.narrative
            .map_or(self.document.path.as_str(), |known| known.id.as_str())
    }

    /// How a sentence names it.
    pub fn short(&self) -> &str {
        self.narrative
            .map_or(self.document.path.as_str(), |known| known.short.as_str())
    }

    /// What it says of a claim.
    pub fn position(&self, pack: usize, claim: usize) -> Position<'_> {
        Position::of(&self.judgement, pack, claim)
    }
}

/// How far accounts part on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Parting {
    /// One says what another, or the record, rules out.
    Opposed,
    /// All that say something are compatible, but not all say it whole, or in their own voice.
    Uneven,
    /// All that say something say the same; others leave it out.
    Silence,
}

/// What one account says of one claim.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The verdict.
    pub verdict: Verdict,
    /// Indices of the findings that made it, in the account's judgement.
    pub deciding: Vec<usize>,
    /// Why its contradictions do not count as errors, if they do not.
    pub excuse: Option<Excuse>,
    /// Other known accounts that say the same, differ from the record in the same way, or leave the same open, as indices
    /// of [`Comparison::accounts`]. What is left out is nobody's account.
    pub nearest: Vec<usize>,
}

/// One claim, as each column has it.
#[derive(Debug, Clone)]
pub struct Row {
    /// Index of the pack.
    pub pack: usize,
    /// Index of the claim in its pack.
    pub claim: usize,
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// How far the columns part; `None` where they do not.
    pub parting: Option<Parting>,
}

/// Accounts side by side.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The packs, in the order in which judgements refer to them.
    pub packs: &'a [Pack],
    /// The known accounts first, then the texts.
    pub accounts: Vec<Account<'a>>,
    /// The accounts to be shown, in order, as indices of [`Comparison::accounts`].
    pub columns: Vec<usize>,
    /// The claims in the order of packs and claims.
    pub rows: Vec<Row>,
    /// Claims in scope that are not among the rows.
    pub silent: usize,
    /// The column in which a claim must be due to be among the rows; without one some column must say something of it.
    pub focus: Option<usize>,
    /// For each column: how it stands to each other known account that differs from the record. The account that it
    /// follows on most of these claims comes first.
    pub following: Vec<Vec<Following>>,
}

impl<'a> Comparison<'a> {
    /// Sets `columns` of `accounts` side by side; with a `focus`, on the claims that are due in that column only.
    pub fn new(
        checker: &'a Checker,
        accounts: Vec<Account<'a>>,
        columns: Vec<usize>,
        focus: Option<usize>,
    ) -> Self {
        let entities = checker.reader().entities();
        let packs = checker.packs();
        let (mut rows, mut silent) = (Vec::new(), 0);
        for (pack, held) in packs.iter().enumerate() {
            for claim in 0..held.claims.len() {
                let positions: Vec<Position> = accounts
                    .iter()
                    .map(|account| account.position(pack, claim))
                    .collect();
                if columns.iter().all(|&at| !positions[at].asked) {
                    continue;
                }
                let due = focus.is_none_or(|at| positions[columns[at]].verdict != Verdict::NotDue);
                if !due || columns.iter().all(|&at| !positions[at].speaks()) {
                    silent += 1;
                    continue;
                }
                let known: Vec<usize> = (0..accounts.len())
                    .filter(|&at| accounts[at].narrative.is_some())
                    .collect();
                let shown: Vec<&Position> = columns.iter().map(|&at| &positions[at]).collect();
                rows.push(Row {
                    pack,
                    claim,
                    cells: columns
                        .iter()
                        .map(|&at| cell(at, &positions, &known, entities))
                        .collect(),
                    parting: parting(&shown, entities),
                });
            }
        }
        let following = columns
            .iter()
            .map(|&own| standing(&accounts, own, packs, entities))
            .collect();
        Self {
            packs,
            accounts,
            columns,
            rows,
            silent,
            focus,
            following,
        }
    }

    /// The account of a column.
    pub fn column(&self, at: usize) -> &Account<'a> {
        &self.accounts[self.columns[at]]
    }
}

/// How account `own` stands to the known accounts but itself.
fn standing(
    accounts: &[Account],
    own: usize,
    packs: &[Pack],
    entities: &EntityTable,
) -> Vec<Following> {
    let mut settled: Vec<(usize, usize)> = Vec::new();
    for (at, pack) in packs.iter().enumerate() {
        let claims = pack.claims.iter().enumerate();
        let claims = claims.filter(|(_, claim)| claim.standing != Standing::Debated);
        settled.extend(claims.map(|(claim, _)| (at, claim)));
    }
    let mut all: Vec<Following> = (0..accounts.len())
        .filter(|&at| at != own && accounts[at].narrative.is_some())
        .map(|at| following(&accounts[own], at, &accounts[at], &settled, entities))
        .filter(|one| !one.differs.is_empty())
        .collect();
    all.sort_by(|a, b| {
        // Cross products compare the shares exactly.
        (b.sides.len() * a.differs.len())
            .cmp(&(a.sides.len() * b.differs.len()))
            .then(b.sides.len().cmp(&a.sides.len()))
            .then(a.account.cmp(&b.account))
    });
    all
}

fn cell(at: usize, positions: &[Position], known: &[usize], entities: &EntityTable) -> Cell {
    let own = &positions[at];
    let same = |other: &&usize| {
        let theirs = &positions[**other];
        let alike = match own.verdict {
            Verdict::Partial => own.leaves_open_as(theirs),
            _ => own.speaks() && own.same(theirs, entities),
        };
        **other != at && alike
    };
    Cell {
        verdict: own.verdict,
        deciding: own.deciding.clone(),
        excuse: own.excuse(),
        nearest: known.iter().filter(same).copied().collect(),
    }
}

/// How far some positions on one claim part. Who contradicts the record parts from it, whatever the others say.
fn parting(positions: &[&Position], entities: &EntityTable) -> Option<Parting> {
    if positions.iter().any(|position| position.against()) {
        return Some(Parting::Opposed);
    }
    let due: Vec<&&Position> = positions
        .iter()
        .filter(|position| position.verdict != Verdict::NotDue)
        .collect();
    let (first, rest) = due.split_first()?;
    if rest.iter().all(|other| first.same(other, entities)) {
        return None;
    }
    let speaking: Vec<&&&Position> = due.iter().filter(|position| position.speaks()).collect();
    let (first, others) = speaking.split_first()?;
    Some(if others.iter().all(|other| first.same(other, entities)) {
        Parting::Silence
    } else if speaking.iter().any(|position| position.reports_against()) {
        Parting::Opposed
    } else {
        Parting::Uneven
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{entities, finding, judged, reported};
    use super::*;
    use crate::frame::{Comparison as Outcome, Role};
    use crate::judge::model::Stance;

    fn of(verdict: Verdict) -> Judgement {
        let stance = match verdict {
            Verdict::Agrees => Stance::Agrees,
            Verdict::Partial => Stance::Partial,
            _ => return judged(verdict, Vec::new()),
        };
        judged(verdict, vec![finding(stance, "", &[])])
    }

    fn against(agent: &str) -> Judgement {
        let reasons = [(Role::Agent, agent, Outcome::Different)];
        let one = finding(Stance::Contradicts, "contradicts-agent", &reasons);
        judged(Verdict::Contradicts, vec![one])
    }

    fn parts(judgements: &[Judgement]) -> Option<Parting> {
        let positions: Vec<Position> = judgements
            .iter()
            .map(|judgement| Position::of(judgement, 0, 0))
            .collect();
        let positions: Vec<&Position> = positions.iter().collect();
        parting(&positions, &entities())
    }

    #[test]
    fn accounts_part_as_far_as_what_they_say_differs() {
        use Verdict::{Agrees, NotDue, Omits, Partial};
        assert_eq!(parts(&[of(Agrees), of(Agrees), of(NotDue)]), None);
        assert_eq!(parts(&[of(Agrees), of(Omits)]), Some(Parting::Silence));
        assert_eq!(parts(&[of(Agrees), of(Partial)]), Some(Parting::Uneven));
        let both = [against("Rome"), of(Agrees)];
        assert_eq!(parts(&both), Some(Parting::Opposed));
    }

    #[test]
    fn whoever_contradicts_the_record_parts_from_it_even_alone() {
        let alone = [of(Verdict::NotDue), against("Rome")];
        for all in [&alone[..], &[against("Rome"), against("the legions")]] {
            assert_eq!(parts(all), Some(Parting::Opposed));
        }
        let reports = judged(Verdict::Reports, vec![reported(Stance::Contradicts, &[])]);
        assert_eq!(parts(&[of(Verdict::NotDue), reports]), None);
    }

    #[test]
    fn a_report_against_the_record_stands_against_an_agreement() {
        let reasons = [(Role::Agent, "Rome", Outcome::Different)];
        let report = judged(
            Verdict::Reports,
            vec![reported(Stance::Contradicts, &reasons)],
        );
        assert_eq!(
            parts(&[report, of(Verdict::Agrees)]),
            Some(Parting::Opposed)
        );
    }
}
