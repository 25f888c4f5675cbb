//! P1 to P22.

use super::*;
use uuid::Uuid;

mod exact_tests;
mod property_tests;
mod skewed_tests;

const fn id(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

/// A district, of the county that its number begins with: 12 is the second of county 1.
fn district(n: u32) -> Workplace {
    let written = (0..10).map(|check| format!("{:02}9{:03}{check}", n / 10, n));
    Workplace::Coded(written.filter_map(|code| CdsCode::parse(&code).ok()).next().unwrap())
}

fn somebody(n: u128, workplace: u32, job_role: JobRole) -> Somebody {
    Somebody {
        id: id(n),
        workplace: district(workplace),
        job_role: Some(job_role),
        language: Some(Language::English),
        needs_access: false,
        keep_with: [].into(),
        keep_apart: [].into(),
    }
}

fn speaking(n: u128, language: Language) -> Somebody {
    Somebody { language: Some(language), ..somebody(n, 10 + n as u32, JobRole::Teacher) }
}

fn in_need(n: u128) -> Somebody {
    Somebody { needs_access: true, ..somebody(n, 10 + n as u32, JobRole::Teacher) }
}

/// So many teachers, from as many districts.
fn teachers(count: u128) -> Vec<Somebody> {
    (1..=count).map(|n| somebody(n, 10 + n as u32, JobRole::Teacher)).collect()
}

fn with(mut people: Vec<Somebody>, n: u128, others: &[u128]) -> Vec<Somebody> {
    let one = people.iter_mut().find(|one| one.id == id(n)).unwrap();
    one.keep_with = others.iter().map(|n| id(*n)).collect();
    people
}

fn apart(mut people: Vec<Somebody>, n: u128, others: &[u128]) -> Vec<Somebody> {
    let one = people.iter_mut().find(|one| one.id == id(n)).unwrap();
    one.keep_apart = others.iter().map(|n| id(*n)).collect();
    people
}

fn room(number: RoomNumber, people: &[u128]) -> Room {
    let people = people.iter().map(|n| id(*n)).collect();
    Room { number, name: Name::Number, host: None, people }
}

fn today(rooms: &[Room]) -> Earlier<'_> {
    Earlier { rooms, weight: Earlier::TODAY }
}

fn planned(people: &[Somebody], round: &Round) -> Plan {
    plan(people, round, &[]).unwrap()
}

/// The people of each room.
fn numbers(rooms: &[Room]) -> Vec<Vec<u128>> {
    let of = |room: &Room| room.people.iter().map(|id| id.0.as_u128()).collect();
    rooms.iter().map(of).collect()
}

fn sizes(rooms: &[Room]) -> Vec<usize> {
    let mut sizes: Vec<_> = rooms.iter().map(|room| room.people.len()).collect();
    sizes.sort_unstable();
    sizes
}

fn named(plan: &Plan, rule: Rule) -> Vec<u128> {
    let of = plan.decisions.iter().filter(|decision| decision.rule == rule);
    of.flat_map(|decision| &decision.people).map(|id| id.0.as_u128()).collect()
}

fn unplaced(plan: &Plan, rule: Rule) -> Vec<u128> {
    let of = plan.unplaced.iter().filter(|one| one.rule == rule);
    of.map(|one| one.person.0.as_u128()).collect()
}

fn are_together(plan: &Plan, people: &[u128]) -> bool {
    numbers(&plan.rooms).iter().any(|room| people.iter().all(|n| room.contains(n)))
}

#[track_caller]
fn check<T: std::fmt::Debug + PartialEq>(rule: &str, found: T, expected: T) {
    assert_eq!(found, expected, "{rule}");
}

#[track_caller]
fn holds(rule: &str, holds: bool) {
    assert!(holds, "{rule}");
}

#[test]
fn the_same_again() {
    let people = teachers(23);
    let mut turned = people.clone();
    turned.reverse();
    turned.push(people[3].clone());
    let round = Round::new(Strategy::Mixed, 5).seeded(7);
    let first = planned(&people, &round);
    check("P1 the same again", planned(&people, &round), first.clone());
    check("P1 listed otherwise, and twice", planned(&turned, &round), first.clone());
    let other = planned(&people, &round.seeded(8));
    holds("P1 another seed", other.rooms != first.rooms);
}

#[test]
fn what_a_round_may_be() {
    let mixed = || Round::new(Strategy::Mixed, 5);
    check("P2 usual", (mixed().min, mixed().max, mixed().overflow), (3, 7, 0));
    let pairs = Round::new(Strategy::Mixed, 2);
    check("P2 pairs", (pairs.min, pairs.max), (2, 3));
    let teams = Round::new(Strategy::DistrictTeam { splits: false }, 8);
    check("P2 teams", (teams.min, teams.max), (3, 15));
    check("P2 alike", Round::new(Strategy::RoleAlike, 6).overflow, 1);
    for size in 2..=100 {
        check("P2 every size", Round::new(Strategy::Mixed, size).check(100, 0), Ok(()));
    }
    let (one, many) = (Round { size: 1, ..mixed() }, Round { size: 101, ..mixed() });
    check("P2 alone", one.check(9, 0), Err(Rejection::Size));
    check("P2 a crowd", many.check(9, 0), Err(Rejection::Size));
    check("P2 min", Round { min: 6, ..mixed() }.check(9, 0), Err(Rejection::Minimum));
    check("P2 max", Round { max: 4, ..mixed() }.check(9, 0), Err(Rejection::Maximum));
    check("P2 late", Round { overflow: 6, ..mixed() }.check(9, 0), Err(Rejection::Overflow));
    check("P2 rooms", mixed().check(2_501, 0), Err(Rejection::Rooms));
    check("P2 people", Round::new(Strategy::Mixed, 50).check(5_001, 0), Err(Rejection::People));
    let jigsaw = Round::new(Strategy::Jigsaw { from: 1 }, 5);
    check("P2 from", jigsaw.check(9, 1), Err(Rejection::From));
    check("P2 from", jigsaw.check(9, 2), Ok(()));
    check("P2 named", Rejection::Minimum.field(), "min");
}

#[test]
fn sizes_of_rooms() {
    let mixed = Round::new(Strategy::Mixed, 5);
    check("P3 within one", sizes(&planned(&teachers(23), &mixed).rooms), vec![4, 4, 5, 5, 5]);
    check("P3 nobody", planned(&[], &mixed).rooms, vec![]);
    check("P3 alone", unplaced(&planned(&teachers(1), &mixed), Rule::NobodyAlone), vec![1]);
    let two = planned(&teachers(2), &mixed);
    check("P3 too few", sizes(&two.rooms), vec![2]);
    check("P3 too few", named(&two, Rule::Minimum), vec![1, 2]);
    let pairs = Round::new(Strategy::BalancedRandom, 2);
    check("P3 a trio", sizes(&planned(&teachers(7), &pairs).rooms), vec![2, 2, 3]);
    let narrow = Round { min: 5, max: 7, ..Round::new(Strategy::Mixed, 6) };
    let eight = planned(&teachers(8), &narrow);
    check("P3 rather too few", sizes(&eight.rooms), vec![4, 4]);
    check("P3 rather too few", eight.report.undecided, 8);
}

#[test]
fn together_and_apart() {
    let mixed = Round::new(Strategy::Mixed, 5);
    let three = planned(&with(teachers(20), 3, &[8, 12]), &mixed);
    holds("P4 together", are_together(&three, &[3, 8, 12]));
    check("P4 the others", sizes(&three.rooms), vec![5; 4]);
    let eight = planned(&with(teachers(20), 1, &[2, 3, 4, 5, 6, 7, 8]), &mixed);
    holds("P4 too many", !named(&eight, Rule::KeepTogether).is_empty());
    holds("P4 too many: as many as fit", are_together(&eight, &[1, 2, 3, 4, 5, 6, 7]));
    let absent = planned(&with(teachers(20), 1, &[99]), &mixed);
    check("P4 who is not here", absent.decisions, vec![]);
    let both = planned(&apart(with(teachers(20), 1, &[2]), 2, &[1]), &mixed);
    check("P4 apart as well", named(&both, Rule::KeepTogether), vec![1, 2]);
    holds("P5 apart comes first", !are_together(&both, &[1, 2]));
    let enemies = planned(&apart(teachers(20), 1, &[2, 3, 4, 5]), &mixed);
    let shares = |n| are_together(&enemies, &[1, n]);
    holds("P5 apart", !(2..=5).any(shares) && enemies.unplaced.is_empty());
    let quarrel = planned(&apart(apart(teachers(10), 1, &[2, 3]), 2, &[3]), &mixed);
    check("P5 one room more", sizes(&quarrel.rooms), vec![3, 3, 4]);
    let stuck = planned(&apart(teachers(6), 1, &[2, 3, 4, 5, 6]), &mixed);
    check("P5 nowhere", unplaced(&stuck, Rule::KeepApart), vec![1]);
    check("P5 the others", sizes(&stuck.rooms), vec![5]);
    check("P5 who must decide", stuck.report.undecided, 1);
}

#[test]
fn language_and_access() {
    let mixed = Round::new(Strategy::Mixed, 5);
    let mut people = teachers(18);
    people.push(speaking(19, Language::Spanish));
    let alone = planned(&people, &mixed);
    check("P6 nobody speaks it", named(&alone, Rule::Language), vec![19]);
    let helped = Round { interpreted: vec![2], ..mixed.clone() };
    check("P6 the only one", named(&planned(&people, &helped), Rule::Language), vec![19]);
    people.push(speaking(20, Language::Bilingual));
    let two = planned(&people, &mixed);
    holds("P6 someone bilingual", are_together(&two, &[19, 20]) && two.decisions.is_empty());
    let spanish = [speaking(19, Language::Spanish), speaking(20, Language::Spanish)];
    let people = [&teachers(18)[..], &spanish].concat();
    let both = planned(&people, &helped);
    holds("P6 an interpreter", numbers(&both.rooms)[1].contains(&19));
    holds("P6 an interpreter", are_together(&both, &[19, 20]) && both.decisions.is_empty());
    let none = planned(&people, &mixed);
    holds("P6 at least each other", are_together(&none, &[19, 20]));
    check("P6 at least each other", named(&none, Rule::Language), vec![19, 20]);
    let people = [&teachers(18)[..], &[in_need(19), in_need(20)]].concat();
    let named_rooms = Round { accessible: vec![3, 4], ..mixed.clone() };
    let rooms = numbers(&planned(&people, &named_rooms).rooms);
    holds("P7 named", [19, 20].iter().all(|n| rooms[2].contains(n) || rooms[3].contains(n)));
    let anywhere = planned(&people, &mixed);
    holds("P7 as few as can be", are_together(&anywhere, &[19, 20]));
    check("P7 said", named(&anywhere, Rule::Access), vec![19, 20]);
}

#[test]
fn by_role_and_by_district() {
    let alike = Round::new(Strategy::RoleAlike, 6);
    let mut people = teachers(13);
    for (n, role) in (14..).zip([JobRole::Coach; 4]) {
        people.push(somebody(n, 30 + n as u32, role));
    }
    people.push(somebody(18, 50, JobRole::Cabinet));
    people.push(somebody(19, 51, JobRole::Partner));
    people.push(Somebody { job_role: None, ..somebody(20, 52, JobRole::Coach) });
    let plan = planned(&people, &alike);
    let names: Vec<_> = plan.rooms.iter().map(|room| room.name.clone()).collect();
    let teacher = Name::Role(JobRole::Teacher);
    check(
        "P8 rooms",
        names,
        vec![teacher.clone(), teacher, Name::Role(JobRole::Coach), Name::Others],
    );
    check(
        "P8 alike",
        numbers(&plan.rooms)[2..].to_vec(),
        vec![vec![14, 15, 16, 17], vec![18, 19, 20]],
    );
    check("P8 why", plan.reasons[13].1.clone(), vec![Reason::SameRole(JobRole::Coach)]);
    people.truncate(18);
    let plan = planned(&people, &alike);
    check("P8 one of a kind", sizes(&plan.rooms), vec![5, 6, 7]);

    let teams = |splits| Round::new(Strategy::DistrictTeam { splits }, 8);
    let of = |n: u128| match n {
        1..=5 => 11,
        6..=7 => 12,
        8..=9 => 13,
        10..=11 => 21,
        12..=13 => 81,
        _ => 31,
    };
    let people: Vec<_> = (1..=33).map(|n| somebody(n, of(n), JobRole::Teacher)).collect();
    let plan = planned(&people, &teams(false));
    let rooms: Vec<_> =
        plan.rooms.iter().map(|room| (room.name.clone(), room.people.len())).collect();
    check(
        "P9 rooms",
        rooms,
        vec![
            (Name::Workplace(district(11)), 5),
            (Name::Workplace(district(31)), 20),
            (Name::County(1), 4),
            (Name::Others, 4),
        ],
    );
    check("P9 too large", named(&plan, Rule::Maximum).len(), 20);
    let plan = planned(&people, &teams(true));
    check("P9 split", sizes(&plan.rooms), vec![4, 4, 5, 10, 10]);
    check("P9 split", plan.decisions, vec![]);
    let regions = Round::new(Strategy::CoeRegion, 6);
    let people: Vec<_> =
        (1..=20).map(|n| somebody(n, if n > 12 { 11 } else { 81 }, JobRole::Coach)).collect();
    let plan = planned(&people, &regions);
    let names: Vec<_> = plan.rooms.iter().map(|room| room.name.clone()).collect();
    let region = Name::Region;
    check("P10 regions", names, vec![region(1), region(1), region(4), region(4)]);
}

#[test]
fn mixing() {
    let mixed = Round::new(Strategy::Mixed, 4);
    let roles = [JobRole::Teacher, JobRole::Coach, JobRole::SiteAdmin, JobRole::Cabinet];
    let one = |n: u128| somebody(n, 11 + (n as u32 - 1) / 4, roles[n as usize % 4]);
    let people: Vec<_> = (1..=16).map(one).collect();
    let first = planned(&people, &mixed);
    check("P11 districts", first.report.same_workplace.found, 0);
    check("P11 roles", first.report.same_role.found, 0);
    let second = plan(&people, &mixed, &[today(&first.rooms)]).unwrap();
    check("P11 nobody again", second.report.repeats.found, 0);
    let alike = planned(&people, &Round::new(Strategy::RoleAlike, 4));
    let jigsaw = Round::new(Strategy::Jigsaw { from: 0 }, 4);
    let home = plan(&people, &jigsaw, &[today(&alike.rooms)]).unwrap();
    check("P12 one from each room", home.report.repeats.found, 0);
    let is_brought = |reasons: &Vec<Reason>| matches!(reasons[0], Reason::Brings(1..=4));
    holds("P12 why", home.reasons.iter().all(|(_, reasons)| is_brought(reasons)));

    let pairs = planned(&people, &Round::new(Strategy::Mixed, 2));
    let fours = Round::new(Strategy::Nested { from: 0, join: 2 }, 4);
    let nested = plan(&people, &fours, &[today(&pairs.rooms)]).unwrap();
    check("P13 fours", sizes(&nested.rooms), vec![4; 4]);
    let kept = numbers(&pairs.rooms).iter().all(|pair| are_together(&nested, pair));
    holds("P13 of whole pairs", kept);
    let odd = planned(&people[..11], &Round::new(Strategy::Mixed, 2));
    let nested = plan(&people[..11], &fours, &[today(&odd.rooms)]).unwrap();
    holds("P13 odd", matches!(sizes(&nested.rooms)[..], [4, 7] | [5, 6]));

    let chance = planned(&people, &Round::new(Strategy::BalancedRandom, 5));
    check("P14 chance", sizes(&chance.rooms), vec![4; 4]);
    check("P14 why", chance.reasons[0].1.clone(), vec![Reason::Dealt]);

    let hosts = Strategy::Pinned { hosts: vec![id(4), id(9), id(99), id(16)] };
    let cafe = planned(&people, &Round::new(hosts, 5));
    let found: Vec<_> = cafe.rooms.iter().map(|room| room.host).collect();
    check("P18 hosts", found, vec![Some(id(4)), Some(id(9)), Some(id(16))]);
    let at_home = |room: &Room| room.people.contains(&room.host.unwrap());
    holds("P18 stay", cafe.rooms.iter().all(at_home));
    let few = planned(&people, &Round::new(Strategy::Pinned { hosts: vec![id(1)] }, 5));
    check("P18 too few hosts", few.decisions[0].rule, Rule::Host);
}

#[test]
fn as_someone_says() {
    let rooms = Strategy::SelfSelect {
        rooms: 2,
        choices: [(1, 1), (2, 1), (3, 2), (4, 1), (1, 2), (5, 1), (6, 1), (7, 9)]
            .map(|(n, room)| Choice { person: id(n), room })
            .to_vec(),
    };
    let people = apart(teachers(8), 6, &[2]);
    let plan = planned(&people, &Round::new(rooms, 3));
    check("P15 first come", numbers(&plan.rooms), vec![vec![2, 4, 5], vec![1, 3]]);
    check("P15 apart", unplaced(&plan, Rule::KeepApart), vec![6]);
    check("P15 no choice", unplaced(&plan, Rule::NotChosen), vec![7, 8]);
    let full = Strategy::SelfSelect {
        rooms: 1,
        choices: (1..=5).map(|n| Choice { person: id(6 - n), room: 1 }).collect(),
    };
    let plan = planned(&teachers(5), &Round::new(full, 3));
    check("P15 who waits", unplaced(&plan, Rule::Full), vec![2, 1]);

    let lists = vec![vec![id(1), id(2)], vec![id(3)], vec![id(4), id(2), id(77)]];
    let people = apart(teachers(5), 1, &[2]);
    let plan = planned(&people, &Round::new(Strategy::Manual(lists), 5));
    check("P16 as it is", numbers(&plan.rooms), vec![vec![1, 2], vec![3], vec![4]]);
    check("P16 the others", unplaced(&plan, Rule::NotNamed), vec![5]);
    check("P16 what is wrong", named(&plan, Rule::NobodyAlone), vec![3, 4]);
    check("P16 what is wrong", named(&plan, Rule::KeepApart), vec![1, 2]);

    let before = [room(1, &[1, 2, 3, 4]), room(2, &[5, 6, 7, 8])];
    let same = Round::new(Strategy::SameAs { from: 0 }, 4);
    let plan = super::plan(&teachers(9)[1..], &same, &[today(&before)]).unwrap();
    check("P17 the same", numbers(&plan.rooms), vec![vec![2, 3, 4, 9], vec![5, 6, 7, 8]]);
    check("P17 why", plan.reasons[0].1.clone(), vec![Reason::AsBefore]);
}

#[test]
fn spanish_first() {
    let mut people = teachers(14);
    people.extend((15..=18).map(|n| speaking(n, Language::Spanish)));
    people.extend((19..=20).map(|n| speaking(n, Language::Bilingual)));
    let plan = planned(&people, &Round::new(Strategy::LanguageFirst, 5));
    let spanish = plan.rooms.iter().find(|room| room.name == Name::Spanish).unwrap();
    let here = |n: &u128| spanish.people.contains(&id(*n));
    holds("P19 in their language", (15..=18).all(|n| here(&n)) && !(1..=14).any(|n| here(&n)));
    holds("P19 someone bilingual", here(&19) || here(&20));
    check("P19 fine", plan.decisions, vec![]);
}

#[test]
fn coming_late() {
    let mut people = teachers(14);
    people.extend((15..=18).map(|n| somebody(n, 60, JobRole::Coach)));
    let alike = Round { max: 6, ..Round::new(Strategy::RoleAlike, 6) };
    let teacher = Name::Role(JobRole::Teacher);
    let mut rooms = [
        Room { name: teacher.clone(), ..room(1, &[1, 2, 3, 4, 5, 6]) },
        Room { name: teacher, ..room(2, &[7, 8, 9, 10, 11]) },
        Room { name: Name::Role(JobRole::Coach), ..room(3, &[15, 16, 17]) },
    ];
    let late = |rooms: &[Room], people: &[Somebody], n, round| {
        place_late(rooms, people, id(n), round, &[])
    };
    check("P20 alike", late(&rooms, &people, 12, &alike), Ok(2));
    rooms[1].people.push(id(12));
    holds("P20 one more", matches!(late(&rooms, &people, 13, &alike), Ok(1 | 2)));
    let mixed = Round::new(Strategy::Mixed, 6);
    let shy = apart(people.clone(), 13, &[15]);
    let full = Round { max: 6, ..mixed.clone() };
    check("P20 apart", late(&rooms, &shy, 13, &full), Err(Rule::KeepApart));
    check("P20 full", late(&rooms[..1], &people, 13, &full), Err(Rule::Full));
    let aide = with(people.clone(), 13, &[15]);
    check("P20 together", late(&rooms, &aide, 13, &alike), Ok(3));
    check(
        "P20 together",
        late(&rooms[..2], &with(people, 13, &[2]), 13, &full),
        Err(Rule::KeepTogether),
    );
}

#[test]
fn planned_anew() {
    let mixed = Round::new(Strategy::Mixed, 5).seeded(3);
    let people = teachers(40);
    let before = planned(&people, &mixed).rooms;
    let (same, nothing) = replan(&before, &people, &mixed, &[]).unwrap();
    check("P21 nothing new", same.rooms, before.clone());
    check("P21 nothing new", (nothing.kept, nothing.moved), (40, vec![]));
    let gone = &numbers(&before)[0][1..];
    let mut here: Vec<_> = teachers(44);
    here.retain(|one| !gone.contains(&one.id.0.as_u128()));
    let (plan, difference) = replan(&before, &here, &mixed, &[]).unwrap();
    check("P21 gone", difference.gone.len(), 4);
    check("P21 new", difference.added, vec![id(41), id(42), id(43), id(44)]);
    check("P21 all kept", (difference.kept, difference.moved), (36, vec![]));
    check("P21 filled", sizes(&plan.rooms)[0], 5);
    let mut here = people.clone();
    here.retain(|one| !gone.contains(&one.id.0.as_u128()));
    let (plan, difference) = replan(&before, &here, &mixed, &[]).unwrap();
    check("P21 nobody stays alone", difference.closed, vec![1]);
    check("P21 nobody stays alone", (difference.moved.len(), plan.rooms.len()), (1, 7));
    check("P21 who may stay", difference.kept, 35);

    let left = [room(1, &[1]), room(2, &[2, 3, 4, 5, 6, 7, 8]), room(3, &[9, 10, 11])];
    let merges = merge_suggestions(&left, &people, &mixed, &[]);
    check("P22 where there are seats", merges, vec![Merge { from: 1, into: 3 }]);
    let foes = apart(people.clone(), 1, &[9]);
    check("P22 never who is apart", merge_suggestions(&left, &foes, &mixed, &[]), vec![]);
}

#[test]
fn what_people_read() {
    let mixed = Round::new(Strategy::Mixed, 5);
    let mut people = with(apart(teachers(18), 1, &[2]), 3, &[4]);
    people.push(speaking(19, Language::Spanish));
    people.push(speaking(20, Language::Bilingual));
    people.push(in_need(21));
    let round = Round { accessible: vec![1], ..mixed };
    let plan = planned(&people, &round);
    let read = |n: usize| plan.reasons[n - 1].1.clone();
    check("P24 with", read(4)[1..].to_vec(), vec![Reason::With(vec![id(3)])]);
    check("P24 language", read(19)[1..].to_vec(), vec![Reason::Language]);
    check("P24 not others' language", read(20).len(), 1);
    check("P24 access", read(21)[1..].to_vec(), vec![Reason::Access]);
    check("P24 nothing of who is apart", read(1).len(), 1);
    let report = plan.report;
    check("P23 rooms and people", (report.rooms, report.people, report.undecided), (5, 21, 0));
    check("P23 sizes", report.sizes, (4, 5));
    check("P23 all teachers", report.same_role.found, 34);
    check("P23 all teachers", report.same_role.bound, 34);
    check("P23 all teachers", report.same_role.dealt, 34);
}
