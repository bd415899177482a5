//! From the stances of a document toward one claim to the verdict.

use super::model::{Stance, Verdict};

/// The verdict as `verdicts.md` defines it: what the author asserts decides; then what others are made to say; then
/// what is stated in part. A mention alone is an omission where the claim was due.
pub fn verdict(stances: &[Stance], due: bool) -> Verdict {
    let has = |stance: Stance| stances.contains(&stance);
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
        assert_eq!(verdict(&[Partial, Reports, Agrees], true), Verdict::Agrees);
        assert_eq!(verdict(&[Agrees, Contradicts], true), Verdict::Mixed);
        assert_eq!(
            verdict(&[Reports, Contradicts], false),
            Verdict::Contradicts
        );
        assert_eq!(verdict(&[Partial, Reports], false), Verdict::Reports);
        assert_eq!(verdict(&[Mentions], true), Verdict::Omits);
        assert_eq!(verdict(&[Mentions], false), Verdict::NotDue);
        assert_eq!(verdict(&[], true), Verdict::Omits);
    }
}
