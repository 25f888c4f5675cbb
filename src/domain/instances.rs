//! Which commands have happened, so that each happens once: G3.

use crate::domain::PersonId;
use imbl::{HashMap, OrdMap, Vector};

/// Instances of one person that are remembered. Older ones are retired: their command
/// ids are refused instead of being mistaken for new ones.
pub const INSTANCES_MAX: usize = 16;
/// Commands of one instance that may be on their way at once.
pub const IN_FLIGHT_MAX: u64 = 64;

/// Names a command for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommandId {
    /// The client instance. Grows with time, so that the oldest can be told.
    pub instance: u64,
    /// Counts within the instance.
    pub n: u64,
    /// Digest of what was asked, so that two commands under one id are noticed. 0: it says
    /// something that is not kept, and nobody can find out by it what that was.
    pub digest: u64,
}

/// What is wrong with a command id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Another command has this id.
    #[error("this command id was used for another command")]
    Conflict,
    /// It may have happened; nobody remembers.
    #[error("this command is too old to tell whether it happened")]
    TooOld,
}

/// Whether a command has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Not yet.
    New,
    /// It has; say so again.
    Happened,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Instance {
    pub(crate) highest_n: u64,
    /// Accepted numbers within [`IN_FLIGHT_MAX`] of the highest, with their digests.
    pub(crate) accepted: OrdMap<u64, u64>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct OfPerson {
    /// The newest instance that was retired.
    pub(crate) retired: u64,
    pub(crate) instances: OrdMap<u64, Instance>,
}

/// The memory of a session.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Instances {
    pub(crate) people: HashMap<PersonId, OfPerson>,
}

impl Instances {
    /// Whether a command has happened.
    ///
    /// # Errors
    /// When the id is another command's, or too old to tell.
    pub fn look_up(&self, person: PersonId, command: CommandId) -> Result<Known, Rejection> {
        let Some(of_person) = self.people.get(&person) else { return Ok(Known::New) };
        if command.instance <= of_person.retired {
            return Err(Rejection::TooOld);
        }
        let Some(instance) = of_person.instances.get(&command.instance) else {
            return Ok(Known::New);
        };
        match instance.accepted.get(&command.n) {
            Some(0) => Ok(Known::Happened),
            Some(digest) if *digest == command.digest => Ok(Known::Happened),
            Some(_) => Err(Rejection::Conflict),
            None if command.n + IN_FLIGHT_MAX <= instance.highest_n => Err(Rejection::TooOld),
            None => Ok(Known::New),
        }
    }

    /// Whether an instance may go on being used.
    #[must_use]
    pub fn is_retired(&self, person: PersonId, instance: u64) -> bool {
        self.people.get(&person).is_some_and(|of_person| instance <= of_person.retired)
    }

    /// The newest instance that is no longer remembered.
    #[must_use]
    pub fn retired(&self, person: PersonId) -> u64 {
        self.people.get(&person).map_or(0, |of_person| of_person.retired)
    }

    /// Remembers that a command has happened.
    pub fn accept(&mut self, person: PersonId, command: CommandId) {
        let of_person = self.people.entry(person).or_default();
        let instance = of_person.instances.entry(command.instance).or_default();
        instance.highest_n = instance.highest_n.max(command.n);
        instance.accepted.insert(command.n, command.digest);
        let oldest = instance.highest_n.saturating_sub(IN_FLIGHT_MAX);
        let forgotten: Vector<u64> =
            instance.accepted.keys().copied().take_while(|n| *n <= oldest).collect();
        for n in forgotten {
            instance.accepted.remove(&n);
        }
        of_person.retire();
    }

    /// One person turned out to be another: what the one has asked for, the other has.
    pub fn adopt(&mut self, from: PersonId, into: PersonId) {
        let Some(adopted) = self.people.remove(&from) else { return };
        let of_person = self.people.entry(into).or_default();
        // What is too old to tell of the one stays so when it comes from the other.
        of_person.retired = of_person.retired.max(adopted.retired);
        let retired = of_person.retired;
        of_person.instances.extend(adopted.instances);
        of_person.instances =
            of_person.instances.iter().filter(|(id, _)| **id > retired).map(owned).collect();
        while of_person.instances.len() > INSTANCES_MAX {
            of_person.retire();
        }
    }
}

fn owned((id, instance): (&u64, &Instance)) -> (u64, Instance) {
    (*id, instance.clone())
}

impl OfPerson {
    /// Forgets the oldest of too many.
    fn retire(&mut self) {
        if self.instances.len() > INSTANCES_MAX
            && let Some((oldest, _)) = self.instances.get_min().cloned()
        {
            self.instances.remove(&oldest);
            self.retired = self.retired.max(oldest);
        }
    }
}
