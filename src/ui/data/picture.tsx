/** Pictures of ours: each browser takes the smallest version that it can show. */
import type { ComponentChildren, VNode } from 'preact';
import type { PictureFacts } from '../../platform/files/pictures.ts';

export interface PictureProps {
  picture: PictureFacts;
  /** What it shows, where that is another thing here; the picture's own words otherwise. */
  alt?: string | undefined;
  /** As HTML's `sizes`: how wide it is shown. The whole width of the page when left out. */
  sizes?: string | undefined;
  /** At once, for what is seen first; otherwise when the reader comes near. */
  eager?: boolean | undefined;
}

export function Picture({ picture, alt, sizes = '100vw', eager }: PictureProps): VNode {
  const responsive = picture.srcset !== '';
  return (
    <picture>
      {picture.sources.map(({ type, srcset }) => (
        <source type={type} srcset={srcset} sizes={sizes} />
      ))}
      <img
        src={picture.href}
        srcset={responsive ? picture.srcset : undefined}
        sizes={responsive ? sizes : undefined}
        alt={alt ?? picture.alt}
        width={picture.width}
        height={picture.height}
        loading={eager ? undefined : 'lazy'}
        fetchpriority={eager ? 'high' : undefined}
        decoding="async"
      />
    </picture>
  );
}

export interface FigureProps extends PictureProps {
  caption?: ComponentChildren;
  /** “Fotografía: Persona Ficticia”; the picture's own when left out, none when empty. */
  credit?: string | undefined;
}

export function Figure({ caption, credit, ...picture }: FigureProps): VNode {
  const by = credit ?? picture.picture.credit;
  return (
    <figure class="figure">
      <Picture {...picture} />
      {caption || by ? (
        <figcaption>
          {caption}
          {by ? <small>{by}</small> : null}
        </figcaption>
      ) : null}
    </figure>
  );
}
