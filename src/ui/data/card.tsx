import type { ComponentChildren, VNode } from 'preact';
import { SafeLink } from '../controls/safe-link.tsx';

export interface CardProps {
  title: string;
  /** Of title and text, where it is another one than the page's. */
  lang?: string | undefined;
  href?: string | undefined;
  /** Level of the heading where the card stands. */
  level?: 2 | 3 | 4 | undefined;
  /** Kind or date, above the title. */
  eyebrow?: ComponentChildren;
  /** A picture that says something; `alt` empty only when the title says it all. */
  image?: { src: string; alt: string; width: number; height: number } | undefined;
  children?: ComponentChildren;
  /** Tags, counts, small print at the foot. */
  footer?: ComponentChildren;
}

/** The whole card can be pressed, yet only the title is the link: read once by a screen reader. */
export function Card({ title, lang, href, level = 3, eyebrow, image, children, footer }: CardProps): VNode {
  const Heading = `h${level}` as const;
  return (
    <article class={href ? 'card card-link' : 'card'}>
      {image ? (
        <img src={image.src} alt={image.alt} width={image.width} height={image.height} loading="lazy" />
      ) : null}
      <div class="card-body">
        {eyebrow ? <p class="eyebrow">{eyebrow}</p> : null}
        <Heading lang={lang}>{href ? <SafeLink href={href}>{title}</SafeLink> : title}</Heading>
        {typeof children === 'string' ? <p lang={lang}>{children}</p> : children}
      </div>
      {footer ? <div class="card-footer">{footer}</div> : null}
    </article>
  );
}

/** Cards side by side as the width allows. */
export function CardGrid({ children }: { children: ComponentChildren }): VNode {
  return <div class="card-grid">{children}</div>;
}
