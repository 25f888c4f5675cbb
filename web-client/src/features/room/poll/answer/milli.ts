// Numbers in thousandths, as people write and read them.
import type { Language } from '../../../../i18n/language';
import { decimal } from '../../../../i18n/numbers';

/** Longer than any number within bounds. */
const DIGITS_MAX = 15;

/**
 * A comma or a point, however someone has learnt it: of two kinds the last one parts the decimals,
 * and what stands more than once, or before exactly three digits as a comma, parts thousands.
 */
export function readMilli(typed: string): bigint | undefined {
  const text = typed.replace(/[\s'’\u00a0\u202f]/g, '').replace(/^[−–]/, '-');
  if (!/^[-+]?[\d.,]*\d[\d.,]*$/.test(text)) return undefined;
  const mark = decimalMark(text);
  const at = mark ? text.lastIndexOf(mark) : text.length;
  const whole = text.slice(0, at).replace(/[.,+]/g, '');
  const decimals = text.slice(at + 1);
  if (!/^\d{0,3}$/.test(decimals) || whole.length > DIGITS_MAX) return undefined;
  const negative = whole.startsWith('-');
  const milli = BigInt(whole.replace('-', '') || '0') * 1000n + BigInt(decimals.padEnd(3, '0'));
  return negative ? -milli : milli;
}

function decimalMark(text: string): string | undefined {
  const [points, commas] = [text.split('.').length - 1, text.split(',').length - 1];
  if (points > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ',';
  if (points === 1) return '.';
  if (commas !== 1) return undefined;
  return /^[-+]?[1-9]\d{0,2},\d{3}$/.test(text) ? undefined : ',';
}

export function milliText(milli: bigint, language: Language): string {
  return decimal(language, Number(milli) / 1000, 3);
}
