//! From the stances of a document toward one claim to the verdict.

use super::model::{Judgement, Stance, Verdict};

impl Judgement {
    /// What the text says of one claim, in the words of a claim's examples: `unrelated` where it states nothing.
    pub fn word(&self, pack: usize, claim: usize) -> &'static str {
        let verdict = self
            .verdicts
            .iter()
            .find(|one| (one.pack, one.claim) == (pack, claim))
            .map_or(Verdict::NotDue, |one| one.verdict);
        match verdict {
            Verdict::Omits | Verdict::NotDue => "unrelated",
            verdict => verdict.name(),
        }
    }
}

/// The verdict as `verdicts.md` defines it: what the author asserts decides; then what others are made to say; then
/// what is stated in part. A report that states the claim in part only gives way to the author's own such part. A mention
/// alone is an omission where the claim was due.
///
/// Each finding comes as its stance and, for a report, the stance that it points to.
pub fn verdict(findings: &[(Stance, Option<Stance>)], due: bool) -> Verdict {
    let own_part = findings
        .iter()
        .any(|(stance, _)| *stance == Stance::Partial);
    let outdone = |finding: &(Stance, Option<Stance>)| {
        own_part && *finding == (Stance::Reports, Some(Stance::Partial))
    };
    let has = |stance: Stance| {
        findings
            .iter()
            .any(|finding| finding.0 == stance && !outdone(finding))
    };
    if has(Stance::Contradicts) {
        return if has(Stance::Agrees) {
            Verdict::Mixed
        } else {
            Verdict::Contradicts
        };
    }
    if has(Stance::Agrees) {
        Verdict::Agrees
    } else if has(Stance::Reports) {
        Verdict::Reports
    } else if has(Stance::Partial) {
        Verdict::Partial
    } else if due {
        Verdict::Omits
    } else {
        Verdict::NotDue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_author_outweighs_speakers_and_parts() {
        use Stance::{Agrees, Contradicts, Mentions, Partial, Reports};
        let of = |stances: &[Stance], due: bool| {
            let findings: Vec<_> = stances.iter().map(|&stance| (stance, None)).collect();
            verdict(&findings, due)
        };
        assert_eq!(of(&[Partial, Reports, Agrees], true), Verdict::Agrees);
        assert_eq!(of(&[Agrees, Contradicts], true), Verdict::Mixed);
        assert_eq!(of(&[Reports, Contradicts], false), Verdict::Contradicts);
        assert_eq!(of(&[Partial, Reports], false), Verdict::Reports);
        assert_eq!(of(&[Mentions], true), Verdict::Omits);
        assert_eq!(of(&[Mentions], false), Verdict::NotDue);
        assert_eq!(of(&[], true), Verdict::Omits);
    }

    #[test]
    fn a_report_in_part_gives_way_to_the_authors_part() {
        use Stance::{Contradicts, Partial, Reports};
        let part = (Reports, Some(Partial));
        let own = (Partial, None);
        assert_eq!(verdict(&[part], true), Verdict::Reports);
        assert_eq!(verdict(&[part, own], true), Verdict::Partial);
        let telling = (Reports, Some(Contradicts));
        assert_eq!(verdict(&[part, own, telling], true), Verdict::Reports);
    }
}
