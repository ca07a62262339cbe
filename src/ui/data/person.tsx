import type { VNode } from 'preact';
import { SafeLink } from '../controls/safe-link.tsx';

export interface PersonProps {
  name: string;
  organization?: string | undefined;
  /** Their post or what they do here, in words. */
  position?: string | undefined;
  href?: string | undefined;
  size?: 'normal' | 'large' | undefined;
}

/** A person by name and initials: never a stock face. */
export function Person({ name, organization, position, href, size = 'normal' }: PersonProps): VNode {
  return (
    <div class={`person person-${size}`}>
      <span class="avatar" aria-hidden="true">
        {initials(name)}
      </span>
      <div class="person-words">
        <p class="person-name">{href ? <SafeLink href={href}>{name}</SafeLink> : name}</p>
        {position ? <p>{position}</p> : null}
        {organization ? <p>{organization}</p> : null}
      </div>
    </div>
  );
}

const PARTICLES = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'y',
  'e',
  'of',
  'the',
  'and',
  'von',
  'van',
  'da',
  'do',
]);

/** First letters of the first and the last word that count, in capitals; signs and particles are passed over. */
export function initials(name: string): string {
  const words = name
    .split(/\s+/u)
    .filter((word) => /\p{L}/u.test(word) && !PARTICLES.has(word.toLowerCase()));
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last].map((word) => word?.match(/\p{L}/u)?.[0]?.toLocaleUpperCase('es') ?? '').join('');
}
