// @ts-check
import { median, rounded } from './numbers.mjs';
import { request, startBareServer, startKiosk } from './processes.mjs';

const ROUNDS = 11;
const LIMIT_RATIO = 4;

/**
 * Starts kiosk and bare server in turns, so that other load affects both. Files and the code cache are warm, as after a restart.
 *
 * @returns {Promise<import('./report.mjs').Figure[]>}
 */
export async function measureColdStart() {
  /** @type {{ kiosk: number, page: number, bare: number }[]} */
  const rounds = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const bare = await timeBareServer();
    const { ready, page } = await timeKiosk();
    if (round > 0) rounds.push({ kiosk: ready, page, bare });
  }
  const kioskMs = median(rounds.map(({ kiosk }) => kiosk));
  const bareMs = median(rounds.map(({ bare }) => bare));
  return [
    {
      name: 'cold start to ready / bare node',
      unit: 'x',
      value: rounded(median(rounds.map(({ kiosk, bare }) => kiosk / bare)), 2),
      limit: LIMIT_RATIO,
      note: `median of ${ROUNDS} rounds by turns; medians ${kioskMs.toFixed(0)} ms and ${bareMs.toFixed(0)} ms`,
    },
    {
      name: 'cold start to first page / bare node',
      unit: 'x',
      value: rounded(median(rounds.map(({ page, bare }) => page / bare)), 2),
      note: 'the same rounds until `/` has answered too',
    },
  ];
}

async function timeBareServer() {
  const bare = await startBareServer();
  const saidMs = performance.now();
  try {
    await request(bare.url);
    return bare.startMs + performance.now() - saidMs;
  } finally {
    await bare.stop();
  }
}

async function timeKiosk() {
  const kiosk = await startKiosk();
  const saidMs = performance.now();
  try {
    await request(kiosk.url);
    return { ready: kiosk.startMs, page: kiosk.startMs + performance.now() - saidMs };
  } finally {
    await kiosk.stop();
  }
}
