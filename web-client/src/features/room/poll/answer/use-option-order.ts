// In which order someone meets the options: their own one, where they are shuffled.
import { useMemo } from 'react';
import { shuffled } from './shuffle';

export function useOptionOrder(
  kind: { shuffled: boolean; options: readonly unknown[] },
  seed: readonly string[],
): readonly number[] {
  const key = seed.join('/');
  const { shuffled: isShuffled, options } = kind;
  return useMemo(
    () => (isShuffled ? shuffled(options.length, [key]) : options.map((_, at) => at)),
    [isShuffled, options, key],
  );
}
