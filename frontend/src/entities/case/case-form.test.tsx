import { zodResolver } from '@hookform/resolvers/zod';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { setLocale } from '@/shared/i18n';
import { axeViolations } from '@/testing/axe';
import { serverDouble } from '@/testing/graphql-double';
import { CaseFields } from './case-form';
import { type CaseFormValues, caseFormSchema, EMPTY_CASE, parseDraft } from './case-form-values';
import { showAtFields } from './register';

const water = { __typename: 'Unit', key: 'department:3', name: 'Water', isTenant: false, open: true };
const catalogue = {
  CaseCatalogue: {
    units: [water, { __typename: 'Unit', key: 'tenant:east', name: 'East', isTenant: true, open: true }],
    categories: [
      {
        __typename: 'Category',
        id: '7',
        code: 'W1',
        name: 'Burst pipe',
        parentId: null,
        urgency: 'URGENT',
        suggestedUnit: water,
      },
    ],
  },
};

let form: UseFormReturn<CaseFormValues>;
const sent = vi.fn();

function Example() {
  form = useForm<CaseFormValues>({ resolver: zodResolver(caseFormSchema), defaultValues: EMPTY_CASE });
  return (
    <form onSubmit={form.handleSubmit(sent)}>
      <CaseFields form={form} />
      <button type="submit">go</button>
    </form>
  );
}
const draw = () => render(<Example />, { wrapper: serverDouble(catalogue).wrapper });

beforeAll(() => setLocale('en'));
beforeEach(() => sent.mockClear());

const errorOf = (label: string) =>
  screen.getByLabelText(label).closest('.ant-form-item')?.querySelector('.ant-form-item-explain')
    ?.textContent;

test('what is missing is named at its field and nothing is sent', async () => {
  draw();
  await userEvent.click(screen.getByRole('button', { name: 'go' }));
  await screen.findByText('At least two characters');
  expect(errorOf('Title')).toBe('At least two characters');
  expect(errorOf('What was reported')).toBe('Please fill this in');
  expect(errorOf('Telephone')).toBe('Not a telephone number');
  expect(sent).not.toHaveBeenCalled();
});

test("the server's refusals stand at the fields that they name", async () => {
  draw();
  let rest: string[] = [];
  act(() => {
    rest = showAtFields(form, [
      { code: 'TOO_LONG', field: 'title', message: 'Too long for the register.' },
      { code: 'INVALID', field: null, message: 'Something else.' },
    ]);
  });
  expect(await screen.findByText('Too long for the register.')).toBeInTheDocument();
  expect(rest).toEqual(['Something else.']);
});

test('a category suggests unit and urgency', async () => {
  draw();
  await userEvent.click(screen.getByLabelText('Category'));
  await userEvent.click(await screen.findByTitle('Burst pipe'));
  expect(form.getValues()).toMatchObject({ categoryId: '7', unit: 'department:3', urgency: 'URGENT' });
});

test('a unit chosen by hand is not overruled by a category', async () => {
  draw();
  act(() => form.setValue('unit', 'tenant:east'));
  await userEvent.click(screen.getByLabelText('Category'));
  await userEvent.click(await screen.findByTitle('Burst pipe'));
  expect(form.getValues()).toMatchObject({ unit: 'tenant:east', urgency: 'URGENT' });
});

test('the form has no accessibility violations', async () => {
  const { container } = draw();
  expect(await axeViolations(container)).toEqual([]);
});

test('odd drafts fall back field by field', () => {
  expect(parseDraft('not json')).toEqual(EMPTY_CASE);
  expect(parseDraft('{"title":"Lamp","urgency":"HUGE","unit":3}')).toEqual({ ...EMPTY_CASE, title: 'Lamp' });
});
