// @ts-check

/** @typedef {import('./glass-socket.mjs').Glass} Glass */
/** @typedef {import('../../device/screen/screen.ts').Screen} Screen */

export const SERVICE = 'identity-card-replacement';
/** Of the first document holder. */
export const CARD = { device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' };
export const NO_CARD = { device: 'reader', do: 'remove' };
/** Without the country code. */
export const MOBILE = '501234567';

/** @param {Screen['show']} show @returns {(screen: Screen) => boolean} */
const shows = (show) => (screen) => screen.show === show;

/** @param {'choice' | 'text'} kind @returns {(screen: Screen) => boolean} */
const asks = (kind) => (screen) => screen.show === 'answering' && screen.question.kind === kind;

/**
 * From the first screen to the first screen: a card is replaced, paid with a tap, printed, and a face touched.
 *
 * @param {Glass} glass
 */
export async function paidVisit(glass) {
  await glass.until(shows('attract'));
  glass.touch({ do: 'start', language: 'az' });
  await glass.until(shows('choosing'));
  glass.touch({ do: 'choose', service: SERVICE });
  await glass.until(shows('beforeYouStart'));
  glass.touch({ do: 'next' });
  await glass.until(shows('identifying'));
  await glass.dock(CARD);
  await answer(glass);
  await glass.until(shows('checking'));
  glass.touch({ do: 'pay' });
  await glass.until((screen) => screen.show === 'paying' && screen.stage === 'present-card');
  await glass.dock({ device: 'terminal', do: 'tap' });
  await glass.until(shows('done'));
  glass.touch({ do: 'survey', score: 5 });
  await glass.until((screen) => screen.show === 'done' && screen.survey === 5);
  glass.touch({ do: 'finish' });
  await glass.until(shows('attract'));
}

/** @param {Glass} glass */
async function answer(glass) {
  const screen = await glass.until(asks('choice'));
  await glass.dock(NO_CARD);
  if (screen.show !== 'answering' || screen.question.kind !== 'choice') throw new Error('a choice is asked first');
  const value = screen.question.options[0]?.value;
  if (value === undefined) throw new Error('there is nothing to choose');
  glass.touch({ do: 'answer', value });
  await glass.until(
    (now) => now.show === 'answering' && now.question.kind === 'choice' && now.question.chosen === value,
  );
  glass.touch({ do: 'next' });
  await glass.until(asks('text'));
  for (let typed = 1; typed <= MOBILE.length; typed += 1) {
    glass.touch({ do: 'key', key: MOBILE.charAt(typed - 1) });
    await glass.until(
      (now) => now.show === 'answering' && now.question.kind === 'text' && now.question.value.length === typed,
    );
  }
  glass.touch({ do: 'next' });
}
