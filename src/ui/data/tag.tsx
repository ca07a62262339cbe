import type { ComponentChildren, VNode } from 'preact';
import type { Tone } from '../tone.ts';

/** A state: a colour and, always, its word. */
export function StatusTag({ tone, children }: { tone: Tone; children: ComponentChildren }): VNode {
  return <span class={`tag tone-${tone}`}>{children}</span>;
}

/** A quiet word beside a thing: its kind, language, count. */
export function Badge({ children }: { children: ComponentChildren }): VNode {
  return <span class="badge">{children}</span>;
}

/** Tags and badges in a line that wraps. */
export function TagRow({ children }: { children: ComponentChildren }): VNode {
  return <div class="tag-row">{children}</div>;
}
