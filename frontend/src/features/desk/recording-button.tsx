import { PauseCircleOutlined, VideoCameraOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CallPauseRecordingMutation, useDesk, useDeskAction } from '@/entities/desk';

/** Record nothing while something confidential is said (a card number), then go on. */
export function RecordingButton() {
  const { t } = useTranslation();
  const { call, desk } = useDesk();
  const [pause, running] = useDeskAction(CallPauseRecordingMutation);
  const asked = !!call?.pop?.consultFrom;
  const possible = desk?.presence.state === 'TALKING' && call && !asked && call.state !== 'CONSULTING';
  const paused = call?.recordingPaused ?? false;
  const label = t(paused ? 'control.resumeRecording' : 'control.pauseRecording');
  return (
    <Button
      className="bar-button"
      icon={paused ? <PauseCircleOutlined /> : <VideoCameraOutlined />}
      disabled={!possible || running}
      aria-label={label}
      title={label}
      aria-pressed={paused}
      onClick={() => call && void pause({ callId: call.callId, paused: !paused })}
    />
  );
}
