/** What every page of one institution in the back office has around it. */
import type { ComponentChildren, VNode } from 'preact';
import type { Lang, Translate } from '../../../../platform/i18n/translate.ts';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { RecordFrame, type ToldKeys } from '../../../../ui/layout/record-frame.tsx';
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

/** What a code in the address says. */
export const toldKeys = (code = ''): ToldKeys => ({
  done: `officials.done.${code}`,
  refused: `officials.refused.${code}`,
});

export function InstitutionFrame({
  desk: { t, done },
  row,
  ...page
}: {
  desk: Desk;
  row: OfficeInstitution;
  /** Of a page below its own. */
  title?: string;
  lead?: string;
  children: ComponentChildren;
}): VNode {
  return (
    <RecordFrame
      {...page}
      t={t}
      list={{ href: OFFICE_INSTITUTIONS, label: t('officials.institutions.title') }}
      record={{
        href: officeInstitutionPath(row.id),
        title: row.name,
        eyebrow: row.kind || t('officials.institution.one'),
      }}
      tag={<StateTag t={t} status={row.status} />}
      links={[
        row.status === 'published'
          ? { href: institutionPath(row.slug), label: t('officials.office.see') }
          : undefined,
        row.status === 'draft'
          ? undefined
          : { href: officeInstitutionHistoryPath(row.id), label: t('officials.institution.history') },
      ]}
      told={toldKeys(done)}
    />
  );
}
