import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { WholeTextFragment } from '@/shared/graphql/generated/graphql';
import { setLocale } from '@/shared/i18n';
import { axeViolations } from '@/testing/axe';
import { serverDouble } from '@/testing/graphql-double';
import { Reply } from './reply';

beforeAll(() => setLocale('en'));

const TEXT: WholeTextFragment = {
  __typename: 'TextConversation',
  id: '7',
  number: '+8613800001111',
  numberLocal: '138 0000 1111',
  ours: '+861065001111',
  openedAt: '2026-07-04T08:00:00Z',
  dueAt: '2026-07-05T08:00:00Z',
  overdue: false,
  lastAt: '2026-07-04T08:00:00Z',
  lastText: '路灯不亮',
  state: 'NEW',
  takenBy: '',
  caseNumber: '',
  doneAt: null,
  doneBy: '',
  reason: null,
  note: '',
  stoppedAt: null,
  stopOrigin: null,
  notCalled: false,
  answerable: true,
  citizen: null,
  messages: [],
  proposals: [],
  operations: [],
};
const PHRASES = { textPhrases: [{ __typename: 'TextPhrase', key: 'thanks', text: '感谢您的反馈。' }] };
const refused = {
  textAnswer: { text: null, errors: [{ code: 'TEXTS_STOPPED', field: 'id', message: 'Call them instead.' }] },
};
const sent = (state: 'NEW' | 'ANSWERED') => ({ textAnswer: { text: { ...TEXT, state }, errors: [] } });

function setUp(text: WholeTextFragment, answers: object | ((variables: Record<string, unknown>) => object)) {
  const server = serverDouble({ TextPhrases: PHRASES, TextAnswer: answers });
  const { container } = render(<Reply text={text} onDone={() => {}} />, { wrapper: server.wrapper });
  const answered = () =>
    server.asked.filter((each) => each.name === 'TextAnswer').map((each) => each.variables);
  return { container, answered, server };
}

test('begun with a phrase in the citizen’s language, changed and sent', async () => {
  const { container, answered, server } = setUp(TEXT, sent('ANSWERED'));
  await userEvent.click(screen.getByText(/Phrases/));
  await userEvent.click(await screen.findByText('感谢您的反馈。'));
  await userEvent.type(screen.getByLabelText('Answer'), '再见');
  expect(await axeViolations(container)).toEqual([]);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(answered()).toEqual([
    { id: '7', body: '感谢您的反馈。再见', finish: true, key: expect.any(String) },
  ]);
  expect(server.asked.find((each) => each.name === 'TextPhrases')?.variables).toEqual({ locale: 'zh-Hans' });
  expect(screen.getByLabelText('Answer')).toHaveProperty('value', '');
});

test('what is refused stays, and goes again under the same key', async () => {
  let tries = 0;
  const { answered } = setUp(TEXT, () => {
    tries += 1;
    return tries === 1 ? refused : sent('NEW');
  });
  await userEvent.click(screen.getByLabelText('Dealt with by this'));
  await userEvent.type(screen.getByLabelText('Answer'), 'Hello');
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  await screen.findByText('Call them instead.');
  expect(screen.getByLabelText('Answer')).toHaveProperty('value', 'Hello');
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  const [first, second] = answered();
  expect(first).toEqual({ id: '7', body: 'Hello', finish: false, key: expect.any(String) });
  expect(second).toEqual(first);
});

test.each([
  [{ stoppedAt: '2026-07-04T08:00:00Z' }, 'No messages are wanted at this number: call instead.'],
  [{ answerable: false }, 'The sender has no telephone number and cannot be answered.'],
])('nothing can be written to %j', (part, hint) => {
  setUp({ ...TEXT, ...part }, refused);
  expect(screen.getByText(hint)).toBeTruthy();
  expect(screen.queryByLabelText('Answer')).toBeNull();
});
