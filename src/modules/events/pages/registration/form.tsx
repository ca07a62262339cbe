/** The form to register, and the one to change what one registered with. */
import type { ComponentChildren, VNode } from 'preact';
import type { TObject } from 'typebox';
import type { FieldFault } from '../../../../platform/errors.ts';
import { fieldsOf, type FormField } from '../../../../platform/forms/field.ts';
import type { RawValues } from '../../../../platform/forms/read.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { Checkbox } from '../../../../ui/controls/choice-fields.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { FieldSet } from '../../../../ui/controls/field-set.tsx';
import { fieldId, FormFields, summaryFaults } from '../../../../ui/controls/form-fields.tsx';
import { Form } from '../../../../ui/controls/form.tsx';
import { LocalTime, type Moment } from '../../../../ui/data/schedule.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { askLinkPath, editionPath, EDITIONS, ownPath, registerPath } from '../../addresses.ts';
import type { RegistrationEvent } from '../../queries/registrations.ts';

interface FormState {
  t: Translate;
  form: TObject;
  values: RawValues;
  faults: readonly FieldFault[];
}

/** A moment with its zone in words, or only a date. */
export type Deadline = { moment: Moment; zone: string } | { date: string; words: string };

interface RegisterProps extends FormState {
  event: RegistrationEvent;
  /** "martes, 7 de marzo de 2027, hora de Guatemala" */
  when: string;
  /** Until when one can register; absent when that is the end of the edition. */
  deadline: Deadline | undefined;
  /** Every way of attending is taken: one joins the waiting list. */
  full: boolean;
}

export function RegisterPage({ event, when, deadline, full, ...state }: RegisterProps): VNode {
  const { t, faults } = state;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: EDITIONS, label: t('events.menu') },
          { href: editionPath(event.slug), label: event.title },
          { label: t('events.register.crumb') },
        ]}
      />
      <PageHeading
        eyebrow={event.title}
        title={t('events.register.title')}
        lead={<Lead t={t} when={when} deadline={deadline} />}
      />
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      {event.is_example ? (
        <Notice t={t} kind="info" title={t('events.register.example.title')}>
          {t('events.register.example.text')}
        </Notice>
      ) : null}
      {full ? (
        <Notice t={t} kind="warning" title={t('events.register.full.title')}>
          {t('events.register.full.text')}
        </Notice>
      ) : null}
      <Form action={registerPath(event.slug)} label={t('events.register.title')}>
        <Questions {...state} organizer={event.organizer} />
        <Acceptance {...state} />
        <ButtonRow>
          <Button>{t(full ? 'events.register.submit_waiting' : 'events.register.submit')}</Button>
        </ButtonRow>
      </Form>
      <p class="soft">
        {t('events.register.already')} <a href={askLinkPath(event.slug)}>{t('events.register.ask_link')}</a>
      </p>
    </>
  );
}

function Lead({ t, when, deadline }: Pick<RegisterProps, 't' | 'when' | 'deadline'>): VNode {
  if (!deadline) return <>{when}</>;
  return (
    <>
      {when}. {t('events.register.until')}{' '}
      {'date' in deadline ? (
        <time datetime={deadline.date}>{deadline.words}</time>
      ) : (
        <>
          <LocalTime t={t} moment={deadline.moment} /> ({deadline.zone})
        </>
      )}
    </>
  );
}

interface ChangeProps extends FormState {
  event: RegistrationEvent;
  token: string;
  email: string;
}

export function ChangePage({ event, token, email, ...state }: ChangeProps): VNode {
  const { t, faults } = state;
  return (
    <>
      <PageHeading
        eyebrow={event.title}
        title={t('events.change.title')}
        lead={t('events.change.lead', { email })}
      />
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Form action={ownPath(token)} label={t('events.change.title')}>
        <input type="hidden" name="action" value="change" />
        <Questions {...state} organizer={event.organizer} />
        <ButtonRow>
          <Button>{t('events.change.submit')}</Button>
          <Button kind="link" href={ownPath(token)}>
            {t('events.change.back')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  );
}

const ABOUT_YOU = ['name', 'email', 'organization', 'sector', 'country', 'department'];
const TAKING_PART = ['attendance', 'workshops', 'languages', 'accessibility'];

function Questions({ t, form, values, faults, organizer }: FormState & { organizer: string }): VNode {
  const all = fieldsOf(form);
  const named = (names: readonly string[]) => all.filter((f) => names.includes(f.name));
  const starting = (prefix: string) => all.filter((f) => f.name.startsWith(prefix));
  const group = (fields: readonly FormField[]) => (
    <FormFields t={t} fields={fields} among={all} values={values} faults={faults} />
  );
  const answers = starting('answers.');
  return (
    <>
      <FieldSet legend={t('events.form.about_you')}>{group(named(ABOUT_YOU))}</FieldSet>
      <Group legend={t('events.form.taking_part')} fields={named(TAKING_PART)} draw={group} />
      <Group
        legend={organizer ? t('events.form.questions_of', { organizer }) : t('events.form.questions')}
        fields={answers}
        draw={group}
      />
      <Group
        legend={t('events.form.consents')}
        hint={t('events.form.consents.hint')}
        fields={starting('consent_')}
        draw={group}
      />
    </>
  );
}

function Group(props: {
  legend: string;
  hint?: string;
  fields: readonly FormField[];
  draw: (fields: readonly FormField[]) => ComponentChildren;
}): VNode | null {
  if (props.fields.length === 0) return null;
  return (
    <FieldSet legend={props.legend} hint={props.hint}>
      {props.draw(props.fields)}
    </FieldSet>
  );
}

/** The one box that must be ticked, with the notice one tap away. */
function Acceptance({ t, values, faults }: FormState): VNode {
  return (
    <Checkbox
      t={t}
      id={fieldId('accept')}
      name="accept"
      value="yes"
      label={t('events.form.accept')}
      required
      checked={(values.get('accept') ?? []).length > 0}
      faults={faults.filter((f) => f.field === 'accept').map((f) => f.message)}
    >
      {t('events.form.accept')} (<a href="/privacidad">{t('events.form.accept.read')}</a>)
    </Checkbox>
  );
}
