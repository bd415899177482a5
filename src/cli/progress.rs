//! Progress on standard error: on a terminal, after half a second, and gone when the report comes.

use super::arguments::Shown;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How long a run may take before it says where it is.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often it says so.
const PACE: Duration = Duration::from_millis(100);

/// One line that is written over itself.
pub struct Progress {
    wanted: bool,
    total: usize,
    done: usize,
    next: Instant,
    shown: bool,
}

impl Progress {
    pub fn new(shown: &Shown, total: usize) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Self {
            wanted: !shown.look.quiet && !shown.no_progress && !dumb && io::stderr().is_terminal(),
            total,
            done: 0,
            next: Instant::now() + PATIENCE,
            shown: false,
        }
    }

    /// Counts some more texts.
    pub fn add(&mut self, texts: usize) {
        self.done += texts;
        if self.wanted && Instant::now() >= self.next {
            self.next = Instant::now() + PACE;
            self.shown = true;
            let _ = write!(io::stderr(), "\r{} of {} texts", self.done, self.total);
        }
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(io::stderr(), "\r\u{1b}[K");
        }
    }
}
