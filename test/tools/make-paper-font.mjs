/**
 * `node test/tools/make-paper-font.mjs` draws drivers/receipt-printer/paper/paper-font.ts from DejaVu Sans Mono (Debian's
 * fonts-dejavu-core) at 20 px, in cells of 12 × 24 dots. Run it by hand when a letter is missing.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const OUT = fileURLToPath(new URL('../../drivers/receipt-printer/paper/paper-font.ts', import.meta.url));
const WIDTH = 12;
const HEIGHT = 24;
const BASELINE = 19;
const FONT = '20px "DejaVu Sans Mono"';

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
const LETTERS = [
  ...range(0x20, 0x7e),
  ...range(0xa1, 0xac),
  ...range(0xae, 0xff),
  ...range(0x100, 0x17f),
  ...'Əə₼',
  ...range(0x400, 0x45f),
  ...'ҐґҒғҚқҢңҮүҰұҺһӘәӨө',
  ...'–—―‘’‚“”„†•…‹›‰€₽№™←↑→↓',
  ...'─│┌┐└┘├┤┬┴┼═║╔╗╚╝█▀▄░▒▓■□●○✓✗',
];

/** Own drawings: DejaVu has no manat sign, and its numero sign is a blot at this size. */
const BLANK = '............';
const OWN = {
  '₼': [
    BLANK,
    BLANK,
    BLANK,
    '.....##.....',
    '.....##.....',
    '...######...',
    '..########..',
    '.###.##.###.',
    '.##..##..##.',
    ...Array(10).fill('##...##...##'),
    ...Array(5).fill(BLANK),
  ],
  '№': [
    ...Array(4).fill(BLANK),
    '##...##.....',
    '##...##.....',
    '###..##..##.',
    '###..##.#..#',
    '####.##.#..#',
    '####.##.#..#',
    '##.#.##.#..#',
    '##.####..##.',
    '##.####.....',
    '##..###.####',
    '##..###.....',
    ...Array(4).fill('##...##.....'),
    ...Array(5).fill(BLANK),
  ],
};

/** Without these settings letters are grey, and a cut at 50 % gives uneven stems. */
const FONTCONFIG = (cache) => `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>${cache}</cachedir>
<match target="font"><edit name="antialias" mode="assign"><bool>false</bool></edit>
<edit name="hinting" mode="assign"><bool>true</bool></edit>
<edit name="hintstyle" mode="assign"><const>hintfull</const></edit></match></fontconfig>`;

/** Runs in the browser's page. Returns rows of '#' and '.' of each letter, and the letters with ink outside the cell. */
function draw({ letters, font, width, height, baseline }) {
  const canvas = document.createElement('canvas');
  canvas.width = width * 3;
  canvas.height = height * 3;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  pen.font = font;
  return letters.map((letter) => {
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = '#000';
    pen.fillText(letter, width, height + baseline);
    const dots = pen.getImageData(0, 0, canvas.width, canvas.height).data;
    const dark = (x, y) => dots[(y * canvas.width + x) * 4] < 128;
    const rows = [];
    let outside = 0;
    for (let y = 0; y < canvas.height; y++) {
      let row = '';
      for (let x = 0; x < canvas.width; x++) {
        const inside = x >= width && x < width * 2 && y >= height && y < height * 2;
        if (inside) row += dark(x, y) ? '#' : '.';
        else if (dark(x, y)) outside++;
      }
      if (row !== '') rows.push(row);
    }
    return { letter, rows, outside };
  });
}

/** Bytes of a letter for `ESC &`: column by column, three bytes each, top dot first. */
function columns(rows) {
  const bytes = [];
  for (let x = 0; x < WIDTH; x++) {
    for (let part = 0; part < 3; part++) {
      let byte = 0;
      for (let bit = 0; bit < 8; bit++) byte = (byte << 1) | (rows[part * 8 + bit][x] === '#' ? 1 : 0);
      bytes.push(byte);
    }
  }
  return bytes;
}

const work = mkdtempSync(join(tmpdir(), 'paper-font-'));
try {
  writeFileSync(join(work, 'fonts.conf'), FONTCONFIG(join(work, 'cache')));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=full', '--disable-lcd-text'],
    env: { ...process.env, FONTCONFIG_FILE: join(work, 'fonts.conf') },
  });
  const page = await browser.newPage();
  const drawn = await page.evaluate(draw, {
    letters: LETTERS,
    font: FONT,
    width: WIDTH,
    height: HEIGHT,
    baseline: BASELINE,
  });
  await browser.close();
  const glyphs = drawn.map((glyph) => (OWN[glyph.letter] ? { ...glyph, rows: OWN[glyph.letter], outside: 0 } : glyph));
  const cut = glyphs.filter((glyph) => glyph.outside > 0).map((glyph) => glyph.letter);
  const data = Buffer.from(glyphs.flatMap((glyph) => columns(glyph.rows))).toString('base64');
  writeFileSync(
    OUT,
    `/**
 * 12 × 24 dots for every letter that receipts may need. The program test/tools/make-paper-font.mjs draws them from DejaVu Sans
 * Mono. Licence: Bitstream Vera and Arev, see LICENSE-dejavu.txt beside this file. The manat sign and the numero are our own drawings.
 */

/** In the order of the bitmaps. */
export const PAPER_FONT_LETTERS =
  ${JSON.stringify(LETTERS.join('')).replaceAll("'", "\\'").replaceAll('\\"', '"').replace(/^"|"$/g, "'")};

/** 36 bytes a letter in base64: twelve columns of three bytes, the top dot is the highest bit (the order of \`ESC &\`). */
export const PAPER_FONT_BITMAPS =
  '${data}';
`,
  );
  console.log(`${glyphs.length} letters; ink outside the cell was cut off: ${cut.join(' ') || 'none'}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
