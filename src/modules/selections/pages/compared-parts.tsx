/** What stands under each name of a comparison: career, states, points, objections with their answers, votes. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { excerpt } from '../../../ui/excerpt.ts';
import { candidacyPath } from '../addresses.ts';
import type { ComparedParts } from '../rules/compared.ts';
import { needsGround } from '../rules/states.ts';
import type { ComparisonProps } from './comparison.tsx';
import { Marks } from './noted.tsx';
import { filedWords } from './objection.tsx';
import { roundTitle } from './rounds.tsx';
import { PointBar, PointWords, Totals } from './score-sheet.tsx';
import { EnteredTag, tallyIn, TallyWords } from './votes-said.tsx';
import { dateWords, type Reader, stateWords } from './words.ts';

export type Cell = ComparisonProps & { one: ComparedParts };

/** What else there is of it, where all of it is. */
export function Rest({
  t,
  process,
  one,
  count,
  below,
}: Cell & { count: number; below: string }): VNode | null {
  if (count === 0) return null;
  return (
    <p>
      <SafeLink href={`${candidacyPath(process.slug, one.candidacy.slug)}#${below}`}>
        {t('selections.compare.rest', { count })}
      </SafeLink>
    </p>
  );
}

function Nothing({ t }: Pick<Reader, 't'>): VNode {
  return <p class="soft">{t('selections.score.not_recorded')}</p>;
}

export function Career({ t, one, people, noted }: Cell): VNode {
  const person = people.get(one.candidacy.id);
  if (!person) return <p class="soft">{t('selections.compare.no_person')}</p>;
  return (
    <>
      {person.career.length > 0 ? (
        <ul class="compare-list">
          {person.career.map(({ id, words }) => (
            <li>
              {words}
              <Marks t={t} noted={noted} id={id} />
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <SafeLink href={person.href}>{t('selections.compare.person')}</SafeLink>
      </p>
    </>
  );
}

export function States(props: Cell): VNode {
  const { one, t, lang, noted, words } = props;
  if (one.states.length === 0) return <Nothing t={t} />;
  return (
    <>
      <Rest {...props} count={one.more.states} below="estados" />
      <ul class="compare-list">
        {one.states.map((state) => (
          <li>
            {stateWords(state.state, t)}
            <Marks t={t} noted={noted} id={state.id} />
            <span class="soft">
              {' '}
              {[
                dateWords(state.on_date, lang),
                excerpt(state.ground, words) ||
                  (needsGround(state.state) ? t('selections.candidacy.ground_in_notice') : ''),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

export function Scores(props: Cell): VNode {
  const { one, t, lang, compared, noted } = props;
  if (one.sheets.length === 0) return <Nothing t={t} />;
  return (
    <>
      <Rest {...props} count={one.more.sheets + one.more.lines} below="punteo" />
      {one.sheets.map(({ grading, sheet, rank }) => (
        <div class="compare-sheet">
          <p class="soft">
            {grading.title}
            {compared.find((other) => other.sheets.some((its) => its.grading.id === grading.id)) === one ? (
              <Marks t={t} noted={noted} id={grading.id} />
            ) : null}
          </p>
          <ul class="compare-points">
            {sheet.lines.map((line) => (
              <li class={line.isPart ? 'score-part' : undefined}>
                {line.aspect.label}: <PointWords t={t} lang={lang} line={line} />
                <PointBar line={line} />
              </li>
            ))}
          </ul>
          <Totals t={t} lang={lang} sheet={sheet} />
          {rank === undefined ? null : (
            <p class="soft">
              {t('selections.score.rank', { rank: rank.rank, of: rank.of })} ({t('selections.derived')})
            </p>
          )}
        </div>
      ))}
    </>
  );
}

/** Whatever is said against somebody stands with the answer, or with that none is known. */
export function Objections(props: Cell): VNode {
  const { one, t, noted, words } = props;
  if (one.objections.length === 0) return <Nothing t={t} />;
  return (
    <>
      <ul class="compare-list">
        {one.objections.map((objection) => (
          <li>
            <p>
              {filedWords(objection, t)}
              <Marks t={t} noted={noted} id={objection.id} />:{' '}
              {excerpt(objection.ground, words) || t('selections.objection.no_ground')}
            </p>
            <p class="soft">
              {t('selections.objection.answer')}:{' '}
              {excerpt(objection.answer, words) || t('selections.objection.no_answer')}
            </p>
            {objection.decision === '' ? null : (
              <p class="soft">
                {t('selections.objection.decision')}: {excerpt(objection.decision, words)}
              </p>
            )}
          </li>
        ))}
      </ul>
      <Rest {...props} count={one.more.objections} below="objeciones" />
    </>
  );
}

export function Votes(props: Cell): VNode {
  const { one, t, compared, noted } = props;
  if (one.votes.length === 0) return <Nothing t={t} />;
  return (
    <>
      <Rest {...props} count={one.more.votes} below="votos" />
      <ul class="compare-list">
        {one.votes.map((vote) => (
          <li>
            <span class="soft">
              {roundTitle(vote, t)}
              {compared.find((other) => other.votes.some((its) => its.round_id === vote.round_id)) === one ? (
                <Marks t={t} noted={noted} id={vote.round_id} />
              ) : null}
            </span>
            <p>
              <TallyWords t={t} tally={tallyIn(vote, vote)} /> <EnteredTag t={t} entered={vote.entered} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
