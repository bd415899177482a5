//! Progress on standard error: on a terminal, after half a second, and gone before anything else is written.

use super::arguments::Shown;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How long a run may take before it says where it is.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often it says so.
const PACE: Duration = Duration::from_millis(100);

/// One line that is written over itself by a thread of its own: a single text may take long, too.
pub struct Progress {
    running: Option<(Arc<Watch>, JoinHandle<()>)>,
}

/// What both threads know.
struct Watch {
    total: usize,
    done: AtomicUsize,
    line: Mutex<Line>,
    ended: Condvar,
}

struct Line {
    out: Box<dyn Write + Send>,
    shown: bool,
    /// Something else is being written.
    held: bool,
    over: bool,
}

impl Progress {
    pub fn new(shown: &Shown, total: usize) -> Self {
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let quiet = shown.look.quiet || shown.no_progress || dumb;
        let running = (!quiet && io::stderr().is_terminal()).then(|| {
            let watch = Arc::new(Watch::new(total, Box::new(io::stderr())));
            let watched = Arc::clone(&watch);
            (watch, thread::spawn(move || watched.keep(PATIENCE, PACE)))
        });
        Self { running }
    }

    /// Counts a text.
    pub fn add(&self) {
        if let Some((watch, _)) = &self.running {
            watch.done.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Takes the line away while something else is written.
    pub fn hold(&self) {
        if let Some((watch, _)) = &self.running {
            watch.hold(true);
        }
    }

    /// Lets it come back.
    pub fn release(&self) {
        if let Some((watch, _)) = &self.running {
            watch.hold(false);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((watch, thread)) = self.running.take() {
            watch.end();
            let _ = thread.join();
        }
    }
}

impl Watch {
    fn new(total: usize, out: Box<dyn Write + Send>) -> Self {
        Self {
            total,
            done: AtomicUsize::new(0),
            line: Mutex::new(Line {
                out,
                shown: false,
                held: false,
                over: false,
            }),
            ended: Condvar::new(),
        }
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows the line until the end.
    fn keep(&self, patience: Duration, pace: Duration) {
        let begun = Instant::now();
        let (mut line, mut pause) = (self.line(), patience);
        while !line.over {
            let waited = self.ended.wait_timeout(line, pause);
            line = waited.unwrap_or_else(PoisonError::into_inner).0;
            if begun.elapsed() >= patience && !line.held && !line.over {
                pause = pace;
                line.shown = true;
                let words = words(
                    self.done.load(Ordering::Relaxed),
                    self.total,
                    begun.elapsed(),
                );
                let _ = write!(line.out, "\r{words}\u{1b}[K");
                let _ = line.out.flush();
            }
        }
    }

    fn hold(&self, held: bool) {
        let mut line = self.line();
        line.held = held;
        if held {
            line.clear();
        }
    }

    fn end(&self) {
        let mut line = self.line();
        line.clear();
        line.over = true;
        self.ended.notify_all();
    }
}

impl Line {
    fn clear(&mut self) {
        if std::mem::take(&mut self.shown) {
            let _ = write!(self.out, "\r\u{1b}[K");
            let _ = self.out.flush();
        }
    }
}

/// Short enough for any terminal; names of files would not be.
fn words(done: usize, total: usize, passed: Duration) -> String {
    let texts = if total == 1 { "text" } else { "texts" };
    format!("{done} of {total} {texts}, {} s", passed.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was written, for two threads.
    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Screen {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn until(done: impl Fn() -> bool) {
        let begun = Instant::now();
        while !done() && begun.elapsed() < Duration::from_secs(30) {
            thread::sleep(Duration::from_millis(1));
        }
        assert!(done());
    }

    fn begun(screen: &Screen, patience: Duration) -> Progress {
        let watch = Arc::new(Watch::new(3, Box::new(screen.clone())));
        let watched = Arc::clone(&watch);
        let keep = move || watched.keep(patience, Duration::from_millis(1));
        Progress {
            running: Some((watch, thread::spawn(keep))),
        }
    }

    #[test]
    fn the_line_counts_and_goes_before_anything_else_is_written() {
        let screen = Screen::default();
        let progress = begun(&screen, Duration::from_millis(1));
        until(|| screen.text().contains("0 of 3 texts, 0 s"));
        progress.add();
        until(|| screen.text().contains("1 of 3 texts"));
        progress.hold();
        let held = screen.text();
        assert!(held.ends_with("\r\u{1b}[K"), "{held:?}");
        thread::sleep(Duration::from_millis(20));
        assert_eq!(screen.text(), held);
        progress.release();
        until(|| screen.text().len() > held.len());
        drop(progress);
        assert!(screen.text().ends_with("\r\u{1b}[K"));
    }

    #[test]
    fn a_short_run_says_nothing() {
        let screen = Screen::default();
        let progress = begun(&screen, Duration::from_secs(3600));
        progress.add();
        drop(progress);
        assert_eq!(screen.text(), "");
    }

    #[test]
    fn one_text_is_one() {
        assert_eq!(words(0, 1, Duration::from_millis(2700)), "0 of 1 text, 2 s");
    }
}
