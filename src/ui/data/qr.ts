/** QR codes as rows of dark modules, for whoever draws them: pages, PDF. */
import { create } from 'qrcode';

export interface Qr {
  /** Modules from edge to edge, without the quiet zone. */
  side: number;
  /** Runs of dark modules as a path of one unit each: `M{x} {y}h{length}v1h-{length}z`. */
  path: string;
  runs: { x: number; y: number; length: number }[];
}

/** How much of it may be torn or stained: M a seventh, Q a quarter. */
export type QrLevel = 'M' | 'Q';

/** @throws when the text is longer than a QR can hold (about 2,300 bytes) */
export function drawQr(text: string, level: QrLevel = 'M'): Qr {
  const { modules } = create(text, { errorCorrectionLevel: level });
  const runs: Qr['runs'] = [];
  for (let y = 0; y < modules.size; y++) {
    for (let x = 0; x < modules.size; x++) {
      const from = x;
      while (x < modules.size && modules.get(y, x)) x += 1;
      if (x > from) runs.push({ x: from, y, length: x - from });
    }
  }
  const path = runs.map((run) => `M${run.x} ${run.y}h${run.length}v1h-${run.length}z`).join('');
  return { side: modules.size, path, runs };
}
