/** One side of a pair: all that sources say of a person, what differs from the other side marked. */
import type { ComponentChildren, VNode } from 'preact';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Badge, TagRow } from '../../../../ui/data/tag.tsx';
import { officePersonPath } from '../../addresses.ts';
import type { PersonKind } from '../../import/fields.ts';
import type { Statement } from '../../queries/statements.ts';
import type { Tenure } from '../../queries/tenures.ts';
import type { Status } from '../../tables.ts';
import { heldWords, type Reader, whenWords } from '../person-words.ts';

export interface Side {
  id: string;
  name: string;
  kind: PersonKind;
  status: Status;
  /** How many records it is made of. */
  records: number;
  statements: readonly Statement[];
  tenures: readonly Tenure[];
}

const TOLD = ['bar_number', 'gender', 'birth_year', 'profession', 'education', 'experience'] as const;
/** Enough to tell two people apart; the rest is on their pages. */
const MOST = 6;

export function PairSide({ t, lang, side, other }: Reader & { side: Side; other: Side }): VNode {
  const names = side.statements.filter(({ property }) => property === 'name');
  return (
    <section class="pair-side" aria-label={side.name}>
      <h3>
        <SafeLink href={officePersonPath(side.id)}>{side.name}</SafeLink>
      </h3>
      <TagRow>
        <Badge>{t(`officials.person_kind.${side.kind}`)}</Badge>
        <Badge>{t(`officials.status.${side.status}`)}</Badge>
        {side.records > 1 ? <Badge>{t('officials.person.records', { count: side.records })}</Badge> : null}
      </TagRow>
      <dl>
        <Told label={t('officials.pairs.names')}>
          {names.slice(0, MOST).map((one) => (
            <li>
              {one.printed} <Where one={one} />
            </li>
          ))}
        </Told>
        <Told label={t('officials.person.field.tenures')}>
          {side.tenures.slice(0, MOST).map((one) => (
            <li>
              {heldWords(one, t)}
              {whenWords({ t, lang }, one) ? ` (${whenWords({ t, lang }, one)})` : ''} {one.territory}{' '}
              <Where one={one} />
            </li>
          ))}
        </Told>
        {TOLD.map((property) => (
          <Told label={t(`officials.person.field.${property}`)}>
            {side.statements
              .filter((one) => one.property === property)
              .slice(0, MOST)
              .map((one) => (
                <li>
                  {differs(one, other) ? <strong>{one.printed}</strong> : one.printed} <Where one={one} />
                </li>
              ))}
          </Told>
        ))}
      </dl>
    </section>
  );
}

/** A single value of which the other side has another one. */
function differs({ property, printed }: Statement, other: Side): boolean {
  const theirs = other.statements.filter((one) => one.property === property);
  return theirs.length > 0 && !theirs.some((one) => one.printed.toLowerCase() === printed.toLowerCase());
}

function Told({ label, children }: { label: string; children: readonly ComponentChildren[] }): VNode | null {
  if (children.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <ul>{children}</ul>
      </dd>
    </>
  );
}

function Where({ one }: { one: Pick<Statement, 'source' | 'page'> }): VNode | null {
  const words = [one.source?.title ?? '', one.page].filter(Boolean).join(', ');
  return words === '' ? null : <span class="soft">[{words}]</span>;
}
