/** One's own account. */
import type { VNode } from 'preact';
import type { Role } from '../../../platform/access/access.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ChangePasswordForm } from '../schemas.ts';
import { Done } from './done.tsx';
import { listOf } from './words.ts';

interface AccountProps {
  t: Translate;
  lang: Lang;
  done: string | null;
  name: string;
  email: string;
  roles: readonly Role[];
  twoFactor: boolean;
  sessions: number;
}

export function AccountPage(props: AccountProps): VNode {
  const { t } = props;
  const roles = props.roles.map((role) => t(`accounts.role.${role}`));
  return (
    <>
      <PageHeading title={t('accounts.account.title')} />
      <Done t={t} code={props.done} />
      <SummaryList
        rows={[
          { label: t('accounts.field.name'), value: props.name },
          { label: t('accounts.field.email'), value: props.email },
          { label: t('accounts.field.roles'), value: listOf(roles, props.lang) },
          {
            label: t('accounts.field.password'),
            value: t('accounts.account.password_set'),
            action: { href: '/admin/cuenta/contrasena', label: t('accounts.account.change') },
          },
          {
            label: t('accounts.factor.title'),
            value: props.twoFactor ? t('accounts.account.factor_on') : t('accounts.account.factor_off'),
            action: {
              href: '/admin/segundo-factor',
              label: props.twoFactor ? t('accounts.account.manage') : t('accounts.account.set_up'),
            },
          },
        ]}
      />
      <Section title={t('accounts.account.sessions')}>
        <p>{t('accounts.account.sessions_text', { count: props.sessions })}</p>
        <ActionForm action="/admin/cuenta/sesiones" label={t('accounts.account.end_sessions')} />
      </Section>
    </>
  );
}

export function ChangePasswordPage({ t, state }: { t: Translate; state: FormState }): VNode {
  return (
    <>
      <PageHeading title={t('accounts.change_password.title')} lead={t('accounts.change_password.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(ChangePasswordForm)}
        state={state}
        action="/admin/cuenta/contrasena"
        submit={t('accounts.change_password.submit')}
        beside={
          <Button kind="link" href="/admin/cuenta">
            {t('office.cancel')}
          </Button>
        }
      />
    </>
  );
}
