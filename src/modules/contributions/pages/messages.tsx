/** Pages that only say something: closed, received, link asked for. */
import type { VNode } from 'preact';
import type { FieldFault } from '../../../platform/errors.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../ui/controls/error-summary.tsx';
import { fieldId, summaryFaults } from '../../../ui/controls/form-fields.tsx';
import { Form } from '../../../ui/controls/form.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { editionPath } from '../../events/index.ts';
import { askLinkPath, callPath } from '../addresses.ts';
import type { Place } from './call.tsx';

interface Props {
  t: Translate;
  edition: Place;
}

/** Nothing can be sent now; says why. */
export function NotOpenPage({ t, edition, text }: Props & { text: string }): VNode {
  return (
    <>
      <PageHeading eyebrow={edition.title} title={t('contributions.send.not_possible')} lead={text} />
      <ButtonRow>
        <Button href={callPath(edition.slug)}>{t('contributions.to_call')}</Button>
        <Button kind="link" href={askLinkPath(edition.slug)}>
          {t('contributions.ask_link.title')}
        </Button>
      </ButtonRow>
    </>
  );
}

/** The same for everybody. */
export function ReceivedPage({ t, edition }: Props): VNode {
  return (
    <>
      <PageHeading
        eyebrow={edition.title}
        title={t('contributions.received.title')}
        lead={t('contributions.received.lead')}
      />
      <ol class="steps">
        <li>{t('contributions.received.step_mail')}</li>
        <li>{t('contributions.received.step_confirm')}</li>
        <li>{t('contributions.received.step_missing')}</li>
      </ol>
      <ButtonRow>
        <Button kind="secondary" href={editionPath(edition.slug)}>
          {t('events.register.to_edition')}
        </Button>
        <Button kind="link" href={askLinkPath(edition.slug)}>
          {t('contributions.ask_link.title')}
        </Button>
      </ButtonRow>
    </>
  );
}

export function AskLinkPage({
  t,
  edition,
  value,
  faults,
}: Props & { value: string; faults: readonly FieldFault[] }): VNode {
  return (
    <>
      <PageHeading
        eyebrow={edition.title}
        title={t('contributions.ask_link.title')}
        lead={t('contributions.ask_link.lead')}
      />
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Form action={askLinkPath(edition.slug)} label={t('contributions.ask_link.title')}>
        <TextField
          t={t}
          id={fieldId('email')}
          name="email"
          type="email"
          label={t('contributions.form.email')}
          autocomplete="email"
          required
          value={value}
          faults={faults.map((f) => f.message)}
        />
        <ButtonRow>
          <Button>{t('contributions.ask_link.submit')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}

/** The same for every address. */
export function LinkAskedPage({ t, edition }: Props): VNode {
  return (
    <>
      <PageHeading
        eyebrow={edition.title}
        title={t('contributions.ask_link.sent.title')}
        lead={t('contributions.ask_link.sent.text')}
      />
      <ButtonRow>
        <Button kind="secondary" href={callPath(edition.slug)}>
          {t('contributions.to_call')}
        </Button>
      </ButtonRow>
    </>
  );
}
