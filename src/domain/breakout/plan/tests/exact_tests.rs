//! Small rosters, beside what trying out every seating finds.

use super::{property_tests::Throws, *};

const ROSTERS: u64 = 150;

/// What a seating costs, counted anew and without any cleverness; the worst first.
type Judged = [usize; 6];

/// What is asked, and who has met.
struct Case {
    people: Vec<Somebody>,
    round: Round,
    before: Vec<Room>,
}

impl Case {
    fn new(seed: u64) -> Self {
        let mut throws = Throws::new(seed);
        let count = 6 + throws.below(4);
        let mut people: Vec<_> = (1..=count as u128)
            .map(|n| {
                let role = throws.one(&[JobRole::Teacher, JobRole::Coach, JobRole::Cabinet]);
                somebody(n, throws.one(&[11, 12, 13, 14]), role)
            })
            .collect();
        if throws.below(3) == 0 {
            people[0].language = Some(Language::Spanish);
            people[1].language = Some(Language::Bilingual);
            people[2].language = throws.one(&[Some(Language::Spanish), None]);
        }
        if throws.below(3) == 0 {
            people[3].keep_apart = [people[4].id].into();
        }
        let (size, min, max) = throws.one(&[(3, 2, 4), (4, 3, 5), (5, 3, 7)]);
        let mixed = Round { size, min, max, ..Round::new(Strategy::Mixed, size) }.seeded(seed);
        let before = planned(&people, &Round { seed: seed + 1, ..mixed.clone() }).rooms;
        Self { people, round: mixed, before }
    }

    /// `None` if a hard rule is broken.
    fn judge(&self, rooms: &[Vec<usize>]) -> Option<Judged> {
        let mut judged = [0; 6];
        let one = |index: &usize| &self.people[*index];
        let everyone: Vec<_> = self.people.iter().collect();
        let spanish =
            |of: &[&Somebody]| of.iter().filter(|p| p.language == Some(Language::Spanish)).count();
        for room in rooms {
            let here: Vec<_> = room.iter().map(one).collect();
            let is_spoken = here.iter().any(|p| p.language == Some(Language::Bilingual));
            let fits = (self.round.min..=self.round.max).contains(&here.len());
            if !fits || (spanish(&here) > 0 && !is_spoken) {
                return None;
            }
            for (n, a) in here.iter().enumerate() {
                let alike = here.iter().filter(|b| b.job_role == a.job_role).count();
                let others: Vec<_> = here.iter().filter(|b| b.id != a.id).collect();
                let is_one_kind =
                    others.windows(2).all(|pair| pair[0].job_role == pair[1].job_role);
                judged[5] += usize::from(alike == 1 && here.len() > 2 && is_one_kind);
                for b in &here[..n] {
                    if a.keep_apart.contains(&b.id) || b.keep_apart.contains(&a.id) {
                        return None;
                    }
                    let have_met =
                        |room: &Room| room.people.contains(&a.id) && room.people.contains(&b.id);
                    judged[0] += usize::from(self.before.iter().any(have_met));
                    judged[1] += usize::from(a.workplace == b.workplace);
                    judged[4] += usize::from(a.job_role == b.job_role);
                }
            }
            judged[2] += here.len().pow(2);
            judged[3] += usize::from(spanish(&here) == 1 && spanish(&everyone) > 1);
        }
        Some(judged)
    }

    /// The best of all seatings in so many rooms. Rooms are alike, so that the next person goes
    /// to one that has people or to the first that has none.
    fn best(&self, rooms: &mut Vec<Vec<usize>>, next: usize, best: &mut Option<Judged>) {
        if next == self.people.len() {
            let judged = self.judge(rooms);
            *best = [*best, judged].into_iter().flatten().min();
            return;
        }
        for room in 0..rooms.len() {
            rooms[room].push(next);
            self.best(rooms, next + 1, best);
            rooms[room].pop();
            if rooms[room].is_empty() {
                break;
            }
        }
    }
}

#[test]
fn nothing_is_better() {
    let mut solved = 0;
    for seed in 0..ROSTERS {
        let case = Case::new(seed);
        let plan = plan(&case.people, &case.round, &[today(&case.before)]).unwrap();
        let index = |id: &PersonId| case.people.iter().position(|one| one.id == *id).unwrap();
        let rooms: Vec<Vec<_>> =
            plan.rooms.iter().map(|room| room.people.iter().map(index).collect()).collect();
        let mut best = None;
        case.best(&mut vec![Vec::new(); rooms.len()], 0, &mut best);
        if best.is_none() {
            holds("P3 impossible, and said", plan.report.undecided > 0);
            continue;
        }
        check(&format!("P11 roster {seed}"), case.judge(&rooms), best);
        solved += 1;
    }
    assert!(solved > 100, "only {solved} could be solved");
}
