/** The organisation: what every page shows of it, its privacy notice, which roles need a second factor. */
import type { VNode } from 'preact';
import { type FieldFault } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Checkbox } from '../../../ui/controls/choice-fields.tsx';
import { FileField } from '../../../ui/controls/file-field.tsx';
import { fieldId } from '../../../ui/controls/form-fields.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { LOGO_MAX_BYTES } from '../rules.ts';
import { OrganisationForm, PrivacyForm, RequiredFactorForm } from '../schemas.ts';
import { Done } from './done.tsx';

interface OrganisationProps {
  t: Translate;
  done: string | null;
  state: FormState;
  required: FormState;
  logoHref: string | undefined;
  privacy: { version: number; text: string };
}

export function OrganisationPage(props: OrganisationProps): VNode {
  const { t, privacy } = props;
  return (
    <>
      <PageHeading title={t('accounts.organisation.title')} lead={t('accounts.organisation.lead')} />
      <Done t={t} code={props.done} />
      <SchemaForm
        t={t}
        fields={fieldsOf(OrganisationForm)}
        state={props.state}
        action="/admin/organizacion"
        submit={t('accounts.organisation.submit')}
        label={t('accounts.organisation.title')}
        files
      >
        <Logo t={t} href={props.logoHref} faults={props.state.faults} />
      </SchemaForm>
      <Section
        title={t('accounts.privacy.title')}
        action={
          <Button kind="secondary" size="small" href="/admin/organizacion/privacidad">
            {t('accounts.organisation.privacy_change')}
          </Button>
        }
      >
        <p>{privacy.text}</p>
        <p>
          <a href="/privacidad">{t('accounts.organisation.privacy_read')}</a>
        </p>
      </Section>
      <Section title={t('accounts.factor.title')}>
        <p>{t('accounts.organisation.factor_text')}</p>
        <SchemaForm
          t={t}
          fields={fieldsOf(RequiredFactorForm)}
          state={props.required}
          action="/admin/organizacion/segundo-factor"
          submit={t('office.save')}
          label={t('accounts.factor.title')}
        />
      </Section>
    </>
  );
}

function Logo({
  t,
  href,
  faults,
}: {
  t: Translate;
  href: string | undefined;
  faults: readonly FieldFault[];
}): VNode {
  return (
    <>
      {href ? (
        <img class="logo-preview" src={href} alt={t('accounts.organisation.logo_now')} height="64" />
      ) : null}
      <FileField
        t={t}
        id={fieldId('logo')}
        name="logo"
        label={t('accounts.field.logo')}
        hint={t('accounts.field.logo.hint')}
        accept="image/png,image/jpeg,image/webp"
        kinds={t('accounts.field.logo.kinds')}
        maxBytes={LOGO_MAX_BYTES}
        faults={faults.filter((f) => f.field === 'logo').map((f) => f.message)}
      />
      {href ? (
        <Checkbox
          t={t}
          id={fieldId('remove_logo')}
          name="remove_logo"
          label={t('accounts.field.remove_logo')}
        />
      ) : null}
    </>
  );
}

interface PrivacyEditProps {
  t: Translate;
  state: FormState;
  version: number;
}

export function PrivacyEditPage({ t, state, version }: PrivacyEditProps): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: '/admin/organizacion', label: t('accounts.organisation.title') },
          { label: t('accounts.privacy.title') },
        ]}
      />
      <PageHeading title={t('accounts.privacy.title')} lead={t('accounts.privacy_edit.lead', { version })} />
      <SchemaForm
        t={t}
        fields={fieldsOf(PrivacyForm)}
        state={state}
        action="/admin/organizacion/privacidad"
        submit={t('accounts.privacy_edit.submit')}
        beside={
          <Button kind="link" href="/admin/organizacion">
            {t('office.cancel')}
          </Button>
        }
      />
    </>
  );
}
