// Spanish: written voice, which facilitators look at.
import type { voice as en } from '../en/voice';

export const voice: Record<keyof typeof en, string> = {
  'voice.title': 'Voz escrita',
  'voice.counts':
    'Se cuentan mensajes, preguntas y respuestas en cascadas, no lo que se habla. La parte de un grupo se compara con su parte del tiempo en que hubo personas presentes: 1.0 es proporcional.',
  'voice.sees': 'Esto lo ven solo quienes facilitan y el personal. Se renueva cada 15 segundos.',
  'voice.older': 'Lo que se muestra es anterior.',
  'voice.nothing': 'Nadie ha escrito nada todavía.',
  'voice.all':
    'Han escrito {heard} de {people} personas, en total {contributions, plural, one {# aporte} other {# aportes}}',
  'voice.byJob': 'Por función',
  'voice.byRegion': 'Por región',
  'voice.group': 'Grupo',
  'voice.share': 'Escribe según su presencia',
  'voice.heard': 'Personas escuchadas',
  'voice.heardFigure': '{heard} de {people}',
  'voice.less': '{ratio}: escribe menos de lo que le corresponde',
  'voice.even': '{ratio}: en proporción',
  'voice.more': '{ratio}: escribe más de lo que le corresponde',
  'voice.notHere': 'no estuvo',
  'voice.suppressed': '* muy pocas personas',
  'voice.why':
    '* No se muestran grupos de menos de cinco personas: se podría reconocer a alguien. Puede omitirse otro grupo para que no se puedan deducir.',
  'voice.region': 'Región {number}',
  'voice.noRegion': 'Sin región',
};
