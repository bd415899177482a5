//! What is found in one assertion: at most one finding a claim, and of those in one sentence the telling ones.

use super::align::{Aligned, Place, align};
use super::checker::{Checker, Options};
use super::compare::Comparer;
use super::model::{Finding, Reason, Stance, Undecided, Voice};
use super::pattern::{Bearing, Compiled};
use super::topic::Treated;
use crate::extract::{Assertion, Attribution, Modality, Speaker};
use crate::frame::{Comparison, Role};
use crate::pack::model::Standing;
use std::collections::BTreeMap;

impl Checker {
    /// The findings of one assertion: at most one a claim.
    pub(super) fn findings(
        &self,
        comparer: &Comparer,
        assertion: &Assertion,
        treated: &Treated,
        scope: &dyn Fn(usize) -> bool,
        options: &Options,
    ) -> Vec<Finding> {
        let mut best: Vec<(&Compiled, Aligned)> = Vec::new();
        for (pattern, relation) in self.patterns.bearing_on(assertion.kind) {
            if !scope(pattern.pack) || !self.in_scope(pattern.pack, pattern.claim, options) {
                continue;
            }
            let place = place(treated, pattern, assertion);
            let outcome = align(comparer, assertion, pattern, place, relation);
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
        let claim = &self.packs()[pattern.pack].claims[pattern.claim];
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
        let cues = &self.reader().lexicon().cues;
        match (cues.pronoun(&words.to_lowercase()), speaker.entity) {
            (None, _) => words.to_owned(),
            (Some(_), Some(entity)) => comparer.name(entity),
            (Some(_), None) => String::new(),
        }
    }

    /// An assertion of a claim's kind whose decisive participant was named by words that could not be resolved.
    pub(super) fn undecided(&self, assertion: &Assertion, treated: &Treated) -> Option<Undecided> {
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
}

/// What is known at the place of an assertion about the subject of a proposition.
pub(super) fn place(treated: &Treated, pattern: &Compiled, assertion: &Assertion) -> Place {
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
pub(super) fn strongest(findings: Vec<Finding>) -> Vec<Finding> {
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
