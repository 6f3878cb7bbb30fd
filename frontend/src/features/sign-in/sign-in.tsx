import { Alert, Button, Input } from 'antd';
import { useEffect, useRef } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useClient, useMutation } from 'urql';
import { renewCsrfToken } from '@/shared/graphql/csrf';
import { errorCode } from '@/shared/graphql/errors';
import { graphql } from '@/shared/graphql/generated';
import { PreferencesSetMutation } from '@/shared/session/preferences';
import { signedIn, useSession } from '@/shared/session/session';
import { ViewerQuery } from '@/shared/session/viewer';
import { Field } from '@/shared/ui/field';
import { LanguageSwitch } from '@/shared/ui/language-switch';
import { ThemeSwitch } from '@/shared/ui/theme-switch';
import { DemoAccounts } from './demo-accounts';
import './sign-in.css';

const SignInMutation = graphql(`
  mutation SignIn($username: String!, $password: String!) {
    signIn(username: $username, password: $password) {
      viewer { ...Viewer }
      errors { code field message }
    }
  }
`);

interface SignInForm {
  username: string;
  password: string;
}

export function SignIn() {
  const { t } = useTranslation();
  const expired = useSession((s) => s.expired);
  const [signing, signIn] = useMutation(SignInMutation);
  const { control, handleSubmit, formState, setError, setFocus, clearErrors } = useForm<SignInForm>({
    defaultValues: { username: '', password: '' },
  });
  const client = useClient();
  const [, setPreferences] = useMutation(PreferencesSetMutation);
  // What is chosen on this page is meant: it goes to the account with signing in.
  const chosen = useRef<{ locale?: string; theme?: string }>({});
  const choose = (part: { locale?: string; theme?: string }) => {
    chosen.current = { ...chosen.current, ...part };
  };
  const busy = useRef(false);
  useEffect(() => setFocus('username'), [setFocus]);

  const enter = async (values: SignInForm) => {
    if (busy.current) return;
    busy.current = true;
    clearErrors();
    const answer = await signIn({ ...values, username: values.username.trim() });
    busy.current = false;
    if (answer.error) setError('root', { message: t(`error.${errorCode(answer.error)}`) });
    else if (answer.data?.signIn?.viewer) {
      await renewCsrfToken();
      const { locale, theme } = chosen.current;
      let { viewer } = answer.data.signIn;
      if (locale || theme) {
        await setPreferences({ locale: locale ?? null, theme: theme ?? null });
        // Names come in the language just chosen.
        const again = await client.query(ViewerQuery, {}, { requestPolicy: 'network-only' });
        viewer = again.data?.viewer ?? viewer;
      }
      signedIn({ ...viewer, locale: locale ?? viewer.locale, theme: theme ?? viewer.theme });
    } else {
      for (const error of answer.data?.signIn?.errors ?? []) {
        const field = error.field === 'username' || error.field === 'password' ? error.field : 'root';
        setError(field, { message: error.message });
      }
    }
  };

  return (
    <div className="sign-in">
      <section className="sign-in-brand" aria-label={t('app.title')}>
        <p className="sign-in-number" aria-hidden>
          12345
        </p>
        <h1>{t('app.title')}</h1>
        <p className="sign-in-promise">{t('signIn.promise')}</p>
      </section>
      <main className="sign-in-main">
        <div className="sign-in-preferences">
          <LanguageSwitch onChange={(locale) => choose({ locale })} />
          <ThemeSwitch onChange={(theme) => choose({ theme })} />
        </div>
        <div className="sign-in-form">
          <h2>{t('signIn.title')}</h2>
          {expired && <Alert type="warning" showIcon title={t('signIn.expired')} className="sign-in-alert" />}
          {formState.errors.root && (
            <Alert
              type="error"
              showIcon
              title={formState.errors.root.message}
              role="alert"
              className="sign-in-alert"
            />
          )}
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void handleSubmit(enter)();
            }}
          >
            <Controller
              name="username"
              control={control}
              rules={{ validate: (text) => text.trim() !== '' || t('form.required') }}
              render={({ field, fieldState: { error } }) => (
                <Field id="username" label={t('signIn.username')} error={error?.message}>
                  <Input
                    {...field}
                    id="username"
                    size="large"
                    autoComplete="username"
                    autoCapitalize="off"
                    spellCheck={false}
                    status={error ? 'error' : ''}
                    aria-invalid={!!error}
                    aria-describedby="username-error"
                  />
                </Field>
              )}
            />
            <Controller
              name="password"
              control={control}
              rules={{ validate: (text) => text !== '' || t('form.required') }}
              render={({ field, fieldState: { error } }) => (
                <Field id="password" label={t('signIn.password')} error={error?.message}>
                  <Input.Password
                    {...field}
                    id="password"
                    size="large"
                    autoComplete="current-password"
                    status={error ? 'error' : ''}
                    aria-invalid={!!error}
                    aria-describedby="password-error"
                  />
                </Field>
              )}
            />
            <Button type="primary" size="large" htmlType="submit" block loading={signing.fetching}>
              {t('signIn.enter')}
            </Button>
          </form>
          <DemoAccounts disabled={signing.fetching} onChoose={(account) => void enter(account)} />
        </div>
      </main>
    </div>
  );
}
