/** What is kept about oneself: to see, to take along, to allow or not, to erase. */
import type { ComponentChildren, VNode } from 'preact';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { isMessageKey, type Lang, type Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { Checkbox } from '../../../ui/controls/choice-fields.tsx';
import { fieldId } from '../../../ui/controls/form-fields.tsx';
import { ActionForm, Form } from '../../../ui/controls/form.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { Timeline } from '../../../ui/data/timeline.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section, Stack } from '../../../ui/layout/section.tsx';
import { ownDataPath, ownPath } from '../addresses.ts';
import type { RegistrationEvent, RegistrationRow } from '../queries/registrations.ts';
import { dayAndTime } from '../pages/words.ts';

export const CONSENTS = ['directory', 'photo', 'recording'] as const;

export interface DataPageProps {
  t: Translate;
  lang: Lang;
  token: string;
  event: RegistrationEvent;
  registration: RegistrationRow;
  /** Name, address and what was answered, as label and words. */
  said: readonly SummaryRow[];
  workshops: readonly string[];
  mails: readonly { kind: string; at: Temporal.Instant }[];
  entries: readonly { at: Temporal.Instant; action: string; by: 'staff' | 'program' | 'person' }[];
  others: readonly { name: string; value: unknown }[];
  /** When all of it is removed in any case, in words. */
  until: string;
  saved: boolean;
}

export function DataPage(props: DataPageProps): VNode {
  const { t, token, event, others, saved } = props;
  return (
    <>
      <Trail t={t} token={token} title={t('events.data.title')} />
      <PageHeading
        eyebrow={event.title}
        title={t('events.data.title')}
        lead={t('events.data.lead', { until: props.until })}
      >
        <ButtonRow>
          <Button kind="secondary" href={`${ownDataPath(token)}.json`}>
            {t('events.data.download')}
          </Button>
        </ButtonRow>
      </PageHeading>
      {saved ? <Notice t={t} kind="success" title={t('events.data.saved')} /> : null}
      <Consents {...props} />
      <Section title={t('events.data.said')}>
        <SummaryList rows={[...props.said, ...facts(props)]} />
      </Section>
      {others.map(({ name, value }) => (
        <Section title={partName(t, name)}>
          <Kept {...props} value={value} />
        </Section>
      ))}
      <Log {...props} />
      <Section title={t('events.data.erase')}>
        <p>{t('events.data.erase_lead')}</p>
        <ButtonRow>
          <Button kind="danger" href={`${ownDataPath(token)}/borrar`}>
            {t('events.data.erase')}
          </Button>
        </ButtonRow>
      </Section>
    </>
  );
}

function Trail({ t, token, title }: { t: Translate; token: string; title: string }): VNode {
  return (
    <Breadcrumbs
      t={t}
      items={[{ href: ownPath(token), label: t('events.data.registration') }, { label: title }]}
    />
  );
}

function Consents({ t, token, registration }: DataPageProps): VNode {
  return (
    <Section title={t('events.form.consents')}>
      <Form action={ownDataPath(token)} label={t('events.form.consents')}>
        <p>{t('events.data.consents_lead')}</p>
        {CONSENTS.map((which) => (
          <Checkbox
            t={t}
            id={fieldId(`consent_${which}`)}
            name={`consent_${which}`}
            value="yes"
            label={t(`events.form.consent_${which}`)}
            checked={registration[`consent_${which}`]}
            mark={false}
          />
        ))}
        <ButtonRow>
          <Button kind="secondary">{t('events.data.consents_save')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

function facts(props: DataPageProps): SummaryRow[] {
  const { t, registration: r, workshops } = props;
  const at = (when: Temporal.Instant | null) => (when ? whenWords(props, when) : t('form.no'));
  return [
    { label: t('events.form.attendance'), value: t(`events.attendance.${r.attendance}`) },
    ...(workshops.length > 0 ? [{ label: t('events.form.workshops'), value: workshops.join(', ') }] : []),
    { label: t('events.data.state'), value: t(`events.state.${r.state}`) },
    { label: t('events.data.registered'), value: at(r.created_at) },
    { label: t('events.data.confirmed'), value: at(r.address_confirmed_at) },
    { label: t('events.data.language'), value: t(`events.language.${r.lang}`) },
    { label: t('events.data.accepted'), value: at(r.accepted_at) },
  ];
}

function whenWords({ event, lang }: DataPageProps, at: Temporal.Instant): string {
  return dayAndTime(at, event.timezone, lang, 'short').text;
}

/** Mails and what was done, in one line of time. */
function Log(props: DataPageProps): VNode {
  const { t, mails, entries } = props;
  const lines = [
    ...mails.map(({ kind, at }) => {
      const key = `office.mail.${kind}`;
      return {
        at,
        title: t('events.data.mail', { mail: isMessageKey(key) ? t(key) : kind }),
        by: undefined,
      };
    }),
    ...entries.map(({ at, action, by }) => {
      const key = `events.office.audit.${action.replace(/^\w+\./, '')}`;
      return { at, title: isMessageKey(key) ? t(key) : action, by: t(`events.data.by.${by}`) };
    }),
  ].toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
  return (
    <Section title={t('events.data.log')}>
      <Timeline
        t={t}
        entries={lines.map(({ at, title, by }) => ({
          date: whenWords(props, at),
          dateTime: at.toString(),
          title,
          body: by,
        }))}
      />
    </Section>
  );
}

/** The part of the program that keeps it, in words where it has some. */
export function partName(t: Translate, name: string): string {
  const key = `events.kept.${name}`;
  return isMessageKey(key) ? t(key) : name;
}

const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z$/;

/** Whatever another part keeps, as it stands in the file: lists as lists, names with their values. */
function Kept({ value, ...props }: Omit<DataPageProps, 'value'> & { value: unknown }): VNode {
  return <>{keptNode(props as DataPageProps, value)}</>;
}

function keptNode(props: DataPageProps, value: unknown): ComponentChildren {
  const { t } = props;
  if (value === null || value === '') return t('events.data.none');
  if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
  if (typeof value === 'string') {
    const key = `events.data.value.${value}`;
    if (isMessageKey(key)) return t(key);
    if (DAY.test(value)) return plainDate(Temporal.PlainDate.from(value), props.lang);
    return INSTANT.test(value) ? whenWords(props, Temporal.Instant.from(value)) : value;
  }
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value))
    return value.length === 0 ? (
      t('events.data.none')
    ) : (
      <Stack>
        {value.map((item: unknown) => (
          <div>{keptNode(props, item)}</div>
        ))}
      </Stack>
    );
  return (
    <SummaryList
      rows={Object.entries(value).map(([name, item]) => ({
        label: keyWords(t, name),
        value: keptNode(props, item),
      }))}
    />
  );
}

function keyWords(t: Translate, name: string): string {
  const key = `events.data.key.${name}`;
  return isMessageKey(key) ? t(key) : name;
}

export function ErasePage({
  t,
  token,
  event,
  isOver,
}: Pick<DataPageProps, 't' | 'token' | 'event'> & { isOver: boolean }): VNode {
  const title = t('events.erase.title');
  return (
    <>
      <Trail t={t} token={token} title={title} />
      <PageHeading eyebrow={event.title} title={title} lead={t('events.erase.lead')} />
      <Notice t={t} kind="warning" title={t('events.erase.final')}>
        <p>{t(isOver ? 'events.erase.after' : 'events.erase.before')}</p>
      </Notice>
      <ButtonRow>
        <ActionForm action={`${ownDataPath(token)}/borrar`} label={t('events.erase.submit')} kind="danger" />
        <Button kind="link" href={ownDataPath(token)}>
          {t('events.erase.back')}
        </Button>
      </ButtonRow>
    </>
  );
}

export function ErasedPage({ t }: { t: Translate }): VNode {
  return (
    <>
      <PageHeading title={t('events.erased.title')} lead={t('events.erased.lead')} />
      <ButtonRow>
        <Button kind="secondary" href="/encuentros">
          {t('events.erased.on')}
        </Button>
      </ButtonRow>
    </>
  );
}
