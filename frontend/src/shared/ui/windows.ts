export interface Window {
  weekdays: number[];
  begins: number;
  ends: number;
}

/** Minutes from midnight as a clock shows them: 1320 is 22:00, 1440 is 24:00. */
export const clockOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Inverse of clockOf; undefined for what no clock shows. */
export const minutesOf = (clock: string): number | undefined => {
  const found = /^(\d{1,2}):(\d{2})$/.exec(clock.trim());
  const minutes = found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN;
  return found && Number(found[2]) < 60 && minutes <= 1440 ? minutes : undefined;
};

export const newWindow = (): Window => ({ weekdays: [1, 2, 3, 4, 5], begins: 540, ends: 1080 });
