/** The process in which pictures are unpacked (`imaging.ts` starts it, and ends it). */
import sharp from 'sharp';
import { drawVariants } from './draw-variants.ts';
import type { ImagingOrder, ImagingReply, ImagingTasks } from './imaging.ts';
import { remakePicture } from './remake.ts';

// Nothing is asked twice, and what is kept between two pictures is lost to everything else.
sharp.cache(false);
sharp.concurrency(1);
// Only what pictures come in is ever read, whatever the bytes say.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadHeif',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadSvg',
  ],
});

async function work(order: ImagingOrder): Promise<ImagingTasks[ImagingOrder['task']]['output']> {
  switch (order.task) {
    case 'remake':
      return await remakePicture(sharp, Buffer.from(order.input));
    case 'variants':
      return await drawVariants(sharp, order.input);
    case 'card':
      return await sharp(Buffer.from(order.input))
        .png({ palette: true, colours: 64, dither: 0, effort: 4 })
        .toBuffer();
  }
}

process.on('message', (order: ImagingOrder) => {
  work(order).then(
    (output) => process.send?.({ output } satisfies ImagingReply),
    // The library's words may hold what was in the picture.
    (error: unknown) =>
      process.send?.({ fault: error instanceof Error ? error.name : 'Error' } satisfies ImagingReply),
  );
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
