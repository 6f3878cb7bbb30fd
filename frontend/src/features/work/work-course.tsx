import { Alert, Skeleton, Timeline } from 'antd';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { errorCode } from '@/shared/graphql/errors';
import { dateTime } from '@/shared/ui/time';
import { WorkCourseDocument } from './work-documents';

/** The way of one piece: queued, offered, taken, given back, done. */
export function WorkCourse({ workId }: { workId: string }) {
  const { t } = useTranslation();
  const [{ data, error }] = useQuery({
    query: WorkCourseDocument,
    variables: { workId },
    requestPolicy: 'cache-and-network',
  });
  if (error) return <Alert type="error" showIcon title={t(`error.${errorCode(error)}`)} />;
  if (!data) return <Skeleton active paragraph={{ rows: 2 }} title={false} />;
  return (
    <Timeline
      aria-label={t('written.course')}
      items={data.workCourse.map(({ at, step, detail }, index) => ({
        key: index,
        content: (
          <>
            {dateTime(at)} · <strong>{t(`workStep.${step as 'QUEUED'}`)}</strong>{' '}
            {step === 'DONE' ? t(`workOutcome.${detail as 'DONE'}`, { defaultValue: detail }) : detail}
          </>
        ),
      }))}
    />
  );
}
