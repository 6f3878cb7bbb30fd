import { type KeyboardEvent, type PointerEvent, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { duration } from '@/shared/ui/time';
import { channelPath, readPeaks, stepOf, within } from './waveform';

const HEIGHT = 64;

interface Props {
  name: string;
  peaks: readonly string[];
  gaps: readonly { begins: number; ends: number }[];
  seconds: number;
  at: number;
  onSeek(seconds: number): void;
}

/** A recording's picture as a slider: the citizen's side above, the agent's below; hatched where nothing was recorded. */
export function WaveBar({ name, peaks, gaps, seconds, at, onSeek }: Props) {
  const { t } = useTranslation();
  const channels = useMemo(() => peaks.map(readPeaks), [peaks]);
  const width = Math.max(1, ...channels.map((each) => each.length));
  const lane = HEIGHT / Math.max(1, channels.length);
  const paths = useMemo(
    () => channels.map((each, index) => channelPath(each, lane * (index + 0.5), lane / 2 - 1)),
    [channels, lane],
  );
  const scale = width / Math.max(seconds, 0.01);
  const seek = (seconds_: number) => onSeek(within(seconds_, seconds));
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * seconds);
  };
  const key = (event: KeyboardEvent) => {
    const to = stepOf(event.key, at, seconds);
    if (to === undefined) return;
    event.preventDefault();
    seek(to);
  };
  return (
    <div
      className="wave"
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={Math.round(seconds)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={duration(at)}
      onKeyDown={key}
      onPointerDown={point}
    >
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {paths.map((path, index) => (
          <path key={index} d={path} className={`wave-side-${index}`} />
        ))}
        <rect x={0} y={0} width={at * scale} height={HEIGHT} className="wave-played" />
        <rect x={at * scale} y={0} width={Math.max(1, width / 400)} height={HEIGHT} className="wave-now" />
      </svg>
      {gaps.map((gap) => (
        <span
          key={gap.begins}
          className="wave-gap"
          title={t('recording.paused', { time: duration(gap.ends - gap.begins) })}
          style={{
            left: `${(gap.begins / seconds) * 100}%`,
            width: `${((gap.ends - gap.begins) / seconds) * 100}%`,
          }}
        />
      ))}
    </div>
  );
}
