import type { VNode } from 'preact';
import { SafeLink } from '../controls/safe-link.tsx';
import { Section } from '../layout/section.tsx';

export interface NotesProps {
  notes: readonly {
    title: string;
    text?: string;
    links?: readonly { href: string; label: string; download?: boolean }[];
  }[];
}

/** What other parts of the program have to say on this page: each a heading, a sentence, its links. */
export function Notes({ notes }: NotesProps): VNode {
  return (
    <>
      {notes.map((note) => (
        <Section title={note.title}>
          {note.text ? <p>{note.text}</p> : null}
          {note.links && note.links.length > 0 ? (
            <ul class="plain-list stack stack-tight">
              {note.links.map((link) => (
                <li>
                  <SafeLink href={link.href} download={link.download}>
                    {link.label}
                  </SafeLink>
                </li>
              ))}
            </ul>
          ) : null}
        </Section>
      ))}
    </>
  );
}
