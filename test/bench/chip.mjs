// @ts-check
import { rounded } from './numbers.mjs';

/** @typedef {import('./report.mjs').Figure} Figure */

/** Largest ratio of the time to that for bare APDUs: frames, acknowledgements and the PN532 need some. */
const LIMIT = 1.15;

const READS = /** @type {const} */ ([
  { document: 'aze-card-woman', name: 'card' },
  { document: 'aze-passport', name: 'passport' },
]);

/**
 * Measures the time of a chip over a PN532 at 115 200 baud, compared with its bare APDUs on both lines.
 *
 * @param {import('./sources.mjs').Sources} sources
 * @returns {Promise<Figure[]>}
 */
export async function measureChip({ chipRead }) {
  /** @type {Figure[]} */
  const figures = [];
  for (const { document, name } of READS) {
    const { apdus, apduBytes, uartBytes, airBytes, fileBytes, ms, limitMs } = await chipRead(document);
    figures.push({
      name: `chip of a ${name} / its APDUs on the lines`,
      unit: 'x',
      value: rounded(ms / limitMs, 3),
      limit: LIMIT,
      note:
        `${rounded(ms)} ms; ${apdus} APDUs of ${apduBytes} bytes for files of ${fileBytes}; ` +
        `${uartBytes} on the UART, ${airBytes} in the air`,
    });
  }
  return figures;
}
