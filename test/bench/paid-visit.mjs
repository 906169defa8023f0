// @ts-check

/** @typedef {import('./glass-socket.mjs').Glass} Glass */
/** @typedef {import('../../device/screen/screen.ts').CitizenScreen} Screen */

const SERVICE = 'identity-card-replacement';
const CARD = { device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' };
const NO_CARD = { device: 'reader', do: 'remove' };
const MOBILE = '501234567';

/**
 * @param {Screen['show']} show
 * @returns {(screen: Screen) => boolean}
 */
const shows = (show) => (screen) => screen.show === show;

/**
 * @param {'choice' | 'text'} kind
 * @returns {(screen: Screen) => boolean}
 */
const asks = (kind) => (screen) => asked(screen)?.kind === kind;

/**
 * @param {Screen} screen
 * @returns {{ kind: string, chosen?: unknown, value?: string, options?: readonly { value: string }[] } | undefined}
 */
const asked = (screen) => (screen.show === 'answering' ? screen.question : undefined);

/**
 * Makes a whole visit: a card is replaced, paid with a tap and printed, and a face of the survey is touched.
 *
 * @param {Glass} glass
 */
export async function makePaidVisit(glass) {
  await untilTiers(glass);
  await untilMobileNumber(glass);
  await typeNumber(glass);
  glass.touch({ do: 'next' });
  await glass.until(shows('checking'));
  glass.touch({ do: 'pay' });
  await glass.until(shows('choosingPayment'));
  glass.touch({ do: 'method', method: 'card' });
  await glass.until((screen) => screen.show === 'paying' && screen.stage === 'present-card');
  await glass.dock({ device: 'terminal', do: 'tap' });
  await glass.until(shows('done'));
  glass.touch({ do: 'survey', score: 5 });
  await glass.until((screen) => screen.show === 'done' && screen.survey === 5);
  await finish(glass);
}

/**
 * Goes to the page with the three tiers.
 *
 * @param {Glass} glass
 */
export async function untilTiers(glass) {
  await glass.until(shows('attract'));
  glass.touch({ do: 'start', language: 'az' });
  await glass.until(shows('choosing'));
  glass.touch({ do: 'choose', service: SERVICE });
  await glass.until(shows('beforeYouStart'));
}

/**
 * Goes to the empty field for nine digits.
 *
 * @param {Glass} glass
 */
export async function untilMobileNumber(glass) {
  glass.touch({ do: 'next' });
  await glass.until(shows('identifying'));
  await glass.dock(CARD);
  const value = asked(await glass.until(asks('choice')))?.options?.[0]?.value;
  await glass.dock(NO_CARD);
  if (value === undefined) throw new Error('there is nothing to choose');
  glass.touch({ do: 'answer', value });
  await glass.until((now) => asked(now)?.kind === 'choice' && asked(now)?.chosen === value);
  glass.touch({ do: 'next' });
  await glass.until(asks('text'));
}

/** @param {Glass} glass */
async function typeNumber(glass) {
  for (const [at, key] of [...MOBILE].entries()) {
    glass.touch({ do: 'key', key });
    await glass.until((now) => asked(now)?.value?.replaceAll(' ', '').length === at + 1);
  }
}

/**
 * Ends the visit on any page.
 *
 * @param {Glass} glass
 */
export async function finish(glass) {
  glass.touch({ do: 'finish' });
  await glass.until(shows('attract'));
}
