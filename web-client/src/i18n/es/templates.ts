// Spanish: protocols to start rounds from, as they are called and as rooms read them.
import type { templates as en } from '../en/templates';

export const templates: Record<keyof typeof en, string> = {
  'template.from': 'Empezar con',
  'template.none': 'Nada: una ronda propia',
  'template.all124.name': '1-2-4-Todos',
  'template.all124.help':
    'Parejas al azar, 2 minutos. Después dos parejas se vuelven un grupo de cuatro, 5 minutos, enseguida.',
  'template.jigsaw.name': 'Rompecabezas',
  'template.jigsaw.help':
    'Primero salas de una misma función, 20 minutos. Después salas con una persona como máximo de cada una, 25 minutos.',
  'template.cafe.name': 'Café mundial',
  'template.cafe.help':
    'Tres rondas de 15 minutos. Quienes reciben se quedan; los demás conocen cada vez a otras personas. Cada ronda abre la siguiente.',
  'template.gallery.name': 'Recorrido de galería',
  'template.gallery.help': 'Salas variadas. Cada 8 minutos la gente pasa a la siguiente sala.',
  'template.consultancy.name': 'Consultoría',
  'template.consultancy.help':
    'Salas variadas de cinco. Una persona presenta una pregunta y las demás la trabajan, en seis pasos de 45 minutos en total.',
  'template.flash.name': 'Consultoría en 15 minutos',
  'template.flash.help': 'Los mismos seis pasos, más cortos.',
  'template.district.name': 'Tiempo de equipos de distrito',
  'template.district.help': 'Equipos de distrito; los pequeños se unen a sus vecinos.',
  'template.choose.name': 'Elija su sala',
  'template.choose.help':
    'Cada persona elige una sala mientras haya lugar. Póngales nombre a las salas.',
  'template.pairs.title': 'Parejas',
  'template.pairs.prompt': 'Primero piense a solas. Después cuéntense lo que encontraron.',
  'template.fours.title': 'Grupos de cuatro',
  'template.fours.prompt':
    '¿Qué encontraron las dos parejas? ¿Qué conviene que escuche todo el grupo?',
  'template.experts.title': 'Salas por función',
  'template.experts.prompt':
    'Aquí todas las personas tienen la misma función. Busquen lo más importante: cada persona lo lleva a otra sala.',
  'template.home.title': 'Salas de origen',
  'template.home.prompt': 'Cada persona viene de otra sala. Cuenten lo que encontraron allí.',
  'template.cafe.title': 'Café mundial, ronda {number}',
  'template.cafe.prompt':
    'Quien recibe cuenta lo que se ha encontrado en esta mesa. Después sigan desde allí, en conjunto.',
  'template.gallery.title': 'Recorrido de galería',
  'template.gallery.prompt': 'Miren lo que hizo esta sala. Digan qué notan y qué se preguntan.',
  'template.consultancy.title': 'Consultoría',
  'template.consultancy.prompt':
    'Una persona presenta una pregunta de su trabajo. Las demás ayudan a verla de otra manera.',
  'template.flash.title': 'Consultoría corta',
  'template.flash.prompt':
    'Una persona presenta una pregunta de su trabajo. Las demás ayudan, paso a paso.',
  'template.district.title': 'Tiempo de equipos de distrito',
  'template.district.prompt':
    '¿Qué hará su distrito antes de que nos volvamos a ver, y quién empieza?',
  'template.choose.title': 'Elija su sala',
  'template.choose.prompt':
    'Vaya a donde más aprenda o más ayude. Puede pasar a otra sala cuando quiera.',
  'template.step.present': 'Presentar',
  'template.step.clarify': 'Preguntas para aclarar',
  'template.step.probe': 'Preguntas para profundizar',
  'template.step.talk': 'El grupo habla, quien presenta escucha',
  'template.step.reflect': 'Quien presenta reflexiona',
  'template.step.debrief': 'Mirar atrás en conjunto',
  'series.begin': 'Planear y guardar estas {count} rondas',
  'series.sees':
    'Cada una queda en la lista y se puede cambiar. Nadie más las ve antes de que se abran.',
  'series.title': '«{title}»',
  'series.making': 'Planeando y guardando «{title}» ({number} de {count})…',
  'series.linking': 'Diciendo qué ronda se abre después de cuál…',
  'series.done': 'Se planearon y guardaron {count} rondas: {titles}.',
  'series.failed': 'No se pudo planear y guardar «{title}».',
  'series.failed.link': '«{title}» todavía no abre «{next}» por sí sola.',
  'series.there': 'Estas ya están: {titles}.',
  'series.again': 'Intentar de nuevo desde allí',
  'series.leave': 'Dejarlo así',
  'series.seen': 'De acuerdo',
};
