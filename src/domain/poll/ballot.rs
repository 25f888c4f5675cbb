//! What was answered to a run.

use super::{Answer, Group, GroupRow, Place, Poll, Privacy, Results, Run, Showing, Tally};
use crate::domain::{
    Audience, Millis, PersonId, RunId, chat::Members, organisation::Organisation, region,
    roster::JobRole,
};
use imbl::{OrdMap, OrdSet};
use std::sync::Arc;

/// 32 bytes that only whoever answered knows, until the close.
pub type Nullifier = [u8; 32];
/// 32 bytes that stand for a message which cannot be told from them.
pub type Tag = [u8; 32];

/// One person's answers, and to which groups they belonged then.
#[derive(Clone, Debug, PartialEq)]
pub struct Ballot {
    /// In the order of the items.
    pub answers: Arc<[Answer]>,
    /// When.
    pub at: Millis,
    /// What they work as.
    pub role: Option<JobRole>,
    /// The service region where they work, from 1; 0: none.
    pub region: u8,
    /// Their room; 0: none, or it does not matter.
    pub room: u32,
}

/// An anonymous ballot, after the close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Who can say it was them: whoever knew this before.
    pub nullifier: Nullifier,
    /// In the order of the items.
    pub answers: Arc<[Answer]>,
}

/// A run and its ballots.
#[derive(Clone, Debug, PartialEq)]
pub struct BallotBox {
    /// As everyone sees it.
    pub run: Arc<Run>,
    /// What was asked, whole.
    pub poll: Arc<Poll>,
    /// In one room: who was there.
    pub(crate) members: Option<Members>,
    /// Everyone sees what came of it.
    pub revealed: bool,
    /// Who answered what; nobody, if they are anonymous.
    pub ballots: OrdMap<PersonId, Arc<Ballot>>,
    /// Texts that are not shown.
    pub(crate) hidden: OrdSet<(u32, String)>,
    /// Anonymous: the private half of the key that signs, under the run's own.
    pub token_secret: Option<Arc<[u8]>>,
    /// Anonymous: to whom a signature was given, for what.
    pub tokens: OrdMap<PersonId, Tag>,
    /// Anonymous: what nobody can read before the close, by what tells one from another.
    pub sealed: OrdMap<Tag, Arc<[u8]>>,
    /// Anonymous: what was sealed.
    pub unsealed: Arc<[Opened]>,
    /// Someone has answered since the last count.
    pub(crate) is_uncounted: bool,
    /// What came of it as of the last count, with nothing left out.
    pub counted: Arc<Results>,
    /// What everyone sees of that, if it is shown to them.
    pub(crate) shown: Arc<Tally>,
    /// When that was.
    pub(crate) counted_at: Millis,
}

/// What someone has answered, as they see it.
#[derive(Clone, Debug, PartialEq)]
pub struct MyBallot {
    /// To which run.
    pub run: RunId,
    /// What.
    pub answers: Arc<[Answer]>,
    /// When.
    pub at: Millis,
    /// What came of it in their own groups.
    pub rows: Vec<GroupRow>,
    /// Anonymous: a signature was given to them.
    pub token_issued: bool,
}

/// The service region in which someone works; 0: in none.
pub(super) fn region_of(organisation: &Organisation) -> u8 {
    organisation.code.and_then(|code| region::of_county(code.county())).unwrap_or_default()
}

impl BallotBox {
    /// Who sees that there is such a run.
    #[must_use]
    pub fn audience(&self) -> Audience {
        match &self.members {
            None => Audience::Everyone,
            Some(members) => Audience::Room(Arc::clone(members)),
        }
    }

    /// Whether everyone sees that there is such a run.
    pub(in crate::domain) fn is_for_all(&self) -> bool {
        self.members.is_none()
    }

    /// Whether it is for someone in one room alone.
    pub(in crate::domain) fn is_in_room_of(&self, person: PersonId) -> bool {
        self.members.as_ref().is_some_and(|members| members.contains(&person))
    }

    /// Whether those who have answered see at once what comes of it.
    pub(in crate::domain) fn is_live(&self) -> bool {
        self.poll.showing == Showing::Live
    }

    /// What someone has answered.
    #[must_use]
    pub fn mine(&self, person: PersonId) -> Option<MyBallot> {
        let (run, rows) = (self.run.id, Vec::new());
        if self.tokens.contains_key(&person) {
            let answers = Arc::from([]);
            return Some(MyBallot { run, answers, at: 0, rows, token_issued: true });
        }
        let ballot = self.ballots.get(&person)?;
        Some(MyBallot {
            run,
            answers: Arc::clone(&ballot.answers),
            at: ballot.at,
            rows: if self.revealed { self.rows_of(ballot) } else { rows },
            token_issued: false,
        })
    }

    /// What came of it in the groups of whoever cast a ballot, who knows it of them.
    fn rows_of(&self, ballot: &Ballot) -> Vec<GroupRow> {
        let is_theirs = |row: &&GroupRow| match row.group {
            Group::Role(role) => role == ballot.role,
            Group::Region(region) => region == ballot.region,
            Group::Room(room) => room == ballot.room && ballot.room != 0,
        };
        let k = if self.poll.privacy == Privacy::Named { 0 } else { super::results::K_OWN };
        let rows = self.counted.groups.iter().filter(is_theirs);
        rows.filter(|row| row.answered >= k).cloned().collect()
    }

    /// Whether ballots of this run belong to rooms.
    pub(super) fn is_by_room(&self) -> bool {
        matches!(self.run.place, Place::Rooms(_))
    }
}
