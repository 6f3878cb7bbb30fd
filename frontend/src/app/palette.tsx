import { useNavigate } from '@tanstack/react-router';
import { Empty, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDial } from '@/entities/desk';
import { useMay, useViewer } from '@/shared/session/session';
import { useFirstFocus } from '@/shared/ui/use-first-focus';
import { openTo } from './navigation';

interface Command {
  key: string;
  label: string;
  run(): void;
}

const CASE_NUMBER = /^\d{10,20}$/;
const TELEPHONE = /^\+?\d{3,20}$/;

/** Ctrl+K: go to a page, open a case by its number, look for text, dial a number. */
export default function Palette({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const viewer = useViewer();
  const navigate = useNavigate();
  const mayView = useMay('case.view');
  const mayDial = useMay('call.control');
  const { dial, why } = useDial();
  useFirstFocus('palette-text');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);

  const wanted = text.trim();
  const number = wanted.replace(/[ -]/g, '');
  const commands: Command[] = [];
  if (mayView && CASE_NUMBER.test(number))
    commands.push({
      key: 'case',
      label: t('palette.openCase', { number }),
      run: () => void navigate({ to: '/cases/$number', params: { number } }),
    });
  if (mayDial && why === null && TELEPHONE.test(number))
    commands.push({ key: 'dial', label: t('palette.dial', { number }), run: () => void dial(number) });
  for (const item of openTo(viewer.permissions)) {
    const label = t(`nav.${item.key}`);
    if (!wanted || label.toLowerCase().includes(wanted.toLowerCase()))
      commands.push({
        key: item.to,
        label: t('palette.goTo', { page: label }),
        run: () => void navigate({ to: item.to }),
      });
  }
  if (mayView && wanted)
    commands.push({
      key: 'search',
      label: t('palette.searchCases', { text: wanted }),
      run: () => void navigate({ to: '/cases', search: { box: 'all', q: wanted } }),
    });

  const selected = Math.max(0, Math.min(chosen, commands.length - 1));
  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    command.run();
  };
  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={onClose}
      width={520}
      style={{ top: 90 }}
      title={null}
    >
      <Input
        id="palette-text"
        size="large"
        aria-label={t('palette.title')}
        placeholder={t('palette.title')}
        value={text}
        onChange={(e) => {
          setText(e.target.value);
          setChosen(0);
        }}
        onKeyDown={(e) => {
          if (e.nativeEvent.isComposing) return;
          if (e.key === 'ArrowDown') setChosen(Math.min(selected + 1, commands.length - 1));
          else if (e.key === 'ArrowUp') setChosen(Math.max(selected - 1, 0));
          else if (e.key === 'Enter') run(commands[selected]);
          else return;
          e.preventDefault();
        }}
      />
      <ul className="palette">
        {commands.map((command, i) => (
          <li key={command.key}>
            <button
              type="button"
              data-selected={i === selected}
              onMouseEnter={() => setChosen(i)}
              onClick={() => run(command)}
            >
              {command.label}
            </button>
          </li>
        ))}
      </ul>
      {commands.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('list.noMatch')} />
      )}
    </Modal>
  );
}
