/** The pages before one is signed in: password, second step, forgotten password, invitation. */
import type { ComponentChildren, VNode } from 'preact';
import type { Role } from '../../../platform/access/access.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import {
  AcceptForm,
  CodeForm,
  ForgottenForm,
  NewAccountForm,
  NewPasswordForm,
  RecoveryForm,
  SignInForm,
} from '../schemas.ts';
import { listOf } from './words.ts';

interface Props {
  t: Translate;
  state: FormState;
}

export function SignInPage({
  t,
  state,
  back,
  notice,
}: Props & { back: string; notice?: ComponentChildren }): VNode {
  return (
    <>
      <PageHeading title={t('accounts.sign_in.title')} lead={t('accounts.sign_in.lead')} />
      {notice}
      <SchemaForm
        t={t}
        fields={fieldsOf(SignInForm)}
        state={state}
        action="/admin/entrar"
        submit={t('accounts.sign_in.submit')}
        hidden={back ? { volver: back } : {}}
      />
      <p>
        <a href="/admin/contrasena">{t('accounts.sign_in.forgotten')}</a>
      </p>
    </>
  );
}

export function CodePage({ t, state }: Props): VNode {
  return (
    <>
      <PageHeading title={t('accounts.code.title')} lead={t('accounts.code.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(CodeForm)}
        state={state}
        action="/admin/entrar/codigo"
        submit={t('accounts.code.submit')}
      />
      <p>
        <a href="/admin/entrar/recuperacion">{t('accounts.code.lost')}</a>
      </p>
    </>
  );
}

export function RecoveryPage({ t, state }: Props): VNode {
  return (
    <>
      <PageHeading title={t('accounts.recovery.title')} lead={t('accounts.recovery.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(RecoveryForm)}
        state={state}
        action="/admin/entrar/recuperacion"
        submit={t('accounts.code.submit')}
      />
      <p>
        <a href="/admin/entrar/codigo">{t('accounts.recovery.back')}</a>
      </p>
    </>
  );
}

export function ForgottenPage({ t, state }: Props): VNode {
  return (
    <>
      <PageHeading title={t('accounts.forgotten.title')} lead={t('accounts.forgotten.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(ForgottenForm)}
        state={state}
        action="/admin/contrasena"
        submit={t('accounts.forgotten.submit')}
      />
    </>
  );
}

export function ForgottenSentPage({ t }: { t: Translate }): VNode {
  return (
    <>
      <PageHeading title={t('accounts.forgotten.sent.title')} lead={t('accounts.forgotten.sent.lead')} />
      <p>{t('accounts.forgotten.sent.next')}</p>
      <p>
        <a href="/admin/entrar">{t('accounts.sign_in.title')}</a>
      </p>
    </>
  );
}

export function NewPasswordPage({ t, state, action }: Props & { action: string }): VNode {
  return (
    <>
      <PageHeading title={t('accounts.reset.title')} lead={t('accounts.reset.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(NewPasswordForm)}
        state={state}
        action={action}
        submit={t('accounts.reset.submit')}
      />
    </>
  );
}

/** A link that was used, withdrawn or ran out, or that never was one: the same page for all. */
export function DeadLinkPage({ t, kind }: { t: Translate; kind: 'invitation' | 'reset' | 'first' }): VNode {
  return (
    <EmptyState
      title={t('accounts.dead_link.title')}
      action={
        <a href={kind === 'reset' ? '/admin/contrasena' : '/admin/entrar'}>
          {t(`accounts.dead_link.${kind}.action`)}
        </a>
      }
    >
      {t(`accounts.dead_link.${kind}`)}
    </EmptyState>
  );
}

interface AcceptProps extends Props {
  lang: Lang;
  action: string;
  organisation: string;
  email: string;
  roles: readonly Role[];
}

export function AcceptPage({ t, lang, state, action, organisation, email, roles }: AcceptProps): VNode {
  const named = listOf(
    roles.map((role) => t(`accounts.role.${role}`)),
    lang,
  );
  return (
    <>
      <PageHeading
        title={t('accounts.accept.title', { organisation })}
        lead={t('accounts.accept.lead', { roles: named, email })}
      />
      <SchemaForm
        t={t}
        fields={fieldsOf(AcceptForm)}
        state={state}
        action={action}
        submit={t('accounts.accept.submit')}
      />
    </>
  );
}

export function FirstAdminPage({ t, state, action }: Props & { action: string }): VNode {
  return (
    <>
      <PageHeading title={t('accounts.first.title')} lead={t('accounts.first.lead')} />
      <Notice t={t} kind="info">
        <p>{t('accounts.first.once')}</p>
      </Notice>
      <SchemaForm
        t={t}
        fields={fieldsOf(NewAccountForm)}
        state={state}
        action={action}
        submit={t('accounts.first.submit')}
      />
    </>
  );
}
