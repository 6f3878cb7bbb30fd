import { CaretRightOutlined, PauseOutlined } from '@ant-design/icons';
import { Button, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '@/shared/graphql/generated';
import { dateTime, duration } from '@/shared/ui/time';
import { DownloadButton } from './download-button';
import { Mixer, SIDES, type Side } from './sides';
import { WaveBar } from './wave-bar';
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

const RecordingPictureDocument = graphql(`
  query RecordingPicture($id: ID!) { recordingPicture(id: $id) { id peaks gaps { begins ends } } }
`);
const SPEEDS = [1, 1.25, 1.5, 2];

/** One recording. No sound is fetched before somebody presses play: each playback is audited. */
export function RecordingPlayer({ recording }: { recording: PlayableRecording }) {
  const { t } = useTranslation();
  const { number, state } = recording;
  return (
    <div className="recording">
      <div className="recording-head">
        <strong>{number}</strong>
        <span>{dateTime(recording.startedAt)}</span>
        <span>{t('recording.length', { time: duration(recording.seconds) })}</span>
        {recording.agentNumber && <span>{t('agent.number', { number: recording.agentNumber })}</span>}
      </div>
      {state === 'STORED' ? (
        <Player recording={recording} />
      ) : (
        <p className="recording-problem">
          {state === 'DELETED' ? t('recording.deleted') : `⚠ ${t('recording.notThere')}`}
        </p>
      )}
    </div>
  );
}

function Player({ recording }: { recording: PlayableRecording }) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement>(null);
  const mixer = useRef<Mixer>(null);
  const [speed, setSpeed] = useState(1);
  const [side, setSide] = useState<Side>('BOTH');
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const [at, setAt] = useState(0);
  const [{ data }] = useQuery({ query: RecordingPictureDocument, variables: { id: recording.id } });
  const picture = data?.recordingPicture;
  const two = (picture?.peaks.length ?? 0) > 1;
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [speed]);
  useEffect(() => mixer.current?.hear(side), [side]);
  useEffect(() => () => mixer.current?.close(), []);

  const toggle = () => {
    const sound = audio.current;
    if (!sound) return;
    if (!sound.paused) return sound.pause();
    if (two && !mixer.current) mixer.current = new Mixer(sound);
    mixer.current?.hear(side);
    sound.play().catch(() => setFailed(true));
  };
  const seek = (seconds: number) => {
    if (audio.current) audio.current.currentTime = seconds;
    setAt(seconds);
  };
  const name = t('recording.name', { number: recording.number });
  return (
    <>
      <div className="recording-play">
        <Button
          shape="circle"
          type="primary"
          icon={playing ? <PauseOutlined /> : <CaretRightOutlined />}
          aria-label={t(playing ? 'recording.pause' : 'recording.play', { number: recording.number })}
          onClick={toggle}
        />
        <WaveBar
          name={name}
          peaks={picture?.peaks ?? []}
          gaps={picture?.gaps ?? []}
          seconds={recording.seconds}
          at={at}
          onSeek={seek}
        />
        {/* biome-ignore lint/a11y/useMediaCaption: telephone calls have no captions */}
        <audio
          ref={audio}
          preload="none"
          src={recording.url}
          aria-label={name}
          onError={() => setFailed(true)}
          onPlay={() => {
            setPlaying(true);
            setFailed(false);
            if (audio.current) audio.current.playbackRate = speed;
          }}
          onPause={() => setPlaying(false)}
          onEnded={() => setPlaying(false)}
          onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        />
      </div>
      <div className="recording-tools">
        <span className="recording-time">
          {duration(at)} / {duration(recording.seconds)}
        </span>
        {two && (
          <Segmented
            size="small"
            aria-label={t('recording.side')}
            value={side}
            onChange={setSide}
            options={SIDES.map((value) => ({ value, label: t(`recording.sides.${value}`) }))}
          />
        )}
        <Segmented
          size="small"
          aria-label={t('recording.speed')}
          value={speed}
          onChange={setSpeed}
          options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
        />
        <DownloadButton url={recording.url} number={recording.number} />
      </div>
      {failed && (
        <p className="recording-problem" role="alert">
          ⚠ {t('recording.failed')}
        </p>
      )}
    </>
  );
}
