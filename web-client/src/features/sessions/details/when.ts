// Days and times as the fields of a form write them, in the time zone of whoever plans.

const two = (value: number) => String(value).padStart(2, '0');

/** As `<input type="date">` wants it. */
export function localDate(ms: number): string {
  const date = new Date(ms);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** As `<input type="time">` wants it. */
export function localTime(ms: number): string {
  const date = new Date(ms);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** NaN when one of both is missing. */
export function instant(date: string, time: string): number {
  return new Date(`${date}T${time}`).getTime();
}
