//! What holds for one text: the defaults, then the configuration, then its overrides, then the command line.

use super::arguments::{Require, Scope};
use super::configuration::{COMMAND_LINE, Configuration, Section, Sources, relative_to};
use super::packs;
use crate::gate::{FailOn, Levels};
use crate::judge::Options;
use crate::pack::model::Pack;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::path::Path;

/// What is asked of one text, and what fails.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub options: Options,
    pub levels: Levels,
    /// Where what differs from the defaults was said.
    pub said: Sources,
    /// So for the level of each claim.
    pub levels_said: BTreeMap<String, String>,
}

/// Ids on the command line that no pack knows.
pub fn known(scope: &Scope, packs: &[Pack]) -> Result<()> {
    for id in &scope.claims {
        packs::find(packs, id)?;
    }
    for id in &scope.topics {
        if !packs::topics(packs).any(|topic| topic == id) {
            let known: Vec<&str> = packs::topics(packs).collect();
            bail!("no topic `{id}`; known are {}", known.join(", "));
        }
    }
    Ok(())
}

/// The settings of one text; `None` as path for standard input.
pub fn of(
    (scope, fail_on): (&Scope, Option<&FailOn>),
    configuration: Option<&Configuration>,
    path: Option<&Path>,
    packs: &[Pack],
) -> Settings {
    let mut settings = Settings::default();
    if let Some(configuration) = configuration {
        settings.apply(&configuration.rules, packs);
        let inner = path.map(|path| relative_to(&configuration.root, path));
        for one in &configuration.overrides {
            if inner
                .as_ref()
                .is_some_and(|path| one.paths.set.is_match(path))
            {
                settings.apply(&one.rules, packs);
            }
        }
    }
    settings.command_line(scope, fail_on);
    settings.without_off(packs);
    settings
}

impl Settings {
    fn apply(&mut self, rules: &Section, packs: &[Pack]) {
        let Section {
            said,
            fail_on,
            topics,
            require,
            edition_date,
            levels,
        } = rules;
        self.said.extend(said.clone());
        if let Some(list) = fail_on {
            self.levels.fail_on = list.clone();
        }
        if let Some(topics) = topics {
            self.options.topics = topics.iter().map(|topic| topic.id.clone()).collect();
        }
        if let Some(require) = require {
            self.options.require_all = *require == Require::All;
        }
        if edition_date.is_some() {
            self.options.edition = *edition_date;
        }
        for (claim, level) in levels {
            if let Some(id) = packs::full_id(packs, &claim.id) {
                self.levels_said.insert(id.clone(), claim.place.clone());
                self.levels.claims.insert(id, level.clone());
            }
        }
    }

    fn command_line(&mut self, scope: &Scope, fail_on: Option<&FailOn>) {
        self.options.claims.clone_from(&scope.claims);
        if !scope.topics.is_empty() {
            self.options.topics.clone_from(&scope.topics);
        }
        if let Some(require) = scope.require {
            self.options.require_all = require == Require::All;
        }
        if scope.edition_date.is_some() {
            self.options.edition = scope.edition_date;
        }
        if let Some(list) = fail_on {
            self.levels.fail_on = list.clone();
        }
        for (key, there) in [
            ("topics", !scope.topics.is_empty()),
            ("require", scope.require.is_some()),
            ("edition-date", scope.edition_date.is_some()),
            ("fail-on", fail_on.is_some()),
        ] {
            if there {
                self.said.insert(key, COMMAND_LINE.to_owned());
            }
        }
    }

    /// Takes claims that are off out of the scope.
    fn without_off(&mut self, packs: &[Pack]) {
        let off: Vec<&str> = self.levels.off().collect();
        if off.is_empty() {
            return;
        }
        let asked = &self.options.claims;
        let mut kept: Vec<String> = packs
            .iter()
            .flat_map(|pack| {
                pack.claims
                    .iter()
                    .map(move |claim| format!("{}/{}", pack.id, claim.id))
            })
            .filter(|id| !off.contains(&id.as_str()))
            .filter(|id| {
                asked.is_empty()
                    || asked.iter().any(|wanted| {
                        wanted == id || id.split_once('/').is_some_and(|(_, bare)| bare == wanted)
                    })
            })
            .collect();
        if kept.is_empty() {
            // An empty list would mean every claim; no claim has an empty id.
            kept.push(String::new());
        }
        self.options.claims = kept;
    }
}
