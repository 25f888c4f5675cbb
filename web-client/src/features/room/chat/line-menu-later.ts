// The menu of a line comes with its first use, or a moment after the room has been drawn.
import { later } from '../../../ui/later';

export const LineMenu = later(async () => (await import('./line-menu')).LineMenu, { quiet: true });
