/** The loudest sample (0–255) of equal stretches of time, from the API's base64. */
export const readPeaks = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** A closed SVG path of one channel: as high above its middle line as below. One unit wide per stretch. */
export const channelPath = (peaks: Uint8Array, middle: number, height: number): string => {
  const half = (peak: number) => Math.max(0.5, (peak / 255) * height);
  const above = Array.from(peaks, (peak, x) => `${x},${(middle - half(peak)).toFixed(1)}`);
  const below = Array.from(peaks, (peak, x) => `${x},${(middle + half(peak)).toFixed(1)}`).reverse();
  return peaks.length ? `M${above.join('L')}L${below.join('L')}Z` : '';
};

/** Where a click or key leads: never before the beginning or after the end. */
export const within = (seconds: number, length: number): number => Math.min(Math.max(0, seconds), length);

/** Seconds that a key moves the player by; undefined for other keys. */
export const stepOf = (key: string, at: number, length: number): number | undefined =>
  ({
    ArrowLeft: at - 5,
    ArrowDown: at - 5,
    ArrowRight: at + 5,
    ArrowUp: at + 5,
    PageDown: at - 30,
    PageUp: at + 30,
    Home: 0,
    End: length,
  })[key];
