/** What was kept from the public, and why, for everybody; never the text itself. */
import type { VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { proposalPath, PROPOSALS } from '../addresses.ts';
import type { DecisionRow } from '../queries/decisions.ts';
import { REASONS } from '../rules/moderation.ts';
import type { Moderation } from '../settings.ts';
import { type Reader, STATE_TONE } from './words.ts';

export interface LedgerProps extends Reader {
  items: readonly DecisionRow[];
  /** When somebody reads what was sent: before everybody can, or after. */
  when: Moderation;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function LedgerPage(props: LedgerProps): VNode {
  const { t, items } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: PROPOSALS, label: t('proposals.title') }, { label: t('proposals.ledger.title') }]}
      />
      <PageHeading title={t('proposals.ledger.title')} lead={t('proposals.ledger.lead')} />
      {items.length === 0 ? (
        <EmptyState title={t('proposals.ledger.empty')}>{t('proposals.ledger.empty_text')}</EmptyState>
      ) : (
        <ol class="plain-list stack">
          {items.map((item) => (
            <li>
              <Entry {...props} item={item} />
            </li>
          ))}
        </ol>
      )}
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
      <Section title={t('proposals.ledger.rules')}>
        <p>{t(`proposals.ledger.rules.${props.when}`)}</p>
        <p>{t('proposals.ledger.rules.flag')}</p>
      </Section>
      <Section title={t('proposals.ledger.reasons')}>
        <dl class="proposal-reasons">
          {REASONS.map((reason) => (
            <>
              <dt>{t(`proposals.reason.${reason}`)}</dt>
              <dd>{t(`proposals.reason.${reason}.text`)}</dd>
            </>
          ))}
        </dl>
      </Section>
    </>
  );
}

function Entry({ t, lang, zone, item }: Reader & { item: DecisionRow }): VNode {
  return (
    <article class="card">
      <p class="eyebrow">{longDate(item.at, zone, lang)}</p>
      <h2>
        <SafeLink href={proposalPath(item.number)}>{t('proposals.number', { number: item.number })}</SafeLink>
      </h2>
      <p>
        {t(`proposals.ledger.did.${item.decision}`)}
        {item.reason ? `: ${t(`proposals.reason.${item.reason}`)}` : ''}
      </p>
      {item.note ? <p>{item.note}</p> : null}
      {item.appeal ? (
        <p>
          {t(`proposals.appeal.state.${item.appeal}`)}
          {item.appeal_answer ? ` ${item.appeal_answer}` : ''}
        </p>
      ) : null}
      <p class="soft">
        <StatusTag tone={STATE_TONE[item.state]}>{t(`proposals.state.${item.state}`)}</StatusTag>{' '}
        {t('proposals.ledger.by', { role: t(`proposals.role.${roleOf(item.actor_role)}`) })}
      </p>
    </article>
  );
}

const ROLES = ['administrator', 'moderator', 'editor'] as const;
const roleOf = (role: string) => ROLES.find((one) => one === role) ?? 'system';
