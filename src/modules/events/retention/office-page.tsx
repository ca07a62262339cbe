/** Until when personal data is kept, what goes and what stays, and the receipts of what went. */
import type { VNode } from 'preact';
import { clockTime, longDate } from '../../../platform/i18n/dates.ts';
import { isMessageKey, type Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../ui/controls/error-summary.tsx';
import { fieldId, summaryFaults } from '../../../ui/controls/form-fields.tsx';
import { Form } from '../../../ui/controls/form.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { PurgeRow } from './queries.ts';
import { ATTENDANCES, REGISTRATION_STATES } from '../tables.ts';
import { partName } from './own-page.tsx';
import { type EditionDesk, EditionFrame, editionHref } from '../pages/office/frame.tsx';

export interface RetentionPageProps {
  desk: EditionDesk;
  /** From here on it is removed. */
  due: Temporal.Instant;
  isOver: boolean;
  kept: { registrations: number; mails: number };
  /** Names of what other parts of the program keep. */
  parts: readonly string[];
  purges: readonly PurgeRow[];
  /** People who erased their own data. */
  erased: number;
}

const PAGE = 'datos-personales';

export function RetentionPage(props: RetentionPageProps): VNode {
  const { desk, isOver, kept, purges } = props;
  const { t, edition, may } = desk;
  const done = purges.filter((purge) => purge.completed_at);
  const isGone = done.length > 0 && kept.registrations === 0;
  return (
    <EditionFrame
      desk={desk}
      part="retention"
      title={t('events.office.retention.title')}
      lead={t('events.office.retention.lead')}
    >
      <State {...props} />
      {isGone ? null : <Goes {...props} />}
      <Section title={t('events.office.retention.stays')}>
        <p>{t('events.office.retention.stays_lead')}</p>
        {props.erased > 0 ? <p>{t('events.office.retention.erased', { count: props.erased })}</p> : null}
      </Section>
      {done.length > 0 ? (
        <Section
          title={t('events.office.retention.receipts')}
          action={
            <Button kind="secondary" size="small" href={editionHref(edition, PAGE, 'comprobantes.json')}>
              {t('events.office.retention.download')}
            </Button>
          }
        >
          {done.map((purge) => (
            <Receipt desk={desk} purge={purge} />
          ))}
        </Section>
      ) : null}
      {isOver && !isGone && may.purge && !edition.purge_started_at ? (
        <ButtonRow>
          <Button kind="danger" href={editionHref(edition, PAGE, 'eliminar')}>
            {t('events.office.retention.now')}
          </Button>
        </ButtonRow>
      ) : null}
    </EditionFrame>
  );
}

function Goes({ desk: { t }, kept, parts }: RetentionPageProps): VNode {
  const all = t('events.office.retention.all');
  return (
    <Section title={t('events.office.retention.what')}>
      <SummaryList
        rows={[
          {
            label: t('events.kept.registrations'),
            value: t('events.office.retention.registrations', { count: kept.registrations }),
          },
          {
            label: t('events.kept.mails'),
            value: t('events.office.retention.mails', { count: kept.mails }),
          },
          { label: t('events.kept.jobs'), value: all },
          ...parts.map((name) => ({ label: partName(t, name), value: all })),
        ]}
      />
    </Section>
  );
}

function when({ lang, edition }: EditionDesk, at: Temporal.Instant): string {
  return `${longDate(at, edition.timezone, lang)}, ${clockTime(at, edition.timezone, lang)}`;
}

function State({ desk, due, purges, kept }: RetentionPageProps): VNode {
  const { t, lang, edition, may } = desk;
  if (edition.purge_started_at)
    return (
      <Notice t={t} kind="info" title={t('events.office.retention.under_way')}>
        <p>{t('events.office.retention.under_way_lead')}</p>
      </Notice>
    );
  const last = purges.find((purge) => purge.completed_at)?.completed_at ?? edition.purged_at;
  if (last && kept.registrations === 0)
    return (
      <Notice
        t={t}
        kind="success"
        title={t('events.office.retention.gone', { date: longDate(last, edition.timezone, lang) })}
      />
    );
  return (
    <Notice
      t={t}
      kind="info"
      title={t('events.office.retention.due', { date: longDate(due, edition.timezone, lang) })}
    >
      <p>
        {t('events.office.retention.due_lead', { days: edition.retention_days })}{' '}
        {may.edit ? (
          <a href={editionHref(edition, 'inscripcion')}>{t('events.office.retention.change')}</a>
        ) : null}
      </p>
    </Notice>
  );
}

interface Line {
  what: string;
  count: number;
}

/** Plain names with how many, by the alphabet; those that are none left out. */
function linesOf(t: Translate, steps: Record<string, Record<string, number>>): Line[] {
  const lines = Object.entries(steps).flatMap(([step, counts]) =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => {
        const key = `events.purged.${name}`;
        return { what: isMessageKey(key) ? t(key) : `${partName(t, step)}: ${name}`, count };
      }),
  );
  return lines.toSorted((a, b) => a.what.localeCompare(b.what, 'es'));
}

function Counts({
  t,
  title,
  lines,
  level = 3,
}: {
  t: Translate;
  title: string;
  lines: readonly Line[];
  level?: 2 | 3;
}): VNode {
  return (
    <Section title={title} level={level}>
      {lines.length === 0 ? (
        <p>{t('events.office.retention.nothing')}</p>
      ) : (
        <SummaryList rows={lines.map(({ what, count }) => ({ label: what, value: count }))} />
      )}
    </Section>
  );
}

function Receipt({ desk, purge }: { desk: EditionDesk; purge: PurgeRow }): VNode {
  const { t } = desk;
  const { states = {}, ways = {} } = purge.numbers;
  const by = purge.started_by.startsWith('staff:') ? 'staff' : 'program';
  const stayed = [
    ...REGISTRATION_STATES.filter((state) => states[state]).map((state) => ({
      what: t(`events.state.${state}`),
      count: states[state] ?? 0,
    })),
    ...ATTENDANCES.filter((way) => ways[way]).map((way) => ({
      what: t(`events.attendance.${way}`),
      count: ways[way] ?? 0,
    })),
  ];
  return (
    <>
      <p>
        {t('events.office.retention.receipt', {
          when: when(desk, purge.completed_at ?? purge.started_at),
          by: t(`events.office.retention.by_${by}`),
          version: purge.program_version,
        })}
      </p>
      <Counts t={t} title={t('events.office.retention.removed')} lines={linesOf(t, purge.steps)} />
      <Counts t={t} title={t('events.office.retention.numbers')} lines={stayed} />
    </>
  );
}

export interface PurgeAskProps {
  desk: EditionDesk;
  /** What goes at this moment, exactly. */
  preview: Record<string, Record<string, number>>;
  typed: string;
  faults: readonly { field: string; message: string }[];
}

/** Says exactly what goes, and wants the edition's short name typed. */
export function PurgeAsk({ desk, preview, typed, faults }: PurgeAskProps): VNode {
  const { t, edition } = desk;
  const back = editionHref(edition, PAGE);
  return (
    <EditionFrame
      desk={desk}
      part="retention"
      title={t('events.office.retention.now')}
      lead={t('events.office.retention.ask')}
      trail={[{ href: back, label: t('events.office.retention.title') }]}
      tabs={false}
    >
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Notice t={t} kind="danger" title={t('events.erase.final')}>
        <p>{t('events.office.retention.ask_lead')}</p>
      </Notice>
      <Counts t={t} level={2} title={t('events.office.retention.will_go')} lines={linesOf(t, preview)} />
      <Form action={`${back}/eliminar`} label={t('events.office.retention.now')}>
        <TextField
          t={t}
          id={fieldId('confirm')}
          name="confirm"
          label={t('events.office.retention.confirm', { slug: edition.slug })}
          value={typed}
          required
          autocomplete="off"
          faults={faults.map((fault) => fault.message)}
        />
        <ButtonRow>
          <Button kind="danger">{t('events.office.retention.submit')}</Button>
          <Button kind="link" href={back}>
            {t('ui.form.back')}
          </Button>
        </ButtonRow>
      </Form>
    </EditionFrame>
  );
}

/** On the overview: soon it goes, or it is gone. */
export function RetentionNotice({
  desk,
  due,
}: {
  desk: EditionDesk;
  due: Temporal.Instant | undefined;
}): VNode | null {
  const { t, lang, edition } = desk;
  const link = <a href={editionHref(edition, PAGE)}>{t('events.office.retention.see')}</a>;
  if (due)
    return (
      <Notice
        t={t}
        kind="warning"
        title={t('events.office.retention.due', { date: longDate(due, edition.timezone, lang) })}
      >
        <p>
          {t('events.office.retention.near')} {link}
        </p>
      </Notice>
    );
  if (!edition.purged_at) return null;
  const date = longDate(edition.purged_at, edition.timezone, lang);
  return (
    <Notice t={t} kind="info" title={t('events.office.retention.gone', { date })}>
      <p>{link}</p>
    </Notice>
  );
}
