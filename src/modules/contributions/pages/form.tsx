/** The form of one kind of contribution: to send it, and to change it through the secret link. */
import type { ComponentChildren, VNode } from 'preact';
import type { FieldFault } from '../../../platform/errors.ts';
import { fieldsOf, type FormField } from '../../../platform/forms/field.ts';
import type { RawValues } from '../../../platform/forms/read.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { Checkbox } from '../../../ui/controls/choice-fields.tsx';
import { ErrorSummary } from '../../../ui/controls/error-summary.tsx';
import { FieldSet } from '../../../ui/controls/field-set.tsx';
import { fieldId, FormFields, summaryFaults } from '../../../ui/controls/form-fields.tsx';
import { Form } from '../../../ui/controls/form.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { askLinkPath, ownPath, sendPath } from '../addresses.ts';
import {
  ABOUT_IT,
  ABOUT_YOU,
  contributionForm,
  EVIDENCE,
  type Purpose,
  PUBLISHING,
} from '../schemas/contribution.ts';
import type { Kind } from '../tables.ts';
import { crumbsTo, type Place } from './call.tsx';

interface FormProps {
  t: Translate;
  kind: Kind;
  edition: Place;
  values: RawValues;
  faults: readonly FieldFault[];
}

/** @param until the deadline in words */
export function SendPage({
  until,
  anonymous,
  ...props
}: FormProps & { until: string; anonymous: boolean }): VNode {
  const { t, kind, edition, faults, values } = props;
  const title = t(`contributions.send.title_${kind}`);
  return (
    <>
      <Breadcrumbs t={t} items={crumbsTo(t, edition, t(`contributions.kind.${kind}`))} />
      <PageHeading
        eyebrow={edition.title}
        title={title}
        lead={`${t(`contributions.call.what_${kind}`)} ${t('contributions.send.until', { until })}`}
      />
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      {anonymous ? <p>{t('contributions.send.anonymous')}</p> : null}
      <Form action={sendPath(edition.slug, kind)} label={title}>
        <Questions {...props} purpose="send" />
        <Checkbox
          t={t}
          id={fieldId('accept')}
          name="accept"
          value="yes"
          label={t('contributions.form.accept')}
          required
          checked={(values.get('accept') ?? []).length > 0}
          faults={faults.filter((f) => f.field === 'accept').map((f) => f.message)}
        >
          {t('contributions.form.accept')} (<a href="/privacidad">{t('contributions.form.accept.read')}</a>)
        </Checkbox>
        <ButtonRow>
          <Button>{t('contributions.send.submit')}</Button>
        </ButtonRow>
      </Form>
      <p class="soft">
        {t('contributions.send.already')}{' '}
        <a href={askLinkPath(edition.slug)}>{t('contributions.ask_link.title')}</a>
      </p>
    </>
  );
}

export function ChangePage({ token, email, ...props }: FormProps & { token: string; email: string }): VNode {
  const { t, edition, faults } = props;
  const title = t('contributions.change.title');
  return (
    <>
      <PageHeading eyebrow={edition.title} title={title} lead={t('contributions.change.lead', { email })} />
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Form action={`${ownPath(token)}/cambiar`} label={title}>
        <Questions {...props} purpose="change" />
        <ButtonRow>
          <Button>{t('contributions.change.submit')}</Button>
          <Button kind="link" href={ownPath(token)}>
            {t('ui.form.back')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  );
}

type Draw = (fields: readonly FormField[]) => ComponentChildren;

function Questions({ t, kind, purpose, values, faults }: FormProps & { purpose: Purpose }): VNode {
  const all = fieldsOf(contributionForm(kind, purpose));
  const named = (names: readonly string[]) =>
    names.flatMap((name) => all.filter((field) => field.name === name));
  const draw: Draw = (fields) => (
    <FormFields t={t} fields={fields} among={all} values={values} faults={faults} />
  );
  // What was learned comes after what shows it.
  const before = ABOUT_IT.slice(0, ABOUT_IT.indexOf('learned'));
  const after = ABOUT_IT.slice(before.length);
  return (
    <>
      <FieldSet legend={t(`contributions.form.about_${kind}`)}>
        {draw(named(before))}
        {kind === 'talk' ? draw(named(after)) : null}
      </FieldSet>
      {kind === 'talk' ? null : (
        <>
          <EvidenceFields t={t} all={all} values={values} faults={faults} draw={draw} />
          <FieldSet legend={t('contributions.form.lesson')}>{draw(named(after))}</FieldSet>
        </>
      )}
      <FieldSet legend={t('contributions.form.about_you')} hint={t('contributions.form.about_you.hint')}>
        {draw(named(ABOUT_YOU))}
      </FieldSet>
      <FieldSet legend={t('contributions.form.publishing')} hint={t('contributions.form.publishing.hint')}>
        {draw(named(PUBLISHING))}
      </FieldSet>
    </>
  );
}

interface EvidenceProps {
  t: Translate;
  all: readonly FormField[];
  values: RawValues;
  faults: readonly FieldFault[];
  draw: Draw;
}

/** One piece in sight, the others one press away; open when there is something in them. */
export function EvidenceFields({ t, all, values, faults, draw }: EvidenceProps): VNode {
  const fieldsAt = (name: string) => all.filter((field) => field.name.startsWith(`${name}.`));
  const used = (name: string): boolean =>
    fieldsAt(name).some(
      (field) => values.get(field.name)?.some(Boolean) || faults.some((fault) => fault.field === field.name),
    );
  const [first, ...more] = EVIDENCE;
  return (
    <>
      <FieldSet legend={t('contributions.form.evidence')} hint={t('contributions.form.evidence.hint')}>
        {draw(fieldsAt(first))}
      </FieldSet>
      {more.map((name, at) => {
        const legend = t('contributions.form.evidence_more', { number: at + 2 });
        return (
          <Disclosure summary={legend} open={used(name)}>
            <FieldSet legend={legend}>{draw(fieldsAt(name))}</FieldSet>
          </Disclosure>
        );
      })}
    </>
  );
}
