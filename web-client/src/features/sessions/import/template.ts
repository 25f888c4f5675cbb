// The table that shows which headers Convene knows. With it, nobody has to map columns.
import type { Language } from '../../../i18n/language';

// Not from the catalogue: the server reads these, in both languages, and knows no other words.
const ROWS: Record<Language, readonly (readonly string[])[]> = {
  en: [
    [
      'Name',
      'E-mail',
      'Role',
      'District',
      'District code',
      'Language',
      'Access needs',
      'Groups',
      'Keep with',
      'Keep apart',
    ],
    [
      'Rosa Delgado',
      'rosa.delgado@example.org',
      'Teacher',
      'Lakeside Unified',
      '',
      'Spanish',
      'Captions',
      'Math; Cohort 2',
      '',
      '',
    ],
  ],
  es: [
    [
      'Nombre completo',
      'Correo electrónico',
      'Función',
      'Distrito',
      'Código del distrito',
      'Idioma',
      'Necesidades de acceso',
      'Grupos',
      'Mantener con',
      'Separar de',
    ],
    [
      'Rosa Delgado',
      'rosa.delgado@example.org',
      'Docente',
      'Lakeside Unified',
      '',
      'Español',
      'Subtítulos',
      'Matemáticas; Grupo 2',
      '',
      '',
    ],
  ],
};

// The mark makes Excel read accents as they are.
const MARK = '\ufeff';

export function templateCsv(language: Language): string {
  return MARK + ROWS[language].map((row) => `${row.join(',')}\r\n`).join('');
}
