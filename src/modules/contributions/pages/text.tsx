/** What a contribution says, for its author and for those who review it. */
import type { VNode } from 'preact';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import type { ContributionText } from '../sealed.ts';
import type { Kind } from '../tables.ts';
import { EvidenceList } from './evidence.tsx';
import { languagesWords, type Reader } from './words.ts';

export function TextParts({
  reader,
  kind,
  text,
  facts,
}: {
  reader: Pick<Reader, 't' | 'lang'>;
  kind: Kind;
  text: ContributionText;
  /** Said before those of the text. */
  facts?: readonly { label: string; value: string }[];
}): VNode {
  const { t } = reader;
  const talk = kind === 'talk';
  const format = `events.type.${text.format}`;
  const rows = [
    ...(facts ?? []),
    { label: t('contributions.form.topic'), value: topicWords(t, text.topic) },
    { label: t('contributions.form.format'), value: isMessageKey(format) ? t(format) : '' },
    { label: t('contributions.form.audience'), value: text.audience },
    {
      label: t(talk ? 'contributions.form.talk_languages' : 'contributions.form.languages'),
      value: languagesWords(t, text.languages),
    },
  ];
  const parts: [string, string][] = [
    [t(talk ? 'contributions.form.talk_summary' : 'contributions.form.summary'), text.summary],
    [t('contributions.form.context'), text.context],
    [t('contributions.form.done'), text.done],
    [t(kind === 'lesson' ? 'contributions.form.lesson_result' : 'contributions.form.result'), text.result],
  ];
  return (
    <>
      <SummaryList rows={rows.filter(({ value }) => value !== '')} />
      {parts.map(([title, words]) => (words ? <Part title={title} words={words} /> : null))}
      {text.evidence.length > 0 ? (
        <Section title={t('contributions.form.evidence')}>
          <EvidenceList reader={reader} evidence={text.evidence} />
        </Section>
      ) : null}
      {text.learned ? (
        <Part
          title={t(talk ? 'contributions.form.talk_learned' : 'contributions.form.learned')}
          words={text.learned}
        />
      ) : null}
    </>
  );
}

function Part({ title, words }: { title: string; words: string }): VNode {
  return (
    <Section title={title}>
      <Prose text={words} />
    </Section>
  );
}

/** A topic by its name; one that the program no longer knows stays as it is. */
export function topicWords(t: Reader['t'], topic: string): string {
  const key = `contributions.topic.${topic}`;
  return isMessageKey(key) ? t(key) : topic;
}
