import type { ComponentChildren, VNode } from 'preact';
import { VisuallyHidden } from '../layout/section.tsx';
import { SafeLink } from './safe-link.tsx';

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'link';

export interface ButtonProps {
  kind?: ButtonKind | undefined;
  size?: 'normal' | 'small' | undefined;
  /** With an address it is a link that looks like a button, else a submit button. */
  href?: string | undefined;
  name?: string | undefined;
  value?: string | undefined;
  disabled?: boolean | undefined;
  /** A question asked before going on, where scripts run. What cannot be undone also needs a page that asks. */
  confirm?: string | undefined;
  /** Read aloud after the words: which of many (“Editar” + “Sala Norte”). */
  about?: string | undefined;
  children: ComponentChildren;
}

export function Button(props: ButtonProps): VNode {
  const { kind = 'primary', size = 'normal', href, about, children } = props;
  const className = `button button-${kind}${size === 'small' ? ' button-small' : ''}`;
  const words = about ? (
    <>
      {children} <VisuallyHidden>{about}</VisuallyHidden>
    </>
  ) : (
    children
  );
  if (href !== undefined) {
    return (
      <SafeLink href={href} class={className}>
        {words}
      </SafeLink>
    );
  }
  return (
    <button
      type="submit"
      class={className}
      name={props.name}
      value={props.value}
      disabled={props.disabled}
      data-confirm={props.confirm}
    >
      {words}
    </button>
  );
}

export function ButtonRow({ children }: { children: ComponentChildren }): VNode {
  return <div class="button-row">{children}</div>;
}
