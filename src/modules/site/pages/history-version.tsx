/** One version of a record: what it changed, word by word, and all that it said. */
import type { VNode } from 'preact';
import type { FieldDifference } from '../../../platform/history/difference.ts';
import type { HistoryField } from '../../../platform/history/source.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import type { FormField } from '../../../platform/forms/field.ts';
import { Difference } from '../../../ui/data/difference.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { actionWords, type VersionEntry, VersionFacts } from '../../../ui/data/versions.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { type PastOf, PastCrumbs, Removed } from './history.tsx';

/** Two versions beside each other; the earlier one is always on the left. */
export interface Comparison {
  /** Their moments, as in the middle of a sentence; left out where there is but one, which tells of both sides itself. */
  before?: string;
  after?: string;
  differences: readonly FieldDifference[];
  /** What changed in rows is told by each version, and not among these. */
  rowsApart?: boolean;
}

export interface VersionPageProps {
  past: PastOf;
  version: VersionEntry;
  /** All that it said. */
  fields: readonly HistoryField[];
  /** Undefined: there is none before it. */
  comparison: Comparison | undefined;
  links: {
    before?: string | undefined;
    after?: string | undefined;
    /** Compare with what is said today. */
    now?: string | undefined;
    /** In the back office: where it can be restored. */
    restore?: string | undefined;
    /** In the back office: where what it said can be taken back. */
    blank?: { href: string; what: 'all' | 'reason' } | undefined;
  };
}

export function VersionPage({ past, version, fields, comparison, links }: VersionPageProps): VNode {
  const { t, subject, label } = past;
  return (
    <>
      <PastCrumbs past={past} page={version.date} />
      <PageHeading
        eyebrow={`${label}: ${subject.title}`}
        title={actionWords(t, version.action)}
        lead={version.date}
      >
        <VersionFacts t={t} version={version} />
      </PageHeading>
      <Removed past={past} />
      {fields.length === 0 ? (
        <Notice t={t} kind="info">
          {t('site.history.blank')}
        </Notice>
      ) : null}
      {comparison ? <Compared t={t} comparison={comparison} lang={subject.lang} /> : null}
      <ButtonRow>
        {links.now ? (
          <Button kind="secondary" href={links.now}>
            {t('site.history.compare_now')}
          </Button>
        ) : null}
        {links.restore ? (
          <Button kind="secondary" href={links.restore}>
            {t('site.history.restore')}
          </Button>
        ) : null}
        {links.blank ? (
          <Button kind="secondary" href={links.blank.href}>
            {blankWords(t, links.blank.what)}
          </Button>
        ) : null}
        {links.before ? (
          <Button kind="link" href={links.before}>
            {t('site.history.to_before')}
          </Button>
        ) : null}
        {links.after ? (
          <Button kind="link" href={links.after}>
            {t('site.history.to_after')}
          </Button>
        ) : null}
      </ButtonRow>
      {fields.length > 0 ? <Whole t={t} fields={fields} open={!comparison} lang={subject.lang} /> : null}
    </>
  );
}

function Compared({
  t,
  comparison: { before, after, differences, rowsApart = false },
  lang,
  restoring = false,
}: {
  t: Translate;
  comparison: Comparison;
  lang: string | undefined;
  /** What is now, and what will be. */
  restoring?: boolean;
}): VNode {
  return (
    <Section title={t(restoring ? 'site.history.will_change' : 'site.history.differences')}>
      {restoring || before === undefined || after === undefined ? null : (
        <p>{t('site.history.between', { before, after })}</p>
      )}
      {differences.length === 0 ? <p>{t('site.history.same')}</p> : null}
      {rowsApart && !restoring ? <p class="soft">{t('site.history.rows_apart')}</p> : null}
      {differences.map((field) => (
        <section class="difference-field">
          <h3>{capital(field.label)}</h3>
          {field.coarse ? <p class="hint">{t('site.history.coarse')}</p> : null}
          {field.rows.some((row) => row.kind === 'changed') ? (
            <Difference
              t={t}
              rows={field.rows}
              before={t(restoring ? 'site.history.now' : 'site.history.before')}
              after={t(restoring ? 'site.history.will_be' : 'site.history.after')}
              lang={lang}
            />
          ) : (
            <p class="soft">{t('site.history.only_space')}</p>
          )}
        </section>
      ))}
    </Section>
  );
}

function Whole({
  t,
  fields,
  open,
  lang,
}: {
  t: Translate;
  fields: readonly HistoryField[];
  open: boolean;
  lang: string | undefined;
}): VNode {
  return (
    <Disclosure summary={t('site.history.whole')} open={open}>
      {fields
        .filter(({ text }) => text !== '')
        .map(({ label, text }) => (
          <section class="difference-field">
            <h3>{capital(label)}</h3>
            <Prose text={text} lang={lang} />
          </section>
        ))}
    </Disclosure>
  );
}

export interface RestorePageProps {
  past: PastOf;
  comparison: Comparison;
  /** What to know before it is pressed. */
  note: string | undefined;
  action: string;
  cancelHref: string;
  form: { fields: readonly FormField[]; state: FormState };
}

/** Asks before a version is put back, and shows what will change by it. */
export function RestorePage({ past, comparison, note, action, cancelHref, form }: RestorePageProps): VNode {
  const { t, subject, label } = past;
  return (
    <>
      <PastCrumbs past={past} page={t('site.history.restore')} />
      <PageHeading
        eyebrow={`${label}: ${subject.title}`}
        title={t('site.history.restore')}
        lead={t('site.history.restore_lead', { date: comparison.after ?? '' })}
      />
      {comparison.differences.length === 0 ? (
        <Notice t={t} kind="info">
          {t('site.history.restore_same')}
        </Notice>
      ) : (
        <>
          <Compared t={t} comparison={comparison} lang={subject.lang} restoring />
          {note ? (
            <Notice t={t} kind="info">
              {note}
            </Notice>
          ) : null}
          <SchemaForm
            t={t}
            action={action}
            fields={form.fields}
            state={form.state}
            submit={t('site.history.restore')}
            cancelHref={cancelHref}
          />
        </>
      )}
    </>
  );
}

export interface BlankPageProps {
  past: PastOf;
  /** Of the newest version, only why it was written. */
  what: 'all' | 'reason';
  action: string;
  cancelHref: string;
  form: { fields: readonly FormField[]; state: FormState };
}

const blankWords = (t: Translate, what: 'all' | 'reason'): string =>
  t(what === 'all' ? 'site.history.blank_it' : 'site.history.blank_reason');

/** Asks before what a version said is taken back: it can't be undone. */
export function BlankPage({ past, what, action, cancelHref, form }: BlankPageProps): VNode {
  const { t, subject, label } = past;
  return (
    <>
      <PastCrumbs past={past} page={blankWords(t, what)} />
      <PageHeading
        eyebrow={`${label}: ${subject.title}`}
        title={blankWords(t, what)}
        lead={t(what === 'all' ? 'site.history.blank_lead' : 'site.history.blank_reason_lead')}
      />
      <SchemaForm
        t={t}
        action={action}
        fields={form.fields}
        state={form.state}
        submit={blankWords(t, what)}
        cancelHref={cancelHref}
        danger
      />
    </>
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('es') + text.slice(1);
}
