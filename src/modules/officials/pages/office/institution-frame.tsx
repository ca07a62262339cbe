/** What every page of one institution in the back office has around it. */
import type { ComponentChildren, VNode } from 'preact';
import { isMessageKey, type Lang, type Translate } from '../../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { StatusTag, TagRow } from '../../../../ui/data/tag.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import type { Tone } from '../../../../ui/tone.ts';
import {
  institutionPath,
  OFFICE_INSTITUTIONS,
  officeInstitutionHistoryPath,
  officeInstitutionPath,
} from '../../addresses.ts';
import type { OfficeInstitution } from '../../queries/office-institutions.ts';
import type { Evidence, Status } from '../../tables.ts';

/** Who is at the desk. */
export interface Desk {
  t: Translate;
  lang: Lang;
  zone: string;
  /** Code of what was just done, or why not. */
  done: string | undefined;
}

const TONES: Readonly<Record<Status, Tone>> = { draft: 'neutral', published: 'success', archived: 'warning' };

export function StateTag({ t, status }: { t: Translate; status: Status }): VNode {
  return <StatusTag tone={TONES[status]}>{t(`officials.status.${status}`)}</StatusTag>;
}

const EVIDENCE_TONES: Readonly<Record<Evidence, Tone>> = {
  shown: 'success',
  beside: 'warning',
  kept: 'neutral',
};

export function EvidenceTag({ t, evidence }: { t: Translate; evidence: Evidence }): VNode {
  return <StatusTag tone={EVIDENCE_TONES[evidence]}>{t(`officials.evidence.${evidence}`)}</StatusTag>;
}

/** What was just done, or why not: said once after the redirect. Unknown codes say nothing. */
export function Told({ t, code = '' }: { t: Translate; code?: string | undefined }): VNode | null {
  const done = `officials.done.${code}`;
  if (isMessageKey(done)) return <Notice t={t} kind="success" title={t(done)} />;
  const refused = `officials.refused.${code}`;
  return isMessageKey(refused) ? <Notice t={t} kind="warning" title={t(refused)} /> : null;
}

export function InstitutionFrame({
  desk: { t, done },
  row,
  title,
  lead,
  children,
}: {
  desk: Desk;
  row: OfficeInstitution;
  /** Of a page below its own. */
  title?: string;
  lead?: string;
  children: ComponentChildren;
}): VNode {
  const crumbs = [{ href: OFFICE_INSTITUTIONS, label: t('officials.institutions.title') }];
  return (
    <>
      <Breadcrumbs
        t={t}
        items={
          title
            ? [...crumbs, { href: officeInstitutionPath(row.id), label: row.name }, { label: title }]
            : [...crumbs, { label: row.name }]
        }
      />
      <PageHeading
        eyebrow={title ? row.name : row.kind || t('officials.institution.one')}
        title={title ?? row.name}
        lead={lead}
      >
        <TagRow>
          <StateTag t={t} status={row.status} />
          {row.status === 'published' ? (
            <SafeLink href={institutionPath(row.slug)}>{t('officials.office.see')}</SafeLink>
          ) : null}
          {row.status === 'draft' ? null : (
            <SafeLink href={officeInstitutionHistoryPath(row.id)}>
              {t('officials.institution.history')}
            </SafeLink>
          )}
        </TagRow>
      </PageHeading>
      <Told t={t} code={done} />
      {children}
    </>
  );
}
