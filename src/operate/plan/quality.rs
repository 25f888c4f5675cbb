//! How good plans are: a table.

use super::made_up::roster;
use crate::{
    clock,
    domain::breakout::plan::{
        Earlier, Figure, Plan, Round, Somebody, Strategy, place_late, plan, replan,
    },
};
use std::time::Instant;

/// Whoever reads no further has seen enough.
macro_rules! say {
    ($($what:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($what)*);
    }};
}

pub(super) fn print() {
    say!(
        "people/districts     round        rooms sizes  repeats      same district  same role        undecided   ms"
    );
    for (people, districts, large, seed) in [
        (205, 22, 0, 1),
        (205, 22, 0, 2),
        (205, 22, 0, 3),
        (205, 22, 33, 1),
        (280, 58, 0, 1),
        (2_000, 400, 0, 1),
        (40, 8, 0, 1),
        (60, 8, 33, 2),
        (5_000, 900, 0, 1),
    ] {
        let made = roster(people, districts, large, seed);
        let label = format!("{people}/{districts}{}", if large > 0 { " a third" } else { "" });
        let size = if people > 2_000 { 10 } else { 5 };
        let alike = if people > 2_000 { 12 } else { 6 };
        case(
            &label,
            &made,
            seed,
            &[
                ("role_alike", Strategy::RoleAlike, alike),
                ("jigsaw", Strategy::Jigsaw { from: 0 }, size),
                ("mixed third", Strategy::Mixed, size),
                ("district", Strategy::DistrictTeam { splits: false }, size.max(6)),
            ],
        );
    }
}

fn case(label: &str, made: &[Somebody], seed: u64, rounds: &[(&str, Strategy, usize)]) {
    let mut plans: Vec<Plan> = Vec::new();
    for (name, strategy, size) in rounds {
        let round = Round::new(strategy.clone(), *size).seeded(seed);
        let earlier: Vec<_> = plans
            .iter()
            .map(|plan| Earlier { rooms: &plan.rooms, weight: Earlier::TODAY })
            .collect();
        let begun = clock::steady();
        let made_plan = match plan(made, &round, &earlier) {
            Ok(plan) => plan,
            Err(error) => {
                say!("{label:<20} {name:<12} {error}");
                continue;
            }
        };
        row(label, name, &made_plan, begun);
        plans.push(made_plan);
    }
    if let Some(first) = plans.get(1) {
        running(label, made, first, &plans[..1]);
    }
}

fn row(label: &str, name: &str, plan: &Plan, begun: Instant) {
    let ms = begun.elapsed().as_secs_f64() * 1_000.0;
    let figure = |f: &Figure| format!("{} ({}, {})", f.found, f.bound, f.dealt);
    let report = &plan.report;
    let sizes = format!("{}-{}", report.sizes.0, report.sizes.1);
    say!(
        "{label:<20} {name:<12} {:>5} {sizes:<6} {:<12} {:<14} {:<16} {:>5}  {ms:>8.1}",
        report.rooms,
        figure(&report.repeats),
        figure(&report.same_workplace),
        figure(&report.same_role),
        report.undecided,
    );
}

/// One comes late, one in eight does not come at all.
fn running(label: &str, made: &[Somebody], before: &Plan, earlier: &[Plan]) {
    let round = Round::new(Strategy::Jigsaw { from: 0 }, if made.len() > 2_000 { 10 } else { 5 });
    let earlier: Vec<_> =
        earlier.iter().map(|plan| Earlier { rooms: &plan.rooms, weight: Earlier::TODAY }).collect();
    let mut late = made[0].clone();
    late.id.0 = uuid::Uuid::from_u128(999_999);
    let mut more = made.to_vec();
    more.push(late.clone());
    let begun = clock::steady();
    let room = place_late(&before.rooms, &more, late.id, &round, &earlier);
    let room = room.map_or_else(|rule| rule.name().to_owned(), |room| format!("to room {room}"));
    say!("{label:<20} late         {room} {:.2} ms", begun.elapsed().as_secs_f64() * 1_000.0);
    let present: Vec<_> =
        more.iter().enumerate().filter(|(n, _)| n % 8 != 3).map(|(_, one)| one.clone()).collect();
    let begun = clock::steady();
    if let Ok((plan, difference)) = replan(&before.rooms, &present, &round, &earlier) {
        row(label, "replan", &plan, begun);
        let (kept, moved) = (difference.kept, difference.moved.len());
        say!(
            "{label:<20}   {kept} kept, {moved} moved, {} gone, {} closed",
            difference.gone.len(),
            difference.closed.len()
        );
    }
}
