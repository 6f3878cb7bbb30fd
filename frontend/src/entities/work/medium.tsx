import {
  AudioOutlined,
  GlobalOutlined,
  MailOutlined,
  MessageOutlined,
  PrinterOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkMedium } from '@/shared/graphql/generated/graphql';

const GLYPHS: Record<WorkMedium, ReactNode> = {
  VOICEMAIL: <AudioOutlined />,
  WEB: <GlobalOutlined />,
  MAIL: <MailOutlined />,
  FAX: <PrinterOutlined />,
  SMS: <MessageOutlined />,
};
export const MEDIA = Object.keys(GLYPHS) as WorkMedium[];

/** How it reached us, as glyph and word. */
export function Medium({ medium }: { medium: WorkMedium }) {
  const { t } = useTranslation();
  return (
    <span className="work-medium">
      <span aria-hidden>{GLYPHS[medium]}</span> {t(`workMedium.${medium}`)}
    </span>
  );
}
