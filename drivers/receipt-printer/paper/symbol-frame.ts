import { textDots } from './cell-dots.ts';
import { blacken, blankDots, copyDots, type Dots } from './dots.ts';

const LINE_DOTS = 2;

/** A frame with the name of a symbology in it, as far as there is room. It stands for a symbol that we cannot draw. */
export function symbolFrame(name: string, width: number, height: number): Dots {
  const dots = blankDots(width, height);
  const text = textDots(name, { bold: false, width: 1, height: 1 });
  const [beside, above] = [(width - 8 * text.widthBytes) / 2, (height - text.height) / 2].map(Math.floor) as [
    number,
    number,
  ];
  if (Math.min(beside, above) > LINE_DOTS) copyDots(text, dots, beside, above);
  for (const y of [0, height - LINE_DOTS]) blacken(dots, 0, y, width, LINE_DOTS);
  for (const x of [0, width - LINE_DOTS]) blacken(dots, x, 0, LINE_DOTS, height);
  return dots;
}
