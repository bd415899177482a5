//! What can be written only after something that is known last: kept in memory as long as it is short, else in a file
//! that is gone with the run.

use std::io::{self, Seek, Write};
use tempfile::SpooledTempFile;

/// Bytes that are kept in memory.
const SHORT: usize = 8 << 20;

pub struct Spool {
    kept: SpooledTempFile,
}

impl Default for Spool {
    fn default() -> Self {
        Self {
            kept: SpooledTempFile::new(SHORT),
        }
    }
}

impl Spool {
    /// Keeps `text` after what is kept already.
    pub fn push(&mut self, text: &str) -> io::Result<()> {
        self.kept.write_all(text.as_bytes())
    }

    /// Writes everything that was kept.
    pub fn pour(&mut self, out: &mut dyn Write) -> io::Result<()> {
        self.kept.rewind()?;
        io::copy(&mut self.kept, out).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_comes_back_whole_and_in_order() {
        let mut spool = Spool::default();
        let part = "0123456789abcdef".repeat(1 << 16);
        for _ in 0..9 {
            spool.push(&part).unwrap();
        }
        assert!(
            spool.kept.is_rolled(),
            "nine megabytes are not kept in memory"
        );
        spool.push("end").unwrap();
        let mut out = Vec::new();
        spool.pour(&mut out).unwrap();
        assert!(out == format!("{}end", part.repeat(9)).into_bytes());
    }
}
