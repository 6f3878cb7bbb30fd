import { ForwardOutlined, PhoneOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Card, Descriptions, Empty, Skeleton, Space } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskAction } from '@/entities/desk';
import { ReachOutcomeTag } from '@/entities/reach';
import { questionsOf, SurveyInterview } from '@/entities/survey';
import { errorCode } from '@/shared/graphql/errors';
import type { CampaignWorkQuery } from '@/shared/graphql/generated/graphql';
import { useAction } from '@/shared/graphql/use-action';
import { useLiveQuery } from '@/shared/graphql/use-live-query';
import { Page } from '@/shared/ui/page';
import { localNumber } from '@/shared/ui/phone-number';
import { CloseForm } from './close-form';
import {
  AnswerMutation,
  TargetDialMutation,
  TargetNextMutation,
  TargetSkipMutation,
  WorkDocument,
} from './work-documents';
import './campaign-work.css';

type Work = CampaignWorkQuery['campaignWork'];
type Target = NonNullable<Work['target']>;

/** The agent's side of campaigns: whom to call, what to ask, what came of it. The dialler's calls appear by themselves. */
export function CampaignWorkPage() {
  const { t } = useTranslation();
  const { call, desk, signedIn } = useDesk();
  const [{ data, fetching, error }, ask] = useLiveQuery({ query: WorkDocument });
  // another call, or another state of it, brings somebody else in hand
  const moment = `${call?.callId ?? ''} ${call?.state ?? ''} ${desk?.presence.state ?? ''}`;
  const seen = useRef(moment);
  useEffect(() => {
    if (seen.current === moment) return;
    seen.current = moment;
    ask({ requestPolicy: 'network-only' });
  }, [moment, ask]);
  const work = data?.campaignWork;
  return (
    <Page title={t('nav.campaignWork')}>
      {!work ? (
        fetching ? (
          <Skeleton active paragraph={{ rows: 8 }} />
        ) : (
          <Alert
            type="error"
            showIcon
            role="alert"
            title={error ? t(`error.${errorCode(error)}`) : t('error.INTERNAL')}
            action={
              <Button onClick={() => ask({ requestPolicy: 'network-only' })}>{t('action.retry')}</Button>
            }
          />
        )
      ) : (
        <>
          {!signedIn && <Alert type="warning" showIcon title={t('work.noSeat')} className="work-gap" />}
          {work.target ? (
            <InHand work={work} target={work.target} again={() => ask({ requestPolicy: 'network-only' })} />
          ) : (
            <Choice work={work} />
          )}
        </>
      )}
    </Page>
  );
}

function Choice({ work }: { work: Work }) {
  const { t } = useTranslation();
  const [next, taking] = useAction(TargetNextMutation);
  if (work.campaigns.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('work.nothing')} />;
  return (
    <div className="work-campaigns">
      {work.campaigns.map((campaign) => (
        <Card
          key={campaign.id}
          size="small"
          title={campaign.name}
          extra={t(`campaign.mode.${campaign.mode}`)}
        >
          <p>{t('work.left', { count: campaign.targets.find((c) => c.name === 'PENDING')?.count ?? 0 })}</p>
          {campaign.mode === 'PREVIEW' ? (
            <Button
              type="primary"
              loading={taking}
              disabled={!campaign.openNow}
              onClick={() => void next({ campaignId: campaign.id })}
            >
              {t(campaign.openNow ? 'work.next' : 'campaign.outOfHours')}
            </Button>
          ) : (
            <p className="work-hint">{t('work.byItself')}</p>
          )}
        </Card>
      ))}
    </div>
  );
}

function InHand({ work, target, again }: { work: Work; target: Target; again(): void }) {
  const { t } = useTranslation();
  const { call, signedIn } = useDesk();
  const [dial, dialling] = useDeskAction(TargetDialMutation);
  const [skip, skipping] = useAction(TargetSkipMutation);
  const over = target.state === 'DONE' || (target.state === 'GIVEN' && target.tries > 0);
  return (
    <div className="work-columns">
      <Card size="small" title={target.name || localNumber(target.number)} extra={work.campaign?.name}>
        <Descriptions
          size="small"
          column={1}
          items={[
            { key: 'number', label: t('campaign.number'), children: localNumber(target.number) },
            { key: 'tries', label: t('campaign.tries'), children: target.tries },
            ...(target.outcome
              ? [
                  {
                    key: 'outcome',
                    label: t('campaign.lastOutcome'),
                    children: <ReachOutcomeTag outcome={target.outcome} />,
                  },
                ]
              : []),
            ...(target.caseNumber
              ? [
                  {
                    key: 'case',
                    label: t('case.number'),
                    children: (
                      <Link to="/cases/$number" params={{ number: target.caseNumber }}>
                        {target.caseNumber}
                      </Link>
                    ),
                  },
                ]
              : []),
            ...(target.note ? [{ key: 'note', label: t('work.note'), children: target.note }] : []),
          ]}
        />
        {target.state === 'GIVEN' && (
          <Space>
            <Button
              type="primary"
              icon={<PhoneOutlined />}
              loading={dialling}
              disabled={!signedIn || !!call}
              onClick={async () => {
                await dial({ id: target.id });
                again();
              }}
            >
              {t('work.dial')}
            </Button>
            <Button
              icon={<ForwardOutlined />}
              loading={skipping}
              onClick={() => void skip({ id: target.id })}
            >
              {t('work.skip')}
            </Button>
          </Space>
        )}
        {work.campaign?.script && <blockquote className="work-script">{work.campaign.script}</blockquote>}
        {(over || target.state === 'DONE') && <CloseForm key={target.id} id={target.id} />}
      </Card>
      <Card size="small" title={work.form?.title ?? t('work.noSurvey')}>
        {work.form ? (
          <Interview key={target.id} form={work.form} target={target} answered={work.answers} />
        ) : (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('work.noSurveyHint')} />
        )}
      </Card>
    </div>
  );
}

function Interview({
  form,
  target,
  answered,
}: {
  form: NonNullable<Work['form']>;
  target: Target;
  answered: string;
}) {
  const { t } = useTranslation();
  const [answers, setAnswers] = useState(() => JSON.parse(answered) as Record<string, string>);
  const [failed, setFailed] = useState(false);
  const [saved, setSaved] = useState<boolean | null>(null);
  const [save, saving] = useAction(AnswerMutation);
  const questions = useMemo(() => questionsOf(form.questions), [form.questions]);
  const newest = useRef(answers);
  const busy = useRef(false);
  const keep = async () => {
    if (busy.current) return; // whoever is saving takes what was typed meanwhile along
    busy.current = true;
    let sent: Record<string, string> | null = null;
    while (sent !== newest.current) {
      sent = newest.current;
      const outcome = await save({ targetId: target.id, answers: JSON.stringify(sent) });
      setFailed(!outcome?.ok);
      if (!outcome?.ok) break;
      setSaved(outcome.payload.response?.isComplete ?? false);
    }
    busy.current = false;
  };
  const answer = (key: string, value: string) => {
    newest.current = { ...newest.current, [key]: value };
    setAnswers(newest.current);
    void keep();
  };
  return (
    <>
      <SurveyInterview intro={form.intro} questions={questions} answers={answers} onAnswer={answer} />
      <p className="work-hint" role="status">
        {failed ? (
          <Button size="small" danger onClick={() => void keep()}>
            {t('work.saveAgain')}
          </Button>
        ) : saving ? (
          t('work.saving')
        ) : saved === null ? (
          t('work.savesItself')
        ) : (
          t(saved ? 'work.complete' : 'work.saved')
        )}
      </p>
    </>
  );
}
