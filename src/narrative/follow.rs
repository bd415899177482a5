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
