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
        {t('selections.objection.filed', { count: one.count })}
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
      <SummaryList rows={rowsOf({ t, lang }, one)} />
    </div>
  );
}

function rowsOf({ t, lang }: Reader, one: ObjectionRow): SummaryRow[] {
  const decided = dateWords(one.decided_on, lang);
  const filer = t(`selections.filer.${one.filer_kind}`);
  return [
    {
      label: t('selections.objection.filer'),
      value: one.filer === '' ? filer : `${filer}: ${one.filer}`,
    },
    {
      label: t('selections.objection.admissibility'),
      value: t(`selections.admissibility.${one.admissibility}`),
    },
    {
      label: t('selections.objection.outcome'),
      value: [t(`selections.objection_outcome.${one.outcome}`), decided].filter(Boolean).join(' · '),
    },
    ...(one.evidence === '' ? [] : [{ label: t('selections.objection.evidence'), value: one.evidence }]),
  ];
}
