import { render, screen, within } from '@testing-library/react';
import { setLocale } from '@/shared/i18n';
import { signedIn } from '@/shared/session/session';
import { serverDouble } from '@/testing/graphql-double';
import { agentViewer } from '@/testing/people';
import ConsultDialog from './consult-dialog';

beforeAll(() => setLocale('zh-Hans'));
beforeEach(() => signedIn(agentViewer));

const target = (key: string, kind: string, state: string | null) => ({
  __typename: 'TransferTarget',
  key,
  label: key,
  kind,
  state,
});

test('a colleague who is busy cannot be chosen, a ready one and a queue can', async () => {
  const { wrapper } = serverDouble({
    TransferTargets: {
      transferTargets: [
        target('8001', 'agent', 'READY'),
        target('8002', 'agent', 'TALKING'),
        target('general', 'queue', null),
      ],
    },
  });
  render(<ConsultDialog callId="g1-1" onClose={() => undefined} />, { wrapper });
  const buttonsOf = async (label: string) => {
    const row = (await screen.findByText(label)).closest('li');
    return row ? within(row).getAllByRole('button') : [];
  };
  expect((await buttonsOf('8001')).map((b) => b.hasAttribute('disabled'))).toEqual([false, false, false]);
  expect((await buttonsOf('8002')).map((b) => b.hasAttribute('disabled'))).toEqual([true, true, true]);
  expect((await buttonsOf('general')).map((b) => b.hasAttribute('disabled'))).toEqual([false]);
});
