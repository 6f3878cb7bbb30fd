import { useTranslation } from 'react-i18next';
import { CaseStateTag } from '@/entities/case';
import type { CaseDetailFragment } from '@/shared/graphql/generated/graphql';
import { dateTime } from '@/shared/ui/time';

/** Who did what, when and where, newest first. */
export function CaseTimeline({ events }: { events: CaseDetailFragment['events'] }) {
  const { t, i18n } = useTranslation();
  const word = (action: string) => {
    const key = `caseEvent.${action.toUpperCase()}`;
    return i18n.exists(key) ? String(t(key as 'caseEvent.REGISTER')) : action;
  };
  return (
    <ol className="timeline">
      {[...events]
        .reverse()
        .sort((a, b) => b.at.localeCompare(a.at))
        .map((event) => (
          <li key={event.id}>
            <div className="timeline-what">
              {word(event.action)}
              {event.toState && event.toState !== event.fromState && <CaseStateTag state={event.toState} />}
            </div>
            <div className="timeline-who">
              <time dateTime={event.at}>{dateTime(event.at)}</time> · {event.actorName} · {event.tenantName}
            </div>
            {event.note && <p className="timeline-note">{event.note}</p>}
          </li>
        ))}
    </ol>
  );
}
