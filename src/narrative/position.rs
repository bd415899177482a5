//! What one account says of one claim, and whether two accounts say the same.

use crate::frame::{Comparison, EntityTable, Role};
use crate::judge::model::{Excuse, Finding, Judgement, Reason, Stance, Verdict, excuse};

/// A verdict with the findings that made it.
#[derive(Debug, Clone)]
pub struct Position<'a> {
    /// The verdict; `NotDue` where the claim was not in scope.
    pub verdict: Verdict,
    /// Indices of [`Judgement::findings`] that made it, in the order of the text.
    pub deciding: Vec<usize>,
    /// Indices of those that only touch the claim.
    pub touching: Vec<usize>,
    /// Whether the claim was in scope.
    pub asked: bool,
    judgement: &'a Judgement,
}

impl<'a> Position<'a> {
    /// What `judgement` holds of a claim.
    pub fn of(judgement: &'a Judgement, pack: usize, claim: usize) -> Self {
        let found = judgement
            .verdicts
            .iter()
            .find(|one| (one.pack, one.claim) == (pack, claim));
        let verdict = found.map_or(Verdict::NotDue, |one| one.verdict);
        let deciding = found.map_or_else(Vec::new, |one| {
            let makes = |at: &&usize| decides(judgement.findings[**at].stance, verdict);
            one.findings.iter().filter(makes).copied().collect()
        });
        let touching = found.map_or_else(Vec::new, |one| {
            let mentions = |at: &&usize| judgement.findings[**at].stance == Stance::Mentions;
            one.findings.iter().filter(mentions).copied().collect()
        });
        Self {
            verdict,
            deciding,
            touching,
            asked: found.is_some(),
            judgement,
        }
    }

    /// The findings that made the verdict.
    pub fn findings(&self) -> impl Iterator<Item = &'a Finding> + '_ {
        self.deciding.iter().map(|&at| &self.judgement.findings[at])
    }

    /// Whether anything is said of the claim.
    pub fn speaks(&self) -> bool {
        !matches!(self.verdict, Verdict::Omits | Verdict::NotDue)
    }

    /// Whether the author says what the record rules out.
    pub fn against(&self) -> bool {
        matches!(self.verdict, Verdict::Contradicts | Verdict::Mixed)
    }

    /// Why no contradiction in it counts as an error, if none does.
    pub fn excuse(&self) -> Option<Excuse> {
        excuse(self.findings())
    }

    /// Whether somebody else is made to say what the record rules out.
    pub fn reports_against(&self) -> bool {
        self.verdict == Verdict::Reports
            && self
                .findings()
                .any(|finding| finding.points_to == Some(Stance::Contradicts))
    }

    /// Whether both say the same of the claim: the same verdict and, where they differ from the record, the same
    /// difference.
    pub fn same(&self, other: &Self, entities: &EntityTable) -> bool {
        self.verdict == other.verdict
            && self.reports_against() == other.reports_against()
            && (!self.against() || self.sides_with(other, entities))
    }

    /// Whether both differ from the record, and in the same way.
    pub fn sides_with(&self, other: &Self, entities: &EntityTable) -> bool {
        self.against() && other.against() && self.tells_alike(other, entities)
    }

    /// Whether a speaker of this text is made to say how the other differs from the record.
    pub fn reports_as(&self, other: &Self, entities: &EntityTable) -> bool {
        self.reports_against() && other.against() && self.tells_alike(other, entities)
    }

    /// Whether both state the claim in part only, and leave the same of it open: to be silent on who attacked is a way of
    /// telling it.
    pub fn leaves_open_as(&self, other: &Self) -> bool {
        self.verdict == Verdict::Partial
            && other.verdict == Verdict::Partial
            && self
                .findings()
                .any(|one| other.findings().any(|two| one.code == two.code))
    }

    /// Whether some difference of the one is compatible with some difference of the other.
    fn tells_alike(&self, other: &Self, entities: &EntityTable) -> bool {
        let differing = |finding: &&Finding| {
            finding.stance == Stance::Contradicts || finding.points_to == Some(Stance::Contradicts)
        };
        self.findings().filter(differing).any(|one| {
            other
                .findings()
                .filter(differing)
                .any(|two| alike(one, two, entities))
        })
    }
}

/// Whether a stance makes that verdict.
fn decides(stance: Stance, verdict: Verdict) -> bool {
    match verdict {
        Verdict::Contradicts => stance == Stance::Contradicts,
        Verdict::Mixed => matches!(stance, Stance::Contradicts | Stance::Agrees),
        Verdict::Agrees => stance == Stance::Agrees,
        Verdict::Reports => stance == Stance::Reports,
        Verdict::Partial => stance == Stance::Partial,
        Verdict::Omits | Verdict::NotDue => false,
    }
}

/// Whether two differences from the record can stand in one account: no role that differs in both has fillers that
/// exclude each other. "South Korea attacked" and "Rhee's army attacked" can, 24 June and 27 June cannot.
fn alike(one: &Finding, two: &Finding, entities: &EntityTable) -> bool {
    // Both tell one account, which a claim lists.
    if one.rival.is_some() && one.rival == two.rival {
        return true;
    }
    // "It did not begin on the 25th" is no account of the 27th.
    if denies(one) && differs(two) || denies(two) && differs(one) {
        return false;
    }
    let other_of = |role: Role| {
        two.reasons
            .iter()
            .find(|reason| reason.role == role && reason.outcome == Comparison::Different)
    };
    one.reasons
        .iter()
        .filter(|reason| reason.outcome == Comparison::Different)
        .filter_map(|reason| Some((reason, other_of(reason.role)?)))
        .all(|(reason, other)| fit(reason.role, &reason.text, &other.text, entities))
}

/// Whether it says the opposite of what the record says.
fn denies(finding: &Finding) -> bool {
    finding.code == "contradicts-polarity"
}

/// Whether it puts something else in the place of what the record has, and tells no listed account.
fn differs(finding: &Finding) -> bool {
    let different = |reason: &Reason| reason.outcome == Comparison::Different;
    finding.rival.is_none() && finding.reasons.iter().any(different)
}

fn fit(role: Role, one: &str, two: &str, entities: &EntityTable) -> bool {
    if one == two {
        return true;
    }
    if matches!(role, Role::Time | Role::Quantity) {
        return false;
    }
    let id = |name: &str| {
        entities
            .all()
            .iter()
            .find(|entity| {
                entity
                    .names
                    .values()
                    .any(|names| names.first().is_some_and(|first| first == name))
            })
            .map(|entity| entity.id.as_str())
    };
    match (id(one), id(two)) {
        (Some(one), Some(two)) => entities.compare(one, two, None) != Comparison::Different,
        // What cannot be compared excludes nothing.
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{entities, finding, judged, reported};
    use super::*;
    use Comparison::Different;

    fn attacker(name: &str) -> Judgement {
        let reasons = [(Role::Agent, name, Different)];
        let one = finding(Stance::Contradicts, "contradicts-agent", &reasons);
        judged(Verdict::Contradicts, vec![one])
    }

    fn day(day: &str) -> Judgement {
        let reasons = [(Role::Time, day, Different)];
        let one = finding(Stance::Contradicts, "contradicts-time", &reasons);
        judged(Verdict::Contradicts, vec![one])
    }

    fn sides(one: &Judgement, two: &Judgement) -> bool {
        Position::of(one, 0, 0).sides_with(&Position::of(two, 0, 0), &entities())
    }

    #[test]
    fn texts_side_where_their_differences_fit_together() {
        assert!(sides(&attacker("Rome"), &attacker("Rome")));
        assert!(sides(&attacker("Rome"), &attacker("the legions")));
        assert!(!sides(&attacker("Rome"), &attacker("Carthage")));
        assert!(!sides(&day("24 June 1950"), &day("27 June 1950")));
        // Another day and another attacker can stand in one account.
        assert!(sides(&day("24 June 1950"), &attacker("Rome")));
        // Whom nobody knows excludes nobody.
        assert!(sides(&attacker("the Gauls"), &attacker("Rome")));
    }

    #[test]
    fn a_denial_is_no_other_date() {
        let denied = finding(Stance::Contradicts, "contradicts-polarity", &[]);
        let denied = judged(Verdict::Contradicts, vec![denied]);
        assert!(!sides(&denied, &day("27 June 1950")));
        assert!(!sides(&day("27 June 1950"), &denied));
        assert!(sides(&denied, &denied));
    }

    #[test]
    fn texts_that_tell_one_listed_account_side() {
        let told = |name: &str| {
            let mut judgement = attacker(name);
            judgement.findings[0].rival = Some(0);
            judgement
        };
        assert!(sides(&told("Rome"), &told("Carthage")));
        assert!(!sides(&told("Rome"), &attacker("Carthage")));
    }

    #[test]
    fn who_lets_another_say_it_reports_and_does_not_side() {
        let reasons = [(Role::Agent, "Rome", Different)];
        let report = judged(
            Verdict::Reports,
            vec![reported(Stance::Contradicts, &reasons)],
        );
        let (rome, carthage) = (attacker("Rome"), attacker("Carthage"));
        let own = Position::of(&report, 0, 0);
        assert!(!own.sides_with(&Position::of(&rome, 0, 0), &entities()));
        assert!(own.reports_as(&Position::of(&rome, 0, 0), &entities()));
        assert!(!own.reports_as(&Position::of(&carthage, 0, 0), &entities()));
        let agreeing = judged(Verdict::Reports, vec![reported(Stance::Agrees, &[])]);
        let other = Position::of(&agreeing, 0, 0);
        assert!(!other.reports_as(&Position::of(&rome, 0, 0), &entities()));
        assert!(!own.same(&other, &entities()));
    }

    #[test]
    fn texts_that_leave_the_same_open_are_near() {
        let part = |code: &str| judged(Verdict::Partial, vec![finding(Stance::Partial, code, &[])]);
        let near = |one: &Judgement, two: &Judgement| {
            Position::of(one, 0, 0).leaves_open_as(&Position::of(two, 0, 0))
        };
        assert!(near(&part("partial-agent"), &part("partial-agent")));
        assert!(!near(&part("partial-agent"), &part("partial-time")));
        assert!(!near(&part("partial-agent"), &attacker("Rome")));
    }

    #[test]
    fn a_claim_out_of_scope_is_not_due() {
        let one = attacker("Rome");
        let position = Position::of(&one, 0, 1);
        assert_eq!(position.verdict, Verdict::NotDue);
        assert!(!position.speaks() && !position.asked);
    }

    #[test]
    fn one_contradiction_that_counts_makes_an_error_of_all() {
        let late = Finding {
            superseded: true,
            ..finding(Stance::Contradicts, "contradicts-agent", &[])
        };
        let counts = finding(Stance::Contradicts, "contradicts-time", &[]);
        let excuse = |findings: Vec<Finding>| {
            Position::of(&judged(Verdict::Contradicts, findings), 0, 0).excuse()
        };
        assert_eq!(excuse(vec![late.clone()]), Some(Excuse::Superseded));
        assert_eq!(excuse(vec![late.clone(), counts.clone()]), None);
        assert_eq!(excuse(vec![counts, late]), None);
        let debated = Finding {
            debated: true,
            ..finding(Stance::Contradicts, "contradicts-agent", &[])
        };
        assert_eq!(excuse(vec![debated]), Some(Excuse::Debated));
    }
}
