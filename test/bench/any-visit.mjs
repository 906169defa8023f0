// @ts-check
import { finish } from './paid-visit.mjs';

/** @typedef {import('./glass-socket.mjs').Glass} Glass */
/** @typedef {import('../../device/screen/screen.ts').CitizenScreen} Screen */

const CARD = { device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' };
const NO_CARD = { device: 'reader', do: 'remove' };
const TYPED = {
  digits: '501234567',
  letters: 'Nizami 10',
  names: 'Nizami',
  email: 'aysel@example.com',
  capitals: '5ABC10D',
  amount: '12',
};
const MOST_PAGES = 40;

/**
 * Makes a visit to the last screen of a service and back: first choices, and a tapped card if the service is paid.
 *
 * @param {Glass} glass
 * @param {string} service its id
 */
export async function anyVisit(glass, service) {
  await glass.until(({ show }) => show === 'attract');
  glass.touch({ do: 'start', language: 'az' });
  await glass.until(({ show }) => show === 'choosing');
  glass.touch({ do: 'choose', service });
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const screen = await glass.until((now) => now.show !== 'choosing' && act(now) !== undefined);
    if (screen.show === 'done') return finish(glass);
    const where = whereItStands(screen);
    await act(screen)?.(glass, screen);
    await glass.until((now) => whereItStands(now) !== where);
  }
  throw new Error(`${service} has no end`);
}

/**
 * An answer alone does not change the name of the page.
 *
 * @param {Screen} screen
 */
const whereItStands = (screen) =>
  screen.show === 'answering' ? `${screen.show} ${screen.question.id}` : `${screen.show} ${stageOf(screen)}`;

/** @param {Screen} screen */
const stageOf = (screen) => ('stage' in screen ? screen.stage : '');

/** @typedef {(glass: Glass, screen: any) => void | Promise<void>} Act */

/** @type {{ readonly [S in Screen['show']]?: Act }} */
const ACTS = {
  beforeYouStart: (glass) => glass.touch({ do: 'next' }),
  identifying: (glass) => glass.dock(CARD),
  offeringCode: async (glass) => {
    await glass.dock(NO_CARD);
    glass.touch({ do: 'next' });
  },
  typingCode: async (glass) => {
    const digits = /\b\d{6}\b/.exec(String((await glass.dockState()).phone.messages[0]?.text))?.[0] ?? '';
    for (const key of digits) glass.touch({ do: 'key', key });
    await glass.until((now) => now.show === 'typingCode' && now.whole);
    glass.touch({ do: 'next' });
  },
  answering,
  choosingPlace: (glass, { places }) => glass.touch({ do: 'answer', value: places[0].id }),
  choosingSlot: (glass, { morning, afternoon, from }) =>
    glass.touch(from === null ? { do: 'answer', value: [...morning, ...afternoon][0].from } : { do: 'next' }),
  found: (glass, { offers }) =>
    glass.touch(offers.includes('cancel') ? { do: 'answer', value: 'cancel' } : { do: 'next' }),
  askingCancel: (glass) => glass.touch({ do: 'next' }),
  choosingDue: (glass) => glass.touch({ do: 'answer', value: '0' }),
  showingDue: (glass) => glass.touch({ do: 'next' }),
  checking: (glass, { purchase }) => glass.touch(purchase.amount > 0 ? { do: 'pay' } : { do: 'next' }),
  choosingPayment: (glass) => glass.touch({ do: 'method', method: 'card' }),
  paying: (glass) => glass.dock({ device: 'terminal', do: 'tap' }),
  previewing: (glass) => glass.touch({ do: 'next' }),
  done: () => undefined,
};

/**
 * `undefined`: wait.
 *
 * @param {Screen} screen
 */
function act(screen) {
  if (screen.show === 'paying' && screen.stage !== 'present-card') return undefined;
  if (screen.show === 'identifying' && screen.stage !== 'waiting') return undefined;
  if (screen.show === 'offeringCode' && screen.sending) return undefined;
  if (screen.show === 'typingCode' && screen.checking) return undefined;
  if (screen.show === 'choosingSlot' && screen.holding) return undefined;
  return ACTS[screen.show];
}

/**
 * @param {Glass} glass
 * @param {Extract<Screen, { show: 'answering' }>} screen
 */
async function answering(glass, { question }) {
  if (question.kind === 'text') for (const key of TYPED[question.keyboard]) glass.touch({ do: 'key', key });
  else if (question.kind === 'choice') glass.touch({ do: 'answer', value: question.options[0]?.value ?? '' });
  else throw new Error(`nobody answers ${question.id}, which is ${question.kind}`);
  await glass.until((now) => now.show === 'answering' && now.question.id === question.id && isAnswered(now.question));
  glass.touch({ do: 'next' });
}

/** @param {import('../../device/session/steps/form/view.ts').QuestionView} question */
const isAnswered = (question) =>
  question.kind === 'text' ? question.value !== '' : question.kind === 'choice' && question.chosen !== null;
