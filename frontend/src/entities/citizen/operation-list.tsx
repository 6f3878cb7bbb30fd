import { FileTextOutlined, PhoneOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { CaseStateTag } from '@/entities/case';
import type { CaseState, OperationFragment } from '@/shared/graphql/generated/graphql';
import { useViewer } from '@/shared/session/session';
import { shortTime } from '@/shared/ui/time';

interface Props {
  operations: readonly OperationFragment[];
  onOpenCase(number: string): void;
}

/** What was between a citizen and us, newest first: contacts and cases. */
export function OperationList({ operations, onOpenCase }: Props) {
  const { i18n } = useTranslation();
  const own = useViewer().tenant.key;
  // Contacts come with the codes of their channel and of how they ended, or how far they are.
  const word = (code: string, ...groups: ('medium' | 'endReason' | 'callState')[]) => {
    const group = groups.find((each) => i18n.exists(`${each}.${code}`));
    return group ? i18n.t(`${group}.${code}` as 'medium.TELEPHONE') : code;
  };
  const isState = (state: string): state is CaseState => i18n.exists(`caseState.${state}`);
  return (
    <ol className="operations">
      {operations.map((o) => (
        <li key={o.id}>
          <span className="operation-icon" aria-hidden>
            {o.caseNumber ? <FileTextOutlined /> : <PhoneOutlined />}
          </span>
          <div className="operation-text">
            {o.caseNumber ? (
              <Button type="link" size="small" onClick={() => onOpenCase(o.caseNumber ?? '')}>
                {o.title || o.caseNumber}
              </Button>
            ) : (
              <span>{word(o.title, 'medium')}</span>
            )}
            <small>
              {shortTime(o.at)}
              {o.tenant !== own && ` · ${o.tenantName}`}
              {o.caseNumber && ` · ${o.caseNumber}`}
            </small>
          </div>
          {isState(o.state) ? (
            <CaseStateTag state={o.state} />
          ) : (
            <small>{word(o.state, 'endReason', 'callState')}</small>
          )}
        </li>
      ))}
    </ol>
  );
}
