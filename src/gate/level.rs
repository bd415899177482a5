//! Which verdicts fail a run: a list for all claims, and another one for a claim where somebody wants it.

use crate::judge::model::Verdict;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The verdicts that fail a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailOn(Vec<Verdict>);

impl Default for FailOn {
    fn default() -> Self {
        Self(vec![Verdict::Contradicts, Verdict::Mixed])
    }
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(list: &str) -> Result<Self, String> {
        let mut verdicts = Vec::new();
        for name in list.split(',').map(str::trim) {
            match name {
                // A text that also contradicts itself contradicts the record.
                "contradicts" => verdicts.extend([Verdict::Contradicts, Verdict::Mixed]),
                "mixed" => verdicts.push(Verdict::Mixed),
                "omits" => verdicts.push(Verdict::Omits),
                "partial" => verdicts.push(Verdict::Partial),
                "reports" => verdicts.push(Verdict::Reports),
                other => {
                    return Err(format!(
                        "unknown level `{other}`; known are contradicts, mixed, omits, partial and reports"
                    ));
                }
            }
        }
        Ok(Self(verdicts))
    }
}

impl fmt::Display for FailOn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let contradicts = self.0.contains(&Verdict::Contradicts);
        let names: Vec<&str> = Verdict::ALL
            .iter()
            .filter(|verdict| self.0.contains(verdict))
            .filter(|verdict| !(contradicts && **verdict == Verdict::Mixed))
            .map(|verdict| verdict.name())
            .collect();
        out.write_str(&names.join(","))
    }
}

impl FailOn {
    /// Nothing fails.
    pub fn nothing() -> Self {
        Self(Vec::new())
    }

    /// Adds what another list holds.
    pub fn extend(&mut self, other: &Self) {
        for verdict in &other.0 {
            if !self.0.contains(verdict) {
                self.0.push(*verdict);
            }
        }
    }

    /// Whether that verdict fails.
    pub fn contains(&self, verdict: Verdict) -> bool {
        self.0.contains(&verdict)
    }
}

/// What is asked of one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Level {
    /// It is not checked.
    Off,
    /// It is checked, and these verdicts fail; none for a note.
    Fails(FailOn),
}

impl FromStr for Level {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        match written.trim() {
            "off" => Ok(Level::Off),
            "note" => Ok(Level::Fails(FailOn::nothing())),
            list => list.parse().map(Level::Fails).map_err(|_| {
                format!(
                    "unknown level `{list}`; write off, note, or a list of contradicts, mixed, omits, partial and reports"
                )
            }),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Level::Off => out.write_str("off"),
            Level::Fails(list) if list.0.is_empty() => out.write_str("note"),
            Level::Fails(list) => list.fmt(out),
        }
    }
}

/// The levels of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    /// For claims that are not named.
    pub fail_on: FailOn,
    /// By claim, as `pack/claim`.
    pub claims: BTreeMap<String, Level>,
}

impl Levels {
    /// Whether that verdict on that claim (`pack/claim`) fails.
    pub fn fails(&self, claim: &str, verdict: Verdict) -> bool {
        match self.claims.get(claim) {
            Some(Level::Off) => false,
            Some(Level::Fails(list)) => list.contains(verdict),
            None => self.fail_on.contains(verdict),
        }
    }

    /// The claims that are not checked.
    pub fn off(&self) -> impl Iterator<Item = &str> {
        self.claims
            .iter()
            .filter(|(_, level)| **level == Level::Off)
            .map(|(claim, _)| claim.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_written_as_they_are_read() {
        for written in ["contradicts", "contradicts,omits", "mixed,partial"] {
            let list: FailOn = written.parse().unwrap();
            assert_eq!(list.to_string(), written);
        }
        assert!("errors".parse::<FailOn>().is_err());
        assert_eq!("note".parse::<Level>().unwrap().to_string(), "note");
        assert_eq!("off".parse::<Level>(), Ok(Level::Off));
        assert!("loud".parse::<Level>().is_err());
    }

    #[test]
    fn a_claim_may_have_its_own_level() {
        let mut levels = Levels::default();
        levels.claims.insert("a/x".into(), "omits".parse().unwrap());
        levels.claims.insert("a/y".into(), Level::Off);
        assert!(levels.fails("a/z", Verdict::Contradicts));
        assert!(!levels.fails("a/x", Verdict::Contradicts));
        assert!(levels.fails("a/x", Verdict::Omits));
        assert!(!levels.fails("a/y", Verdict::Contradicts));
        assert_eq!(levels.off().collect::<Vec<_>>(), ["a/y"]);
    }
}
