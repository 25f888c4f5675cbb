//! From the roster and the rounds of a session to a plan, and back.

use super::{
    Round as Kept, Spec, Strategy,
    plan::{self, Difference, Earlier, Plan, Somebody, Workplace},
};
use crate::domain::{PersonId, RoundId, State, roster::Person};

/// A plan, and what it changes of the round that it keeps.
pub type Planned = (Plan, Option<Difference>);

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
    let strategy = wanted(&round.spec, 0, 0).strategy;
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

/// How the planner deals; `from` is where the round that it derives from lies among the earlier.
pub(super) fn wanted(spec: &Spec, from: usize, seed: u64) -> plan::Round {
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
        Strategy::Pinned => plan::Strategy::Pinned { hosts: spec.hosts.clone() },
        Strategy::LanguageFirst => plan::Strategy::LanguageFirst,
    };
    let usual = plan::Round::new(strategy, size);
    let (min, max) = ((spec.min as usize).max(2), spec.max as usize);
    plan::Round { min, max, ..usual }.seeded(seed)
}

impl State {
    /// Whom a plan is for when nobody is named: who is here and does not run the session.
    pub fn to_be_dealt(&self) -> impl Iterator<Item = PersonId> {
        let takes_part = |person: &&std::sync::Arc<Person>| {
            person.here && !person.waiting && !person.permission.runs_sessions()
        };
        self.roster.iter().filter(takes_part).map(|person| person.id)
    }

    /// Plans a round for these people; those who are not on the roster are left out. With a
    /// round to keep it changes that one as little as it can.
    ///
    /// # Errors
    /// When it derives from nothing, or has a value that it cannot have.
    pub fn plan_round(
        &self,
        spec: &Spec,
        seed: u64,
        people: &[PersonId],
        keep: Option<RoundId>,
    ) -> Result<Planned, PlanRefused> {
        let people: Vec<_> = people
            .iter()
            .filter_map(|id| self.roster.person(*id))
            .map(|person| somebody(person))
            .collect();
        let others = self.breakouts.rounds.iter().filter(|round| Some(round.id) != keep);
        let earlier: Vec<_> = others.map(|round| (round.id, rooms(self, round))).collect();
        let from = match spec.from {
            None => 0,
            Some(from) => earlier
                .iter()
                .position(|(id, rooms)| *id == from && !rooms.is_empty())
                .ok_or(PlanRefused::NoSuchRound)?,
        };
        let met: Vec<_> =
            earlier.iter().map(|(_, rooms)| Earlier { rooms, weight: Earlier::TODAY }).collect();
        let mut wanted = wanted(spec, from, seed);
        if let plan::Strategy::SelfSelect { rooms, .. } = &mut wanted.strategy {
            // As many as it takes if all like the wanted size.
            *rooms = people.len().div_ceil(wanted.size.max(1)).max(1);
        }
        let Some(keep) = keep else { return Ok((plan::plan(&people, &wanted, &met)?, None)) };
        let kept = self.breakouts.round(keep).ok_or(PlanRefused::NoSuchRound)?;
        let (plan, difference) = plan::replan(&rooms(self, kept), &people, &wanted, &met)?;
        Ok((plan, Some(difference)))
    }
}
