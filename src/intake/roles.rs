//! From what people call their work to the one of eleven groups that forms rooms.

use super::{ColumnMeaning, columns::Mapping, table::Table, words};
use crate::domain::roster::JobRole;
use std::collections::HashMap;

/// Words that mean another one: abbreviations, plurals, Spanish.
#[rustfmt::skip]
const WORDS: [(&str, &[&str]); 31] = [
    ("assistant", &["asst", "assist", "asistente", "adjunto", "adjunta"]),
    ("associate", &["assoc"]),
    ("superintendent", &["supt", "supe", "superintendente", "superintendents"]),
    ("director", &["dir", "directors", "exec director"]),
    ("coordinator", &["coord", "coordinador", "coordinadora", "coordinators"]),
    ("administrator", &["admin", "admins", "administrators", "administrador", "administradora"]),
    ("special education", &["sped", "spec ed"]),
    ("vice principal", &["vp", "subdirector", "subdirectora", "vicedirector", "vicedirectora"]),
    ("principal", &["princ", "principals"]),
    ("teacher", &[
        "teachers", "tchr", "maestra", "maestro", "maestras", "maestros", "docente", "docentes",
        "profesor", "profesora", "educator", "educators", "instructor", "educador", "educadora",
    ]),
    ("coach", &["coaches", "coaching", "entrenador", "entrenadora", "capacitador", "capacitadora"]),
    ("adviser", &["asesor", "asesora", "asesores"]),
    ("mentor", &["mentors", "mentora"]),
    ("department", &["dept", "departamento"]),
    ("counselor", &[
        "counselors", "counsellor", "counsellors", "counseling", "consejero", "consejera",
        "orientador", "orientadora",
    ]),
    ("psychologist", &["psych", "psychologists", "psicologo", "psicologa"]),
    ("social worker", &["trabajador social", "trabajadora social", "social workers", "lcsw"]),
    ("nurse", &["nurses", "enfermero", "enfermera", "lvn"]),
    ("specialist", &["specialists", "especialista", "especialistas"]),
    ("family", &["families", "familia", "familias", "familiar"]),
    ("parent", &["parents", "padre", "padres", "madre", "madres"]),
    ("community", &["comunidad", "comunitario", "comunitaria", "comunitarias"]),
    ("liaison", &["enlace", "liason", "liaisons"]),
    ("interpreter", &["interprete", "translator", "traductor", "traductora", "interpreters"]),
    ("technology", &["tecnologia", "tech", "informatica"]),
    ("data", &["datos"]),
    ("analyst", &["analista", "analysts"]),
    ("curriculum", &["curriculo", "curricular", "curric"]),
    ("math", &["mathematics", "matematicas", "maths"]),
    ("science", &["ciencias", "ciencia", "sciences"]),
    ("university", &["universidad", "universitario", "universitaria"]),
];

/// Small words that stand between the others.
const BETWEEN: [&str; 12] =
    ["of", "and", "the", "for", "de", "del", "la", "los", "y", "e", "en", "in"];

/// The first rule with one of `any`, one of `and` (if it has some) and none of `without`.
struct Rule {
    role: Option<JobRole>,
    any: &'static [&'static str],
    and: &'static [&'static str],
    without: &'static [&'static str],
}

impl Rule {
    const fn new(role: JobRole, any: &'static [&'static str]) -> Self {
        Self { role: Some(role), any, and: &[], without: &[] }
    }

    const fn unless(mut self, without: &'static [&'static str]) -> Self {
        self.without = without;
        self
    }

    const fn with(mut self, and: &'static [&'static str]) -> Self {
        self.and = and;
        self
    }

    fn fits(&self, title: &str) -> bool {
        let has = |phrases: &[&str]| phrases.iter().any(|phrase| words::has(title, phrase));
        has(self.any) && (self.and.is_empty() || has(self.and)) && !has(self.without)
    }
}

/// In this order. Who pays comes first (a county office, a partner), then rank (cabinet,
/// school), then the field. So an assistant superintendent of curriculum is cabinet, and a
/// special education teacher is a specialist: what they share with other specialists is more
/// than what they share with the teacher next door.
#[rustfmt::skip]
const RULES: [Rule; 19] = [
    // Their work has no group: better to ask than to guess.
    Rule { role: None, and: &[], without: &[], any: &[
        "secretary", "secretaria", "clerk", "custodian", "administrative assistant",
        "assistant administrativo", "assistant administrativa", "executive assistant",
        "administrator assistant", "assistant to", "bus driver", "paraprofessional",
        "paraeducator", "aide", "instructional assistant", "office manager", "registrar",
        "board member", "trustee", "athletic", "football", "basketball", "soccer", "deportivo",
    ]},
    Rule::new(JobRole::CoeStaff, &[
        "coe", "ocde", "sbcss", "county office", "county department", "county superintendent",
        "county schools", "geographic lead", "oficina educacion", "oficina condado",
        "superintendent condado", "county education",
    ]),
    Rule::new(JobRole::Partner, &[
        "university", "museum", "museo", "foundation", "fundacion", "nonprofit", "non profit",
        "sin fines lucro", "researcher", "investigador", "investigadora", "partner", "partners",
        "socio", "socia", "aliado", "aliada", "consultant", "consultor", "consultora", "vendor",
        "professor", "principal investigator", "community college", "evaluator",
        "program officer", "learning policy institute", "lawrence hall", "cso",
        "community based organization",
    ]),
    Rule::new(JobRole::Cabinet, &[
        "superintendent", "cbo", "cabinet", "gabinete", "chief", "cfo", "coo", "cao",
    ]).unless(&["chief technology", "chief information", "chief data", "chief digital"]),
    Rule::new(JobRole::Coach, &[
        "tosa", "teacher on special assignment", "special assignment", "asignacion especial",
        "coach", "adviser", "mentor", "induction", "department lead", "department chair",
        "department head", "jefe department", "jefa department", "lead teacher", "teacher leader",
        "teacher lead", "grade level lead", "grade level chair", "instructional facilitator",
    ]).unless(&["principal on special assignment"]),
    Rule::new(JobRole::SiteAdmin, &[
        "principal", "dean", "decano", "decana", "head school", "site administrator",
        "site leader", "school administrator", "school leader", "school director",
        "director escuela", "directora escuela", "director escolar", "directora escolar",
        "director primaria", "directora primaria", "director secundaria", "directora secundaria",
        "plantel",
    ]).unless(&["analyst"]),
    Rule::new(JobRole::SiteAdmin, &["ap"]).unless(&["teacher", "coordinator", "specialist"]),
    Rule::new(JobRole::PupilServices, &[
        "counselor", "psychologist", "social worker", "nurse", "speech", "slp", "therapist",
        "terapeuta", "mental health", "salud mental", "student services", "pupil", "attendance",
        "child welfare", "cwa", "student support services", "wellness", "bcba", "audiologist",
        "servicios estudiantiles",
    ]),
    Rule::new(JobRole::FamilyCommunity, &["parent"]),
    Rule::new(JobRole::FamilyCommunity, &[
        "family", "community", "interpreter", "liaison", "outreach", "promotora",
    ]).unless(&["teacher", "family consumer"]),
    Rule::new(JobRole::EdtechData, &[
        "edtech", "technology", "it", "information systems", "data", "analyst", "sis", "cto",
        "cio", "database", "network", "systems", "webmaster", "digital learning",
    ]).unless(&["teacher"]),
    Rule::new(JobRole::CurriculumAdmin, &["curriculum"]).unless(&["teacher"]),
    Rule::new(JobRole::Specialist, &[
        "special education", "education specialist", "eld", "ell", "esl", "english learner",
        "english learners", "english language", "multilingual", "multilingual learners", "mtss",
        "pbis", "rti", "intervention", "interventionist", "rsp", "sdc", "resource teacher",
        "selpa", "inclusion", "newcomer", "migrant", "el coordinator", "el teacher",
        "el director", "el program", "el programs", "el services", "el lead", "el support",
        "director el", "coordinator el", "educacion especial", "aprendices ingles",
        "estudiantes ingles", "idioma ingles", "gate",
    ]),
    Rule::new(JobRole::Specialist, &[
        "early learning", "early childhood", "early education", "preschool", "expanded learning",
        "after school", "afterschool", "elop", "ases",
    ]).unless(&["teacher"]),
    Rule::new(JobRole::CurriculumAdmin, &[
        "instruction", "instructional", "instruccion", "educational services",
        "education services", "ed services", "servicios educativos", "stem", "steam",
        "professional learning", "professional development", "staff development",
        "desarrollo profesional", "assessment", "assessments", "evaluacion", "accountability",
        "academic", "academics", "academico", "teaching learning", "elementary education",
        "secondary education", "lcap", "state federal",
    ]).unless(&["teacher", "specialist"]),
    Rule::new(JobRole::CurriculumAdmin, &[
        "director", "directora", "coordinator", "administrator", "manager", "supervisor",
    ]).with(&[
        "math", "science", "literacy", "ela", "language arts", "elementary", "secondary",
        "history", "arts", "learning", "innovation", "education", "educacion",
    ]),
    Rule::new(JobRole::Teacher, &[
        "teacher", "grade", "grado", "kindergarten", "tk", "librarian", "k 2", "k 5", "k 6",
        "k 8", "3 5", "6 8", "9 12",
    ]).unless(&["director", "coordinator", "administrator", "manager", "specialist"]),
    Rule::new(JobRole::Specialist, &["specialist"]),
    // By itself the Spanish word is the head of a school; the English one can be anything.
    Rule::new(JobRole::SiteAdmin, &["directora"]),
];

fn plain(word: &str) -> &str {
    WORDS.iter().find(|(_, others)| others.contains(&word)).map_or(word, |(plain, _)| plain)
}

/// Longest title that is looked at, in bytes: longer ones are stories.
const TITLE_BYTES_MAX: usize = 400;

/// Which of the eleven this is; nothing when it is better to ask.
#[must_use]
pub fn guess(title: &str) -> Option<JobRole> {
    if title.len() > TITLE_BYTES_MAX {
        return None;
    }
    let folded = words::fold(title);
    let words = folded.split(' ').filter(|word| !BETWEEN.contains(word));
    let mut title = words.map(plain).collect::<Vec<_>>().join(" ");
    for (word, others) in &WORDS {
        for phrase in others.iter().filter(|other| other.contains(' ')) {
            if words::has(&title, phrase) {
                title = title.replace(phrase, word);
            }
        }
    }
    // LACOE, SDCOE, RCOE.
    let is_office = |word: &str| word.len() <= 5 && word.ends_with("coe");
    if title.split(' ').any(is_office) {
        title.push_str(" coe");
    }
    RULES.iter().find(|rule| rule.fits(&title)).and_then(|rule| rule.role)
}

/// What a facilitator said about titles, and for the rest the guess.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    /// By folded title.
    known: HashMap<String, Option<JobRole>>,
}

impl Roles {
    /// With what a facilitator said, which beats every guess.
    pub fn new<T: AsRef<str>>(said: impl IntoIterator<Item = (T, JobRole)>) -> Self {
        let said = said.into_iter();
        Self { known: said.map(|(t, role)| (words::fold(t.as_ref()), Some(role))).collect() }
    }

    /// Which of the eleven this is; nothing if it is empty or not known.
    pub fn find(&mut self, title: &str) -> Option<JobRole> {
        let key = words::fold(title);
        if key.is_empty() {
            return None;
        }
        *self.known.entry(key).or_insert_with(|| guess(title))
    }
}

/// A title in a table, and what it is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleFound {
    /// As it is first written.
    pub title: String,
    /// Nothing: someone must say.
    pub job_role: Option<JobRole>,
    /// Rows that have it, in whatever case.
    pub count: u32,
}

/// Every title in a table, in the order of the rows.
#[must_use]
pub fn distinct(table: &Table, mapping: &Mapping, roles: &Roles) -> Vec<RoleFound> {
    let mut roles = roles.clone();
    let mut places = HashMap::new();
    let mut found: Vec<RoleFound> = Vec::new();
    let Some(column) = mapping.column(ColumnMeaning::JobRole) else { return found };
    let cells = table.rows.iter().filter_map(|row| row.cells.get(column));
    for title in cells.map(|raw| words::one_line(words::cell(raw))) {
        let key = words::fold(&title);
        if key.is_empty() {
            continue;
        }
        let place = *places.entry(key).or_insert_with(|| {
            let job_role = roles.find(&title);
            found.push(RoleFound { title, job_role, count: 0 });
            found.len() - 1
        });
        found[place].count += 1;
    }
    found
}
