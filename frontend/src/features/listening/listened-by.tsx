import { useTranslation } from 'react-i18next';
import { agentNumberOf } from '@/entities/agent';
import { useDesk } from '@/entities/desk';
import { MODE_GLYPHS } from '@/entities/supervision';

/** Who takes part in my call from above, as far as I am told. */
export default function ListenedBy() {
  const { t } = useTranslation();
  const { desk } = useDesk();
  if (!desk || desk.listenedBy.length === 0) return null;
  return (
    <output className="listened-by">
      {desk.listenedBy.map((each) => (
        <span key={each.supervisor}>
          <span aria-hidden>{MODE_GLYPHS[each.mode]}</span>{' '}
          {t('supervise.listenedBy', {
            number: agentNumberOf(each.supervisor),
            mode: t(`supervise.mode.${each.mode}`),
          })}
        </span>
      ))}
    </output>
  );
}
