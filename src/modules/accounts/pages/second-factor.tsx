/** Setting up the second factor: picture and secret, first code, recovery codes. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { QrPicture } from '../../../ui/data/qr-picture.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { CodeForm, ConfirmForm } from '../schemas.ts';

interface BeginProps {
  t: Translate;
  state: FormState;
  /** The person can do nothing else before. */
  required: boolean;
}

export function BeginFactorPage({ t, state, required }: BeginProps): VNode {
  return (
    <>
      <PageHeading title={t('accounts.factor.title')} lead={t('accounts.factor.lead')} />
      {required ? <Notice t={t} kind="warning" title={t('accounts.factor.required')} /> : null}
      <SchemaForm
        t={t}
        fields={fieldsOf(ConfirmForm)}
        state={state}
        action="/admin/segundo-factor"
        submit={t('accounts.factor.begin')}
      />
    </>
  );
}

interface SetUpProps {
  t: Translate;
  state: FormState;
  /** In groups of four, to be typed. */
  secret: string;
  /** What the picture holds; on the same telephone it opens the app. */
  uri: string;
}

export function SetUpFactorPage({ t, state, secret, uri }: SetUpProps): VNode {
  return (
    <>
      <PageHeading title={t('accounts.factor.set_up.title')} />
      <Section title={t('accounts.factor.set_up.scan')}>
        <p>{t('accounts.factor.set_up.scan_text')}</p>
        <QrPicture text={uri} label={t('accounts.factor.set_up.picture')} />
        <p>
          {t('accounts.factor.set_up.typed')}
          <br />
          <code class="secret">{secret}</code>
        </p>
        <p>
          <a href={uri}>{t('accounts.factor.set_up.same_phone')}</a>
        </p>
      </Section>
      <Section title={t('accounts.factor.set_up.confirm')}>
        <SchemaForm
          t={t}
          fields={fieldsOf(CodeForm)}
          state={state}
          action="/admin/segundo-factor/activar"
          submit={t('accounts.factor.set_up.submit')}
        />
      </Section>
    </>
  );
}

export function CodesPage({ t, codes }: { t: Translate; codes: readonly string[] }): VNode {
  return (
    <>
      <PageHeading title={t('accounts.codes.title')} lead={t('accounts.codes.lead')} />
      <Notice t={t} kind="warning">
        <p>{t('accounts.codes.once')}</p>
      </Notice>
      <ul class="codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <ActionForm action="/admin/segundo-factor/codigos" label={t('accounts.codes.kept')} kind="primary" />
    </>
  );
}

interface ConfirmProps {
  t: Translate;
  state: FormState;
  what: 'renew' | 'end';
}

/** Asks for the password before the codes are renewed or the second factor ends. */
export function ConfirmFactorPage({ t, state, what }: ConfirmProps): VNode {
  const action = what === 'renew' ? '/admin/segundo-factor/nuevos' : '/admin/segundo-factor/quitar';
  return (
    <>
      <PageHeading title={t(`accounts.factor.${what}.title`)} lead={t(`accounts.factor.${what}.lead`)} />
      <SchemaForm
        t={t}
        fields={fieldsOf(ConfirmForm)}
        state={state}
        action={action}
        submit={t(`accounts.factor.${what}.submit`)}
        beside={
          <Button kind="link" href="/admin/cuenta">
            {t('office.cancel')}
          </Button>
        }
      />
    </>
  );
}

export function FactorOnPage({ t, mayEnd }: { t: Translate; mayEnd: boolean }): VNode {
  return (
    <>
      <PageHeading title={t('accounts.factor.title')} lead={t('accounts.factor.on')} />
      <ButtonRow>
        <Button kind="secondary" href="/admin/segundo-factor/nuevos">
          {t('accounts.factor.renew.title')}
        </Button>
        {mayEnd ? (
          <Button kind="secondary" href="/admin/segundo-factor/quitar">
            {t('accounts.factor.end.title')}
          </Button>
        ) : null}
      </ButtonRow>
      {mayEnd ? null : <p>{t('accounts.factor.end.not_allowed')}</p>}
    </>
  );
}
