//! The exit status, decided from judgements and never by a printer.

use std::process::{ExitCode, Termination};

/// What the program tells the shell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing at or above the failing level.
    #[default]
    Clean = 0,
    /// Findings that fail.
    Findings = 1,
    /// The job could not be done: a missing file, a broken pack, nothing to read.
    Trouble = 2,
}

impl Termination for Status {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}
