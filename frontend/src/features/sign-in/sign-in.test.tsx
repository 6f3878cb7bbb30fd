import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setLocale } from '@/shared/i18n';
import { signedOut, useSession } from '@/shared/session/session';
import { axeViolations } from '@/testing/axe';
import { serverDouble } from '@/testing/graphql-double';
import { agentViewer } from '@/testing/people';
import { SignIn } from './sign-in';

beforeAll(() => setLocale('en'));
beforeEach(() => {
  signedOut();
  vi.stubGlobal('fetch', async () => new Response('<meta name="csrf-token" content="new">'));
});
afterEach(() => vi.unstubAllGlobals());

const nobody = { DemoAccounts: { demoAccounts: [] } };
const refused = {
  signIn: {
    __typename: 'SignInPayload',
    viewer: null,
    errors: [
      {
        __typename: 'SignInError',
        code: 'WRONG_CREDENTIALS',
        field: null,
        message: 'Wrong name or password.',
      },
    ],
  },
};
const welcome = {
  signIn: { __typename: 'SignInPayload', viewer: { __typename: 'Viewer', ...agentViewer }, errors: [] },
};

test('empty fields are named at the field and nothing is asked', async () => {
  const server = serverDouble(nobody);
  render(<SignIn />, { wrapper: server.wrapper });
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findAllByText('Please fill this in')).toHaveLength(2);
  expect(screen.getByLabelText('User name')).toHaveAttribute('aria-invalid', 'true');
  expect(server.asked.map((a) => a.name)).not.toContain('SignIn');
});

test('a refusal is said and nobody is signed in', async () => {
  const server = serverDouble({ ...nobody, SignIn: refused });
  render(<SignIn />, { wrapper: server.wrapper });
  await userEvent.type(screen.getByLabelText('User name'), ' city.agent1 ');
  await userEvent.type(screen.getByLabelText('Password'), 'no{Enter}');
  expect(await screen.findByText('Wrong name or password.')).toBeInTheDocument();
  expect(useSession.getState().status).toBe('signedOut');
  expect(server.asked.at(-1)).toEqual({
    name: 'SignIn',
    variables: { username: 'city.agent1', password: 'no' },
  });
});

test('one click on a demo account signs in', async () => {
  const account = {
    __typename: 'DemoAccount',
    username: 'city.agent1',
    password: 'secret',
    tenantName: 'City',
    roles: ['AGENT'],
    displayName: 'Li Min',
  };
  const server = serverDouble({ DemoAccounts: { demoAccounts: [account] }, SignIn: welcome });
  render(<SignIn />, { wrapper: server.wrapper });
  await userEvent.click(await screen.findByRole('button', { name: 'Li Min' }));
  await waitFor(() => expect(useSession.getState().viewer?.username).toBe('city.agent1'));
});

test('the page has no accessibility violations', async () => {
  const { container } = render(<SignIn />, { wrapper: serverDouble(nobody).wrapper });
  expect(await axeViolations(container)).toEqual([]);
});
