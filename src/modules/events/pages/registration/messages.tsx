/** Pages that only say something: not open, received, link asked for. */
import type { VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { fieldId, summaryFaults } from '../../../../ui/controls/form-fields.tsx';
import { Form } from '../../../../ui/controls/form.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { askLinkPath, editionPath, registerPath } from '../../addresses.ts';
import type { RegistrationEvent } from '../../queries/registrations.ts';

interface Props {
  t: Translate;
  event: RegistrationEvent;
}

/** Registration is not possible now; says why and since or until when. */
export function NotOpenPage({ t, event, text }: Props & { text: string }): VNode {
  return (
    <>
      <PageHeading eyebrow={event.title} title={t('events.register.not_possible')} lead={text} />
      <ButtonRow>
        <Button href={editionPath(event.slug)}>{t('events.register.to_edition')}</Button>
        <Button kind="link" href={askLinkPath(event.slug)}>
          {t('events.register.ask_link')}
        </Button>
      </ButtonRow>
    </>
  );
}

/** The same for everybody: it tells nobody who was registered before. */
export function ReceivedPage({ t, event }: Props): VNode {
  return (
    <>
      <PageHeading
        eyebrow={event.title}
        title={t('events.received.title')}
        lead={t(event.confirm_email ? 'events.received.confirm' : 'events.received.done')}
      />
      <ol class="steps">
        <li>{t('events.received.step_mail')}</li>
        <li>{t(event.confirm_email ? 'events.received.step_confirm' : 'events.received.step_keep')}</li>
        <li>{t('events.received.step_missing')}</li>
      </ol>
      <ButtonRow>
        <Button kind="secondary" href={editionPath(event.slug)}>
          {t('events.register.to_edition')}
        </Button>
        <Button kind="link" href={askLinkPath(event.slug)}>
          {t('events.register.ask_link')}
        </Button>
      </ButtonRow>
    </>
  );
}

export function AskLinkPage({
  t,
  event,
  value,
  faults,
}: Props & { value: string; faults: readonly FieldFault[] }): VNode {
  return (
    <>
      <PageHeading
        eyebrow={event.title}
        title={t('events.ask_link.title')}
        lead={t('events.ask_link.lead')}
      />
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Form action={askLinkPath(event.slug)} label={t('events.ask_link.title')}>
        <TextField
          t={t}
          id={fieldId('email')}
          name="email"
          type="email"
          label={t('events.form.email')}
          autocomplete="email"
          required
          value={value}
          faults={faults.map((f) => f.message)}
        />
        <ButtonRow>
          <Button>{t('events.ask_link.submit')}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}

/** The same for every address. */
export function LinkAskedPage({ t, event }: Props): VNode {
  return (
    <>
      <PageHeading
        eyebrow={event.title}
        title={t('events.ask_link.sent.title')}
        lead={t('events.ask_link.sent.text')}
      />
      <ButtonRow>
        <Button kind="secondary" href={editionPath(event.slug)}>
          {t('events.register.to_edition')}
        </Button>
        <Button kind="link" href={registerPath(event.slug)}>
          {t('events.register.title')}
        </Button>
      </ButtonRow>
    </>
  );
}
