//! Kinds of events, their hierarchy and their oppositions. The kinds themselves are data (`kinds.toml`).

/// A kind of event, interned in a [`KindTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventKind(pub u16);

/// The kinds known to this run: the built-in ones and those that packs add.
#[derive(Debug, Clone, Default)]
pub struct KindTable {
    names: Vec<String>,
}

impl KindTable {
    /// The kind of that name.
    pub fn get(&self, name: &str) -> Option<EventKind> {
        self.names
            .iter()
            .position(|known| known == name)
            .map(|at| EventKind(at as u16))
    }
}
