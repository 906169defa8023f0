// @ts-check
import { pause } from './screen.mjs';

/**
 * Makes a paid visit. Throws if the lights of the cabinet differ from the page.
 *
 * @param {import('./screen.mjs').Screen} screen
 * @param {import('./cabinet.mjs').Cabinet} cabinet
 * @param {import('./lines.mjs').CabinetLines} lines
 * @returns {Promise<any>} the paper
 */
export async function makePaidVisit(screen, { peers }, lines) {
  await lines.lit('status');
  const papers = peers['printer']?.events.filter(({ event }) => event === 'paper').length ?? 0;
  await screen.touches('Start');
  await screen.touches('Identity card replacement');
  await screen.touches('Within 10 days');
  await screen.leadsOn();
  await screen.reads('reader is below');
  await lines.lit('status', 'attention', 'readerLight');
  peers['reader']?.tell('insert aze-card-woman');
  await screen.touches('It is worn out');
  await lines.lit('status', 'attention', 'readerLight');
  await pause(1_000);
  await screen.leadsOn();
  await screen.reads('mobile number?');
  await lines.lit('status');
  for (const digit of '501234567') await screen.types(digit);
  await pause(1_000);
  await screen.leadsOn();
  await screen.reads('Check your answers');
  await screen.leadsOn();
  await screen.touches('By bank card');
  await readsAfterTrouble(screen, 'to the terminal');
  await lines.lit('status', 'attention', 'terminalLight');
  peers['terminal']?.tell('tap');
  await screen.reads('Application accepted');
  await lines.lit('status', 'attention', 'readerLight', 'printerLight');
  peers['reader']?.tell('remove');
  const paper = await peers['printer']?.hear(
    ({ event }) =>
      event === 'paper' && (peers['printer']?.events.filter((its) => its.event === 'paper').length ?? 0) > papers,
  );
  return paper;
}

/**
 * Tries again: the emulated kiosk may wait for a core longer than for the office.
 *
 * @param {import('./screen.mjs').Screen} screen
 * @param {string} sentence
 * @param {number} [tries]
 */
async function readsAfterTrouble(screen, sentence, tries = 3) {
  try {
    await screen.reads(sentence);
  } catch (error) {
    if (tries === 0 || !String(error).includes('cannot be reached')) throw error;
    await screen.leadsOn();
    await readsAfterTrouble(screen, sentence, tries - 1);
  }
}
