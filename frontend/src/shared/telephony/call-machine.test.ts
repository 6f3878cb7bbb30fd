import { OFF, type PhoneState, step } from './call-machine';

const ready: PhoneState = { ...OFF, line: 'registered', audio: 'here' };
const ringing = step(ready, { type: 'invited', callId: 'a', autoAnswer: false }).state;
const answering = step(ringing, { type: 'answer', callId: 'a' }).state;
const talking = step(answering, { type: 'established', callId: 'a' }).state;

test('a call rings, is answered, talks and ends', () => {
  expect(ringing.leg).toEqual({ kind: 'ringing', callId: 'a' });
  expect(step(ringing, { type: 'answer', callId: 'a' }).effects).toEqual([{ type: 'answer', callId: 'a' }]);
  expect(answering.leg).toEqual({ kind: 'answering', callId: 'a' });
  expect(talking.leg).toEqual({ kind: 'talking', callId: 'a' });
  expect(step(talking, { type: 'ended', callId: 'a' }).state).toEqual(ready);
});

test('an answer given before the INVITE is here is carried out when it comes', () => {
  const awaited = step(ready, { type: 'answer', callId: 'a' });
  expect(awaited).toEqual({ state: { ...ready, leg: { kind: 'awaited', callId: 'a' } }, effects: [] });
  expect(step(awaited.state, { type: 'invited', callId: 'a', autoAnswer: false }).effects).toEqual([
    { type: 'answer', callId: 'a' },
  ]);
});

test('an answer meant for one call never answers another', () => {
  const awaited = step(ready, { type: 'answer', callId: 'a' }).state;
  const other = step(awaited, { type: 'invited', callId: 'b', autoAnswer: false });
  expect(other).toEqual({ state: { ...ready, leg: { kind: 'ringing', callId: 'b' } }, effects: [] });
  expect(step(ringing, { type: 'answer', callId: 'b' })).toEqual({ state: ringing, effects: [] });
});

test('an auto-answered call sounds a tone first', () => {
  expect(step(ready, { type: 'invited', callId: 'a', autoAnswer: true }).effects).toEqual([
    { type: 'toneThenAnswer', callId: 'a' },
  ]);
});

test('a second call during a conversation is refused and changes nothing', () => {
  expect(step(talking, { type: 'invited', callId: 'b', autoAnswer: false })).toEqual({
    state: talking,
    effects: [{ type: 'refuse', callId: 'b' }],
  });
});

test('answering twice answers once', () => {
  expect(step(answering, { type: 'answer', callId: 'a' })).toEqual({ state: answering, effects: [] });
});

test('the end of another call leaves the conversation alone', () => {
  expect(step(talking, { type: 'ended', callId: 'b' }).state).toBe(talking);
});

test('without a microphone the call rings on and can be answered once it is mended', () => {
  const failed = step(answering, { type: 'microphone', problem: 'denied' }).state;
  expect(failed).toEqual({ ...ringing, microphone: 'denied' });
  expect(step(failed, { type: 'answer', callId: 'a' }).effects).toEqual([{ type: 'answer', callId: 'a' }]);
});

test('a tab that loses the sound lets go of line and leg', () => {
  expect(step(talking, { type: 'audio', owner: 'elsewhere' }).state).toEqual({
    ...OFF,
    audio: 'elsewhere',
  });
});
