import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EMPTY_CASE } from '@/entities/case';
import { setLocale } from '@/shared/i18n';
import { signedIn } from '@/shared/session/session';
import { serverDouble } from '@/testing/graphql-double';
import { agentViewer } from '@/testing/people';
import { DeskCaseForm } from './desk-case-form';
import type { ServerDraft } from './draft-sync';

const catalogue = { CaseCatalogue: { units: [], categories: [] } };
const draftOf = (data: string, version: number) => ({
  __typename: 'CaseDraft',
  id: '1',
  callId: 'g1-1',
  kind: 'COMPLAINT',
  data,
  version,
  savedAt: '2026-01-01T08:00:00Z',
  savedBy: '李敏',
});
const stored = (variables: Record<string, unknown>) => ({
  draftSave: {
    __typename: 'DraftSavePayload',
    draft: draftOf(String(variables.data), Number(variables.version) + 1),
    errors: [],
  },
});
const registered = {
  caseRegister: {
    __typename: 'CaseRegisterPayload',
    case: {
      __typename: 'Case',
      id: '9',
      number: '26010101000018',
      state: 'REGISTERED',
      title: 'Lamp',
      unit: null,
    },
    errors: [],
  },
};

function draw(answers: Parameters<typeof serverDouble>[0], server: ServerDraft | null = null) {
  const double = serverDouble({ ...catalogue, DraftSave: stored, ...answers });
  const onRegistered = vi.fn();
  const view = render(
    <DeskCaseForm
      callId="g1-1"
      caller="138 0000 1111"
      base={{ ...EMPTY_CASE, reporterPhone: '13800001111' }}
      server={server}
      citizen={null}
      onRegistered={onRegistered}
      onDiscarded={() => undefined}
    />,
    { wrapper: double.wrapper },
  );
  return { ...double, ...view, onRegistered };
}
const saves = (asked: { name: string }[]) => asked.filter((a) => a.name === 'DraftSave').length;

beforeAll(() => setLocale('en'));
beforeEach(() => {
  localStorage.clear();
  signedIn(agentViewer);
});

test('what is typed is saved by itself, once', async () => {
  const { asked } = draw({});
  await userEvent.type(screen.getByLabelText('Title'), 'Lamp');
  await screen.findByText('Draft saved', {}, { timeout: 5000 });
  expect(saves(asked)).toBe(1);
  expect(JSON.parse(String(asked.at(-1)?.variables.data))).toMatchObject({ title: 'Lamp' });
});

test('a form comes back after a reload, even when nothing reached the server', async () => {
  const first = draw({ DraftSave: new Error('away') });
  await userEvent.type(screen.getByLabelText('Title'), 'Lamp');
  first.unmount();
  draw({ DraftSave: new Error('away') });
  expect(screen.getByLabelText('Title')).toHaveValue('Lamp');
});

test("somebody else's newer copy is offered, and mine is not lost", async () => {
  const theirs = draftOf(JSON.stringify({ title: 'Theirs' }), 5);
  draw({
    DraftSave: {
      draftSave: {
        __typename: 'DraftSavePayload',
        draft: theirs,
        errors: [{ __typename: 'DraftSaveError', code: 'CONFLICT', field: null, message: 'changed' }],
      },
    },
  });
  await userEvent.type(screen.getByLabelText('Title'), 'Mine');
  await screen.findByRole('button', { name: 'Take theirs' }, { timeout: 5000 });
  expect(screen.getByLabelText('Title')).toHaveValue('Mine');
  await userEvent.click(screen.getByRole('button', { name: 'Take theirs' }));
  expect(screen.getByLabelText('Title')).toHaveValue('Theirs');
});

test('Ctrl+S registers once, however often it is pressed, and the kept copy goes', async () => {
  const { asked, onRegistered } = draw({ CaseRegister: registered });
  await userEvent.type(screen.getByLabelText('Title'), 'Lamp');
  await userEvent.type(screen.getByLabelText('What was reported'), 'dark');
  await userEvent.keyboard('{Control>}s{/Control}{Control>}s{/Control}');
  await waitFor(() => expect(onRegistered).toHaveBeenCalledTimes(1));
  const asks = asked.filter((a) => a.name === 'CaseRegister');
  expect(asks).toHaveLength(1);
  expect(asks[0]?.variables.key).toMatch(/^[0-9a-f]{32}$/);
  expect(Object.keys(localStorage).filter((k) => k.startsWith('hotline.draft'))).toEqual([]);
});

test('Ctrl+Enter without a unit names the field and sends nothing', async () => {
  const { asked } = draw({});
  await userEvent.type(screen.getByLabelText('Title'), 'Lamp');
  await userEvent.type(screen.getByLabelText('What was reported'), 'dark');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText('Choose a unit to dispatch to')).toBeInTheDocument();
  expect(asked.map((a) => a.name)).not.toContain('CaseRegisterAndDispatch');
});
