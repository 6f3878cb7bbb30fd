import { Button, Checkbox, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { KINDS, unitOptions, useCatalogue } from '@/entities/case';
import { SearchText } from '@/shared/ui/search-text';
import { type CaseSearch, isFiltered, STATES } from './case-search';

interface Props {
  search: CaseSearch;
  overdue: number;
  onChange(part: Partial<CaseSearch>): void;
}

export function CaseFilters({ search, overdue, onChange }: Props) {
  const { t } = useTranslation();
  const { units } = useCatalogue();
  return (
    <search className="case-filters">
      <SearchText
        label={t('case.searchText')}
        value={search.q ?? ''}
        onSearch={(q) => onChange({ q: q || undefined })}
        width={190}
      />
      <SearchText
        label={t('caseField.reporterPhone')}
        value={search.phone ?? ''}
        onSearch={(phone) => onChange({ phone: phone || undefined })}
        width={130}
      />
      <Select
        mode="multiple"
        aria-label={t('case.state')}
        placeholder={t('case.state')}
        value={search.states ?? []}
        maxTagCount="responsive"
        style={{ width: 150 }}
        options={STATES.map((value) => ({ value, label: t(`caseState.${value}`) }))}
        onChange={(states) => onChange({ states: states.length ? states : undefined })}
      />
      <Select
        aria-label={t('caseField.kind')}
        placeholder={t('caseField.kind')}
        allowClear
        value={search.kind}
        style={{ width: 110 }}
        options={KINDS.map((value) => ({ value, label: t(`caseKind.${value}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <Select
        aria-label={t('caseField.unit')}
        placeholder={t('caseField.unit')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={search.unit}
        style={{ width: 150 }}
        options={unitOptions(units, {
          tenants: t('case.counties'),
          departments: t('case.departments'),
          closed: t('case.unitClosed'),
        })}
        onChange={(unit) => onChange({ unit })}
      />
      <DatePicker.RangePicker
        aria-label={t('case.registeredAt')}
        style={{ width: 220 }}
        value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]}
        allowEmpty={[true, true]}
        onChange={(range) =>
          onChange({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })
        }
      />
      <Checkbox
        checked={!!search.overdue}
        onChange={(e) => onChange({ overdue: e.target.checked ? true : undefined })}
      >
        {t('case.overdueOnly', { count: overdue })}
      </Checkbox>
      {isFiltered(search) && (
        <Button
          type="link"
          onClick={() =>
            onChange({
              q: undefined,
              phone: undefined,
              states: undefined,
              kind: undefined,
              unit: undefined,
              overdue: undefined,
              from: undefined,
              to: undefined,
            })
          }
        >
          {t('action.clear')}
        </Button>
      )}
    </search>
  );
}
