//! Two drafts of one text: what changed in meaning, claim by claim. Rewording that changes no judgement is not told.

use super::comparison::Account;
use super::position::Position;
use crate::extract::{Modality, Reading};
use crate::frame::{Comparison, Role};
use crate::judge::model::{Excuse, Finding, Reason, Stance, Verdict, Voice};
use crate::judge::{Bearing, Checker, Outcome, Relation};
use crate::pack::model::Pack;
use similar::TextDiff;
use std::cell::OnceCell;
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
    /// It is no longer put as a fact, but as planned, possible or asked.
    Only(Modality),
    /// It is told of another one, which the record does not rule out; what the text has now.
    Elsewhere(Role, String),
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
    /// Why a contradiction in the new draft does not count as an error, if it does not.
    pub excuse: Option<Excuse>,
    /// The sentence of the old draft.
    pub old: Option<Grounds>,
    /// The sentence of the new draft.
    pub new: Option<Grounds>,
}

impl Change {
    /// Whether there is anything to tell: one more sentence that states a claim in part, beside another, changes nothing.
    fn tells(&self) -> bool {
        let accuses = matches!(self.to, Verdict::Contradicts | Verdict::Mixed);
        accuses || self.from != self.to || !self.turns.is_empty()
    }
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
/// is to say what the record rules out, beside a true statement, and alone. Somebody else's words against the record are no
/// better and no worse than silence: the author does not say them. Whether what is not said is owed depends on what else a
/// draft treats; so to owe a claim, or no longer, is no change of what is said.
pub fn rank(position: &Position) -> u8 {
    match position.verdict {
        Verdict::Agrees => 5,
        Verdict::Partial => 4,
        Verdict::Reports if !position.reports_against() => 3,
        Verdict::Reports | Verdict::NotDue | Verdict::Omits => 2,
        Verdict::Mixed => 1,
        Verdict::Contradicts => 0,
    }
}

impl<'a> Drafts<'a> {
    /// Sets two drafts side by side.
    pub fn new(checker: &'a Checker, old: Account<'a>, new: Account<'a>) -> Self {
        let packs = checker.packs();
        let (mut changes, mut same) = (Vec::new(), 0);
        let near = Near {
            checker,
            old: OnceCell::new(),
            new: OnceCell::new(),
        };
        for (pack, held) in packs.iter().enumerate() {
            for claim in 0..held.claims.len() {
                let (before, after) = (old.position(pack, claim), new.position(pack, claim));
                let found = (signature(&before) != signature(&after))
                    .then(|| change(&near, (pack, claim), (&old, &before), (&new, &after)))
                    .filter(Change::tells);
                if let Some(change) = found {
                    changes.push(change);
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
            .any(|change| change.worse && change.excuse.is_none())
    }
}

/// What of a finding is its meaning: stance, direction, what was found, and what it has in the place of the record's.
type Meaning<'a> = (Stance, Option<Stance>, &'a str, Vec<(Role, &'a str)>);

/// The date that a finding rests on, as the text has it.
fn date(finding: &Finding) -> Option<(Role, &str)> {
    let mut reasons = finding.reasons.iter();
    let time = reasons.find(|reason| reason.role == Role::Time && !reason.text.is_empty())?;
    Some((Role::Time, time.text.as_str()))
}

/// What is said of a claim, whatever its words. Two agreements are the same but for their date, and so are two silences.
fn signature<'a>(position: &Position<'a>) -> (Option<Verdict>, BTreeSet<Meaning<'a>>) {
    let meanings = position
        .findings()
        .map(|finding| {
            if finding.stance == Stance::Agrees {
                return (
                    Stance::Agrees,
                    None,
                    "",
                    date(finding).into_iter().collect(),
                );
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
    near: &Near,
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
    let mut turns = turns(was.as_ref(), is.as_ref());
    // The date may still stand in another sentence.
    let kept = (was.as_ref().and_then(date)).is_some_and(|date_was| {
        let mut findings = after.findings();
        findings.any(|finding| date(finding) == Some(date_was))
    });
    turns.retain(|turn| !kept || !matches!(turn, Turn::Blurred(Role::Time, _)));
    let places = old_grounds
        .zip(new_grounds)
        .filter(|_| turns == [Turn::Gone]);
    let instead = places
        .and_then(|(was, is)| near.turn((old, was.sentence), (new, is.sentence), (pack, claim)));
    if let Some(turn) = instead {
        turns = vec![turn];
    }
    // The sentence stands as it was, and what it takes from others changes nothing that it says.
    let words = |account: &Account, grounds: Option<Grounds>| {
        let span = account.document.sentences[grounds?.sentence].span;
        account.document.text.get(span.range()).map(str::to_owned)
    };
    let words = (words(old, old_grounds), words(new, new_grounds));
    if before.verdict == after.verdict && words.0.is_some() && words.0 == words.1 {
        turns.clear();
    }
    Change {
        pack,
        claim,
        from: before.verdict,
        to: after.verdict,
        turns,
        worse: rank(after) < rank(before),
        excuse: after.excuse(),
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
            (Some(*first), next.or_else(|| mentioned(new, after)))
        }
        (None, Some(first)) => {
            let last = reworded(new.document.sentence(first.sentence), old);
            (last, Some(*first))
        }
        (None, None) => (None, None),
    }
}

/// The first sentence that touches the claim without stating it.
fn mentioned(account: &Account, position: &Position) -> Option<Grounds> {
    let at = *position.touching.first()?;
    Some(Grounds {
        sentence: account.judgement.findings[at].sentence,
        finding: None,
    })
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
    let roles = Role::ALL.into_iter().filter_map(|role| turn(role, was, is));
    turns.extend(roles.filter(|turn| match is.stance {
        // What a contradiction or an agreement leaves open beside does not make it.
        Stance::Contradicts => matches!(turn, Turn::Other(..)),
        Stance::Agrees => matches!(
            turn,
            Turn::Filled(_) | Turn::Mended(_) | Turn::Blurred(Role::Time, _)
        ),
        _ => true,
    }));
    let denied = |finding: &Finding| finding.code == "contradicts-polarity";
    match (denied(was), denied(is)) {
        (false, true) => turns.push(Turn::Denied),
        (true, false) => turns.push(Turn::Undenied),
        _ => {}
    }
    turns
}

/// Looks at a sentence of the new draft that says the claim no longer for what it says in its place.
struct Near<'a> {
    checker: &'a Checker,
    old: OnceCell<Reading>,
    new: OnceCell<Reading>,
}

impl Near<'_> {
    /// What a sentence of the new draft says near the claim that the one of the old draft does not say as well.
    fn turn(
        &self,
        (old, before): (&Account, usize),
        (new, after): (&Account, usize),
        claim: (usize, usize),
    ) -> Option<Turn> {
        let known = self.all((old, &self.old), before, claim);
        let mut turns = self.all((new, &self.new), after, claim).into_iter();
        turns.find(|turn| !known.contains(turn))
    }

    /// How what a sentence says differs from the claim: as what it is put, then of whom or when it is told.
    fn all(
        &self,
        (account, reading): (&Account, &OnceCell<Reading>),
        sentence: usize,
        claim: (usize, usize),
    ) -> Vec<Turn> {
        let reading = reading.get_or_init(|| self.checker.reader().read(&account.document));
        let trace = self
            .checker
            .trace(&account.document, reading, sentence, claim);
        let (mut unsure, mut other) = (Vec::new(), Vec::new());
        for candidate in &trace.candidates {
            let states = trace.propositions[candidate.proposition].bearing == Bearing::States;
            let event = reading.assertions.get(candidate.event);
            let Some(event) = event.filter(|_| states && candidate.relation == Relation::Is) else {
                continue;
            };
            let reasons = match &candidate.outcome {
                Outcome::Aligned(aligned) => &aligned.reasons,
                Outcome::Stopped { reasons, .. } => reasons,
            };
            if event.modality != Modality::Actual {
                unsure.push(Turn::Only(event.modality));
            }
            let differs = |one: &&Reason| one.outcome == Comparison::Different;
            let differing = reasons.iter().filter(differs);
            other.extend(differing.map(|one| Turn::Elsewhere(one.role, one.text.clone())));
        }
        unsure.extend(other);
        unsure
    }
}

/// What changed in one role.
fn turn(role: Role, was: &Finding, is: &Finding) -> Option<Turn> {
    // Who rejects a report says none of what it says.
    let of = |finding: &Finding| {
        let mut reasons = finding.reasons.iter();
        let own = finding.code != "agrees-by-rejecting";
        reasons.find(|reason| own && reason.role == role).cloned()
    };
    let outcome = |reason: &Option<Reason>| {
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
        // A month may say enough, and is less than the day that was there.
        _ if role == Role::Time && before.is_some_and(|before| holds(&now, &before.text)) => {
            Some(Turn::Blurred(role, now))
        }
        _ => None,
    }
}

/// Whether the first date is the month or year of the second ("May 1950", "13 May 1950").
fn holds(vague: &str, exact: &str) -> bool {
    let rest = exact.strip_suffix(vague).filter(|_| !vague.is_empty());
    rest.is_some_and(|day| day.ends_with(' '))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, finding, judged, reported};
    use super::*;
    use crate::judge::model::Judgement;
    use Comparison::{Different, Same, Unknown, Wider};

    fn turned(was: &Finding, is: &Finding) -> Vec<Turn> {
        turns(Some(was), Some(is))
    }

    fn agent(text: &str, outcome: Comparison) -> Finding {
        let stance = match outcome {
            Same => Stance::Agrees,
            Different => Stance::Contradicts,
            _ => Stance::Partial,
        };
        finding(stance, "x", &[(Role::Agent, text, outcome)])
    }

    #[test]
    fn a_role_is_opened_filled_blurred_exchanged_or_mended() {
        let (right, open) = (agent("Rome", Same), agent("", Unknown));
        let (vague, wrong) = (agent("allies", Wider), agent("Carthage", Different));
        let role = Role::Agent;
        assert_eq!(turned(&right, &open), [Turn::Opened(role)]);
        assert_eq!(turned(&open, &right), [Turn::Filled(role)]);
        assert_eq!(
            turned(&right, &vague),
            [Turn::Blurred(role, "allies".to_owned())]
        );
        assert_eq!(
            turned(&right, &wrong),
            [Turn::Other(role, "Carthage".to_owned())]
        );
        assert_eq!(turned(&wrong, &right), [Turn::Mended(role)]);
        assert!(turned(&open, &open).is_empty() && turned(&wrong, &wrong).is_empty());
        let gauls = agent("the Gauls", Different);
        assert_eq!(
            turned(&wrong, &gauls),
            [Turn::Other(role, "the Gauls".to_owned())]
        );
    }

    #[test]
    fn a_month_for_a_day_is_told_though_both_agree() {
        let dated = |text: &str| finding(Stance::Agrees, "agrees", &[(Role::Time, text, Same)]);
        let (day, month) = (dated("13 May 1950"), dated("May 1950"));
        let blurred = Turn::Blurred(Role::Time, "May 1950".to_owned());
        assert_eq!(turned(&day, &month), [blurred]);
        assert!(turned(&month, &day).is_empty() && turned(&day, &day).is_empty());
        assert!(turned(&dated("3 May 1950"), &dated("13 May 1950")).is_empty());
    }

    #[test]
    fn a_voice_is_lent_or_taken_back() {
        let (own, lent) = (agent("Rome", Same), reported(Stance::Agrees, &[]));
        assert_eq!(turned(&own, &lent), [Turn::Reported("Cato".to_owned())]);
        assert_eq!(turned(&lent, &own), [Turn::Owned]);
        assert_eq!(turns(Some(&own), None), [Turn::Gone]);
        assert_eq!(turns(None, Some(&own)), [Turn::New]);
    }

    #[test]
    fn one_more_vague_sentence_is_no_change_and_one_more_error_is() {
        let change = |verdict: Verdict, turns: &[Turn]| Change {
            pack: 0,
            claim: 0,
            from: verdict,
            to: verdict,
            turns: turns.to_vec(),
            worse: false,
            excuse: None,
            old: None,
            new: None,
        };
        assert!(!change(Verdict::Partial, &[]).tells());
        assert!(change(Verdict::Partial, &[Turn::Opened(Role::Agent)]).tells());
        assert!(change(Verdict::Contradicts, &[]).tells());
    }

    #[test]
    fn the_contrary_is_said_or_no_longer() {
        let own = agent("Rome", Same);
        let denied = finding(Stance::Contradicts, "contradicts-polarity", &[]);
        assert_eq!(turned(&own, &denied), [Turn::Denied]);
        assert_eq!(turned(&denied, &own), [Turn::Undenied]);
    }

    #[test]
    fn verdicts_stand_in_the_order_that_the_documentation_gives() {
        let report = |to| judged(Verdict::Reports, vec![reported(to, &[])]);
        let falling = [
            judged(Verdict::Agrees, Vec::new()),
            judged(Verdict::Partial, Vec::new()),
            report(Stance::Agrees),
            judged(Verdict::Omits, Vec::new()),
            judged(Verdict::Mixed, Vec::new()),
            judged(Verdict::Contradicts, Vec::new()),
        ];
        let ranks: Vec<u8> = falling
            .iter()
            .map(|judgement| rank(&Position::of(judgement, 0, 0)))
            .collect();
        assert!(ranks.windows(2).all(|pair| pair[0] > pair[1]), "{ranks:?}");
        let silent = judged(Verdict::NotDue, Vec::new());
        assert_eq!(rank(&Position::of(&silent, 0, 0)), ranks[3]);
        let passed_on = report(Stance::Contradicts);
        assert_eq!(rank(&Position::of(&passed_on, 0, 0)), ranks[3]);
    }

    #[test]
    fn what_does_not_change_a_judgement_changes_no_meaning() {
        let told =
            |judgement: &Judgement| format!("{:?}", signature(&Position::of(judgement, 0, 0)));
        let once = judged(Verdict::Agrees, vec![agent("Rome", Same)]);
        let twice = judged(
            Verdict::Agrees,
            vec![agent("Rome", Same), agent("the legions", Same)],
        );
        assert_eq!(told(&once), told(&twice));
        let owed = judged(Verdict::Omits, Vec::new());
        assert_eq!(told(&owed), told(&judged(Verdict::NotDue, Vec::new())));
        let one = judged(Verdict::Contradicts, vec![agent("Carthage", Different)]);
        let other = judged(Verdict::Contradicts, vec![agent("the Gauls", Different)]);
        assert_ne!(told(&one), told(&other));
    }

    #[test]
    fn a_sentence_that_lost_its_claim_is_found_by_its_words() {
        let said = judged(Verdict::Agrees, vec![agent("Rome", Same)]);
        let none = judged(Verdict::NotDue, Vec::new());
        let old = account("In 146 BC Rome destroyed Carthage.", said.clone());
        let new = account(
            "The sea was calm. In 146 BC somebody destroyed Carthage.",
            none.clone(),
        );
        let far = account("The sea was calm.", none);
        let place = |other: &Account| {
            let (_, new) = grounds(
                (&old, &Position::of(&said, 0, 0)),
                (other, &Position::of(&other.judgement, 0, 0)),
            );
            new.map(|grounds| grounds.sentence)
        };
        assert_eq!(place(&new), Some(1));
        assert_eq!(place(&far), None);
    }
}
