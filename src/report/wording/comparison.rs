//! The words of comparisons.

use super::{judged, number, reasons, remark, title};
use crate::document::model::Document;
use crate::extract::Modality;
use crate::frame::Role;
use crate::judge::model::{Excuse, Finding, Stance, Verdict};
use crate::narrative::{Cell, Change, Comparison, Following, Narrative, Parting, Turn};
use crate::pack::model::Claim;
use crate::report::citation::day;

/// The heading of a page on accounts.
pub const TITLE: &str = "accounts side by side";
/// The heading of a page on drafts.
pub const DRAFTS: &str = "what changed in meaning";
/// The heading over whom each account follows.
pub const FOLLOWING: &str = "Whose account each follows";

/// Who tells a known account, when and in which language.
pub fn teller(known: &Narrative) -> String {
    let mut told = format!("told by {}", known.teller);
    if let Some(date) = &known.date {
        told.push_str(&format!(", {}", day(&date.to_string())));
    }
    if let Some(edition) = known.edition {
        told.push_str(&format!(", edition of {}", day(&edition.to_string())));
    }
    if let Some(original) = &known.original {
        told.push_str(&format!(
            "; restated in {} from {}",
            language(&known.language),
            language(original)
        ));
    }
    told
}

/// A language by its name, as far as texts in it are known.
pub fn language(code: &str) -> &str {
    const NAMES: [(&str, &str); 9] = [
        ("en", "English"),
        ("ko", "Korean"),
        ("zh", "Chinese"),
        ("ru", "Russian"),
        ("ja", "Japanese"),
        ("de", "German"),
        ("fr", "French"),
        ("pl", "Polish"),
        ("es", "Spanish"),
    ];
    let base = code.split('-').next().unwrap_or(code);
    let named = NAMES.iter().find(|(known, _)| *known == base);
    named.map_or(code, |(_, name)| name)
}

/// The word for what an account says of a claim.
pub fn cell(cell: &Cell) -> &'static str {
    word(cell.verdict, cell.excuse)
}

fn word(verdict: Verdict, excuse: Option<Excuse>) -> &'static str {
    match excuse {
        Some(Excuse::Superseded) => "superseded",
        Some(Excuse::Debated) => "takes a side",
        None => verdict.name(),
    }
}

/// The same where there is little room.
pub fn short_cell(cell: &Cell) -> &'static str {
    short(cell.verdict, cell.excuse)
}

fn short(verdict: Verdict, excuse: Option<Excuse>) -> &'static str {
    match (verdict, excuse) {
        (_, Some(Excuse::Superseded)) => "super.",
        (_, Some(Excuse::Debated)) => "side",
        (Verdict::Contradicts, None) => "contra.",
        (verdict, None) => verdict.name(),
    }
}

/// The short words that stand for longer ones, of those that occur in a matrix.
pub fn shortened(comparison: &Comparison) -> Vec<(Verdict, &'static str, &'static str)> {
    occurring(comparison)
        .into_iter()
        .map(|(verdict, excuse)| (verdict, short(verdict, excuse), word(verdict, excuse)))
        .filter(|(_, short, word)| short != word)
        .collect()
}

/// What cells of the matrix say, in the order of the verdicts.
fn occurring(comparison: &Comparison) -> Vec<(Verdict, Option<Excuse>)> {
    let cells = || comparison.rows.iter().flat_map(|row| &row.cells);
    let excuses = [None, Some(Excuse::Superseded), Some(Excuse::Debated)];
    let all = Verdict::ALL.into_iter();
    all.flat_map(|verdict| excuses.map(|excuse| (verdict, excuse)))
        .filter(|&kind| cells().any(|cell| (cell.verdict, cell.excuse) == kind))
        .collect()
}

/// The letter behind the sign that tells an excused contradiction from a plain one, where there is no room for words.
pub fn hint(excuse: Option<Excuse>) -> &'static str {
    match excuse {
        Some(Excuse::Superseded) => "s",
        Some(Excuse::Debated) => "d",
        None => "",
    }
}

/// The signs of a matrix with the letter behind them and the word of each, of those that occur in it.
pub fn signs(comparison: &Comparison) -> Vec<(Verdict, &'static str, &'static str)> {
    occurring(comparison)
        .into_iter()
        .map(|(verdict, excuse)| (verdict, hint(excuse), word(verdict, excuse)))
        .collect()
}

/// What the words of the matrix mean that do not speak for themselves, of those that occur in it, with their signs.
pub fn legend(comparison: &Comparison, sign: impl Fn(Verdict) -> &'static str) -> String {
    let cells = || comparison.rows.iter().flat_map(|row| &row.cells);
    let verdict = |verdict| cells().any(|cell| cell.verdict == verdict);
    let excuse = |excuse| cells().any(|cell| cell.excuse == Some(excuse));
    let all = [
        (
            verdict(Verdict::Omits),
            Verdict::Omits,
            "omits: the topic is treated and the claim left out",
        ),
        (
            verdict(Verdict::NotDue),
            Verdict::NotDue,
            "not-due: the topic is not treated",
        ),
        (
            excuse(Excuse::Superseded),
            Verdict::Contradicts,
            "superseded: contradicted by evidence younger than the edition",
        ),
        (
            excuse(Excuse::Debated),
            Verdict::Contradicts,
            "takes a side: the claim is debated",
        ),
    ];
    let told: Vec<String> = all
        .into_iter()
        .filter(|(occurs, ..)| *occurs)
        .map(|(_, verdict, words)| format!("{} {words}", sign(verdict)))
        .collect();
    told.join("; ")
}

/// How many claims a part of the matrix does not repeat.
pub fn elsewhere(count: usize) -> String {
    format!(
        "({} that only others treat)",
        number(count, "claim", "claims")
    )
}

/// How many claims a matrix does not show, and why.
pub fn silent(comparison: &Comparison) -> String {
    let why = match comparison.focus.map(|at| comparison.column(at).short()) {
        Some(name) => format!("that {name} does not treat"),
        None => "of which none of them says anything".to_owned(),
    };
    match comparison.silent {
        0 => "No claim is left out.".to_owned(),
        1 => format!("1 claim {why} is left out."),
        many => format!("{many} claims {why} are left out."),
    }
}

/// The heading over claims on which accounts part that far.
pub fn parting(parting: Parting) -> &'static str {
    match parting {
        Parting::Opposed => "Where they contradict one another, or the record",
        Parting::Uneven => "Where one says more than another",
        Parting::Silence => "What some say and others leave out",
    }
}

/// On how much of what makes an account differ from the record a text follows it.
pub fn follows(comparison: &Comparison, one: &Following) -> String {
    let account = &comparison.accounts[one.account];
    let part = |some: usize| match (some, one.differs.len()) {
        (_, 1) => "the one claim".to_owned(),
        (0, all) => format!("any of the {all} claims"),
        (2, 2) => "both claims".to_owned(),
        (some, all) if some == all => format!("all of the {all} claims"),
        (some, all) => format!("{some} of the {all} claims"),
    };
    let reports = one.sides.is_empty() && !one.reports.is_empty();
    let verb = match (reports, one.sides.is_empty()) {
        (true, _) => "reports",
        (false, true) => "does not follow",
        (false, false) => "follows",
    };
    let some = if reports {
        one.reports.len()
    } else {
        one.sides.len()
    };
    let mut told = format!(
        "{verb} {} on {} on which it differs from the record",
        account.short(),
        part(some)
    );
    let mut also = Vec::new();
    if reports {
        told.push_str(", without taking it up");
    } else if !one.reports.is_empty() {
        also.push(format!(
            "reports it on {} without taking it up",
            one.reports.len()
        ));
    }
    if !one.record.is_empty() {
        also.push(format!("says what the record says on {}", one.record.len()));
    }
    if !also.is_empty() {
        told.push_str(&format!("; {}", also.join(", ")));
    }
    told
}

/// What there is to tell of whom a column follows: of a known account only where it follows another one or reports it;
/// of a text that follows one, too, where it keeps to the record against another. `None` stands for a text that follows
/// nobody.
pub fn followed<'a>(comparison: &'a Comparison, column: usize) -> Vec<Option<&'a Following>> {
    let all = &comparison.following[column];
    let near = |one: &&Following| !one.sides.is_empty() || !one.reports.is_empty();
    let text = comparison.column(column).narrative.is_none();
    if !all.iter().any(|one| near(&one)) {
        return if text && !all.is_empty() {
            vec![None]
        } else {
            Vec::new()
        };
    }
    all.iter()
        .filter(|one| near(one) || text && !one.record.is_empty())
        .map(Some)
        .collect()
}

/// Why a finding is what it is, line by line; in a comparison no title stands above it.
pub fn grounds(finding: &Finding, claim: &Claim, document: &Document) -> Vec<String> {
    let mut told = match finding.stance {
        Stance::Reports => Vec::new(),
        _ => reasons(finding, claim),
    };
    let untold = match finding.stance {
        Stance::Agrees => finding.code == "agrees-by-rejecting",
        Stance::Reports => true,
        _ => told.is_empty(),
    };
    if untold && finding.code == "contradicts-event" {
        told.insert(
            0,
            "what happened: another thing than the record shows".to_owned(),
        );
    } else if untold {
        told.insert(0, remark(finding));
    }
    told.extend(judged(finding, document));
    told
}

/// A text that follows no known account against the record.
pub const FOLLOWS_NONE: &str = "follows none of the known accounts against the record";

/// Accounts that are named as the nearest; where there are more, the others are counted.
const NEAREST: usize = 3;

/// Who says the same as the account of that column.
pub fn nearest(comparison: &Comparison, column: usize, cell: &Cell) -> Option<String> {
    let known = comparison.column(column).narrative.is_some();
    let all = cell
        .nearest
        .iter()
        .map(|&at| comparison.accounts[at].short());
    let mut names: Vec<&str> = all.collect();
    let more = format!("{} others", names.len().saturating_sub(NEAREST - 1));
    if names.len() > NEAREST {
        names.truncate(NEAREST - 1);
        names.push(&more);
    }
    match cell.verdict {
        Verdict::Agrees if names.is_empty() => Some("nearest: the record alone".to_owned()),
        _ if names.is_empty() && known => Some("no other known account tells it so".to_owned()),
        _ if names.is_empty() => Some("no known account tells it so".to_owned()),
        Verdict::Agrees => Some(format!("nearest: the record, with {}", list(&names))),
        Verdict::Reports => Some(format!("nearest: {}, reporting the same", list(&names))),
        Verdict::Partial => Some(format!("nearest: {}, leaving the same open", list(&names))),
        _ => Some(format!("nearest: {}", list(&names))),
    }
}

/// `A, B and C`.
pub fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Those that say nothing of a claim, under its verdict.
pub fn quiet(verdict: Verdict, names: &[String]) -> String {
    let names = names.join(", ");
    match verdict {
        Verdict::Omits => format!("leaving it out: {names}"),
        _ => format!("not treating it: {names}"),
    }
}

/// `agrees -> partial`, or the one verdict where it stays.
pub fn step(change: &Change) -> String {
    let now = word(change.to, change.excuse);
    if change.from == change.to {
        format!("{now} as before")
    } else {
        format!("{} -> {now}", change.from.name())
    }
}

/// Why a claim's verdict changed; where nothing else can be told, what the new finding says.
pub fn why(change: &Change, new: Option<&Finding>, claim: &Claim) -> String {
    let told: Vec<String> = change.turns.iter().map(turn).collect();
    match (told.is_empty(), new) {
        (true, Some(finding)) => {
            let mut told = vec![title(finding)];
            told.extend(reasons(finding, claim));
            told.join("; ")
        }
        (true, None) => "said otherwise".to_owned(),
        (false, _) => told.join("; "),
    }
}

fn turn(turn: &Turn) -> String {
    match turn {
        Turn::Gone => "no longer said".to_owned(),
        Turn::New => "said now, and not before".to_owned(),
        Turn::Opened(role) => format!("{} is no longer said", told_of(*role)),
        Turn::Filled(role) => format!("{} is said now", told_of(*role)),
        Turn::Blurred(role, now) => format!("{} is vaguer now: {now}", told_of(*role)),
        Turn::Other(role, now) => {
            format!("{} is now {now}, against the record", told_of(*role))
        }
        Turn::Mended(role) => format!("{} is now as the record has it", told_of(*role)),
        Turn::Reported(speaker) if speaker.is_empty() => {
            "now said by somebody else, and left open".to_owned()
        }
        Turn::Reported(speaker) => format!("now said by {speaker}, and left open"),
        Turn::Owned => "now said in the author's own voice".to_owned(),
        Turn::Denied => "the contrary is said now".to_owned(),
        Turn::Undenied => "the contrary is no longer said".to_owned(),
        Turn::Only(Modality::Intended) => "only planned or ordered now".to_owned(),
        Turn::Only(Modality::Questioned) => "only asked now".to_owned(),
        Turn::Only(Modality::Distanced) => "only in quotation marks now".to_owned(),
        Turn::Only(_) => "only possible now".to_owned(),
        Turn::Elsewhere(role, now) => format!("{} is now {now}", told_of(*role)),
    }
}

/// A role as the subject of a sentence.
fn told_of(role: Role) -> &'static str {
    match role {
        Role::Agent => "who acted",
        Role::Patient => "whom or what it was done to",
        Role::Recipient => "to whom it went",
        Role::Instrument => "with what it was done",
        Role::Topic => "what it was about",
        Role::Place => "the place",
        Role::Quantity => "the number",
        Role::Time => "the date",
        Role::Event => "what happened",
    }
}

/// The whole of two drafts in a sentence or two.
pub fn drafts(changes: &[Change], same: usize) -> String {
    let kept = match same {
        0 => String::new(),
        some => format!(
            " The same is said of {} as before.",
            number(some, "claim", "claims")
        ),
    };
    if changes.is_empty() {
        let none = if same == 0 {
            " Neither draft says anything of a claim."
        } else {
            ""
        };
        return format!("Nothing changed in meaning.{kept}{none}");
    }
    let worse = changes.iter().filter(|change| change.worse);
    let excused = |excuse: Excuse, words: &str| {
        let count = worse.clone().filter(|change| change.excuse == Some(excuse));
        let count = count.count();
        (count > 0).then(|| format!("{count} of them {words}"))
    };
    let excused: Vec<String> = [
        excused(
            Excuse::Debated,
            "in a debated question, where a text may take a side",
        ),
        excused(Excuse::Superseded, "no error in an edition of that day"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let mut told = format!(
        "{} changed in meaning, {} for the worse",
        number(changes.len(), "claim", "claims"),
        worse.count()
    );
    if !excused.is_empty() {
        told.push_str(&format!(" ({})", excused.join(", ")));
    }
    format!("{told}.{kept}")
}
