/** The checklist, a text to suggest, and one suggestion beside the text that stands. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { longDate } from '../../../../platform/i18n/dates.ts';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import {
  OFFICE,
  officeChecksPath,
  officePath,
  officeSuggestionPath,
  officeSuggestPath,
} from '../../addresses.ts';
import { ITEMS } from '../../rules/checklist.ts';
import { FIELDS, type Text } from '../../rules/text.ts';
import { ChecksForm, noteName, ReviewForm, SuggestForm, verdictName } from '../../schemas/forms.ts';
import type { ShownSuggestion } from '../help.tsx';
import { Suggested, SuggestionTag } from '../suggested.tsx';
import type { Reader } from '../words.ts';

interface About {
  number: number;
  text: Text;
  textLang: string | undefined;
}

function Head({
  t,
  number,
  text,
  title,
  lead,
}: About & Pick<Reader, 't'> & { title: string; lead?: string }): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE, label: t('accompaniment.office.title') },
          { href: officePath(number), label: t('proposals.number', { number }) },
          { label: title },
        ]}
      />
      <PageHeading eyebrow={text.title} title={title} lead={lead} />
    </>
  );
}

function Whole({ t, text, textLang }: About & Pick<Reader, 't'>): VNode {
  return (
    <Disclosure summary={t('proposals.own.says')}>
      <SummaryList
        rows={FIELDS.filter((name) => text[name] !== '').map((name) => ({
          label: t(`proposals.form.${name}`),
          value: <Prose text={text[name]} lang={textLang} />,
        }))}
      />
    </Disclosure>
  );
}

export interface FormPageProps extends About, Pick<Reader, 't'> {
  state: FormState;
}

export function ChecksPage(props: FormPageProps): VNode {
  const { t, number, state } = props;
  return (
    <>
      <Head {...props} title={t('accompaniment.checks.title')} lead={t('accompaniment.checks.lead')} />
      <Whole {...props} />
      <div class="checklist">
        <SchemaForm
          t={t}
          fields={fieldsOf(ChecksForm)}
          state={state}
          action={officeChecksPath(number)}
          submit={t('accompaniment.checks.submit')}
          cancelHref={officePath(number)}
          groups={ITEMS.map((item) => ({
            legend: t(`accompaniment.item.${item}`),
            names: [verdictName(item), noteName(item)],
          }))}
        />
      </div>
    </>
  );
}

export function SuggestPage(props: FormPageProps): VNode {
  const { t, number, state } = props;
  return (
    <>
      <Head {...props} title={t('accompaniment.suggest.title')} lead={t('accompaniment.suggest.lead')} />
      <SchemaForm
        t={t}
        fields={fieldsOf(SuggestForm)}
        state={state}
        action={officeSuggestPath(number)}
        submit={t('accompaniment.suggest.submit')}
        cancelHref={officePath(number)}
      />
    </>
  );
}

export interface OfficeSuggestionProps extends About, Reader {
  suggestion: ShownSuggestion;
  before: Text;
  after: Text;
  moved: boolean;
  frozen: boolean;
  mayPublish: boolean;
  state: FormState;
}

export function OfficeSuggestionPage(props: OfficeSuggestionProps): VNode {
  const { t, lang, zone, suggestion } = props;
  const { side, state, at } = suggestion;
  const open = state === 'open';
  return (
    <>
      <Head
        {...props}
        title={t(`accompaniment.office.suggestion_title.${side}`)}
        lead={t('accompaniment.suggestion.sent', { day: longDate(at, zone, lang) })}
      />
      <p>
        <SuggestionTag t={t} state={state} />
      </p>
      <Suggested {...props} />
      {open ? <Review {...props} /> : null}
    </>
  );
}

function Review({ t, number, suggestion, frozen, mayPublish, state }: OfficeSuggestionProps): VNode {
  const action = officeSuggestionPath(number, suggestion.id);
  if (suggestion.side === 'desk')
    return (
      <>
        <p>{t('accompaniment.office.authors_decide')}</p>
        <ActionForm
          action={action}
          fields={{ what: 'take_back' }}
          label={t('accompaniment.suggestion.take_back')}
        />
      </>
    );
  if (!mayPublish) return <p>{t('accompaniment.office.publishes')}</p>;
  return (
    <Section title={t('accompaniment.suggestion.decide')}>
      {frozen ? <Notice t={t} kind="warning" title={t('accompaniment.refused.frozen')} /> : null}
      <SchemaForm
        t={t}
        fields={fieldsOf(ReviewForm)}
        state={state}
        action={action}
        submit={t('accompaniment.suggestion.submit')}
        cancelHref={officePath(number)}
      />
    </Section>
  );
}
