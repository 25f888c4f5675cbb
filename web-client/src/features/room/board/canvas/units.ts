// Our units and the canvas library's: hundredths of a point, tenths of a degree, colours as numbers.
import { NO_COLOR } from '../../../../session/board-elements';

const LENGTH_MAX = 10_000_000;

export function toPoints(hundredths: number): number {
  return hundredths / 100;
}

export function toHundredths(points: number): number {
  return within(Math.round(points * 100), -LENGTH_MAX, LENGTH_MAX);
}

/** What is no number is nothing; and never minus zero, which is not the same as zero. */
export function within(value: number, min: number, max: number): number {
  if (Number.isNaN(value)) return Math.max(min, 0);
  return Math.min(max, Math.max(min, value)) || 0;
}

const TENTHS = 3600;

export function toRadians(tenths: number): number {
  return (tenths * Math.PI * 2) / TENTHS;
}

export function toTenths(radians: number): number {
  const tenths = Math.round((radians * TENTHS) / (Math.PI * 2)) % TENTHS;
  return within(tenths < 0 ? tenths + TENTHS : tenths, 0, TENTHS - 1);
}

export function toHex(color: number): string {
  return color >= NO_COLOR ? 'transparent' : `#${color.toString(16).padStart(6, '0')}`;
}

/** `none`: what stands for no colour at all, and for what is none. */
export function toColor(text: string, none: number): number {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])[0-9a-f]?$/i.exec(text);
  if (short) {
    const [, r = '', g = '', b = ''] = short;
    return Number.parseInt(r + r + g + g + b + b, 16);
  }
  const long = /^#([0-9a-f]{6})([0-9a-f]{2})?$/i.exec(text);
  if (!long || long[2] === '00') return none;
  return Number.parseInt(long[1] ?? '', 16);
}

/** So many characters, none of them cut in two. */
export function atMost(text: string, chars: number): string {
  return text.length <= chars ? text : Array.from(text).slice(0, chars).join('');
}
