import type { ComponentChildren, VNode } from 'preact';

const ALLOWED = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * @param href as somebody wrote it
 * @returns the address when it is http, https, mailto, tel or relative to the site; null for everything else
 *   (`javascript:`, `data:`, unreadable). Browsers drop tabs and line breaks in a scheme, so the URL parser judges.
 */
export function safeHref(href: string | null | undefined): string | null {
  const trimmed = href?.trim();
  if (!trimmed) return null;
  const url = URL.parse(trimmed, 'https://relative.invalid');
  return url && ALLOWED.has(url.protocol) ? trimmed : null;
}

export interface SafeLinkProps {
  href: string | null | undefined;
  children: ComponentChildren;
  class?: string | undefined;
  /** Language of the place linked to. */
  hreflang?: string | undefined;
  rel?: string | undefined;
  current?: boolean | undefined;
  download?: boolean | undefined;
}

/** A link to an address that somebody wrote; refused ones show as text. */
export function SafeLink({
  href,
  children,
  class: className,
  hreflang,
  rel,
  current,
  download,
}: SafeLinkProps): VNode {
  const safe = safeHref(href);
  if (safe === null) return <span class={className}>{children}</span>;
  // Another site learns nothing about the page it was opened from, nor gets hold of its window.
  const outside = /^https?:/i.test(safe) ? 'noopener noreferrer' : undefined;
  return (
    <a
      href={safe}
      class={className}
      hreflang={hreflang}
      rel={rel ?? outside}
      aria-current={current ? 'page' : undefined}
      download={download}
    >
      {children}
    </a>
  );
}
