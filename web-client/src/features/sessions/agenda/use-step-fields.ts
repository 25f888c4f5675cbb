// A step as it is typed, and the step that comes of it.
import { create } from '@bufbuild/protobuf';
import { useState } from 'react';
import type { MessageKey } from '../../../i18n/en';
import type { AgendaFile, AgendaItem } from '../../../protocol/convene/v1/agenda_pb';
import { AgendaItemSchema, Opens } from '../../../protocol/convene/v1/agenda_pb';

export const STEP_FIELDS = [
  'title.en',
  'title.es',
  'minutes',
  'prompt.en',
  'prompt.es',
  'link',
  'file',
];
export const PROMPT_CHARS_MAX = 2000;
const MINUTES = { min: 1, max: 600 };

export interface StepValues {
  titleEn: string;
  titleEs: string;
  minutes: string;
  promptEn: string;
  promptEs: string;
  link: string;
  opens: Opens;
  file: AgendaFile | undefined;
}

const NONE: StepValues = {
  titleEn: '',
  titleEs: '',
  minutes: '10',
  promptEn: '',
  promptEs: '',
  link: '',
  opens: Opens.UNSPECIFIED,
  file: undefined,
};

export function useStepFields(item: AgendaItem | undefined) {
  const [values, setValues] = useState(() => (item ? valuesOf(item) : NONE));
  const set = (changes: Partial<StepValues>) => setValues((old) => ({ ...old, ...changes }));
  return { values, set };
}

export type StepFieldsState = ReturnType<typeof useStepFields>;

function valuesOf({ title, minutes, prompt, link, opens, file }: AgendaItem): StepValues {
  return {
    titleEn: title?.en ?? '',
    titleEs: title?.es ?? '',
    minutes: String(minutes),
    promptEn: prompt?.en ?? '',
    promptEs: prompt?.es ?? '',
    link,
    opens,
    file,
  };
}

/** How many characters of a prompt do not fit. */
export function charsOver(text: string): number {
  return Math.max(0, Array.from(text.trim()).length - PROMPT_CHARS_MAX);
}

export function wrongIn(values: StepValues): Record<string, MessageKey> {
  const found: Record<string, MessageKey> = {};
  const minutes = Number(values.minutes);
  const inBounds = Number.isInteger(minutes) && minutes >= MINUTES.min && minutes <= MINUTES.max;
  if (values.titleEn.trim() === '') found['title.en'] = 'required';
  if (!inBounds) found.minutes = 'step.minutes.wrong';
  if (charsOver(values.promptEn) > 0) found['prompt.en'] = 'error.tooLarge';
  if (charsOver(values.promptEs) > 0) found['prompt.es'] = 'error.tooLarge';
  if (!isLink(values.link.trim())) found.link = 'step.link.wrong';
  return found;
}

function isLink(text: string): boolean {
  if (text === '') return true;
  try {
    return new URL(text).protocol === 'https:' && !/\s/.test(text);
  } catch {
    return false;
  }
}

export function stepOf(values: StepValues, id: string): AgendaItem {
  return create(AgendaItemSchema, {
    id,
    title: { en: values.titleEn.trim(), es: values.titleEs.trim() },
    minutes: Number(values.minutes),
    prompt: { en: values.promptEn.trim(), es: values.promptEs.trim() },
    link: values.link.trim(),
    opens: values.opens,
    file: values.file,
  });
}
