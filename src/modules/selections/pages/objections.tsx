/** Objections of a process by candidacy: what was filed and what was answered, never whether it is true. */
import type { VNode } from 'preact';
import { Button } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Stat, StatGrid } from '../../../ui/data/figures.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { candidacyPath, selectionPath } from '../addresses.ts';
import type { ObjectionCount, ObjectionRow, ObjectionTotals } from '../queries/objections.ts';
import { type Noted, NotesSection } from './noted.tsx';
import { ObjectionCard, objectionsWords } from './objection.tsx';
import { type FramedProcess, ProcessFrame } from './process-frame.tsx';
import type { Reader } from './words.ts';

export interface ObjectionsProps extends Reader {
  process: FramedProcess;
  totals: ObjectionTotals;
  objected: readonly ObjectionCount[];
  objections: readonly ObjectionRow[];
  noted: Noted;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function ObjectionsPage(props: ObjectionsProps): VNode {
  const { t, lang, process, totals, objected } = props;
  return (
    <ProcessFrame
      t={t}
      process={process}
      page="objeciones"
      title={t('selections.objections.title')}
      lead={t('selections.objections.lead')}
    >
      {totals.candidacies === 0 ? (
        <EmptyState
          title={t('selections.objections.empty')}
          action={<Button href={selectionPath(process.slug)}>{t('selections.to_process')}</Button>}
        >
          {t('selections.objections.empty_text')}
        </EmptyState>
      ) : (
        <>
          <StatGrid>
            <Stat
              value={totals.filed}
              label={t('selections.objections.filed')}
              note={
                totals.uncounted === 0
                  ? undefined
                  : t('selections.objections.uncounted', { count: totals.uncounted })
              }
            />
            <Stat value={totals.candidacies} label={t('selections.objections.candidacies')} />
          </StatGrid>
          <p class="derived">
            <StatusTag tone="neutral">{t('selections.derived')}</StatusTag>{' '}
            {t('selections.objections.counted')}
          </p>
          {objected.map((one) => (
            <Objected {...props} one={one} />
          ))}
        </>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <NotesSection t={t} lang={lang} noted={props.noted} />
    </ProcessFrame>
  );
}

function Objected(props: ObjectionsProps & { one: ObjectionCount }): VNode {
  const { t, lang, process, one, noted } = props;
  const own = props.objections.filter(({ candidacy_id: id }) => id === one.candidacy_id);
  const more = one.rows - own.length;
  const href = candidacyPath(process.slug, one.slug);
  return (
    <section class="section">
      <h2 class="objected">
        <SafeLink href={href}>{one.name}</SafeLink>
        <span class="soft"> {objectionsWords(one, t)}</span>
      </h2>
      {own.map((objection) => (
        <ObjectionCard t={t} lang={lang} one={objection} noted={noted} />
      ))}
      {more > 0 ? (
        <p>
          <SafeLink href={`${href}#objeciones`}>
            {t('selections.objections.more', { count: more, name: one.name })}
          </SafeLink>
        </p>
      ) : null}
    </section>
  );
}
