/** What the pages below a process have in common: where one is, and the other pages of it. */
import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Tabs } from '../../../ui/data/navigation.tsx';
import { Breadcrumbs, type Crumb, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ELECTIONS, selectionHistoryPath, selectionPath } from '../addresses.ts';

export const SELECTION_RECORDS_STYLES = 'selection-records.css';
export const SELECTION_STYLES = 'selections.css';

const PAGES = ['', 'comision', 'aspirantes', 'votaciones', 'objeciones'] as const;
type ProcessPage = (typeof PAGES)[number];

export interface FramedProcess {
  id: string;
  slug: string;
  title: string;
  isExample: boolean;
}

/** The pages of one process, among which the current one is marked. */
export function ProcessTabs({
  t,
  slug,
  current,
}: {
  t: Translate;
  slug: string;
  current?: ProcessPage | undefined;
}): VNode {
  return (
    <Tabs
      label={t('selections.pages.label')}
      items={PAGES.map((page) => ({
        href: page === '' ? selectionPath(slug) : selectionPath(slug, page),
        label: t(`selections.pages.${page === '' ? 'proceso' : page}`),
        current: page === current,
      }))}
    />
  );
}

export interface ProcessFrameProps {
  t: Translate;
  process: FramedProcess;
  /** The page of the process to which this one belongs. */
  page: Exclude<ProcessPage, ''>;
  /** Of a page below that one. */
  below?: string | undefined;
  eyebrow?: string | undefined;
  title: string;
  lead?: ComponentChildren;
  /** Below the lead. */
  head?: ComponentChildren;
  children: ComponentChildren;
}

export function ProcessFrame(props: ProcessFrameProps): VNode {
  const { t, process, page, below } = props;
  const crumbs: Crumb[] = [
    { href: ELECTIONS, label: t('selections.title') },
    { href: selectionPath(process.slug), label: process.title },
    below === undefined
      ? { label: t(`selections.pages.${page}`) }
      : { href: selectionPath(process.slug, page), label: t(`selections.pages.${page}`) },
    ...(below === undefined ? [] : [{ label: below }]),
  ];
  return (
    <div class="selection-page">
      <Breadcrumbs t={t} items={crumbs} />
      <PageHeading eyebrow={props.eyebrow ?? process.title} title={props.title} lead={props.lead}>
        {props.head}
      </PageHeading>
      <ProcessTabs t={t} slug={process.slug} current={page} />
      {process.isExample ? (
        <Notice t={t} kind="info">
          <p>{t('selections.example')}</p>
        </Notice>
      ) : null}
      {props.children}
      {below === undefined ? <DataFiles t={t} slug={process.slug} files={FILES[page]} /> : null}
      <p>
        <SafeLink href={selectionHistoryPath(process.id)}>{t('selections.foot.process_history')}</SafeLink>
      </p>
    </div>
  );
}

const FILES = {
  comision: ['verificaciones.csv', 'verificaciones.json'],
  aspirantes: ['candidatos.csv', 'candidatos.json', 'punteos.csv', 'punteos.json', 'verificaciones.csv'],
  votaciones: ['votos.csv', 'votos.json', 'popolo.json'],
  objeciones: ['objeciones.csv', 'objeciones.json'],
} as const;

/** The same as data, for whoever works with it. */
function DataFiles({
  t,
  slug,
  files,
}: {
  t: Translate;
  slug: string;
  files: readonly string[];
}): VNode | null {
  if (files.length === 0) return null;
  return (
    <Section title={t('selections.files')}>
      <ul class="plain-list tag-row">
        {files.map((name) => (
          <li>
            <SafeLink href={selectionPath(slug, `datos/${name}`)} download>
              {name}
            </SafeLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
