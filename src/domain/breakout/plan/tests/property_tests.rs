//! Many rosters that nobody thought of, in every strategy: what always holds.

use super::{
    layout::Space,
    seating::Seating,
    task::{Cast, Task},
    units::Units,
    *,
};

const ROSTERS: u64 = 20;

/// Throws the same for the same seed.
pub(super) struct Throws(u64);

impl Throws {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % n
    }

    pub(super) fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

pub(super) const ROLES: [JobRole; 6] = [
    JobRole::Teacher,
    JobRole::Teacher,
    JobRole::Coach,
    JobRole::SiteAdmin,
    JobRole::Cabinet,
    JobRole::Partner,
];

/// People with all that makes rooms hard to form, more of it the higher the seed.
fn crowd(throws: &mut Throws, seed: u64) -> Vec<Somebody> {
    let count = throws.below(60) as u128;
    let some = |throws: &mut Throws, of: usize| seed % 4 > 1 && throws.below(of) == 0;
    let mut people = Vec::new();
    for n in 1..=count {
        let mut one = somebody(n, 10 + throws.below(40) as u32, throws.one(&ROLES));
        if throws.below(12) == 0 {
            (one.job_role, one.workplace) = (None, Workplace::Named(String::new()));
        }
        one.language = match throws.below(12) {
            0 if !seed.is_multiple_of(4) => Some(Language::Spanish),
            1 | 2 => Some(Language::Bilingual),
            3 => None,
            _ => Some(Language::English),
        };
        one.needs_access = some(throws, 15);
        let other = |throws: &mut Throws| id(1 + throws.below(count as usize + 3) as u128);
        if some(throws, 8) {
            one.keep_with = [other(throws)].into();
        }
        if some(throws, 8) {
            one.keep_apart = [other(throws), other(throws)].into();
        }
        people.push(one);
    }
    people
}

fn strategies(throws: &mut Throws, people: &[Somebody]) -> Vec<Strategy> {
    let anyone = |throws: &mut Throws| id(1 + throws.below(people.len() + 1) as u128);
    let hosts = (0..throws.below(9)).map(|_| anyone(throws)).collect();
    vec![
        Strategy::RoleAlike,
        Strategy::DistrictTeam { splits: false },
        Strategy::DistrictTeam { splits: true },
        Strategy::CoeRegion,
        Strategy::Mixed,
        Strategy::Jigsaw { from: 0 },
        Strategy::Nested { from: 0, join: 2 },
        Strategy::BalancedRandom,
        Strategy::SameAs { from: 0 },
        Strategy::Pinned { hosts },
        Strategy::LanguageFirst,
    ]
}

/// Everyone is once in a room, or said to be in none.
fn everyone_is_somewhere(case: &str, people: &[Somebody], plan: &Plan) {
    let placed = plan.rooms.iter().flat_map(|room| &room.people).copied();
    let mut found: Vec<_> = placed.chain(plan.unplaced.iter().map(|one| one.person)).collect();
    found.sort_unstable();
    check(&format!("P3 everyone once: {case}"), found, people.iter().map(|one| one.id).collect());
}

/// No hard rule is broken but by those of whom the plan says so.
fn rules_are_kept(case: &str, people: &[Somebody], round: &Round, plan: &Plan) {
    let somebody = |id: &PersonId| people.iter().find(|one| one.id == *id).unwrap();
    let is_said = |rule: Rule, one: &PersonId| {
        plan.decisions.iter().any(|said| said.rule == rule && said.people.contains(one))
    };
    for room in &plan.rooms {
        let here: Vec<_> = room.people.iter().map(somebody).collect();
        let size = here.len();
        holds(&format!("P3 nobody alone: {case}"), size > 1);
        let all = |rule| here.iter().all(|one| is_said(rule, &one.id));
        holds(&format!("P3 minimum: {case}"), size >= round.min || all(Rule::Minimum));
        let is_team = round.strategy == Strategy::DistrictTeam { splits: false };
        let fits = size <= round.max || (is_team && all(Rule::Maximum));
        let late = matches!(round.strategy, Strategy::SameAs { .. });
        holds(&format!("P3 maximum: {case}"), fits || late && size <= round.max + round.overflow);
        let has = |language| here.iter().filter(|one| one.language == Some(language)).count();
        let helpers = has(Language::Bilingual);
        let is_helped = helpers > 0 || round.interpreted.contains(&room.number);
        for one in &here {
            let is_alone = has(Language::Spanish) + helpers == 1;
            if one.language == Some(Language::Spanish) && (!is_helped || is_alone) {
                holds(&format!("P6 {case}"), is_said(Rule::Language, &one.id));
            }
            if one.needs_access && !round.accessible.contains(&room.number) {
                holds(&format!("P7 {case}"), is_said(Rule::Access, &one.id));
            }
            for other in &here {
                let is_foe = one.keep_apart.contains(&other.id) && one.id != other.id;
                let was_told = matches!(round.strategy, Strategy::SameAs { .. });
                holds(&format!("P5 {case}"), !is_foe || was_told);
            }
            for friend in one.keep_with.iter() {
                let is_elsewhere = !room.people.contains(friend)
                    && plan.rooms.iter().any(|room| room.people.contains(friend));
                let is_told = is_said(Rule::KeepTogether, friend);
                holds(&format!("P4 {case}"), !is_elsewhere || is_told);
            }
        }
    }
}

#[test]
fn whatever_the_roster() {
    for seed in 0..ROSTERS {
        let mut throws = Throws::new(seed);
        let people = crowd(&mut throws, seed);
        let mut turned = people.clone();
        turned.reverse();
        let pairs = planned(&people, &Round::new(Strategy::Mixed, 2).seeded(seed)).rooms;
        for strategy in strategies(&mut throws, &people) {
            let size = throws.one(&[3, 4, 5, 6, 9, 14]);
            let mut round = Round::new(strategy, size).seeded(seed);
            if throws.below(2) == 0 {
                round.interpreted = vec![1, 3];
                round.accessible = vec![2];
            }
            let case = format!("roster {seed}, {round:?}");
            let plan = plan(&people, &round, &[today(&pairs)]).unwrap();
            everyone_is_somewhere(&case, &people, &plan);
            rules_are_kept(&case, &people, &round, &plan);
            let figures = [plan.report.repeats, plan.report.same_workplace, plan.report.same_role];
            holds(&format!("P23 bound: {case}"), figures.iter().all(|f| f.bound <= f.found));
            let again = super::plan(&turned, &round, &[today(&pairs)]).unwrap();
            check(&format!("P1 {case}"), again, plan);
        }
    }
}

#[test]
fn never_worse_than_chance() {
    for seed in 0..ROSTERS {
        let mut throws = Throws::new(seed);
        let count = 12 + throws.below(100) as u128;
        let people: Vec<_> = (1..=count)
            .map(|n| somebody(n, 10 + throws.below(20) as u32, throws.one(&ROLES)))
            .collect();
        let alike = planned(&people, &Round::new(Strategy::RoleAlike, 6).seeded(seed));
        let jigsaw = Round::new(Strategy::Jigsaw { from: 0 }, 5).seeded(seed);
        let plan = plan(&people, &jigsaw, &[today(&alike.rooms)]).unwrap();
        let Report { repeats, same_workplace, same_role, sizes, .. } = plan.report;
        for figure in [repeats, same_workplace, same_role] {
            holds(&format!("P11 roster {seed}: {figure:?}"), figure.found <= figure.dealt);
        }
        // Chance does not keep roles together, so that it may spread districts better.
        let districts = alike.report.same_workplace;
        let is_good = districts.found <= districts.dealt.max(districts.bound);
        holds(&format!("P8 roster {seed}: {districts:?}"), is_good);
        // To have nobody meet again is worth more than one in a room.
        holds(&format!("P11 sizes, roster {seed}: {sizes:?}"), sizes.1 - sizes.0 <= 2);
        // Dealing the rooms of before one by one has no repeats, if there are seats enough.
        if alike.report.sizes.1 <= plan.report.rooms {
            holds(&format!("P12 roster {seed}: {repeats:?}"), repeats.found <= repeats.bound + 1);
        }
    }
}

#[test]
fn nine_of_ten_stay() {
    for seed in 0..ROSTERS {
        let mut throws = Throws::new(seed);
        let people: Vec<_> =
            crowd(&mut throws, 0).into_iter().filter(|one| one.id.0.as_u128() > 2).collect();
        let round = Round::new(Strategy::Mixed, throws.one(&[3, 5, 7])).seeded(seed);
        let before = planned(&people, &round).rooms;
        let mut here: Vec<_> = people.into_iter().filter(|_| throws.below(8) > 0).collect();
        here.extend((101..105).map(|n| somebody(n, 30, throws.one(&ROLES))));
        let (plan, difference) = replan(&before, &here, &round, &[]).unwrap();
        let case = format!("roster {seed}: {difference:?}");
        everyone_is_somewhere(&case, &here, &plan);
        rules_are_kept(&case, &here, &round, &plan);
        let present = difference.kept + difference.moved.len();
        let alone = before.iter().filter(|room| {
            room.people.iter().filter(|id| here.iter().any(|one| one.id == **id)).count() == 1
        });
        let most = (present / 10).max(alone.count());
        holds(&format!("P21 {case}"), difference.moved.len() <= most);
        for late in 201..204 {
            let mut more = here.clone();
            more.push(somebody(late, 31, throws.one(&ROLES)));
            let found = place_late(&plan.rooms, &more, id(late), &round, &[]);
            let size = |n: RoomNumber| {
                plan.rooms.iter().find(|room| room.number == n).unwrap().people.len()
            };
            holds(
                &format!("P20 {case}"),
                found.map_or_else(
                    |rule| {
                        rule == Rule::Full
                            && plan.rooms.iter().all(|room| room.people.len() >= round.max)
                    },
                    |room| size(room) < round.max,
                ),
            );
        }
    }
}

/// What is kept up to date is what counting anew finds.
#[test]
fn costs_add_up() {
    for seed in 30..60 {
        let mut throws = Throws::new(seed);
        let people = crowd(&mut throws, seed);
        let pairs = planned(&people, &Round::new(Strategy::Mixed, 2)).rooms;
        let round = Round::new(Strategy::Mixed, 5);
        let cast = Cast::new(&people);
        let spaces =
            (1..=8).map(|number| Space { max: 100, ..Space::new(number, Name::Number, &round) });
        let earlier = [today(&pairs)];
        let units = Units::new(&cast, &round, &earlier);
        let task = Task::new(&cast, units, spaces.collect(), &round, &earlier);
        let mut seating = Seating::new(&task);
        for unit in 0..seating.at.len() {
            seating.seat(unit, throws.below(8));
        }
        for _ in 0..200 {
            if seating.at.is_empty() {
                break;
            }
            let (unit, to) = (throws.below(seating.at.len()), throws.below(8));
            let back = seating.rooms[to].units.first().copied();
            if let Some(step) = seating.step(unit, to, back) {
                let mut expected = seating.cost;
                expected += step.cost;
                seating.make(&step);
                check("P11 a step costs what it said", seating.cost, expected);
            }
        }
        let mut anew = Seating::new(&task);
        for (unit, room) in seating.at.iter().enumerate() {
            anew.seat(unit, room.unwrap());
        }
        check("P11 the whole is the sum", anew.cost, seating.cost);
    }
}
