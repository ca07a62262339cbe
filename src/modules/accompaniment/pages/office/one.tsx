/** One proposal at the adviser's desk: what it says, what would make it stronger, what was suggested, the private thread. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { longDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { RecordFrame } from '../../../../ui/layout/record-frame.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeProposalPath, proposalPath, STATE_TONE } from '../../../proposals/index.ts';
import {
  OFFICE,
  officeChecksPath,
  officePath,
  officeSuggestionPath,
  officeSuggestPath,
} from '../../addresses.ts';
import { ITEMS, unlooked } from '../../rules/checklist.ts';
import { FIELDS } from '../../rules/text.ts';
import { DeskMessageForm } from '../../schemas/forms.ts';
import { Thread } from '../thread.tsx';
import { momentWords, VERDICT_TONE } from '../words.ts';
import { Amendments } from './amendments.tsx';
import { type DeskProps, stateOf } from './desk-props.ts';
import { SuggestionTag } from '../suggested.tsx';

export function DeskPage(props: DeskProps): VNode {
  const { t, number, state, text, done } = props;
  return (
    <RecordFrame
      t={t}
      list={{ href: OFFICE, label: t('accompaniment.office.title') }}
      record={{ href: officePath(number), title: text.title, eyebrow: t('proposals.number', { number }) }}
      tag={<StatusTag tone={STATE_TONE[state]}>{t(`proposals.state.${state}`)}</StatusTag>}
      links={[
        props.isPublic ? { href: proposalPath(number), label: t('proposals.own.see_public') } : undefined,
        props.mayModerate
          ? { href: officeProposalPath(number), label: t('accompaniment.office.moderation') }
          : undefined,
      ]}
      told={{ done: `accompaniment.done.${done}`, refused: `accompaniment.refused.${done}` }}
    >
      <Who {...props} />
      <Says {...props} />
      <Looked {...props} />
      <Suggested {...props} />
      <Amendments {...props} />
      <Conversation {...props} />
    </RecordFrame>
  );
}

function Who(props: DeskProps): VNode {
  const { t, number, adviser, asked, waiting, closed, version, supports: count, frozenFrom } = props;
  const here = officePath(number);
  return (
    <>
      <SummaryList
        look="facts"
        rows={[
          {
            label: t('accompaniment.office.adviser'),
            value: adviser?.name ?? t('accompaniment.office.nobody'),
          },
          {
            label: t('accompaniment.office.asked'),
            value: asked ? momentWords(props, asked) : t('accompaniment.office.not_asked'),
          },
          {
            label: t('accompaniment.office.waits'),
            value: closed
              ? t('accompaniment.office.view.closed')
              : waiting
                ? momentWords(props, waiting)
                : t('accompaniment.office.waits.authors'),
          },
          {
            label: t('accompaniment.office.freeze'),
            value:
              props.frozenAsked === null
                ? t(props.frozen ? 'accompaniment.office.frozen' : 'accompaniment.office.not_frozen', {
                    count,
                    from: frozenFrom,
                  })
                : t('accompaniment.office.frozen_asked', {
                    day: longDate(props.frozenAsked, props.zone, props.lang),
                  }),
          },
        ]}
      />
      <ButtonRow>
        {adviser?.self ? null : (
          <ActionForm
            action={here}
            fields={{ what: 'take', version: String(version) }}
            label={t('accompaniment.office.take')}
            kind="primary"
          />
        )}
        {closed ? null : (
          <ActionForm action={here} fields={{ what: 'close' }} label={t('accompaniment.office.close')} />
        )}
      </ButtonRow>
      <Disclosure summary={t('accompaniment.office.hand_on')} open={props.drawn?.what === 'assign'}>
        <SchemaForm
          t={t}
          fields={props.assign}
          state={{ ...stateOf(props.drawn, 'assign'), version }}
          action={here}
          hidden={{ what: 'assign' }}
          prefix="assign"
          submit={t('accompaniment.office.hand_on')}
          label={t('accompaniment.office.hand_on')}
        />
      </Disclosure>
    </>
  );
}

function Says({ t, text, textLang }: DeskProps): VNode {
  return (
    <Section title={t('proposals.own.says')}>
      <SummaryList
        rows={FIELDS.filter((name) => name !== 'title' && text[name] !== '').map((name) => ({
          label: t(`proposals.form.${name}`),
          value: <Prose text={text[name]} lang={textLang} />,
        }))}
      />
    </Section>
  );
}

function Looked({ t, number, checks }: DeskProps): VNode {
  const left = unlooked(checks);
  return (
    <Section
      title={t('accompaniment.checks.title')}
      action={<SafeLink href={officeChecksPath(number)}>{t('accompaniment.checks.edit')}</SafeLink>}
    >
      {left === ITEMS.length ? (
        <p class="soft">{t('accompaniment.checks.none')}</p>
      ) : (
        <ul class="advice">
          {ITEMS.map((item) => {
            const { verdict, note } = checks[item] ?? {};
            return (
              <li>
                <p class="advice-item">
                  <strong>{t(`accompaniment.item.${item}`)}</strong>{' '}
                  <StatusTag tone={verdict ? VERDICT_TONE[verdict] : 'neutral'}>
                    {t(`accompaniment.verdict.${verdict ?? 'none'}`)}
                  </StatusTag>
                </p>
                {note ? (
                  <p class="soft">
                    {t('accompaniment.form.note')}: {note}
                  </p>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
    </Section>
  );
}

function Suggested({ t, lang, zone, number, suggestions, frozen, frozenFrom: count }: DeskProps): VNode {
  return (
    <Section title={t('accompaniment.suggestions')}>
      {suggestions.length === 0 ? <p class="soft">{t('accompaniment.suggestions.none')}</p> : null}
      <ul class="help-list">
        {suggestions.map((one) => (
          <li>
            <p>
              <SafeLink href={officeSuggestionPath(number, one.id)}>
                {t(`accompaniment.office.suggestion.${one.side}`, { day: longDate(one.at, zone, lang) })}
              </SafeLink>{' '}
              <SuggestionTag t={t} state={one.state} />
            </p>
            <p class="soft">{one.why}</p>
          </li>
        ))}
      </ul>
      {frozen ? (
        <p>{t('accompaniment.office.frozen_text', { count })}</p>
      ) : (
        <ButtonRow>
          <Button kind="secondary" href={officeSuggestPath(number)}>
            {t('accompaniment.suggest.title')}
          </Button>
        </ButtonRow>
      )}
    </Section>
  );
}

function Conversation(props: DeskProps): VNode {
  const { t, number, messages, drawn } = props;
  const here = officePath(number);
  return (
    <Section title={t('accompaniment.thread.title')} id="mensajes">
      <p class="soft">{t('accompaniment.thread.private_desk', { days: props.threadDays })}</p>
      <Thread {...props} self="desk" action={here} />
      <SchemaForm
        t={t}
        fields={fieldsOf(DeskMessageForm)}
        state={stateOf(drawn, 'write')}
        action={here}
        hidden={{ what: 'write', seen: String(messages.length) }}
        prefix="write"
        submit={t('accompaniment.thread.submit')}
        label={t('accompaniment.thread.title')}
      />
    </Section>
  );
}
