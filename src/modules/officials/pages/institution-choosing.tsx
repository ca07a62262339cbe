/** Who proposes or elects for an institution; and of a body that does, who took part in it. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { NoteRefs } from '../../../ui/data/citations.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { institutionPath, PEOPLE } from '../addresses.ts';
import type { InstitutionPageProps } from './institution-facts.tsx';

/** The mark of the note that says for whom a body chooses. */
export const choosingMark = (id: string): string => `c:${id}`;

export function ChoosingBodies({ t, notes, choosing }: InstitutionPageProps): VNode | null {
  // Several sources may say it of one body.
  const bodies = [...Map.groupBy(choosing, ({ slug }) => slug).values()];
  return bodies.length === 0 ? null : (
    <Section title={t('officials.institution.chosen_by')} id="eleccion">
      <ul class="fact-list">
        {bodies.map((said) => (
          <li>
            {said.slice(0, 1).map(({ slug, name, kind }) => (
              <>
                <SafeLink href={institutionPath(slug)}>{name}</SafeLink>
                {kind ? <span class="soft"> ({kind})</span> : null}
              </>
            ))}
            {said.map(({ id }) => (
              <NoteRefs t={t} marks={notes.marks.get(choosingMark(id))} />
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Counted, with one link to all of them: a body may have had a thousand candidates. */
export function TookPart({ t, parts: { key, counts } }: InstitutionPageProps): VNode | null {
  return counts.length === 0 ? null : (
    <Section title={t('officials.institution.took_part')} id="participantes">
      <ul class="fact-list">
        {counts.map(({ kind, count }) => (
          <li>{t(`officials.institution.took_part.${kind}`, { count })}</li>
        ))}
      </ul>
      <p>
        <SafeLink href={`${PEOPLE}?proceso=${encodeURIComponent(key)}`}>
          {t('officials.institution.took_part.see')}
        </SafeLink>
      </p>
    </Section>
  );
}
