// Numbers in both languages, as Californians write them.
import { expect, test } from 'vitest';
import { counted, decimal, measured, percent } from './numbers';

test('both write the sign of percentages right behind them, and no decimals', () => {
  expect(percent('en', 0.5)).toBe('50%');
  expect(percent('es', 0.5)).toBe('50%');
  expect(percent('en', 1 / 6)).toBe('17%');
});

test('both have commas for thousands and a point before decimals', () => {
  for (const language of ['en', 'es'] as const) {
    expect(counted(language, 12_345)).toBe('12,345');
    expect(decimal(language, 2, 1, 1)).toBe('2.0');
    expect(decimal(language, 2.3456, 3)).toBe('2.346');
    expect(measured(language, 0.1234)).toBe('0.12');
  }
});
