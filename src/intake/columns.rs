//! What the columns of a table hold: by their headers, or else by what is in them.

use super::{ColumnMeaning, codes, table::Table, words};
use crate::domain::text::Email;

/// Headers, folded, in both languages. A header that is one of them beats one that
/// contains one; of those, the longest decides.
#[rustfmt::skip]
const HEADERS: [(ColumnMeaning, &[&str]); 12] = [
    (ColumnMeaning::Name, &[
        "name", "full name", "participant", "participant name", "attendee", "attendee name",
        "display name", "first and last name", "last first", "last name first name", "person",
        "nombre completo", "nombre y apellido", "nombre y apellidos", "nombre", "participante",
        "nombre del participante", "apellidos y nombre",
    ]),
    (ColumnMeaning::FirstName, &[
        "first name", "first", "firstname", "given name", "given names", "givenname",
        "preferred name", "preferred first name", "fname", "forename", "nombres", "primer nombre",
        "nombre de pila",
    ]),
    (ColumnMeaning::LastName, &[
        "last name", "last", "lastname", "surname", "family name", "lname", "last names",
        "apellido", "apellidos", "apellido s", "primer apellido", "surnames", "familyname",
    ]),
    (ColumnMeaning::Email, &[
        "email", "e mail", "email address", "e mail address", "mail", "work email", "emailaddress",
        "correo", "correo electronico", "direccion de correo", "direccion de correo electronico",
        "mail address", "district email", "school email",
    ]),
    (ColumnMeaning::JobRole, &[
        "role", "job role", "job title", "title", "position", "position title", "job", "jobtitle",
        "current role", "current position", "occupation", "your role", "professional role",
        "rol", "puesto", "cargo", "funcion", "titulo del puesto", "ocupacion", "puesto de trabajo",
    ]),
    (ColumnMeaning::District, &[
        "district", "lea", "school district", "district name", "lea name", "organization",
        "organisation", "organization name", "organisation name", "agency", "employer", "coe",
        "district or coe", "district coe", "district organization", "district or organization",
        "county office", "affiliation", "institution", "home district", "where do you work",
        "company", "distrito", "distrito escolar", "nombre del distrito", "organizacion",
        "institucion", "entidad", "lugar de trabajo",
    ]),
    (ColumnMeaning::DistrictCode, &[
        "cds", "cds code", "cd code", "cdcode", "cdscode", "district code", "lea code",
        "county district code", "county district school code", "cds number", "district cds code",
        "codigo cds", "codigo cd", "codigo del distrito", "codigo de distrito", "district id",
    ]),
    (ColumnMeaning::Language, &[
        "language", "preferred language", "primary language", "home language", "lang",
        "language preference", "languages", "spoken language", "idioma", "idioma preferido",
        "idiomas", "lengua", "lenguaje", "idioma principal",
    ]),
    (ColumnMeaning::Access, &[
        "access", "access needs", "accommodations", "accommodation", "accessibility",
        "accessibility needs", "accommodation needs", "accommodations needed", "supports needed",
        "special needs", "acomodaciones", "adaptaciones", "accesibilidad", "necesidades de acceso",
        "necesidades de accesibilidad", "necesidades especiales", "ajustes", "apoyos",
    ]),
    (ColumnMeaning::Groups, &[
        "group", "groups", "cohort", "cohorts", "team", "teams", "strand", "breakout group",
        "group name", "cohort name", "team name", "grupo", "grupos", "cohorte", "cohortes",
        "equipo", "equipos",
    ]),
    (ColumnMeaning::KeepWith, &[
        "keep with", "keep together", "keep together with", "together with", "same room",
        "same room as", "same group as", "pair with", "must be with", "mantener con",
        "mantener junto con", "juntar con", "junto con", "juntos", "misma sala", "misma sala que",
    ]),
    (ColumnMeaning::KeepApart, &[
        "keep apart", "keep apart from", "keep away from", "separate", "separate from", "not with",
        "do not pair with", "do not put with", "different room", "separar", "separar de",
        "mantener separado de", "mantener separados", "mantener aparte", "no juntar con", "no con",
        "no junto con", "sala distinta", "aparte de",
    ]),
];

/// Headers about someone or something else, of which the rest would be misread.
#[rustfmt::skip]
const OTHERS: [&str; 22] = [
    "supervisor", "supervisors", "manager", "managers", "emergency", "alternate", "spouse",
    "middle", "user", "file", "site", "event", "session", "phone", "telefono", "date", "fecha",
    "administrator name", "principal name", "school name", "segundo nombre", "nombre de la escuela",
];

/// Rows that are looked at where the header says nothing.
const LOOK_AT_ROWS: usize = 200;

/// Why these meanings do not fit a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Not one for each column.
    #[error("say what each column holds")]
    WrongCount,
    /// Two columns cannot mean the same.
    #[error("two columns hold the same")]
    Twice(ColumnMeaning),
}

/// What each column holds; nothing is held by two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping(Vec<ColumnMeaning>);

impl Mapping {
    /// As a facilitator says.
    ///
    /// # Errors
    /// Not one for each column of the table, or the same twice.
    pub fn parse(table: &Table, columns: Vec<ColumnMeaning>) -> Result<Self, MappingError> {
        if columns.len() != table.header.len() {
            return Err(MappingError::WrongCount);
        }
        let mut sorted: Vec<_> = columns.iter().filter(|m| **m != ColumnMeaning::Nothing).collect();
        sorted.sort();
        match sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(MappingError::Twice(*pair[0])),
            None => Ok(Self(columns)),
        }
    }

    /// As the table suggests.
    #[must_use]
    pub fn guess(table: &Table) -> Self {
        let mut found = Vec::new();
        for (column, header) in table.header.iter().enumerate() {
            let header = words::fold(&header.replace("(s)", "s"));
            let scores = HEADERS.iter().map(|(meaning, names)| (score(&header, names), *meaning));
            found.extend(scores.filter(|(n, _)| *n > 0).map(|(n, meaning)| (n, column, meaning)));
        }
        found.sort_by_key(|(score, column, meaning)| (usize::MAX - score, *column, *meaning));
        let mut mapping = Self(vec![ColumnMeaning::Nothing; table.header.len()]);
        for (_, column, meaning) in found {
            mapping.offer(column, meaning);
        }
        mapping.look_inside(table, ColumnMeaning::Email, |cell| Email::parse(cell).is_ok());
        mapping.look_inside(table, ColumnMeaning::DistrictCode, |cell| codes::parse(cell).is_ok());
        // Nombre is the whole name, unless Apellido stands beside it.
        if mapping.column(ColumnMeaning::FirstName).is_none()
            && mapping.column(ColumnMeaning::LastName).is_some()
            && let Some(name) = mapping.column(ColumnMeaning::Name)
        {
            mapping.0[name] = ColumnMeaning::FirstName;
        }
        mapping
    }

    /// One for each column.
    #[must_use]
    pub fn columns(&self) -> &[ColumnMeaning] {
        &self.0
    }

    /// Which column holds this.
    #[must_use]
    pub fn column(&self, meaning: ColumnMeaning) -> Option<usize> {
        self.0.iter().position(|column| *column == meaning)
    }

    fn offer(&mut self, column: usize, meaning: ColumnMeaning) {
        if self.0[column] == ColumnMeaning::Nothing && self.column(meaning).is_none() {
            self.0[column] = meaning;
        }
    }

    /// Gives a meaning that no header has to the first column most of whose cells fit.
    fn look_inside(&mut self, table: &Table, meaning: ColumnMeaning, fits: impl Fn(&str) -> bool) {
        for column in 0..table.header.len() {
            let rows = table.rows.iter().take(LOOK_AT_ROWS);
            let cells = rows.filter_map(|row| row.cells.get(column)).filter(|c| !c.is_empty());
            let (mut all, mut fit) = (0, 0);
            for cell in cells {
                all += 1;
                fit += usize::from(fits(cell));
            }
            let is_other = is_other(&words::fold(&table.header[column]));
            if fit * 2 > all && !is_other {
                self.offer(column, meaning);
            }
        }
    }
}

fn is_other(header: &str) -> bool {
    OTHERS.iter().any(|other| words::has(header, other))
}

/// How well a header fits: a name exactly, or the longest that it contains.
fn score(header: &str, names: &[&str]) -> usize {
    if names.contains(&header) {
        return 1_000;
    }
    if is_other(header) {
        return 0;
    }
    let contained = names.iter().filter(|name| words::has(header, name));
    contained.map(|name| name.len()).max().unwrap_or(0)
}
