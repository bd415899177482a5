//! Which known account a text follows: on how many of the claims on which that account differs from the record the text
//! differs from it in the same way.

use super::comparison::Account;
use crate::frame::EntityTable;
use crate::judge::model::Verdict;

/// How a text stands to one known account. Claims are named by the indices of pack and claim. Debated claims are not
/// among them: there is no record from which one could differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// The known account, as an index of the comparison's accounts.
    pub account: usize,
    /// The claims on which the account differs from the record.
    pub differs: Vec<(usize, usize)>,
    /// Of these, the claims on which the text says the same in its own voice.
    pub sides: Vec<(usize, usize)>,
    /// Of these, the claims on which the text makes somebody else say it, and leaves it open.
    pub reports: Vec<(usize, usize)>,
    /// Of these, the claims on which the text agrees with the record.
    pub record: Vec<(usize, usize)>,
}

/// How `text` stands to `known`, which is account `account`, over `claims`.
pub(super) fn following(
    text: &Account,
    account: usize,
    known: &Account,
    claims: &[(usize, usize)],
    entities: &EntityTable,
) -> Following {
    let mut all = Following {
        account,
        differs: Vec::new(),
        sides: Vec::new(),
        reports: Vec::new(),
        record: Vec::new(),
    };
    for &(pack, claim) in claims {
        let theirs = known.position(pack, claim);
        if !theirs.against() {
            continue;
        }
        all.differs.push((pack, claim));
        let own = text.position(pack, claim);
        if own.sides_with(&theirs, entities) {
            all.sides.push((pack, claim));
        } else if own.reports_as(&theirs, entities) {
            all.reports.push((pack, claim));
        } else if own.verdict == Verdict::Agrees {
            all.record.push((pack, claim));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, entities, finding, judged, reported};
    use super::*;
    use crate::frame::{Comparison, Role};
    use crate::judge::model::{Judgement, Stance};

    const ROME: [(Role, &str, Comparison); 1] = [(Role::Agent, "Rome", Comparison::Different)];

    fn against() -> Judgement {
        let one = finding(Stance::Contradicts, "contradicts-agent", &ROME);
        judged(Verdict::Contradicts, vec![one])
    }

    fn stands(text: Judgement, known: Judgement) -> Following {
        let (text, known) = (account("A text.", text), account("A text.", known));
        following(&text, 7, &known, &[(0, 0)], &entities())
    }

    #[test]
    fn a_text_sides_reports_or_keeps_to_the_record() {
        let counts = |one: Following| {
            assert_eq!((one.account, one.differs.len()), (7, 1));
            (one.sides.len(), one.reports.len(), one.record.len())
        };
        assert_eq!(counts(stands(against(), against())), (1, 0, 0));
        let report = reported(Stance::Contradicts, &ROME);
        let report = judged(Verdict::Reports, vec![report]);
        assert_eq!(counts(stands(report, against())), (0, 1, 0));
        let record = finding(Stance::Agrees, "agrees", &[]);
        let record = judged(Verdict::Agrees, vec![record]);
        assert_eq!(counts(stands(record, against())), (0, 0, 1));
        let nothing = judged(Verdict::Omits, Vec::new());
        assert_eq!(counts(stands(nothing, against())), (0, 0, 0));
    }

    #[test]
    fn an_account_that_keeps_to_the_record_cannot_be_followed_against_it() {
        let record = finding(Stance::Agrees, "agrees", &[]);
        let record = judged(Verdict::Agrees, vec![record]);
        assert!(stands(against(), record).differs.is_empty());
    }
}
