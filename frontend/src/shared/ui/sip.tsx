import type { TFunction } from 'i18next';
import type { MediaSafety, SipTransport } from '@/shared/graphql/generated/graphql';
import './state-tag.css';

export const TRANSPORTS = ['TLS', 'TCP', 'UDP'] as const satisfies SipTransport[];
export const MEDIA = ['REQUIRED', 'OPTIONAL', 'PLAIN'] as const satisfies MediaSafety[];

/** How far a line is encrypted: signalling and audio, in colour, glyph and word. */
export function mediaTag(t: TFunction, transport: SipTransport, media: MediaSafety) {
  const safe = transport === 'TLS' && media === 'REQUIRED';
  return (
    <span className="case-tag" data-tone={safe ? 'done' : media === 'PLAIN' ? undefined : 'todo'}>
      <span aria-hidden>{safe ? '✓' : '○'}</span>
      {transport} · {t(`sip.short_${media}`)}
    </span>
  );
}
