import { PhoneOutlined } from '@ant-design/icons';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, App, Button, Card, Empty, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { CitizenCard, CitizenEditor, OperationList } from '@/entities/citizen';
import { useDial } from '@/entities/desk';
import { TextButton } from '@/entities/text';
import { errorCode } from '@/shared/graphql/errors';
import { graphql } from '@/shared/graphql/generated';
import { useMay } from '@/shared/session/session';
import { Page } from '@/shared/ui/page';
import { Notice } from '@/shared/ui/page-states';
import { localNumber } from '@/shared/ui/phone-number';
import './citizen-page.css';

const CitizenDocument = graphql(`
  query Citizen($id: ID!) {
    citizen(id: $id) {
      ...CitizenCard
      operations(first: 50) { ...Operation }
    }
  }
`);

const route = getRouteApi('/citizens/$id');

export function CitizenPage() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { id } = route.useParams();
  const navigate = route.useNavigate();
  const mayEdit = useMay('citizen.edit');
  const mayText = useMay('text.view');
  const mayDial = useMay('call.control');
  const { dial, dialling, why } = useDial();
  const [editing, setEditing] = useState(false);
  const [{ data, fetching, error }, ask] = useQuery({
    query: CitizenDocument,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  const citizen = data?.citizen;
  if (!citizen && fetching) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!citizen && error)
    return (
      <Alert
        type="error"
        showIcon
        title={t(`error.${errorCode(error)}`)}
        action={<Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>}
      />
    );
  if (!citizen)
    return (
      <Notice
        glyph="∅"
        title={t('error.notFound')}
        action={<Link to="/citizens">{t('nav.citizens')}</Link>}
      />
    );
  return (
    <Page title={citizen.name || t('citizen.unnamed')}>
      <div className="citizen-columns">
        <Card size="small">
          {editing ? (
            <CitizenEditor
              citizen={citizen}
              onCancel={() => setEditing(false)}
              onSaved={() => {
                setEditing(false);
                void message.success(t('citizen.saved'));
              }}
            />
          ) : (
            <CitizenCard citizen={citizen} onEdit={mayEdit ? () => setEditing(true) : undefined} />
          )}
          {mayDial && (
            <div className="citizen-dial">
              {citizen.phones.map((number) => (
                <Button
                  key={number}
                  size="small"
                  icon={<PhoneOutlined />}
                  disabled={why !== null}
                  loading={dialling}
                  title={why ? t(`dial.${why}`) : undefined}
                  onClick={() => void dial(number)}
                >
                  {localNumber(number)}
                </Button>
              ))}
            </div>
          )}
          {citizen.phones[0] && <TextButton numbers={citizen.phones} look={{ size: 'small' }} />}
          {mayText && citizen.phones[0] && (
            <Link to="/texts" search={{ box: 'ALL', q: localNumber(citizen.phones[0]) }}>
              {t('nav.texts')}
            </Link>
          )}
        </Card>
        <Card size="small" title={<h2 className="card-title">{t('citizen.history')}</h2>}>
          {citizen.operations.length > 0 ? (
            <OperationList
              operations={citizen.operations}
              onOpenCase={(number) => void navigate({ to: '/cases/$number', params: { number } })}
            />
          ) : (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('pop.noOperations')} />
          )}
        </Card>
      </div>
    </Page>
  );
}
