/** The public report of an edition: what happened, in numbers that show nobody. Prints as a document. */
import type { VNode } from 'preact';
import type { FormField } from '../../../platform/forms/field.ts';
import { longDate } from '../../../platform/i18n/dates.ts';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { BarList, Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { itemPath, type ListedItem } from '../../contributions/index.ts';
import {
  dayAndTime,
  daysWords,
  type Edition,
  EditionCrumbs,
  type MaterialRow,
  type SessionRow,
  sessionPath,
} from '../../events/index.ts';
import { historyPath, reportPath } from '../addresses.ts';
import { DIMENSIONS, type PublicFigures } from '../rules/figures.ts';
import type { ProtectedTable } from '../rules/protect.ts';
import type { Licence, ReportSection } from '../tables.ts';
import { categoryWords, shownWords } from './words.ts';

export interface ReportProps {
  t: Translate;
  lang: Lang;
  edition: Pick<Edition, 'id' | 'slug' | 'title' | 'language' | 'timezone' | 'starts_at' | 'ends_at'>;
  words: string;
  /** Of the words. */
  wordsLang: Lang;
  sections: readonly ReportSection[];
  licence: Licence;
  figures: PublicFigures;
  /** When it was published; undefined in a preview. */
  publishedAt: Temporal.Instant | undefined;
  sessions: readonly SessionRow[];
  materials: readonly MaterialRow[];
  items: readonly ListedItem[];
  /** Of the registration form, by name. */
  fields: ReadonlyMap<string, FormField>;
}

export function ReportPage(props: ReportProps): VNode {
  const { t, lang, edition, publishedAt } = props;
  return (
    <>
      <EditionCrumbs t={t} lang={lang} edition={edition} page={t('reports.title')} />
      <PageHeading
        eyebrow={edition.title}
        title={t('reports.title')}
        lead={daysWords(edition, edition.timezone, lang)}
      >
        {publishedAt ? (
          <p class="soft">
            {t('reports.published_on', { date: longDate(publishedAt, edition.timezone, lang) })}
          </p>
        ) : null}
      </PageHeading>
      <ReportBody {...props} />
      <p>
        <a href={historyPath(edition.id)}>{t('events.history.link')}</a>
      </p>
    </>
  );
}

/** The report without its heading, for the preview. */
export function ReportBody(props: ReportProps): VNode {
  const { sections } = props;
  const has = (section: ReportSection) => sections.includes(section);
  return (
    <>
      {props.words ? <Prose text={props.words} lang={props.wordsLang} /> : null}
      <People {...props} />
      {has('sessions') ? <Sessions {...props} /> : null}
      {has('materials') ? <Materials {...props} /> : null}
      {has('library') ? <Library {...props} /> : null}
      {has('survey') ? <Survey {...props} /> : null}
      <OpenData {...props} />
    </>
  );
}

function People(props: ReportProps): VNode | null {
  const { t, sections, figures } = props;
  const tables = (['way', ...DIMENSIONS] as const).flatMap((name) => {
    const table = sections.includes(name) ? figures.tables[name] : undefined;
    return table ? [{ name, table }] : [];
  });
  if (!sections.includes('people') && tables.length === 0) return null;
  return (
    <Section title={t('reports.section.people')}>
      {sections.includes('people') ? (
        <StatGrid>
          <Stat label={t('reports.people')} value={shownWords(t, figures.people)} />
          {figures.attended === undefined ? null : (
            <Stat label={t('reports.attended')} value={shownWords(t, figures.attended)} />
          )}
        </StatGrid>
      ) : null}
      {tables.map((one) => (
        <Table {...props} {...one} />
      ))}
      {tables.length > 0 ? <p class="soft">{t('reports.protection')}</p> : null}
    </Section>
  );
}

function Table({
  t,
  fields,
  name,
  table,
}: ReportProps & { name: 'way' | 'sector' | 'country' | 'department'; table: ProtectedTable }): VNode {
  const title = t(`reports.section.${name}`);
  const label = (key: string) =>
    name === 'way' && (key === 'online' || key === 'in_person')
      ? t(`events.attendance.${key}`)
      : categoryWords(t, fields.get(name), key);
  if (!table.cells)
    return (
      <>
        <h3>{title}</h3>
        <p>{t('reports.withheld')}</p>
      </>
    );
  const large = table.cells.filter((cell) => cell.shown !== 'fewer');
  const fewer = table.cells.filter((cell) => cell.shown === 'fewer');
  const rows = [...large, ...(fewer.length > MOST_NAMED ? [] : fewer)].map(({ key, shown }) => ({
    label: label(key),
    value: typeof shown === 'number' ? shown : 0,
    text: shownWords(t, shown),
  }));
  return (
    <>
      <BarList
        caption={title}
        labelHeader={title}
        valueHeader={t('reports.how_many')}
        items={rows.toSorted((a, b) => b.value - a.value)}
        max={table.total}
      />
      {fewer.length > MOST_NAMED ? (
        <p>{t('reports.fewer_each', { list: fewer.map(({ key }) => label(key)).join(', ') })}</p>
      ) : null}
    </>
  );
}

/** Longer lists of small cells become a sentence. */
const MOST_NAMED = 4;

function Sessions({ t, lang, edition, sessions, figures }: ReportProps): VNode | null {
  const held = sessions.filter((session) => session.status === 'scheduled');
  if (held.length === 0) return null;
  const noted = Object.keys(figures.sessions).length > 0;
  return (
    <Section title={t('reports.section.sessions')}>
      <DataTable
        caption={t('reports.section.sessions')}
        captionHidden
        rows={held}
        columns={[
          {
            header: t('reports.session'),
            rowHeader: true,
            cell: (s) => <SafeLink href={sessionPath(edition.slug, s.slug)}>{s.title}</SafeLink>,
          },
          {
            header: t('reports.when'),
            cell: (s) =>
              s.starts_at
                ? dayAndTime(s.starts_at, edition.timezone, lang, 'short').text
                : t('events.programme.no_hours'),
          },
          ...(noted
            ? [
                {
                  header: t('reports.attendance'),
                  numeric: true,
                  // Nobody noted is less than five too.
                  cell: (s: SessionRow) => shownWords(t, figures.sessions[s.id] ?? 'fewer'),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Materials({ t, edition, materials }: ReportProps): VNode | null {
  if (materials.length === 0) return null;
  return (
    <Section title={t('reports.section.materials')}>
      <ul class="plain-list stack stack-tight">
        {materials.map((one) => (
          <li>
            <SafeLink href={one.url}>{one.title}</SafeLink>
            {one.session_slug && one.session_title ? (
              <>
                {' · '}
                <SafeLink href={sessionPath(edition.slug, one.session_slug)}>{one.session_title}</SafeLink>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Library({ t, items }: ReportProps): VNode | null {
  if (items.length === 0) return null;
  return (
    <Section title={t('reports.section.library')}>
      <ul class="plain-list stack stack-tight">
        {items.map((item) => (
          <li>
            <SafeLink href={itemPath(item.slug)}>{item.title}</SafeLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Survey({ t, figures: { survey } }: ReportProps): VNode | null {
  if (!survey || survey.questions.length === 0) return null;
  const number = (count: number | null) => (count === null ? t('reports.withheld_short') : String(count));
  return (
    <Section title={t('reports.section.survey')}>
      <p>{t('reports.survey_answers', { count: number(survey.answers) })}</p>
      {survey.questions.map((question) => (
        <BarList
          caption={question.label}
          labelHeader={question.label}
          valueHeader={t('reports.how_many')}
          items={question.options.map(({ label, count }) => ({
            label,
            value: count ?? 0,
            text: number(count),
          }))}
        />
      ))}
    </Section>
  );
}

function OpenData({ t, edition, licence, publishedAt }: ReportProps): VNode | null {
  if (!publishedAt) return null;
  return (
    <Section title={t('reports.data')}>
      <p>
        {t('reports.data_lead', { licence: t(`reports.licence.${licence}`) })}{' '}
        <SafeLink href={reportPath(edition.slug, 'csv')}>CSV</SafeLink> ·{' '}
        <SafeLink href={reportPath(edition.slug, 'json')}>JSON</SafeLink>
      </p>
    </Section>
  );
}
