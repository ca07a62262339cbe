/** All editions: those to come, those that were. */
import type { VNode } from 'preact';
import { Button } from '../../../../ui/controls/button.tsx';
import { CardGrid } from '../../../../ui/data/card.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { EditionRow } from '../../queries/editions.ts';
import { EDITIONS } from '../../addresses.ts';
import { EditionCard } from './edition-card.tsx';
import type { Reader } from './facts.tsx';

export interface EditionListProps extends Reader {
  upcoming: readonly EditionRow[];
  past: readonly EditionRow[];
  /** Address of more past editions. */
  nextHref?: string | undefined;
  /** Address of the first page, when this is not it. */
  firstHref?: string | undefined;
}

export function EditionListPage(props: EditionListProps): VNode {
  const { t, upcoming, past } = props;
  return (
    <>
      <PageHeading title={t('events.list.title')} lead={t('events.list.lead')} />
      {props.firstHref ? null : (
        <Section title={t('events.list.upcoming')}>
          {upcoming.length > 0 ? (
            <Cards {...props} editions={upcoming} />
          ) : (
            <EmptyState
              title={t('events.list.none_upcoming')}
              level={3}
              action={
                past.length > 0 ? (
                  <Button kind="secondary" href={`${EDITIONS}#anteriores`}>
                    {t('events.list.see_past')}
                  </Button>
                ) : null
              }
            >
              {t('events.list.none_upcoming_text')}
            </EmptyState>
          )}
        </Section>
      )}
      {past.length > 0 ? (
        <Section title={t('events.list.past')} id="anteriores">
          <Cards {...props} editions={past} />
          <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
        </Section>
      ) : null}
    </>
  );
}

function Cards({ editions, ...reader }: Reader & { editions: readonly EditionRow[] }): VNode {
  const { t, lang, now } = reader;
  return (
    <CardGrid>
      {editions.map((edition) => (
        <EditionCard t={t} lang={lang} now={now} edition={edition} />
      ))}
    </CardGrid>
  );
}
