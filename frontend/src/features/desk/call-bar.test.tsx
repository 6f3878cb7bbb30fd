import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setLocale } from '@/shared/i18n';
import { signedIn } from '@/shared/session/session';
import { OFF } from '@/shared/telephony/call-machine';
import { usePhone } from '@/shared/telephony/phone';
import { axeViolations } from '@/testing/axe';
import { serverDouble } from '@/testing/graphql-double';
import { aCall, aDesk, agentViewer, aPop } from '@/testing/people';
import { CallBar } from './call-bar';

beforeAll(() => setLocale('zh-Hans'));
beforeEach(() => {
  signedIn(agentViewer);
  usePhone.setState({ ...OFF, audio: 'here', line: 'registered' }, true);
});

const ok = (name: string, desk: object) => ({ [name]: { __typename: `${name}Payload`, desk, errors: [] } });

async function draw(state: Parameters<typeof aDesk>[0], call: ReturnType<typeof aCall> | null) {
  const desk = aDesk(state, call);
  const server = serverDouble({
    Desk: { desk },
    CallHangUp: ok('callHangUp', desk),
    CallReject: ok('callReject', desk),
    CallConference: ok('callConference', desk),
    CallDropGuest: ok('callDropGuest', desk),
    CallPlayPrompt: ok('callPlayPrompt', desk),
    CallPauseRecording: ok('callPauseRecording', desk),
    CallHold: ok('callHold', desk),
    CallMute: ok('callMute', desk),
    AgentReady: ok('agentReady', desk),
  });
  const view = render(<CallBar onOpenDesk={() => undefined} />, { wrapper: server.wrapper });
  await screen.findByRole('toolbar');
  return { ...server, ...view };
}
const names = (asked: { name: string }[]) => asked.map((a) => a.name).filter((n) => n !== 'Desk');

test('F2 answers the ringing call', async () => {
  await draw('RINGING', aCall({ state: 'RINGING', answeredAt: null }));
  act(() => usePhone.setState({ leg: { kind: 'ringing', callId: 'g1-1' } }));
  await userEvent.keyboard('{F2}');
  expect(usePhone.getState().leg).toEqual({ kind: 'answering', callId: 'g1-1' });
});

test('F4 rejects while ringing and hangs up while talking', async () => {
  const ringing = await draw('RINGING', aCall({ state: 'RINGING' }));
  await userEvent.keyboard('{F4}');
  await waitFor(() => expect(names(ringing.asked)).toEqual(['CallReject']));
  ringing.unmount();
  const talking = await draw('TALKING', aCall());
  await userEvent.keyboard('{F4}');
  await waitFor(() => expect(names(talking.asked)).toEqual(['CallHangUp']));
});

test('F7 mutes and F8 holds the call in hand', async () => {
  const { asked } = await draw('TALKING', aCall());
  await userEvent.keyboard('{F7}');
  await userEvent.keyboard('{F8}');
  await waitFor(() => expect(names(asked)).toEqual(['CallMute', 'CallHold']));
  expect(asked.find((a) => a.name === 'CallMute')?.variables).toEqual({ callId: 'g1-1', muted: true });
});

test('keys of an input method that composes are its own', async () => {
  const { asked } = await draw('TALKING', aCall());
  fireEvent.keyDown(window, { key: 'F4', code: 'F4', isComposing: true });
  fireEvent.keyDown(window, { key: 'F4', code: 'F4', keyCode: 229 });
  expect(names(asked)).toEqual([]);
});

test('a key held down acts once', async () => {
  const { asked } = await draw('TALKING', aCall());
  fireEvent.keyDown(window, { key: 'F8', code: 'F8' });
  fireEvent.keyDown(window, { key: 'F8', code: 'F8', repeat: true });
  await waitFor(() => expect(names(asked)).toEqual(['CallHold']));
});

test('without a call nothing but dialling is possible', async () => {
  await draw('READY', null);
  const enabled = screen.getByRole('toolbar').querySelectorAll<HTMLButtonElement>('button:not(:disabled)');
  expect([...enabled].map((b) => b.getAttribute('aria-keyshortcuts'))).toEqual(['F9']);
});

test('a phone that is in another tab cannot be answered here', async () => {
  usePhone.setState({ audio: 'elsewhere' });
  await draw('RINGING', aCall({ state: 'RINGING' }));
  expect(screen.getByRole('button', { name: /接听/ })).toBeDisabled();
});

test('the state is a word, not only a colour', async () => {
  await draw('TALKING', aCall());
  expect(screen.getByRole('status')).toHaveTextContent('通话中');
});

test('the bar has no accessibility violations', async () => {
  const { container } = await draw('TALKING', aCall());
  expect(await axeViolations(container)).toEqual([]);
});

test('Shift+F9 makes a conference of a consultation', async () => {
  const call = aCall({ state: 'CONSULTING', consultParty: 'city:8002', consultTalking: true });
  const { asked } = await draw('TALKING', call);
  await userEvent.keyboard('{Shift>}{F9}{/Shift}');
  await waitFor(() => expect(names(asked)).toEqual(['CallConference']));
  expect(asked.find((a) => a.name === 'CallConference')?.variables).toEqual({ callId: 'g1-1' });
});

test('a third party is shown and can be taken out; nothing is sent on meanwhile', async () => {
  const call = aCall({ guests: [{ __typename: 'Guest', party: '+861065120000', talking: true }] });
  const { asked } = await draw('TALKING', call);
  await userEvent.click(screen.getByRole('button', { name: /请 .*6512.* 退出/ }));
  await waitFor(() => expect(names(asked)).toEqual(['CallDropGuest']));
  expect(asked.find((a) => a.name === 'CallDropGuest')?.variables).toEqual({
    callId: 'g1-1',
    party: '+861065120000',
  });
  expect(screen.getByRole('button', { name: /转接|咨询/ })).toBeDisabled();
});

test('a prompt that is playing can be stopped', async () => {
  const { asked } = await draw('TALKING', aCall({ prompt: 'aid-please-wait' }));
  await userEvent.click(screen.getByRole('button', { name: /停止播放/ }));
  await waitFor(() => expect(names(asked)).toEqual(['CallPlayPrompt']));
  expect(asked.find((a) => a.name === 'CallPlayPrompt')?.variables).toEqual({ callId: 'g1-1', prompt: null });
});

test('who was called by a colleague can only hang up and mute', async () => {
  const pop = aPop({ medium: 'INTERNAL', consultFrom: 'east:8101' });
  await draw('TALKING', aCall({ party: 'east:8101', pop }));
  for (const name of [/挂断/, /静音/]) expect(screen.getByRole('button', { name })).toBeEnabled();
  for (const name of [/保持/, /邀请三方/, /播放语音/])
    expect(screen.getByRole('button', { name })).toBeDisabled();
});

test('the recording is paused and goes on', async () => {
  const { asked } = await draw('TALKING', aCall());
  await userEvent.click(screen.getByRole('button', { name: '暂停录音' }));
  await waitFor(() => expect(names(asked)).toEqual(['CallPauseRecording']));
  expect(asked.find((a) => a.name === 'CallPauseRecording')?.variables).toEqual({
    callId: 'g1-1',
    paused: true,
  });
});
