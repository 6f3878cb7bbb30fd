import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setLocale } from '@/shared/i18n';
import { signedIn } from '@/shared/session/session';
import { axeViolations } from '@/testing/axe';
import { serverDouble } from '@/testing/graphql-double';
import { aDesk, agentViewer } from '@/testing/people';
import ListeningBar from './listening-bar';

beforeAll(() => setLocale('zh-Hans'));

const listening = {
  __typename: 'MyListening' as const,
  callId: 'g1-1',
  agent: 'city:8001',
  target: null,
  follow: false,
  mode: 'MONITOR' as const,
  since: '2026-01-01T08:00:00Z',
};
const ok = (name: string) => ({ [name]: { __typename: `${name}Payload`, errors: [] } });

async function draw(permissions: string[], part: Partial<typeof listening> = {}) {
  signedIn({ ...agentViewer, permissions: [...agentViewer.permissions, ...permissions] });
  const server = serverDouble({
    Desk: { desk: { ...aDesk('SUPERVISING', null), listening: { ...listening, ...part } } },
    SuperviseSwitch: ok('superviseSwitch'),
    SuperviseStop: ok('superviseStop'),
    SuperviseIntercept: ok('superviseIntercept'),
  });
  const view = render(<ListeningBar />, { wrapper: server.wrapper });
  await screen.findByRole('toolbar');
  return { ...server, ...view };
}
const given = (asked: { name: string; variables?: unknown }[]) =>
  asked.filter((a) => a.name !== 'Desk').map((a) => [a.name, a.variables ?? {}]);

test('keys change the mode and end listening; the mode in force is not asked for again', async () => {
  const { asked } = await draw(['floor.listen', 'floor.supervise']);
  await userEvent.keyboard('{Control>}{F6}{F7}{/Control}');
  await waitFor(() => expect(given(asked)).toEqual([['SuperviseSwitch', { mode: 'WHISPER' }]]));
  await userEvent.keyboard('{Control>}{F9}{/Control}');
  await waitFor(() => expect(given(asked).at(-1)).toEqual(['SuperviseStop', {}]));
});

test('who may only listen cannot be heard or take over', async () => {
  const { asked } = await draw(['floor.listen']);
  expect(screen.getByRole('button', { name: /强插/ })).toBeDisabled();
  expect(screen.getByRole('button', { name: /拦 ?截/ })).toBeDisabled();
  await userEvent.keyboard('{Control>}{F8}{/Control}');
  expect(given(asked)).toEqual([]);
});

test('taking over asks first', async () => {
  const { asked } = await draw(['floor.listen', 'floor.supervise'], { mode: 'BARGE' as 'MONITOR' });
  await userEvent.click(screen.getByRole('button', { name: /拦 ?截/ }));
  expect(given(asked)).toEqual([]);
  const sure = await screen.findByText('拦截该市民通话？');
  const box = sure.closest('[role=tooltip]');
  await userEvent.click(box?.querySelector('button.ant-btn-primary') as HTMLElement);
  await waitFor(() => expect(given(asked)).toEqual([['SuperviseIntercept', {}]]));
});

test('waiting for the next call says so, and the bar has no accessibility violations', async () => {
  const part = { callId: null as unknown as string, since: null as unknown as string, follow: true };
  const { container } = await draw(['floor.listen'], part);
  expect(screen.getByText('等待下一通电话')).toBeInTheDocument();
  expect(await axeViolations(container)).toEqual([]);
});
