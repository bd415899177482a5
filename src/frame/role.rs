//! The roles that participants play in an event.

/// A participant's role, as in semantic role labelling; time and place count as roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Who does it.
    Agent,
    /// To whom or what it is done.
    Patient,
    /// Who receives something or is addressed.
    Recipient,
    /// With what it is done.
    Instrument,
    /// What a plan, an approval, a request or a statement is about.
    Topic,
    /// Where it happens.
    Place,
    /// How many or how much, counted in one of the participants.
    Quantity,
    /// When it happens.
    Time,
    /// The event itself: its kind and polarity.
    Event,
}

impl Role {
    /// All roles, in the order in which reasons are shown.
    pub const ALL: [Role; 9] = [
        Role::Agent,
        Role::Patient,
        Role::Recipient,
        Role::Instrument,
        Role::Topic,
        Role::Place,
        Role::Quantity,
        Role::Time,
        Role::Event,
    ];

    /// The word used in packs, reports and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Role::Agent => "agent",
            Role::Patient => "patient",
            Role::Recipient => "recipient",
            Role::Instrument => "instrument",
            Role::Topic => "topic",
            Role::Place => "place",
            Role::Quantity => "quantity",
            Role::Time => "time",
            Role::Event => "event",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Role> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}
