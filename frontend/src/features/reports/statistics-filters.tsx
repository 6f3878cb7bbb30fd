import { DatePicker, Segmented, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { useMay, useViewer } from '@/shared/session/session';
import { CentresDocument } from './statistics-documents';
import { daysOf, PRESETS, presetOf, type StatisticsSearch, todayIn } from './statistics-search';

interface Props {
  begin: string;
  end: string;
  centre: string | null;
  onChange(part: StatisticsSearch): void;
}

const MOST_DAYS = 366;

/** Of which days, and for the city's people of which centre. */
export function StatisticsFilters({ begin, end, centre, onChange }: Props) {
  const { t } = useTranslation();
  const { tenant, timeZone } = useViewer();
  const own = tenant.key;
  const today = todayIn(timeZone);
  const mayLookRound = useMay('floor.cross');
  const [{ data }] = useQuery({ query: CentresDocument, pause: !mayLookRound });
  const centres = data?.floors ?? [];
  return (
    <>
      {centres.length > 1 && (
        <Select
          aria-label={t('statistics.centre')}
          value={centre ?? own}
          onChange={(key) => onChange({ centre: key === own ? undefined : key })}
          options={centres.map(({ key, name }) => ({ value: key, label: name }))}
          style={{ minWidth: 120 }}
        />
      )}
      <Segmented
        aria-label={t('statistics.period')}
        value={presetOf(begin, end, today) ?? ''}
        options={PRESETS.map((value) => ({ value, label: t(`statistics.preset.${value}`) }))}
        onChange={(value) => {
          const preset = PRESETS.find((each) => each === value);
          if (!preset) return;
          const [first, last] = daysOf(preset, today);
          onChange({ since: first.format('YYYY-MM-DD'), until: last.format('YYYY-MM-DD') });
        }}
      />
      <DatePicker.RangePicker
        aria-label={t('statistics.period')}
        allowClear={false}
        value={[dayjs(begin), dayjs(end)]}
        disabledDate={(day, { from }) =>
          day.isAfter(today, 'day') || (from !== undefined && Math.abs(day.diff(from, 'day')) >= MOST_DAYS)
        }
        onChange={(days) =>
          days?.[0] &&
          days[1] &&
          onChange({ since: days[0].format('YYYY-MM-DD'), until: days[1].format('YYYY-MM-DD') })
        }
        style={{ width: 230 }}
      />
    </>
  );
}
