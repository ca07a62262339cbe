/** The page of those who propose: what would make it stronger, what is suggested to them, what they write with the desk. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { longDate } from '../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Told } from '../../../ui/layout/record-frame.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ownPath } from '../../proposals/index.ts';
import { amendPath, changePath, helpPath, suggestionPath } from '../addresses.ts';
import { adviceOf, type Checks, unlooked } from '../rules/checklist.ts';
import { MessageForm } from '../schemas/forms.ts';
import type { AmendmentState, Side, SuggestionState } from '../tables.ts';
import { type ShownMessage, Thread } from './thread.tsx';
import { type Reader, VERDICT_TONE } from './words.ts';
import { Amendment, SuggestionTag } from './suggested.tsx';

export interface ShownSuggestion {
  id: string;
  side: Side;
  state: SuggestionState;
  why: string;
  answer: string;
  at: Temporal.Instant;
}

export interface ShownAmendment {
  id: string;
  number: number | null;
  state: AmendmentState;
  words: string;
  answer: string;
  at: Temporal.Instant;
}

/** What its authors can do with the text now. */
export type TextWay = 'edit' | 'change' | 'amend' | 'none';

export interface HelpProps extends Reader {
  token: string;
  number: number;
  title: string;
  /** Of the help: nobody asked yet, nobody took it yet, somebody helps. */
  standing: 'none' | 'asked' | 'taken';
  checks: Checks;
  suggestions: readonly ShownSuggestion[];
  amendments: readonly ShownAmendment[];
  messages: readonly ShownMessage[];
  way: TextWay;
  /** From so many supports on the text changes no more. */
  frozenFrom: number;
  /** When it was first put to an institution. */
  frozenAsked: Temporal.Instant | null;
  /** Until the words of a message go. */
  threadDays: number;
  message: FormState;
  /** Code of what was just done, or why not. */
  done: string;
}

export function HelpPage(props: HelpProps): VNode {
  const { t, token, number, title, standing, done } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: ownPath(token), label: t('proposals.own.title') },
          { label: t('accompaniment.title') },
        ]}
      />
      <PageHeading
        eyebrow={`${t('proposals.number', { number })} · ${title}`}
        title={t('accompaniment.title')}
        lead={t('accompaniment.lead')}
      />
      <Told t={t} told={{ done: `accompaniment.done.${done}`, refused: `accompaniment.refused.${done}` }} />
      {standing === 'none' ? (
        <ButtonRow>
          <ActionForm
            action={helpPath(token)}
            fields={{ what: 'ask' }}
            label={t('accompaniment.ask')}
            kind="primary"
          />
        </ButtonRow>
      ) : (
        <p>{t(`accompaniment.standing.${standing}`)}</p>
      )}
      <Advice {...props} />
      <Suggestions {...props} />
      <TextWays {...props} />
      <Conversation {...props} />
    </>
  );
}

/** In plain words, what is missing first. */
function Advice({ t, checks }: HelpProps): VNode | null {
  const advice = adviceOf(checks);
  if (advice.length === 0) return null;
  const left = unlooked(checks);
  return (
    <Section title={t('accompaniment.advice.title')}>
      <ul class="advice">
        {advice.map(({ item, verdict }) => (
          <li>
            <p class="advice-item">
              <strong>{t(`accompaniment.item.${item}`)}</strong>{' '}
              <StatusTag tone={VERDICT_TONE[verdict]}>{t(`accompaniment.verdict.${verdict}`)}</StatusTag>
            </p>
            {verdict === 'good' ? null : <p>{t(`accompaniment.advice.${item}.${verdict}`)}</p>}
          </li>
        ))}
      </ul>
      {left > 0 ? <p class="soft">{t('accompaniment.advice.left', { count: left })}</p> : null}
    </Section>
  );
}

function Suggestions({ t, lang, zone, token, suggestions }: HelpProps): VNode | null {
  if (suggestions.length === 0) return null;
  return (
    <Section title={t('accompaniment.suggestions')}>
      <ul class="help-list">
        {suggestions.map((one) => (
          <li>
            <p>
              <SafeLink href={suggestionPath(token, one.id)}>
                {t(`accompaniment.suggestion.of.${one.side}`, { day: longDate(one.at, zone, lang) })}
              </SafeLink>{' '}
              <SuggestionTag t={t} state={one.state} />
            </p>
            <p class="soft">{one.why}</p>
            {one.side === 'authors' && one.answer ? (
              <p>
                {t('accompaniment.suggestion.answered')} {one.answer}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** How the text changes, or since what it does not. */
function wayWords({ t, lang, zone, way, frozenFrom: count, frozenAsked: asked }: HelpProps): string {
  if (way === 'none') return '';
  return way === 'amend' && asked !== null
    ? t('accompaniment.text.amend_asked', { day: longDate(asked, zone, lang) })
    : t(`accompaniment.text.${way}`, { count });
}

function TextWays(props: HelpProps): VNode | null {
  const { t, lang, zone, token, way, amendments } = props;
  if (way === 'none' && amendments.length === 0) return null;
  return (
    <Section title={t('accompaniment.text.title')}>
      {way === 'none' ? null : <p>{wayWords(props)}</p>}
      {way === 'edit' ? (
        <Button kind="secondary" href={`${ownPath(token)}/cambiar`}>
          {t('proposals.change.title')}
        </Button>
      ) : null}
      {way === 'change' ? (
        <Button kind="secondary" href={changePath(token)}>
          {t('accompaniment.change.title')}
        </Button>
      ) : null}
      {way === 'amend' ? (
        <Button kind="secondary" href={amendPath(token)}>
          {t('accompaniment.amend.title')}
        </Button>
      ) : null}
      <ul class="help-list">
        {amendments.map((one) => (
          <li>
            <Amendment t={t} lang={lang} zone={zone} one={one} />
            {one.answer ? (
              <p>
                {t('accompaniment.suggestion.answered')} {one.answer}
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Conversation(props: HelpProps): VNode {
  const { t, token, messages, message } = props;
  return (
    <Section title={t('accompaniment.thread.title')} id="mensajes">
      <p class="soft">{t('accompaniment.thread.private', { days: props.threadDays })}</p>
      <Thread {...props} self="authors" action={helpPath(token)} />
      <SchemaForm
        t={t}
        fields={fieldsOf(MessageForm)}
        state={message}
        action={helpPath(token)}
        hidden={{ what: 'write', seen: String(messages.length) }}
        submit={t('accompaniment.thread.submit')}
        label={t('accompaniment.thread.title')}
      />
    </Section>
  );
}
