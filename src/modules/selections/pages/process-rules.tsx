/** What the rules say of a process: who decides, why it matters, what anybody can do, and by when. */
import type { VNode } from 'preact';
import { HOLIDAYS } from '../../../platform/calendar/paths.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { Badge, StatusTag } from '../../../ui/data/tag.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { kindPath } from '../addresses.ts';
import type { CountedDeadline, Standing } from '../rules/standing.ts';
import type { Basis, KindFile } from '../schemas/kind-file.ts';
import { daysWords } from './standing-words.tsx';
import { dateWords, type Reader } from './words.ts';

/** The words of the rule, and whether it is law or what was seen to be done. */
export function BasisWords({ t, basis }: Pick<Reader, 't'> & { basis: Basis }): VNode {
  return (
    <span class="basis">
      {basis.text} <Badge>{t(`selections.rule.${basis.kind}`)}</Badge>
    </span>
  );
}

export function HowItWorks({
  t,
  kind,
  standing,
}: Pick<Reader, 't'> & { kind: KindFile; standing: Standing }): VNode {
  const { explanation } = kind;
  const { stage } = standing;
  return (
    <Section
      title={t('selections.how.title')}
      id="como-se-elige"
      action={<SafeLink href={kindPath(kind.slug)}>{t('selections.how.all')}</SafeLink>}
    >
      {stage?.explanation !== undefined && standing.state !== 'ended' ? (
        <div class="stage-now">
          <h3>{t('selections.how.stage', { stage: stage.title })}</h3>
          <Prose text={stage.explanation} />
          {stage.what_you_can_do === undefined ? null : (
            <>
              <h4>{t('selections.how.can_do')}</h4>
              <Prose text={stage.what_you_can_do} />
            </>
          )}
        </div>
      ) : null}
      <Disclosure summary={t('selections.how.who')}>
        <Prose text={explanation.who_decides} />
      </Disclosure>
      <Disclosure summary={t('selections.how.why')}>
        <Prose text={explanation.why_it_matters} />
      </Disclosure>
      <Disclosure summary={t('selections.how.can_do')}>
        <Prose text={explanation.what_you_can_do} />
      </Disclosure>
    </Section>
  );
}

export function Deadlines({ t, lang, standing }: Reader & { standing: Standing }): VNode | null {
  if (standing.deadlines.length === 0) return null;
  return (
    <Section title={t('selections.deadlines.title')} id="plazos">
      <p class="soft">{t('selections.deadlines.lead')}</p>
      <ul class="plain-list deadlines">
        {standing.deadlines.map((one) => (
          <li>
            <Deadline t={t} lang={lang} counted={one} isOver={standing.state === 'ended'} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Deadline({
  t,
  lang,
  counted,
  isOver,
}: Reader & { counted: CountedDeadline; isOver: boolean }): VNode {
  const { rule, date, days, met, inTime } = counted;
  return (
    <>
      <p>
        <strong>{rule.what}</strong>: {dateWords(date, lang)}{' '}
        <span class="derived">({t('selections.derived')})</span>
      </p>
      <p>
        {met === undefined ? (
          isOver ? null : (
            <StatusTag tone={days < 0 ? 'neutral' : 'info'}>{daysWords({ t }, days)}</StatusTag>
          )
        ) : (
          <StatusTag tone={inTime === true ? 'success' : 'warning'}>
            {t(inTime === true ? 'selections.deadlines.in_time' : 'selections.deadlines.late', {
              date: dateWords(met, lang),
            })}
          </StatusTag>
        )}
      </p>
      <p class="soft">
        <BasisWords t={t} basis={rule.basis} />
        <HolidayWords t={t} lang={lang} counted={counted} />
      </p>
    </>
  );
}

/** Which days were not counted beside Saturdays and Sundays, and of which years nobody knows. */
function HolidayWords({ t, lang, counted }: Reader & { counted: CountedDeadline }): VNode | null {
  const { leftOut, uncounted } = counted;
  const words = [
    ...(uncounted.length > 0 ? [t('selections.deadlines.no_holidays', { years: uncounted.join(', ') })] : []),
    ...(leftOut.length > 0
      ? [t('selections.deadlines.left_out', { days: leftOut.map((day) => dateWords(day, lang)).join('; ') })]
      : []),
  ];
  if (words.length === 0) return null;
  return (
    <>
      {' '}
      {words.join(' ')} <SafeLink href={HOLIDAYS}>{t('selections.holidays.see')}</SafeLink>
    </>
  );
}
