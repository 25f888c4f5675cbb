// Spanish: how the installation is, for staff.
import type { status as en } from '../en/status';

export const status: Record<keyof typeof en, string> = {
  'status.title': 'Estado del servidor',
  'status.tone.fine': 'Bien',
  'status.tone.attention': 'Requiere atención',
  'status.tone.alarm': 'Alarma',
  'status.tone.unknown': 'No se sabe',
  'status.fine':
    'Todo está bien: lo que hacen las personas se guarda, en {nodes, plural, one {un servidor} other {# servidores}}.',
  'status.unsaved':
    'Ahora no se puede guardar nada. Las personas pueden seguir leyendo; lo que envían espera.',
  'status.unsaved.todo':
    'Avise a quien administra el servidor que no se puede escribir en el registro. Nadie tiene que volver a escribir nada: mientras su página siga abierta, se envía en cuanto se pueda guardar.',
  'status.lost':
    'Se perdió {losses, plural, one {una vez} other {# veces}} trabajo ya confirmado; vea más abajo.',
  'status.lost.todo': 'Se notó en el último día. Más abajo dice qué hacer ahora.',
  'status.lostBefore':
    'Hace algún tiempo se perdió {losses, plural, one {una vez} other {# veces}} trabajo ya confirmado; vea más abajo.',
  'status.unsafe': 'Lo que hacen las personas puede perderse: vea dónde se guarda todo.',
  'status.unsafe.todo':
    'Avise a quien administra el servidor antes de la próxima sesión: más abajo se nombra lo que está mal.',
  'status.unreached':
    'Hay conexión con {reached, number} de {nodes, plural, one {# servidor} other {# servidores}}.',
  'status.unreached.todo':
    'Quienes estaban en un servidor que se detuvo siguen con otro. Avise a quien administra el servidor si esto dura más de un minuto.',
  'status.versions':
    'Hay una actualización en curso: funcionan a la vez servidores de {versions, plural, =2 {dos versiones} other {# versiones}}.',
  'status.versions.todo':
    'Las sesiones continúan. Lo nuevo de la versión más reciente espera hasta que todos los servidores la tengan.',
  'status.outdated':
    'No todos los servidores conocen lo que los demás pueden guardar; vea más abajo.',
  'status.outdated.todo':
    'Las sesiones continúan. Pregunte a quien administra el servidor si todavía hay una actualización en curso.',
  'status.slow': 'Se guarda despacio: una de cada cien veces tarda más de un segundo.',
  'status.slow.todo':
    'Las personas ven “Enviando” más tiempo del debido. Avise a quien administra el servidor.',
  'status.also': 'Además:',
  'status.noAnswer': 'El servidor no responde en este momento.',
  'status.noAnswer.todo':
    'Puede que se haya detenido o que su propia red esté caída. Esta página sigue preguntando.',
  'status.cannotSay': 'El servidor responde, pero ahora no puede decir cómo está.',
  'status.cannotSay.todo':
    'Esta página sigue preguntando. Avise a quien administra el servidor si continúa así.',
  'status.wasAt': 'Todo lo que sigue es de antes ({time}). Entonces decía:',
  'status.asOf': 'Hora de los datos: {time}',
  'status.asOf.old': 'Hora de los datos: {time} (hace {age})',
  'status.age.seconds': '{count, plural, one {# segundo} other {# segundos}}',
  'status.age.minutes': '{count, plural, one {# minuto} other {# minutos}}',
  'status.refreshes': 'Actualizar cada 5 segundos',
  'status.nodes': 'Servidores',
  'status.again': 'Ver de nuevo',
  'status.nodes.alone': 'El único servidor',
  'status.nodes.server': 'Servidor',
  'status.nodes.version': 'Versión',
  'status.nodes.since': 'En marcha desde',
  'status.nodes.state': 'Estado',
  'status.nodes.answers': 'Le responde ahora',
  'status.nodes.notSaid': 'no se sabe',
  'status.nodes.reached': 'Con conexión',
  'status.nodes.notReached': 'Sin conexión',
  'status.nodes.notReached.means':
    'No contesta al servidor que le responde a usted. Puede que se haya detenido o que falle la red entre los dos.',
  'status.nodes.outdated': 'Anterior a otros',
  'status.nodes.outdated.means':
    'No conoce todo lo que los demás pueden guardar. Lo nuevo espera hasta que se actualice o se detenga.',
  'status.kept': 'Dónde se guarda todo',
  'status.kept.notSaid': 'El servidor no dice dónde se guarda todo.',
  'status.figures': 'Cifras de este servidor',
  'status.figures.one': 'Solo de {id}, que le responde ahora; los demás tienen las suyas.',
  'status.figures.sessions': 'Sesiones con personas',
  'status.figures.connections': 'Conexiones abiertas',
  'status.saving': 'Cuánto tarda en guardarse algo',
  'status.saving.none': 'Este servidor no ha guardado nada desde que se inició.',
  'status.saving.times':
    'De {saves, plural, one {la última vez que se guardó algo} other {las últimas {count} veces que se guardó algo}}, la mitad tardó como máximo {p50} ms y 99 de cada 100, como máximo {p99} ms.',
  'status.saving.quick': 'Está dentro de la marca de {mark} ms: nadie lo nota.',
  'status.saving.slow':
    'Supera la marca de {mark} ms. Pida a quien administra el servidor que revise su disco o su conexión con el almacén.',
  'status.saving.picture':
    'Tiempo de guardado en una escala de 0 a {end} ms: 99 de cada 100 tardan como máximo {p99} ms; la marca está en {mark} ms.',
  'status.ms': '{ms} ms',
  'status.losses': 'Lo que se perdió',
  'status.losses.none': 'No se ha notado ninguna pérdida de algo que ya estuviera confirmado.',
  'status.losses.most': 'Solo se muestran las {count, number} más recientes.',
  'status.losses.catalog.where': 'La lista de cuentas y sesiones',
  'status.losses.untitled': 'Sesión {id}',
  'status.losses.one':
    'El {when} se notó que {events, plural, =0 {se perdieron eventos, no se sabe cuántos} one {se perdió # evento} other {se perdieron # eventos}}.',
  'status.losses.session.means':
    'Líneas, puntos o llegadas de su último momento aparecieron como enviados y ahora faltan. Se avisó a quienes tenían conexión y habían visto más.',
  'status.losses.session.todo':
    'Abra la sesión y vea sus últimas líneas antes de esa hora; lo que falte hay que decirlo o hacerlo de nuevo.',
  'status.losses.catalog.means':
    'Puede faltar una cuenta, una invitación o una sesión creada justo antes. Solo el personal se entera, aquí.',
  'status.losses.catalog.todo':
    'Vea si están las cuentas y sesiones creadas ese día y cree de nuevo lo que falte.',
  'status.losses.restored.where': 'Todo lo que se guarda',
  'status.losses.restored.one':
    'El {when} se notó que todo volvió a como estaba algún tiempo antes, desde una copia.',
  'status.losses.restored.means':
    'Lo que se hizo después de esa copia se perdió. Lo que se había deshecho desde entonces está de vuelta: personas retiradas, enlaces reemplazados, líneas retiradas. Se avisa a quien vuelve y había visto más.',
  'status.losses.restored.todo':
    'Revise las sesiones de esos días: haga de nuevo lo que falte y deshaga otra vez lo que no debe estar.',
  'status.losses.kept':
    'Lo que los servidores aún sabían de los eventos perdidos se conserva junto al registro: pregunte a quien administra el servidor.',
  'status.forStaff': 'Esta página no es para usted',
  'status.forStaff.body':
    'El estado de los servidores se muestra al personal y a quienes administran. Esto no afecta sus sesiones.',
  'status.signedOut': 'Ya no tiene la sesión iniciada',
  'status.signedOut.body': 'Ingrese de nuevo y volverá a esta página.',
  'status.signIn': 'Ingresar',
  'status.older': 'Este servidor aún no puede mostrarlo',
  'status.older.body':
    'El servidor que responde es de una versión anterior, que no tiene esta página. Intente después de la actualización.',
  'status.toSessions': 'A sus sesiones',
};
