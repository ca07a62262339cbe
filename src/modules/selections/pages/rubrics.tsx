/** Tables of grades: each version, what changed from the one before, and proposals that were not adopted. */
import type { VNode } from 'preact';
import { DataTable } from '../../../ui/data/table.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { AspectRow } from '../queries/candidacy.ts';
import type { RubricRow } from '../queries/commission.ts';
import { type AspectChange, isAfter, rubricChanges } from '../rules/rubric-diff.ts';
import { Marks, type Noted, OtherValues } from './noted.tsx';
import { dateWords, numberWords, type Reader } from './words.ts';

export interface RubricsProps extends Reader {
  rubrics: readonly RubricRow[];
  aspects: readonly AspectRow[];
  /** Until when files came in, as far as it is known. */
  filesUntil: string | null;
  noted: Noted;
}

export function RubricsSection(props: RubricsProps): VNode | null {
  const { t, rubrics } = props;
  if (rubrics.length === 0) return null;
  const adopted = rubrics.filter((one) => one.adopted);
  const others = rubrics.filter((one) => !one.adopted);
  return (
    <Section title={t('selections.rubric.title')} id="tabla">
      <p class="soft">{t('selections.rubric.text')}</p>
      {adopted.map((one, at) => (
        <Rubric {...props} one={one} before={adopted[at - 1]} />
      ))}
      {others.length > 0 ? (
        <>
          <h3>{t('selections.rubric.not_adopted')}</h3>
          {others.map((one) => (
            <Rubric {...props} one={one} before={undefined} />
          ))}
        </>
      ) : null}
    </Section>
  );
}

function Rubric(props: RubricsProps & { one: RubricRow; before: RubricRow | undefined }): VNode {
  const { t, lang, one, noted, filesUntil } = props;
  const own = props.aspects.filter((aspect) => aspect.rubric_id === one.id);
  return (
    <article class="rubric" id={`tabla-${one.key}`}>
      <h3>
        {one.title}
        <Marks t={t} noted={noted} id={one.id} />
      </h3>
      <p class="soft">{factsOf(one, { t, lang }).join(' · ')}</p>
      {one.note === '' ? null : <p>{one.note}</p>}
      <OtherValues t={t} noted={noted} id={one.id} />
      {one.adopted && isAfter(one.decided_on, filesUntil) ? (
        <Notice t={t} kind="warning" title={t('selections.rubric.late')}>
          <p>
            {t('selections.rubric.late_text', {
              decided: dateWords(one.decided_on, lang),
              closed: dateWords(filesUntil, lang),
            })}
          </p>
        </Notice>
      ) : null}
      <Changes {...props} own={own} />
      {own.length > 0 ? (
        <Disclosure
          summary={t('selections.rubric.whole', { title: one.title })}
          open={one.adopted && !props.before}
        >
          <AspectTable t={t} lang={lang} title={one.title} aspects={own} />
        </Disclosure>
      ) : null}
    </article>
  );
}

function factsOf(one: RubricRow, { t, lang }: Reader): string[] {
  return [
    one.decided_on === null
      ? ''
      : t(one.adopted ? 'selections.rubric.adopted_on' : 'selections.rubric.rejected_on', {
          date: dateWords(one.decided_on, lang),
        }),
    one.in_force_from === null
      ? ''
      : t('selections.rubric.in_force', { date: dateWords(one.in_force_from, lang) }),
    one.proposed_by === '' ? '' : t('selections.rubric.proposed_by', { who: one.proposed_by }),
    one.votes_for === null ? '' : t('selections.votes.count.for', { count: one.votes_for }),
    one.votes_against === null ? '' : t('selections.votes.count.against', { count: one.votes_against }),
    one.present === null ? '' : t('selections.votes.present', { count: one.present }),
    one.cut_off === null ? '' : t('selections.rubric.cut_off', { points: numberWords(one.cut_off, lang) }),
  ].filter(Boolean);
}

function Changes(
  props: RubricsProps & { one: RubricRow; before: RubricRow | undefined; own: readonly AspectRow[] },
): VNode | null {
  const { t, lang, before, one, own } = props;
  if (!before) return null;
  const changes = rubricChanges(
    props.aspects.filter((aspect) => aspect.rubric_id === before.id),
    own,
  );
  const cutOff =
    before.cut_off !== one.cut_off && before.cut_off !== null && one.cut_off !== null
      ? t('selections.rubric.change.cut_off', {
          before: numberWords(before.cut_off, lang),
          after: numberWords(one.cut_off, lang),
        })
      : undefined;
  return (
    <div class="rubric-changes">
      <h4>
        {t('selections.rubric.changes', { before: before.title })}{' '}
        <StatusTag tone="neutral">{t('selections.derived')}</StatusTag>
      </h4>
      {changes.length === 0 && cutOff === undefined ? (
        <p>{t('selections.rubric.no_changes')}</p>
      ) : (
        <ul>
          {cutOff === undefined ? null : <li>{cutOff}</li>}
          {changes.map((change) => (
            <li>
              <ChangeWords t={t} lang={lang} change={change} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function ChangeWords({ t, lang, change }: Reader & { change: AspectChange }): VNode {
  const max = (value: string | null) =>
    value === null ? t('selections.score.max_unknown') : numberWords(value, lang);
  const label = change.aspect.label;
  switch (change.kind) {
    case 'added':
      return <>{t('selections.rubric.change.added', { label, max: max(change.aspect.max) })}</>;
    case 'removed':
      return <>{t('selections.rubric.change.removed', { label, max: max(change.aspect.max) })}</>;
    case 'max':
      return (
        <>
          {t('selections.rubric.change.max', { label, before: max(change.before), after: max(change.after) })}
        </>
      );
    case 'label':
      return <>{t('selections.rubric.change.label', { before: change.before, after: change.after })}</>;
    case 'rule':
      return (
        <>
          {t('selections.rubric.change.rule', { label })}
          <dl class="rule-change">
            <dt>{t('selections.rubric.before')}</dt>
            <dd>
              <del>{change.before || t('selections.rubric.no_rule')}</del>
            </dd>
            <dt>{t('selections.rubric.after')}</dt>
            <dd>
              <ins>{change.after || t('selections.rubric.no_rule')}</ins>
            </dd>
          </dl>
        </>
      );
  }
}

function AspectTable({
  t,
  lang,
  title,
  aspects,
}: Reader & { title: string; aspects: readonly AspectRow[] }): VNode {
  // Parts stand below what they are a part of.
  const rows = aspects
    .filter(({ parent_key: parent }) => parent === '')
    .flatMap((top) => [top, ...aspects.filter(({ parent_key: parent }) => parent === top.key)]);
  return (
    <DataTable
      caption={title}
      captionHidden
      columns={[
        {
          header: t('selections.score.aspect'),
          rowHeader: true,
          cell: (one: AspectRow) => (
            <div class={one.parent_key === '' ? undefined : 'aspect-part'}>
              {one.label}
              {one.rule === '' ? null : <p class="aspect-rule">{one.rule}</p>}
            </div>
          ),
        },
        {
          header: t('selections.rubric.max'),
          numeric: true,
          cell: (one: AspectRow) =>
            one.max === null ? t('selections.score.not_recorded') : numberWords(one.max, lang),
        },
      ]}
      rows={rows}
    />
  );
}
