/** Texts of a proposal for its authors: one that was suggested beside the one that stands, a change of theirs, an addition. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { longDate } from '../../../platform/i18n/dates.ts';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ownPath } from '../../proposals/index.ts';
import { amendPath, changePath, helpPath, suggestionPath } from '../addresses.ts';
import { AmendForm, AnswerForm, ChangeForm } from '../schemas/forms.ts';
import { Suggested, type SuggestedProps, SuggestionTag } from './suggested.tsx';
import type { Reader } from './words.ts';

function Trail({ t, token, label }: Pick<Reader, 't'> & { token: string; label: string }): VNode {
  return (
    <Breadcrumbs
      t={t}
      items={[
        { href: ownPath(token), label: t('proposals.own.title') },
        { href: helpPath(token), label: t('accompaniment.title') },
        { label },
      ]}
    />
  );
}

export interface SuggestionProps extends Reader, SuggestedProps {
  token: string;
  frozen: boolean;
  state: FormState;
}

export function SuggestionPage(props: SuggestionProps): VNode {
  const { t, lang, zone, token, suggestion } = props;
  const { side, state } = suggestion;
  const title = t(`accompaniment.suggestion.of.${side}`, { day: longDate(suggestion.at, zone, lang) });
  const open = state === 'open';
  return (
    <>
      <Trail t={t} token={token} label={title} />
      <PageHeading
        eyebrow={t('accompaniment.suggestion.sent', { day: longDate(suggestion.at, zone, lang) })}
        title={t(`accompaniment.suggestion.title.${side}`)}
      >
        <p>
          <SuggestionTag t={t} state={state} />
        </p>
      </PageHeading>
      <Suggested {...props} />
      {open ? <Decide {...props} /> : null}
    </>
  );
}

function Decide({ t, token, suggestion, frozen, state }: SuggestionProps): VNode {
  const action = suggestionPath(token, suggestion.id);
  if (suggestion.side === 'authors')
    return (
      <Section title={t('accompaniment.suggestion.waiting')}>
        <p>{t('accompaniment.suggestion.waiting_text')}</p>
        <ActionForm
          action={action}
          fields={{ what: 'take_back' }}
          label={t('accompaniment.change.take_back')}
        />
      </Section>
    );
  return (
    <Section title={t('accompaniment.suggestion.decide')}>
      {frozen ? <Notice t={t} kind="warning" title={t('accompaniment.refused.frozen')} /> : null}
      <SchemaForm
        t={t}
        fields={fieldsOf(AnswerForm)}
        state={state}
        action={action}
        submit={t('accompaniment.suggestion.submit')}
        cancelHref={helpPath(token)}
      />
    </Section>
  );
}

export interface WriteProps {
  t: Reader['t'];
  token: string;
  title: string;
  state: FormState;
}

export function ChangePage({ t, token, title, state }: WriteProps): VNode {
  return (
    <>
      <Trail t={t} token={token} label={t('accompaniment.change.title')} />
      <PageHeading
        eyebrow={title}
        title={t('accompaniment.change.title')}
        lead={t('accompaniment.change.lead')}
      />
      <SchemaForm
        t={t}
        fields={fieldsOf(ChangeForm)}
        state={state}
        action={changePath(token)}
        submit={t('accompaniment.change.submit')}
        cancelHref={helpPath(token)}
      />
    </>
  );
}

export function AmendPage({ t, token, title, state, count }: WriteProps & { count: number }): VNode {
  return (
    <>
      <Trail t={t} token={token} label={t('accompaniment.amend.title')} />
      <PageHeading
        eyebrow={title}
        title={t('accompaniment.amend.title')}
        lead={t('accompaniment.text.amend', { count })}
      />
      <SchemaForm
        t={t}
        fields={fieldsOf(AmendForm)}
        state={state}
        action={amendPath(token)}
        submit={t('accompaniment.amend.submit')}
        cancelHref={helpPath(token)}
      />
    </>
  );
}
