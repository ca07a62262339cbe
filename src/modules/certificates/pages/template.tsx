/** Writing a template, with the certificate beside it. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Checkbox } from '../../../ui/controls/choice-fields.tsx';
import { FieldSet } from '../../../ui/controls/field-set.tsx';
import { FileField } from '../../../ui/controls/file-field.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Template } from '../rules/template.ts';
import { TemplateForm } from '../schemas/office.ts';
import type { Kind } from '../tables.ts';
import { type CertificateDesk, hrefOf, ofKind } from './desk.ts';
import { CertificateFrame } from './frame.tsx';

export interface TemplatePageProps {
  at: CertificateDesk;
  kind: Kind;
  state: FormState;
  /** Which pictures there are already. */
  stored: Pick<Template, 'logoPicture' | 'signatures'>;
  /** Address of the picture of the certificate, or the picture itself. */
  preview: string;
  /** The organisation has a logo that cannot be printed. */
  isLogoUnfit: boolean;
  maxBytes: number;
}

const PLACES = [1, 2, 3] as const;

export function TemplatePage(props: TemplatePageProps): VNode {
  const { at, kind, state, isLogoUnfit } = props;
  const { t } = at.desk;
  const action = ofKind(at, 'plantilla', kind);
  return (
    <CertificateFrame
      at={at}
      title={t('certificates.template.heading', { kind: t(`certificates.kind.${kind}`) })}
      lead={t('certificates.template.lead_text')}
      tags={null}
    >
      {isLogoUnfit ? (
        <Notice t={t} kind="warning">
          <p>{t('certificates.template.logo_unprintable')}</p>
        </Notice>
      ) : null}
      <div class="certificate-desk">
        <Preview {...props} action={action} />
        <div>
          <SchemaForm
            t={t}
            fields={fieldsOf(TemplateForm)}
            state={state}
            action={action}
            submit={t('certificates.template.save')}
            files
            groups={[
              { legend: t('certificates.template.words'), names: ['title', 'lead', 'body', 'details'] },
              { legend: t('certificates.template.look'), names: ['language', 'paper', 'logo'] },
              ...PLACES.map((n) => ({
                legend: t('certificates.template.signature_legend', { n }),
                hint: n === 1 ? t('certificates.template.signatures_hint') : undefined,
                names: [`signature${n}_name`, `signature${n}_position`],
              })),
            ]}
            cancelHref={hrefOf(at)}
            beside={
              <Button kind="secondary" name="accion" value="vista">
                {t('certificates.template.preview_button')}
              </Button>
            }
          >
            <Pictures {...props} />
          </SchemaForm>
        </div>
      </div>
    </CertificateFrame>
  );
}

function Preview({ at, kind, preview, action }: TemplatePageProps & { action: string }): VNode {
  const { t } = at.desk;
  return (
    <div class="certificate-preview">
      <Section
        title={t('certificates.template.preview')}
        action={
          <a href={ofKind(at, 'plantilla', kind, 'muestra.pdf')}>{t('certificates.template.sample_pdf')}</a>
        }
      >
        <img
          src={preview}
          alt={t('certificates.template.preview_alt')}
          width="842"
          height="595"
          data-certificate-preview={`${action}/vista`}
        />
        <p class="hint">{t('certificates.template.preview_note')}</p>
      </Section>
    </div>
  );
}

function Pictures({ at, state, stored, maxBytes }: TemplatePageProps): VNode {
  const { t } = at.desk;
  const faults = (name: string) => state.faults.filter((f) => f.field === name).map((f) => f.message);
  const file = (name: string, label: string, isKept: boolean): VNode => (
    <FileField
      t={t}
      id={`f-${name}`}
      name={name}
      label={label}
      hint={isKept ? t('certificates.template.signature_kept') : undefined}
      faults={faults(name)}
      accept="image/png,image/jpeg"
      kinds="PNG, JPEG"
      maxBytes={maxBytes}
    />
  );
  return (
    <FieldSet legend={t('certificates.template.pictures')} hint={t('certificates.template.pictures_hint')}>
      {file('logo_file', t('certificates.template.logo_file'), stored.logoPicture !== undefined)}
      {PLACES.map((n) => {
        const isKept = stored.signatures[n - 1]?.picture !== undefined;
        return (
          <>
            {file(`signature${n}_file`, t('certificates.template.signature_file', { n }), isKept)}
            {isKept ? (
              <Checkbox
                t={t}
                id={`f-signature${n}_remove`}
                name={`signature${n}_remove`}
                label={t('certificates.template.remove_signature', { n })}
                mark={false}
              />
            ) : null}
          </>
        );
      })}
    </FieldSet>
  );
}
