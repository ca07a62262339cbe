/** One's own contribution: how it stands, what it says, what can be done with it. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { sessionPath } from '../../events/index.ts';
import { callPath, itemPath, ownPath } from '../addresses.ts';
import type { OwnAction } from '../rules/contribution.ts';
import type { Author, ContributionText } from '../sealed.ts';
import type { Kind, State } from '../tables.ts';
import type { Place } from './call.tsx';
import { TextParts } from './text.tsx';
import { departmentWords, type Reader } from './words.ts';

export const STATE_TONE: Readonly<Record<State, Tone>> = {
  pending: 'warning',
  submitted: 'info',
  accepted: 'success',
  changes: 'warning',
  declined: 'neutral',
  withdrawn: 'neutral',
};

export const DONE = ['confirm', 'change', 'consent', 'no_consent', 'refused'] as const;

export interface OwnProps extends Reader {
  token: string;
  edition: Place;
  kind: Kind;
  state: State;
  number: number | null;
  author: Author | undefined;
  text: ContributionText | undefined;
  consent: boolean;
  /** What the organiser wrote with the decision, once it is told. */
  words: string;
  /** Until when it can be changed, in words. */
  until: string | undefined;
  /** When it was withdrawn, in words. */
  withdrawn: string | undefined;
  actions: readonly OwnAction[];
  session: { slug: string; title: string } | undefined;
  /** Address in the library, if it is there. */
  item: string | undefined;
  done: (typeof DONE)[number] | undefined;
}

export function OwnPage(props: OwnProps): VNode {
  const { t, edition, state, number, text, done } = props;
  return (
    <>
      <PageHeading
        eyebrow={edition.title}
        title={text?.title ?? t('contributions.own.title')}
        lead={t(`contributions.own.lead.${state}`, {
          until: props.until ?? '',
          withdrawn: props.withdrawn ?? '',
        })}
      >
        <p>
          <StatusTag tone={STATE_TONE[state]}>{t(`contributions.state.${state}`)}</StatusTag>{' '}
          {number === null ? null : t('contributions.number', { number })}
        </p>
      </PageHeading>
      {done ? (
        <Notice
          t={t}
          kind={done === 'refused' ? 'warning' : 'success'}
          title={t(`contributions.own.done.${done}`)}
        />
      ) : null}
      <MainAction {...props} />
      {props.words ? (
        <Section title={t('contributions.own.words')}>
          <Prose text={props.words} />
        </Section>
      ) : null}
      <Published {...props} />
      {text ? <TextParts reader={props} kind={props.kind} text={text} /> : null}
      <AboutYou {...props} />
      <LastActions {...props} />
    </>
  );
}

function MainAction({ t, token, actions }: OwnProps): VNode | null {
  if (actions.includes('confirm'))
    return (
      <ButtonRow>
        <ActionForm
          action={ownPath(token)}
          fields={{ action: 'confirm' }}
          label={t('contributions.own.confirm')}
          kind="primary"
        />
      </ButtonRow>
    );
  if (!actions.includes('change')) return null;
  return (
    <ButtonRow>
      <Button href={`${ownPath(token)}/cambiar`}>{t('contributions.own.change')}</Button>
    </ButtonRow>
  );
}

/** Where it can be read by everybody. */
function Published({ t, edition, session, item }: OwnProps): VNode | null {
  if (!session && !item) return null;
  return (
    <Section title={t('contributions.own.published')}>
      <ul class="plain-list stack stack-tight">
        {session ? (
          <li>
            {t('contributions.own.in_programme')}{' '}
            <SafeLink href={sessionPath(edition.slug, session.slug)}>{session.title}</SafeLink>
          </li>
        ) : null}
        {item ? (
          <li>
            <SafeLink href={itemPath(item)}>{t('contributions.own.in_library')}</SafeLink>
          </li>
        ) : null}
      </ul>
    </Section>
  );
}

function AboutYou({ t, author, consent }: OwnProps): VNode | null {
  if (!author) return null;
  const rows = [
    { label: t('contributions.form.name'), value: author.name },
    { label: t('contributions.form.email'), value: author.email },
    { label: t('contributions.form.organization'), value: author.organization ?? '' },
    { label: t('contributions.form.coauthors'), value: author.coauthors.join(', ') },
    { label: t('contributions.form.country'), value: author.country ?? '' },
    { label: t('contributions.form.department'), value: departmentWords(t, author.department) },
    { label: t('contributions.form.appears'), value: t(`contributions.appears.${author.appears}`) },
    {
      label: t('contributions.own.consent'),
      value: t(consent ? 'contributions.own.consent_yes' : 'contributions.own.consent_no'),
    },
  ];
  return (
    <Section title={t('contributions.form.about_you')}>
      <SummaryList rows={rows.filter(({ value }) => value !== '')} />
    </Section>
  );
}

function LastActions({ t, token, edition, actions, consent }: OwnProps): VNode {
  return (
    <ButtonRow>
      {actions.includes('consent') ? (
        <ActionForm
          action={ownPath(token)}
          fields={{ action: 'consent', given: consent ? 'no' : 'yes' }}
          label={t(consent ? 'contributions.own.take_consent' : 'contributions.own.give_consent')}
        />
      ) : null}
      {actions.includes('withdraw') ? (
        <Button kind="link" href={`${ownPath(token)}/retirar`}>
          {t('contributions.own.withdraw')}
        </Button>
      ) : null}
      <Button kind="link" href={callPath(edition.slug)}>
        {t('contributions.to_call')}
      </Button>
    </ButtonRow>
  );
}

export function WithdrawPage({
  t,
  token,
  edition,
  published,
}: Pick<OwnProps, 't' | 'token' | 'edition'> & { published: boolean }): VNode {
  return (
    <>
      <PageHeading
        eyebrow={edition.title}
        title={t('contributions.withdraw.title')}
        lead={t(published ? 'contributions.withdraw.lead_published' : 'contributions.withdraw.lead')}
      />
      <ButtonRow>
        <ActionForm
          action={ownPath(token)}
          fields={{ action: 'withdraw' }}
          label={t('contributions.withdraw.submit')}
          kind="danger"
        />
        <Button kind="link" href={ownPath(token)}>
          {t('contributions.withdraw.back')}
        </Button>
      </ButtonRow>
    </>
  );
}
