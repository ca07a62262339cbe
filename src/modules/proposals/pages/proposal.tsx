/** One proposal, as it can be read and shared; and what is said where one is not to be read. */
import type { VNode } from 'preact';
import type { Note } from '../../../platform/additions.ts';
import { longDate } from '../../../platform/i18n/dates.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { Badge, TagRow } from '../../../ui/data/tag.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Columns, Section } from '../../../ui/layout/section.tsx';
import { capital, editionPath } from '../../events/index.ts';
import { historyPath, LEDGER, PROPOSALS } from '../addresses.ts';
import type { findShown } from '../queries/public.ts';
import type { DecisionRow } from '../queries/decisions.ts';
import type { ProposalFile } from '../queries/files.ts';
import type { AttestationRow, SupportCounts } from '../queries/supports.ts';
import type { Shown } from '../sealed.ts';
import { ProposalFiles } from './files.tsx';
import { Supports } from './support.tsx';
import { WhatHappened, type WhatHappenedProps } from './what-happened.tsx';
import type { StepsProps } from './thresholds.tsx';
import { byline, categoryWords, departmentWords, type Reader } from './words.ts';

export interface ProposalProps extends Reader {
  proposal: NonNullable<Awaited<ReturnType<typeof findShown>>>;
  by: Shown;
  notes: readonly Note[];
  supports: SupportCounts;
  attested: readonly AttestationRow[];
  files: readonly ProposalFile[];
  steps: StepsProps['steps'];
  reached: StepsProps['reached'];
  news: WhatHappenedProps['news'];
  ways: WhatHappenedProps['ways'];
}

const crumbs = (t: Translate, label: string) => [{ href: PROPOSALS, label: t('proposals.title') }, { label }];

export function ProposalPage(props: ProposalProps): VNode {
  const { t, lang, proposal: p } = props;
  const number = t('proposals.number', { number: p.number });
  const foreign = p.lang === lang ? undefined : p.lang;
  return (
    <>
      <Breadcrumbs t={t} items={crumbs(t, number)} />
      <PageHeading look="band" eyebrow={number} title={p.title}>
        <p>{byline(t, p.author_kind, props.by)}</p>
        <TagRow>
          <Badge>{categoryWords(t, p.category)}</Badge>
          {p.department ? <Badge>{departmentWords(t, p.department)}</Badge> : null}
          {p.from_event ? <Badge>{t('proposals.born_in_meeting')}</Badge> : null}
        </TagRow>
      </PageHeading>
      {p.unread_since === null ? null : (
        <Notice t={t} kind="info" title={t('proposals.unread.public')}>
          <p>{t('proposals.unread.public_text')}</p>
        </Notice>
      )}
      <Columns aside={<About {...props} />} asideLabel={t('proposals.about')}>
        <Part title={t('proposals.form.problem')} text={p.problem} lang={foreign} />
        <Part title={t('proposals.form.summary')} text={p.summary} lang={foreign} />
        <Part title={t('proposals.form.affected')} text={p.affected} lang={foreign} />
        <ProposalFiles {...props} foreign={foreign} />
        <Notes notes={props.notes.filter(({ order }) => order < OF_THE_TEXT)} lang={foreign} />
        <Supports {...props} number={p.number} counts={props.supports} />
        <WhatHappened {...props} number={p.number} />
        <Notes notes={props.notes.filter(({ order }) => order >= OF_THE_TEXT)} lang={foreign} />
      </Columns>
    </>
  );
}

/** Notes of a smaller order belong to the text, and stand right below it. */
const OF_THE_TEXT = 10;

function Notes({ notes, lang }: { notes: readonly Note[]; lang: string | undefined }): VNode {
  return (
    <>
      {notes.map(({ title, text, prose, links = [] }) => (
        <Section title={title}>
          {prose ? <Prose text={text ?? ''} lang={lang} /> : text ? <p>{text}</p> : null}
          {links.map(({ href, label }) => (
            <p>
              <SafeLink href={href}>{label}</SafeLink>
            </p>
          ))}
        </Section>
      ))}
    </>
  );
}

function Part({
  title,
  text,
  lang,
}: {
  title: string;
  text: string;
  lang: string | undefined;
}): VNode | null {
  if (text === '') return null;
  return (
    <Section title={title}>
      <Prose text={text} lang={lang} />
    </Section>
  );
}

function About({ t, lang, zone, proposal: p, by }: ProposalProps): VNode {
  const rows: SummaryRow[] = [
    { label: t('proposals.about.who'), value: byline(t, p.author_kind, by) },
    ...(p.event_slug && p.event_title
      ? [
          {
            label: t('proposals.about.event'),
            value: <SafeLink href={editionPath(p.event_slug)}>{p.event_title}</SafeLink>,
          },
        ]
      : []),
    { label: t('proposals.about.published'), value: capital(longDate(p.published_at, zone, lang)) },
    ...(p.state === 'imported'
      ? [{ label: t('proposals.about.origin'), value: t('proposals.about.imported') }]
      : []),
    {
      label: t('proposals.about.versions'),
      value: <SafeLink href={historyPath(p.id)}>{t('proposals.about.history')}</SafeLink>,
    },
  ];
  return <SummaryList rows={rows} />;
}

export interface NotShownProps extends Reader {
  number: number;
  state: 'received' | 'refused' | 'hidden' | 'withdrawn';
  decision: DecisionRow | undefined;
}

/** It has a number, so there is something to say: that it waits, or why it is not to be read. */
export function NotShownPage({ t, lang, zone, number, state, decision }: NotShownProps): VNode {
  const shown = t('proposals.number', { number });
  return (
    <>
      <Breadcrumbs t={t} items={crumbs(t, shown)} />
      <PageHeading
        eyebrow={shown}
        title={t(`proposals.not_shown.${state}`)}
        lead={t(`proposals.not_shown.${state}_text`)}
      />
      {decision && (state === 'refused' || state === 'hidden') ? (
        <SummaryList
          rows={[
            {
              label: t('proposals.ledger.reason'),
              value: decision.reason ? t(`proposals.reason.${decision.reason}`) : '',
            },
            ...(decision.note ? [{ label: t('proposals.ledger.note'), value: decision.note }] : []),
            { label: t('proposals.ledger.when'), value: capital(longDate(decision.at, zone, lang)) },
          ]}
        />
      ) : null}
      <ButtonRow>
        <Button kind="secondary" href={PROPOSALS}>
          {t('proposals.to_list')}
        </Button>
        <Button kind="link" href={LEDGER}>
          {t('proposals.ledger.title')}
        </Button>
      </ButtonRow>
    </>
  );
}
