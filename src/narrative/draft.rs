//! Two drafts of one text: what changed in meaning, claim by claim. Rewording that changes no judgement is not told.

use super::comparison::Account;
use super::position::Position;
use crate::frame::{Comparison, Role};
use crate::judge::Checker;
use crate::judge::model::{Finding, Stance, Verdict, Voice};
use crate::pack::model::Pack;
use similar::TextDiff;
use std::collections::BTreeSet;

/// How alike two sentences must be for the one to be the other's next wording.
const REWORDED: f32 = 0.6;

/// One thing that changed in what is said of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// It is no longer said.
    Gone,
    /// It was not said before.
    New,
    /// A role that was told is left open.
    Opened(Role),
    /// A role that was open is told.
    Filled(Role),
    /// A role is put more vaguely than before; what the text has now.
    Blurred(Role, String),
    /// A role is filled by another than the record has; what the text has now.
    Other(Role, String),
    /// A role that differed from the record is as the record has it.
    Mended(Role),
    /// A speaker is made to say what was said in the author's own voice.
    Reported(String),
    /// The author says what a speaker was made to say.
    Owned,
    /// The contrary is said.
    Denied,
    /// The contrary is no longer said.
    Undenied,
}

/// A sentence of a draft, and the finding that it holds, if one does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grounds {
    /// Index of the sentence.
    pub sentence: usize,
    /// Index of the finding.
    pub finding: Option<usize>,
}

/// What changed on one claim.
#[derive(Debug, Clone)]
pub struct Change {
    /// Index of the pack.
    pub pack: usize,
    /// Index of the claim in its pack.
    pub claim: usize,
    /// The verdict on the old draft.
    pub from: Verdict,
    /// The verdict on the new draft.
    pub to: Verdict,
    /// What changed, as far as it can be told.
    pub turns: Vec<Turn>,
    /// Whether the new verdict is the worse one by [`rank`].
    pub worse: bool,
    /// Whether that counts: a contradiction of a debated claim, or by evidence younger than the edition, does not.
    pub counts: bool,
    /// The sentence of the old draft.
    pub old: Option<Grounds>,
    /// The sentence of the new draft.
    pub new: Option<Grounds>,
}

/// Two drafts side by side.
#[derive(Debug)]
pub struct Drafts<'a> {
    /// The packs, in the order in which judgements refer to them.
    pub packs: &'a [Pack],
    /// The old draft.
    pub old: Account<'a>,
    /// The new draft.
    pub new: Account<'a>,
    /// What changed, worse changes first, then in the order of packs and claims.
    pub changes: Vec<Change>,
    /// Claims of which both drafts say the same, and not nothing.
    pub same: usize,
}

/// How good a verdict is: a change to a lower number is for the worse.
///
/// Stating a claim is best, then stating it in part, then letting somebody else say it, then saying nothing of it. Worst
/// is to pass on what the record rules out: as somebody else's words, beside a true statement, and alone. Whether what is
/// not said is owed depends on what else a draft treats; so to owe a claim, or no longer, is no change of what is said.
pub fn rank(position: &Position) -> u8 {
    match position.verdict {
        Verdict::Agrees => 6,
        Verdict::Partial => 5,
        Verdict::Reports if position.reports_against() => 2,
        Verdict::Reports => 4,
        Verdict::NotDue | Verdict::Omits => 3,
        Verdict::Mixed => 1,
        Verdict::Contradicts => 0,
    }
}

impl<'a> Drafts<'a> {
    /// Sets two drafts side by side.
    pub fn new(checker: &'a Checker, old: Account<'a>, new: Account<'a>) -> Self {
        let packs = checker.packs();
        let (mut changes, mut same) = (Vec::new(), 0);
        for (pack, held) in packs.iter().enumerate() {
            for claim in 0..held.claims.len() {
                let (before, after) = (old.position(pack, claim), new.position(pack, claim));
                if signature(&before) != signature(&after) {
                    changes.push(change((pack, claim), (&old, &before), (&new, &after)));
                } else if before.speaks() {
                    same += 1;
                }
            }
        }
        changes.sort_by_key(|change: &Change| (!change.worse, change.pack, change.claim));
        Self {
            packs,
            old,
            new,
            changes,
            same,
        }
    }

    /// Whether any verdict became worse in a way that counts.
    pub fn worse(&self) -> bool {
        self.changes
            .iter()
            .any(|change| change.worse && change.counts)
    }
}

/// What of a finding is its meaning: stance, direction, what was found, and what it has in the place of the record's.
type Meaning<'a> = (Stance, Option<Stance>, &'a str, Vec<(Role, &'a str)>);

/// What is said of a claim, whatever its words. Two agreements are the same, and so are two silences.
fn signature<'a>(position: &Position<'a>) -> (Option<Verdict>, BTreeSet<Meaning<'a>>) {
    let meanings = position
        .findings()
        .map(|finding| {
            if finding.stance == Stance::Agrees {
                return (Stance::Agrees, None, "", Vec::new());
            }
            let other = finding
                .reasons
                .iter()
                .filter(|reason| reason.outcome == Comparison::Different)
                .map(|reason| (reason.role, reason.text.as_str()))
                .collect();
            (
                finding.stance,
                finding.points_to,
                finding.code.as_str(),
                other,
            )
        })
        .collect();
    (position.speaks().then_some(position.verdict), meanings)
}

fn change(
    (pack, claim): (usize, usize),
    (old, before): (&Account, &Position),
    (new, after): (&Account, &Position),
) -> Change {
    let (old_grounds, new_grounds) = grounds((old, before), (new, after));
    let finding = |account: &Account, grounds: Option<Grounds>| {
        grounds
            .and_then(|grounds| grounds.finding)
            .map(|at| account.judgement.findings[at].clone())
    };
    let (was, is) = (finding(old, old_grounds), finding(new, new_grounds));
    Change {
        pack,
        claim,
        from: before.verdict,
        to: after.verdict,
        turns: turns(was.as_ref(), is.as_ref()),
        worse: rank(after) < rank(before),
        counts: after.excuse().is_none(),
        old: old_grounds,
        new: new_grounds,
    }
}

/// The sentences that show a change: of the findings the two most alike, else the nearest wording in the other draft.
fn grounds(
    (old, before): (&Account, &Position),
    (new, after): (&Account, &Position),
) -> (Option<Grounds>, Option<Grounds>) {
    let of = |account: &Account, position: &Position| -> Vec<Grounds> {
        position
            .deciding
            .iter()
            .map(|&at| Grounds {
                sentence: account.judgement.findings[at].sentence,
                finding: Some(at),
            })
            .collect()
    };
    let (olds, news) = (of(old, before), of(new, after));
    let likeness = |one: &Grounds, two: &Grounds| {
        likeness(
            old.document.sentence(one.sentence),
            new.document.sentence(two.sentence),
        )
    };
    match (olds.first(), news.first()) {
        (Some(_), Some(_)) => {
            let mut best: Option<(f32, Grounds, Grounds)> = None;
            for one in &olds {
                for two in &news {
                    let alike = likeness(one, two);
                    if best.is_none_or(|(most, ..)| alike > most) {
                        best = Some((alike, *one, *two));
                    }
                }
            }
            best.map_or((None, None), |(_, one, two)| (Some(one), Some(two)))
        }
        (Some(first), None) => {
            let next = reworded(old.document.sentence(first.sentence), new);
            (Some(*first), next)
        }
        (None, Some(first)) => {
            let last = reworded(new.document.sentence(first.sentence), old);
            (last, Some(*first))
        }
        (None, None) => (None, None),
    }
}

/// The sentence of `account` that is most like `words`, if one is like enough to be another wording of it.
fn reworded(words: &str, account: &Account) -> Option<Grounds> {
    let mut best: Option<(f32, usize)> = None;
    for sentence in 0..account.document.sentences.len() {
        let alike = likeness(words, account.document.sentence(sentence));
        if alike >= REWORDED && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, sentence));
        }
    }
    best.map(|(_, sentence)| Grounds {
        sentence,
        finding: None,
    })
}

/// How alike two sentences are in their words, from 0 to 1.
fn likeness(one: &str, two: &str) -> f32 {
    TextDiff::from_words(one, two).ratio()
}

/// What changed between two findings on one claim.
fn turns(was: Option<&Finding>, is: Option<&Finding>) -> Vec<Turn> {
    let (was, is) = match (was, is) {
        (Some(_), None) => return vec![Turn::Gone],
        (None, Some(_)) => return vec![Turn::New],
        (None, None) => return Vec::new(),
        (Some(was), Some(is)) => (was, is),
    };
    let mut turns = Vec::new();
    let reported = |finding: &Finding| finding.stance == Stance::Reports;
    match (reported(was), reported(is), &is.voice) {
        (false, true, Voice::Speaker(name)) => turns.push(Turn::Reported(name.clone())),
        (false, true, _) => turns.push(Turn::Reported(String::new())),
        (true, false, _) => turns.push(Turn::Owned),
        _ => {}
    }
    turns.extend(Role::ALL.into_iter().filter_map(|role| turn(role, was, is)));
    let denied = |finding: &Finding| finding.code == "contradicts-polarity";
    match (denied(was), denied(is)) {
        (false, true) => turns.push(Turn::Denied),
        (true, false) => turns.push(Turn::Undenied),
        _ => {}
    }
    turns
}

/// What changed in one role.
fn turn(role: Role, was: &Finding, is: &Finding) -> Option<Turn> {
    let of = |finding: &Finding| {
        finding
            .reasons
            .iter()
            .find(|reason| reason.role == role)
            .cloned()
    };
    let outcome = |reason: &Option<crate::judge::model::Reason>| {
        reason
            .as_ref()
            .map_or(Comparison::Same, |reason| reason.outcome)
    };
    let (before, after) = (of(was), of(is));
    let now = after
        .as_ref()
        .map(|reason| reason.text.clone())
        .unwrap_or_default();
    match (outcome(&before), outcome(&after)) {
        (_, Comparison::Different) => {
            let same = before.as_ref().is_some_and(|reason| {
                reason.outcome == Comparison::Different && reason.text == now
            });
            (!same).then_some(Turn::Other(role, now))
        }
        (Comparison::Unknown, Comparison::Unknown) => None,
        (_, Comparison::Unknown) => Some(Turn::Opened(role)),
        (Comparison::Wider, Comparison::Wider) => None,
        (_, Comparison::Wider) => Some(Turn::Blurred(role, now)),
        (Comparison::Different, _) => Some(Turn::Mended(role)),
        (Comparison::Unknown | Comparison::Wider, _) => Some(Turn::Filled(role)),
        _ => None,
    }
}
