import { PlusOutlined } from '@ant-design/icons';
import { getRouteApi } from '@tanstack/react-router';
import { Alert, Button, Input, Modal, Select, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCode } from '@/shared/graphql/errors';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { Page } from '@/shared/ui/page';
import { FlowBench } from './flow-bench';
import { FlowsQuery } from './flow-documents';
import './flows.css';

const route = getRouteApi('/flows');
const KEY = /^[a-z][a-z0-9-]{1,40}$/;

/** IVR flows: one is chosen in the address, drawn, tried and put in force. */
export function FlowPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [naming, setNaming] = useState(false);
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: FlowsQuery });
  const again = () => ask({ requestPolicy: 'network-only' });
  if (!data)
    return (
      <Page title={t('nav.flows')}>
        {error && !fetching ? (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={t(`error.${errorCode(error)}`)}
            action={<Button onClick={again}>{t('action.retry')}</Button>}
          />
        ) : (
          <Skeleton active />
        )}
      </Page>
    );
  if (!data.flowChoices.mayDraw)
    return (
      <Page title={t('nav.flows')}>
        <Alert type="info" showIcon title={t('say.noNumber')} />
      </Page>
    );
  const wanted = search.flow ?? data.flows.find((f) => f.numbers.length > 0)?.key ?? data.flows[0]?.key ?? '';
  const flow = data.flows.find((f) => f.key === wanted) ?? null;
  const choose = (key: string) => void navigate({ search: { flow: key } });
  const options = [...new Set([...data.flows.map((f) => f.key), ...(wanted ? [wanted] : [])])];
  return (
    <Page
      title={t('nav.flows')}
      aside={
        <>
          <Select
            aria-label={t('flow.choose')}
            className="flow-choose"
            value={wanted || undefined}
            options={options.map((value) => ({ value, label: value }))}
            onChange={choose}
          />
          <Button icon={<PlusOutlined />} onClick={() => setNaming(true)}>
            {t('flow.new')}
          </Button>
          {flow && (
            <Tag color={flow.version ? 'green' : 'default'}>
              {flow.version ? t('flow.answers', { version: flow.version }) : t('flow.answersNothing')}
              {flow.numbers.length > 0 && ` · ${flow.numbers.join(', ')}`}
            </Tag>
          )}
        </>
      }
    >
      {wanted && (
        <FlowBench key={wanted} flowKey={wanted} flow={flow} choices={data.flowChoices} onChanged={again} />
      )}
      {naming && (
        <NewFlow
          taken={options}
          onClose={(key) => {
            setNaming(false);
            if (key) choose(key);
          }}
        />
      )}
    </Page>
  );
}

interface NewFlowProps {
  taken: readonly string[];
  onClose(key: string | null): void;
}

function NewFlow({ taken, onClose }: NewFlowProps) {
  const { t } = useTranslation();
  const [key, setKey] = useState('');
  const there = taken.includes(key);
  const sound = KEY.test(key) && !there;
  return (
    <Modal
      open
      title={t('flow.new')}
      okButtonProps={{ disabled: !sound }}
      onOk={() => onClose(key)}
      onCancel={() => onClose(null)}
      width={380}
    >
      <Input
        aria-label={t('flow.key')}
        placeholder={t('flow.key')}
        value={key}
        autoFocus
        onChange={(e) => setKey(e.target.value)}
        onPressEnter={() => sound && onClose(key)}
      />
      <p className="flow-hint" role={there ? 'alert' : undefined}>
        {there ? t('flow.taken', { key }) : t('flow.keyHint')}
      </p>
    </Modal>
  );
}
