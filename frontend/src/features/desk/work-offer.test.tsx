import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setLocale } from '@/shared/i18n';
import { signedIn } from '@/shared/session/session';
import { axeViolations } from '@/testing/axe';
import { serverDouble } from '@/testing/graphql-double';
import { aDesk, agentViewer } from '@/testing/people';
import WorkOffer from './work-offer';

const push = vi.hoisted(() => vi.fn());
vi.mock('@tanstack/react-router', () => ({ useRouter: () => ({ history: { push } }) }));

beforeAll(() => setLocale('zh-Hans'));
beforeEach(() => {
  push.mockClear();
  signedIn(agentViewer);
});

const offer = {
  __typename: 'WorkItem' as const,
  workId: 'city:web:1',
  medium: 'WEB' as const,
  source: '1',
  title: '路灯不亮',
  sender: '+8613800000001',
  senderLocal: '138 0000 0001',
  queue: 'city.general',
  queueName: '综合',
  state: 'OFFERED' as const,
  priority: 0,
  returns: 2,
  arrivedAt: '2026-01-01T08:00:00Z',
  agent: 'city:8001',
  agentName: '李敏',
  offeredUntil: '2999-01-01T08:00:00Z',
  acceptedAt: null,
  doneAt: null,
  outcome: '',
  path: '/cases/1',
  filed: false,
};
const ok = (name: string) => ({ [name]: { __typename: `${name}Payload`, errors: [] } });

function draw(busy: boolean) {
  const server = serverDouble({
    Desk: { desk: aDesk('READY', null) },
    WorkAccept: ok('workAccept'),
    WorkReject: ok('workReject'),
  });
  const view = render(<WorkOffer offer={offer} more={1} busy={busy} />, { wrapper: server.wrapper });
  const given = () => server.asked.filter((a) => a.name !== 'Desk').map((a) => [a.name, a.variables]);
  return { ...view, given };
}

test('the key takes it and its page opens', async () => {
  const { given } = draw(false);
  await userEvent.keyboard('{Alt>}a{/Alt}');
  await waitFor(() => expect(given()).toEqual([['WorkAccept', { workId: 'city:web:1' }]]));
  await waitFor(() => expect(push.mock.calls).toEqual([['/cases/1']]));
});

test('in a call it is taken and the form of the call stays', async () => {
  const { given } = draw(true);
  await userEvent.click(screen.getByRole('button', { name: /接 ?收/ }));
  await waitFor(() => expect(given()).toEqual([['WorkAccept', { workId: 'city:web:1' }]]));
  expect(push).not.toHaveBeenCalled();
});

test('the other key declines it', async () => {
  const { given } = draw(false);
  await userEvent.keyboard('{Alt>}x{/Alt}');
  await waitFor(() => expect(given()).toEqual([['WorkReject', { workId: 'city:web:1' }]]));
  expect(push).not.toHaveBeenCalled();
});

test('it says what it is, whose, how often it came back, and has no accessibility violations', async () => {
  const { container } = draw(false);
  const card = screen.getByRole('alertdialog', { name: '有一件书面工作派给您' });
  for (const text of ['网上诉求', '路灯不亮', '138 0000 0001', '综合', '曾退回 2 次', '之后还有 1 件。'])
    expect(card).toHaveTextContent(text);
  expect(await axeViolations(container)).toEqual([]);
});
