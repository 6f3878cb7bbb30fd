import { AudioOutlined, BorderOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MicrophoneError, openMicrophone } from '@/shared/telephony/microphone';

const MOST_MS = 180_000;

/** Records with the microphone: one click begins, the next one ends and hands the sound over. */
export function RecordButton({ busy, onSound }: { busy: boolean; onSound(sound: Blob): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const recorder = useRef<MediaRecorder | null>(null);
  const [recording, setRecording] = useState(false);
  useEffect(
    () => () => {
      const running = recorder.current;
      if (!running) return;
      running.onstop = null;
      for (const track of running.stream.getTracks()) track.stop();
    },
    [],
  );
  const start = async () => {
    try {
      const stream = await openMicrophone();
      const pieces: Blob[] = [];
      const made = new MediaRecorder(stream);
      recorder.current = made;
      made.ondataavailable = (event) => pieces.push(event.data);
      const limit = setTimeout(() => made.stop(), MOST_MS);
      made.onstop = () => {
        clearTimeout(limit);
        for (const track of stream.getTracks()) track.stop();
        recorder.current = null;
        setRecording(false);
        onSound(new Blob(pieces, { type: made.mimeType }));
      };
      made.start();
      setRecording(true);
    } catch (error) {
      void message.error(t(error instanceof MicrophoneError ? 'prompts.noMicrophone' : 'prompts.noRecorder'));
    }
  };
  return (
    <Button
      danger={recording}
      loading={busy}
      icon={recording ? <BorderOutlined /> : <AudioOutlined />}
      onClick={() => (recording ? recorder.current?.stop() : void start())}
    >
      {t(recording ? 'prompts.stop' : 'prompts.record')}
    </Button>
  );
}
