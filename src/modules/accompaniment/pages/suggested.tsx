/** Suggested texts and additions as both sides see them, those who propose and the desk. */
import type { VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Text } from '../rules/text.ts';
import { TextDifferences } from './differences.tsx';
import type { ShownAmendment, ShownSuggestion } from './help.tsx';
import { AMENDMENT_TONE, type Reader, SUGGESTION_TONE } from './words.ts';

export function SuggestionTag({ t, state }: Pick<Reader, 't'> & Pick<ShownSuggestion, 'state'>): VNode {
  return <StatusTag tone={SUGGESTION_TONE[state]}>{t(`accompaniment.suggestion.state.${state}`)}</StatusTag>;
}

export interface SuggestedProps {
  suggestion: ShownSuggestion;
  /** The text now, and as it would be. */
  before: Text;
  after: Text;
  /** The text was changed since it was suggested. */
  moved: boolean;
  textLang: string | undefined;
}

/** Why, what was answered, and what it changes. */
export function Suggested(props: SuggestedProps & Pick<Reader, 't'>): VNode {
  const { t, before, after, textLang } = props;
  const { state, why, answer } = props.suggestion;
  const open = state === 'open';
  return (
    <>
      <SummaryList
        rows={[
          { label: t('accompaniment.suggestion.why'), value: <Prose text={why} /> },
          ...(answer
            ? [{ label: t('accompaniment.suggestion.answer'), value: <Prose text={answer} /> }]
            : []),
        ]}
      />
      {open && props.moved ? (
        <Notice t={t} kind="warning" title={t('accompaniment.suggestion.moved')}>
          <p>{t('accompaniment.suggestion.moved_text')}</p>
        </Notice>
      ) : null}
      <Section title={t(open ? 'accompaniment.difference.would' : 'accompaniment.difference.did')}>
        <TextDifferences
          t={t}
          before={before}
          after={after}
          lang={textLang}
          names={{
            before: t(open ? 'accompaniment.difference.now' : 'accompaniment.difference.then'),
            after: t('accompaniment.difference.suggested'),
          }}
        />
      </Section>
    </>
  );
}

/** Which one it is, how it stands, and what it says. */
export function Amendment({ t, lang, zone, one }: Omit<Reader, 'now'> & { one: ShownAmendment }): VNode {
  const day = longDate(one.at, zone, lang);
  return (
    <>
      <p>
        <strong>
          {one.number === null
            ? t('accompaniment.amendment.of', { day })
            : t('accompaniment.amendment.title', { number: one.number, day })}
        </strong>{' '}
        <StatusTag tone={AMENDMENT_TONE[one.state]}>
          {t(`accompaniment.amendment.state.${one.state}`)}
        </StatusTag>
      </p>
      <Prose text={one.words} />
    </>
  );
}
