import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { graphql } from '@/shared/graphql/generated';
import { localNumber } from '@/shared/ui/phone-number';

const CitizenChoicesDocument = graphql(`
  query CitizenChoices($text: String!) {
    citizens(text: $text, first: 10) { items { id name phones } }
  }
`);
const ChosenCitizenDocument = graphql(`
  query ChosenCitizen($id: ID!) { citizen(id: $id) { id name phones } }
`);
const TYPING_MS = 250;

interface Citizen {
  id: string;
  name: string;
  phones: readonly string[];
}

const labelOf = ({ name, phones }: Citizen) =>
  [name, ...phones.slice(0, 2).map(localNumber)].filter(Boolean).join(' · ');

/** One citizen, looked for by name or telephone number; `value` is their id. */
export function CitizenSelect({
  value,
  onChange,
}: {
  value: string | undefined;
  onChange(id: string | undefined): void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const [found] = useQuery({ query: CitizenChoicesDocument, variables: { text }, pause: text === '' });
  const [chosen] = useQuery({
    query: ChosenCitizenDocument,
    variables: { id: value ?? '' },
    pause: value === undefined,
  });
  const known = value !== undefined && chosen.data?.citizen ? [chosen.data.citizen] : [];
  const items = text ? (found.data?.citizens.items ?? []) : known;
  return (
    <Select
      allowClear
      showSearch
      filterOption={false}
      aria-label={t('recordings.citizen')}
      placeholder={t('recordings.citizenHint')}
      loading={found.fetching}
      value={value}
      options={items.map((each) => ({ value: each.id, label: labelOf(each) }))}
      labelRender={({ label, value: id }) => label ?? known.map(labelOf)[0] ?? id}
      notFoundContent={text && !found.fetching ? t('list.noMatch') : null}
      onSearch={setTyped}
      onChange={(id: string | undefined) => onChange(id)}
    />
  );
}
