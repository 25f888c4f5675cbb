//! Invented names and places. The districts do not exist: the codes begin with a 9 that no
//! district has.

use convene::proto::JobRole;

#[rustfmt::skip]
pub const FIRST: [&str; 56] = [
    "Amy", "Ben", "Carla", "Dale", "Erin", "Frank", "Grace", "Helen", "Ivan", "June", "Karl",
    "Laura", "Mark", "Nina", "Owen", "Paula", "Quinn", "Rita", "Sam", "Tina", "Vera", "Will",
    "Yolanda", "Zoe", "Ana", "Beatriz", "Carlos", "Diego", "Elena", "Felipe", "Gloria", "Hugo",
    "Inés", "Jorge", "Karina", "Lucía", "Marisol", "Nicolás", "Olga", "Pablo", "Raquel",
    "Sofía", "Tomás", "Ximena", "Anh", "Bao", "Hana", "Jin", "Kavya", "Leilani", "Mei", "Omar",
    "Priya", "Samira", "Tariq", "Wen",
];

#[rustfmt::skip]
pub const LAST: [&str; 56] = [
    "Abbott", "Baker", "Carter", "Dawson", "Ellis", "Foster", "Greene", "Harper", "Irving",
    "Jensen", "Keller", "Lawson", "Mason", "Norris", "Olsen", "Porter", "Reed", "Sutton",
    "Tucker", "Vance", "Walsh", "Young", "Alvarado", "Benítez", "Castillo", "Delgado", "Escobar",
    "Fuentes", "Gallegos", "Herrera", "Ibarra", "Juárez", "Lozano", "Medina", "Núñez", "Ochoa",
    "Paredes", "Quintero", "Rosales", "Salazar", "Tovar", "Valdez", "Zamora", "Chen", "Dinh",
    "Fujita", "Gupta", "Hassan", "Kaur", "Lim", "Nguyen", "Okafor", "Park", "Rahman", "Singh",
    "Tran",
];

/// What a district is called and the code of its county.
#[rustfmt::skip]
pub const DISTRICTS: [(&str, u32); 22] = [
    ("Alder Creek Unified", 1), ("Bluebird Elementary", 4), ("Rancho Luna Unified", 7),
    ("Cedar Bend Unified", 10), ("Dry Fork Elementary", 12), ("Valle Claro Elementary", 13),
    ("Eagle Mesa Unified", 15), ("Fern Hollow Elementary", 17), ("Puente Viejo Unified", 19),
    ("Granite Wells Unified", 20), ("Heron Lake Elementary", 24), ("Las Encinas Unified", 27),
    ("Juniper Flat Elementary", 30), ("Kestrel Point Unified", 33), ("Lomas Verdes Unified", 36),
    ("Manzanita Grove Elementary", 37), ("North Orchard Unified", 39), ("Agua Mansa Elementary", 42),
    ("Pine Lantern Unified", 45), ("Quail Crossing Elementary", 50), ("Sombra Alta Unified", 54),
    ("Tule Meadow Elementary", 57),
];

pub const PARTNERS: [&str; 3] =
    ["Redwood Learning Studio", "Tidepool Science Museum", "Valley Research Partnership"];

/// A group, its share in percent of those who come to a quarterly convening, and the titles
/// that its people have. The last two have no share there; a few come all the same.
pub struct Group {
    pub role: JobRole,
    pub share: usize,
    pub titles: &'static [&'static str],
}

const fn group(role: JobRole, share: usize, titles: &'static [&'static str]) -> Group {
    Group { role, share, titles }
}

#[rustfmt::skip]
pub const GROUPS: [Group; 11] = [
    group(JobRole::Teacher, 30, &[
        "Kindergarten teacher", "2nd grade teacher", "4th grade teacher", "6th grade math teacher",
        "Middle school science teacher", "Dual-language teacher", "Maestra de primer grado",
    ]),
    // The last one is a title that no table of titles knows: someone must say what it is.
    group(JobRole::Coach, 20, &[
        "Math coach", "Science coach", "TOSA, mathematics", "Induction mentor", "Learning lead",
    ]),
    group(JobRole::SiteAdmin, 13, &["Principal", "Assistant principal", "Dean of students"]),
    group(JobRole::CurriculumAdmin, 12, &[
        "Director of curriculum", "STEM coordinator", "Coordinator, professional learning",
    ]),
    group(JobRole::Specialist, 9, &[
        "ELD specialist", "Special education teacher", "MTSS specialist",
    ]),
    group(JobRole::Cabinet, 5, &[
        "Superintendent", "Assistant superintendent, educational services",
    ]),
    group(JobRole::EdtechData, 5, &["Ed-tech coordinator", "Data and assessment analyst"]),
    group(JobRole::PupilServices, 4, &[
        "School counselor", "School psychologist", "School nurse", "Social worker",
    ]),
    group(JobRole::FamilyCommunity, 2, &["Family liaison", "Community school coordinator"]),
    group(JobRole::CoeStaff, 2, &["COE program specialist", "County office math lead"]),
    group(JobRole::Partner, 1, &["University researcher", "Museum educator"]),
];
