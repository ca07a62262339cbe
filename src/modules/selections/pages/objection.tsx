/** One objection as it was filed, and beside it what was answered. Never whether it is true. */
import type { VNode } from 'preact';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import type { ObjectionRow } from '../queries/objections.ts';
import { Marks, type Noted, OtherValues } from './noted.tsx';
import { dateWords, type Reader } from './words.ts';

export function ObjectionCard({ t, lang, one, noted }: Reader & { one: ObjectionRow; noted: Noted }): VNode {
  const when = dateWords(one.filed_on, lang);
  return (
    <div class="objection">
      <p class="objection-head">
        {filedWords(one, t)}
        {when ? ` · ${when}` : ''}
        <Marks t={t} noted={noted} id={one.id} />
      </p>
      <OtherValues t={t} noted={noted} id={one.id} />
      <div class="objection-sides">
        <div>
          <p class="eyebrow">{t('selections.objection.as_filed')}</p>
          <p>{one.ground || t('selections.objection.no_ground')}</p>
        </div>
        <div>
          <p class="eyebrow">{t('selections.objection.answer')}</p>
          <p>{one.answer || t('selections.objection.no_answer')}</p>
        </div>
      </div>
      <Facts t={t} lang={lang} one={one} />
    </div>
  );
}

/** “2 objeciones presentadas”; where no source says how many, that. */
export const filedWords = ({ count }: Pick<ObjectionRow, 'count'>, t: Reader['t']): string =>
  count === null ? t('selections.objection.uncounted') : t('selections.objection.filed', { count });

/** A sum, and of how many records no source says how many objections they are. */
export function objectionsWords(
  { filed, uncounted }: { filed: number; uncounted: number },
  t: Reader['t'],
): string {
  const more = uncounted > 0 ? t('selections.objections.uncounted', { count: uncounted }) : '';
  const sum = filed > 0 || uncounted === 0 ? t('selections.candidacy.objections', { count: filed }) : '';
  return [sum, more].filter(Boolean).join(' · ');
}

/** What no source says is named once, in a line, so that what is known can be seen. */
function Facts({ t, lang, one }: Reader & { one: ObjectionRow }): VNode {
  const rows = rowsOf({ t, lang }, one);
  const known = rows.filter(({ isKnown }) => isKnown);
  const unknown = rows.filter(({ isKnown }) => !isKnown).map(({ label }) => label);
  return (
    <>
      {known.length === 0 ? null : <SummaryList rows={known} />}
      {unknown.length === 0 ? null : (
        <p class="soft">{t('selections.objection.unknown', { what: unknown.join(' · ') })}</p>
      )}
    </>
  );
}

function rowsOf({ t, lang }: Reader, one: ObjectionRow): (SummaryRow & { isKnown: boolean })[] {
  const decided = dateWords(one.decided_on, lang);
  const filer = t(`selections.filer.${one.filer_kind}`);
  return [
    {
      label: t('selections.objection.filer'),
      value: one.filer === '' ? filer : `${filer}: ${one.filer}`,
      isKnown: one.filer !== '' || one.filer_kind !== 'unknown',
    },
    {
      label: t('selections.objection.admissibility'),
      value: t(`selections.admissibility.${one.admissibility}`),
      isKnown: one.admissibility !== 'unknown',
    },
    {
      label: t('selections.objection.outcome'),
      value: [t(`selections.objection_outcome.${one.outcome}`), decided].filter(Boolean).join(' · '),
      isKnown: one.outcome !== 'unknown' || decided !== '',
    },
    ...(one.decision === ''
      ? []
      : [{ label: t('selections.objection.decision'), value: one.decision, isKnown: true }]),
    ...(one.evidence === ''
      ? []
      : [{ label: t('selections.objection.evidence'), value: one.evidence, isKnown: true }]),
  ];
}
