//! Rosters out of balance: as good as the rules allow.

use super::{
    property_tests::{ROLES, Throws},
    *,
};

/// So many people; a third of them from one district.
fn with_a_giant(count: u128) -> Vec<Somebody> {
    let mut throws = Throws::new(count as u64);
    let workplace = |n: u128| if n.is_multiple_of(3) { 11 } else { 12 + n as u32 % 21 };
    (1..=count).map(|n| somebody(n, workplace(n), throws.one(&ROLES))).collect()
}

/// Both rounds of a jigsaw.
fn jigsaw(people: &[Somebody]) -> (Plan, Plan) {
    let alike = planned(people, &Round::new(Strategy::RoleAlike, 6).seeded(1));
    let round = Round::new(Strategy::Jigsaw { from: 0 }, 5).seeded(1);
    let home = plan(people, &round, &[today(&alike.rooms)]).unwrap();
    (alike, home)
}

#[test]
fn a_district_with_a_third_of_all() {
    let (alike, home) = jigsaw(&with_a_giant(205));
    check("P11 nobody again", home.report.repeats.found, 0);
    let districts = home.report.same_workplace;
    check("P11 at the bound", districts.found, districts.bound);
    holds("P11 at the bound", districts.bound > 0);
    let roles = home.report.same_role;
    holds("P11 next to the bound", roles.found <= roles.bound + 1);
    check("P11 sizes", home.report.sizes, (5, 5));
    let districts = alike.report.same_workplace;
    check("P8 at the bound", districts.found, districts.bound);
}

#[test]
fn one_of_a_role() {
    let mut people = with_a_giant(60);
    people.iter_mut().for_each(|one| {
        one.job_role = Some(if one.id.0.as_u128().is_multiple_of(2) {
            JobRole::Coach
        } else {
            JobRole::Teacher
        });
    });
    people[6].job_role = Some(JobRole::PupilServices);
    people[7].job_role = Some(JobRole::FamilyCommunity);
    let (alike, home) = jigsaw(&people);
    holds("P8 together, because neither fills a room", are_together(&alike, &[7, 8]));
    check("P8 not one among others", alike.report.isolated, 0);
    check("P11 not one among others", home.report.isolated, 0);
    check("P3 said", alike.decisions.len() + home.decisions.len(), 0);
}

#[test]
fn one_who_speaks_spanish_and_two_bilinguals() {
    for strategy in [
        Strategy::Mixed,
        Strategy::RoleAlike,
        Strategy::CoeRegion,
        Strategy::BalancedRandom,
        Strategy::LanguageFirst,
    ] {
        let mut people = with_a_giant(60);
        people[0].language = Some(Language::Spanish);
        people[1].language = Some(Language::Bilingual);
        people[2].language = Some(Language::Bilingual);
        let case = format!("P6 {strategy:?}");
        let plan = planned(&people, &Round::new(strategy, 5));
        holds(&case, are_together(&plan, &[1, 2]) || are_together(&plan, &[1, 3]));
        check(&case, plan.decisions, vec![]);
    }
}

#[test]
fn more_who_speak_spanish_than_rooms_can_help() {
    let mut people = with_a_giant(60);
    people[..14].iter_mut().for_each(|one| one.language = Some(Language::Spanish));
    people[20].language = Some(Language::Bilingual);
    let plan = planned(&people, &Round::new(Strategy::Mixed, 5));
    // Six are with the one who is bilingual; a room has seven seats.
    check("P6 as many as can be", named(&plan, Rule::Language).len(), 8);
}

#[test]
fn everyone_of_one_district_and_role() {
    let people: Vec<_> = (1..=31).map(|n| somebody(n, 11, JobRole::Teacher)).collect();
    let plan = planned(&people, &Round::new(Strategy::Mixed, 5));
    check(
        "P11 it cannot be helped",
        plan.report.same_workplace.found,
        plan.report.same_workplace.bound,
    );
    check("P11 it cannot be helped", sizes(&plan.rooms), vec![4, 4, 4, 4, 5, 5, 5]);
}

#[test]
fn the_targets() {
    for (count, districts) in [(205, 22), (280, 58), (600, 120)] {
        let mut throws = Throws::new(districts as u64);
        let people: Vec<_> = (1..=count)
            .map(|n| somebody(n, 10 + throws.below(districts) as u32, throws.one(&ROLES)))
            .collect();
        let (_, home) = jigsaw(&people);
        let Report { repeats, same_workplace, same_role, sizes, undecided, .. } = home.report;
        check("P12 nobody again", repeats.found, 0);
        check("P11 districts", same_workplace.found, 0);
        holds("P11 roles", same_role.found <= same_role.bound + 1);
        check("P3 sizes", (sizes, undecided), ((5, 5), 0));
    }
}
