//! Comparisons as JSON for programs: versioned, fields only ever added. `schemas/comparison.json` describes it.

use super::{citations, finding, report, wording_of};
use crate::judge::model::Excuse;
use crate::narrative::{Account, Comparison, Drafts, Following, Grounds, Parting};
use crate::pack::model::{Claim, Pack};
use crate::report::json::{DocumentJson, PackJson, SpanJson, document, packs, program, span};
use crate::report::wording::comparison as words;
use crate::report::{Run, citation};
use serde::Serialize;
use std::io::{self, Write};

/// Version of this format.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct AccountsJson<'a> {
    version: u32,
    program: String,
    packs: Vec<PackJson<'a>>,
    accounts: Vec<AccountJson<'a>>,
    claims: Vec<RowJson<'a>>,
    unsaid: usize,
}

#[derive(Serialize)]
struct DraftsJson<'a> {
    version: u32,
    program: String,
    packs: Vec<PackJson<'a>>,
    old: DocumentJson<'a>,
    new: DocumentJson<'a>,
    changes: Vec<ChangeJson<'a>>,
    same: usize,
    worse: bool,
}

#[derive(Serialize)]
struct AccountJson<'a> {
    name: &'a str,
    short: &'a str,
    known: Option<KnownJson<'a>>,
    following: Vec<FollowingJson<'a>>,
    document: DocumentJson<'a>,
}

/// What is known of an account beforehand.
#[derive(Serialize)]
struct KnownJson<'a> {
    title: &'a str,
    teller: &'a str,
    original: Option<&'a str>,
    date: Option<&'a str>,
    edition: Option<String>,
    licence: &'a str,
    note: Option<&'a str>,
    citations: Vec<String>,
}

#[derive(Serialize)]
struct FollowingJson<'a> {
    account: &'a str,
    differs: Vec<String>,
    follows: Vec<String>,
    reports: Vec<String>,
    record: Vec<String>,
    words: String,
}

#[derive(Serialize)]
struct RowJson<'a> {
    claim: String,
    statement: &'a str,
    standing: &'static str,
    parting: Option<&'static str>,
    cells: Vec<CellJson<'a>>,
    citations: Vec<String>,
}

#[derive(Serialize)]
struct CellJson<'a> {
    verdict: &'static str,
    excuse: Option<&'static str>,
    findings: &'a [usize],
    nearest: Vec<&'a str>,
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    claim: String,
    statement: &'a str,
    from: &'static str,
    to: &'static str,
    worse: bool,
    excuse: Option<&'static str>,
    words: String,
    old: Option<GroundsJson<'a>>,
    new: Option<GroundsJson<'a>>,
    citations: Vec<String>,
}

#[derive(Serialize)]
struct GroundsJson<'a> {
    finding: Option<usize>,
    sentence: &'a str,
    span: SpanJson,
    changed: Vec<SpanJson>,
}

pub fn accounts<'o>(
    run: &Run,
    comparison: &Comparison,
    mut out: Box<dyn Write + 'o>,
) -> io::Result<()> {
    let columns = 0..comparison.columns.len();
    let value = AccountsJson {
        version: VERSION,
        program: program(run),
        packs: packs(run),
        accounts: columns.map(|at| account(run, comparison, at)).collect(),
        claims: comparison
            .rows
            .iter()
            .map(|row| {
                let (pack, claim) = (&run.packs[row.pack], run.claim(row.pack, row.claim));
                RowJson {
                    claim: run.claim_id(row.pack, row.claim),
                    statement: &claim.statement,
                    standing: claim.standing.name(),
                    parting: row.parting.map(parting),
                    cells: row
                        .cells
                        .iter()
                        .map(|cell| CellJson {
                            verdict: cell.verdict.name(),
                            excuse: cell.excuse.map(Excuse::name),
                            findings: &cell.deciding,
                            nearest: cell
                                .nearest
                                .iter()
                                .map(|&at| comparison.accounts[at].name())
                                .collect(),
                        })
                        .collect(),
                    citations: cited(pack, claim),
                }
            })
            .collect(),
        unsaid: comparison.silent,
    };
    write(&value, &mut out)
}

pub fn drafts<'o>(run: &Run, drafts: &Drafts, mut out: Box<dyn Write + 'o>) -> io::Result<()> {
    let value = DraftsJson {
        version: VERSION,
        program: program(run),
        packs: packs(run),
        old: document(run, &report(&drafts.old)),
        new: document(run, &report(&drafts.new)),
        changes: drafts
            .changes
            .iter()
            .map(|change| {
                let (pack, claim) = (
                    &run.packs[change.pack],
                    run.claim(change.pack, change.claim),
                );
                let new = change.new.and_then(|at| finding(&drafts.new, at));
                ChangeJson {
                    claim: run.claim_id(change.pack, change.claim),
                    statement: &claim.statement,
                    from: change.from.name(),
                    to: change.to.name(),
                    worse: change.worse,
                    excuse: change.excuse.map(Excuse::name),
                    words: words::why(change, new, claim),
                    old: grounds((&drafts.old, change.old), (&drafts.new, change.new)),
                    new: grounds((&drafts.new, change.new), (&drafts.old, change.old)),
                    citations: cited(pack, claim),
                }
            })
            .collect(),
        same: drafts.same,
        worse: drafts.worse(),
    };
    write(&value, &mut out)
}

fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)?;
    out.flush()
}

fn account<'a>(run: &Run<'a>, comparison: &'a Comparison, column: usize) -> AccountJson<'a> {
    let account = comparison.column(column);
    let ids = |claims: &[(usize, usize)]| {
        claims
            .iter()
            .map(|&(pack, claim)| run.claim_id(pack, claim))
            .collect()
    };
    let following = |one: &Following| FollowingJson {
        account: comparison.accounts[one.account].name(),
        differs: ids(&one.differs),
        follows: ids(&one.sides),
        reports: ids(&one.reports),
        record: ids(&one.record),
        words: words::follows(comparison, one),
    };
    AccountJson {
        name: account.name(),
        short: account.short(),
        known: account.narrative.map(|known| KnownJson {
            title: &known.title,
            teller: &known.teller,
            original: known.original.as_deref(),
            date: known.date.as_deref(),
            edition: known.edition.map(|day| day.to_string()),
            licence: &known.licence,
            note: known.note.as_deref(),
            citations: citations(known),
        }),
        following: comparison.following[column].iter().map(following).collect(),
        document: document(run, &report(account)),
    }
}

fn grounds<'a>(
    (account, own): (&'a Account, Option<Grounds>),
    (other, against): (&'a Account, Option<Grounds>),
) -> Option<GroundsJson<'a>> {
    let own = own?;
    let (_, changed) = wording_of(account, own, against.map(|grounds| (other, grounds)));
    let one = report(account);
    Some(GroundsJson {
        finding: own.finding,
        sentence: account.document.sentence(own.sentence),
        span: span(&one, account.document.sentences[own.sentence].span),
        changed: changed.into_iter().map(|words| span(&one, words)).collect(),
    })
}

fn cited(pack: &Pack, claim: &Claim) -> Vec<String> {
    claim
        .evidence
        .iter()
        .filter_map(|evidence| Some(citation(pack.records.get(&evidence.record)?, evidence)))
        .collect()
}

fn parting(parting: Parting) -> &'static str {
    match parting {
        Parting::Opposed => "opposed",
        Parting::Uneven => "uneven",
        Parting::Silence => "silence",
    }
}
