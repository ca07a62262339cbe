/** The picture library, loaded at the first use, with what keeps its memory bounded. */
import type Sharp from 'sharp';

export type ImagingLibrary = typeof Sharp;

let library: Promise<ImagingLibrary> | undefined;
let last: Promise<unknown> = Promise.resolve();

async function load(): Promise<ImagingLibrary> {
  const { default: sharp } = await import('sharp');
  // Nothing is asked twice, and what is kept in memory between two pictures is lost to everything else.
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

/** Does the work when all that came before is done: one picture at a time in each process. */
export async function imaging<T>(work: (sharp: ImagingLibrary) => Promise<T>): Promise<T> {
  library ??= load();
  const sharp = await library;
  const done = last.then(() => work(sharp));
  last = done.catch(() => undefined);
  return done;
}
