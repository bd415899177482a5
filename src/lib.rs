//! gainsay checks what a text says against what the archives show.
//!
//! The modules stand in the order in which data flows; a module imports only
//! modules above it in this list, and `tests/suite/architecture.rs` holds that.
//!
//! # From another program
//!
//! Packs are loaded once, then any number of documents are checked:
//!
//! ```
//! use gainsay::{Checker, Document, Options, Pack, Verdict};
//!
//! let packs: Vec<Pack> = gainsay::pack::embedded()?.into_iter().map(|loaded| loaded.pack).collect();
//! let checker = Checker::new(packs)?;
//! let document = Document::from_text("draft.md", "The Korean War began on 27 June 1950.")?;
//! let judgement = checker.check(&document, &Options::default());
//! let contradicted = judgement.verdicts.iter().find(|one| one.verdict == Verdict::Contradicts);
//! let claim = contradicted.map(|one| checker.packs()[one.pack].claims[one.claim].id.as_str());
//! assert_eq!(claim, Some("war-began-25-june-1950"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A pack of one's own is a folder, read by [`pack::load_dir`]. One [`Checker`] serves any number of threads. What was
//! found is in the [`Judgement`]: a [`Verdict`] for every claim, and the [`Finding`]s that made it, each with its sentence
//! and its reasons:
//!
//! ```
//! use gainsay::{Checker, Document, Options, Stance};
//!
//! # let packs = gainsay::pack::embedded()?.into_iter().map(|loaded| loaded.pack).collect();
//! # let checker = Checker::new(packs)?;
//! let document = Document::from_text("draft.md", "The Korean War began on 27 June 1950.")?;
//! let judgement = checker.check(&document, &Options::default());
//! for finding in judgement.findings.iter().filter(|one| one.stance == Stance::Contradicts) {
//!     assert_eq!(document.sentence(finding.sentence), "The Korean War began on 27 June 1950.");
//!     assert_eq!(document.position(finding.trigger.start).column, 16);
//!     let told: Vec<(&str, &str)> = finding.reasons.iter().map(|one| (one.text.as_str(), one.record.as_str())).collect();
//!     assert!(told.contains(&("27 June 1950", "25 June 1950")));
//! }
//! # assert!(judgement.findings.iter().any(|one| one.stance == Stance::Contradicts));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A [`Report`] writes judgements in any format, after [`gate::screen`] has said what of them counts:
//!
//! ```
//! use gainsay::gate::{Rules, screen};
//! use gainsay::report::DocumentReport;
//! use gainsay::{Checker, Document, Format, Options, Report, Style};
//!
//! # let packs = gainsay::pack::embedded()?.into_iter().map(|loaded| loaded.pack).collect();
//! # let checker = Checker::new(packs)?;
//! let document = Document::from_text("draft.txt", "The Korean War began on 27 June 1950.")?;
//! let judgement = checker.check(&document, &Options::default());
//! let screening = screen(checker.packs(), &document, &judgement, &Rules::default());
//! assert!(screening.failed());
//!
//! let mut report = Report::new(&checker);
//! report.add(DocumentReport { document: &document, judgement: &judgement, screening: &screening });
//! let mut out = Vec::new();
//! report.write(Format::Concise, Style::default(), &mut out)?;
//! assert!(String::from_utf8(out)?.contains("draft.txt:1:16: contradicts[war-began-25-june-1950]"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Reading prose cannot fail: what is not understood is counted in the judgement. Errors come from files, and from texts
//! without any sentence ([`document::DocumentError`], [`pack::PackError`]).

pub use document::model::Document;
pub use judge::model::{Finding, Judgement, Stance, Verdict};
pub use judge::{Checker, Options};
pub use pack::model::Pack;
pub use report::{Format, Report, Style};

pub mod span;
pub mod recall;
pub mod frame;
pub mod pack;
pub mod document;
pub mod language;
pub mod extract;
pub mod judge;
pub mod gate;
pub mod mutate;
pub mod narrative;
pub mod report;
pub mod cli;
