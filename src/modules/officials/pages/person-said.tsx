/** What a person's page shows of statements: career, education, documents, declarations, claims, contradictions. */
import type { VNode } from 'preact';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { CitedValues, NoteRefs } from '../../../ui/data/citations.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Tone } from '../../../ui/tone.ts';
import type { Statement } from '../queries/statements.ts';
import { saidField } from '../rules/person-facts.ts';
import type { PersonPageProps } from './person.tsx';
import { dateWords, spanWords } from './person-words.ts';

export function PersonSaid(props: PersonPageProps): VNode {
  return (
    <>
      <Lines {...props} property="experience" />
      <Lines {...props} property="education" />
      <Lines {...props} property="human_projection" />
      <Declared {...props} />
      <Links {...props} property="document" />
      <Links {...props} property="relation" />
      <Conduct {...props} />
      <Contradictions {...props} />
    </>
  );
}

type Of = PersonPageProps & {
  property: 'experience' | 'education' | 'human_projection' | 'document' | 'relation' | 'statement';
};

function Lines({ t, facts, notes, property }: Of): VNode | null {
  const list = facts.many.get(property) ?? [];
  if (list.length === 0) return null;
  return (
    <Section title={t(`officials.person.title.${property}`)} id={property}>
      <ul class="person-lines">
        {list.map((one) => (
          <li>
            {one.printed}
            <NoteRefs t={t} marks={notes.marks.get(saidField(one.id))} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Declared(props: PersonPageProps): VNode | null {
  const { t, facts, notes } = props;
  const list = facts.many.get('statement') ?? [];
  if (list.length === 0) return null;
  return (
    <Section title={t('officials.person.title.statement')} id="declaraciones">
      {list.map((one) => {
        const span = spanWords(props, one.starts, one.ends);
        return (
          <blockquote class="person-quote">
            <Prose text={one.printed} />
            <p class="soft">
              {span}
              <NoteRefs t={t} marks={notes.marks.get(saidField(one.id))} />
            </p>
          </blockquote>
        );
      })}
    </Section>
  );
}

function Links({ t, facts, notes, property, related }: Of): VNode | null {
  const list = facts.many.get(property) ?? [];
  if (list.length === 0) return null;
  const hrefOf = ({ value }: Statement): string | undefined =>
    'href' in value ? value.href : 'id' in value ? related.get(value.id) : undefined;
  return (
    <Section title={t(`officials.person.title.${property === 'document' ? 'document' : 'relation'}`)}>
      <ul class="person-lines">
        {list.map((one) => {
          const href = hrefOf(one);
          return (
            <li>
              {href ? <SafeLink href={href}>{one.value.text}</SafeLink> : one.value.text}
              <NoteRefs t={t} marks={notes.marks.get(saidField(one.id))} />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

const TONES: Readonly<Record<string, Tone>> = { rejected: 'success', final: 'info' };

function Conduct({ t, lang, facts, notes, slotNotes }: PersonPageProps): VNode | null {
  const list = facts.many.get('conduct') ?? [];
  if (list.length === 0) return null;
  return (
    <Section title={t('officials.person.title.conduct')} id="senalamientos">
      <p class="soft">{t('officials.person.conduct.lead')}</p>
      <ul class="person-parts">
        {list.map(({ id, value }) =>
          'state' in value ? (
            <li>
              <p>
                <StatusTag tone={TONES[value.state] ?? 'neutral'}>
                  {t(`officials.person.conduct.${value.state}`)}
                </StatusTag>{' '}
                <span class="soft">{dateWords(value.date, lang)}</span>
              </p>
              <p>
                {value.text}
                <NoteRefs t={t} marks={notes.marks.get(saidField(id))} />
              </p>
              <Reply t={t} notes={slotNotes} />
            </li>
          ) : null,
        )}
      </ul>
    </Section>
  );
}

/** What the person answered, beside each claim; or that nothing came. */
function Reply({ t, notes }: Pick<PersonPageProps, 't'> & { notes: PersonPageProps['slotNotes'] }): VNode {
  const replies = notes.filter(({ isReply }) => isReply);
  if (replies.length === 0) return <p class="person-reply soft">{t('officials.person.conduct.no_reply')}</p>;
  return (
    <>
      {replies.map(({ title, text, links = [] }) => (
        <blockquote class="person-reply">
          <p class="eyebrow">{title}</p>
          <Prose text={text ?? ''} />
          {links.map(({ href, label }) => (
            <p>
              <SafeLink href={href}>{label}</SafeLink>
            </p>
          ))}
        </blockquote>
      ))}
    </>
  );
}

function Contradictions({ t, notes }: PersonPageProps): VNode | null {
  if (notes.contradicted.length === 0) return null;
  const label = (name: string): string => {
    const key = `officials.person.field.${name}`;
    return isMessageKey(key) ? t(key) : name;
  };
  return (
    <Section title={t('officials.person.title.contradictions')} id="contradicciones">
      <CitedValues t={t} fields={notes.contradicted} label={label} />
    </Section>
  );
}
