import type { ComponentChildren, VNode } from 'preact';

export interface SectionProps {
  title: string;
  /** Makes the section a place to link to. */
  id?: string | undefined;
  level?: 2 | 3 | undefined;
  /** A link or button beside the title. */
  action?: ComponentChildren;
  children: ComponentChildren;
}

export function Section({ title, id, level = 2, action, children }: SectionProps): VNode {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section class="section" id={id}>
      <div class="section-head">
        <Heading>{title}</Heading>
        {action ? <div class="section-action">{action}</div> : null}
      </div>
      {children}
    </section>
  );
}

/** Main matter and, at its side on a wide screen, what goes with it. */
export function Columns({
  children,
  aside,
  asideLabel,
}: {
  children: ComponentChildren;
  aside: ComponentChildren;
  asideLabel: string;
}): VNode {
  return (
    <div class="columns">
      <div class="columns-main">{children}</div>
      <aside class="columns-aside" aria-label={asideLabel}>
        {aside}
      </aside>
    </div>
  );
}

/** Children one below the other with even space. */
export function Stack({
  children,
  space = 'normal',
}: {
  children: ComponentChildren;
  space?: 'tight' | 'normal' | 'wide';
}): VNode {
  return <div class={`stack stack-${space}`}>{children}</div>;
}

/** Read aloud, not seen: what the eye gets from the place of a thing. */
export function VisuallyHidden({ children }: { children: ComponentChildren }): VNode {
  return <span class="visually-hidden">{children}</span>;
}
