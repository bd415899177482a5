//! Judgements: what the reports print and the exit status is made from.

use crate::frame::{Comparison, Role};
use crate::pack::model::Severity;
use crate::span::Span;

/// One assertion toward one claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// The author asserts every decisive role compatibly.
    Agrees,
    /// The author asserts what cannot be true together with the claim.
    Contradicts,
    /// The event is stated, nothing conflicts, a decisive role is missing or vague.
    Partial,
    /// Somebody else is made to say it, and the author neither endorses nor denies it.
    Reports,
    /// The claim's event is touched, and nothing is left to compare.
    Mentions,
}

/// A whole document toward one claim. The verdicts of a judgement add up to the claims in scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// The author contradicts the claim somewhere and agrees with it nowhere.
    Contradicts,
    /// The author contradicts it in one place and agrees with it in another.
    Mixed,
    /// The author agrees with it, and contradicts it nowhere.
    Agrees,
    /// Only others are made to speak of it, neither endorsed nor denied.
    Reports,
    /// It is stated in part only.
    Partial,
    /// The document treats the claim's topic and says nothing of it.
    Omits,
    /// The document does not treat the claim's topic.
    NotDue,
}

impl Stance {
    /// The word used in reports and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Agrees => "agrees",
            Stance::Contradicts => "contradicts",
            Stance::Partial => "partial",
            Stance::Reports => "reports",
            Stance::Mentions => "mentions",
        }
    }
}

impl Verdict {
    /// All verdicts, worst first.
    pub const ALL: [Verdict; 7] = [
        Verdict::Contradicts,
        Verdict::Mixed,
        Verdict::Omits,
        Verdict::Partial,
        Verdict::Reports,
        Verdict::Agrees,
        Verdict::NotDue,
    ];

    /// The word used in reports and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Contradicts => "contradicts",
            Verdict::Mixed => "mixed",
            Verdict::Agrees => "agrees",
            Verdict::Reports => "reports",
            Verdict::Partial => "partial",
            Verdict::Omits => "omits",
            Verdict::NotDue => "not-due",
        }
    }
}

/// How sure the tool is of one finding; never mixed with severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// The parse of the sentence, or who is meant, is doubtful.
    Low,
    /// A date or a participant was taken from the context.
    Medium,
    /// All of it stands in the words.
    High,
}

/// Who is made to say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voice {
    /// The author.
    Author,
    /// The author, endorsing what the named speaker says.
    Endorsed(String),
    /// A speaker, neither endorsed nor denied; the name as the text has it.
    Speaker(String),
    /// A speaker whom the author denies.
    Rejected(String),
}

/// One role compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The role.
    pub role: Role,
    /// What the text says, resolved ("South Korea"); empty where it says nothing.
    pub text: String,
    /// What the record says ("North Korea").
    pub record: String,
    /// How they compare.
    pub outcome: Comparison,
    /// Where the text says it; `None` where it was not in the words.
    pub words: Option<Span>,
    /// Whether it was carried over from a heading, a dateline or an earlier sentence.
    pub carried: bool,
}

/// One stance with its ground.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Index of the pack in the run.
    pub pack: usize,
    /// Index of the claim in its pack.
    pub claim: usize,
    /// The stance.
    pub stance: Stance,
    /// For [`Stance::Reports`]: which way the reported words point.
    pub points_to: Option<Stance>,
    /// Kebab-case name of what was found (`contradicts-agent`, `partial-time`, `agrees`).
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// How sure the tool is.
    pub confidence: Confidence,
    /// Who is made to say it.
    pub voice: Voice,
    /// The words of the event (trigger).
    pub trigger: Span,
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// The comparisons, in the order of [`Role::ALL`].
    pub reasons: Vec<Reason>,
    /// The claim is debated: a note that names the sides, never a failure.
    pub debated: bool,
    /// The evidence became public after the text's edition.
    pub superseded: bool,
    /// For an account that denies the claim: index of the claim's rival that it is.
    pub rival: Option<usize>,
    /// The sentence in which the author judges what was said before, where it is another one.
    pub judged_in: Option<usize>,
    /// Whether the record has the event as done: who contradicts by polarity denies it, or else affirms what did not happen.
    pub done: bool,
}

/// Why a contradiction is no error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Excuse {
    /// The claim is debated: the text takes a side.
    Debated,
    /// The evidence came out after the edition.
    Superseded,
}

impl Excuse {
    /// The word used in reports and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Excuse::Debated => "debated",
            Excuse::Superseded => "superseded",
        }
    }
}

impl Finding {
    /// Why it does not count as an error, if it contradicts and does not.
    pub fn excuse(&self) -> Option<Excuse> {
        match (self.stance, self.debated, self.superseded) {
            (Stance::Contradicts, true, _) => Some(Excuse::Debated),
            (Stance::Contradicts, _, true) => Some(Excuse::Superseded),
            _ => None,
        }
    }
}

/// The verdict on one claim.
#[derive(Debug, Clone)]
pub struct ClaimVerdict {
    /// Index of the pack in the run.
    pub pack: usize,
    /// Index of the claim in its pack.
    pub claim: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// Indices into [`Judgement::findings`], in the order of the text.
    pub findings: Vec<usize>,
    /// For an omission: the sentence of the passage that treats the topic, where the claim was owed.
    pub owed_at: Option<usize>,
}

/// A sentence that touches a claim's event but could not be decided, and why.
#[derive(Debug, Clone)]
pub struct Undecided {
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// Why, as a kebab-case name (`unresolved-agent`).
    pub code: String,
}

/// Everything found in one document.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    /// The findings, in the order of the text, then of packs and claims.
    pub findings: Vec<Finding>,
    /// One verdict for each claim in scope, in the order of packs and claims.
    pub verdicts: Vec<ClaimVerdict>,
    /// Sentences that touch a claim and were left undecided.
    pub undecided: Vec<Undecided>,
    /// Number of sentences in the document.
    pub sentences: usize,
    /// Number of sentences that held an anchor and were parsed.
    pub read: usize,
}

impl Judgement {
    /// Why no contradiction that made a verdict counts as an error, if none does.
    pub fn excuse(&self, verdict: &ClaimVerdict) -> Option<Excuse> {
        let own = verdict.findings.iter().map(|&at| &self.findings[at]);
        excuse(own)
    }
}

/// Why none of the contradictions among some findings counts as an error, if there are any and none does.
pub fn excuse<'a>(findings: impl Iterator<Item = &'a Finding>) -> Option<Excuse> {
    let mut excuse = None;
    for finding in findings.filter(|finding| finding.stance == Stance::Contradicts) {
        excuse = Some(finding.excuse()?);
    }
    excuse
}
