/* oxlint-disable jsx-a11y/no-interactive-element-to-noninteractive-role -- these are the elements' own roles, which another `display` takes away */
import type { ComponentChildren, VNode } from 'preact';

export interface StatProps {
  label: string;
  /** The figure as shown. */
  value: string | number;
  note?: string | undefined;
  href?: string | undefined;
}

/** Goes into a `StatGrid`. */
export function Stat({ label, value, note, href }: StatProps): VNode {
  return (
    <div class="stat">
      <dt>{href ? <a href={href}>{label}</a> : label}</dt>
      <dd class="stat-value">{value}</dd>
      {note ? <dd class="stat-note">{note}</dd> : null}
    </div>
  );
}

export function StatGrid({ children }: { children: ComponentChildren }): VNode {
  return <dl class="stat-grid">{children}</dl>;
}

export interface BarItem {
  label: string;
  value: number;
  /** The value as shown, e.g. `12 (40 %)`. */
  text?: string | undefined;
}

export interface BarListProps {
  caption: string;
  labelHeader: string;
  valueHeader: string;
  items: readonly BarItem[];
  /** Full length of a bar; the largest value when left out. */
  max?: number | undefined;
}

/** Figures with a bar each: a table for those who listen, a picture for those who look. */
export function BarList({ caption, labelHeader, valueHeader, items, max }: BarListProps): VNode {
  const full = Math.max(max ?? 0, ...items.map((item) => item.value), 1);
  return (
    <table class="bar-list" role="table">
      <caption>{caption}</caption>
      <thead class="visually-hidden" role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {labelHeader}
          </th>
          <th role="columnheader" scope="col">
            {valueHeader}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {items.map((item) => (
          <tr role="row">
            <th role="rowheader" scope="row">
              {item.label}
              <Bar share={item.value / full} />
            </th>
            <td role="cell">{item.text ?? item.value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

// Drawn, not styled: the content policy allows no inline width.
function Bar({ share }: { share: number }): VNode {
  const width = Math.round(Math.min(Math.max(share, 0), 1) * 1000) / 10;
  return (
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect width={width} height="10" />
    </svg>
  );
}

export interface ProgressProps {
  id: string;
  label: string;
  value: number;
  max: number;
  /** In words: “40 de 50 lugares”. */
  text: string;
}

export function Progress({ id, label, value, max, text }: ProgressProps): VNode {
  return (
    <div class="progress">
      <label for={id}>{label}</label>
      <span class="progress-text">{text}</span>
      <progress id={id} value={Math.min(value, max)} max={Math.max(max, 1)}>
        {text}
      </progress>
    </div>
  );
}
