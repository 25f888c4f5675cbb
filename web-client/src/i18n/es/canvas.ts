// The Spanish catalogue: a board as a plane to draw on, pictures of boards, and files of them.
import type { canvas as english } from '../en/canvas';

export const canvas: Record<keyof typeof english, string> = {
  'canvas.label': 'Lienzo',
  'canvas.tools': 'En este lienzo',
  'canvas.addNote': 'Agregar una nota',
  'canvas.newNote': 'Nota',
  'canvas.noteAdded': 'La nota está en el centro. Haga doble clic para escribir.',
  'canvas.addImage': 'Agregar una imagen',
  'canvas.imageFile': 'Archivo de imagen',
  'canvas.imageSending': 'Enviando la imagen…',
  'canvas.imageAdded': 'La imagen está en el tablero.',
  'canvas.imageFailed': 'La imagen no se envió. {why}',
  'canvas.notAnImage': 'Aquí solo caben imágenes: PNG, JPEG, WebP o GIF.',
  'canvas.imageTooLarge': 'La imagen pesa más de 10 MB.',
  'canvas.untitled': 'Sección',
  'canvas.undo.all': 'Deshecho.',
  'canvas.undo.part': 'Deshecho, salvo lo que otras personas cambiaron después.',
  'canvas.undo.kept': 'Otras personas lo cambiaron después: queda como está.',
  'canvas.undo.nothing': 'No hay nada suyo que deshacer.',
  'canvas.redo.all': 'Hecho de nuevo.',
  'canvas.redo.part': 'Hecho de nuevo, salvo lo que otras personas cambiaron después.',
  'canvas.redo.kept': 'Otras personas lo cambiaron después: queda como está.',
  'canvas.redo.nothing': 'No hay nada que rehacer.',

  'picture.of': 'Imagen de {title}: {count, plural, one {# elemento} other {# elementos}}',
  'picture.empty': 'Todavía no hay nada en este tablero.',
  'picture.closed': 'Este tablero no se puede ver ahora.',
  'picture.board': 'Tablero',

  'export.png': 'Imagen (PNG)',
  'export.svg': 'Dibujo (SVG)',
  'export.pdf': 'Documento (PDF)',
  'export.working': 'Dibujando el tablero…',
  'export.done': 'El archivo se descargó.',
  'export.failed': 'No se pudo crear el archivo. Intente de nuevo.',
};
