//! Who sits where, and what that costs: kept up to date, so that a change is judged by the two
//! rooms that it touches.

use super::{
    cost::Cost,
    task::{Tally, Task},
};

/// One room with its people.
#[derive(Clone, Debug, Default)]
pub(super) struct Seats {
    pub(super) units: Vec<usize>,
    pub(super) people: Vec<usize>,
    pub(super) tally: Tally,
    /// What is wrong with it.
    pub(super) cost: Cost,
    /// The part of that which the tally alone tells.
    by_tally: Cost,
}

/// All rooms.
#[derive(Clone, Debug)]
pub(super) struct Seating<'a> {
    pub(super) task: &'a Task<'a>,
    pub(super) rooms: Vec<Seats>,
    /// The room of each unit.
    pub(super) at: Vec<Option<usize>>,
    pub(super) cost: Cost,
}

/// A unit goes to a room, and perhaps another one from there to where it was.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) unit: usize,
    pub(super) to: usize,
    pub(super) back: Option<usize>,
    /// How the cost changes.
    pub(super) cost: Cost,
}

impl<'a> Seating<'a> {
    pub(super) fn new(task: &'a Task<'a>) -> Self {
        Self {
            task,
            rooms: vec![Seats::default(); task.spaces.len()],
            at: vec![None; task.units.members.len()],
            cost: Cost::default(),
        }
    }

    /// Whether a room has seats for a unit when another one has left.
    pub(super) fn fits(&self, room: usize, out: Option<usize>, into: usize) -> bool {
        let left = out.map_or(0, |unit| self.task.tallies[unit].size);
        let size = self.rooms[room].tally.size - left + self.task.tallies[into].size;
        size <= self.task.spaces[room].max
    }

    /// How the cost of a room changes when one unit leaves and another comes.
    pub(super) fn change(&self, room: usize, out: Option<usize>, into: Option<usize>) -> Cost {
        let seats = &self.rooms[room];
        let mut tally = seats.tally;
        let mut cost = Cost::default();
        if let Some(unit) = out {
            tally -= &self.task.tallies[unit];
            let mut gone = self.with_others(unit, room, out);
            self.task.alone(unit, room, &mut gone);
            cost -= gone;
        }
        if let Some(unit) = into {
            tally += &self.task.tallies[unit];
            cost += self.with_others(unit, room, out);
            self.task.alone(unit, room, &mut cost);
        }
        cost += self.task.room(room, &tally);
        cost -= seats.by_tally;
        cost
    }

    /// What a unit and the others in a room cost each other, but for one who leaves.
    fn with_others(&self, unit: usize, room: usize, out: Option<usize>) -> Cost {
        let mut cost = Cost::default();
        for person in &self.task.units.members[unit] {
            for other in &self.rooms[room].people {
                if Some(self.task.units.of[*other]) != out {
                    self.task.pair(*person, *other, &mut cost);
                }
            }
        }
        cost
    }

    /// Puts a unit that is nowhere into a room.
    pub(super) fn seat(&mut self, unit: usize, room: usize) {
        let change = self.change(room, None, Some(unit));
        self.cost += change;
        let seats = &mut self.rooms[room];
        seats.cost += change;
        seats.units.push(unit);
        seats.people.extend(&self.task.units.members[unit]);
        seats.tally += &self.task.tallies[unit];
        seats.by_tally = self.task.room(room, &seats.tally);
        self.at[unit] = Some(room);
    }

    /// Takes a unit out of its room.
    pub(super) fn unseat(&mut self, unit: usize) {
        let Some(room) = self.at[unit].take() else { return };
        let change = self.change(room, Some(unit), None);
        self.cost += change;
        let seats = &mut self.rooms[room];
        seats.cost += change;
        seats.units.retain(|other| *other != unit);
        seats.people.retain(|person| self.task.units.of[*person] != unit);
        seats.tally -= &self.task.tallies[unit];
        seats.by_tally = self.task.room(room, &seats.tally);
    }

    /// What a step would change; `None` if it cannot be made.
    pub(super) fn step(&self, unit: usize, to: usize, back: Option<usize>) -> Option<Step> {
        let from = self.at[unit].filter(|from| *from != to)?;
        let is_pinned = |unit: usize| self.task.pinned[unit].is_some();
        if is_pinned(unit) || back.is_some_and(is_pinned) || !self.fits(to, back, unit) {
            return None;
        }
        if back.is_some_and(|back| !self.fits(from, Some(unit), back)) {
            return None;
        }
        let mut cost = self.change(to, back, Some(unit));
        cost += self.change(from, Some(unit), back);
        Some(Step { unit, to, back, cost })
    }

    /// Makes it.
    pub(super) fn make(&mut self, step: &Step) {
        let from = self.at[step.unit];
        self.unseat(step.unit);
        if let (Some(back), Some(from)) = (step.back, from) {
            self.unseat(back);
            self.seat(back, from);
        }
        self.seat(step.unit, step.to);
    }

    /// Everyone goes back to where they were at another time.
    pub(super) fn restore(&mut self, at: &[Option<usize>]) {
        let is_other = |unit: &usize| self.at[*unit] != at[*unit];
        let others: Vec<_> = (0..at.len()).filter(is_other).collect();
        others.iter().for_each(|unit| self.unseat(*unit));
        for unit in others {
            if let Some(room) = at[unit] {
                self.seat(unit, room);
            }
        }
    }
}
