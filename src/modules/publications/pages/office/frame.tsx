/** What every page of one publication in the back office has around it. */
import type { ComponentChildren, VNode } from 'preact';
import { isMessageKey, type Lang, type Translate } from '../../../../platform/i18n/translate.ts';
import { citationsPath } from '../../../../platform/sources/paths.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Tabs } from '../../../../ui/data/navigation.tsx';
import { StatusTag, TagRow } from '../../../../ui/data/tag.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import type { Tone } from '../../../../ui/tone.ts';
import { OFFICE, officeHistoryPath, officePath, publicationPath } from '../../addresses.ts';
import { KIND } from '../../kind.ts';
import type { OfficePublication } from '../../queries/office.ts';
import type { Status } from '../../tables.ts';

/** Who is at the desk. */
export interface Desk {
  t: Translate;
  lang: Lang;
  zone: string;
  /** Code of what was just done. */
  done: string | undefined;
  may: { write: boolean; publish: boolean; setRules: boolean };
  /** As in the audit. */
  ref: string;
}

const TONES: Readonly<Record<Status, Tone>> = {
  draft: 'neutral',
  in_review: 'info',
  published: 'success',
  archived: 'warning',
};

export function StateTag({
  t,
  row,
}: {
  t: Translate;
  row: { status: Status; publish_at: Temporal.Instant | null };
}): VNode {
  if (row.publish_at) return <StatusTag tone="info">{t('publications.status.scheduled')}</StatusTag>;
  return <StatusTag tone={TONES[row.status]}>{t(`publications.status.${row.status}`)}</StatusTag>;
}

/** What was just done, or why not: said once after the redirect. Unknown codes say nothing. */
export function Told({ t, code = '' }: { t: Translate; code?: string | undefined }): VNode | null {
  const done = `publications.done.${code}`;
  if (isMessageKey(done)) return <Notice t={t} kind="success" title={t(done)} />;
  const refused = `publications.refused.${code}`;
  return isMessageKey(refused) ? <Notice t={t} kind="warning" title={t(refused, { category: '' })} /> : null;
}

export type Part = 'text' | 'state' | 'related' | 'sources';

const PART_PATHS = { text: undefined, state: 'publicacion', related: 'relacionados' } as const;

export function PublicationFrame({
  desk,
  row,
  part,
  title,
  children,
}: {
  desk: Desk;
  row: OfficePublication;
  /** Undefined: a page under one of them, with a title of its own. */
  part: Part | undefined;
  title?: string;
  children: ComponentChildren;
}): VNode {
  const { t } = desk;
  const crumbs = [{ href: OFFICE, label: t('publications.menu') }];
  return (
    <>
      <Breadcrumbs
        t={t}
        items={
          title
            ? [...crumbs, { href: officePath(row.id), label: row.title }, { label: title }]
            : [...crumbs, { label: row.title }]
        }
      />
      <PageHeading
        eyebrow={title ? row.title : t(`publications.type.${row.type}`)}
        title={title ?? row.title}
      >
        <TagRow>
          <StateTag t={t} row={row} />
          {row.status === 'published' ? (
            <SafeLink href={publicationPath(row)}>{t('publications.office.see')}</SafeLink>
          ) : null}
          {row.first_published_at ? (
            <SafeLink href={officeHistoryPath(row.id)}>{t('publications.office.history')}</SafeLink>
          ) : null}
        </TagRow>
      </PageHeading>
      <Told t={t} code={desk.done} />
      {part ? (
        <Tabs
          label={t('publications.office.tabs')}
          items={[
            ...(['text', 'state', 'related'] as const).map((one) => ({
              href: officePath(row.id, PART_PATHS[one]),
              label: t(`publications.office.tab.${one}`),
              current: one === part,
            })),
            ...(desk.may.write
              ? [
                  {
                    href: citationsPath({ kind: KIND, id: row.id }),
                    label: t('site.sources.tab'),
                    current: part === 'sources',
                  },
                ]
              : []),
          ]}
        />
      ) : null}
      {children}
    </>
  );
}
