//! Where reports go: standard output, files, and the step summary of a GitHub workflow.

use super::arguments::{Look, Output, Shown, When};
use crate::report::{DocumentReport, Format, Printer, Run, Style, Totals, printer};
use anyhow::{Context, Result, bail};
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};

/// A step summary may hold 1 MiB.
const SUMMARY_LIMIT: usize = 1_000_000;

/// All printers of a run.
pub struct Outputs {
    printers: Vec<(String, Box<dyn Printer>)>,
}

impl Outputs {
    /// Opens what the arguments ask for, before anything is read: a wrong path should not cost a long run.
    pub fn open(shown: &Shown, formats: &[Output]) -> Result<Self> {
        let mut printers: Vec<(String, Box<dyn Printer>)> = Vec::new();
        for opened in open(&shown.look, formats, shown.verbose)? {
            printers.push((
                opened.name,
                printer(opened.format, opened.style, opened.out),
            ));
        }
        if formats.iter().any(|output| output.format == Format::Github) {
            printers.extend(step_summary()?);
        }
        Ok(Self { printers })
    }

    /// What comes before the documents, on every output; so for the others.
    pub fn begin(&mut self, run: &Run) -> Result<()> {
        self.each(|printer| printer.begin(run))
    }

    pub fn document(&mut self, run: &Run, one: &DocumentReport) -> Result<()> {
        self.each(|printer| printer.document(run, one))
    }

    pub fn end(&mut self, run: &Run, totals: &Totals) -> Result<()> {
        self.each(|printer| printer.end(run, totals))
    }

    fn each(&mut self, mut act: impl FnMut(&mut dyn Printer) -> io::Result<()>) -> Result<()> {
        for (name, printer) in &mut self.printers {
            failed_on(name, act(printer.as_mut()))?;
        }
        Ok(())
    }
}

/// An output that is ready to be written to.
pub struct Opened {
    /// What it is called in messages.
    pub name: String,
    pub format: Format,
    pub style: Style,
    pub out: Box<dyn Write>,
}

/// Opens the outputs that are asked for; only one of them can be standard output.
pub fn open(look: &Look, formats: &[Output], verbose: bool) -> Result<Vec<Opened>> {
    let to_stdout: Vec<&str> = formats
        .iter()
        .filter(|output| output.file.is_none())
        .map(|output| output.format.name())
        .collect();
    if to_stdout.len() > 1 {
        bail!(
            "{} would all go to standard output: give all but one a file, as in --format {}=report.txt",
            to_stdout.join(" and "),
            to_stdout.last().unwrap_or(&"json")
        );
    }
    let mut opened = Vec::new();
    for output in formats {
        let format = output.format;
        match &output.file {
            Some(path) => {
                let name = path.display().to_string();
                let file = File::create(path).with_context(|| format!("cannot write {name}"))?;
                opened.push(Opened {
                    name,
                    format,
                    style: Style {
                        verbose,
                        ..Style::default()
                    },
                    out: Box::new(BufWriter::new(file)),
                });
            }
            None if look.quiet => {}
            None => opened.push(Opened {
                name: "standard output".into(),
                format,
                style: style(look, format, verbose),
                out: Box::new(BufWriter::new(io::stdout())),
            }),
        }
    }
    Ok(opened)
}

/// Names the output that could not be written to.
pub fn failed_on(name: &str, written: io::Result<()>) -> Result<()> {
    written.with_context(|| format!("cannot write to {name}"))
}

/// The Markdown report for the page of a workflow run, if there is one.
fn step_summary() -> Result<Option<(String, Box<dyn Printer>)>> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else {
        return Ok(None);
    };
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .context("cannot write the step summary")?;
    let out = Box::new(Limited {
        out: BufWriter::new(file),
        left: SUMMARY_LIMIT,
    });
    let printer = printer(Format::Markdown, Style::default(), out);
    Ok(Some(("the step summary".into(), printer)))
}

/// Writes no more than fits, and says so.
struct Limited<W: Write> {
    out: W,
    left: usize,
}

impl<W: Write> Write for Limited<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.left >= bytes.len() {
            self.left -= bytes.len();
            self.out.write_all(bytes)?;
        } else if self.left > 0 {
            // Cut at the end of a line, so that no character and no mark is torn.
            let end = memchr::memrchr(b'\n', &bytes[..self.left]).map_or(0, |at| at + 1);
            self.out.write_all(&bytes[..end])?;
            self.out.write_all(
                b"\n\nThe report is longer than a step summary may be: the whole one is in the log of the gainsay action, or in a file by --format markdown=FILE.\n",
            )?;
            self.left = 0;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn style(look: &Look, format: Format, verbose: bool) -> Style {
    let terminal = io::stdout().is_terminal();
    let color = format == Format::Full && colored(look.color, terminal);
    // The decision is made here once; the crate must not make it again.
    colored::control::set_override(color);
    Style {
        width: width(),
        table: cells(),
        color,
        links: color && terminal && !dumb(),
        verbose,
    }
}

/// Whether to use colours: the flag, then the conventions of the environment, then the terminal.
fn colored(when: When, terminal: bool) -> bool {
    let set =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if set("NO_COLOR") => false,
        When::Auto if set("CLICOLOR_FORCE") => true,
        When::Auto => {
            let refused = std::env::var_os("CLICOLOR").is_some_and(|value| value == "0");
            terminal && !refused && !dumb()
        }
    }
}

/// A terminal that shows characters and nothing else.
fn dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|value| value == "dumb")
}

/// Wide enough for a table, narrow enough for prose.
pub fn width() -> usize {
    cells().min(100)
}

/// The width of standard output: the terminal's; where that is none, what `COLUMNS` asks for.
fn cells() -> usize {
    let asked = || {
        let columns = std::env::var("COLUMNS").ok()?;
        columns.trim().parse::<usize>().ok()
    };
    let cells = if io::stdout().is_terminal() {
        textwrap::termwidth()
    } else {
        asked().unwrap_or(80)
    };
    cells.clamp(40, 240)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_ends_at_a_line() {
        let mut bytes = Vec::new();
        let mut out = Limited {
            out: &mut bytes,
            left: 9,
        };
        out.write_all("abc\nü".as_bytes()).unwrap();
        out.write_all(b"defgh\nijk").unwrap();
        out.write_all(b"more").unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("abc\nü\n\nThe report is longer"), "{text}");
        assert!(!text.contains("more"));
    }
}
