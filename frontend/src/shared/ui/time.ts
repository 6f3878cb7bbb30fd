import dayjs from 'dayjs';

const two = (n: number) => String(n).padStart(2, '0');

/** "4:07", "1:02:33"; whole seconds. */
export function duration(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(s / 3600);
  const minutes = Math.floor((s % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`;
}

export const dateTime = (at: string | null | undefined): string =>
  at ? dayjs(at).format('YYYY-MM-DD HH:mm:ss') : '';

/** Today: the time; this year: day and time; else the whole date. */
export function shortTime(at: string | null | undefined): string {
  if (!at) return '';
  const time = dayjs(at);
  const today = dayjs();
  if (time.isSame(today, 'day')) return time.format('HH:mm');
  return time.isSame(today, 'year') ? time.format('MM-DD HH:mm') : time.format('YYYY-MM-DD');
}
