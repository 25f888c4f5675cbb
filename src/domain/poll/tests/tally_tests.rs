//! L6, L11, L12 and L17: what answers, what is counted, and what is not shown.

use super::*;
use crate::domain::{organisation::Organisation, roster::JobRole};

/// All kinds are asked at once.
fn everything() -> Story {
    asked(|poll| poll.items = super::poll(every_kind()).items)
}

fn answer(item: u32, value: Value) -> Answer {
    Answer { item, value }
}

#[test]
fn what_answers() {
    let story = everything();
    let run = run_of(&story);
    let all: Vec<_> = (1..).zip(fitting()).map(|(item, value)| answer(item, value)).collect();
    allows("L6 all", &story, ANA, Command::Cast(run, all.clone()), 1);
    let mut cast = story.clone();
    cast.does(ANA, Command::Cast(run, all.iter().rev().cloned().collect()));
    assert_eq!(held(&cast).ballots[&ANA].answers[..], all[..], "L6 in order");
    for (item, value) in (1..).zip(fitting()) {
        allows("L6 each", &story, ANA, Command::Cast(run, vec![answer(item, value)]), 1);
        let abstains = vec![answer(item, Value::Abstains)];
        allows("L6 abstaining", &story, ANA, Command::Cast(run, abstains), 1);
    }
    let wrong: [(u32, [Value; 3]); 9] = [
        (1, [Value::Picks(vec![]), Value::Picks(vec![0, 1]), Value::Picks(vec![3])]),
        (2, [Value::Picks(vec![1, 1]), Value::Picks(vec![0, 1, 2]), Value::Scale(1, 0)]),
        (3, [Value::Scale(0, 0), Value::Scale(6, 0), Value::Scale(1, 1)]),
        (4, [Value::Scale(1, 0), Value::Scale(0, 1), Value::Scale(1, 6)]),
        (5, [Value::Ranking(vec![0]), Value::Ranking(vec![0, 1, 1]), Value::Picks(vec![0])]),
        (
            6,
            [
                Value::Points(vec![10, 0]),
                Value::Points(vec![9, 0, 0]),
                Value::Points(vec![u32::MAX, u32::MAX, 12]),
            ],
        ),
        (7, [Value::Number(-1_001), Value::Number(100_001), Value::Text("1".to_owned())]),
        (
            8,
            [
                Value::Words(vec![]),
                Value::Words(vec!["a".to_owned(); 3]),
                Value::Text("a".to_owned()),
            ],
        ),
        (9, [Value::Text("x".repeat(21)), Value::Words(vec!["a".to_owned()]), Value::Number(1)]),
    ];
    for (item, values) in wrong {
        for value in values {
            bad(item, &story, vec![answer(item, value)]);
        }
    }
    bad(10, &story, vec![answer(10, Value::Abstains)]);
    bad(1, &story, vec![answer(1, Value::Abstains), answer(1, Value::Abstains)]);
    bad(1, &story, Vec::new());
    let required = asked(|poll| {
        poll.items = super::poll(every_kind()).items;
        poll.items[2].required = true;
    });
    bad(3, &required, pick(0));
    let with = vec![pick(0).remove(0), answer(3, Value::Abstains)];
    allows("L6 abstaining is one", &required, ANA, Command::Cast(run_of(&required), with), 1);
}

/// So many people of each job role and county office.
fn crowd(of: &[(JobRole, &str, usize)]) -> (Story, Vec<PersonId>) {
    let mut story = Story::live();
    let mut ids = Vec::new();
    for (role, code, count) in of {
        for _ in 0..*count {
            let id = person_id(1_000 + ids.len() as u128);
            let mut new = new_person(id, Permission::Participant);
            new.job_role = Some(*role);
            new.organisation = Organisation::parse(code, "").unwrap();
            story.server(roster::Command::Add(vec![new]));
            story.does(id, session::Command::AnswerConsent(Consent::Given));
            ids.push(id);
        }
    }
    story.server(roster::Command::Arrive(ids.clone()));
    (story, ids)
}

fn rows(results: &Results, roles: bool) -> Vec<(u32, bool, usize)> {
    let kind = |row: &&GroupRow| matches!(row.group, Group::Role(_)) == roles;
    let rows = results.groups.iter().filter(kind).filter(|row| row.answered > 0 || row.suppressed);
    let mut rows: Vec<_> =
        rows.map(|row| (row.answered, row.suppressed, row.items.len())).collect();
    rows.sort_by_key(|(answered, ..)| std::cmp::Reverse(*answered));
    rows
}

#[test]
fn small_groups() {
    // In the regions 4, 7 and 11.
    let (mut story, ids) = crowd(&[
        (JobRole::Teacher, "0110017", 20),
        (JobRole::Coach, "1010108", 12),
        (JobRole::Specialist, "1910199", 3),
    ]);
    let poll = poll(vec![choice(2, 1, &[])]);
    story.does(FAY, put(Poll { showing: Showing::Live, ..poll }));
    story.does(FAY, Command::Open(opening()));
    let run = run_of(&story);
    for (n, id) in (0..).zip(&ids) {
        story.does(*id, Command::Cast(run, pick(n % 2)));
    }
    story.pass(COUNT_MS);
    story.server(crate::domain::Command::Count);
    let open = held(&story).for_team();
    assert_eq!((open.answered, open.eligible), (35, 37), "L11 Ana and Ben have not");
    assert!(open.groups.iter().all(|row| row.items.is_empty()), "L11 who, not what");
    assert!(held(&story).for_everyone().groups.is_empty(), "L11 and others nothing");
    story.does(FAY, Command::Close(run));
    let everyone = held(&story).for_everyone();
    let wanted = [(20, false, 1), (0, true, 0), (0, true, 0)];
    assert_eq!(rows(&everyone, true), wanted, "L11 the next smallest goes with the small one");
    assert_eq!(rows(&everyone, false), wanted, "L11 by region");
    let wanted = [(20, false, 1), (12, true, 0), (3, true, 0)];
    assert_eq!(rows(&held(&story).for_team(), true), wanted, "L11 the team");
    let own = held(&story).mine(ids[34]).unwrap().rows;
    assert_eq!(own.len(), 2, "L11 their role and their region");
    assert!(own.iter().all(|row| row.answered == 3 && row.items[0].answered == 3), "L11 to them");
}

#[test]
fn few_answers() {
    for (privacy, cast, few) in [
        (Privacy::Named, 1, false),
        (Privacy::Confidential, 2, true),
        (Privacy::Confidential, 3, false),
    ] {
        let mut story = asked(|poll| poll.privacy = privacy);
        let run = run_of(&story);
        for person in [ANA, BEN, FAY].into_iter().take(cast) {
            story.does(person, Command::Cast(run, pick(0)));
        }
        story.does(FAY, Command::Close(run));
        story.does(FAY, Command::Reveal(run, true));
        let results = story.view(BEN).shown[0].results.clone();
        let found = (results.too_few, results.items.is_empty());
        assert_eq!(found, (few, few), "L12 {privacy:?} {cast}");
        let mut answered = results.groups.iter().filter(|row| row.answered > 0);
        let has_any = answered.any(|row| !row.items.is_empty());
        assert_eq!(has_any, privacy == Privacy::Named, "L11 {privacy:?}");
    }
}

#[test]
fn whose_texts() {
    for (privacy, everyone) in [(Privacy::Named, true), (Privacy::Confidential, false)] {
        let mut story = asked(|poll| {
            poll.privacy = privacy;
            poll.items[0].kind = Kind::Open { chars_max: 50 };
        });
        let run = run_of(&story);
        for person in [ANA, BEN, FAY] {
            let yes = vec![answer(1, Value::Text("yes".to_owned()))];
            story.does(person, Command::Cast(run, yes));
        }
        story.does(FAY, Command::Close(run));
        let has = |results: &Results| {
            assert_eq!(results.items[0].texts.len(), 3);
            results.items[0].texts.iter().all(|text| text.person.is_some())
        };
        assert_eq!(has(&held(&story).for_everyone()), everyone, "L12 {privacy:?}");
        assert!(has(&held(&story).for_team()), "L12 {privacy:?}");
    }
}

#[test]
fn every_kind_is_counted() {
    let mut story = everything();
    let run = run_of(&story);
    let all = |values: Vec<Value>| (1..).zip(values).map(|(id, value)| answer(id, value)).collect();
    story.does(ANA, Command::Cast(run, all(fitting())));
    let mut others = fitting();
    others[1] = Value::Picks(vec![3]);
    others[3] = Value::Scale(4, 2);
    others[5] = Value::Points(vec![4, 6, 0]);
    others[6] = Value::Number(100_000);
    others[7] = Value::Words(vec!["Hope".to_owned(), "time".to_owned()]);
    others[8] = Value::Abstains;
    story.does(BEN, Command::Cast(run, all(others)));
    story.does(FAY, Command::Cast(run, all(fitting())));
    story.does(FAY, Command::Close(run));
    let items = held(&story).counted.items.clone();
    let counts = |n: usize| (items[n].counts.as_slice(), items[n].others.as_slice());
    assert_eq!(counts(0), (&[0, 3, 0][..], &[][..]), "L17 single");
    assert_eq!(counts(1), (&[2, 0, 0, 3][..], &[][..]), "L17 multiple");
    assert_eq!(counts(2), (&[0, 0, 0, 0, 3][..], &[][..]), "L17 scale");
    assert_eq!(counts(3), (&[0, 0, 0, 3, 0][..], &[2, 1, 0, 0, 0][..]), "L17 before and now");
    assert_eq!(counts(4), (&[6, 3, 9][..], &[0, 0, 3][..]), "L17 ranking");
    assert_eq!(counts(5), (&[24, 6, 0][..], &[3, 1, 0][..]), "L17 points");
    let number = items[6].number.clone().unwrap();
    assert_eq!((number.min, number.median, number.max), (2_500, 2_500, 100_000), "L17 number");
    assert_eq!((number.mean, number.counts[0], number.counts[9]), (35_000, 2, 1), "L17 number");
    let words = [("hope".to_owned(), 3), ("time".to_owned(), 1)];
    assert_eq!(items[7].words, words, "L17 words");
    let text = (items[8].answered, items[8].abstained, items[8].texts.len());
    assert_eq!(text, (2, 1, 2), "L17 text");
}

/// Whatever the order, resends and changes of mind: what is counted is each person's last ballot.
#[test]
fn a_tally_is_the_fold_of_ballots() {
    let mut dice: u64 = 0x2545_F491_4F6C_DD1D;
    let mut below = |n: u64| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        u32::try_from((dice >> 33) % n).unwrap()
    };
    let index = |n: u32| usize::try_from(n).unwrap();
    for _ in 0..50 {
        let mut story = asked(|poll| poll.privacy = Privacy::Named);
        let run = run_of(&story);
        let mut last = std::collections::BTreeMap::new();
        for _ in 0..40 {
            let who = [ANA, BEN, FAY][index(below(3))];
            let option = below(3);
            story.does(who, Command::Cast(run, pick(option)));
            last.insert(who, option);
            story.pass(100);
            if below(5) == 0 {
                let _ = story.ask(Actor::Server, crate::domain::Command::Count);
            }
        }
        story.does(FAY, Command::Close(run));
        let mut wanted = [0; 3];
        last.values().for_each(|option| wanted[index(*option)] += 1);
        assert_eq!(held(&story).counted.items[0].counts, wanted, "L17");
        let roles = held(&story).counted.groups.iter();
        let roles = roles.filter(|row| matches!(row.group, Group::Role(_)));
        let sum: u32 = roles.map(|row| row.items[0].counts.iter().sum::<u32>()).sum();
        assert_eq!(sum, wanted.iter().sum::<u32>(), "L11 groups sum up to all");
    }
}

#[test]
fn two_runs() {
    let (mut story, ids) = crowd(&[(JobRole::Teacher, "0110017", 12)]);
    story.does(FAY, put(poll(vec![choice(2, 1, &[]), Kind::Words { words_max: 1 }])));
    let mut runs = Vec::new();
    for after in 0..2 {
        story.does(FAY, Command::Open(Opening { after, ..opening() }));
        let run = run_of(&story);
        for (n, id) in ids.iter().enumerate() {
            // Eight of them change their minds, and one abstains.
            let value = match (after, n) {
                (1, 11) => Value::Abstains,
                (1, 0..8) => Value::Picks(vec![1]),
                _ => Value::Picks(vec![0]),
            };
            story.does(*id, Command::Cast(run, vec![answer(1, value)]));
        }
        story.does(FAY, Command::Close(run));
        runs.push(Arc::clone(story.state.polls.run(run).unwrap()));
    }
    let found = transition(&runs[0], &runs[1], 1).unwrap();
    assert_eq!(found.people, 12, "L17");
    // Three stayed and one abstained: too few to be told apart.
    assert_eq!(found.rows[0], [None, Some(8), None], "L17");
    assert_eq!(found.rows[1], [Some(0); 3], "L17");
    assert_eq!(transition(&runs[0], &runs[1], 2), None, "L17 no options");
}
