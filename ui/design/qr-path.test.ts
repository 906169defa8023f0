import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { LONGEST_CODE } from '../../test/support/long-code.ts';
import { qrPath } from './qr-path.ts';

const PX = 4;

/** Draws a path as a browser does: each run is `M x y h n v1 h-n z`. */
function draw({ size, path }: ReturnType<typeof qrPath>): Uint8ClampedArray {
  const side = size * PX;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let row = Number(y) * PX; row < (Number(y) + 1) * PX; row++) {
      for (let column = Number(x) * PX; column < (Number(x) + Number(length)) * PX; column++) {
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      }
    }
  }
  return pixels;
}

describe('qrPath', () => {
  it.each([
    ['an address', 'https://status.example/a/K5-7QF2-62'],
    ['letters', 'Müraciət № 5 – ə'],
    ['an address with the longest proof', LONGEST_CODE],
  ])('when the text is %s, then the code can be read back', (_, text) => {
    const code = qrPath(text);
    expect(jsQR(draw(code), code.size * PX, code.size * PX)?.data).toBe(text);
  });

  it('when a code is drawn, then it has four white modules around it', () => {
    const { size, path } = qrPath('K5');
    const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map((run) => run.slice(1).map(Number));
    expect(Math.min(...runs.map(([x]) => x!))).toBe(4);
    expect(Math.max(...runs.map(([x, , length]) => x! + length!))).toBe(size - 4);
  });
});
