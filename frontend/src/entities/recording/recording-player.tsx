import { Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dateTime, duration } from '@/shared/ui/time';
import './recording-player.css';

export interface PlayableRecording {
  id: string;
  number: string;
  kind: string;
  startedAt: string;
  seconds: number;
  agentNumber?: string | null;
  state: string;
  url: string;
}

const SPEEDS = [1, 1.25, 1.5, 2];

/** One recording. Nothing is fetched before somebody presses play: each playback is audited. */
export function RecordingPlayer({ recording }: { recording: PlayableRecording }) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const [speed, setSpeed] = useState(1);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed]);
  const name = t('recording.name', { number: recording.number });
  const playable = recording.state === 'STORED' || recording.state === 'SPOOLED';

  return (
    <div className="recording">
      <div className="recording-head">
        <strong>{recording.number}</strong>
        <span>{dateTime(recording.startedAt)}</span>
        <span>{t('recording.length', { time: duration(recording.seconds) })}</span>
        {recording.agentNumber && <span>{t('agent.number', { number: recording.agentNumber })}</span>}
      </div>
      {playable ? (
        <div className="recording-play">
          {/* biome-ignore lint/a11y/useMediaCaption: telephone calls have no captions */}
          <audio
            ref={audio}
            controls
            preload="none"
            src={recording.url}
            aria-label={name}
            onError={() => setFailed(true)}
            onPlay={() => setFailed(false)}
          />
          <Segmented
            size="small"
            aria-label={t('recording.speed')}
            value={speed}
            onChange={setSpeed}
            options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
          />
        </div>
      ) : (
        <p className="recording-problem">⚠ {t('recording.notThere')}</p>
      )}
      {failed && (
        <p className="recording-problem" role="alert">
          ⚠ {t('recording.failed')}
        </p>
      )}
    </div>
  );
}
