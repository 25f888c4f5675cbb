// Spanish: raised hands, turns to speak, reactions.
import type { hand as en } from '../en/hand';

export const hand: Record<keyof typeof en, string> = {
  'hand.raise': 'Levantar la mano',
  'hand.lower': 'Bajar la mano',
  'hand.keys': 'Ctrl + Alt + H',
  'hand.place': 'Su lugar en la fila: {place, selectordinal, other {#.º}}',
  'hand.isUp': 'Su mano está levantada',
  'hand.title': 'Manos levantadas: {count}',
  'hand.queue': 'Manos levantadas, en orden',
  'hand.unheardFirst': 'Primero quienes no han hablado',
  'hand.time': 'Tiempo por turno',
  'hand.noEnd': 'Sin límite',
  'hand.seconds': '{seconds} s',
  'hand.turns':
    '{count, plural, =0 {aún no ha hablado} one {ha tenido # turno} other {ha tenido # turnos}}',
  'hand.give': 'Dar la palabra',
  'hand.giveOf': 'Dar la palabra a {name}',
  'hand.lowerTheirs': 'Bajar',
  'hand.lowerTheirsOf': 'Bajar la mano de {name}',
  'hand.lowerAll': 'Bajar todas las manos',
  'turn.label': 'Quién tiene la palabra',
  'turn.yours': 'Usted tiene la palabra',
  'turn.left': '{seconds, plural, one {Queda # segundo} other {Quedan # segundos}}',
  'turn.over': 'Se acabó el tiempo de este turno',
  'turn.end': 'Terminar el turno',
  'pulse.react': 'Reaccionar',
  'pulse.sees': 'Reacciones. Todas las personas ven cuántas hay, y no de quién.',
  'pulse.own': 'Usted:',
};
