//! From the roster and the rounds of a session to a plan, and back.

use super::{
    DraftRoom, RoomNumber, Round as Kept, Spec, Stage, Strategy,
    plan::{self, Difference, Earlier, Plan, Somebody, Workplace},
};
use crate::domain::{PersonId, RoundId, State, roster::Person};
use std::collections::HashMap;

/// A plan, and what it changes of the round that it keeps.
pub type Planned = (Plan, Option<Difference>);

/// What a plan changes as little as it can.
#[derive(Clone, Debug)]
pub enum Keep {
    /// What a round has planned.
    Round(RoundId),
    /// A plan that was not saved yet.
    Rooms(Vec<DraftRoom>),
}

/// Who was with whom in the rooms of one round, of an earlier session.
pub type Met = Vec<Vec<PersonId>>;

/// What a facilitator wants to see planned.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// How people are dealt.
    pub spec: Spec,
    /// The same seed, the same plan.
    pub seed: u64,
    /// Whom. Those who are not on the roster are left out.
    pub people: Vec<PersonId>,
    /// What is changed as little as can be.
    pub keep: Option<Keep>,
    /// The round that is planned otherwise: nobody has met in it.
    pub round: Option<RoundId>,
    /// Who rather does not meet again.
    pub met: Vec<Met>,
}

/// Why nothing can be planned so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefused {
    /// The round that it derives from, or keeps, is not there or has no rooms.
    #[error("the round that it derives from, or keeps, is not there or has no rooms")]
    NoSuchRound,
    /// A value that a round cannot have.
    #[error(transparent)]
    Value(#[from] plan::Rejection),
}

pub(super) fn somebody(person: &Person) -> Somebody {
    Somebody {
        id: person.id,
        workplace: Workplace::from(&person.organisation),
        job_role: person.job_role,
        language: person.details.language,
        needs_access: !person.details.access.is_empty(),
        keep_with: person.details.keep_with.clone(),
        keep_apart: person.details.keep_apart.clone(),
    }
}

/// A round's rooms, as the planner has them.
pub(super) fn rooms(state: &State, round: &Kept) -> Vec<plan::Room> {
    let strategy = wanted(state, &round.spec, 0, 0).strategy;
    let room = |room: &std::sync::Arc<super::Room>| {
        let people = room.members().to_vec();
        let known = people.iter().filter_map(|id| state.roster.person(*id));
        let known: Vec<_> = known.map(|person| somebody(person)).collect();
        plan::Room {
            number: room.number,
            name: plan::shared_name(&strategy, &known),
            host: room.places.iter().find(|at| at.why == super::Why::Host).map(|at| at.person),
            people,
        }
    };
    round.rooms.iter().map(room).collect()
}

/// A room of a plan that was not saved, as the planner has it.
fn as_planned(room: &DraftRoom) -> plan::Room {
    let host = room.places.iter().find(|place| place.why == super::Why::Host);
    plan::Room {
        number: room.number,
        name: plan::Name::Number,
        host: host.map(|place| place.person),
        people: room.places.iter().map(|place| place.person).collect(),
    }
}

/// Rooms of which nothing counts but who was in them.
fn nameless(round: &[Vec<PersonId>]) -> Vec<plan::Room> {
    let room = |(number, people): (RoomNumber, &Vec<PersonId>)| {
        let name = plan::Name::Number;
        plan::Room { number, name, host: None, people: people.clone() }
    };
    (1..).zip(round).map(room).collect()
}

/// The room that the people of another one fit into best, if they fit into any.
pub(super) fn best_to_join(state: &State, round: &Kept, number: RoomNumber) -> Option<RoomNumber> {
    let is_open =
        |room: &plan::Room| round.room(room.number).is_some_and(|room| room.closed_at.is_none());
    let rooms: Vec<_> = rooms(state, round).into_iter().filter(is_open).collect();
    let people = rooms.iter().flat_map(|room| &room.people);
    let people: Vec<_> =
        people.filter_map(|id| state.roster.person(*id)).map(|one| somebody(one)).collect();
    let wanted = wanted(state, &round.spec, 0, 0);
    plan::best_to_join(&rooms, &people, &wanted, number)
}

/// How the planner deals; `from` is where the round that it derives from lies among the earlier.
pub(super) fn wanted(state: &State, spec: &Spec, from: usize, seed: u64) -> plan::Round {
    let size = spec.size as usize;
    let strategy = match spec.strategy {
        // By hand: rooms of the wanted size to begin with.
        Strategy::Manual | Strategy::BalancedRandom => plan::Strategy::BalancedRandom,
        Strategy::SelfSelect => plan::Strategy::SelfSelect { rooms: 0, choices: Vec::new() },
        Strategy::RoleAlike => plan::Strategy::RoleAlike,
        Strategy::DistrictTeam => plan::Strategy::DistrictTeam { splits: spec.splits_districts },
        Strategy::CoeRegion => plan::Strategy::CoeRegion,
        Strategy::Mixed => plan::Strategy::Mixed,
        Strategy::Jigsaw => plan::Strategy::Jigsaw { from },
        Strategy::Nested => plan::Strategy::Nested { from, join: 2 },
        Strategy::SameAs => plan::Strategy::SameAs { from },
        // A guest among them may turn out to be someone else.
        Strategy::Pinned => {
            let hosts = spec.hosts.iter().map(|host| state.roster.resolve(*host));
            plan::Strategy::Pinned { hosts: hosts.collect() }
        }
        Strategy::LanguageFirst => plan::Strategy::LanguageFirst,
    };
    let usual = plan::Round::new(strategy, size);
    let (min, max) = ((spec.min as usize).max(2), spec.max as usize);
    plan::Round { min, max, ..usual }.seeded(seed)
}

impl State {
    /// Who was with whom in the rounds of this session that were opened, by the people of
    /// another one: who has the same address is the same person.
    #[must_use]
    pub fn met_here(&self, there: &Self) -> Vec<Met> {
        let of_address: HashMap<_, _> =
            there.roster.iter().map(|person| (person.email.as_str(), person.id)).collect();
        let same = |id: PersonId| {
            let person = self.roster.person(id).filter(|person| !person.email.is_empty())?;
            of_address.get(person.email.as_str()).copied()
        };
        let opened = self.breakouts.rounds.iter().filter(|round| round.stage != Stage::Planned);
        let rooms = |round: &Kept| -> Met {
            let people = |room: &std::sync::Arc<super::Room>| {
                room.places.iter().filter_map(|place| same(place.person)).collect()
            };
            round.rooms.iter().map(people).collect()
        };
        opened.map(|round| rooms(round)).collect()
    }

    /// Whom a plan is for when nobody is named: who is here and does not run the session.
    pub fn to_be_dealt(&self) -> impl Iterator<Item = PersonId> {
        let takes_part = |person: &&std::sync::Arc<Person>| {
            person.here && !person.waiting && !person.permission.runs_sessions()
        };
        self.roster.iter().filter(takes_part).map(|person| person.id)
    }

    /// Plans a round.
    ///
    /// # Errors
    /// When it derives from nothing, or has a value that it cannot have.
    pub fn plan_round(&self, asked: &Wanted) -> Result<Planned, PlanRefused> {
        let Wanted { spec, seed, people, keep, round, met } = asked;
        let kept = match keep {
            Some(Keep::Round(id)) => Some(*id),
            Some(Keep::Rooms(_)) | None => None,
        };
        let not_met = [kept, *round];
        let people: Vec<_> = people
            .iter()
            .filter_map(|id| self.roster.person(*id))
            .map(|person| somebody(person))
            .collect();
        let others =
            self.breakouts.rounds.iter().filter(|round| !not_met.contains(&Some(round.id)));
        let earlier: Vec<_> = others.map(|round| (round.id, rooms(self, round))).collect();
        let from = match spec.from {
            None => 0,
            Some(from) => earlier
                .iter()
                .position(|(id, rooms)| *id == from && !rooms.is_empty())
                .ok_or(PlanRefused::NoSuchRound)?,
        };
        let before: Vec<_> = met.iter().map(|round| nameless(round)).collect();
        let today = earlier.iter().map(|(_, rooms)| Earlier { rooms, weight: Earlier::TODAY });
        let before = before.iter().map(|rooms| Earlier { rooms, weight: Earlier::BEFORE });
        // Those of today first: a round derives from one of them.
        let met: Vec<_> = today.chain(before).collect();
        let mut wanted = wanted(self, spec, from, *seed);
        if let plan::Strategy::SelfSelect { rooms, .. } = &mut wanted.strategy {
            // As many as it takes if all like the wanted size.
            *rooms = people.len().div_ceil(wanted.size.max(1)).max(1);
        }
        let kept = match keep {
            None => {
                let mut plan = plan::plan(&people, &wanted, &met)?;
                if spec.strategy == Strategy::SelfSelect {
                    // They choose when the rooms are open: nobody has to be decided on before.
                    plan.unplaced.clear();
                    plan.report.undecided = 0;
                }
                return Ok((plan, None));
            }
            Some(Keep::Round(id)) => {
                rooms(self, self.breakouts.round(*id).ok_or(PlanRefused::NoSuchRound)?)
            }
            Some(Keep::Rooms(drafted)) => drafted.iter().map(as_planned).collect(),
        };
        let (plan, difference) = plan::replan(&kept, &people, &wanted, &met)?;
        Ok((plan, Some(difference)))
    }
}
