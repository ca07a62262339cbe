/** Posts of an institution, with who holds and held them. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { NoteRefs } from '../../../ui/data/citations.tsx';
import { Disclosure } from '../../../ui/data/disclosure.tsx';
import { Person } from '../../../ui/data/person.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { PEOPLE, personPath } from '../addresses.ts';
import type { Holder } from '../queries/holders.ts';
import type { ShownPost } from '../queries/institutions.ts';
import { surelyAtOnce } from '../rules/at-once.ts';
import { PostCoverageLine, WholeCoverage } from './institution-coverage.tsx';
import { lettersOf } from '../rules/names.ts';
import { FactWords, type InstitutionPageProps } from './institution-facts.tsx';
import { spanWords } from './person-words.ts';

export function Posts(props: InstitutionPageProps): VNode | null {
  const { t, posts, holders, institution } = props;
  const others = Map.groupBy(
    holders.filter(({ postId }) => !posts.some(({ id }) => id === postId)),
    ({ post }) => post || t('officials.institution.other_posts'),
  );
  if (posts.length === 0 && others.size === 0) return null;
  return (
    <Section title={t('officials.institution.posts')} id="cargos">
      <WholeCoverage t={t} coverage={props.coverage} />
      {posts.map((post) => (
        <section class="post" id={`cargo-${post.slug}`}>
          <h3>{post.label}</h3>
          <PostFacts {...props} post={post} />
          <PostCoverageLine t={t} coverage={props.coverage} post={post} />
          <Holders
            {...props}
            list={holders.filter(({ postId }) => postId === post.id)}
            isKnownPost
            isOneSeat={post.seats === 1}
          />
        </section>
      ))}
      {[...others].map(([title, list]) => (
        <section class="post">
          <h3>{title}</h3>
          <Holders {...props} list={list} isKnownPost={false} isOneSeat={false} />
        </section>
      ))}
      {props.moreHolders ? (
        <p>
          <SafeLink href={`${PEOPLE}?institucion=${encodeURIComponent(institution.slug)}`}>
            {t('officials.institution.all_holders')}
          </SafeLink>
        </p>
      ) : null}
    </Section>
  );
}

const FACTS = ['seats', 'term', 'chosen_by', 'requirement', 'legal_basis'] as const;

function PostFacts(props: InstitutionPageProps & { post: ShownPost }): VNode | null {
  const { t, sheet, post } = props;
  const rows: SummaryRow[] = FACTS.flatMap((property) => {
    const facts = sheet.of(post.id, property);
    if (facts.length === 0) return [];
    const value = (
      <ul class="plain-list">
        {facts.map((fact) => (
          <li>
            <FactWords {...props} fact={fact} />
          </li>
        ))}
      </ul>
    );
    return [{ label: t(`officials.property.${property}`), value }];
  });
  const labels = sheet.of(post.id, 'label');
  return (
    <>
      {labels.map((label) => (
        <p class="soft">
          {label.value.text === post.label
            ? t('officials.institution.post_named')
            : `${label.value.text} ${spanWords(props, label.starts, label.ends)}`}
          <NoteRefs t={t} marks={props.notes.marks.get(label.mark)} />
        </p>
      ))}
      {rows.length > 0 ? <SummaryList rows={rows} /> : null}
    </>
  );
}

/** So many stand open; of a body with more seats the list is folded. */
const MOST_OPEN = 15;

interface HoldersProps extends InstitutionPageProps {
  /** Of one post. */
  list: readonly Holder[];
  isKnownPost: boolean;
  isOneSeat: boolean;
}

function Holders(props: HoldersProps): VNode {
  const { t, list, today } = props;
  if (list.length === 0)
    return <p class="soft">{props.isKnownPost ? t('officials.institution.no_holder') : ''}</p>;
  const day = String(today);
  const isOver = ({ ends }: Holder) => ends !== null && ends < day.slice(0, ends.length);
  const now = list.filter((one) => !isOver(one));
  const before = list.filter(isOver);
  return (
    <>
      {now.length > 0 ? (
        <HolderList {...props} title={t('officials.institution.holders')} part={now} />
      ) : null}
      {before.length > 0 ? (
        <HolderList {...props} title={t('officials.institution.held_before')} part={before} />
      ) : null}
    </>
  );
}

function HolderList(props: HoldersProps & { title: string; part: readonly Holder[] }): VNode {
  const { t, title, part, notes } = props;
  const items = (
    <ol class="holders">
      {part.map((one) => (
        <li>
          <Person
            name={one.name}
            href={personPath(one.slug)}
            position={[spanWords(props, one.starts, one.ends), one.unit, one.territory]
              .filter(Boolean)
              .join(' · ')}
          />
          <NoteRefs t={t} marks={notes.marks.get(`t:${one.id}`)} />
          <Contradicted {...props} one={one} />
        </li>
      ))}
    </ol>
  );
  return part.length > MOST_OPEN ? (
    <Disclosure summary={`${title} (${part.length})`}>{items}</Disclosure>
  ) : (
    <>
      <h4>{title}</h4>
      {items}
    </>
  );
}

/** Of a post with one seat it is told from the dates, for both alike; else as an editor decided. */
function Contradicted({ t, list, isOneSeat, one }: HoldersProps & { one: Holder }): VNode | null {
  const others = list.filter(
    (other) =>
      other.personId !== one.personId &&
      // Whether two of one name are one person is asked elsewhere.
      lettersOf(other.name) !== lettersOf(one.name) &&
      surelyAtOnce(one, other),
  );
  if (isOneSeat ? others.length === 0 : one.evidence !== 'beside') return null;
  const names = [...new Set(others.map(({ name }) => name))].join(', ');
  return (
    <p class="holder-beside">
      <StatusTag tone="warning">
        {t(isOneSeat ? 'officials.two.public' : 'officials.institution.beside')}
      </StatusTag>
      {isOneSeat ? ` ${t('officials.two.with', { names })}` : ''}
      {one.reason ? ` ${one.reason}` : ''}
    </p>
  );
}
