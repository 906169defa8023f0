// @ts-check
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';

/** Pixels. */
const WIDTH = 1080;
const HEIGHT = 1920;

const PAD = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'erase', '0', 'next'];

export const pause = (/** @type {number} */ ms) => new Promise((settle) => setTimeout(settle, ms));

/**
 * @param {import('./machine.mjs').Machine} machine
 * @param {string} folder
 */
export function screenOf(machine, folder) {
  const file = join(folder, 'screen.png');

  /** @returns {Promise<{ text: string, x: number, y: number }[]>} */
  async function words() {
    await machine.picture(file);
    const table = execFileSync('tesseract', [file, '-', '-l', 'eng', '--psm', '11', 'tsv'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return table
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter(([, , , , , , , , , , , text]) => text?.trim())
      .map((cells) => ({
        text: String(cells[11]),
        x: (Number(cells[6]) + Number(cells[8]) / 2) / WIDTH,
        y: (Number(cells[7]) + Number(cells[9]) / 2) / HEIGHT,
      }));
  }

  const bare = (/** @type {string} */ text) => text.toLowerCase().replace(/[.,|]+$/, '');

  return {
    file,
    /**
     * @param {string} sentence
     * @param {number} [limitS]
     */
    async reads(sentence, limitS = 60) {
      const wanted = sentence.split(' ').map(bare);
      const until = Date.now() + limitS * 1000;
      for (;;) {
        const seen = await words();
        const at = seen.findIndex((_, from) =>
          wanted.every((word, nth) => bare(seen[from + nth]?.text ?? '') === word),
        );
        const found = seen[at];
        if (found) return found;
        if (Date.now() > until)
          throw new Error(`the screen does not say "${sentence}" but: ${seen.map(({ text }) => text).join(' ')}`);
        await pause(500);
      }
    },
    /**
     * @param {string} sentence
     * @param {number} [limitS]
     */
    async touches(sentence, limitS) {
      const { x, y } = await this.reads(sentence, limitS);
      await machine.touch(x, y);
    },
    /** Button with white text on dark, which Tesseract does not read. */
    leadsOn: () => machine.touch(0.6, 0.95),
    touchesAt: machine.touch,
    /**
     * Tesseract reads no words in a frame.
     *
     * @param {string} sentence
     * @param {number} [x]
     */
    async touchesBeside(sentence, x = 0.7) {
      const { y } = await this.reads(sentence);
      await machine.touch(x, y + 0.01);
    },
    /**
     * @param {number} nth from 1, from the left
     * @param {number} of
     */
    touchesBar: (nth, of) => machine.touch((nth - 0.5) / of, 0.961),
    /**
     * Touches keys of a pad below a sentence: digits, or `next` at the lower right.
     *
     * @param {string} sentence
     * @param {readonly string[]} keys
     * @param {{ x: number, below: number, apart: number }} pad place of its first key, and distance to the next
     */
    async touchesKeys(sentence, keys, { x, below, apart }) {
      const { y } = await this.reads(sentence);
      for (const key of keys) {
        const nth = PAD.indexOf(key);
        await machine.touch(x + (nth % 3) * apart, y + below + Math.floor(nth / 3) * 0.065);
        await pause(300);
      }
    },
    /** @param {string} digit */
    async types(digit) {
      const nth = digit === '0' ? 10 : Number(digit) - 1;
      await machine.touch((292 + (nth % 3) * 117.5) / 819, (1078 + Math.floor(nth / 3) * 71.3) / 1456);
    },
    /** @returns {Promise<Buffer>} */
    async pixels() {
      await machine.picture(file);
      return PNG.sync.read(readFileSync(file)).data;
    },
  };
}

/** @typedef {ReturnType<typeof screenOf>} Screen */

/**
 * Share of pixels that differ by more than font rendering.
 *
 * @param {Buffer} one
 * @param {Buffer} other
 */
export function difference(one, other) {
  if (one.length !== other.length) return 1;
  let differ = 0;
  for (let at = 0; at < one.length; at += 4)
    if (
      Math.abs(Number(one[at]) - Number(other[at])) > 40 ||
      Math.abs(Number(one[at + 1]) - Number(other[at + 1])) > 40
    )
      differ += 1;
  return (4 * differ) / one.length;
}
