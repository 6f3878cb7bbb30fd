interface Props {
  /** Said to who cannot see it. */
  label: string;
  values: readonly number[];
  /** The top of the drawing; what is more than it raises it. */
  most?: number;
}

const WIDTH = 160;
const HEIGHT = 36;

/** The last hour as a line from left (then) to right (now). */
export function Sparkline({ label, values, most = 1 }: Props) {
  const top = Math.max(most, ...values);
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values
    .map((value, n) => `${(n * step).toFixed(1)},${(HEIGHT - 1 - (value / top) * (HEIGHT - 3)).toFixed(1)}`)
    .join(' ');
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {values.length > 1 && <polyline points={points} />}
    </svg>
  );
}
